"""What the planes show beside the particles: worked out in a thread whenever what they need has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.params.run import Problem
from app.state.lab.laboratory import LabState
from app.state.lab.particles import ParticlesState
from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.workers.latest import Answer, LatestThread

Q = TypeVar("Q")
A = TypeVar("A")


class PlaneSession(QObject, Generic[Q, A]):
    """Asks for what is :meth:`wanted`, from when the workspace is seen; always answered for the newest wish."""

    changed = Signal()
    problem_changed = Signal(str)
    """Why there is no answer; empty when all is well."""

    def __init__(
        self, state: LabState, particles: ParticlesState, make: Callable[[str], LatestThread[Q, A]], title: str,
        tasks: TaskRunner, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.request: Q | None = None
        """What is shown answers this."""
        self.error = ""
        self._state, self._particles = state, particles
        self._asked: Q | None = None
        self._awake = False
        self._asker: Asker[Q, A] = Asker(make, title, tasks, self)
        self._asker.answered.connect(self._answered)
        for signal in (
            state.density_changed, state.look_changed, state.activity_changed, state.network_changed,
            particles.shown_changed,
        ):  # fmt: skip
            signal.connect(self.ask)
        for draft in particles.panels:
            draft.changed.connect(self.ask)

    def begin(self) -> None:
        """The workspace is seen: work from now on."""
        self._awake = True
        self.ask()

    @property
    def idle(self) -> bool:
        """Whether what is shown is up to date, or cannot be."""
        return self._asker.idle and self._asked in (self.request, None)

    def wanted(self) -> Q | None:
        """What the planes need now; None: nothing."""
        raise NotImplementedError

    @Slot()
    def ask(self) -> None:
        """Work out what the planes need, if that has changed."""
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
        if answer is not None:
            self._show(answer)

    def _show(self, answer: Answer[Q, A] | None) -> None:
        """Keep an answer; None where nothing is wanted."""
        raise NotImplementedError

    def _say(self, problem: Problem | None) -> None:
        text = "" if problem is None else problem.text
        if text != self.error:
            self.error = text
            self.problem_changed.emit(text)
