"""What the laboratory's two runs have in common: the particles', and that of a network that learns."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui.runs.session import RunSession

Held = TypeVar("Held")
"""What is shown of a run, to be shown again."""


class LabRunner(QObject, Generic[Held]):
    """A run whose picture can be taken away and put back; ``session`` steers."""

    frame_changed = Signal()

    session: RunSession
    _held: Held | None = None

    @property
    def phase(self) -> RunPhase:
        """What the run does."""
        return self.session.status.phase

    @property
    def reason(self) -> FinishReason | None:
        """Why the newest run ended; None while it goes on."""
        return self.session.status.reason

    def begun(self, run_id: int) -> None:
        """All is prepared already."""

    def ended(self, reason: FinishReason) -> None:
        """What the run made stays."""

    def put_back(self, held: Held) -> None:
        """End the run, and show what was held; it does not go on."""
        self._held = held
        self.session.reset()

    def _taken_back(self) -> Held | None:
        """What is to be shown again, once."""
        held, self._held = self._held, None
        return held
