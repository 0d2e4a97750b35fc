"""Fields for the view: asked for whenever something changes, always answered for the newest wish."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from typing_extensions import override

from app.params.lab.density import SIGMA_FLOOR, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.run import FieldArrays, FieldRequest, LearnedScore, PhaseLaw
from app.params.samplers import ROWS
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.plane_session import PlaneSession, causes_of_planes
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import field_thread
from app.workers.latest import Answer


class FieldSession(PlaneSession[FieldRequest, tuple[FieldArrays, ...]]):
    """Keeps :attr:`arrays` up to date with the state; while a new field is computed the old one stays."""

    def __init__(
        self, state: LabState, particles: ParticlesState, run: ParticleRunner, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        causes = [*causes_of_planes(state, particles), state.view_changed, run.session.began]
        super().__init__(field_thread, tr("The field could not be computed"), tasks, causes, parent, awake=False)
        self._state, self._particles, self._run = state, particles, run
        run.frame_changed.connect(self._frame_changed)

    @property
    def arrays(self) -> tuple[FieldArrays, ...]:
        """One a field."""
        return self.result or ()

    @override
    def wanted(self) -> FieldRequest:
        state, look = self._state, self._state.look
        extent = state.view.extent
        if state.activity is Activity.PARTICLES:
            arrows = state.arrows if look.arrows_behind else 2
            fields = tuple(
                FieldSettings(extent, *self.behind(k), arrows=arrows, cells=160)
                for k in range(len(self._particles.used))
            )
            exact = None
            if self._particles.shown.exact:
                draft = self._particles.panels[0]
                fields += (FieldSettings(extent, *self.behind(0, last=True), arrows=2, cells=160),)
                tempered = ROWS[draft.value("sampler")].uses("temperature")
                temperature = float(draft.value("temperature")) if tempered else 1.0
                exact = (int(draft.value("count")), int(draft.value("seed")), temperature)
            return FieldRequest(
                state.density, fields, contours=look.contours, contour_count=6, data=look.data, exact=exact,
                phase=tuple(self._phase(k) for k in range(len(self._particles.used))),
            )  # fmt: skip
        settings = FieldSettings(extent, look.sigma, look.meaning, arrows=state.arrows)
        network = state.network if state.activity is Activity.LEARNING else None
        return FieldRequest(
            state.density, (settings,), look.show_arrows, look.contours, data=look.data, noisy=self._noisy(network),
            network=network,
        )  # fmt: skip

    def _noisy(self, network: LearnedScore | None) -> bool:
        """Whether the data are shown noisy: as a network sees them, or as samples of the law whose field it is.

        Points that were drawn or opened are shown as they are, until a network learns from them.
        """
        if self._state.activity is Activity.LEARNING:
            return network is not None and network.settings.noise
        return self._state.density.points is None

    def _phase(self, k: int) -> PhaseLaw | None:
        """The law of places and velocities, if panel ``k`` shows them: of its run, or of the one that it would be."""
        draft, frame, running = self._particles.used[k], self._run.frame, self._run.experiment
        there = frame is not None and running is not None and k < len(frame.panels)
        sampler = running.settings[k].sampler if there and running is not None else draft.value("sampler")
        if not self._particles.shown.phase or not ROWS[sampler].uses("mass"):
            return None
        return PhaseLaw(float(draft.value("temperature")), float(draft.value("mass")))

    def behind(self, k: int, *, last: bool = False, present: bool = False) -> tuple[float, SigmaMeaning]:
        """Sigma and its meaning behind the particles of panel ``k``, or those of its last or ``present`` level."""
        draft, frame, state = self._particles.used[k], self._run.frame, self._state
        meaning, sigma = draft.value("meaning"), float(draft.value("sigma_min"))
        running = self._run.experiment
        if (
            not last
            and (state.look.level_behind or present)
            and frame is not None
            and running is not None
            and k < len(frame.panels)
        ):
            meaning, sigma = running.settings[k].meaning, frame.panels[k].sigma
        if not state.mixture:
            return max(sigma, SIGMA_FLOOR), SigmaMeaning.ADDED
        return sigma, meaning

    def seen(self, k: int) -> tuple[float, SigmaMeaning]:
        """Sigma and its meaning in panel ``k`` as it is now: the particles' present noise level, if there are any."""
        if self._state.activity is not Activity.PARTICLES:
            return self._state.look.sigma, self._state.look.meaning
        used = len(self._particles.used)
        return self.behind(min(k, used - 1), last=k >= used, present=k < used)

    @Slot()
    def _frame_changed(self) -> None:
        follows = self._state.look.level_behind or self._particles.shown.phase
        if follows and self._state.activity is Activity.PARTICLES:
            self.ask()

    @override
    def _show(self, answer: Answer[FieldRequest, tuple[FieldArrays, ...]] | None) -> None:
        if answer is None or answer.result is not None:
            super()._show(answer)
            return
        if answer.request == self._asked:
            self._asked = None
        self._say(answer.problem)
