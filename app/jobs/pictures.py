"""A run of one batch as the window watches it: plain, or filling a picture that may be repainted meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
from torch import Tensor

from app.core.course import Course, Journey, moved, size_of
from app.core.inpainting import Known, completed
from app.core.pixels import both_frames, unit_frames
from app.core.types import Phase, ScoreModel, Step
from app.core.walk import BranchPoint, Walk
from app.jobs.batches import Batches
from app.jobs.memory import memory_text
from app.jobs.sampling import KnownTensors
from app.params import LiveParams, SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.path import Leg, OwnPicture, Point, level_of
from app.params.repaint import Known as KnownArrays
from app.params.run import (
    Frame,
    GoingBack,
    KnownChange,
    LevelsKnown,
    MemoryUse,
    Moment,
    Occasion,
    ParamsChange,
    Progress,
    Tell,
)
from app.params.samplers import ROWS

MEMORY_SECONDS = 1.0


class KnownSource(Protocol):
    """Picture and mask of a run, which may be set at any time."""

    @property
    def complete(self) -> bool:
        """Whether all that was painted so far can be recorded."""
        ...

    def known_at(self, evaluation: int) -> tuple[KnownArrays, bool, bool]:
        """What the evaluation after ``evaluation`` others is given, and whether (source, mask) are new."""
        ...


@dataclass(frozen=True)
class PictureJob:
    """One run: which network, which settings, which samples of them; ``filling`` says how known pixels are held.

    ``before`` are the legs of the run that it goes on from, ``point`` where that can be taken up; ``beginning`` where
    it, or the first of those, begins, if that is not noise.
    """

    run_id: int
    model: ScoreModel
    settings: SampleSettings
    indices: tuple[int, ...]
    filling: tuple[InpaintSettings, KnownSource] | None = None
    before: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None
    point: Point | None = None

    @property
    def course(self) -> Course:
        """All legs."""
        how = None if self.filling is None else self.filling[0]
        return Course((*self.before, Leg(self.settings, self.indices, inpainting=how)), self.beginning)


class PictureRun:
    """Runs a job. ``read_params`` is asked once before every evaluation, with the number of evaluations done.

    ``check`` is called within a long evaluation, and may raise to stop there.
    """

    def __init__(
        self, job: PictureJob, read_params: Callable[[int], LiveParams], tell: Tell, check: Callable[[], None]
    ) -> None:
        self._job = job
        self._read_params, self._tell = read_params, tell
        self._params = job.settings.live
        self._known = KnownTensors(job.model.device)
        self._now: Known | None = None
        self._done = 0
        self._progress: Progress | None = None
        self._rate = RateMeter()
        self._memory_at = -float("inf")
        how = job.filling
        self._plan = job.settings.plan if how is None else how[0].plan(job.settings)
        self._check = check
        self._models: dict[int, Batches] = {}
        self._on_the_way = True
        self._position = 1.0

    def moments(self) -> Iterator[Moment[Frame]]:
        """One after each evaluation of the network."""
        self._tell(LevelsKnown(self._job.settings.noise_levels))
        walk = self._rejoined()
        while True:
            self._rate.begin()
            step = walk.step(self._live())
            if step is None:
                return
            self._done += 1
            self._progress = progress = self._describe(step, self._rate.end())
            frame, point = partial(self._frame, step, progress), partial(self._point, walk)
            yield Moment(frame, level_of(progress), step.last_of_level, progress, point=point)

    def _rejoined(self) -> Walk:
        """The walk where the run's own part begins."""
        job, begun = self._job, self._job.course.begun
        journey = Journey(
            job.course, self._model_for, 0, len(job.indices), read_known=self._read_known, on_way=self._count,
            whole=True,
        )  # fmt: skip
        state = None if job.point is None else job.point.state
        walk = journey.take_up(state) if isinstance(state, BranchPoint) else journey.begin()
        first = walk.position.index
        for now, step in journey.rejoin(walk):
            walk = now
            if step is not None:
                self._check()
                self._tell(GoingBack(now.position.index - first, begun - first))
        self._on_the_way = False
        if job.before:
            self._params = job.before[-1].params_at(begun - 1)
        place, steps = walk.position, ROWS[job.settings.sampler].steps(self._params)
        self._position = place.level + 1 + place.step / max(steps, place.step)
        return walk

    def _model_for(self, leg: Leg) -> Batches:
        size = leg.settings.batch_size
        if size not in self._models:
            self._models[size] = Batches(self._job.model, size, self._plan.total, self._check, self._tell)
        return self._models[size]

    def _count(self, done: int) -> None:
        self._done = done

    def _point(self, walk: Walk) -> Point:
        """What the run can be taken up from after its newest step."""
        point = walk.save()
        return Point(point.position.index, moved(point, "cpu"), size_of(point))

    def _live(self) -> LiveParams:
        """The parameters in force, so that a record of the changes can be replayed exactly."""
        params, before = self._read_params(self._done), self._params
        if params != before:
            self._params = params
            position = self._progress.position if self._progress is not None else self._position
            self._tell(ParamsChange(self._done, position, params, before))
        return params

    def _read_known(self) -> Known:
        """What is to be filled, once an evaluation."""
        if self._job.filling is None:
            raise RuntimeError("a plain run has no known pixels")
        source = self._job.filling[1]
        known, drawn, masked = source.known_at(self._done)
        if (drawn or masked) and not self._on_the_way:
            before = self._progress
            level = min(before.levels, int(before.position)) if before is not None else 1
            count = int(np.count_nonzero(known.mask))
            change = KnownChange(self._done, level, drawn, masked, count, known.mask.size, not source.complete)
            self._tell(change)
        self._now = self._known.of(known)
        return self._now

    def _describe(self, step: Step, rate: float) -> Progress:
        denoising = step.phase is Phase.DENOISE
        left = 0 if denoising else self._plan.left(step.level, step.repeat, step.step, step.steps)
        return Progress(
            done=self._done, total=self._done + left, level=step.level, levels=step.levels, step=step.step,
            steps=step.steps, denoising=denoising, sigma=step.sigma, alpha=step.alpha, eta=step.eta,
            params=step.params, score_norm=step.score_norm, snr=step.snr, dimension=step.x[0].numel(), rate=rate,
        )  # fmt: skip

    def _frame(self, step: Step, progress: Progress, occasion: Occasion) -> Frame:
        now = time.perf_counter()
        if now - self._memory_at >= MEMORY_SECONDS:
            self._memory_at = now
            self._tell(MemoryUse(memory_text(self._job.model.device)))
        return Frame(self._job.run_id, progress, *self._pictures(step, progress.denoising, occasion), now)

    def _pictures(self, step: Step, denoised: bool, occasion: Occasion) -> tuple[np.ndarray, np.ndarray]:
        """What is shown of a step: x and Tweedie's estimate, uint8 [B, H, W, C].

        Every filling ends with the exact known pixels, one that was stopped too.
        """
        if self._now is None or not (denoised or occasion is Occasion.ENDED):
            return both_frames(self._job.model, step.x, step.estimate())
        frames = self._completed(self._now, step.x)
        return frames, frames if denoised else self._completed(self._now, step.estimate())

    def _completed(self, known: Known, x: Tensor) -> np.ndarray:
        return unit_frames(completed(self._job.model, x, *known))


class RateMeter:
    """Evaluations a second over the last few, without the time spent waiting."""

    def __init__(self) -> None:
        self._begun = 0.0
        self._mean = 0.0

    def begin(self) -> None:
        """An evaluation begins."""
        self._begun = time.perf_counter()

    def end(self) -> float:
        """It has ended: evaluations a second, a running mean."""
        seconds = time.perf_counter() - self._begun
        # The first evaluations are slower than the rest (memory, caches), so the mean forgets quickly at first.
        self._mean = seconds if self._mean == 0 else 0.8 * self._mean + 0.2 * seconds
        return 1 / self._mean if self._mean > 0 else 0.0
