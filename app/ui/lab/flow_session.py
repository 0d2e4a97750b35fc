"""Lines of the probability flow for the planes: worked out in a thread whenever what they show has changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject
from typing_extensions import override

from app.params.lab.flow import FlowLines, FlowPanel, FlowRequest, FlowStart
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.lab.field_session import FieldSession
from app.ui.lab.plane_session import PlaneSession, causes_of_planes
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import flow_thread


class FlowSession(PlaneSession[FlowRequest, tuple[FlowLines | None, ...]]):
    """Keeps :attr:`lines`, one a plane (None where there are none), up to date while they are to be seen."""

    def __init__(
        self, state: LabState, particles: ParticlesState, fields: FieldSession, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        title = tr("The flow lines could not be worked out")
        causes = [*causes_of_planes(state, particles), state.section_changed]
        super().__init__(flow_thread, title, tasks, causes, parent, awake=False)
        self._state, self._particles, self._fields = state, particles, fields

    @property
    def lines(self) -> tuple[FlowLines | None, ...]:
        """Those of each plane."""
        return self.result or ()

    @override
    def wanted(self) -> FlowRequest | None:
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
