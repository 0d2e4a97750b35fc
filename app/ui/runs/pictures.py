"""Runs that make pictures: from the settings to the thread, and from the thread to the window's state and its log."""

from __future__ import annotations

import dataclasses
import datetime
import time
from contextlib import suppress
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.params import LiveParams, ModelInfo, Sampler, SampleSettings, SettingError
from app.params.inpainting import InpaintSettings
from app.params.path import PATH_BYTES, Leg, RunPath
from app.params.recipes import for_network
from app.params.repaint import Repainted
from app.params.run import (
    BatchLowered,
    FinishReason,
    FirstStep,
    Frame,
    GoingBack,
    LevelsKnown,
    MemoryUse,
    ParamsChange,
    Problem,
)
from app.params.sampling import batch_for
from app.params.settings import live_keys
from app.params.status import RunPhase
from app.state.run import HeldRun, RunState
from app.state.settings import SettingsState
from app.ui.model_session import ModelSession
from app.ui.runs.departures import Branch, Repeat, Start
from app.ui.runs.log_lines import Drag, begin_line, change_line, end_line
from app.ui.runs.session import RunSession
from app.ui.tasks import TaskRunner
from app.ui.text import duration, tr
from app.workers.control import Mode, RunControl
from app.workers.exchange import PathStore
from app.workers.pictures import Departure, Given, picture_thread
from app.workers.run import RunLink, RunThread


class Filler(Protocol):
    """What a run fills, where it fills something."""

    def problem(self) -> Problem | None:
        """Why no run can begin."""
        ...

    def give(self, sampler: Sampler, start: Start | None = None) -> Given:
        """What the next run fills, as the sampler wants it held; of a branch with what was filled before.

        A run that is made again fills what it filled.
        """
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

    def look(self, filled: tuple[InpaintSettings, Repainted]) -> None:
        """A run that was given this is looked at."""
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
        self._next: Start | None = None
        """Where the next run begins, if not with noise."""
        self._begins: tuple[RunPath, Start | None] | None = None
        self.path_bytes = PATH_BYTES
        """Memory for the path of each run."""
        self._logged_at = ""
        self._held: HeldRun | None = None
        self._in_last = False
        """Whether the log's last line says how far something is that goes on."""
        self.drag = Drag()
        self.session.changed.connect(self._follow)
        models.state.loading_changed.connect(self._loading_changed)
        settings.changed.connect(self._setting_changed)

    def make(self, run_id: int, mode: Mode) -> RunThread[LiveParams, Frame] | None:
        """A thread for the present settings; waits for the network that is being opened."""
        model, info, session = self._models.model, self._models.state.info, self.session
        start, self._next = self._next, None
        if self._models.state.loading and start is None:
            session.wait_for(mode)
            return None
        if model is None or info is None:
            session.problem.emit(
                Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
            )
            return None
        repeat = start.past if isinstance(start, Repeat) else None
        problem = self.filler.problem() if self.filler is not None and repeat is None else None
        problem = problem or (_elsewhere(start.path, info) if isinstance(start, Branch) else None)
        settings = self._settings.valid if repeat is None else repeat.settings
        if problem is None and settings is None:
            problem = Problem(tr("These settings do not fit together"), f"{self._settings.error}.", of_settings=True)
        if problem is not None or settings is None:
            session.problem.emit(problem)
            return None
        if settings.batch_size >= settings.count:  # nobody said how many at once
            settings = dataclasses.replace(settings, batch_size=batch_for(settings.count, info.shape))
        settings = for_network(settings, info)
        indices, departure = self._settings.indices or tuple(range(settings.count)), Departure()
        if start is not None:
            settings, indices, departure = start.prepared(settings)
        elif self._settings.before or self._settings.beginning is not None:
            departure = Departure(self._settings.before, beginning=self._settings.beginning)
            if departure.before and departure.before[-1].sample is None:
                indices = departure.before[-1].indices
        replay = self._settings.replay if repeat is None else repeat.changes
        control = RunControl(settings.live, mode, dict(replay))
        link = RunLink[LiveParams, Frame](control, path=PathStore(self.path_bytes, earlier=departure.kept))
        given = self.filler.give(settings.sampler, start) if self.filler is not None else None
        leg = Leg(settings, indices, inpainting=None if given is None else given.settings)
        threads = self._models.state.threads or None if repeat is None else repeat.threads
        path = RunPath(
            run_id, info, leg, before=departure.before, beginning=departure.beginning, begun_at=time.time(),
            threads=threads,
        )  # fmt: skip
        self._begins = path, start
        return picture_thread(run_id, model, settings, indices, link, given, departure, threads)

    @property
    def other_network(self) -> ModelInfo | None:
        """The network of a run that goes on while another one is open: the settings shown are not that run's."""
        opened = self._models.state.info
        if self._begins is None or opened is None or not self.session.status.phase.active:
            return None
        own = self._begins[0].info
        return None if own.sha256 == opened.sha256 else own

    @property
    def beginning(self) -> tuple[RunPath, Start | None] | None:
        """The newest run as it began, and from where if not with noise."""
        if self._begins is None or self.filler is None:
            return self._begins
        return dataclasses.replace(self._begins[0], filled=self.filler.filled()), self._begins[1]

    def begun(self, run_id: int) -> None:
        """Show the run that begins, and note it in the log."""
        link = self.session.link
        if self._begins is None or link is None:
            return
        path, start = self._begins
        self._follow()
        self.run.begin(path, link.path)
        self.drag, self._in_last = Drag(), False
        replay = start.past.changes if isinstance(start, Repeat) else self._settings.replay
        replayed = len([at for at, _ in replay if at >= path.begun])
        self.log(begin_line(run_id, path, replayed))
        if start is not None:
            self.log(start.line())
        if self.filler is not None:
            self.log(self.filler.line())

    @property
    def path(self) -> RunPath | None:
        """The run shown, whole, as it can be kept, gone on from and made again; None before the first pictures."""
        path = self.run.path
        if path is None or self.filler is None:
            return path
        return dataclasses.replace(path, filled=self.filler.filled())

    def show(self, path: RunPath) -> None:
        """Look at a run that is over, with what it was given."""
        if self.filler is not None and path.filled is not None:
            self.filler.look(path.filled)
        self.run.show(path)

    # Going on from what is looked at

    @property
    def forkable(self) -> bool:
        """Whether something can go on from the step seen: nothing comes after the denoising step."""
        frame = self.run.shown_frame()
        return frame is not None and not frame.progress.denoising

    @property
    def branching(self) -> bool:
        """Whether to play or to step means to go on from the step looked at."""
        run = self.run
        frame = None if run.viewed is None else run.shown_frame()
        if frame is None or not self.forkable:
            return False
        here = run.current is not None and frame.progress.done == run.current.done
        return run.phase is RunPhase.IDLE or (run.phase is RunPhase.PAUSED and not here)

    @Slot()
    def play_pause(self) -> None:
        """Go on from the step looked at, or whatever playing means otherwise."""
        self.branch(Mode.RUN) if self.branching else self.session.play_pause()

    @Slot()
    def step(self) -> None:
        """One step, from the one looked at."""
        self.branch(Mode.STEP) if self.branching else self.session.step()

    @Slot()
    def level(self) -> None:
        """To the end of the level, from the step looked at."""
        self.branch(Mode.LEVEL) if self.branching else self.session.level()

    def branch(self, mode: Mode = Mode.RUN, *, fan: int = 0) -> None:
        """Go on from the step looked at with the present settings; with ``fan`` so often, from the sample in focus."""
        path, frame = self.path, self.run.shown_frame()
        if path is None or frame is None:
            return
        if frame.progress.denoising:
            text = tr("Look at an earlier level in the timeline, and go on from there.")
            self.session.problem.emit(Problem(tr("Nothing comes after the last step"), text))
            return
        sample = path.leg.indices[self.run.focus] if fan else None
        self.begin_from(Branch(path, frame.progress.done, sample, fan), mode)

    def planned_levels(self) -> tuple[float, ...]:
        """The noise levels of the next run; none while its settings do not fit together."""
        settings = self._settings.valid
        return () if settings is None else settings.noise_levels

    def begin_from(self, start: Start, mode: Mode = Mode.RUN) -> None:
        """End the run that goes on, if there is one, and begin another from there."""
        self._next = start
        self.session.begin_anew(mode)

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
            self.log(text.format(what.done, what.total, duration(what.seconds_left)), instead=self._in_last)
            self._in_last = True
        elif isinstance(what, GoingBack):
            text = tr("the way there is gone again: step {0} of {1}")
            self.log(text.format(what.done, what.total), instead=self._in_last)
            self._in_last = what.done < what.total
        elif isinstance(what, BatchLowered):
            self.run.lower_batch(what.size)
            self.log(tr("{0}: only {1} samples at once go through the network").format(what.why, what.size))
        elif isinstance(what, ParamsChange):
            instead = self.drag.goes_on(what)
            self.log(change_line(self.drag.whole(), self.drag.count), instead=instead)
        elif self.filler is not None:
            self.filler.told(what)

    def ended(self, reason: FinishReason) -> None:
        """The run is over."""
        self.log(end_line(self.session.status.run_id, reason, self.run))
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
        path = self.run.path
        return () if path is None else path.leg.changes

    @Slot()
    def _follow(self) -> None:
        status = self.session.status
        if status.phase is RunPhase.RUNNING and self.run.phase.resting:
            self.run.viewed = None  # who goes on wants to see it
        self.run.status = status

    @Slot()
    def _loading_changed(self) -> None:
        if not self._models.state.loading and self._models.model is None:
            self.session.wait_for(None)  # opening failed or was given up

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name in live_keys(SampleSettings) and not self._settings.for_next_run and self.other_network is None:
            value = self._settings.value(name)
            with suppress(SettingError):  # the settings' own panel says what is wrong
                self.session.order(lambda params: dataclasses.replace(params, **{name: value}))

    def log(self, text: str, *, instead: bool = False) -> None:
        """A line with the time, or another text for the last one."""
        if not instead:
            self._logged_at = f"{datetime.datetime.now().astimezone():%H:%M:%S}"
        self.run.log(f"{self._logged_at}  {text}", instead=instead)


def _elsewhere(path: RunPath, info: ModelInfo) -> Problem | None:
    if path.info.sha256 == info.sha256:
        return None
    text = tr("It was made with {0} (SHA-256 {1}…): open that network, and go on then.")
    title = tr("This run cannot go on with another network")
    return Problem(title, text.format(path.info.name, path.info.sha256[:12]))
