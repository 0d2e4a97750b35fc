"""The pictures of two runs: side by side, under a wipe, or their difference; one zoom and one sample for both."""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.render.grids import MAX_SCALE, GridLayout, fit_grid, paint_grid
from app.render.images import stack_qimage
from app.render.wipe import left_of, paint_divider
from app.state.compare import DIVIDER_STEP, CompareState
from app.ui.text import tr
from app.ui.widgets.wheel import Notches

MARGIN, BAND = 6, 24
"""Around the pictures, and above them for the names."""

CLICK_DISTANCE = 4

SCALE = 140
"""The width of the scale of a difference, with its labels."""


class Beside(Enum):
    """How two runs are shown."""

    SIDES = "sides"
    WIPE = "wipe"
    DIFFERENCE = "difference"


def difference_of(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How two batches uint8 [B, H, W, C] differ: grey where they are equal, brighter where the right one is."""
    signed = right.astype(np.int16) - left.astype(np.int16)
    return (128 + np.floor_divide(signed, 2)).clip(0, 255).astype(np.uint8)


def _paint_scale(painter: QPainter, where: QRect, colour: QColor) -> None:
    """What the greys of a difference mean: black, the left picture is white and the right one black."""
    labels = "−1", "+1"
    sides = [painter.fontMetrics().horizontalAdvance(label) + 6 for label in labels]
    bar = QRect(where.left() + sides[0], where.center().y() - 4, where.width() - sum(sides), 9)
    greys = QLinearGradient(bar.topLeft(), bar.topRight())
    greys.setColorAt(0, QColor(0, 0, 0))
    greys.setColorAt(1, QColor(255, 255, 255))
    painter.fillRect(bar, greys)
    painter.setPen(colour)
    painter.drawRect(bar)
    painter.drawLine(bar.center().x(), bar.bottom() + 2, bar.center().x(), bar.bottom() + 5)
    for label, side in zip(labels, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, label)


class CompareView(QWidget):
    """A click enlarges one sample, the wheel zooms, the middle button pans; the wipe's line is dragged."""

    focused = Signal()
    """Another sample, or all of them, are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = CompareState(self)
        self.mode = Beside.SIDES
        self.focus: int | None = None
        """The sample that is shown alone."""
        self._batches: tuple[np.ndarray, ...] = ()
        self._names = ("", "")
        self._zoom: int | None = None
        self._offset = QPoint(0, 0)
        self._pressed: QPoint | None = None
        self._panned: QPoint | None = None
        self._notches = Notches()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Pictures of both runs"))
        self.setMinimumSize(320, 200)
        self.compare.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(820, 460)

    @property
    def alike(self) -> bool:
        """Whether the pictures of both can lie over each other."""
        return len(self._batches) == 2 and self._batches[0].shape[1:] == self._batches[1].shape[1:]

    def show_pictures(self, left: np.ndarray, right: np.ndarray, names: tuple[str, str]) -> None:
        """Show two batches uint8 [B, H, W, C]."""
        self._batches, self._names = (left, right), names
        if not self.alike:
            self.mode = Beside.SIDES
        if self.focus is not None and self.focus >= self._count():
            self.focus = None
        self.update()

    def set_mode(self, mode: Beside) -> None:
        """Show them another way."""
        self.mode = mode if self.alike else Beside.SIDES
        self.update()

    def _count(self) -> int:
        return min(len(batch) for batch in self._batches)

    def shown(self) -> tuple[np.ndarray, ...]:
        """What lies beside each other now: the two batches, both under one wipe, or their difference alone."""
        batches = self._batches
        if self.mode is not Beside.SIDES:
            batches = tuple(batch[: self._count()] for batch in batches)
        if self.focus is not None:
            batches = tuple(batch[self.focus : self.focus + 1] for batch in batches)
        return (difference_of(*batches),) if self.mode is Beside.DIFFERENCE else batches

    def areas(self) -> tuple[QRect, ...]:
        """Where the pictures have room, in device pixels."""
        ratio = self.devicePixelRatioF()
        margin = round(MARGIN * ratio)
        whole = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        whole = whole.adjusted(margin, round(BAND * ratio), -margin, -margin)
        if self.mode is not Beside.SIDES:
            return (whole, whole)
        half = (whole.width() - margin) // 2
        left = QRect(whole.left(), whole.top(), half, whole.height())
        return left, left.translated(half + margin, 0)

    def _layout_of(self, batch: np.ndarray, area: QRect) -> tuple[GridLayout, QPoint]:
        count, height, width, _ = batch.shape
        layout = fit_grid(count, height, width, (max(1, area.width()), max(1, area.height())), self._zoom)
        wide, tall = layout.size
        place = QPoint((area.width() - wide) // 2, (area.height() - tall) // 2)
        return layout, area.topLeft() + place + self._offset

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures, the line between them, the names."""
        painter = QPainter(self)
        palette, ratio = self.palette(), self.devicePixelRatioF()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Dark))
        if not self._batches:
            return
        areas = self.areas()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        shown = list(zip(self.shown(), areas, strict=False))
        for batch, area in reversed(shown):
            layout, origin = self._layout_of(batch, area)
            wiped = self.mode is Beside.WIPE and batch is shown[0][0]
            part = left_of(area, self.compare.divider) if wiped else area
            painter.setClipRect(part)
            if wiped:
                painter.fillRect(part, palette.color(QPalette.ColorRole.Dark))
            paint_grid(painter, stack_qimage(batch), layout, (origin.x(), origin.y()), part, frozenset())
        painter.setClipping(False)
        if self.mode is Beside.WIPE:
            paint_divider(painter, areas[0], self.compare.divider, ratio, handle=True)
        painter.restore()
        self._paint_names(painter, palette.color(QPalette.ColorRole.Text))

    def _paint_names(self, painter: QPainter, colour: QColor) -> None:
        band = QRect(MARGIN, 0, self.width() - 2 * MARGIN, BAND)
        middle = band.width() // 2
        apart = MARGIN + (SCALE // 2 if self.mode is Beside.DIFFERENCE else 0)
        boxes = band.adjusted(0, 0, -middle - apart, 0), band.adjusted(middle + apart, 0, 0, 0)
        sides = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.mode is Beside.SIDES:
            sides = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignHCenter
        painter.setPen(colour)
        names = self._names
        if self.mode is Beside.WIPE:
            names = "◂ " + names[0], names[1] + " ▸"
        elif self.mode is Beside.DIFFERENCE:
            names = "− " + names[0], names[1]
            _paint_scale(painter, QRect(band.center().x() - SCALE // 2, 0, SCALE, BAND), colour)
        for box, side, name in zip(boxes, sides, names, strict=True):
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)

    # Mouse and keys

    def _sample_at(self, point: QPoint) -> int | None:
        place = point * self.devicePixelRatioF()
        for batch, area in zip(self.shown(), self.areas(), strict=False):
            layout, origin = self._layout_of(batch, area)
            found = layout.index_at((place - origin).x(), (place - origin).y())
            if area.contains(place) and found is not None:
                return found
        return None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panned = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or move the wipe's line."""
        point = event.position().toPoint()
        if self._panned is not None:
            self._offset += (point - self._panned) * self.devicePixelRatioF()
            self._panned = point
            self.update()
        elif self.mode is Beside.WIPE and self._pressed is not None and self._moved(point):
            area = self.areas()[0]
            self.compare.divider = (point.x() * self.devicePixelRatioF() - area.left()) / max(1, area.width())

    def _moved(self, point: QPoint) -> bool:
        return self._pressed is not None and (point - self._pressed).manhattanLength() > CLICK_DISTANCE

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows one sample alone, or all again."""
        point = event.position().toPoint()
        self._panned = None
        if event.button() is Qt.MouseButton.LeftButton and self._pressed is not None and not self._moved(point):
            self.show_sample(None if self.focus is not None else self._sample_at(point))
        self._pressed = None

    def show_sample(self, sample: int | None) -> None:
        """Show one sample of both alone, or all."""
        if sample != self.focus and self._batches and (sample is None or 0 <= sample < self._count()):
            self.focus, self._offset, self._zoom = sample, QPoint(0, 0), None
            self.update()
            self.focused.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom both."""
        notches = self._notches.of(event)
        if notches and self._batches:
            self.zoom(notches)

    def zoom(self, by: int) -> None:
        """Both by so many whole factors up or down; 0: as large as fits."""
        before = self._layout_of(self.shown()[0], self.areas()[0])[0].scale
        after = max(1, min(MAX_SCALE, before + by))
        self._offset = self._offset * (after / before) if by else QPoint(0, 0)
        self._zoom = after if by else None
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Left and Ctrl+Right: the line; Left, Right: the sample; Enter: one or all; +, -, 0: zoom."""
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if key in ways and control:
            self.compare.divider += ways[key] * DIVIDER_STEP
        elif key in ways:
            self.show_sample(0 if self.focus is None else self.focus + ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_sample(0 if self.focus is None else None)
        elif key in zooms and self._batches:
            self.zoom(zooms[key])
        else:
            super().keyPressEvent(event)
