"""What the panels of the laboratory stand on, without a window: its sessions, and the panels that are laid there.

Its names are the workspace's, so that whoever helps with one helps here; ``sampler_a`` and ``sampler_b`` are the forms
that else are tabs of the particles' panel. All stand in one plain widget, which has the
keys of the actions.
"""

from functools import cached_property

from PySide6.QtWidgets import QWidget

from app.ui.lab.center import LabCenter
from app.ui.lab.density_panel import DensityPanel
from app.ui.lab.exports import LabExports
from app.ui.lab.files import LabFiles
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.numbers_panel import NumbersPanel
from app.ui.lab.particle_panel import ParticlePanel, SamplerForm
from app.ui.lab.run_panel import LabProgress
from app.ui.lab.sessions import LabSessions
from app.ui.runs.controls import RunPanel
from app.ui.runs.exporting import Exporter

PLACES = {
    "density_panel": (0, 0, 290, 480), "run_panel": (0, 490, 290, 180), "center": (300, 0, 1000, 540),
    "numbers_panel": (300, 550, 1000, 200), "particle_panel": (1310, 0, 300, 980),
    "learning_panel": (1620, 0, 300, 980), "sampler_a": (1930, 0, 300, 980), "sampler_b": (2240, 0, 300, 980),
}  # fmt: skip
"""Where each stands: none behind another."""


class LabDesk:
    """The parts of the laboratory on a :class:`Desk`; planes are worked out once the middle is asked for."""

    def __init__(self, desk):
        self._desk, self.context, self.notices = desk, desk.context, desk.notices
        self.sessions = desk.hold(LabSessions(desk.context, desk.owner))
        handlers = self.sessions.handlers() | {"export": lambda: self.exporter.ask()}
        table = self.context.actions

        def look():
            table.show(self.sessions.situation(), handlers)

        for action_id, handler in handlers.items():
            table.bind(action_id, handler)
            table.bind(action_id, look)
        self.sessions.changed.connect(look)
        look()

    def __getattr__(self, name):
        return getattr(self.sessions, name)

    @cached_property
    def window(self):
        """What all stand in; it is shown, and active."""
        window = QWidget()
        self.notices.setParent(window)  # alone, they would be a window that takes the keyboard
        window.addActions(list(self.context.actions.actions.values()))
        return self._desk.show(window, (2540, 980))

    def lay(self, *names):
        """Make these panels: before what they are to show happens, as they would be there in the window."""
        for name in names:
            if name not in vars(self):
                setattr(self, name, self._show(name, getattr(self, f"_make_{name}")()))
        return self

    def _show(self, name, panel):
        panel.setParent(self.window)
        panel.setGeometry(*PLACES[name])
        panel.show()
        return panel

    @cached_property
    def center(self):
        center = LabCenter(self.state, self.scene, self.probe)
        center.figure_chosen.connect(self.sessions.do_figure)
        mouse = center.canvas.mouse
        mouse.place_chosen.connect(self.sessions.add_start)
        mouse.refused.connect(self.sessions.say_refused)
        self._show("center", center)
        self.sessions.begin()
        center.canvas.setFocus()
        return center

    def _make_density_panel(self):
        panel = DensityPanel(self.state, self.fields, self.flow)
        panel.refused.connect(self.sessions.say_refused)
        return panel

    def _make_sampler_a(self):
        return SamplerForm(self.state, self.particles.panels[0], "A")

    def _make_sampler_b(self):
        return SamplerForm(self.state, self.particles.panels[1], "B")

    def _make_particle_panel(self):
        return ParticlePanel(self.state, self.particles, [self._make_sampler_a(), self._make_sampler_b()])

    def _make_learning_panel(self):
        return LearningPanel(self.state, self.training_draft)

    def _make_run_panel(self):
        """Buttons and progress, without the settings below them."""
        return RunPanel(self.context.actions, (LabProgress(self.state, self.run, self.training),))

    def _make_numbers_panel(self):
        return NumbersPanel(
            self.state, self.run, self.training, self.profiles, self.errors, self.bias, self.context
        )  # fmt: skip

    @cached_property
    def files(self):
        files = LabFiles(self.context, self.state, self.training, self.window, self._desk.owner)
        files.experiment_read.connect(self.sessions.restore)
        return files

    @cached_property
    def exporter(self):
        exports = LabExports(self.state, self.particles, self.training_draft, self.run, self.flow, self.center.canvas)
        return self._desk.hold(Exporter(self.context, exports, self.window, self._desk.owner))
