"""What the laboratory's panels show and edit: its state, its runs, what is worked out beside them, and how it hangs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.params import SettingError
from app.params.lab.density import PointSet
from app.params.lab.particles import ParticleStart
from app.params.lab.training import LabTrainSettings
from app.params.lessons.setup import LabSetup
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.state.lab.memory import recall, remember, restore
from app.state.lab.particles import ParticlesState
from app.state.lab.training import TrainingDraft
from app.ui.lab.bias import BiasSession
from app.ui.lab.field_session import FieldSession
from app.ui.lab.figures import FIGURE_1, FIGURE_1_NOISE, prepare
from app.ui.lab.flow_session import FlowSession
from app.ui.lab.learning_errors import ErrorSession
from app.ui.lab.lessons import LabLessons
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.probe import ProbeSession
from app.ui.lab.profiles import ProfileSession
from app.ui.lab.scene import Scene
from app.ui.lab.training_run import TrainingRunner
from app.ui.runs.session import RunSession
from app.ui.situation import Situation, Subject
from app.ui.text import tr
from app.ui.widgets.form import throw_dice
from app.ui.workspace import Context
from app.workers.control import Mode


class LabSessions(QObject):
    """The laboratory without its widgets. ``changed``: actions may stand otherwise."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        tasks = context.tasks
        self.state = LabState(self)
        self.particles = ParticlesState(self.state.density, self)
        self.training_draft = TrainingDraft(self)
        recall(context.preferences.document("lab"), self.state, self.particles, self.training_draft)
        self.run = ParticleRunner(self.state, self.particles, tasks, self)
        self.training = TrainingRunner(self.state, self.training_draft, tasks, self)
        self.lessons = LabLessons(self.state, self.particles, self.training_draft, self.run, self.training)
        self.fields = FieldSession(self.state, self.particles, self.run, tasks, self)
        self.flow = FlowSession(self.state, self.particles, self.fields, tasks, self)
        self.scene = Scene(self.state, self.particles, self.run, self.fields, self.flow, self)
        self.probe = ProbeSession(self.state, self.particles, self.run, self.fields, tasks, self)
        self.profiles = ProfileSession(self.state, self.particles, self.run, self.fields, tasks, self)
        self.errors = ErrorSession(self.state, tasks, self)
        self.bias = BiasSession(self.state, self.particles, tasks, self)
        self._then: LabTrainSettings | None = None
        """What is to be trained after the training under way."""
        self._refusals: list[Problem] = []
        self._troubles: list[Problem] = []
        """What was said, of changes and of runs, and may still hold."""
        self._connect()

    def _connect(self) -> None:
        notices, state = self._context.notices, self.state
        state.density_changed.connect(self._density_changed)
        self.run.looked.connect(self.changed)
        self.training.session.finished.connect(self._training_over)
        for run in (self.run, self.training):
            run.session.problem.connect(self._said)
            run.session.starting.connect(notices.clear)
            run.session.changed.connect(self.changed)
        for change in (state.density_changed, state.look_changed):
            change.connect(self._possible)
        self.run.taken_over.connect(self._mended)
        for signal in (state.activity_changed, state.density_changed, state.tool_changed, state.network_changed):
            signal.connect(self.changed)

    def begin(self) -> None:
        """The laboratory is seen: the planes are worked out from now on."""
        self.fields.begin()
        self.flow.begin()

    # Actions

    @property
    def session(self) -> RunSession:
        """The session that the buttons steer: of the network while learning, of the particles otherwise."""
        return (self.training if self.state.activity is Activity.LEARNING else self.run).session

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does to runs, density and view."""
        state = self.state
        return {
            "play": lambda: self._to_run().play_pause(),
            "step": lambda: self._to_run().step(),
            "level": lambda: self._to_run().level(),
            "previous_step": partial(self.run.look_by, -1),
            "next_step": partial(self.run.look_by, 1),
            "live": partial(self.run.look, None),
            "stop": lambda: self.session.stop(),
            "reset": lambda: self.session.reset(),
            "restart": lambda: self._to_run().restart(),
            "new_seed": self._new_seed,
            "recommended": self._recommended,
            "zoom_in": partial(state.zoom, 1.5),
            "zoom_out": partial(state.zoom, 1 / 1.5),
            "zoom_fit": state.fit_view,
            "undo": state.undo,
            "redo": state.redo,
            "brush": self._toggle_brush,
            "larger": lambda: LabState.brush.set(state, state.brush * 1.25),
            "smaller": lambda: LabState.brush.set(state, state.brush / 1.25),
        }

    def _to_run(self) -> RunSession:
        """In the field there is nothing to run: particles are what follows it."""
        if self.state.activity is Activity.FIELD:
            self.state.activity = Activity.PARTICLES
        self.run.look(None)  # who plays or steps wants to see it
        return self.session

    def _toggle_brush(self) -> None:
        self.state.tool = PlaneTool.MOVE if self.state.tool is PlaneTool.BRUSH else PlaneTool.BRUSH

    def _new_seed(self) -> None:
        learning = self.state.activity is Activity.LEARNING
        (self.training_draft if learning else self.particles).set("seed", throw_dice())

    def _recommended(self) -> None:
        if self.state.activity is Activity.LEARNING:
            self.training_draft.replace(LabTrainSettings())
        else:
            for draft in self.particles.panels:
                draft.reset_all()

    def situation(self) -> Situation:
        """That of the run that is seen: of the network while learning, of the particles otherwise."""
        state, learning = self.state, self.state.activity is Activity.LEARNING
        return Situation(
            subject=Subject.NETWORK if learning else Subject.PARTICLES,
            phase=self.session.status.phase,
            has_levels=not learning,
            has_result=state.network is not None if learning else self.run.frame is not None,
            exportable=True,
            zoomable=True,
            past=not learning and len(self.run.memory.frames) > 1,
            looking_back=not learning and self.run.viewed is not None,
            undo="" if state.can_undo else None,
            redo="" if state.can_redo else None,
            tool="brush" if state.tool is PlaneTool.BRUSH else "",
        )

    # What happens

    @Slot(bool)
    def _density_changed(self, fresh: bool) -> None:
        for draft in self.particles.panels:
            draft.set_density(self.state.density, fresh=fresh)
        if fresh and self.run.phase is RunPhase.RUNNING:
            self.run.session.restart()
        elif fresh:
            self.run.session.reset()

    @Slot(float, float)
    def add_start(self, x: float, y: float) -> None:
        """Particles start at this place, too, with the next run."""
        before = self.particles.panels[0].value("points")
        places = [tuple(p) for p in before.points.tolist()] if before is not None else []
        if len(places) == 2 and places[0] == places[1]:
            places = places[:1]  # one place alone stands there twice, as there must be two
        places.append((x, y))
        self.particles.set_start(ParticleStart.POINTS, PointSet(places if len(places) > 1 else places * 2))  # type: ignore[arg-type]

    @Slot(str)
    def say_refused(self, text: str) -> None:
        """Say why a change cannot be made, until one could be made after all."""
        problem = Problem(tr("That cannot be done"), text[:1].upper() + text[1:] + ".", of_settings=True)
        self._show(problem, self._refusals)

    @Slot(object)
    def _said(self, problem: Problem) -> None:
        """Show a run's problem, until a change takes effect in it or another begins."""
        self._show(problem, self._troubles)

    def _show(self, problem: Problem, kept: list[Problem]) -> None:
        kept.append(problem)
        self._context.notices.show_problem(problem)

    @Slot()
    def _possible(self) -> None:
        """Something could be done after all; or the density is again the one that the particles follow."""
        self._withdraw(self._refusals)
        if self.state.density == self.run.density:
            self._mended()

    @Slot()
    def _mended(self) -> None:
        self._withdraw(self._troubles)

    def _withdraw(self, problems: list[Problem]) -> None:
        while problems:
            self._context.notices.withdraw(problems.pop())

    def _reset_runs(self) -> None:
        for run in (self.run, self.training):
            if run.phase.active:
                run.session.reset()

    @Slot(str, object)
    def restore(self, name: str, document: object) -> None:
        """Set up the experiment of an exported picture; Space then does it again."""
        self._reset_runs()
        notices = self._context.notices
        try:
            restore(document, self.state, self.particles, self.training_draft)
        except SettingError as error:
            title = tr("{0} could not be restored").format(name)
            text = str(error)[:1].upper() + str(error)[1:] + "."
            notices.show_problem(Problem(title, text, of_settings=True))
            return
        notices.show_message(tr("Experiment restored from {0}").format(name), tr("Space does it again."))

    @Slot(str)
    def do_figure(self, name: str) -> None:
        """Set up one of the paper's figures, or of physics, and begin."""
        self._reset_runs()
        activity = prepare(name, self.state, self.particles, self.training_draft)
        self._then = FIGURE_1_NOISE if name == "figure1" else None
        (self.training if activity is Activity.LEARNING else self.run).session.restart()

    @Slot()
    def _training_over(self) -> None:
        """Figure 1 has a right half: after the training without noise the one with a little."""
        if self.training.reason is FinishReason.STOPPED:
            return  # perhaps only to begin the left half anew
        settings, self._then = self._then, None
        if settings is not None and self.training.settings == FIGURE_1:
            self.training_draft.replace(settings)
            self.training.session.start(Mode.RUN)

    # What is kept

    def set_up(self, setup: LabSetup) -> None:
        """A lesson sets everything as it needs it. Raises SettingError."""
        self._then = None
        self.lessons.set_up(setup)

    def keep_settings(self) -> None:
        """For the next start, unless they are a lesson's."""
        if self.lessons.lent:
            return
        document = remember(self.state, self.particles, self.training_draft)
        self._context.preferences.keep_document("lab", document)

    def close(self) -> None:
        """Stop the runs, keep the settings."""
        self.keep_settings()
        self.run.session.close()
        self.training.session.close()
