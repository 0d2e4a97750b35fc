"""What the two runs of the laboratory have in common: particles, and trainings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui.runs.session import RunSession
from app.ui.tasks import TaskRunner
from app.workers.control import Mode
from app.workers.run import RunThread


class LabRun(QObject):
    """A run steered by ``session``; subclasses are its :class:`app.ui.runs.session.Runner`."""

    phase_changed = Signal()
    frame_changed = Signal()
    began = Signal()
    finished = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = RunSession(self, tasks, self)
        self.problem = self.session.problem
        self._phase = RunPhase.IDLE
        self.session.changed.connect(self._status_changed)

    @property
    def phase(self) -> RunPhase:
        """What the run does."""
        return self.session.status.phase

    @property
    def reason(self) -> FinishReason | None:
        """Why the newest run ended; None while it goes on."""
        return self.session.status.reason

    def make(self, run_id: int, mode: Mode) -> RunThread | None:
        """The thread for the present settings, or None after telling why not."""
        raise NotImplementedError

    def begun(self, _run_id: int) -> None:
        """The thread is about to start."""
        self.began.emit()

    def take(self, frame: Any) -> None:
        """A newer frame."""
        raise NotImplementedError

    def told(self, what: object) -> None:
        """Something took effect in the thread."""

    def ended(self, _reason: FinishReason) -> None:
        """The run is over."""

    def forget(self) -> None:
        """Forget the run's frames."""
        raise NotImplementedError

    def order(self, change: Callable[[Any], Any]) -> None:
        """Change what a run that goes on is given before its next step."""
        link = self.session.link
        if link is not None and self.phase.active:
            link.control.change(change)

    def close(self) -> None:
        """The program ends."""
        self.session.close()

    @Slot()
    def _status_changed(self) -> None:
        before, self._phase = self._phase, self.phase
        self.phase_changed.emit()
        if self._phase is RunPhase.IDLE and before.active:
            self.finished.emit()
