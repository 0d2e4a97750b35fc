"""Actions that tool buttons show, without what Qt leaves behind at each of their changes."""

from __future__ import annotations

from PySide6.QtCore import SIGNAL, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton


class ButtonActions(QObject):
    """Keeps one connection between an action and a button.

    From Qt 6.11 on a button connects to its action again at each change of that (``QToolButton::setDefaultAction``):
    every switch of the workspace took 20 KiB for good, and each change called all that were there already.
    """

    def watch(self, action: QAction) -> None:
        """From now on."""
        action.changed.connect(self._changed)

    @Slot()
    def _changed(self) -> None:
        """The buttons have heard of it before."""
        action = self.sender()
        for button in action.associatedObjects() if isinstance(action, QAction) else ():
            if isinstance(button, QToolButton) and button.defaultAction() is action:
                QObject.disconnect(action, SIGNAL("changed()"), button, None)  # type: ignore[call-overload]
                button.setDefaultAction(action)
