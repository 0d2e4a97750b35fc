"""How completions are compared with what they were made from."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class CompareState(QObject):
    """``peeking``: the original is shown in place of everything. ``wiping``: a divider shows it left of ``divider``."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.peeking = False
        self.wiping = False
        self.divider = 0.5
        """Where the divider is, from 0 (left edge of each picture) to 1."""
        self.masked = False
        """Compare with the masked input instead of the original."""

    def set(self, **values: object) -> None:
        """Change some of the fields."""
        different = {name: value for name, value in values.items() if getattr(self, name) != value}
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.changed.emit()

    def move_divider(self, place: float) -> None:
        """Put the divider at a place from 0 to 1."""
        self.set(divider=min(1.0, max(0.0, place)))
