"""A small line plot over steps: several lines, reference lines, and a scale that copes with a diverging loss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.render.lab.panel import tick_texts, ticks
from app.render.shapes import polylines
from app.ui.text import count
from app.ui.theme import tabular

Array = NDArray[np.float64]

WIDE = 50.0
"""Values that span more than this are drawn on a scale that is logarithmic in both directions from zero."""


@dataclass(frozen=True)
class Line:
    """Values over steps: ``x``, ``y`` [N]; ``faint`` for what is only there to compare, ``dashed`` for a true value."""

    x: Array
    y: Array
    colour: str
    label: str = ""
    faint: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """One plot. ``value`` stands at the right of the title; ``limits`` fixes the scale."""

    title: str
    lines: tuple[Line, ...] = ()
    value: str = ""
    limits: tuple[float, float] | None = None
    empty: str = ""


class Scale:
    """From values to 0..1: linear, or asinh where the values' sizes differ too much."""

    def __init__(self, values: Array, limits: tuple[float, float] | None = None) -> None:
        finite = values[np.isfinite(values)]
        low, high = limits or ((float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0))
        sizes = np.abs(finite) if len(finite) else np.ones(1)
        self.unit = max(float(np.quantile(sizes, 0.2)), float(sizes.max()) * 1e-5, 1e-9)
        self.wide = limits is None and max(abs(low), abs(high)) > WIDE * self.unit
        if limits is None:
            room = 0.06 * (high - low) or 0.1 * abs(high) or 1.0
            if not self.wide:
                low, high = low - room, high + room
        self.low, self.high = low, high
        ends = self._bend(np.array([low, high]))
        self._from, self._span = float(ends[0]), float(ends[1] - ends[0]) or 1.0

    def _bend(self, values: Array) -> Array:
        return np.arcsinh(values / self.unit) if self.wide else np.asarray(values, float)

    def place(self, values: Array) -> Array:
        """Values as parts of the axis."""
        return np.asarray((self._bend(values) - self._from) / self._span)

    def ticks(self, about: int) -> list[tuple[float, str]]:
        """Round values with their texts."""
        if not self.wide:
            values = ticks(self.low, self.high, max(2, about))
            return list(zip(values, tick_texts(values), strict=True))
        top = max(abs(self.low), abs(self.high))
        powers = [10.0**k for k in range(math.floor(math.log10(self.unit)), math.floor(math.log10(top)) + 1)]
        powers = powers[:: max(1, math.ceil(len(powers) / max(1, about - 1)))]
        values = sorted([0.0, *powers, *(-p for p in powers)])
        return [(v, f"{v:g}".replace("-", "−")) for v in values if self.low <= v <= self.high]


class Charts(QWidget):
    """Charts in a row."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charts: tuple[Chart, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 96)
        self.setAccessibleName(name)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """What is shown."""
        return self._charts

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(560, 130)

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """Show these."""
        self._charts = charts
        self.setAccessibleDescription("; ".join(f"{c.title} {c.value}" for c in charts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The charts side by side."""
        painter = QPainter(self)
        font = tabular(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() * 0.85))
        gap, n = 16.0, max(1, len(self._charts))
        width = (self.width() - gap * (n - 1)) / n
        for i, chart in enumerate(self._charts):
            paint_chart(painter, QRectF(i * (width + gap), 0, width, self.height()), chart, self.palette(), font)
        painter.end()


def paint_chart(painter: QPainter, area: QRectF, chart: Chart, palette: QPalette, font: QFont) -> None:
    """Draw one chart."""
    role = QPalette.ColorRole
    text, quiet, line = (palette.color(r) for r in (role.Text, role.PlaceholderText, role.Mid))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    high = metrics.height()
    painter.setPen(text)
    title = QRectF(area.left(), area.top(), area.width(), high)
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft, chart.title)
    painter.drawText(title, Qt.AlignmentFlag.AlignRight, chart.value)
    drawn = [ln for ln in chart.lines if len(ln.x)]
    if not drawn:
        painter.setPen(quiet)
        below = area.adjusted(0, high + 4, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap.value), chart.empty)
        return
    scale = Scale(np.concatenate([ln.y for ln in drawn]), chart.limits)
    across = max(float(max(ln.x[-1] for ln in drawn)), 1.0)
    top, bottom = area.top() + high + 4, area.bottom() - high - 3
    marks = scale.ticks(int((bottom - top) / (1.5 * high)))
    margin = max([metrics.horizontalAdvance(t) for _, t in marks], default=0.0) + 6
    plot = QRectF(area.left() + margin, top, area.width() - margin - 2, bottom - top)
    last_y = math.inf
    for value, label in marks:
        y = plot.bottom() - plot.height() * float(scale.place(np.array([value]))[0])
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if last_y - y >= high * 0.95:
            painter.setPen(quiet)
            room = QRectF(area.left(), y - high / 2, margin - 5, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
            last_y = y
    painter.setPen(quiet)
    feet = QRectF(plot.left(), plot.bottom() + 2, plot.width(), high)
    painter.drawText(feet, Qt.AlignmentFlag.AlignLeft, "0")
    painter.drawText(feet, Qt.AlignmentFlag.AlignHCenter, "step")
    painter.drawText(feet, Qt.AlignmentFlag.AlignRight, count(round(across)))
    painter.save()
    painter.setClipRect(plot.adjusted(-1, -2, 2, 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ln in drawn:
        _paint_line(painter, plot, ln, scale, across)
    painter.restore()
    _paint_labels(painter, plot, drawn, metrics, text)


def _paint_line(painter: QPainter, plot: QRectF, ln: Line, scale: Scale, across: float) -> None:
    good = np.isfinite(ln.y)
    xs = plot.left() + plot.width() * ln.x[good] / across
    ys = plot.bottom() - plot.height() * scale.place(ln.y[good])
    colour = QColor(ln.colour)
    colour.setAlphaF(0.35 if ln.faint else 1.0)
    pen = QPen(colour, 1.2 if ln.dashed or ln.faint else 1.8)
    if ln.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    if len(xs) == 1:
        pen.setWidthF(4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoint(QPointF(float(xs[0]), float(ys[0])))
    elif len(xs):
        painter.strokePath(polylines([np.stack([xs, ys], axis=1)]), pen)


def _paint_labels(painter: QPainter, plot: QRectF, drawn: Sequence[Line], metrics: QFontMetricsF, text: QColor) -> None:
    """A legend in the plot's upper right corner."""
    x = plot.right() - 4
    for ln in reversed([ln for ln in drawn if ln.label]):
        width = metrics.horizontalAdvance(ln.label)
        painter.setPen(text)
        painter.drawText(QPointF(x - width, plot.top() + metrics.ascent() + 2), ln.label)
        pen = QPen(QColor(ln.colour), 2)
        if ln.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = plot.top() + 2 + metrics.height() / 2
        painter.drawLine(QPointF(x - width - 18, y), QPointF(x - width - 4, y))
        x -= width + 28
