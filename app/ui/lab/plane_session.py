"""What the planes and the charts show beside the particles: worked out in a thread when what they need has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from app.params.run import Problem
from app.state.lab.laboratory import LabState
from app.state.lab.particles import ParticlesState
from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.workers.latest import Answer, LatestThread

Q = TypeVar("Q")
A = TypeVar("A")


class PlaneSession(QObject, Generic[Q, A]):
    """Asks for what is :meth:`wanted` whenever one of ``causes`` is told; always answered for the newest wish.

    One that is not ``awake`` works from :meth:`begin` on.
    """

    changed = Signal()
    problem_changed = Signal(str)
    """Why there is no answer; empty when all is well."""

    def __init__(
        self, make: Callable[[str], LatestThread[Q, A]], title: str, tasks: TaskRunner,
        causes: Iterable[SignalInstance], parent: QObject | None = None, *, awake: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.request: Q | None = None
        """What is shown answers this."""
        self.result: A | None = None
        """The answer."""
        self.error = ""
        self._asked: Q | None = None
        self._awake = awake
        self._asker: Asker[Q, A] = Asker(make, title, tasks, self)
        self._asker.answered.connect(self._answered)
        for cause in causes:
            cause.connect(self.ask)

    def begin(self) -> None:
        """The workspace is seen: work from now on."""
        self._awake = True
        self.ask()

    @property
    def idle(self) -> bool:
        """Whether what is shown is up to date, or cannot be."""
        return self._asker.idle and self._asked in (self.request, None)

    def wanted(self) -> Q | None:
        """What is needed now; None: nothing, and nothing is shown; what was asked last: that, until more is needed."""
        raise NotImplementedError

    @Slot()
    def ask(self) -> None:
        """Work out what is needed, if that has changed."""
        if not self._awake:
            return
        wanted = self.wanted()
        if wanted == self._asked:
            return
        self._asked = wanted
        if wanted is None:
            self._show(None)
        else:
            self._asker.ask(wanted)

    @Slot()
    def _answered(self) -> None:
        answer = self._asker.take()
        if answer is not None and self._asked is not None:
            self._show(answer)

    def _show(self, answer: Answer[Q, A] | None) -> None:
        """Keep an answer; None where nothing is wanted."""
        self.request, self.result = (None, None) if answer is None else (answer.request, answer.result)
        self.changed.emit()
        self._say(None if answer is None else answer.problem)

    def _say(self, problem: Problem | None) -> None:
        text = "" if problem is None else problem.text
        if text != self.error:
            self.error = text
            self.problem_changed.emit(text)


def causes_of_planes(state: LabState, particles: ParticlesState) -> list[SignalInstance]:
    """What changes what all planes show."""
    return [
        state.density_changed, state.look_changed, state.activity_changed, state.network_changed,
        particles.shown_changed, *(draft.changed for draft in particles.panels),
    ]  # fmt: skip
