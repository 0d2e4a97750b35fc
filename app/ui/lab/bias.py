"""The bias over the step size: one step size after another is measured in a thread while the chart shows it."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject, Signal, Slot

from app.params.lab.bias import NO_BIAS, STEP_SIZES, BiasPoint, BiasRequest
from app.params.words import told
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import bias_thread


class BiasSession(QObject):
    """Measures the law of panel A, at its seed; keeps the :attr:`points` found so far of :attr:`law`."""

    changed = Signal()

    def __init__(
        self, state: LabState, particles: ParticlesState, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.points: tuple[BiasPoint, ...] = ()
        self.law: BiasRequest | None = None
        """What :attr:`points` were measured of."""
        self._error = ""
        self._state, self._particles = state, particles
        self._asker = Asker(bias_thread, tr("The bias could not be measured"), tasks, self)
        self._asker.answered.connect(self._answered)
        for signal in (state.density_changed, state.look_changed, state.activity_changed):
            signal.connect(self.ask)
        particles.panels[0].changed.connect(self.ask)

    @property
    def idle(self) -> bool:
        """Whether nothing is being measured."""
        return self._asker.idle

    @property
    def hint(self) -> str:
        """What stands in the chart's place while there is nothing to show."""
        return self._error or tr(
            "How much too large the mean of V becomes after 40 steps from exact samples: without accepting or refusing "
            "the more, the larger the step; with MALA not at all."
        )

    @Slot()
    def ask(self) -> None:
        """Measure what the chart needs now, if it has not been measured."""
        if not self._wanted:
            return
        law = self._present()
        if law == self.law and (self._error or not self._asker.idle):
            return
        if law != self.law:
            self.law, self.points = law, ()
            self._error = "" if law is not None else tr(NO_BIAS)
            self.changed.emit()
        self._next()

    @property
    def _wanted(self) -> bool:
        return self._state.look.charts == "bias" and self._state.activity is not Activity.LEARNING

    def _present(self) -> BiasRequest | None:
        """That of panel A."""
        settings = self._particles.panels[0].valid
        return self.law if settings is None else BiasRequest.of(self._state.density, settings)

    def _next(self) -> None:
        if self.law is not None and len(self.points) < len(STEP_SIZES):
            self._asker.ask(dataclasses.replace(self.law, eta=STEP_SIZES[len(self.points)]))

    @Slot()
    def _answered(self) -> None:
        answer = self._asker.take()
        if answer is None or self.law is None or dataclasses.replace(answer.request, eta=0.0) != self.law:
            return
        if len(self.points) == len(STEP_SIZES) or answer.request.eta != STEP_SIZES[len(self.points)]:
            return  # asked for twice
        if answer.result is None:
            self._error = "" if answer.problem is None else told(answer.problem.text)
        else:
            self.points = (*self.points, answer.result)
            if self._wanted:
                self._next()
        self.changed.emit()
