"""The mouse's wheel."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

NOTCH = 120


class Notches:
    """Counts whole notches of the wheel: touchpads tell of many small turns."""

    def __init__(self) -> None:
        self._turned = 0

    def of(self, event: QWheelEvent) -> int:
        """How many are full now; away from the user counts up."""
        self._turned += event.angleDelta().y()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        return notches
