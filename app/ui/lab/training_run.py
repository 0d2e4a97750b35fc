"""Training runs: settings to the thread, losses and networks from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.params import LiveParams
from app.params.lab.training import LabTrainSettings
from app.params.run import Problem
from app.state.lab.laboratory import LabState
from app.state.lab.training import LIVE, TrainingDraft
from app.ui.lab.session import LabRun
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.control import Mode, RunControl
from app.workers.lab.training import LearnedScore, TrainingFrame, TrainingLink, TrainingThread


class TrainingSession(LabRun):
    """Trains a network on the density of a :class:`LabState`; the newest copy becomes its learned score."""

    def __init__(self, state: LabState, draft: TrainingDraft, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self.frame: TrainingFrame | None = None
        self.settings: LabTrainSettings | None = None
        self.before: TrainingFrame | None = None
        """The last frame of the training before this one, to compare."""
        self._state = state
        self._draft = draft
        self._link: TrainingLink | None = None
        draft.changed.connect(self._setting_changed)

    def make(self, run_id: int, mode: Mode) -> TrainingThread | None:
        """The thread for the draft as it is."""
        settings = self._draft.valid
        if settings is None:
            self.problem.emit(Problem(tr("These settings do not fit together"), f"{self._draft.error}."))
            return None
        self.before, self.frame = self.frame or self.before, None
        self.settings = settings
        self._link = TrainingLink(RunControl(LiveParams(), mode), settings)
        return TrainingThread(run_id, self._state.density, self._link)

    def take(self) -> bool:
        """The newest losses and network."""
        frame = self._link.mailbox.take() if self._link is not None else None
        if frame is None:
            return False
        self.frame = frame
        self._state.network = frame.network
        return True

    def forget(self) -> None:
        """No network."""
        self.frame = self.before = self.settings = None
        self._state.network = None

    def adopt(self, learned: LearnedScore) -> None:
        """Use a network from a file."""
        self.frame = self.before = None
        self.reason = None
        self._draft.replace(learned.settings)
        self._state.network = learned
        self.frame_changed.emit()
        self.phase_changed.emit()

    def close(self) -> None:
        """The program ends."""
        self._restart = False
        self.stop()

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        settings = self._draft.valid
        if name in LIVE and settings is not None and self._link is not None and self.phase.active:
            self._link.set_settings(settings)
