"""Runs that make pictures: from the settings to the thread, and from the thread to the window's state and its log."""

from __future__ import annotations

import dataclasses
import datetime
import math
import time
from contextlib import suppress
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.params import LiveParams, Sampler, SampleSettings, SettingError
from app.params.inpainting import InpaintSettings
from app.params.recipes import for_network
from app.params.repaint import Repainted
from app.params.run import BatchLowered, FinishReason, FirstStep, Frame, LevelsKnown, MemoryUse, ParamsChange, Problem
from app.params.samplers import ROWS
from app.params.sampling import batch_for
from app.params.settings import live_keys
from app.params.status import RunPhase
from app.state.run import HeldRun, RunState
from app.state.settings import SettingsState
from app.ui.model_session import ModelSession
from app.ui.runs.session import RunSession
from app.ui.runs.words import REASONS, duration_each
from app.ui.tasks import TaskRunner
from app.ui.text import duration, plain, setting_text, tr
from app.workers.control import Mode, RunControl
from app.workers.pictures import Given, picture_thread
from app.workers.run import RunLink, RunThread


class Filler(Protocol):
    """What a run fills, where it fills something."""

    def problem(self) -> Problem | None:
        """Why no run can begin."""
        ...

    def give(self, sampler: Sampler) -> Given:
        """What the next run fills, as the sampler wants it held."""
        ...

    def line(self) -> str:
        """The same in words, for the log."""
        ...

    def told(self, what: object) -> None:
        """Something took effect."""
        ...

    def filled(self) -> tuple[InpaintSettings, Repainted] | None:
        """What the newest run was given, all that was painted during it included; None before the first."""
        ...

    def mask(self) -> np.ndarray:
        """What is to be filled now, bool [H, W], True = regenerated."""
        ...


class PictureRunner(QObject):
    """Runs the present settings on the open network and keeps a :class:`RunState` up to date; ``session`` steers."""

    def __init__(
        self, models: ModelSession, tasks: TaskRunner, settings: SettingsState, run: RunState, parent: QObject,
        filler: Filler | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.run = run
        self.session = RunSession(self, tasks, self)
        self._models = models
        self._settings = settings
        self.filler = filler
        self._job: tuple[SampleSettings, tuple[int, ...]] | None = None
        self._logged_at = ""
        self._held: HeldRun | None = None
        self._in_first = False
        """Whether the log's last line says how long the first step takes."""
        self.drag = Drag()
        self.session.changed.connect(self._follow)
        models.state.loading_changed.connect(self._loading_changed)
        settings.changed.connect(self._setting_changed)

    def make(self, run_id: int, mode: Mode) -> RunThread[LiveParams, Frame] | None:
        """A thread for the present settings; waits for the network that is being opened."""
        model, info, session = self._models.model, self._models.state.info, self.session
        if self._models.state.loading:
            session.wait_for(mode)
            return None
        if model is None or info is None:
            session.problem.emit(
                Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
            )
            return None
        problem = self.filler.problem() if self.filler is not None else None
        settings = self._settings.valid
        if problem is None and settings is None:
            problem = Problem(tr("These settings do not fit together"), f"{self._settings.error}.")
        if problem is not None or settings is None:
            session.problem.emit(problem)
            return None
        if settings.batch_size >= settings.count:  # nobody said how many at once
            settings = dataclasses.replace(settings, batch_size=batch_for(settings.count, info.shape))
        settings = for_network(settings, info)
        indices = self._settings.indices or tuple(range(settings.count))
        self._job = settings, indices
        link = RunLink[LiveParams, Frame](RunControl(settings.live, mode, dict(self._settings.replay)))
        given = self.filler.give(settings.sampler) if self.filler is not None else None
        return picture_thread(run_id, model, settings, indices, link, given)

    def begun(self, run_id: int) -> None:
        """Show the run that begins, and note it in the log."""
        info, link = self._models.state.info, self.session.link
        if self._job is None or info is None or link is None:
            return
        settings, indices = self._job
        self._follow()
        self.run.begin(settings, info, indices, link.levels, link.trace)
        self.drag, self._in_first = Drag(), False
        self.log(_begin_line(run_id, info.name, settings, len(indices), len(self._settings.replay)))
        if self.filler is not None:
            self.log(self.filler.line())

    def take(self, frame: Frame) -> None:
        """A newer frame."""
        self.run.set_frame(frame)

    def told(self, what: object) -> None:
        """Something took effect in the run."""
        if isinstance(what, LevelsKnown):
            self.run.set_sigmas(what.sigmas)
        elif isinstance(what, MemoryUse):
            self._models.state.memory = what.text
        elif isinstance(what, FirstStep):
            text = tr("first step: {0} of {1} samples, the run takes about {2} more")
            self.log(text.format(what.done, what.total, duration(what.seconds_left)), instead=self._in_first)
            self._in_first = True
        elif isinstance(what, BatchLowered):
            self.run.lower_batch(what.size)
            self.log(tr("{0}: only {1} samples at once go through the network").format(what.why, what.size))
        elif isinstance(what, ParamsChange):
            instead = self.drag.goes_on(what)
            self.log(_change_line(self.drag.whole(), self.drag.count), instead=instead)
        elif self.filler is not None:
            self.filler.told(what)

    def ended(self, reason: FinishReason) -> None:
        """The run is over."""
        self.log(_end_line(self.session.status.run_id, reason, self.run))
        self._follow()
        self.run.finish()

    def forget(self) -> None:
        """Forget the run's pictures, or show those that were put back."""
        held, self._held = self._held, None
        self.run.clear()
        if held is not None:
            self.run.put_back(held)

    def put_back(self, held: HeldRun) -> None:
        """End the run, and show what was held; it does not go on."""
        self._held = held
        self.session.reset()

    def changes(self) -> tuple[tuple[int, LiveParams], ...]:
        """The changes made during the run, for its record."""
        return tuple((c.evaluation, c.params) for c in self.run.steps.changes()) if self.run.steps is not None else ()

    @Slot()
    def _follow(self) -> None:
        status = self.session.status
        if status.phase is RunPhase.RUNNING and self.run.phase.resting:
            self.run.viewed_level = None  # who goes on wants to see it
        self.run.status = status

    @Slot()
    def _loading_changed(self) -> None:
        if not self._models.state.loading and self._models.model is None:
            self.session.wait_for(None)  # opening failed or was given up

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name in live_keys(SampleSettings) and not self._settings.for_next_run:
            value = self._settings.value(name)
            with suppress(SettingError):  # the settings' own panel says what is wrong
                self.session.order(lambda params: dataclasses.replace(params, **{name: value}))

    def log(self, text: str, *, instead: bool = False) -> None:
        """A line with the time, or another text for the last one."""
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
    return {field.key for field, _, _ in change.params.differences(change.previous)}


def _begin_line(run_id: int, name: str, settings: SampleSettings, count: int, replayed: int) -> str:
    text = tr("run {0}: {1}, {2}, seed {3}, {4} samples").format(
        run_id, name, settings.sampler.value, settings.seed, count
    )
    text += "".join(f", {setting_text(settings, key)}" for key in ("epsilon", "steps_per_level", "levels"))
    text += tr(", σ = {0} … {1}").format(plain(settings.sigma_max), plain(settings.sigma_min))
    text += tr(", {0}, {1} start").format(settings.schedule.value, settings.start.value)
    row, said = ROWS[settings.sampler], ("epsilon", "steps_per_level")
    others = [key for key in live_keys(SampleSettings) if key not in said and not row.lacks(key)]
    text += "".join(f", {setting_text(settings, key)}" for key in others)
    text += "" if settings.denoise else tr(", not denoised")
    return text + (tr(", repeating {0} changes").format(replayed) if replayed else "")


def _change_line(change: ParamsChange, count: int) -> str:
    parts = [
        f"{field.about.symbol or tr(field.about.title)} {plain(before)} → {plain(after)}"
        for field, after, before in change.params.differences(change.previous)
    ]
    text = tr("step {0}, level {1}: {2}").format(change.evaluation + 1, int(change.position), ", ".join(parts))
    return text if count == 1 else text + " " + tr("({0} changes)").format(count)


def _end_line(run_id: int, reason: FinishReason, run: RunState) -> str:
    words, progress = tr(REASONS[reason]).lower(), run.progress
    if progress is None:
        return f"{tr('run')} {run_id}: {words}"
    return tr("run {0}: {1} after {2} steps ({3} each)").format(
        run_id, words, progress.done, duration_each(progress.rate)
    )
