"""A panel's dock with a question mark in its title."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QToolButton
from typing_extensions import override

from app.ui.text import tr

FOLLOWED = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)

OTHERS = ("qt_dockwidget_floatbutton", "qt_dockwidget_closebutton")
"""Qt's own buttons in the title."""


class HelpButton(QToolButton):
    """The question mark; the keyboard's way is Shift+F1."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setText("?")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("What this panel shows, and what its controls do (Shift+F1)"))
        self.setAccessibleName(tr("Help on {0}").format(dock.windowTitle()))


class PanelDock(QDockWidget):
    """The question mark stands left of the title's other buttons, and only while these are there."""

    help_wanted = Signal(str)
    """The dock's object name."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.mark = HelpButton(self)
        self.mark.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.help_wanted.emit(self.objectName())

    @override
    def event(self, event: QEvent) -> bool:
        """After each layout the mark is put in its place."""
        done = bool(super().event(event))
        if event.type() in FOLLOWED:
            found = [self.findChild(QAbstractButton, name) for name in OTHERS]
            places = [b.geometry() for b in found if isinstance(b, QAbstractButton) and not b.isHidden()]
            self.mark.setVisible(bool(places))
            if places:
                first = min(places, key=lambda place: place.left())
                self.mark.setGeometry(first.translated(-first.width() - 2, 0))
                self.mark.raise_()
        return done
