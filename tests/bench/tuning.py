"""How Algorithm 1's recommended settings were chosen: a table of schedules with what each is worth.

    python -m tests.bench.tuning --data FOLDER_OF_MNIST

The numbers are those of the command evaluate, with the bundled feature network.
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from app.io.checkpoint import load_checkpoint
from app.io.features import read_features
from app.jobs.evaluate import evaluate, frechet_floor
from app.params import SampleSettings
from app.quality.features import see
from tests.bench.classifier import accuracy, digits
from tests.bench.quality import samples_of

TABLE = [
    # sampler, sigma_max, sigma_min, levels, T, eta, temperature
    ("annealed", 1.0, 0.01, 10, 10, 0.4, 1.0),
    ("annealed", 5.1, 0.01, 62, 2, 0.4, 1.0),
    ("annealed", 5.1, 0.01, 62, 2, 0.8, 1.0),
    ("annealed", 5.1, 0.01, 62, 4, 0.4, 1.0),
    ("annealed", 5.1, 0.01, 120, 1, 0.8, 1.0),
    ("annealed", 5.1, 0.01, 120, 2, 0.4, 1.0),
    ("annealed", 5.1, 0.01, 240, 1, 0.4, 1.0),
    ("annealed", 5.1, 0.01, 120, 4, 0.8, 1.0),
    ("annealed", 5.1, 0.01, 240, 1, 0.8, 1.0),
    ("annealed", 5.1, 0.01, 240, 1, 1.2, 1.0),
    ("annealed", 5.1, 0.01, 240, 1, 1.6, 1.0),
    ("annealed", 5.1, 0.01, 400, 1, 0.8, 1.0),
    ("annealed", 5.1, 0.03, 450, 1, 0.8, 1.0),
]


def settings_of(row: tuple[str, float, float, int, int, float, float], base: SampleSettings) -> SampleSettings:
    sampler, sigma_max, sigma_min, levels, steps, eta, temperature = row
    changes = {
        "sampler": sampler, "sigma_max": sigma_max, "sigma_min": sigma_min, "levels": levels, "steps_per_level": steps,
        "epsilon": eta * sigma_min**2, "temperature": temperature,
    }  # fmt: skip
    return SampleSettings.from_dict(changes, base)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four IDX files")
    parser.add_argument("--checkpoint", default="mnist")
    parser.add_argument("-n", type=int, default=250, help="samples (default: 250)")
    parser.add_argument("--rows", type=int, nargs="*", help="only these rows of the table, from 0")
    args = parser.parse_args()

    network = read_features()
    test, labels = digits(args.data, "t10k")
    train, _ = digits(args.data, "train")
    print(f"classifier: {100 * accuracy(network, test, labels):.2f} % of the 10,000 test digits right")
    model = load_checkpoint(args.checkpoint)
    base = dataclasses.replace(model.describe().settings, count=args.n, batch_size=min(args.n, 125))
    real = see(network, test)
    floor = frechet_floor(network, args.n, real, train)
    print(f"floor: {args.n} training digits have a Frechet distance of {floor.mean:.2f} to the test digits")
    print(f"test digits: mean top probability {real.top_probability:.4f}")
    print("sampler    sigma_1 sigma_L   L   T   eta   tau  evaluations  top probability  Frechet  least..most")
    for row in [TABLE[k] for k in args.rows] if args.rows else TABLE:
        settings = settings_of(row, base)
        found = evaluate(samples_of(model, settings), test, None, network)
        shares = found.classes.samples
        name, sigma, low, levels, steps, eta, tau = row
        print(
            f"{name:10} {sigma:7g} {low:7g} {levels:3} {steps:3} {eta:5g} {tau:5g} "
            f"{settings.plan.total:12} {found.top_probability.samples:16.4f} {found.frechet:8.2f}  "
            f"{100 * min(shares):.1f} .. {100 * max(shares):.1f} %",
            flush=True,
        )


if __name__ == "__main__":
    main()
