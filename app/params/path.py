"""The path of a run: what is kept of the way from noise to pictures, and how a run goes on from an earlier one."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.model import ModelInfo
from app.params.repaint import Repainted
from app.params.run import FinishReason, Frame, ParamsChange, Progress
from app.params.samplers import LiveParams
from app.params.sampling import SEED_MAX, SampleSettings
from app.params.timeaxis import TimeAxis

PATH_BYTES = 256 * 2**20
"""Memory for all that is kept of one run, unless the user says otherwise."""

STEP_BYTES = 768
"""What the objects take that hold the pictures of a step, or its numbers: more than the pixels of small pictures."""

DRAGGED = 3
"""Changes no more evaluations apart than this may be of one drag: a slider does not move between any two steps."""


@dataclass(frozen=True)
class Leg:
    """A run, or a part of one: what it was made with, up to where another went on from it.

    ``until`` counts the evaluations from the start of the first leg; 0: to its end. ``indices`` are its samples.
    ``changes`` are the parameters set meanwhile, each with the evaluations done by then. ``sample`` (a number among
    ``indices``): all samples of the next leg go on from this one; None: each from its own.
    """

    settings: SampleSettings
    indices: tuple[int, ...]
    until: int = 0
    changes: tuple[tuple[int, LiveParams], ...] = ()
    inpainting: InpaintSettings | None = None
    sample: int | None = None

    def params_at(self, evaluation: int) -> LiveParams:
        """What was in force for the evaluation that follows ``evaluation`` others."""
        acting = [params for at, params in self.changes if at <= evaluation]
        return acting[-1] if acting else self.settings.live


def legs_up_to(legs: tuple[Leg, ...], done: int, sample: int | None = None) -> tuple[Leg, ...]:
    """The legs of a run that another goes on from after ``done`` evaluations; with ``sample`` from that one alone."""
    earlier = tuple(itertools.takewhile(lambda leg: leg.until < done, legs[:-1]))
    leg = legs[len(earlier)]
    changes = tuple(change for change in leg.changes if change[0] < done)
    return *earlier, Leg(leg.settings, leg.indices, done, changes, leg.inpainting, sample)


def fresh_seed(seed: int, before: int) -> int:
    """The seed of many runs from one sample of a run with the seed ``before``: it must not meet its noise again."""
    return seed if seed != before else (seed + 1) % (SEED_MAX + 1)


@dataclass(frozen=True, eq=False)
class OwnPicture:
    """Where a run starts that does not start from noise: a picture float32 [C, H, W] in [0, 1], with noise of a level.

    ``level`` counts from 0.
    """

    picture: np.ndarray
    level: int


def left_out(legs: Sequence[Leg], beginning: OwnPicture | None) -> float:
    """The smallest noise level that a run from a picture of one's own does not visit; infinite where it visits all."""
    level = 0 if beginning is None or not legs else min(beginning.level, len(legs[0].settings.noise_levels) - 1)
    return legs[0].settings.noise_levels[level - 1] if level else math.inf


def axis_of(legs: Sequence[Leg], beginning: OwnPicture | None, sigmas: tuple[float, ...] = ()) -> TimeAxis:
    """The axis of a run through these legs, one at least, as its newest has it; a filling always ends by denoising.

    ``sigmas`` are its noise levels as the network has them, where they are known; else those that were asked for.
    """
    newest = legs[-1]
    denoise = newest.settings.denoise or newest.inpainting is not None
    return TimeAxis(sigmas or newest.settings.noise_levels, denoise, left_out(legs, beginning))


@dataclass(frozen=True)
class Point:
    """Everything that a run goes on from after ``done`` evaluations: ``state`` is the sampler's own, ``size`` bytes."""

    done: int
    state: object
    size: int


@dataclass(frozen=True)
class Kept:
    """What is kept of a run, in the order of its steps: nobody changes it any more.

    ``frames`` are its pictures, ``steps`` the numbers of its steps, ``changes`` the parameters set meanwhile,
    ``points`` where it can be taken up at once. Where memory did not suffice for all, ``every`` step and
    ``every_level`` were kept only every so often.
    """

    frames: tuple[Frame, ...] = ()
    steps: tuple[Progress, ...] = ()
    changes: tuple[ParamsChange, ...] = ()
    points: tuple[Point, ...] = ()
    every: int = 1
    every_level: int = 1

    @cached_property
    def _done(self) -> list[int]:
        return [frame.progress.done for frame in self.frames]

    @cached_property
    def ends(self) -> tuple[Frame, ...]:
        """The last frame of each level; those of a run that was gone on from may be other levels."""
        return tuple({place_of(frame.progress): frame for frame in self.frames}.values())

    @cached_property
    def levels(self) -> dict[int, Frame]:
        """The last frame of each level that is kept, by its number from 0; the denoised result has ``levels``."""
        return {level_of(frame.progress): frame for frame in self.frames}

    def index(self, done: int) -> int:
        """The place among the frames of the first one after which so many evaluations were made."""
        return bisect_left(self._done, done)

    @property
    def newest(self) -> Frame | None:
        """The last frame."""
        return self.frames[-1] if self.frames else None

    def at(self, done: int) -> Frame | None:
        """The frame kept nearest to the step after which ``done`` evaluations were made."""
        if not self.frames:
            return None
        after = self.index(done)
        near = self.frames[max(0, after - 1) : after + 1]
        return min(near, key=lambda frame: abs(frame.progress.done - done))

    def level(self, level: int) -> Frame | None:
        """The last frame of the level that is kept nearest to ``level``."""
        levels = self.levels
        return levels[min(levels, key=lambda k: (abs(k - level), k))] if levels else None

    def near(self, sigma: float) -> Frame | None:
        """The end of the level whose noise is nearest to ``sigma``, in its logarithm; the first of several."""
        log = math.log(sigma)
        return min(self.ends, key=lambda f: (abs(math.log(f.progress.sigma) - log), f.progress.done), default=None)

    def beside(self, done: int, direction: int) -> Frame | None:
        """The frame kept before (-1) or after (1) the one of ``done`` evaluations; None where there is none."""
        place = bisect_right(self._done, done) if direction > 0 else bisect_left(self._done, done) - 1
        return self.frames[place] if 0 <= place < len(self.frames) else None

    def step(self, done: int) -> Progress | None:
        """The numbers of the step kept nearest to it."""
        return min(self.steps, key=lambda p: abs(p.done - done), default=None)

    def point(self, done: int) -> Point | None:
        """The last place before or at ``done`` evaluations where the run can be taken up at once."""
        return next((point for point in reversed(self.points) if point.done <= done), None)

    def up_to(self, done: int) -> Kept:
        """The part after which ``done`` evaluations were made."""
        return Kept(
            tuple(frame for frame in self.frames if frame.progress.done <= done),
            tuple(p for p in self.steps if p.done <= done),
            tuple(change for change in self.changes if change.evaluation < done),
            tuple(point for point in self.points if point.done <= done),
            self.every, self.every_level,
        )  # fmt: skip

    @cached_property
    def turns(self) -> tuple[ParamsChange, ...]:
        """The changes, of those that a drag makes step after step of the same settings the last one alone."""
        found: list[ParamsChange] = []
        for change in self.changes:
            if found and change.evaluation - found[-1].evaluation <= DRAGGED and _same(found[-1], change):
                found.pop()
            found.append(change)
        return tuple(found)

    @property
    def nbytes(self) -> int:
        """The memory that all of it takes, roughly."""
        pictures = sum(f.x.nbytes + f.estimate.nbytes for f in self.frames)
        return pictures + sum(p.size for p in self.points) + STEP_BYTES * (len(self.frames) + len(self.steps))


def _same(one: ParamsChange, other: ParamsChange) -> bool:
    """Whether two changes are of the same settings."""
    first, second = ({field.key for field, *_ in c.params.differences(c.previous)} for c in (one, other))
    return first == second


def level_of(progress: Progress) -> int:
    """The level's number from 0; the denoised result has ``levels``."""
    return progress.levels if progress.denoising else progress.level


def place_of(progress: Progress) -> tuple[int, int]:
    """The level among those of its run."""
    return progress.levels, level_of(progress)


@dataclass(frozen=True)
class RunPath:
    """A run from its start to its end, or to where it has come by now: what a history holds, and branches go on from.

    ``leg`` is the run's own part, ``before`` are those of the runs that it goes on from, the oldest first; ``begun``
    is the number of evaluations made in those. ``filled`` is what was filled, from the first of them on. ``kept`` spans
    all of it.
    """

    run_id: int
    info: ModelInfo
    leg: Leg
    kept: Kept = field(default_factory=Kept)
    before: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None
    filled: tuple[InpaintSettings, Repainted] | None = None
    reason: FinishReason | None = None
    begun_at: float = 0.0
    threads: int | None = None
    """Threads of the processor that it was told to compute with; None: all cores."""

    @property
    def settings(self) -> SampleSettings:
        """The newest part's settings."""
        return self.leg.settings

    @property
    def begun(self) -> int:
        """How many evaluations were made before the run's own part."""
        return self.before[-1].until if self.before else 0

    @property
    def branches(self) -> tuple[int, ...]:
        """After how many evaluations the run went on from an earlier one."""
        return tuple(leg.until for leg in self.before)

    def axis(self, sigmas: tuple[float, ...]) -> TimeAxis:
        """Its axis from noise to picture, see :func:`axis_of`."""
        return axis_of((*self.before, self.leg), self.beginning, sigmas)

    @property
    def last(self) -> Frame | None:
        """How it ended."""
        return self.kept.newest

    def branch(self, done: int, sample: int | None = None) -> tuple[tuple[Leg, ...], Kept]:
        """The legs of a run that goes on from here after ``done`` evaluations, and what it takes over of this path.

        With ``sample`` all go on from that one of the samples.
        """
        return legs_up_to((*self.before, self.leg), done, sample), self.kept.up_to(done)
