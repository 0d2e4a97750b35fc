"""What is an evaluation worth? Quality against evaluations for every sampler, measured: a table and its picture.

    python -m tests.bench.quality --data FOLDER_OF_MNIST              measure what is missing in the table, then draw
    python -m tests.bench.quality --data FOLDER_OF_MNIST -n 100       quicker, with noisier numbers and a higher floor
    python -m tests.bench.quality --data FOLDER_OF_MNIST --quick      the network compiled, in bfloat16
    python -m tests.bench.quality --draw                              the picture anew from the table alone

Each row of the table (``resources/readme/quality.csv``) is a run of the bundled digits: the Frechet and kernel
distances of the bundled classifier's features to MNIST's test digits, and the mean of its largest probability. The
floor is the Frechet distance of as many training digits. Rows are written as they come: a run that was interrupted goes
on where it stopped, and what was measured with other weights, another number of samples or in another precision is
measured anew.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from app.core.pixels import to_unit
from app.core.types import ScoreModel
from app.io.checkpoint import CheckpointFile
from app.io.features import bundled_network
from app.jobs.evaluate import frechet_floor
from app.jobs.sampling import run_all
from app.networks.digits import Digits
from app.networks.model import NetworkModel
from app.params import ModelInfo, Sampler, SampleSettings, Schedule, Start
from app.params.opening import Opening
from app.params.recipes import Recipe, recipe
from app.params.samplers import ROWS
from app.params.stepsize import adapted
from app.quality.distances import frechet_distance, kernel_distance
from app.quality.features import Seen, see
from tests.bench.classifier import digits
from tests.bench.quality_picture import draw

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "readme"

AT_ONCE = 100
EXACT, QUICK = "float32", "bfloat16"


@dataclass(frozen=True)
class Series:
    """A sampler with its settings at several costs: ``of`` makes a run's settings from Algorithm 1's and L."""

    label: str
    sampler: Sampler
    levels: tuple[int, ...]
    of: Callable[[SampleSettings, int], SampleSettings]

    def settings(self, info: ModelInfo, count: int) -> Iterator[SampleSettings]:
        """The runs, the cheapest first."""
        for levels in self.levels:
            yield dataclasses.replace(self.of(info.settings, levels), count=count, batch_size=min(count, AT_ONCE))


def _annealed(own: SampleSettings, levels: int) -> SampleSettings:
    return dataclasses.replace(own, levels=levels)


def _followed(own: SampleSettings, levels: int) -> SampleSettings:
    # With another number of levels the step size is chosen by the rule; one more than recommended is another, too.
    return adapted(own, {"levels": levels + (levels == own.levels)})


def _alone(own: SampleSettings, levels: int) -> SampleSettings:
    return adapted(own, {"sampler": Sampler.LANGEVIN, "steps_per_level": levels})


def _consistent(own: SampleSettings, levels: int) -> SampleSettings:
    # h = 1 - ratio^2 makes the noise that of the exact posterior of the next level.
    ratio = (own.sigma_min / own.sigma_max) ** (1 / (levels - 1))
    epsilon = 2 * (1 - ratio**2) * own.sigma_min**2
    return dataclasses.replace(own, sampler=Sampler.CONSISTENT, levels=levels, epsilon=epsilon)


def _later(sampler: Sampler, **changes: Any) -> Callable[[SampleSettings, int], SampleSettings]:
    def of(own: SampleSettings, levels: int) -> SampleSettings:
        return dataclasses.replace(
            own, sampler=sampler, levels=levels, schedule=Schedule.RHO, sigma_max=20.0, start=Start.NORMAL,
            **{"denoise": True, "sigma_min": 0.02, **changes},
        )  # fmt: skip

    return of


FEW = (6, 10, 18, 36, 72, 144)

SERIES = (
    Series("annealed Langevin", Sampler.ANNEALED, (60, 120, 240, 450, 900), _annealed),
    Series("annealed, ε by the rule", Sampler.ANNEALED, (30, 60, 120, 240, 450), _followed),
    Series("Langevin, one level", Sampler.LANGEVIN, (450,), _alone),
    Series("consistent", Sampler.CONSISTENT, (30, 60, 120, 240, 450), _consistent),
    Series("DDIM (ODE)", Sampler.ANCESTRAL, FEW, _later(Sampler.ANCESTRAL)),
    Series("ancestral", Sampler.ANCESTRAL, FEW, _later(Sampler.ANCESTRAL, stochasticity=1.0)),
    Series(
        "reverse diffusion, corrected",
        Sampler.REVERSE_DIFFUSION,
        (10, 18, 36, 72, 144),
        _later(Sampler.REVERSE_DIFFUSION),
    ),
    Series("Heun (ODE)", Sampler.HEUN, (4, 6, 10, 18, 36), _later(Sampler.HEUN)),
    Series("Heun, churn 10", Sampler.HEUN, (6, 10, 18, 36, 50), _later(Sampler.HEUN, churn=10.0)),
    Series(
        "Heun as in fast and best",
        Sampler.HEUN,
        (6, 10, 18, 36),
        _later(Sampler.HEUN, churn=10.0, churn_noise=0.97, sigma_min=0.01),
    ),
    Series("DPM-Solver++", Sampler.DPM_SOLVER, FEW, _later(Sampler.DPM_SOLVER)),
)
"""Every sampler of pictures. Langevin dynamics at one level takes L as its number of steps."""


@dataclass(frozen=True)
class Row:
    """A line of the table. ``weights`` begins the SHA-256 of the checkpoint; ``seconds`` is the time of sampling."""

    series: str
    sampler: str
    levels: int
    evaluations: int
    samples: int
    frechet: float
    floor: float
    floor_spread: float
    kernel: float
    kernel_error: float
    top_probability: float
    real_top_probability: float
    seconds: float
    weights: str
    precision: str = EXACT

    @property
    def key(self) -> tuple[str, int, int, int, str, str]:
        """Rows with the same key are of the same run."""
        return self.series, self.levels, self.evaluations, self.samples, self.weights, self.precision


def read_table(path: Path) -> list[Row]:
    """The rows of a table; none if there is none."""
    if not path.exists():
        return []
    kinds = {field.name: {"str": str, "int": int, "float": float}[str(field.type)] for field in dataclasses.fields(Row)}
    with path.open(newline="", encoding="utf-8") as file:
        return [Row(**{name: kinds[name](text) for name, text in line.items()}) for line in csv.DictReader(file)]


def write_table(path: Path, rows: list[Row]) -> None:
    """Write all rows, in the order of the series and their cost."""
    order = [series.label for series in SERIES]
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, [field.name for field in dataclasses.fields(Row)], lineterminator="\n")
        table.writeheader()
        for row in sorted(rows, key=lambda row: (order.index(row.series), row.evaluations)):
            values = dataclasses.asdict(row)
            table.writerow({k: f"{v:.5g}" if isinstance(v, float) else v for k, v in values.items()})


@dataclass(frozen=True)
class Judge:
    """What samples are compared with: the real pictures as the feature network sees them, and the floor."""

    network: Digits
    real: Seen
    floor: tuple[float, float]

    @classmethod
    def of(cls, real: np.ndarray, train: np.ndarray, count: int) -> Judge:
        """For ``count`` samples; ``real`` and ``train`` are uint8 [N, 1, 28, 28]."""
        network = bundled_network()
        seen = see(network, real)
        floor = frechet_floor(network, count, seen, train)
        if floor is None:
            raise SystemExit(f"the training set holds fewer than {count} pictures")
        return cls(network, seen, (floor.mean, floor.spread or 0.0))


def samples_of(model: ScoreModel, settings: SampleSettings) -> np.ndarray:
    """The samples of a run as uint8 [N, C, H, W]."""
    last = {now.first: now.step.x for now in run_all(model, settings)}
    return np.rint(to_unit(model, torch.cat([last[first] for first in sorted(last)])) * 255).astype(np.uint8)


def hasten(model: NetworkModel) -> None:
    """Evaluate the network in bfloat16 and compiled from now on: scores differ by 0.3 % of their size."""
    compiled = torch.compile(model.network, dynamic=False)

    def forward(x: Tensor, sigma: Tensor) -> Tensor:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):  # compiled code wants no inference tensors
            return compiled(x.clone(memory_format=torch.channels_last), sigma.clone()).float()

    model.forward = forward


def measure(series: Series, settings: SampleSettings, model: ScoreModel, judge: Judge, precision: str) -> Row:
    """Sample, and compare."""
    begun = time.perf_counter()
    pictures = samples_of(model, settings)
    seconds = time.perf_counter() - begun
    seen = see(judge.network, pictures)
    kernel, error = kernel_distance(seen.features, judge.real.features)
    return Row(
        series.label, settings.sampler.value, _levels(settings), settings.plan.total, settings.count,
        frechet_distance(seen.features, judge.real.features), *judge.floor, kernel, error, seen.top_probability,
        judge.real.top_probability, seconds, model.describe().sha256[:12], precision,
    )  # fmt: skip


def _levels(settings: SampleSettings) -> int:
    return settings.steps_per_level if ROWS[settings.sampler].one_level else len(settings.noise_levels)


def measure_all(
    model: ScoreModel, judge: Judge, count: int, table: Path, only: list[str] | None = None, most: float = math.inf,
    precision: str = EXACT,
) -> list[Row]:  # fmt: skip
    """Measure what the table lacks, and write each row as it comes: runs of at most ``most`` evaluations."""
    info = model.describe()
    weights = info.sha256[:12]
    rows = [row for row in read_table(table) if row.key[3:] == (count, weights, precision)]
    for series in SERIES:
        for settings in series.settings(info, count):
            key = (series.label, _levels(settings), settings.plan.total, count, weights, precision)
            left_out = (only and series.label not in only) or settings.plan.total > most
            if left_out or key in [row.key for row in rows]:
                continue
            row = measure(series, settings, model, judge, precision)
            rows.append(row)
            write_table(table, rows)
            words = f"{row.evaluations:5} evaluations  top {row.top_probability:.4f}  Frechet {row.frechet:8.2f}"
            sys.stdout.write(f"{series.label:29} {words} (floor {row.floor:.2f})  {row.seconds:.0f} s\n")
            sys.stdout.flush()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of MNIST's four IDX files")
    parser.add_argument("--checkpoint", default="mnist")
    parser.add_argument("-n", type=int, default=1000, help="samples of each run (default: 1000)")
    parser.add_argument("--only", nargs="*", help=f"of {', '.join(s.label for s in SERIES)}: only these")
    parser.add_argument("--most", type=float, default=math.inf, help="leave out runs of more evaluations")
    parser.add_argument("--quick", action="store_true", help="the network compiled, in bfloat16")
    parser.add_argument("--draw", action="store_true", help="measure nothing")
    parser.add_argument("--table", type=Path, default=FOLDER / "quality.csv")
    parser.add_argument("--out", type=Path, default=FOLDER / "quality.png")
    args = parser.parse_args()
    if args.draw:
        rows = read_table(args.table)
    elif args.data is None:
        parser.error("--data is needed, unless --draw")
    else:
        model = CheckpointFile(args.checkpoint).model(Opening())
        judge = Judge.of(digits(args.data, "t10k")[0], digits(args.data, "train")[0], args.n)
        if args.quick:
            hasten(model)
        precision = QUICK if args.quick else EXACT
        rows = measure_all(model, judge, args.n, args.table, args.only, args.most, precision)
        fast = recipe(model.describe(), Recipe.FAST).plan.total
        sys.stdout.write(f"{args.table}: {len(rows)} runs; the recipe 'fast' takes {fast} evaluations\n")
    if not rows:
        parser.error(f"{args.table} holds no runs")
    draw([(row.series, row.evaluations, row.frechet, row.top_probability) for row in rows], rows[0]).save(str(args.out))
    sys.stdout.write(f"{args.out}\n")


if __name__ == "__main__":
    main()
