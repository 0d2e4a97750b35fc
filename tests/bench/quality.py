"""How good are the digits? Prints the figures of the README.

    python -m tests.bench.quality --data ../shared/data/mnist              the shipped defaults, 1,000 samples
    python -m tests.bench.quality --data ../shared/data/mnist --tune      a table of schedules, 250 samples each

A small classifier, trained by this script to at least 99 % on the 10,000 test digits, judges the samples: the mean of
its largest probability, the share of each class, and the Frechet distance of its features to those of the test digits,
beside the distance of 1,000 training digits (the floor: real digits, as many as samples).
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from pathlib import Path

import torch

from app.io.checkpoint import load_checkpoint
from app.jobs.sampling import run_all
from app.params import SampleSettings
from tests.bench.classifier import Digits, classify, digits, frechet_distance, trained_classifier

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


def samples(model, settings: SampleSettings) -> torch.Tensor:
    last = {now.first: now.step.x for now in run_all(model, settings)}
    return model.to_pixels(torch.cat([last[first] for first in sorted(last)])).cpu()


def judge(classifier: Digits, pictures: torch.Tensor, reference: torch.Tensor) -> tuple[float, torch.Tensor, float]:
    probabilities, features = classify(classifier, pictures)
    shares = torch.bincount(probabilities.argmax(1), minlength=10) / len(pictures)
    return float(probabilities.max(1).values.mean()), shares, frechet_distance(features, reference)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of MNIST's four IDX files")
    parser.add_argument("--checkpoint", default="mnist")
    parser.add_argument("--cache", type=Path, default=Path("out/classifier.pt"), help="where the classifier is kept")
    parser.add_argument("-n", type=int, help="samples (default: 1000; 250 with --tune)")
    parser.add_argument("--tune", action="store_true", help="print the table of schedules instead")
    parser.add_argument("--rows", type=int, nargs="*", help="with --tune: only these rows of the table, from 0")
    args = parser.parse_args()

    classifier, accuracy = trained_classifier(args.data, args.cache)
    print(f"classifier: {100 * accuracy:.2f} % of the 10,000 test digits right")
    test, _ = digits(args.data, "t10k")
    train, _ = digits(args.data, "train")
    test_probabilities, reference = classify(classifier, test)
    count = args.n or (250 if args.tune else 1000)
    _, floor_features = classify(classifier, train[:count])
    floor = frechet_distance(floor_features, reference)
    print(f"floor: {count} training digits have a Frechet distance of {floor:.2f} to the test digits")
    print(f"test digits: mean top probability {test_probabilities.max(1).values.mean():.4f}")
    model = load_checkpoint(args.checkpoint)
    base = dataclasses.replace(model.describe().settings, count=count, batch_size=min(count, 125))
    if args.tune:
        print("sampler    sigma_1 sigma_L   L   T   eta   tau  evaluations  top probability  Frechet  least..most")
        for row in [TABLE[k] for k in args.rows] if args.rows else TABLE:
            settings = settings_of(row, base)
            top, shares, distance = judge(classifier, samples(model, settings), reference)
            name, sigma, low, levels, steps, eta, tau = row
            print(
                f"{name:10} {sigma:7g} {low:7g} {levels:3} {steps:3} {eta:5g} {tau:5g} "
                f"{settings.plan.total:12} {top:16.4f} {distance:8.2f}  "
                f"{100 * shares.min():.1f} .. {100 * shares.max():.1f} %",
                flush=True,
            )
        return
    begun = time.perf_counter()
    pictures = samples(model, base)
    seconds = time.perf_counter() - begun
    top, shares, distance = judge(classifier, pictures, reference)
    print(f"settings: {base.to_dict()}")
    print(f"{count} samples, {base.plan.total} evaluations each, in {seconds:.0f} s")
    print(f"mean top probability {top:.4f}")
    print("shares of the classes: " + ", ".join(f"{k}: {100 * s:.1f} %" for k, s in enumerate(shares.tolist())))
    print(f"Frechet distance {distance:.2f} (floor {floor:.2f})")


if __name__ == "__main__":
    main()
