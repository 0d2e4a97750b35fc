"""The thread that runs a sampler: control.checkpoint() -> next(steps) -> a fresh uint8 frame -> mailbox."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from app.params import LiveParams, SampleSettings
from app.params.run import FinishReason, Frame, ParamsChange, Problem, Progress
from app.workers.control import Cancelled, RunControl
from app.workers.exchange import LevelStore, Mailbox, Trace
from app.workers.problems import explain_run

ScoreModel = Any
Step = Any
"""Those of :mod:`app.core.types`, which this module must not import: torch would come with them."""

FRAME_SECONDS = 1 / 15
"""Frames go to the window at most this often, whatever the levels' length: painting takes cores from the network."""

MEMORY_SECONDS = 1.0


@dataclass(frozen=True)
class RunJob:
    """One run: which network, which settings, which samples of them."""

    run_id: int
    model: ScoreModel
    settings: SampleSettings
    indices: tuple[int, ...]


@dataclass
class RunLink:
    """What a run's thread and the window share: how it is steered, and what it has made so far."""

    control: RunControl
    mailbox: Mailbox[Frame] = field(default_factory=Mailbox)
    levels: LevelStore = field(default_factory=LevelStore)
    trace: Trace = field(default_factory=Trace)


class SamplerThread(QThread):
    """Runs one job and ends. Every signal carries the run's number, so that a late one can be told apart."""

    levels_known = Signal(int, object)
    """The noise levels of the run, descending: a tuple of sigma."""
    frame_ready = Signal(int)
    """The mailbox went from empty to full."""
    paused = Signal(int)
    """The thread waits; the newest frame is in the mailbox."""
    params_applied = Signal(int, object)
    """A ParamsChange took effect."""
    sampling_ended = Signal(int, object, object)
    """FinishReason, and the Problem or None: exactly once, last."""

    def __init__(self, job: RunJob, link: RunLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._link = link
        self._done = 0
        self._params = link.control.params
        self._params_at = -1
        self._latest: Step | None = None
        self._progress: Progress | None = None
        self._shown_at = -math.inf
        self._shown = 0
        self._over = False
        self._stored = 0
        self._memory_at = -math.inf
        self._rate = RateMeter()

    def run(self) -> None:
        """The thread. No error leaves it: the reason of the end goes out with ``sampling_ended``."""
        reason = FinishReason.COMPLETE
        problem: Problem | None = None
        try:
            self._sample()
        except Cancelled:
            reason = FinishReason.STOPPED
        except BaseException as error:  # whatever happens in a thread must be reported
            reason, problem = explain_run(error)
        self._over = True
        try:
            self._settle()  # partial results are kept
        except Exception as error:
            problem = problem or explain_run(error)[1]
        self._latest = None
        self.sampling_ended.emit(self._job.run_id, reason, problem)

    def _sample(self) -> None:
        steps = self._steps()
        control = self._link.control
        while True:
            control.checkpoint(self._wait)
            self._rate.begin()
            step = next(steps, None)
            if step is None:
                return
            level_ended = self._latest is not None and self._latest.level != step.level
            missed = level_ended and self._stored != self._done
            if missed:
                self._store(self._frame())  # T was lowered, so nobody knew that step to be its level's last
            self._done += 1
            self._take(step)
            control.completed(last_of_level=step.last_of_level or missed)

    def _steps(self) -> Iterator[Step]:
        from app.core.noise import SampleNoise
        from app.core.sampling import picture_walk

        job = self._job
        self.levels_known.emit(job.run_id, job.settings.noise_levels)
        noise = SampleNoise(job.settings.seed, job.model.shape, indices=job.indices, device=job.model.device)
        steps: Iterator[Step] = picture_walk(job.model, job.settings, noise).steps(self._read_params)
        return steps

    def _read_params(self) -> LiveParams:
        """The parameters in force: read once an evaluation, so that a record of the changes can be replayed exactly."""
        if self._params_at == self._done:
            return self._params
        self._params_at = self._done
        params, before = self._link.control.params_at(self._done), self._params
        if params != before:
            self._params = params
            position = self._progress.position if self._progress is not None else 1.0
            change = ParamsChange(self._done, position, params, before)
            self._link.trace.add_change(change)
            self.params_applied.emit(self._job.run_id, change)
        return self._params

    def _take(self, step: Step) -> None:
        self._latest = step
        self._progress = self._describe(step)
        self._link.trace.add(self._progress)
        due = time.perf_counter() - self._shown_at >= FRAME_SECONDS
        if step.last_of_level or due:
            frame = self._frame()
            if step.last_of_level:
                self._store(frame)
            if due:
                self._show(frame)

    def _describe(self, step: Step) -> Progress:
        from app.core.types import Phase

        denoising = step.phase is Phase.DENOISE
        left = 0 if denoising else self._left(step)
        return Progress(
            done=self._done, total=self._done + left, level=step.level, levels=step.levels, step=step.step,
            steps=step.steps, denoising=denoising, sigma=step.sigma, alpha=step.alpha, eta=step.eta,
            params=step.params, score_norm=step.score_norm, snr=step.snr, dimension=step.x[0].numel(),
            rate=self._rate.end(),
        )  # fmt: skip

    def _left(self, step: Step) -> int:
        """How many evaluations are to come after a step, as far as can be known."""
        return int(self._job.settings.plan.left(step.level, step.repeat, step.step, step.steps))

    def _pictures(self, step: Step) -> tuple[np.ndarray, np.ndarray]:
        """What is shown of a step: x and Tweedie's estimate, uint8 [B, H, W, C]."""
        from app.core.pixels import to_frames

        return to_frames(self._job.model, step.x), to_frames(self._job.model, step.estimate())

    def _wait(self) -> None:
        self._settle()
        self.paused.emit(self._job.run_id)

    def _settle(self) -> None:
        """Show the newest step, if it has not been."""
        if self._latest is not None and self._shown != self._done:
            self._show(self._frame())

    def _frame(self) -> Frame | None:
        step, progress = self._latest, self._progress
        if step is None or progress is None:
            return None
        return Frame(self._job.run_id, progress, *self._pictures(step), time.perf_counter(), self._memory())

    def _store(self, frame: Frame | None) -> None:
        if frame is not None:
            self._stored = self._done
            self._link.levels.put(frame)

    def _show(self, frame: Frame | None) -> None:
        if frame is not None:
            self._shown, self._shown_at = self._done, frame.made_at
            if self._link.mailbox.put(frame):
                self.frame_ready.emit(self._job.run_id)

    def _memory(self) -> str:
        now = time.perf_counter()
        if now - self._memory_at < MEMORY_SECONDS:
            return ""
        self._memory_at = now
        from app.workers.memory import memory_text

        return memory_text(self._job.model.device)


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
