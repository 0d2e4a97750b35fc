"""Training runs: orders to the thread; losses, samples and sentences from it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.params.training_run import (
    AlongKept,
    BestLoss,
    KeptStep,
    Orders,
    Sampled,
    TrainBegun,
    TrainControl,
    TrainFrame,
    TrainReading,
    TrainSays,
    TrainWritten,
)
from app.ui.runs.session import RunSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.control import Mode
from app.workers.training import TrainThread, train_thread

MOST_SAID = 200


class TrainingRunner(QObject):
    """Trains as ordered, and holds what is to be seen of it."""

    changed = Signal()
    """There are newer numbers."""
    sampled_changed = Signal()
    kept_changed = Signal()
    said_changed = Signal()
    wanted = Signal(str)
    """The path of the network as it is now, which was asked for to sample from."""

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = RunSession(self, tasks, self)
        self.orders: Orders | None = None
        """What the next run, or the one that goes on, is to do."""
        self.device = "auto"
        self.frame: TrainFrame | None = None
        self.begun_with: TrainBegun | None = None
        self.reading: TrainReading | None = None
        self.best: tuple[float, ...] = ()
        self.sampled: Sampled | None = None
        self.kept: tuple[KeptStep, ...] = ()
        self.said: list[str] = []
        self._asked = False

    @property
    def phase(self) -> RunPhase:
        """What the training does."""
        return self.session.status.phase

    @property
    def out(self) -> str:
        """The file that is written."""
        return "" if self.orders is None else str(self.orders.out)

    def make(self, run_id: int, mode: Mode) -> TrainThread | None:
        """The thread for the orders."""
        if self.orders is None:
            return None
        name = Path(self.out).name
        return train_thread(run_id, self.orders, self.device, mode, tr("{0} cannot be trained").format(name))

    def begun(self, run_id: int) -> None:
        """Another training: what is shown of the one before goes."""
        del run_id
        self.frame = self.begun_with = self.reading = self.sampled = None
        self.best, self.kept, self.said, self._asked = (), (), [], False
        self._tell_all()

    def take(self, frame: TrainFrame) -> None:
        """The newest numbers."""
        self.frame = frame
        self.changed.emit()

    def told(self, what: object) -> None:
        """Whatever else happens."""
        if isinstance(what, TrainReading):
            self.reading = what
            self.changed.emit()
        elif isinstance(what, TrainBegun):
            self.begun_with, self.reading = what, None
            self.changed.emit()
        elif isinstance(what, BestLoss):
            self.best = what.losses
            self.changed.emit()
        elif isinstance(what, Sampled):
            self.sampled = what
            self.sampled_changed.emit()
        elif isinstance(what, AlongKept):
            self.take_kept(what.steps)
        elif isinstance(what, TrainSays):
            self.said = [*self.said, what.text][-MOST_SAID:]
            self.said_changed.emit()
        elif isinstance(what, TrainWritten) and self._asked:
            self._asked = False
            self.wanted.emit(self.out)

    def take_kept(self, steps: tuple[KeptStep, ...]) -> None:
        """What is kept of the training along its way."""
        if steps != self.kept:
            self.kept = steps
            self.kept_changed.emit()

    def ended(self, reason: FinishReason) -> None:
        """The file is written."""
        del reason
        if self._asked:
            self._asked = False
            self.wanted.emit(self.out)

    def forget(self) -> None:
        """Nothing is forgotten: the next training replaces it."""

    def want_network(self) -> None:
        """Write the network as it is now, then tell :attr:`wanted`; at rest it is written already."""
        if self.phase in (RunPhase.RUNNING, RunPhase.PAUSING, RunPhase.STOPPING):
            self._asked = True
            self.session.order(_asking)
        elif self.out:
            self.wanted.emit(self.out)

    def _tell_all(self) -> None:
        for signal in (self.changed, self.sampled_changed, self.kept_changed, self.said_changed):
            signal.emit()


def _asking(control: TrainControl) -> TrainControl:
    return dataclasses.replace(control, write=control.write + 1)
