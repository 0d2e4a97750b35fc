"""A training in plain values: what the window asks for, what its place holds, what is told while it goes on."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from app.params.data import DataParams
from app.params.settings import Settings, fields_of
from app.params.training import SizeParams, TrainParams, WatchParams

ENDING = ".safetensors"


@dataclass(frozen=True)
class Orders:
    """What is to be trained, and what becomes of files that are there.

    ``given`` are the fields of :class:`TrainParams` that were chosen; the others are the usual ones, or follow from the
    data. ``data`` is where the pictures come from. ``resume``: go on with the run that writes the same file.
    ``overwrite``: give up an unfinished one. ``force``: replace a finished network.
    """

    out: Path
    given: dict[str, Any]
    sizes: SizeParams = field(default_factory=SizeParams)
    data: str = ""
    wanted: DataParams = field(default_factory=DataParams)
    watch: WatchParams = field(default_factory=WatchParams)
    resume: bool = False
    overwrite: bool = False
    force: bool = False

    @property
    def state_path(self) -> Path:
        """Where the state lies that a run is taken up from."""
        return state_path(self.out)

    @property
    def grid_path(self) -> Path:
        """Where samples are shown while the training goes on."""
        return self.out.with_suffix(".samples.png")

    @property
    def along_path(self) -> Path:
        """The folder of networks and grids that are kept along the way."""
        return along_path(self.out)

    @property
    def samples(self) -> bool:
        """Whether grids are sampled."""
        return self.watch.sample_every > 0 or self.watch.sample_minutes > 0


def state_path(out: Path) -> Path:
    """Where the state of the run that writes ``out`` lies: beside it, as ``NAME.resume.pt``."""
    return out.with_suffix(".resume.pt")


def along_path(out: Path) -> Path:
    """The folder of what is kept of the run that writes ``out``: beside it, as ``NAME.along``."""
    return out.with_suffix(".along")


class Place(Enum):
    """What there is where a training would write to."""

    FREE = "free"
    TAKEN = "taken"
    """A file that no state of a training belongs to."""
    UNFINISHED = "unfinished"
    COMPLETE = "complete"
    DAMAGED = "damaged"
    """A state that cannot be read."""


@dataclass(frozen=True)
class Standing:
    """What there is at the place of a training: the ``name`` of the file that says so, and of its run where there is
    one: the ``step`` it has come to, its ``epochs``, and the ``seconds`` it took. ``problem``: why it cannot be read.
    """

    place: Place
    name: str = ""
    step: int = 0
    epochs: int = 0
    seconds: float = 0.0
    problem: str = ""


@dataclass(frozen=True)
class FoundRun:
    """A training as its saved state tells it: enough to go on with it, but for data that have moved.

    ``data`` is empty where an older state does not say it.
    """

    out: str
    given: dict[str, Any]
    sizes: SizeParams
    data: str
    wanted: DataParams
    start: str


@dataclass(frozen=True, eq=False)
class DataLook:
    """What a network would see of a data set: some ``pictures`` uint8 [N, H, W, C] out of ``total``.

    ``usual`` are settings that suit the data, by architecture. ``notes`` are sentences about what was passed over.
    """

    pictures: np.ndarray
    total: int
    notes: tuple[str, ...]
    usual: dict[str, dict[str, Any]]

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        height, width, channels = self.pictures.shape[1:]
        return channels, height, width


@dataclass(frozen=True, eq=False)
class TrainFrame:
    """Where a training is: ``done`` of ``total`` steps and ``epochs`` epochs, and what its losses were.

    ``losses`` are those at the noise levels of :class:`TrainBegun`, NaN where there is none yet; ``trace`` is (steps,
    losses) from the first step on. ``rate`` is in steps a second over the last while (0: not known yet). ``sampling``:
    (done, total) evaluations of the grid being sampled; None: it trains.
    """

    done: int
    total: int
    epochs: int
    per_epoch: int
    loss: float
    learning_rate: float
    seconds: float
    rate: float
    losses: np.ndarray
    trace: tuple[np.ndarray, np.ndarray]
    sampling: tuple[int, int] | None = None

    @property
    def epoch(self) -> int:
        """The epoch that goes on, from 1."""
        return min(self.epochs, 1 + max(0, self.done - 1) // self.per_epoch)

    @property
    def seconds_left(self) -> float | None:
        """The expected time to the end of the last epoch, or None while the rate is not known."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


# What a training tells.


@dataclass(frozen=True)
class TrainReading:
    """``done`` of ``total`` pictures are read."""

    done: int
    total: int


@dataclass(frozen=True)
class TrainBegun:
    """A training begins: its settings with all that follows from the data, and the noise ``levels`` that losses are
    shown at. ``parameters`` are the network's; ``threads`` compute.
    """

    settings: dict[str, Any]
    levels: tuple[float, ...]
    pictures: int
    parameters: int
    device: str
    threads: int


@dataclass(frozen=True)
class BestLoss:
    """The smallest loss that there is at each noise level; empty where it takes too long to work out."""

    losses: tuple[float, ...]


@dataclass(frozen=True)
class TrainSays:
    """A sentence about what has happened."""

    text: str


@dataclass(frozen=True, eq=False)
class Sampled:
    """What the network samples after ``step`` steps, and the nearest picture of the data to each.

    Both are uint8 [N, H, W, C]; ``distances`` are L2 norms, pixels from 0 to 1.
    """

    step: int
    pictures: np.ndarray
    nearest: np.ndarray
    distances: tuple[float, ...]


@dataclass(frozen=True)
class TrainWritten:
    """The network as it is after ``step`` steps is in its file."""

    step: int


@dataclass(frozen=True)
class KeptStep:
    """What is kept of a step: the paths of its network, of its grid and of what is nearest to that; empty where there
    is none.
    """

    step: int
    network: str
    grid: str
    nearest: str = ""


@dataclass(frozen=True)
class AlongKept:
    """All that is kept of a training along its way, the oldest first."""

    steps: tuple[KeptStep, ...]


@dataclass(frozen=True)
class TrainControl:
    """What the window can ask for while a training goes on: the network is written whenever ``write`` is another."""

    write: int = 0


def command(orders: Orders) -> str:
    """The same training from the command line."""
    words = ["score-explorer", "train", "--data", orders.data, "--out", str(orders.out)]
    chosen: list[tuple[type[Settings], dict[str, Any]]] = [
        (DataParams, orders.wanted.values()), (TrainParams, orders.given), (SizeParams, orders.sizes.values()),
        (WatchParams, orders.watch.values()),
    ]  # fmt: skip
    for cls, values in chosen:
        for key, known in fields_of(cls).items():
            value = values.get(key, known.default)
            if value is None or (value == known.default and key not in orders.given):
                continue
            flag = known.about.flags[0]
            words += [flag] if value is True else [f"--no-{flag[2:]}"] if value is False else [flag, str(value)]
    words += [f"--{flag}" for flag in ("resume", "overwrite", "force") if getattr(orders, flag)]
    return shlex.join(words)
