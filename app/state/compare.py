"""How completions are compared with what they were made from."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.state.observable import Observable, Observed

DIVIDER_STEP = 0.05
"""How far a key moves the divider."""


class CompareState(Observable):
    """``peeking``: the original is shown in place of everything. ``wiping``: a divider shows it left of ``divider``."""

    changed = Signal()

    peeking = Observed(False, changed)
    wiping = Observed(False, changed)
    divider = Observed(0.5, changed)
    """Where the divider is, from 0 (left edge of each picture) to 1."""
    masked = Observed(False, changed)
    """Compare with the masked input instead of the original."""

    @divider.check
    def _inside(self, place: float) -> float:
        return min(1.0, max(0.0, place))
