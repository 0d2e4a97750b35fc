"""Particle runs: settings to the thread, frames and numbers from it."""

from __future__ import annotations

import dataclasses
import math
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.params import SettingError
from app.params.lab.density import DensitySettings
from app.params.lab.particles import FASTEST, ParticleSettings
from app.params.lab.run import CloudNumbers, PanelJob, ParticleChange, ParticleFrame, ParticleOrders, Refusal
from app.params.run import Problem
from app.params.samplers import ROWS
from app.params.settings import live_keys
from app.state.lab.laboratory import LabState
from app.state.lab.particles import SUITED, ParticlesState
from app.ui.asker import Asker
from app.ui.lab.frames import FrameMemory
from app.ui.lab.runner import LabRunner
from app.ui.runs.session import RunSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.control import Mode, RunControl
from app.workers.lab.threads import ParticleLink, numbers_thread, particle_thread
from app.workers.run import RunThread


@dataclass(frozen=True)
class Experiment:
    """What a run was begun with."""

    density: DensitySettings
    jobs: tuple[PanelJob, ...]

    @property
    def settings(self) -> tuple[ParticleSettings, ...]:
        """Of each panel."""
        return tuple(job.settings for job in self.jobs)


@dataclass(frozen=True)
class HeldCloud:
    """What is shown of a run, to be shown again."""

    frame: ParticleFrame | None
    experiment: Experiment | None
    numbers: tuple[tuple[CloudNumbers, ...], ...]
    changes: tuple[ParticleChange, ...]


class ParticleRunner(LabRunner[HeldCloud]):
    """Runs the panels of a :class:`ParticlesState` on the density of a :class:`LabState`; ``session`` steers."""

    numbers_changed = Signal()
    taken_over = Signal()
    """A change took effect in a run under way."""
    looked = Signal()
    """Another frame is looked at."""

    def __init__(
        self, state: LabState, particles: ParticlesState, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = RunSession(self, tasks, self)
        self.frame: ParticleFrame | None = None
        self.experiment: Experiment | None = None
        self.memory = FrameMemory()
        self.viewed: ParticleFrame | None = None
        """The frame that is looked at instead of the newest."""
        self.numbers: list[tuple[CloudNumbers, ...]] = []
        """The numbers over the run, in order."""
        self._state = state
        self._particles = particles
        self._changes: list[ParticleChange] = []
        self._counter = Asker(numbers_thread, tr("The particles' numbers could not be worked out"), tasks, self)
        self._counter.answered.connect(self._counted)
        self._counted_run = 0
        """The run whose numbers are awaited."""
        for k, draft in enumerate(particles.panels):
            draft.changed.connect(partial(self._setting_changed, k))
        particles.shown_changed.connect(self._shown_changed)
        state.density_changed.connect(self._density_changed)

    @property
    def counting(self) -> bool:
        """Whether numbers are being worked out."""
        return not self._counter.idle

    def make(self, run_id: int, mode: Mode) -> RunThread[ParticleOrders, ParticleFrame] | None:
        """The thread for the drafts as they are."""
        jobs = []
        for k, draft in enumerate(self._particles.used):
            settings = draft.valid
            if settings is None:
                self.session.problem.emit(Problem(tr("The settings of panel {0} do not fit together").format("AB"[k]),
                                          f"{draft.error}.", of_settings=True))  # fmt: skip
                return None
            if draft.learned and self._state.network is None:
                self.session.problem.emit(
                    Problem(
                        tr("There is no learned score yet"),
                        tr("Train a network first (Learning, Space) or load one, or let panel {0} follow the exact "
                           "score.").format("AB"[k]),
                    )
                )  # fmt: skip
                return None
            jobs.append(PanelJob(settings, self._state.network if draft.learned else None))
        self.experiment = Experiment(self._state.density, tuple(jobs))
        params = tuple(job.settings.live for job in jobs)
        orders = ParticleOrders(params, self._state.density, self._pace(), self._particles.shown.trail)
        link = ParticleLink(RunControl(orders, mode))
        self.numbers, self._changes, self._counted_run = [], [], run_id
        return particle_thread(run_id, tuple(jobs), link, self._counter.started().ask)

    def take(self, frame: ParticleFrame) -> None:
        """The newest frame; it is shown unless an earlier one is looked at."""
        self.memory.add(frame)
        if self.viewed is not None and self.viewed.run_id != frame.run_id:
            self.viewed = None
        self.frame = self.viewed or frame
        self.frame_changed.emit()

    def look(self, place: int | None) -> None:
        """Look at a kept frame by its place in the memory; None, or the newest: follow the run."""
        frames = self.memory.frames
        if not frames:
            return
        newest = place is None or place >= len(frames) - 1
        self.viewed = None if place is None or newest else frames[max(0, place)]
        self.frame = self.viewed or frames[-1]
        self.frame_changed.emit()
        self.looked.emit()

    def look_by(self, step: int) -> None:
        """One kept frame back or forth."""
        self.look(self.memory.place(self.viewed) + step)

    def forget(self) -> None:
        """No particles, or those that were put back."""
        held = self._taken_back() or HeldCloud(None, None, (), ())
        self._counted_run = 0
        self.memory.clear()
        self.viewed = None
        self.frame, self.experiment = held.frame, held.experiment
        self.numbers, self._changes = list(held.numbers), list(held.changes)
        self.numbers_changed.emit()
        self.frame_changed.emit()

    def held(self) -> HeldCloud:
        """What is shown now, for :meth:`put_back`."""
        return HeldCloud(self.frame, self.experiment, tuple(self.numbers), tuple(self._changes))

    @property
    def trail(self) -> int:
        """How many steps the trails go back."""
        return self._particles.shown.trail

    @property
    def density(self) -> DensitySettings:
        """The density that the particles follow, or followed last."""
        edits = [change.what for change in self._changes if isinstance(change.what, DensitySettings)]
        return edits[-1] if edits else self._state.density if self.experiment is None else self.experiment.density

    def changes(self) -> tuple[ParticleChange, ...]:
        """What took effect during the run."""
        return tuple(self._changes)

    def told(self, what: object) -> None:
        """A change took effect, or was refused: then say so, and put the value before back."""
        if isinstance(what, ParticleChange):
            self._changes.append(what)
            self.taken_over.emit()
        elif isinstance(what, Refusal) and what.params is None:
            text = what.text[0].upper() + what.text[1:]
            self.session.problem.emit(
                Problem(
                    tr("The particles do not follow this density"),
                    text + tr(". They go on with the one before: change the density back, or stop and start anew."),
                    of_settings=True,
                )
            )
        elif isinstance(what, Refusal):
            self.session.problem.emit(
                Problem(
                    tr("Not taken over: the particles would diverge"),
                    what.text[0].upper() + what.text[1:] + tr(". The value before stays."),
                    of_settings=True,
                )
            )
            for name in live_keys(ParticleSettings):
                self._particles.panels[what.panel].set(name, getattr(what.params, name))

    def _pace(self) -> float:
        return math.inf if self._particles.shown.speed >= FASTEST else self._particles.shown.speed

    def _setting_changed(self, k: int, name: str) -> None:
        """What acts at the next step goes to the run of panel ``k``; what is for the next run does not touch it."""
        if self.experiment is None or not self.phase.active or k >= len(self.experiment.jobs):
            return
        draft = self._particles.panels[k]
        if draft.value("sampler") is not self.experiment.jobs[k].settings.sampler:
            return
        live = live_keys(ParticleSettings)
        names: tuple[str, ...] = live if not name else (name,) if name in live else ()
        follows = not ROWS[draft.value("sampler")].added and not {"sigma_min", "meaning"} & draft.changes.keys()
        if name == "density" and follows:
            names = SUITED  # these go with the data's width, as long as the run's sigma does
        values = {name: draft.value(name) for name in names}

        def changed(orders: ParticleOrders) -> ParticleOrders:
            params = list(orders.params)
            params[k] = dataclasses.replace(params[k], **values)
            return dataclasses.replace(orders, params=tuple(params))

        with suppress(SettingError):
            self.session.order(changed)

    @Slot(bool)
    def _density_changed(self, fresh: bool) -> None:
        """A density edited in place acts at the next step; another one begins another run."""
        if not fresh:
            density = self._state.density
            self.session.order(lambda orders: dataclasses.replace(orders, density=density))

    @Slot()
    def _shown_changed(self) -> None:
        pace, trail = self._pace(), self._particles.shown.trail
        self.session.order(lambda orders: dataclasses.replace(orders, pace=pace, trail=trail))

    @Slot()
    def _counted(self) -> None:
        answer = self._counter.take()
        if answer is None or answer.request.run_id != self._counted_run:
            return
        if answer.result is None:
            self.session.problem.emit(answer.problem)
            return
        if self.numbers and _steps(self.numbers[-1]) == _steps(answer.result):
            self.numbers[-1] = answer.result
        else:
            self.numbers.append(answer.result)
        self.numbers_changed.emit()


def _steps(row: tuple[CloudNumbers, ...]) -> tuple[int, ...]:
    return tuple(numbers.index for numbers in row)
