"""How wrong the learned score is, worked out in a thread while the network learns."""

from __future__ import annotations

from PySide6.QtCore import QObject
from typing_extensions import override

from app.params.lab.run import ErrorNumbers, ErrorRequest, LearnedScore
from app.state.lab.laboratory import Activity, LabState
from app.ui.lab.plane_session import PlaneSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.lab.threads import error_thread


class ErrorSession(PlaneSession[ErrorRequest, ErrorNumbers | None]):
    """Keeps :attr:`numbers` up to date with the network of a :class:`LabState`; one piece of work after the other."""

    def __init__(self, state: LabState, tasks: TaskRunner, parent: QObject | None = None) -> None:
        causes = (state.network_changed, state.activity_changed, state.density_changed)
        super().__init__(error_thread, tr("The errors could not be worked out"), tasks, causes, parent)
        self._state = state

    @property
    def numbers(self) -> ErrorNumbers | None:
        """The errors."""
        return self.result

    @override
    def wanted(self) -> ErrorRequest | None:
        """The errors of the network that there is, on the density it has learned from; else on the one shown.

        A file of an earlier version does not tell what its network has learned from.
        """
        network: LearnedScore | None = self._state.network
        if network is None:
            return None
        if self._state.activity is not Activity.LEARNING:
            return self._asked
        density = network.learned_from or self._state.density
        return ErrorRequest(density, network, density.view)
