"""A progress bar whose colours are the noise levels it runs through."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

SPOKEN_STEPS = 20
"""The value that assistive technology hears changes this often a run."""


class LevelBar(QProgressBar):
    """One segment a level: done ones in the level's colour, those to come faintly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, SPOKEN_STEPS)
        self.setValue(0)
        self.setTextVisible(False)
        self._colours = QImage()
        self._position = 0.0

    def set_colours(self, colours: list[QColor]) -> None:
        """The levels' colours, first to last."""
        image = QImage(len(colours), 1, QImage.Format.Format_RGB32) if colours else QImage()
        for i, colour in enumerate(colours):
            image.setPixelColor(i, 0, colour)
        self._colours = image
        self.update()

    def set_position(self, position: float) -> None:
        """How much is done, in levels: 0 to the number of levels."""
        if position == self._position:
            return
        self._position = position
        levels = self._colours.width()
        value = int(SPOKEN_STEPS * position / levels) if levels else 0
        if value != self.value():
            self.setUpdatesEnabled(False)  # it would repaint all that waits for it in the window, at once
            self.setValue(value)
            self.setUpdatesEnabled(True)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 10)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 10)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        area = QRectF(self.rect())
        path.addRoundedRect(area, 4, 4)
        painter.setClipPath(path)
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Mid))
        levels = self._colours.width()
        if levels:
            painter.setOpacity(0.3)
            painter.drawImage(self.rect(), self._colours)
            painter.setOpacity(1.0)
            done = round(area.width() * min(1.0, self._position / levels))
            painter.setClipRect(QRect(0, 0, done, self.height()), Qt.ClipOperation.IntersectClip)
            painter.drawImage(self.rect(), self._colours)
