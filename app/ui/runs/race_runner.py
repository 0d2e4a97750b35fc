"""Races in the window: from who takes part to the thread, and from the thread to what is known of each."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.params import ModelInfo, SampleSettings, SettingError
from app.params.path import Leg, RunPath
from app.params.race import MOST, Contestant, Lane, LaneEnded, Lanes, LaneTold
from app.params.run import BatchLowered, FinishReason, Frame, Problem
from app.state.preferences import MIB
from app.state.race import RaceState
from app.ui.runs.session import RunSession
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.control import Mode
from app.workers.exchange import PathStore
from app.workers.race import RaceJob, Racer, race_thread
from app.workers.run import RunThread


@dataclass
class Ran:
    """A contestant's newest run: as it was entered, and what has come of it by now."""

    contestant: Contestant
    info: ModelInfo
    settings: SampleSettings
    run_id: int
    store: PathStore
    begun_at: float
    threads: int | None = None
    lane: Lane = field(default_factory=Lane)
    reason: FinishReason | None = None
    problem: Problem | None = None
    entry: str = ""
    """Its key in the history, once it is kept there."""

    @property
    def leg(self) -> Leg:
        """What it does."""
        return Leg(self.settings, tuple(range(self.settings.count)), changes=self.contestant.changes)

    @property
    def path(self) -> RunPath:
        """All of it, as a history keeps it."""
        return RunPath(
            self.run_id, self.info, self.leg, self.store.kept(), reason=self.reason, begun_at=self.begun_at,
            threads=self.threads,
        )  # fmt: skip

    @property
    def evaluations(self) -> tuple[int, int]:
        """How many are made, of how many."""
        if self.lane.frame is None:
            return 0, self.settings.plan.total
        return self.lane.frame.progress.done, self.lane.frame.progress.total

    def frame(self, sigma: float | None) -> Frame | None:
        """The pictures at a noise level; None: the newest."""
        return self.lane.frame if sigma is None else self.store.kept().near(sigma) or self.lane.frame


class RaceRunner(QObject):
    """Lets the contestants of a :class:`RaceState` run on the open network; ``session`` steers."""

    frame_changed = Signal()
    """Newer pictures."""
    changed = Signal()
    """Anything else: it has begun, somebody has ended, it is over."""

    def __init__(self, context: Context, state: RaceState, parent: QObject) -> None:
        super().__init__(parent)
        self.session = RunSession(self, context.tasks, self)
        self._context, self._state = context, state
        self._ran: dict[int, Ran] = {}
        """By the contestants' keys."""
        self._order: list[Ran] = []
        """Those of the newest race, in their order."""

    def ran(self, contestant: Contestant) -> Ran | None:
        """What is known of a contestant's newest run."""
        return self._ran.get(contestant.key)

    @property
    def there(self) -> list[Ran]:
        """The runs of those who take part now, as far as they have run."""
        return [self._ran[one.key] for one in self._state.contestants if one.key in self._ran]

    @property
    def over(self) -> list[Ran]:
        """Those of them that have made something and go on no more."""
        if self.session.status.phase.active:
            return []
        return [ran for ran in self.there if ran.lane.frame is not None]

    @property
    def evaluations(self) -> tuple[int, int]:
        """Of all together: how many are made, of how many."""
        made = [ran.evaluations for ran in self._order]
        return sum(done for done, _ in made), sum(total for _, total in made)

    # What the session asks for

    def make(self, run_id: int, mode: Mode) -> RunThread[None, Lanes] | None:
        """A thread for those who take part; None after telling why there is no race."""
        models, problem = self._context.models, None
        model, info = models.model, models.state.info
        if model is None or info is None:
            problem = Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
        elif not self._state.enough:
            problem = Problem(tr("A race needs two contestants"), tr("Add recipes, or settings of your own."))
        if problem is not None or model is None or info is None:
            self.session.problem.emit(problem)
            return None
        contestants = self._state.contestants
        try:
            settings = [self._state.ground.settings(one, info) for one in contestants]
        except SettingError as error:
            self.session.problem.emit(Problem(tr("This cannot race"), f"{error}.", of_settings=True))
            return None
        budget = self._context.preferences.path_mib * MIB // len(contestants)
        threads = models.state.threads or None
        self._order = []
        for place, (one, its) in enumerate(zip(contestants, settings, strict=True)):
            number = -(MOST * run_id + place)  # the runs of the workspace count upwards
            self._order.append(Ran(one, info, its, number, PathStore(budget), time.time(), threads))
        self._ran = {ran.contestant.key: ran for ran in self._order}
        racers = [Racer(ran.leg, ran.run_id, ran.store) for ran in self._order]
        job = RaceJob(racers, model, info.name, self._context.preferences.openings, threads)
        return race_thread(run_id, job, mode, tr("The network of the race could not be opened"))

    def begun(self, _run_id: int) -> None:
        """The thread is about to start."""
        self._state.sigma = None
        self.changed.emit()

    def take(self, lanes: Lanes) -> None:
        """Somebody is a step further."""
        for ran, lane in zip(self._order, lanes, strict=True):
            ran.lane = lane
        self.frame_changed.emit()

    def told(self, what: object) -> None:
        """Somebody has ended, or goes on otherwise than was meant."""
        if isinstance(what, LaneEnded):
            ran = self._order[what.index]
            ran.reason, ran.problem = what.reason, what.problem
            self.changed.emit()
        elif isinstance(what, LaneTold) and isinstance(what.what, BatchLowered):
            ran = self._order[what.index]
            ran.settings = dataclasses.replace(ran.settings, batch_size=what.what.size)

    def ended(self, reason: FinishReason) -> None:
        """It is over; who had not ended by then has ended for the same reason."""
        for ran in self._order:
            ran.reason = ran.reason or reason
        self.changed.emit()

    def forget(self) -> None:
        """Forget all runs."""
        self._ran, self._order = {}, []
        self.changed.emit()
