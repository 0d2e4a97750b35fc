"""The workspace "2-D lab": its views and docks, and what the shared actions do here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from typing_extensions import override

from app.params.lessons.setup import LabSetup, Setup
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, PlaneTool
from app.ui.lab.center import LabCenter
from app.ui.lab.density_panel import DensityPanel
from app.ui.lab.exports import LabExports
from app.ui.lab.files import LabFiles
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.numbers_panel import NumbersPanel
from app.ui.lab.particle_panel import ParticlePanel, SamplerForm
from app.ui.lab.run_panel import lab_panel
from app.ui.lab.sessions import LabSessions
from app.ui.making import Pieces
from app.ui.runs.exporting import Exporter
from app.ui.runs.session import RunSession
from app.ui.situation import Situation
from app.ui.text import tr
from app.ui.workspace import REST, DockSpec, Workspace
from app.workers.lab.kinds import is_lab_network, is_lab_picture, is_points


class LabWorkspace(Workspace):
    """Densities of the plane, fields, particles and a network that learns."""

    @override
    def make(self) -> Pieces:
        context = self.context
        own = self.sessions = LabSessions(context, self)
        self.state, self.particles, self.training_draft = own.state, own.particles, own.training_draft
        self.run, self.training, self.fields, self.flow = own.run, own.training, own.fields, own.flow
        self.probe, self.profiles, self.errors, self.bias = own.probe, own.profiles, own.errors, own.bias
        yield
        self.central = self.center = LabCenter(self.state, own.scene, self.probe)
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
        self.handlers = own.handlers() | {"export": self.exporter.ask}
        self._connect()

    def _connect(self) -> None:
        own, mouse = self.sessions, self.center.canvas.mouse
        mouse.place_chosen.connect(own.add_start)
        mouse.refused.connect(own.say_refused)
        self.density_panel.refused.connect(own.say_refused)
        self.center.figure_chosen.connect(own.do_figure)
        self.density_panel.open_points.connect(self.files.ask_points)
        self.density_panel.save_points.connect(self.files.ask_save_points)
        self.learning_panel.load_network.connect(self.files.ask_network)
        self.learning_panel.save_network.connect(self.files.ask_save_network)
        self.files.experiment_read.connect(own.restore)
        own.changed.connect(self._changed)

    @property
    def session(self) -> RunSession:
        """The session that the buttons steer."""
        return self.sessions.session

    @override
    def situation(self) -> Situation:
        """That of the run that is seen."""
        return self.sessions.situation()

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
        self.sessions.begin()
        self.center.canvas.setFocus()
        self._changed()

    @override
    def set_up(self, setup: Setup) -> None:
        """A lesson's setup of the laboratory."""
        if isinstance(setup, LabSetup):
            self.sessions.set_up(setup)

    @override
    def lend(self) -> Callable[[], None]:
        """Density, look, view, all settings, and what is seen of the runs."""
        self.sessions.keep_settings()
        return self.sessions.lessons.lend()

    @override
    def left(self) -> None:
        """Nobody looks: let the particles rest."""
        self.sessions.keep_settings()
        if self.run.phase is RunPhase.RUNNING:
            self.run.session.play_pause()

    @override
    def close(self) -> None:
        """Stop all threads, keep the settings."""
        self.sessions.close()
        self.exporter.close()
