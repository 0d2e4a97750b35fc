"""The workspace "2-D lab": its state, its views and docks, and what the shared actions do here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from typing_extensions import override

from app.params import SettingError
from app.params.lab.density import PointSet
from app.params.lab.particles import ParticleStart
from app.params.lab.training import LabTrainSettings
from app.params.lessons.setup import LabSetup, Setup
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.state.lab.memory import recall, remember, restore
from app.state.lab.particles import ParticlesState
from app.state.lab.training import TrainingDraft
from app.ui.lab.bias import BiasSession
from app.ui.lab.center import LabCenter
from app.ui.lab.density_panel import DensityPanel
from app.ui.lab.exports import LabExports
from app.ui.lab.field_session import FieldSession
from app.ui.lab.figures import FIGURE_1, FIGURE_1_NOISE, prepare
from app.ui.lab.files import LabFiles
from app.ui.lab.flow_session import FlowSession
from app.ui.lab.learning_errors import ErrorSession
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.lessons import LabLessons
from app.ui.lab.numbers_panel import NumbersPanel
from app.ui.lab.particle_panel import ParticlePanel, SamplerForm
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.probe import ProbeSession
from app.ui.lab.profiles import ProfileSession
from app.ui.lab.run_panel import lab_panel
from app.ui.lab.scene import Scene
from app.ui.lab.training_run import TrainingRunner
from app.ui.making import Pieces
from app.ui.runs.exporting import Exporter
from app.ui.runs.session import RunSession
from app.ui.situation import Situation, Subject
from app.ui.text import tr
from app.ui.widgets.form import throw_dice
from app.ui.workspace import REST, DockSpec, Workspace
from app.workers.control import Mode
from app.workers.lab.kinds import is_lab_network, is_lab_picture, is_points


class LabWorkspace(Workspace):
    """Densities of the plane, fields, particles and a network that learns."""

    @override
    def make(self) -> Pieces:
        context = self.context
        self.state = LabState(self)
        self.particles = ParticlesState(self.state.density, self)
        self.training_draft = TrainingDraft(self)
        recall(context.preferences.document("lab"), self.state, self.particles, self.training_draft)
        self.run = ParticleRunner(self.state, self.particles, context.tasks, self)
        self.training = TrainingRunner(self.state, self.training_draft, context.tasks, self)
        self.lessons = LabLessons(self.state, self.particles, self.training_draft, self.run, self.training)
        yield
        self.fields = FieldSession(self.state, self.particles, self.run, context.tasks, self)
        self.flow = FlowSession(self.state, self.particles, self.fields, context.tasks, self)
        self.scene = Scene(self.state, self.particles, self.run, self.fields, self.flow)
        self.probe = ProbeSession(self.state, self.particles, self.run, self.fields, context.tasks, self)
        yield
        self.central = self.center = LabCenter(self.state, self.run, self.fields, self.scene, self.probe)
        self.flow.changed.connect(self.center.refresh)
        yield
        self.density_panel = DensityPanel(self.state, self.fields, self.flow)
        yield
        samplers = []
        for draft, name in zip(self.particles.panels, "AB", strict=True):
            samplers.append(SamplerForm(self.state, draft, name))
            yield
        self.particle_panel = ParticlePanel(self.state, self.particles, samplers)
        yield
        self.learning_panel = LearningPanel(self.state, self.training_draft)
        yield
        self.run_panel = lab_panel(
            self.state, self.particle_panel, self.learning_panel, self.run, self.training, context.actions
        )
        yield
        self.profiles = ProfileSession(self.state, self.particles, self.run, self.fields, context.tasks, self)
        self.errors = ErrorSession(self.state, context.tasks, self)
        self.bias = BiasSession(self.state, self.particles, context.tasks, self)
        self.numbers_panel = NumbersPanel(
            self.state, self.run, self.training, self.profiles, self.errors, self.bias, context
        )
        yield
        self.files = LabFiles(context, self.state, self.training, self.center, self)
        exports = LabExports(self.state, self.particles, self.training_draft, self.run, self.flow, self.center.canvas)
        self.exporter = Exporter(context, exports, self.center, self)
        area = Qt.DockWidgetArea
        self.docks = (
            DockSpec("density", tr("Density"), self.density_panel, area.LeftDockWidgetArea, 276, 232),
            DockSpec("run", tr("Run"), self.run_panel, area.LeftDockWidgetArea, 276, REST),
            DockSpec("numbers", tr("Numbers"), self.numbers_panel, area.BottomDockWidgetArea, 0, 168),
        )
        self._then: LabTrainSettings | None = None
        """What is to be trained after the training under way."""
        self._refusals: list[Problem] = []
        self._troubles: list[Problem] = []
        """What was said, of changes and of runs, and may still hold."""
        self.handlers = self._make_handlers()
        self._connect()

    def _connect(self) -> None:
        notices, state, mouse = self.context.notices, self.state, self.center.canvas.mouse
        state.density_changed.connect(self._density_changed)
        self.particles.shown_changed.connect(self.center.refresh)
        for draft in self.particles.panels:
            draft.changed.connect(self.center.refresh)
        mouse.place_chosen.connect(self._place_chosen)
        mouse.refused.connect(self._refused)
        self.density_panel.refused.connect(self._refused)
        self.center.figure_chosen.connect(self._figure_chosen)
        self.density_panel.open_points.connect(self.files.ask_points)
        self.density_panel.save_points.connect(self.files.ask_save_points)
        self.learning_panel.load_network.connect(self.files.ask_network)
        self.learning_panel.save_network.connect(self.files.ask_save_network)
        self.files.experiment_read.connect(self._restore)
        self.run.looked.connect(self._changed)
        self.training.session.finished.connect(self._training_over)
        for run in (self.run, self.training):
            run.session.problem.connect(self._said)
            run.session.starting.connect(notices.clear)
            run.session.changed.connect(self._changed)
        for change in (state.density_changed, state.look_changed):
            change.connect(self._possible)
        self.run.taken_over.connect(self._mended)
        for signal in (state.activity_changed, state.density_changed, state.tool_changed, state.network_changed):
            signal.connect(self._changed)

    # Actions

    @property
    def session(self) -> RunSession:
        """The session that the buttons steer: of the network while learning, of the particles otherwise."""
        return (self.training if self.state.activity is Activity.LEARNING else self.run).session

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        state = self.state
        return {
            "play": lambda: self._begin().play_pause(),
            "step": lambda: self._begin().step(),
            "level": lambda: self._begin().level(),
            "previous_step": partial(self.run.look_by, -1),
            "next_step": partial(self.run.look_by, 1),
            "live": partial(self.run.look, None),
            "stop": lambda: self.session.stop(),
            "reset": lambda: self.session.reset(),
            "restart": lambda: self._begin().restart(),
            "new_seed": self._new_seed,
            "recommended": self._recommended,
            "export": self.exporter.ask,
            "zoom_in": partial(state.zoom, 1.5),
            "zoom_out": partial(state.zoom, 1 / 1.5),
            "zoom_fit": state.fit_view,
            "undo": state.undo,
            "redo": state.redo,
            "brush": self._toggle_brush,
            "larger": lambda: LabState.brush.set(state, state.brush * 1.25),
            "smaller": lambda: LabState.brush.set(state, state.brush / 1.25),
        }

    def _begin(self) -> RunSession:
        """In the field there is nothing to run: particles are what follows it."""
        if self.state.activity is Activity.FIELD:
            self.state.activity = Activity.PARTICLES
        self.run.look(None)  # who plays or steps wants to see it
        return self.session

    def _toggle_brush(self) -> None:
        self.state.tool = PlaneTool.MOVE if self.state.tool is PlaneTool.BRUSH else PlaneTool.BRUSH

    def _new_seed(self) -> None:
        if self.state.activity is Activity.LEARNING:
            self.training_draft.set("seed", throw_dice())
        else:
            self.particle_panel.throw_dice()

    def _recommended(self) -> None:
        if self.state.activity is Activity.LEARNING:
            self.training_draft.replace(LabTrainSettings())
        else:
            for draft in self.particles.panels:
                draft.reset_all()

    @override
    def situation(self) -> Situation:
        """The run that is seen: of the network while learning, of the particles otherwise."""
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

    @Slot()
    def _changed(self) -> None:
        self.actions_changed.emit()
        if not self.center.isVisibleTo(self.center.window()):
            return  # another workspace is shown, and has its own to say
        texts = {
            RunPhase.RUNNING: tr("Running: Space pauses, Esc stops"),
            RunPhase.PAUSING: tr("Pausing…"),
            RunPhase.PAUSED: tr("Paused: Space goes on, . makes one step"),
            RunPhase.STOPPING: tr("Stopping…"),
        }
        idle = {
            Activity.FIELD: tr(
                "Drag to move, wheel to zoom, double-click to fit; Space lets particles follow the score"
            ),
            Activity.PARTICLES: tr("Space starts the particles; drag, wheel and double-click move the view"),
            Activity.LEARNING: tr("Space trains the network"),
        }
        tools = {
            PlaneTool.BRUSH: tr(
                "Drag to draw points, with the right button to erase; Ctrl+wheel sets the brush's size"
            ),
            PlaneTool.PROBE: tr("Point at a place, or move it with the arrow keys, to read off what holds there"),
            PlaneTool.START: tr("Click where particles are to start; they begin there with the next run"),
        }
        ready = tools.get(self.state.tool, idle[self.state.activity])
        self.status_changed.emit(texts.get(self.session.status.phase, ready))

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
    def _place_chosen(self, x: float, y: float) -> None:
        before = self.particles.panels[0].value("points")
        places = [tuple(p) for p in before.points.tolist()] if before is not None else []
        if len(places) == 2 and places[0] == places[1]:
            places = places[:1]  # one place alone stands there twice, as there must be two
        places.append((x, y))
        self.particles.set_start(ParticleStart.POINTS, PointSet(places if len(places) > 1 else places * 2))  # type: ignore[arg-type]

    @Slot(str)
    def _refused(self, text: str) -> None:
        problem = Problem(tr("That cannot be done"), text[:1].upper() + text[1:] + ".", of_settings=True)
        self._show(problem, self._refusals)

    @Slot(object)
    def _said(self, problem: Problem) -> None:
        """Show a run's problem, until a change takes effect in it or another begins."""
        self._show(problem, self._troubles)

    def _show(self, problem: Problem, kept: list[Problem]) -> None:
        kept.append(problem)
        self.context.notices.show_problem(problem)

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
            self.context.notices.withdraw(problems.pop())

    @Slot(str, object)
    def _restore(self, name: str, document: object) -> None:
        """Set up the experiment of an exported picture; Space then does it again."""
        for run in (self.run, self.training):
            if run.phase.active:
                run.session.reset()
        try:
            restore(document, self.state, self.particles, self.training_draft)
        except SettingError as error:
            title = tr("{0} could not be restored").format(name)
            text = str(error)[:1].upper() + str(error)[1:] + "."
            self.context.notices.show_problem(Problem(title, text, of_settings=True))
            return
        self.context.notices.show_message(tr("Experiment restored from {0}").format(name), tr("Space does it again."))

    @Slot(str)
    def _figure_chosen(self, name: str) -> None:
        for run in (self.run, self.training):
            if run.phase.active:
                run.session.reset()
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

    @override
    def open_path(self, path: str) -> bool:
        """Points, networks that were saved here, and pictures that were exported here."""
        if is_points(path):
            self.files.open_points(path)
        elif is_lab_network(path):
            self.files.open_network(path)
        elif is_lab_picture(path):
            self.files.open_experiment(path)
        else:
            return False
        return True

    @override
    def entered(self) -> None:
        """The keyboard goes to the planes; computing begins."""
        self.fields.begin()
        self.flow.begin()
        self.center.canvas.setFocus()
        self._changed()

    @override
    def set_up(self, setup: Setup) -> None:
        """A lesson's setup of the laboratory."""
        if isinstance(setup, LabSetup):
            self._then = None
            self.lessons.set_up(setup)

    @override
    def lend(self) -> Callable[[], None]:
        """Density, look, view, all settings, and what is seen of the runs."""
        self._keep_settings()
        return self.lessons.lend()

    def _keep_settings(self) -> None:
        if self.lessons.lent:
            return
        document = remember(self.state, self.particles, self.training_draft)
        self.context.preferences.keep_document("lab", document)

    @override
    def left(self) -> None:
        """Nobody looks: let the particles rest."""
        self._keep_settings()
        if self.run.phase is RunPhase.RUNNING:
            self.run.session.play_pause()

    @override
    def close(self) -> None:
        """Stop all threads, keep the settings."""
        self._keep_settings()
        self.run.session.close()
        self.training.session.close()
        self.exporter.close()
