"""Starting, steering and ending runs: between the window's state and the sampler's thread."""

from __future__ import annotations

import dataclasses
import datetime
import math
import time
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.params import SampleSettings, SettingError
from app.params.run import FinishReason, ParamsChange, Problem
from app.state.run import RunPhase, RunState
from app.state.settings import LIVE, SettingsState
from app.ui.model_session import ModelSession
from app.ui.tasks import TaskRunner
from app.ui.text import duration, number, plain, tr
from app.workers.control import Mode, RunControl
from app.workers.sampler import RunJob, RunLink, SamplerThread


class RunSession(QObject):
    """At most one run at a time. ``waiting`` is how a run is to begin once the network is open."""

    problem = Signal(object)
    waiting_changed = Signal()
    starting = Signal()
    """A run begins: what was said about the one before is out of date."""

    def __init__(
        self, models: ModelSession, tasks: TaskRunner, settings: SettingsState, run: RunState, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.run = run
        self.waiting: Mode | None = None
        self.link: RunLink | None = None
        self._models = models
        self._tasks = tasks
        self._settings = settings
        self._restart = False
        self._clear = False
        self._drag = Drag()
        models.state.loading_changed.connect(self._loading_changed)
        settings.changed.connect(self._setting_changed)

    # What the user can ask for

    @Slot()
    def play_pause(self) -> None:
        """Start, pause, or go on."""
        phase = self.run.phase
        if phase is RunPhase.IDLE:
            self.start(Mode.RUN) if self.waiting is None else self._wait_for(None)
        elif phase is RunPhase.RUNNING and self.link is not None:
            self.run.set_phase(RunPhase.PAUSING)
            self.link.control.pause()
        elif phase in (RunPhase.PAUSED, RunPhase.PAUSING):
            self._go_on(Mode.RUN)

    @Slot()
    def step(self) -> None:
        """One evaluation; starts a run if there is none."""
        self._advance(Mode.STEP)

    @Slot()
    def level(self) -> None:
        """To the end of the level; starts a run if there is none."""
        self._advance(Mode.LEVEL)

    @Slot()
    def stop(self) -> None:
        """End the run; its pictures stay."""
        self._wait_for(None)
        if self.run.phase.active and self.link is not None:
            self.run.set_phase(RunPhase.STOPPING)
            self.link.control.stop()

    @Slot()
    def reset(self) -> None:
        """End the run and forget its pictures."""
        self._restart = False
        if self.run.phase.active:
            self._clear = True
            self.stop()
        else:
            self._wait_for(None)
            self.run.clear()

    @Slot()
    def restart(self) -> None:
        """Begin anew with the present settings, whatever is going on."""
        if self.run.phase.active:
            self._restart = True
            self.stop()
        else:
            self.start(Mode.RUN)

    def start(self, mode: Mode) -> None:
        """Begin a run with the present settings, or as soon as the network is open."""
        model, info = self._models.model, self._models.state.info
        if self._models.state.loading or model is None or info is None:
            if self._models.state.loading:
                self._wait_for(mode)
            else:
                self.problem.emit(
                    Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
                )
            return
        settings = self._settings.valid
        if settings is None:
            self.problem.emit(Problem(tr("These settings do not fit together"), f"{self._settings.error}."))
            return
        replay = dict(self._settings.replay)
        indices = self._settings.indices or tuple(range(settings.count))
        control = RunControl(settings.live, mode, replay)
        self.link = RunLink(control)
        run_id = self.run.run_id + 1
        job = RunJob(run_id, model, settings, indices)
        thread = self._make_thread(job, self.link)
        thread.levels_known.connect(self._levels_known)
        thread.frame_ready.connect(self._frame_ready)
        thread.paused.connect(self._paused)
        thread.params_applied.connect(self._params_applied)
        thread.sampling_ended.connect(self._ended)
        self._tasks.adopt(thread)
        self.starting.emit()
        self.run.begin(run_id, settings, info, indices, self.link.levels, self.link.trace)
        self.run.set_phase(RunPhase.RUNNING)
        self._drag = Drag()
        self._log(_begin_line(run_id, info.name, settings, len(indices), len(replay)))
        thread.start()

    def _make_thread(self, job: RunJob, link: RunLink) -> SamplerThread:
        """The thread of a run; other workspaces run other samplers."""
        return SamplerThread(job, link)

    def changes(self) -> tuple[tuple[int, Any], ...]:
        """The changes made during the run, for its record."""
        return tuple((c.evaluation, c.params) for c in self.run.steps.changes()) if self.run.steps is not None else ()

    def _advance(self, mode: Mode) -> None:
        if self.run.phase is RunPhase.IDLE:
            self.start(mode)
        elif self.run.phase is RunPhase.PAUSED:
            self._go_on(mode)

    def _go_on(self, mode: Mode) -> None:
        if self.link is None:
            return
        self.run.set_viewed_level(None)
        self.run.set_phase(RunPhase.RUNNING)
        control = self.link.control
        {Mode.RUN: control.resume, Mode.STEP: control.step, Mode.LEVEL: control.level}[mode]()

    def _wait_for(self, mode: Mode | None) -> None:
        if self.waiting is not mode:
            self.waiting = mode
            self.waiting_changed.emit()

    # What the thread and the state tell

    @Slot(int, object)
    def _levels_known(self, run_id: int, sigmas: tuple[float, ...]) -> None:
        if run_id == self.run.run_id:
            self.run.set_sigmas(sigmas)

    @Slot(int)
    def _frame_ready(self, run_id: int) -> None:
        if run_id == self.run.run_id and self.link is not None:
            frame = self.link.mailbox.take()
            if frame is not None:
                self._models.state.memory = frame.memory
                self.run.set_frame(frame)

    @Slot(int)
    def _paused(self, run_id: int) -> None:
        # The user may have gone on in the meantime.
        if run_id == self.run.run_id and self.link is not None and self.link.control.paused:
            self._frame_ready(run_id)
            if self.run.phase is not RunPhase.STOPPING:
                self.run.set_phase(RunPhase.PAUSED)

    @Slot(int, object)
    def _params_applied(self, run_id: int, change: ParamsChange) -> None:
        if run_id == self.run.run_id:
            instead = self._drag.goes_on(change)
            self._log(_change_line(self._drag.whole(), self._drag.count), instead=instead)

    @Slot(int, object, object)
    def _ended(self, run_id: int, reason: FinishReason, problem: Problem | None) -> None:
        if run_id != self.run.run_id:
            return
        self._frame_ready(run_id)
        restart, clear = self._restart, self._clear
        self._restart = self._clear = False
        self._log(_end_line(run_id, reason, self.run))
        self.run.finish(reason)
        if problem is not None:
            self.problem.emit(problem)
        if clear:
            self.run.clear()
        if restart:
            self.start(Mode.RUN)

    def start_waiting(self) -> None:
        """Begin the run that was asked for while the network was being opened."""
        mode = self.waiting
        self._wait_for(None)
        if mode is not None and not self.run.phase.active:
            self.start(mode)

    @Slot()
    def _loading_changed(self) -> None:
        if not self._models.state.loading and self._models.model is None:
            self._wait_for(None)  # opening failed or was given up

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name not in LIVE or self._settings.for_next_run or not self.run.phase.active or self.link is None:
            return
        control = self.link.control
        with suppress(SettingError):  # the settings' own panel says what is wrong
            control.params = dataclasses.replace(control.params, **{name: self._settings.value(name)})

    def _log(self, text: str, *, instead: bool = False) -> None:
        if not instead:
            self._logged_at = f"{datetime.datetime.now().astimezone():%H:%M:%S}"
        self.run.log(f"{self._logged_at}  {text}", instead=instead)


class Drag:
    """Folds the changes that dragging one slider makes, step after step, into one line of the log."""

    SECONDS = 1.0
    """Longer rests between two changes make two lines."""

    def __init__(self) -> None:
        self._first: ParamsChange | None = None
        self._last: ParamsChange | None = None
        self._at = -math.inf
        self.count = 0

    def goes_on(self, change: ParamsChange) -> bool:
        """Take in a change; whether it belongs to the ones before."""
        now = time.monotonic()
        same = self._last is not None and _changed(self._last) == _changed(change) and now - self._at < self.SECONDS
        self._first = self._first if same else change
        self._last, self._at = change, now
        self.count = self.count + 1 if same else 1
        return same

    def whole(self) -> ParamsChange:
        """From the first value to the last, where the last took effect."""
        if self._first is None or self._last is None:
            raise ValueError("there was no change")
        return dataclasses.replace(self._last, previous=self._first.previous)


def _changed(change: ParamsChange) -> set[str]:
    fields = (field.name for field in dataclasses.fields(change.params))
    return {name for name in fields if getattr(change.params, name) != getattr(change.previous, name)}


def _begin_line(run_id: int, name: str, settings: SampleSettings, count: int, replayed: int) -> str:
    text = tr("run {0}: {1}, {2}, seed {3}, {4} samples, ε = {5}, T = {6}, L = {7}, σ = {8} … {9}").format(
        run_id, name, settings.sampler.value, settings.seed, count, plain(settings.epsilon),
        settings.steps_per_level, settings.levels, plain(settings.sigma_max), plain(settings.sigma_min),
    )  # fmt: skip
    text += tr(", {0}, {1} start, τ = {2}").format(
        settings.schedule.value, settings.start.value, plain(settings.temperature)
    )
    text += "" if settings.denoise else tr(", not denoised")
    return text + (tr(", repeating {0} changes").format(replayed) if replayed else "")


def _change_line(change: ParamsChange, count: int) -> str:
    new, old = change.params, change.previous
    parts = [
        f"{symbol} {before} → {after}"
        for symbol, before, after in (
            ("ε", plain(old.epsilon), plain(new.epsilon)),
            ("T", str(old.steps_per_level), str(new.steps_per_level)),
            ("τ", plain(old.temperature), plain(new.temperature)),
        )
        if before != after
    ]
    text = tr("step {0}, level {1}: {2}").format(change.evaluation + 1, int(change.position), ", ".join(parts))
    return text if count == 1 else text + " " + tr("({0} changes)").format(count)


def _end_line(run_id: int, reason: FinishReason, run: RunState) -> str:
    words = {
        FinishReason.COMPLETE: tr("complete"),
        FinishReason.STOPPED: tr("stopped"),
        FinishReason.DIVERGED: tr("diverged"),
        FinishReason.OUT_OF_MEMORY: tr("out of memory"),
        FinishReason.FAILED: tr("failed"),
    }
    progress = run.progress
    if progress is None:
        return f"{tr('run')} {run_id}: {words[reason]}"
    return tr("run {0}: {1} after {2} steps ({3} each)").format(
        run_id, words[reason], progress.done, duration_each(progress.rate)
    )


def duration_each(rate: float) -> str:
    """How long one evaluation takes."""
    if rate <= 0:
        return "–"
    return tr("{0} ms").format(number(1000 / rate)) if rate > 1 else duration(1 / rate)
