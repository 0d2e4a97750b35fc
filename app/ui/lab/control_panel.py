"""The run's buttons, where it is, and below them the settings of the present activity."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity, LabState
from app.ui.actions import ActionTable
from app.ui.lab.colours import level_colour
from app.ui.lab.form import action_button, rule_line
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.particle_panel import ParticlePanel
from app.ui.lab.particle_run import ParticleSession
from app.ui.lab.run import LabRun
from app.ui.lab.training_run import TrainingSession
from app.ui.text import count, number, tr
from app.ui.theme import tabular
from app.ui.widgets.level_bar import LevelBar

REFRESH_MS = 100


class ControlPanel(QWidget):
    """The same actions as for pictures: play, step, level, stop, reset."""

    def __init__(
        self, state: LabState, particles: ParticlePanel, learning: LearningPanel, particle_run: ParticleSession,
        training: TrainingSession, actions: ActionTable, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._state = state
        self._particle_run = particle_run
        self._training = training
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(6)
        self.buttons: dict[str, QToolButton] = {}
        below = QHBoxLayout()
        below.setSpacing(4)
        for action_id in ("play", "step", "level", "stop", "reset"):
            button = self.buttons[action_id] = action_button(actions, action_id, primary=action_id == "play")
            if action_id == "play":
                layout.addWidget(button)
            else:
                below.addWidget(button)
        layout.addLayout(below)
        self.bar = LevelBar()
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.bar.setToolTip(tr("Done so far; each noise level in its colour"))
        layout.addWidget(self.bar)
        self.state_text = QLabel()
        self.state_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never widens the panel
        self.state_text.setFont(tabular(self.state_text.font()))
        layout.addWidget(self.state_text)
        layout.addWidget(rule_line())
        self.pages = QStackedWidget()
        hint = QLabel(
            tr("The score of the density at any noise level: choose σ above. Space lets particles follow it.")
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "quiet")
        self._hint = QWidget()
        column = QVBoxLayout(self._hint)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(hint)
        column.addStretch(1)
        self._of = {Activity.FIELD: self._hint, Activity.PARTICLES: particles, Activity.LEARNING: learning}
        for page in self._of.values():
            self.pages.addWidget(page)
        layout.addWidget(self.pages, 1)
        # Numbers that change sixty times a second cannot be read, and cost as much as the particles' picture.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        state.activity_changed.connect(self.show_activity)
        for run in (particle_run, training):
            for signal in (run.phase_changed, run.began, run.finished):
                signal.connect(self.refresh)
            run.frame_changed.connect(self._later)
        self.show_activity()

    @Slot()
    def show_activity(self) -> None:
        """The page of the activity; the others take no room."""
        page = self._of[self._state.activity]
        for other in self._of.values():
            policy = QSizePolicy.Policy.Preferred if other is page else QSizePolicy.Policy.Ignored
            other.setSizePolicy(policy, policy)
        self.pages.setCurrentWidget(page)
        self.refresh()

    @Slot()
    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Where the run is."""
        if self._state.activity is Activity.LEARNING:
            self._show_training()
        else:
            self._show_particles()

    def _show_particles(self) -> None:
        run, frame = self._particle_run, self._particle_run.frame
        if frame is None or run.experiment is None:
            self.bar.set_colours([])
            self.bar.set_position(0)
            self.state_text.setText(_phase_text(run))
            return
        # The panel with most levels is the one whose colours tell most.
        k = max(range(len(frame.panels)), key=lambda i: frame.panels[i].levels)
        panel, settings = frame.panels[k], run.experiment.settings[k]
        ratio = settings.sigma_max / settings.sigma_min if settings.sigma_min else 1.0
        last = max(1, panel.levels - 1)
        sigmas = [settings.sigma_max / ratio ** (i / last) for i in range(panel.levels)]
        self.bar.set_colours([level_colour(s) for s in (sigmas if panel.levels > 1 else [panel.sigma])])
        self.bar.set_position(panel.level + (panel.step + 1) / max(panel.steps, 1))
        text = tr("{0}: step {1} of {2}").format(_phase_text(run), count(panel.index), count(panel.total))
        if run.phase is RunPhase.RUNNING and frame.rate:
            text += tr(", {0}/s").format(number(frame.rate))
        self.state_text.setText(text)

    def _show_training(self) -> None:
        run, frame = self._training, self._training.frame
        self.bar.set_colours([])
        if frame is None:
            self.bar.set_position(0)
            self.state_text.setText(_phase_text(run))
            return
        self.bar.set_colours([self.palette().highlight().color()])
        self.bar.set_position(frame.step / max(1, frame.total))
        text = tr("{0}: step {1} of {2}").format(_phase_text(run), count(frame.step), count(frame.total))
        if run.phase is RunPhase.RUNNING and frame.rate:
            text += tr(", {0}/s").format(number(frame.rate))
        self.state_text.setText(text)


def _phase_text(run: LabRun) -> str:
    phases = {
        RunPhase.RUNNING: tr("Running"),
        RunPhase.PAUSING: tr("Pausing…"),
        RunPhase.PAUSED: tr("Paused"),
        RunPhase.STOPPING: tr("Stopping…"),
    }
    if run.phase in phases:
        return phases[run.phase]
    if run.reason is None:
        return tr("Ready")
    words = {
        FinishReason.COMPLETE: tr("Complete"),
        FinishReason.STOPPED: tr("Stopped"),
        FinishReason.DIVERGED: tr("Diverged"),
    }
    return words.get(run.reason, tr("Failed"))
