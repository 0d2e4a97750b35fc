"""What a running sampler tells about itself; shared by the thread that runs it and by those who show it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from app.params.samplers import LiveParams

if TYPE_CHECKING:
    from app.params.path import Point

T = TypeVar("T")


class FinishReason(StrEnum):
    """Why a run ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    OUT_OF_MEMORY = "out of memory"
    FAILED = "failed"


@dataclass(frozen=True)
class Problem:
    """An error in a user's words: ``title`` and ``text`` (what happened, to what, what to do); ``details`` to copy.

    ``mended_by`` names a setting and a value with which it would not have come, where that is known. With
    ``of_settings`` the text names quantities as commands write them, and no file: it is shown with their symbols.
    """

    title: str
    text: str
    details: str = ""
    mended_by: tuple[str, float] | None = None
    of_settings: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is after an evaluation of the network.

    ``done`` evaluations of about ``total``; ``level`` (of ``levels``) and ``step`` (of ``steps``) count from 0;
    ``sigma``, ``alpha`` and ``eta`` in the paper's form, where the step is a Langevin step; ``score_norm`` and ``snr``
    are means over the samples;
    ``dimension`` is the number of coordinates of one sample; ``rate`` evaluations a second (0: not known yet).
    """

    done: int
    total: int
    level: int
    levels: int
    step: int
    steps: int
    denoising: bool
    sigma: float
    alpha: float | None
    eta: float | None
    params: LiveParams
    score_norm: float
    snr: float | None
    dimension: int
    rate: float = 0.0

    @property
    def drift_norm(self) -> float | None:
        """The length of the drift (alpha / 2) s, mean over the samples; None for other than Langevin steps."""
        return None if self.alpha is None else self.alpha / 2 * self.score_norm

    @property
    def noise_norm(self) -> float | None:
        """The expected length of the noise sqrt(tau alpha) z; 0 for the denoising step."""
        if self.alpha is None:
            return None
        return 0.0 if self.denoising else math.sqrt(self.params.temperature * self.alpha * self.dimension)

    @property
    def position(self) -> float:
        """The place on an axis of levels: from 1 (before the first step) to levels + 1."""
        if self.denoising:
            return float(self.levels + 1)
        return self.level + 1 + (self.step + 1) / max(self.steps, self.step + 1)

    @property
    def seconds_left(self) -> float | None:
        """The expected time to the end, or None while the rate is not known."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


@dataclass(frozen=True)
class ParamsChange:
    """Parameters that took effect after ``evaluation`` evaluations, at the place ``position`` of the level axis."""

    evaluation: int
    position: float
    params: LiveParams
    previous: LiveParams


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """The pictures after one evaluation: ``x`` and Tweedie's ``estimate``, uint8 [B, H, W, C].

    ``made_at`` is ``time.perf_counter()``.
    """

    run_id: int
    progress: Progress
    x: np.ndarray
    estimate: np.ndarray
    made_at: float

    def pictures(self, *, estimate: bool) -> np.ndarray:
        """The estimate, or x."""
        return self.estimate if estimate else self.x


class Occasion(Enum):
    """Why a frame is wanted."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Moment(Generic[T]):
    """A job after one of its steps: what a thread shows of it, and keeps.

    ``frame`` makes a fresh frame, only where it is shown or kept, at any time before the job's next step. ``level`` is
    the noise level, if there are any; ``progress`` the numbers of the step, if they are kept. ``point`` gives what the
    job can be taken up from here, before its next step, too: where there is one, all frames of the job are kept.
    ``pace`` is the number of steps a second asked for.
    """

    frame: Callable[[Occasion], T]
    level: int | None = None
    last_of_level: bool = False
    progress: Progress | None = None
    pace: float = math.inf
    point: Callable[[], Point] | None = None


# What a job tells while it runs.


@dataclass(frozen=True)
class LevelsKnown:
    """The noise levels of the run, descending."""

    sigmas: tuple[float, ...]


@dataclass(frozen=True)
class MemoryUse:
    """How much of the device's memory is in use, in words."""

    text: str


@dataclass(frozen=True)
class KnownChange:
    """Picture or mask were repainted: in force after ``evaluation`` evaluations, at ``level`` from 1.

    ``count`` of ``size`` pixels are regenerated now; ``full`` if the run's record has no room for more of this.
    """

    evaluation: int
    level: int
    source: bool
    mask: bool
    count: int
    size: int
    full: bool


@dataclass(frozen=True)
class FirstStep:
    """``done`` of ``total`` parts of the first evaluation are over, which took ``seconds``; ``evaluations`` in all."""

    done: int
    total: int
    seconds: float
    evaluations: int

    @property
    def seconds_left(self) -> float:
        """The expected time to the end of the run."""
        return self.seconds / self.done * (self.total * self.evaluations - self.done)


@dataclass(frozen=True)
class GoingBack:
    """The way to where the run goes on is gone again: ``done`` of ``total`` evaluations of it are made."""

    done: int
    total: int


@dataclass(frozen=True)
class BatchLowered:
    """Only ``size`` samples go through the network at once from now on, for want of memory; ``why`` says which."""

    size: int
    why: str


@dataclass(frozen=True)
class FilmProgress:
    """``done`` of ``total`` frames are drawn."""

    done: int
    total: int


@dataclass(frozen=True)
class Done:
    """A piece of work that has only a result came to it."""

    result: object


Tell = Callable[[object], None]
"""Told what takes effect while a job runs: one of the classes above, or of the laboratory's."""
