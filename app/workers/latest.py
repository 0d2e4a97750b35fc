"""A thread that answers the newest request: what was asked meanwhile and not begun is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Condition
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from typing_extensions import override

from app.params.run import Moment, Occasion, Problem, Tell
from app.workers.control import RunControl
from app.workers.problems import explain_task
from app.workers.run import RunLink, RunThread

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True)
class Answer(Generic[Q, A]):
    """What came of a request: a result, or the problem that prevented it."""

    request: Q
    result: A | None = None
    problem: Problem | None = None


class ClosedError(Exception):
    """Nobody waits for the answer any more."""


class LatestThread(RunThread[None, Answer[Q, A]], Generic[Q, A]):
    """Answers one request after another until :meth:`close`; ``make``, called in the thread, makes what answers.

    A slider asks faster than anybody can answer; the thread always turns to the newest request, so the answer is at
    most one piece of work behind. The mailbox holds the newest answer in the same way: ``frame_ready`` tells that
    there is one to :meth:`take`.
    """

    def __init__(self, title: str, make: Callable[[], Callable[[Q], A]], parent: QObject | None = None) -> None:
        super().__init__(0, self._answers, RunLink(RunControl(None)), parent=parent)
        self._title = title
        self._make = make
        self._condition = Condition()
        self._request: Q | None = None
        self._closed = False
        self._busy = False

    def ask(self, request: Q) -> None:
        """Answer this next, instead of whatever waits. May be called from any thread."""
        with self._condition:
            self._request = request
            self._condition.notify_all()

    def take(self) -> Answer[Q, A] | None:
        """The newest answer, once."""
        return self.link.mailbox.take()

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for or being worked on."""
        with self._condition:
            return self._request is None and not self._busy

    def check(self) -> None:
        """Raises ClosedError once it has been closed: what answers may call this to end in the middle of its work."""
        if self._closed:
            raise ClosedError

    @override
    def close(self) -> None:
        """End after the work under way, or where that checks."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def _answers(self, _link: RunLink[None, Answer[Q, A]], _tell: Tell) -> Iterator[Moment[Answer[Q, A]]]:
        work: Callable[[Q], A] | None = None
        while True:
            with self._condition:
                self._busy = False
                self._condition.wait_for(lambda: self._closed or self._request is not None)
                if self._closed or self._request is None:
                    return
                request, self._request = self._request, None
                self._busy = True
            try:
                work = work or self._make()
                answer: Answer[Q, A] = Answer(request, work(request))
            except ClosedError:
                return
            except BaseException as error:  # whatever happens in a thread must be reported
                answer = Answer(request, problem=explain_task(error, self._title))
            yield _moment(answer)


def _moment(answer: Answer[Q, A]) -> Moment[Answer[Q, A]]:
    def frame(_occasion: Occasion) -> Answer[Q, A]:
        return answer

    return Moment(frame)
