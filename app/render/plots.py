"""A small line plot against the noise level, its points in the levels' colours.

Drawn directly: four live plots of a plotting library take 14 to 18 ms a refresh from the sampler's cores, these 1 ms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PAD = 4.0


@dataclass(frozen=True)
class PlotColours:
    """Text, lines, and the surface behind."""

    text: QColor
    quiet: QColor
    line: QColor
    accent: QColor


@dataclass(frozen=True)
class Series:
    """Values against the level axis (1 to L + 1): ``x``, ``y`` [N] and one colour a point; ``log`` for the y axis."""

    title: str
    value: str
    x: np.ndarray
    y: np.ndarray
    colours: Sequence[QColor]
    log: bool = True


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic axis from ``low`` to ``high`` (both included)."""

    low: float
    high: float
    log: bool

    def place(self, values: np.ndarray) -> np.ndarray:
        """Values as parts of the axis, from 0 to 1."""
        if self.log:
            parts: np.ndarray = np.log10(np.maximum(values, 1e-300) / self.low) / math.log10(self.high / self.low)
            return parts
        return (values - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """At most ``most`` round values with their texts."""
        if self.log and self.high / self.low >= 10**1.3:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, math.ceil((last - first + 1) / most))
            return [(10.0**k, _power(k)) for k in range(first, last + 1) if (k - first) % every == 0]
        if self.log:
            decades = range(math.floor(math.log10(self.low)) - 1, math.ceil(math.log10(self.high)) + 1)
            for multiples in ((1, 2, 5), range(1, 10)):
                steps = [k * 10.0**d for d in decades for k in multiples]
                inside = [v for v in steps if self.low <= v <= self.high]
                if len(inside) >= 2:
                    every = max(1, math.ceil(len(inside) / max(most, 2)))
                    return [(v, _round_number(v)) for v in inside[::every]]
        step = nice_step((self.high - self.low) / max(1, most - 1))
        start = math.ceil(self.low / step - 1e-9)
        values = [step * k for k in range(start, math.floor(self.high / step + 1e-9) + 1)]
        return [(v, _round_number(v)) for v in values][:most]


def nice_step(step: float) -> float:
    """The next number of the form 1, 2 or 5 times a power of ten that is not smaller."""
    power = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next(power * k for k in (1, 2, 5, 10) if power * k >= step * (1 - 1e-9))


def fit_scale(values: np.ndarray, *, log: bool) -> Scale:
    """An axis around the finite values (positive ones, if logarithmic), with a little room at both ends."""
    usable = values[np.isfinite(values) & ((values > 0) if log else True)]
    if not len(usable):
        return Scale(0.1, 10.0, True) if log else Scale(0.0, 1.0, False)
    low, high = float(usable.min()), float(usable.max())
    if log:
        room = max((high / low) ** 0.06, 1.3)
        return Scale(low / room, high * room, True)
    room = 0.06 * (high - low) or 0.5 * abs(high) or 1.0
    return Scale(low - room, high + room, False)


def paint_plot(
    painter: QPainter, area: QRectF, series: Series, levels: int, marks: Sequence[float], cursor: float | None,
    colours: PlotColours, font: QFont,
) -> QRectF:  # fmt: skip
    """Draw title, axes, points, the changes of parameters at ``marks`` and a cursor; the rectangle of the data.

    ``levels`` is the length of the x axis, labelled "level".
    """
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    height = metrics.height()
    scale = fit_scale(series.y, log=series.log)
    top, bottom = area.top() + 1.5 * height + PAD, area.bottom() - height - PAD / 2
    ticks = scale.ticks(max(2, int((bottom - top) / (1.6 * height))))
    width = max([metrics.horizontalAdvance(text) for _, text in ticks], default=0.0)
    data = QRectF(area.left() + width + 2 * PAD, top, area.width() - width - 3 * PAD, bottom - top)
    painter.setPen(colours.text)
    title = QRectF(area.left(), area.top(), area.width() - PAD, height)
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft, series.title)
    painter.drawText(title, Qt.AlignmentFlag.AlignRight, series.value)
    for value, text in ticks:
        y = data.bottom() - data.height() * float(scale.place(np.array(value)))
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QPointF(data.left(), y), QPointF(data.right(), y))
        painter.setPen(colours.quiet)
        label = QRectF(area.left(), y - height / 2, width + PAD / 2, height)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    across = Scale(1.0, max(2.0, levels + 1.0), False)
    _paint_x_axis(painter, data, colours, metrics, levels)
    painter.save()
    painter.setClipRect(data.adjusted(-3, -3, 3, 3))
    for mark in marks:
        x = data.left() + data.width() * float(across.place(np.array(mark)))
        painter.setPen(QPen(colours.accent, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, data.top()), QPointF(x, data.bottom()))
    if cursor is not None:
        x = data.left() + data.width() * float(across.place(np.array(cursor)))
        painter.setPen(QPen(colours.quiet, 1))
        painter.drawLine(QPointF(x, data.top()), QPointF(x, data.bottom()))
    _paint_points(painter, data, series, across, scale, colours)
    painter.restore()
    return data


def _paint_x_axis(painter: QPainter, data: QRectF, colours: PlotColours, metrics: QFontMetricsF, levels: int) -> None:
    height = metrics.height()
    painter.setPen(QPen(colours.line, 1))
    painter.drawLine(data.bottomLeft(), data.bottomRight())
    painter.setPen(colours.quiet)
    below = QRectF(data.left(), data.bottom() + PAD / 2, data.width(), height)
    first, last = "1", str(max(1, levels))
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, first)
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)
    wanted = metrics.horizontalAdvance("level i") + 2 * metrics.horizontalAdvance(last) + 4 * PAD
    if wanted <= data.width():
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "level i")


def _paint_points(
    painter: QPainter, data: QRectF, series: Series, across: Scale, scale: Scale, colours: PlotColours
) -> None:
    good = np.isfinite(series.y) & ((series.y > 0) if series.log else True)
    xs = data.left() + data.width() * across.place(series.x[good])
    ys = data.bottom() - data.height() * scale.place(series.y[good])
    shades = [colour for colour, keep in zip(series.colours, good, strict=True) if keep]
    points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    faint = QColor(colours.quiet)
    faint.setAlpha(110)
    painter.setPen(QPen(faint, 1))
    painter.drawPolyline(QPolygonF(points))
    size = 4.5 if len(points) < 100 else 3.0
    start = 0
    for i in range(1, len(points) + 1):  # points of one colour in one call
        if i == len(points) or shades[i] != shades[start]:
            pen = QPen(shades[start], size)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(QPolygonF(points[start:i]))
            start = i
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _round_number(value: float) -> str:
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.6g}"
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{float(mantissa):g}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def _power(k: int) -> str:
    if -2 <= k <= 3:
        return f"{10.0**k:g}"
    return f"10{str(k).translate(_SUPERSCRIPTS)}"
