"""What a lesson does to the laboratory: through the states that the panels edit, and back to what was there before."""

from __future__ import annotations

from collections.abc import Callable

from app.params.lessons.setup import Begin, LabSetup
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.state.lab.particles import ParticlesState
from app.state.lab.plane import PlaneView
from app.state.lab.training import TrainingDraft
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.training_run import TrainingRunner
from app.workers.control import Mode


class LabLessons:
    """``lent``: the settings are a lesson's, and not to be kept as the reader's."""

    def __init__(
        self, state: LabState, particles: ParticlesState, training: TrainingDraft, run: ParticleRunner,
        trainer: TrainingRunner,
    ) -> None:  # fmt: skip
        self._state, self._particles, self._training = state, particles, training
        self._run, self._trainer = run, trainer
        self.lent = False

    def set_up(self, setup: LabSetup) -> None:
        """Everything as the lesson needs it; what ran is over. Raises SettingError for what does not fit together."""
        state, particles = self._state, self._particles
        for runner in (self._run, self._trainer):
            if runner.phase.active:
                runner.session.reset()
        state.tool = PlaneTool.MOVE
        self._show_density(setup)
        particles.shown = setup.shown
        for draft, panel in zip(particles.panels, setup.panels, strict=False):
            draft.replace(panel.sampler, **dict(panel.changes))
        if setup.training is not None:
            self._training.replace(setup.training)
        state.activity = Activity(setup.doing.value)
        if setup.run is not Begin.REST:
            learning = state.activity is Activity.LEARNING
            session = (self._trainer if learning else self._run).session
            session.begin_anew(Mode.RUN if setup.run is Begin.PLAY else Mode.STEP)
        elif not self._run.phase.active:
            self._run.session.reset()

    def _show_density(self, setup: LabSetup) -> None:
        state = self._state
        state.choose(setup.density)
        state.look = setup.look
        state.view = PlaneView.around(setup.density.view) if setup.view is None else PlaneView(*setup.view)

    def lend(self) -> Callable[[], None]:
        """What is called brings back settings and view, and what was last seen of the reader's own runs."""
        state, particles, training = self._state, self._particles, self._training
        self.lent = True
        density, look, view, activity = state.density, state.look, state.view, state.activity
        tool, brush, shown = state.tool, state.brush, particles.shown
        panels = [(draft.value("sampler"), draft.changes, draft.learned) for draft in particles.panels]
        values = dict(training.values)
        cloud, learned = self._run.held(), self._trainer.held()

        def back() -> None:
            state.choose(density)
            state.look, state.view, state.brush = look, view, brush
            particles.shown = shown
            for draft, (sampler, changes, follows) in zip(particles.panels, panels, strict=True):
                draft.replace(sampler, **changes)
                draft.set("learned", follows)
            training.restore(values)
            state.activity, state.tool = activity, tool
            self._run.put_back(cloud)
            self._trainer.put_back(learned)
            self.lent = False

        return back
