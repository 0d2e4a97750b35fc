"""How wrong the learned score is, worked out in a thread while the network learns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.params.lab.run import ErrorNumbers, ErrorRequest, LearnedScore
from app.state.lab.laboratory import Activity, LabState
from app.ui.asker import Asker
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import error_thread


class ErrorSession(QObject):
    """Keeps :attr:`numbers` up to date with the network of a :class:`LabState`; one piece of work after the other."""

    changed = Signal()

    def __init__(self, state: LabState, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers: ErrorNumbers | None = None
        self._state = state
        self._asked: ErrorRequest | None = None
        self._asker = Asker(error_thread, tr("The errors could not be worked out"), tasks, self)
        self._asker.answered.connect(self._answered)
        state.network_changed.connect(self.ask)
        state.activity_changed.connect(self.ask)
        state.density_changed.connect(self.ask)

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._asker.idle

    @Slot()
    def ask(self) -> None:
        """Work the errors out for the network that there is, on the density it has learned from; else on the one shown.

        A file of an earlier version does not tell what its network has learned from.
        """
        network: LearnedScore | None = self._state.network
        if network is None:
            self._asked = self.numbers = None
            self.changed.emit()
            return
        density = network.learned_from or self._state.density
        if self._state.activity is not Activity.LEARNING:
            return
        wanted = ErrorRequest(density, network, density.view)
        if wanted == self._asked:
            return
        self._asked = wanted
        self._asker.ask(wanted)

    @Slot()
    def _answered(self) -> None:
        answer = self._asker.take()
        if answer is None or self._asked is None:
            return
        self.numbers = answer.result
        self.changed.emit()
