"""A question to a thread: the newest is answered, and the thread begins with the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from app.ui.tasks import TaskRunner
from app.workers.latest import Answer, LatestThread

Q = TypeVar("Q")
A = TypeVar("A")


class Asker(QObject, Generic[Q, A]):
    """Owns such a thread: ``make`` makes it of the title of what goes wrong in it."""

    answered = Signal()
    """There is an answer to :meth:`take`."""

    def __init__(
        self, make: Callable[[str], LatestThread[Q, A]], title: str, tasks: TaskRunner, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._make, self._title, self._tasks = make, title, tasks
        self._thread: LatestThread[Q, A] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for or being worked on."""
        return self._thread is None or self._thread.idle

    def started(self) -> LatestThread[Q, A]:
        """The thread, which runs from now on, until :attr:`TaskRunner.over`; any thread may ask it."""
        if self._thread is None:
            self._thread = self._make(self._title)
            self._thread.frame_ready.connect(self.answered)
            self._tasks.adopt(self._thread)
            self._thread.start()
        return self._thread

    def ask(self, request: Q) -> None:
        """Have this answered next, unless the program ends."""
        if not self._tasks.over:
            self.started().ask(request)

    def take(self) -> Answer[Q, A] | None:
        """The newest answer, once."""
        return None if self._thread is None else self._thread.take()

    def rest(self) -> None:
        """End the thread, with what it keeps, after the work under way; the next question begins another."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None
