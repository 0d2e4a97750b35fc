"""What is to be seen of the laboratory's runs, and below it the settings of the present activity."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QStackedWidget, QVBoxLayout, QWidget

from app.state.lab.laboratory import Activity, LabState
from app.ui.action_table import ActionTable
from app.ui.lab.colours import level_colour
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.particle_panel import ParticlePanel
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.training_run import TrainingRunner
from app.ui.later import later
from app.ui.runs.controls import ProgressLine, RunPanel
from app.ui.runs.words import progress_text, status_text
from app.ui.text import tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import quiet_label

REFRESH_MS = 100


def lab_panel(
    state: LabState, particles: ParticlePanel, learning: LearningPanel, run: ParticleRunner, training: TrainingRunner,
    actions: ActionTable,
) -> RunPanel:  # fmt: skip
    """The panel of the laboratory's runs."""
    return RunPanel(actions, (LabProgress(state, run, training), ActivityPages(state, particles, learning)))


class LabProgress(QWidget):
    """Where the run of the present activity is."""

    def __init__(self, state: LabState, run: ParticleRunner, training: TrainingRunner) -> None:
        super().__init__()
        self._state, self._run, self._training = state, run, training
        self.line = ProgressLine()
        self.past = PastRow(run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(self.past)
        # Numbers that change sixty times a second cannot be read, and cost as much as the particles' picture.
        self._timer = later(self, self.refresh, REFRESH_MS)
        state.activity_changed.connect(self.refresh)
        for runner in (run, training):
            runner.session.changed.connect(self.refresh)
            runner.frame_changed.connect(self._later)
        self.refresh()

    @Slot()
    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Show the newest numbers."""
        learning = self._state.activity is Activity.LEARNING
        self.past.show_place(shown=not learning)
        self._show_training() if learning else self._show_particles()

    def _show_particles(self) -> None:
        status, frame, experiment = self._run.session.status, self._run.frame, self._run.experiment
        if frame is None or experiment is None:
            self.line.show_place(status_text(status), colours=[])
            return
        # The panel with most levels is the one whose colours tell most.
        k = max(range(len(frame.panels)), key=lambda i: frame.panels[i].levels)
        panel, sigmas = frame.panels[k], experiment.settings[k].noise_levels
        position = panel.level + (panel.step + 1) / max(panel.steps, 1)
        colours = [level_colour(sigma) for sigma in (sigmas if panel.levels > 1 else [panel.sigma])]
        text = progress_text(status, panel.index, panel.total, frame.rate, back=self._run.viewed is not None)
        self.line.show_place(text, position, colours)

    def _show_training(self) -> None:
        status, frame = self._training.session.status, self._training.frame
        if frame is None:
            self.line.show_place(status_text(status), colours=[])
            return
        text = progress_text(status, frame.step, frame.total, frame.rate)
        self.line.show_place(text, frame.step / max(1, frame.total), [self.palette().highlight().color()])


class PastRow(QWidget):
    """A slider over the frames that are kept of the run, with a button for one back and one forth."""

    def __init__(self, run: ParticleRunner) -> None:
        super().__init__()
        self._run = run
        tip = tr("Look back at what is kept of the run, which may go on meanwhile; at the right end its newest step")
        self.back = tool_button("◀", tr("One kept step back (Alt+Left)"))
        self.back.setAccessibleName(tr("Step back"))
        self.forth = tool_button("▶", tr("One kept step on (Alt+Right)"))
        self.forth.setAccessibleName(tr("Step on"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Step that is looked at"))
        self.slider.setAccessibleDescription(tip)
        self.slider.setToolTip(tip)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.back, self.slider, self.forth):
            row.addWidget(widget, int(widget is self.slider))
        self.back.clicked.connect(lambda: run.look_by(-1))
        self.forth.clicked.connect(lambda: run.look_by(1))
        self.slider.valueChanged.connect(run.look)
        run.looked.connect(self.show_place)

    @Slot()
    def show_place(self, *, shown: bool | None = None) -> None:
        """Where the frame that is looked at stands among those that are kept."""
        run, last = self._run, len(self._run.memory.frames) - 1
        place = run.memory.place(run.viewed)
        if shown is not None:
            self.setVisible(shown and last > 0)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, last))
            self.slider.setValue(place)
        self.back.setEnabled(place > 0)
        self.forth.setEnabled(run.viewed is not None)


class ActivityPages(QStackedWidget):
    """The settings of the present activity; the pages of the others take no room."""

    def __init__(self, state: LabState, particles: ParticlePanel, learning: LearningPanel) -> None:
        super().__init__()
        self._state = state
        self._pages = {Activity.FIELD: _hint(), Activity.PARTICLES: particles, Activity.LEARNING: learning}
        for page in self._pages.values():
            self.addWidget(page)
        state.activity_changed.connect(self._show_activity)
        self._show_activity()

    @Slot()
    def _show_activity(self) -> None:
        page = self._pages[self._state.activity]
        for other in self._pages.values():
            policy = QSizePolicy.Policy.Preferred if other is page else QSizePolicy.Policy.Ignored
            other.setSizePolicy(policy, policy)
        self.setCurrentWidget(page)


def _hint() -> QWidget:
    text = tr("The score of the density at any noise level: choose σ above. Space lets particles follow it.")
    hint = quiet_label(text)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(hint)
    column.addStretch(1)
    return page
