"""A progress bar whose colours are the noise levels it runs through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QWidget


class LevelBar(QProgressBar):
    """One segment a level: done ones in the level's colour, those to come faintly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self._colours: list[QColor] = []
        self._position = 0.0

    def set_colours(self, colours: list[QColor]) -> None:
        """The levels' colours, first to last."""
        self._colours = colours
        self.update()

    def set_position(self, position: float) -> None:
        """How much is done, in levels: 0 to the number of levels."""
        self._position = position
        self.setValue(round(1000 * position / len(self._colours)) if self._colours else 0)
        self.update()

    def sizeHint(self) -> QSize:
        """A slim bar."""
        return QSize(160, 10)

    def minimumSizeHint(self) -> QSize:
        """A slim bar."""
        return QSize(40, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Segments in a rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        area = QRectF(self.rect())
        path.addRoundedRect(area, 4, 4)
        painter.setClipPath(path)
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Mid))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        count = len(self._colours)
        painter.setPen(Qt.PenStyle.NoPen)
        for i, colour in enumerate(self._colours):
            left, right = area.width() * i / count, area.width() * (i + 1) / count
            faint = QColor(colour)
            faint.setAlpha(70)
            painter.fillRect(QRectF(left, 0, right - left, area.height()), faint)
            part = min(1.0, max(0.0, self._position - i))
            if part > 0:
                painter.fillRect(QRectF(left, 0, (right - left) * part, area.height()), colour)
