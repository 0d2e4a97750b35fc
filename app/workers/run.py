"""The thread that runs a job: control.checkpoint() -> the job's next step -> a fresh frame -> mailbox."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override

from app.params.run import FinishReason, Frame, Moment, Occasion, ParamsChange, Problem, Tell
from app.workers.control import Cancelled, RunControl
from app.workers.exchange import Mailbox, PathStore
from app.workers.heap import give_back
from app.workers.problems import explain_run

F = TypeVar("F")
P = TypeVar("P")

LONGEST_REST = 0.05
"""Seconds after which a thread that keeps a slow pace looks whether it is to pause or stop."""


@dataclass
class RunLink(Generic[P, F]):
    """What a run's thread and the window share: how it is steered, and what it has made so far."""

    control: RunControl[P]
    mailbox: Mailbox[F] = field(default_factory=Mailbox)
    path: PathStore = field(default_factory=PathStore)


Begin = Callable[[RunLink[P, F], Tell], Iterator[Moment[F]]]
"""Makes a job and returns its moments. Called in the thread: it imports what it needs."""

Explain = Callable[[BaseException], tuple[FinishReason, Problem | None] | None]
"""What a job knows about an error that ended it; None: no more than anybody."""


class RunThread(QThread, Generic[P, F]):
    """Runs one job and ends. Every signal carries the run's number, so that a late one can be told apart.

    With ``shows_start`` the job's first moment is its start, before any step: it is there even for a run that pauses
    at once.
    """

    told = Signal(int, object)
    """Something took effect: see :mod:`app.params.run`."""
    frame_ready = Signal(int)
    """The mailbox went from empty to full."""
    paused = Signal(int)
    """The thread waits; the newest frame is in the mailbox."""
    ended = Signal(int, object, object)
    """FinishReason, and the Problem or None: exactly once, last."""

    def __init__(
        self, run_id: int, begin: Begin[P, F], link: RunLink[P, F], *, explain: Explain = explain_run,
        frame_seconds: float = 0.0, shows_start: bool = False, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.run_id = run_id
        self.link = link
        self._begin, self._explain = begin, explain
        self._frame_seconds = frame_seconds
        self._shows_start = shows_start
        self._moment: Moment[F] | None = None
        self._rested = True
        self._shown_at = -math.inf
        self._due = -math.inf

    def close(self) -> None:
        """End before the next step."""
        self.link.control.stop()

    @override
    def run(self) -> None:
        """The thread. No error leaves it: the reason of the end goes out with ``ended``."""
        reason: FinishReason = FinishReason.COMPLETE
        problem: Problem | None = None
        try:
            self._work()
        except Cancelled:
            reason = FinishReason.STOPPED
        except BaseException as error:  # whatever happens in a thread must be reported
            reason, problem = self._explain(error) or explain_run(error)
        try:
            self._settle(Occasion.ENDED)  # partial results are kept
        except Exception as error:
            problem = problem or explain_run(error)[1]
        if self._moment is not None:  # it has done something
            self._moment = None
            give_back()
        self.ended.emit(self.run_id, reason, problem)

    def _work(self) -> None:
        control = self.link.control
        moments = self._begin(self.link, self._tell)
        if self._shows_start:
            self._moment = next(moments)
            self._take(self._moment)
        while True:
            control.checkpoint(self._wait)
            moment = next(moments, None)
            if moment is None:
                return
            missed = self._missed(moment)
            self._moment = moment
            self._take(moment)
            control.completed(last_of_level=moment.last_of_level or missed)
            self._keep_pace(moment.pace)

    def _missed(self, moment: Moment[F]) -> bool:
        """Whether the level before has ended unnoticed: T was lowered, so nobody knew that step to be its last."""
        before = self._moment
        return (
            before is not None and before.level is not None and before.level != moment.level
            and not before.last_of_level
        )  # fmt: skip

    def _take(self, moment: Moment[F]) -> None:
        self._rested = False
        path = self.link.path
        if moment.progress is not None:
            path.add(moment.progress)
        due = time.perf_counter() - self._shown_at >= self._frame_seconds
        if due or moment.point is not None:
            frame = moment.frame(Occasion.RUNNING)
            if due:
                self._show(frame)
            if moment.point is not None and isinstance(frame, Frame):
                path.put(frame)
                if moment.last_of_level:
                    path.add_point(moment.point())

    def _keep_pace(self, pace: float) -> None:
        """Rest as long as the pace asks for: late steps are caught up with, but not more than a few."""
        now = time.perf_counter()
        self._due = now if math.isinf(pace) else max(self._due + 1 / pace, now - 0.1)
        while (rest := self._due - time.perf_counter()) > 0 and not self.link.control.paused:
            time.sleep(min(rest, LONGEST_REST))

    def _tell(self, what: object) -> None:
        if isinstance(what, ParamsChange):
            self.link.path.add_change(what)
        self.told.emit(self.run_id, what)

    def _wait(self) -> None:
        self._settle(Occasion.PAUSED)
        self.paused.emit(self.run_id)

    def _settle(self, occasion: Occasion) -> None:
        """Show the newest step as it is at rest; at the end once more, as the job leaves it."""
        if self._moment is not None and (not self._rested or occasion is Occasion.ENDED):
            self._rested = True
            self._show(self._moment.frame(occasion))

    def _show(self, frame: F) -> None:
        self._shown_at = time.perf_counter()
        if self.link.mailbox.put(frame):
            self.frame_ready.emit(self.run_id)
