"""What the laboratory's two long-running threads have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from app.params.run import FinishReason, Problem
from app.workers.control import Cancelled, RunControl
from app.workers.problems import explain_run


class LabThread(QThread):
    """Does :meth:`work` under a :class:`RunControl`. Every signal carries the run's number."""

    frame_ready = Signal(int)
    """The mailbox went from empty to full."""
    paused = Signal(int)
    """The thread waits; the newest frame is in the mailbox."""
    refused = Signal(int, object)
    """Live parameters could not be used and the ones before stay: see the subclass."""
    ended = Signal(int, object, object)
    """FinishReason, and the Problem or None: exactly once, last."""

    def __init__(self, run_id: int, control: RunControl, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_id = run_id
        self.control = control

    def run(self) -> None:
        """The thread. No error leaves it."""
        reason, problem = FinishReason.COMPLETE, None
        try:
            self.work()
        except Cancelled:
            reason = FinishReason.STOPPED
        except BaseException as error:  # whatever happens in a thread must be reported
            reason, problem = self.explain(error)
        try:
            self.settle()  # partial results are kept
        except Exception as error:
            problem = problem or explain_run(error)[1]
        self.ended.emit(self.run_id, reason, problem)

    def checkpoint(self) -> None:
        """Wait while paused, after telling so. Raises Cancelled."""
        self.control.checkpoint(self._wait)

    def _wait(self) -> None:
        self.settle()
        self.paused.emit(self.run_id)

    def work(self) -> None:
        """What is to be done."""
        raise NotImplementedError

    def settle(self) -> None:
        """Put the newest state into the mailbox: the thread is about to wait or end."""
        raise NotImplementedError

    def explain(self, error: BaseException) -> tuple[FinishReason, Problem | None]:
        """Why the run ended by ``error``."""
        return explain_run(error)

    def put(self, mailbox: Any, item: Any) -> None:
        """Leave a frame and tell, if nobody has been told yet."""
        if mailbox.put(item):
            self.frame_ready.emit(self.run_id)
