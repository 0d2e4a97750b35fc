"""What a panel is scrolled in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class PanelArea(QScrollArea):
    """Scrolls up and down only: it is at least as wide as what is in it, as soon as that wears its style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = widget

    def fill(self) -> None:
        """Take the widget in, now that this stands where it stays: with each other parent it would be styled anew."""
        self.setWidget(self._content)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Before, nothing has its style, and most of it would ask for more room than it needs."""
        super().showEvent(event)
        self._follow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it has another size."""
        done = bool(super().eventFilter(watched, event))
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._follow()
        return done

    def _follow(self) -> None:
        least = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        if least != self.minimumWidth():
            self.setMinimumWidth(least)
