"""The noise levels: the strip of pictures above the plots."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.state.run import RunState
from app.ui.sample.colours import LevelColours
from app.ui.sample.plots import LevelPlots
from app.ui.sample.strip import LevelStrip


class LevelsPanel(QWidget):
    """One picture a level, and how the numbers went."""

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = LevelStrip(run, colours)
        self.plots = LevelPlots(run, colours)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 4)
        layout.setSpacing(4)
        layout.addWidget(self.strip)
        layout.addWidget(self.plots, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The strip has two fifths of a high panel, and room for pictures of 56 pixels in a low one."""
        self.strip.setFixedHeight(max(self.strip.sizeHint().height(), event.size().height() * 2 // 5))
        super().resizeEvent(event)
