"""Sections and marginals for the charts: worked out in a thread whenever numbers, law or line have changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.params.lab.run import PanelProfile, ProfilePanel, ProfileRequest
from app.params.samplers import ROWS
from app.params.words import told
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.asker import Asker
from app.ui.lab.field_session import FieldSession
from app.ui.lab.particle_run import ParticleRunner
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import profile_thread


class ProfileSession(QObject):
    """Keeps :attr:`profiles`, one a panel, up to date while the charts show them."""

    changed = Signal()

    def __init__(
        self, state: LabState, particles: ParticlesState, run: ParticleRunner, fields: FieldSession, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.profiles: tuple[PanelProfile, ...] = ()
        self.request: ProfileRequest | None = None
        """What :attr:`profiles` answer."""
        self.error = ""
        self._state, self._particles, self._run, self._fields = state, particles, run, fields
        self._asker = Asker(profile_thread, tr("The sections could not be worked out"), tasks, self)
        self._asker.answered.connect(self._answered)
        for signal in (
            state.section_changed, state.density_changed, state.look_changed, state.activity_changed,
            state.view_changed, particles.shown_changed, run.numbers_changed,
        ):  # fmt: skip
            signal.connect(self.ask)
        for draft in particles.panels:
            draft.changed.connect(self.ask)

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._asker.idle

    @Slot()
    def ask(self) -> None:
        """Work out what the charts need now."""
        state = self._state
        wanted = state.look.charts == "marginals" or (state.look.charts == "section" and state.section is not None)
        if wanted:
            self._asker.ask(ProfileRequest(state.density, self._panels(), state.view.extent, state.section))

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

    @Slot()
    def _answered(self) -> None:
        answer = self._asker.take()
        if answer is None:
            return
        self.request, self.profiles = answer.request, answer.result or ()
        self.error = "" if answer.problem is None else told(answer.problem.text)
        self.changed.emit()
