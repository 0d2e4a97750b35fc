"""Lines of the probability flow for the planes: worked out in a thread whenever what they show has changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from app.params.lab.flow import FlowLines, FlowPanel, FlowRequest, FlowStart
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.asker import Asker
from app.ui.lab.field_session import FieldSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import flow_thread


class FlowSession(QObject):
    """Keeps :attr:`lines`, one a plane (None where there are none), up to date while they are to be seen."""

    changed = Signal()
    problem_changed = Signal(str)
    """Why there are no lines; empty when all is well."""

    def __init__(
        self, state: LabState, particles: ParticlesState, fields: FieldSession, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.lines: tuple[FlowLines | None, ...] = ()
        self.request: FlowRequest | None = None
        """What :attr:`lines` answer."""
        self.error = ""
        self._state, self._particles, self._fields = state, particles, fields
        self._asked: FlowRequest | None = None
        self._awake = False
        self._asker = Asker(flow_thread, tr("The flow lines could not be worked out"), tasks, self)
        self._asker.answered.connect(self._answered)
        for signal in (
            state.density_changed, state.look_changed, state.activity_changed, state.network_changed,
            state.section_changed, particles.shown_changed,
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
        """Whether the lines are up to date."""
        return self._asker.idle and self._asked in (self.request, None)

    def wanted(self) -> FlowRequest | None:
        """What the planes need now."""
        state = self._state
        if state.activity is not Activity.PARTICLES:
            return self.of_field()
        return self._request(
            FlowPanel(*self._fields.behind(k), state.network if draft.learned else None)
            for k, draft in enumerate(self._particles.used)
        )

    def of_field(self) -> FlowRequest | None:
        """Lines down to the noise level of the field: of the exact score, and beside it of the learned one."""
        look, network = self._state.look, self._state.network
        learned = self._state.activity is Activity.LEARNING and network is not None
        return self._request(FlowPanel(look.sigma, look.meaning, n) for n in (None, network)[: 1 + learned])

    def _request(self, panels: Iterable[FlowPanel]) -> FlowRequest | None:
        look, state = self._state.look, self._state
        if look.flow is FlowStart.NONE:
            return None
        line = state.section if look.flow is FlowStart.LINE else None
        return FlowRequest(state.density, look.flow, look.flow_from, tuple(panels), line)

    @Slot()
    def ask(self) -> None:
        """Work out what the planes need, if that has changed."""
        if self._asker.closed or not self._awake:
            return
        wanted = self.wanted()
        if wanted == self._asked:
            return
        self._asked = wanted
        if wanted is None:
            self._show(None, (), "")
        else:
            self._asker.ask(wanted)

    @Slot()
    def _answered(self) -> None:
        answer = self._asker.take()
        if answer is not None and self._asked is not None:
            problem = answer.problem
            self._show(answer.request, answer.result or (), "" if problem is None else problem.text)

    def _show(self, request: FlowRequest | None, lines: tuple[FlowLines | None, ...], error: str) -> None:
        self.request, self.lines = request, lines
        self.changed.emit()
        if error != self.error:
            self.error = error
            self.problem_changed.emit(error)

    def close(self) -> None:
        """The program ends."""
        self._asker.close()
