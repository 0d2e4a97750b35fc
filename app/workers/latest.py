"""A thread that answers the newest request: what was asked meanwhile and not begun is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from app.params.run import Problem
from app.workers.exchange import Mailbox
from app.workers.problems import explain_task


@dataclass(frozen=True)
class Answer:
    """What came of a request: a result, or the problem that prevented it."""

    request: Any
    result: Any = None
    problem: Problem | None = None


class LatestThread(QThread):
    """Calls ``work(request)`` for one request after another until :meth:`close`.

    A slider asks faster than anybody can answer; the thread always turns to the newest request, so the answer is at
    most one piece of work behind. The mailbox holds the newest answer in the same way.
    """

    answered = Signal()
    """There is an answer to :meth:`take`; emitted again only after it was taken."""

    def __init__(self, title: str, work: Callable[[Any], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._work = work
        self._condition = Condition()
        self._request: Any = None
        self._closed = False
        self._busy = False
        self._answers: Mailbox[Answer] = Mailbox()

    def ask(self, request: Any) -> None:
        """Answer this next, instead of whatever waits. May be called from any thread."""
        with self._condition:
            self._request = request
            self._condition.notify_all()

    def take(self) -> Answer | None:
        """The newest answer, once."""
        return self._answers.take()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for or being worked on."""
        with self._condition:
            return self._request is None and not self._busy

    def close(self) -> None:
        """End after the work under way."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def run(self) -> None:
        """The thread. No error leaves it: problems are answers."""
        while True:
            with self._condition:
                self._busy = False
                self._condition.wait_for(lambda: self._closed or self._request is not None)
                if self._closed:
                    return
                request, self._request = self._request, None
                self._busy = True
            try:
                answer = Answer(request, self._work(request))
            except BaseException as error:  # whatever happens in a thread must be reported
                answer = Answer(request, problem=explain_task(error, self._title))
            if self._answers.put(answer):
                self.answered.emit()
