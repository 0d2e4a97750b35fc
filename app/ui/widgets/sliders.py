"""A slider on a logarithmic or linear scale, with marks for the recommended value and for the range that is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget
from typing_extensions import override

STEPS = 1000
RADIUS = 7.0
GROOVE = 4.0

_Action = QSlider.SliderAction
MIRRORED = {
    Qt.Key.Key_Left: _Action.SliderSingleStepAdd, Qt.Key.Key_Right: _Action.SliderSingleStepSub,
    Qt.Key.Key_Home: _Action.SliderToMaximum, Qt.Key.Key_End: _Action.SliderToMinimum,
}  # fmt: skip
"""What the keys do that point somewhere where large values are at the left."""


class ScaleSlider(QSlider):
    """Maps its position to ``low``..``high``, logarithmically unless ``linear``.

    With :meth:`set_colours` it shows noise levels: the largest at the left, where every run begins, so that their
    colours lie as they do along a run. Left, Right, Home and End move the handle that way; Up is more. Values beyond
    :meth:`set_allowed` are hatched; a triangle shows the recommended value.
    """

    value_picked = Signal(float)
    """The user moved the slider to this value."""

    def __init__(
        self, low: float, high: float, *, linear: bool = False, whole: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._whole = whole
        self.setRange(0, STEPS)
        self.setPageStep(STEPS // 10)
        self.setSingleStep(STEPS // 50)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._low, self._high, self._linear = low, high, linear
        self._allowed: tuple[float, float] | None = None
        self._recommended: float | None = None
        self._colour_of: Callable[[float], QColor] | None = None
        self._quiet = False
        self.valueChanged.connect(self._moved)

    def set_scale(self, low: float, high: float) -> None:
        """Another range of values; the value stays to be set anew."""
        if (low, high) != (self._low, self._high):
            self._low, self._high = low, high
            self.update()

    def set_allowed(self, low: float, high: float) -> None:
        """The range without hatching."""
        if self._allowed != (low, high):
            self._allowed = (low, high)
            self.update()

    def set_recommended(self, value: float) -> None:
        """Where the triangle is."""
        if self._recommended != value:
            self._recommended = value
            self.update()

    def set_colours(self, colour_of: Callable[[float], QColor] | None) -> None:
        """Paint the groove in the colours of its values, noise levels; None: without colours."""
        self._colour_of = colour_of
        self.update()

    def show_value(self, value: float) -> None:
        """Move to the place nearest to ``value`` without telling anybody."""
        self._quiet = True
        self.setValue(round(STEPS * self.place(value)))
        self._quiet = False

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        if self._linear:
            part = (value - self._low) / (self._high - self._low)
        else:
            part = math.log(max(value, 1e-300) / self._low) / math.log(self._high / self._low)
        return min(1.0, max(0.0, part))

    def value_at(self, part: float) -> float:
        """The value at a place from 0 to 1, with three significant digits."""
        if self._linear:
            value = self._low + (self._high - self._low) * part
        else:
            value = self._low * (self._high / self._low) ** part
        return float(f"{value:.3g}")

    def across(self, part: float) -> float:
        """How far right a place from 0 (the least value) to 1 is drawn, from 0 to 1; and the other way round."""
        return 1.0 - part if self._colour_of is not None else part

    @override
    def event(self, event: QEvent) -> bool:
        """PgUp and PgDown are the slider's while it has the keyboard, not the window's."""
        pages = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in pages:
            event.accept()
            return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a fiftieth, but whole numbers by one at least."""
        if self._colour_of is not None and event.key() in MIRRORED:
            self.triggerAction(MIRRORED[Qt.Key(event.key())])
            return
        up = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up)
        if self._whole and (up or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down)):
            here = round(self.value_at(self.value() / STEPS))
            step = self.singleStep() if up else -self.singleStep()
            there = round(self.value_at(min(1.0, max(0.0, (self.value() + step) / STEPS))))
            if here == there:
                self.setValue(round(STEPS * self.place(here + (1 if up else -1))))
                return
        super().keyPressEvent(event)

    @Slot(int)
    def _moved(self, position: int) -> None:
        if not self._quiet:
            self.value_picked.emit(self.value_at(position / STEPS))

    @override
    def sizeHint(self) -> QSize:
        """Wide enough to aim with."""
        return QSize(120, 22)

    @override
    def minimumSizeHint(self) -> QSize:
        """As high as the handle with its focus ring."""
        return QSize(48, 22)

    # The mouse: a press moves the handle there, as a pen would.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._drag(event)
        else:
            event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        super().mouseReleaseEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, unless the slider has the focus: nobody means to change values while scrolling past."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _drag(self, event: QMouseEvent) -> None:
        left, width = self._span()
        part = min(1.0, max(0.0, (event.position().x() - left) / width))
        self.setValue(round(STEPS * self.across(part)))

    def _span(self) -> tuple[float, float]:
        return RADIUS + 1, max(1.0, self.width() - 2 * RADIUS - 2)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        left, width = self._span()
        middle = self.height() / 2
        groove = QRectF(left, middle - GROOVE / 2, width, GROOVE)
        x = left + width * self.across(self.value() / STEPS)
        painter.setPen(Qt.PenStyle.NoPen)
        accent = palette.color(QPalette.ColorRole.Highlight)
        if self._colour_of is not None:
            gradient = QLinearGradient(groove.topLeft(), groove.topRight())
            for i in range(17):
                gradient.setColorAt(i / 16, self._colour_of(self.value_at(self.across(i / 16))))
            painter.setBrush(QBrush(gradient))
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            painter.drawRoundedRect(groove, 2, 2)
        else:
            painter.setBrush(palette.color(QPalette.ColorRole.Mid))
            painter.drawRoundedRect(groove, 2, 2)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(groove.left(), groove.top(), x - groove.left(), GROOVE), 2, 2)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(groove.adjusted(-0.5, -0.5, 0.5, 0.5), 2.5, 2.5)  # an end may be as dark as the window
        self._paint_marks(painter, groove)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        colour = palette.color(QPalette.ColorRole.PlaceholderText) if not self.isEnabled() else accent
        painter.setPen(QPen(colour, 2 if not self.hasFocus() else 3))
        painter.drawEllipse(QPointF(x, middle), RADIUS - 1.5, RADIUS - 1.5)

    def _paint_marks(self, painter: QPainter, groove: QRectF) -> None:
        text = self.palette().color(QPalette.ColorRole.Text)
        if self._allowed is not None:
            low, high = sorted(groove.left() + groove.width() * self.across(self.place(v)) for v in self._allowed)
            beyond = (QRectF(groove.left(), groove.top() - 3, low - groove.left(), GROOVE + 6),
                      QRectF(high, groove.top() - 3, groove.right() - high, GROOVE + 6))  # fmt: skip
            for rect in (r for r in beyond if r.width() > 1):
                painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
                painter.fillRect(rect, QBrush(text, Qt.BrushStyle.BDiagPattern))
                edge = rect.left() if rect.left() > groove.left() else rect.right()
                painter.fillRect(QRectF(edge - 0.75, groove.top() - 5, 1.5, GROOVE + 10), text)
        if self._recommended is not None:
            at = groove.left() + groove.width() * self.across(self.place(self._recommended))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
            top = groove.bottom() + 3.5
            painter.drawPolygon(QPolygonF([QPointF(at, top), QPointF(at - 3.5, top + 5), QPointF(at + 3.5, top + 5)]))
