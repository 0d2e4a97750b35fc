"""How wrong the learned score is, worked out in a thread while the network learns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.params.lab.run import ErrorNumbers, ErrorRequest, LearnedScore
from app.state.lab.laboratory import Activity, LabState
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import ErrorThread, error_thread


class ErrorSession(QObject):
    """Keeps :attr:`numbers` up to date with the network of a :class:`LabState`; one piece of work after the other."""

    changed = Signal()

    def __init__(self, state: LabState, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers: ErrorNumbers | None = None
        self._state, self._tasks = state, tasks
        self._asked: ErrorRequest | None = None
        self._thread: ErrorThread | None = None
        self._closed = False
        state.network_changed.connect(self.ask)
        state.activity_changed.connect(self.ask)

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out."""
        return self._thread is None or self._thread.idle

    @Slot()
    def ask(self) -> None:
        """Work the errors out for the network that there is, against the density that it has learned from."""
        network: LearnedScore | None = self._state.network
        if network is None:
            self._asked = self.numbers = None
            self.changed.emit()
            return
        density = network.learned_from
        if self._closed or self._state.activity is not Activity.LEARNING or density is None:
            return
        wanted = ErrorRequest(density, network, density.view)
        if wanted == self._asked:
            return
        self._asked = wanted
        if self._thread is None:
            self._thread = error_thread(tr("The errors could not be worked out"))
            self._thread.frame_ready.connect(self._answered)
            self._tasks.adopt(self._thread)
            self._thread.start()
        self._thread.ask(wanted)

    @Slot()
    def _answered(self) -> None:
        answer = self._thread.take() if self._thread is not None else None
        if answer is None or self._asked is None:
            return
        self.numbers = answer.result
        self.changed.emit()

    def close(self) -> None:
        """The program ends."""
        self._closed = True
        if self._thread is not None:
            self._thread.close()
