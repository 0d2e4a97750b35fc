"""Sections and marginals for the charts: worked out in a thread whenever numbers, law or line have changed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from typing_extensions import override

from app.params.lab.run import PanelProfile, ProfilePanel, ProfileRequest
from app.params.samplers import ROWS
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.lab.field_session import FieldSession
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.plane_session import PlaneSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import profile_thread


class ProfileSession(PlaneSession[ProfileRequest, tuple[PanelProfile, ...]]):
    """Keeps :attr:`profiles` up to date while the charts show them."""

    def __init__(
        self, state: LabState, particles: ParticlesState, run: ParticleRunner, fields: FieldSession, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        causes = [
            state.section_changed, state.density_changed, state.look_changed, state.activity_changed,
            state.view_changed, particles.shown_changed, run.numbers_changed,
            *(draft.changed for draft in particles.panels),
        ]  # fmt: skip
        super().__init__(profile_thread, tr("The sections could not be worked out"), tasks, causes, parent)
        self._state, self._particles, self._run, self._fields = state, particles, run, fields

    @property
    def profiles(self) -> tuple[PanelProfile, ...]:
        """One a panel."""
        return self.result or ()

    @override
    def wanted(self) -> ProfileRequest | None:
        """What the charts need; what is not seen stays as it is."""
        state = self._state
        if state.look.charts == "marginals" or (state.look.charts == "section" and state.section is not None):
            return ProfileRequest(state.density, self._panels(), state.view.extent, state.section)
        return self._asked

    def _panels(self) -> tuple[ProfilePanel, ...]:
        if self._state.activity is not Activity.PARTICLES:
            return (ProfilePanel(*self._fields.seen(0)),)
        frame, found = self._run.frame, []
        for k, draft in enumerate(self._particles.used):
            tempered = ROWS[draft.value("sampler")].uses("temperature")
            tau = float(draft.value("temperature")) if tempered else 1.0
            there = frame is not None and k < len(frame.panels)
            panel = frame.panels[k] if there and frame is not None else None
            moving = None if panel is None else panel.velocities
            places, mass = None if panel is None else panel.places, float(draft.value("mass"))
            found.append(ProfilePanel(*self._fields.seen(k), tau, places, moving, mass))
        return tuple(found)
