"""The part of a larger picture that the network gets: a frame that is moved and sized by mouse or keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.render.images import to_qimage
from app.ui.text import tr

Crop = tuple[int, int, int, int]
"""(left, top, width, height) in pixels of the picture."""


def clamped(crop: tuple[float, float, float, float], size: tuple[int, int], shape: tuple[int, int]) -> Crop:
    """The nearest crop inside a picture of ``size`` (width, height), with the proportions of ``shape`` (h, w)."""
    left, top, width, _ = crop
    largest = min(size[0], size[1] * shape[1] / shape[0])
    width = min(largest, max(1.0, width))
    height = width * shape[0] / shape[1]
    centre = left + crop[2] / 2, top + crop[3] / 2
    wide, tall = max(1, min(size[0], round(width))), max(1, min(size[1], round(height)))
    x = min(size[0] - wide, max(0, round(centre[0] - wide / 2)))
    y = min(size[1] - tall, max(0, round(centre[1] - tall / 2)))
    return x, y, wide, tall


class CropView(QWidget):
    """Drag moves the frame, the wheel or + and - size it, arrows move it by a pixel (with Shift: by ten)."""

    crop_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._size = (1, 1)
        self._shape = (1, 1)
        self.crop: Crop = (0, 0, 1, 1)
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setAccessibleName(tr("Crop of the picture"))
        self.setAccessibleDescription(tr("Arrows move the crop, plus and minus size it"))
        self.setToolTip(tr("The part that is used: drag to move it, turn the wheel to size it"))
        self.setFixedHeight(96)

    def show_picture(self, preview: np.ndarray, size: tuple[int, int], crop: Crop, shape: tuple[int, int]) -> None:
        """A small copy uint8 [h, w, C] of a picture of ``size`` (width, height), its crop, the network's (h, w)."""
        self._image = to_qimage(preview)
        self._size, self._shape, self.crop = size, shape, crop
        self.update()

    def show_preview(self, preview: np.ndarray) -> None:
        """The same picture in another tone."""
        self._image = to_qimage(preview)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 96)

    def _place(self) -> QRectF:
        width, height = self._size
        factor = min(self.width() / width, self.height() / height)
        wide, tall = width * factor, height * factor
        return QRectF((self.width() - wide) / 2, (self.height() - tall) / 2, wide, tall)

    def _set(self, crop: tuple[float, float, float, float]) -> None:
        new = clamped(crop, self._size, self._shape)
        if new != self.crop:
            self.crop = new
            self.update()
            self.crop_changed.emit(new)

    def _resize(self, factor: float) -> None:
        left, top, width, height = self.crop
        more = max(1.0, abs(width * (factor - 1)))
        wide = width + more if factor > 1 else width - more
        tall = wide * height / width
        self._set((left + (width - wide) / 2, top + (height - tall) / 2, wide, tall))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, dimmed outside the frame."""
        painter = QPainter(self)
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawImage(place, self._image)
        factor = place.width() / self._size[0]
        left, top, width, height = self.crop
        frame = QRectF(place.left() + left * factor, place.top() + top * factor, width * factor, height * factor)
        dim = QColor(0, 0, 0, 140)
        painter.fillRect(QRectF(place.topLeft(), QPointF(place.right(), frame.top())), dim)
        painter.fillRect(QRectF(QPointF(place.left(), frame.bottom()), place.bottomRight()), dim)
        painter.fillRect(QRectF(QPointF(place.left(), frame.top()), QPointF(frame.left(), frame.bottom())), dim)
        painter.fillRect(QRectF(QPointF(frame.right(), frame.top()), QPointF(place.right(), frame.bottom())), dim)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent if self.hasFocus() else QColor("white"), 1.5))
        painter.drawRect(frame)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._image is not None:
            factor = self._place().width() / self._size[0]
            self._grip = event.position() / factor - QPointF(self.crop[0], self.crop[1])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            factor = self._place().width() / self._size[0]
            corner = event.position() / factor - self._grip
            self._set((corner.x(), corner.y(), *self.crop[2:]))

    @override
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Size; scrolling the panel past it changes nothing."""
        if self.hasFocus() and event.angleDelta().y():
            self._resize(1 / 1.1 if event.angleDelta().y() > 0 else 1.1)
            event.accept()
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        left, top, width, height = self.crop
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-by, 0), Qt.Key.Key_Right: (by, 0), Qt.Key.Key_Up: (0, -by), Qt.Key.Key_Down: (0, by),
        }  # fmt: skip
        if key in moves:
            self._set((left + moves[key][0], top + moves[key][1], width, height))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._resize(1.1)
        elif key is Qt.Key.Key_Minus:
            self._resize(1 / 1.1)
        else:
            super().keyPressEvent(event)
