"""What one place of a module sees of the picture: the picture, what matters in it, and the pixel above that place."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.params.inside import Reach
from app.render.grids import paint_outline
from app.render.images import to_screen
from app.render.inside import reach_picture
from app.ui.text import tr

MOVES = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class ReachView(QWidget):
    """A click, a drag or the arrow keys choose another pixel."""

    picked = Signal(int, int)
    """(row, column)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._reach: Reach | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(64, 64)
        self.setAccessibleName(tr("What one place of the module sees"))
        self.setToolTip(
            tr("The brighter a pixel, the more the module's place under the marked one depends on it; the frame is "
               "around all that matter at all. Click, or use the arrow keys, for another place")
        )  # fmt: skip

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, 200)

    def show_pictures(self, picture: np.ndarray | None, reach: Reach | None = None) -> None:
        """Show what is seen of ``picture`` uint8 [H, W, C]; None: nothing."""
        self._reach = reach
        self._image = QImage() if picture is None else to_screen(reach_picture(picture, reach))
        self.update()

    def _scale(self) -> float:
        """Device pixels a pixel: a whole factor where there is room for one."""
        ratio = self.devicePixelRatioF()
        room = min(self.width() * ratio / self._image.width(), self.height() * ratio / self._image.height())
        return float(int(room)) if room >= 1 else room

    def _rect(self, top: int, left: int, bottom: int, right: int) -> QRect:
        """Where pixels lie, the last ones included; in device pixels."""
        scale = self._scale()
        corner = QPoint(round(left * scale), round(top * scale))
        return QRect(corner, QPoint(round((right + 1) * scale) - 1, round((bottom + 1) * scale) - 1))

    def pixel_at(self, point: QPoint) -> tuple[int, int] | None:
        """The (row, column) of the picture at a place of the widget."""
        if self._image.isNull():
            return None
        factor = self.devicePixelRatioF() / self._scale()
        row, column = int(point.y() * factor), int(point.x() * factor)
        inside = 0 <= row < self._image.height() and 0 <= column < self._image.width()
        return (row, column) if inside else None

    def center_of(self, row: int, column: int) -> QPoint:
        """The middle of a pixel in the widget's coordinates."""
        return self._rect(row, column, row, column).center() / self.devicePixelRatioF()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, a frame around all that matters, and one around the pixel."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self._rect(0, 0, self._image.height() - 1, self._image.width() - 1), self._image)
        reach, thick = self._reach, max(1, round(ratio))
        if reach is None:
            return
        if reach.box is not None:
            box = self._rect(*reach.box)
            paint_outline(painter, box.adjusted(thick, thick, -thick, -thick), QColor("white"), thick)
        row, column = reach.pixel
        mark = self._rect(row, column, row, column)
        paint_outline(painter, mark, QColor("black"), 2 * thick)
        paint_outline(painter, mark, QColor("white"), thick)
        if self.hasFocus():
            whole = self._rect(0, 0, self._image.height() - 1, self._image.width() - 1)
            paint_outline(
                painter, whole.adjusted(thick, thick, -thick, -thick),
                self.palette().color(QPalette.ColorRole.Highlight), thick,
            )  # fmt: skip

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pick(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event)

    def _pick(self, event: QMouseEvent) -> None:
        found = self.pixel_at(event.position().toPoint())
        if found is not None and (self._reach is None or found != self._reach.pixel):
            self.picked.emit(*found)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the pixel by one."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is None or self._reach is None or event.modifiers():
            super().keyPressEvent(event)
            return
        row, column = (at + by for at, by in zip(self._reach.pixel, move, strict=True))
        if 0 <= row < self._image.height() and 0 <= column < self._image.width():
            self.picked.emit(row, column)
