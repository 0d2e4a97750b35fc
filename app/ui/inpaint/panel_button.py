"""A button of a panel: a plain text, as wide as there is room, that leaves the keyboard to the pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class PanelButton(QPushButton):
    """A click leaves the keyboard where it is; Tab gives it to the button."""

    def __init__(self, text: str, tip: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setToolTip(tip)
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)

    def follow(self, action: QAction) -> None:
        """Trigger an action, and be enabled when it is; the button keeps its own, shorter text."""
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
