"""Where a run stands, as far as the window has asked or been told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.params.run import FinishReason


class RunPhase(Enum):
    """What the thread of a run is doing.

    PAUSING and STOPPING acknowledge a click at once; they last until the evaluation under way is over.
    """

    IDLE = "idle"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    STOPPING = "stopping"

    @property
    def active(self) -> bool:
        """Whether a thread exists."""
        return self is not RunPhase.IDLE

    @property
    def resting(self) -> bool:
        """Whether the run pauses, or is about to."""
        return self in (RunPhase.PAUSED, RunPhase.PAUSING)


@dataclass(frozen=True)
class RunStatus:
    """The newest run: its number, what it does, and why it ended (None: it goes on, or there is none).

    ``waiting``: a run is to begin as soon as what it needs is there.
    """

    run_id: int = 0
    phase: RunPhase = RunPhase.IDLE
    reason: FinishReason | None = None
    waiting: bool = False
