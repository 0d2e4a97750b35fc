"""Training runs: settings to the thread, losses and networks from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from app.params.lab.run import LearnedScore, TrainingFrame
from app.params.lab.training import LabTrainSettings
from app.params.run import Problem
from app.params.settings import live_keys
from app.state.lab.laboratory import LabState
from app.state.lab.training import TrainingDraft
from app.ui.lab.runner import LabRunner
from app.ui.runs.session import RunSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.control import Mode, RunControl
from app.workers.lab.threads import TrainingLink, training_thread
from app.workers.run import RunThread


@dataclass(frozen=True)
class HeldTraining:
    """What is shown of a training, to be shown again."""

    frame: TrainingFrame | None = None
    before: TrainingFrame | None = None
    settings: LabTrainSettings | None = None
    network: LearnedScore | None = None


class TrainingRunner(LabRunner[HeldTraining]):
    """Trains a network on the density of a :class:`LabState`; the newest copy becomes its learned score."""

    def __init__(self, state: LabState, draft: TrainingDraft, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = RunSession(self, tasks, self)
        self.frame: TrainingFrame | None = None
        self.settings: LabTrainSettings | None = None
        self.before: TrainingFrame | None = None
        """The last frame of the training before this one, to compare."""
        self._state = state
        self._draft = draft
        draft.changed.connect(self._setting_changed)

    def make(self, run_id: int, mode: Mode) -> RunThread[LabTrainSettings, TrainingFrame] | None:
        """The thread for the draft as it is."""
        settings = self._draft.valid
        if settings is None:
            self.session.problem.emit(
                Problem(tr("These settings do not fit together"), f"{self._draft.error}.", of_settings=True)
            )
            return None
        self.before, self.frame = self.frame or self.before, None
        self.settings = settings
        return training_thread(run_id, self._state.density, TrainingLink(RunControl(settings, mode)))

    def told(self, what: object) -> None:
        """A training tells nothing but its frames."""

    def take(self, frame: TrainingFrame) -> None:
        """The newest losses and network."""
        self.frame = frame
        self._state.network = frame.network
        self.frame_changed.emit()

    def forget(self) -> None:
        """No network, or the one that was put back."""
        held = self._taken_back() or HeldTraining()
        self.frame, self.before, self.settings = held.frame, held.before, held.settings
        self._state.network = held.network
        self.frame_changed.emit()

    def held(self) -> HeldTraining:
        """What is shown now, for :meth:`put_back`."""
        return HeldTraining(self.frame, self.before, self.settings, self._state.network)

    def adopt(self, learned: LearnedScore) -> None:
        """Use a network from a file."""
        self.frame = self.before = None
        self.session.clear_reason()
        self._draft.replace(learned.settings)
        self._state.network = learned
        self.frame_changed.emit()

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        settings = self._draft.valid
        if name in live_keys(LabTrainSettings) and settings is not None:
            self.session.order(lambda _: settings)
