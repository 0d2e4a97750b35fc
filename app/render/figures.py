"""Charts of a run as a figure for a paper or a slide: dark on white, drawn as a picture or as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from app.render.axes import Spacing, fit_axis, round_values
from app.render.images import to_array

Array = NDArray[np.float64]

WIDE, TALL = 440, 280
"""The size of a chart."""

LEFT, RIGHT, TOP, BOTTOM = 56, 16, 30, 40
"""Around its axes."""

INK, QUIET, GRID = QColor("#1c1c22"), QColor("#5a5a66"), QColor("#dddde4")
DOT = 3.0


@dataclass(frozen=True, eq=False)
class Panel:
    """One chart: ``y`` over ``x`` [N] as dots of ``colours``, x between the ends of ``span``; lines at ``marks``."""

    title: str
    unit: str
    across: str
    x: Array
    y: Array
    colours: Sequence[QColor]
    span: tuple[float, float]
    marks: tuple[float, ...] = ()
    spacing: Spacing = Spacing.LOG


def figure_size(panels: Sequence[Panel]) -> QSize:
    """Of all charts, two in a row."""
    return QSize(min(2, len(panels)) * WIDE, math.ceil(len(panels) / 2) * TALL)


def draw_figure(panels: Sequence[Panel], scale: int = 2) -> NDArray[np.uint8]:
    """The charts as a picture uint8 [H, W, 3], ``scale`` pixels a unit."""
    image = QImage(figure_size(panels) * scale, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    paint_figure(painter, panels)
    painter.end()
    return to_array(image)


def figure_svg(panels: Sequence[Panel], title: str, description: str) -> bytes:
    """The charts as SVG, with what it says about itself."""
    buffer, size = QBuffer(), figure_size(panels)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    generator.setDescription(description)
    painter = QPainter(generator)
    paint_figure(painter, panels)
    painter.end()
    return bytes(buffer.data().data())


def paint_figure(painter: QPainter, panels: Sequence[Panel]) -> None:
    """Draw the charts, two in a row."""
    size, font = figure_size(panels), QFont()
    font.setPixelSize(12)
    painter.setFont(font)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor("white"))
    for k, panel in enumerate(panels):
        row, column = divmod(k, 2)
        left, top = column * WIDE + LEFT, row * TALL + TOP
        _paint(painter, panel, QRectF(left, top, WIDE - LEFT - RIGHT, TALL - TOP - BOTTOM))


def _paint(painter: QPainter, panel: Panel, room: QRectF) -> None:
    """A chart with its axes inside of ``room``."""
    axis, line = fit_axis(panel.y, panel.spacing), QFontMetricsF(painter.font()).height()
    painter.setPen(INK)
    title = panel.title + (f"  ({panel.unit})" if panel.unit else "")
    painter.drawText(QPointF(room.left(), room.top() - line / 2), title)
    x_of, y_of = _scale(panel.span, room.left(), room.right()), _scale(axis.ends, room.bottom(), room.top())
    for value, text in axis.ticks(6):
        y = y_of(float(axis.lengths(value)))
        _line(painter, GRID, QPointF(room.left(), y), QPointF(room.right(), y))
        _text(painter, QRectF(room.left() - LEFT, y - line / 2, LEFT - 6, line), Qt.AlignmentFlag.AlignRight, text)
    for value in round_values(*panel.span, 6):
        if value == round(value):
            below = QRectF(x_of(value) - 40, room.bottom() + 3, 80, line)
            _text(painter, below, Qt.AlignmentFlag.AlignHCenter, f"{value:.0f}")
    name = QRectF(room.left(), room.bottom() + 3 + line, room.width(), line)
    _text(painter, name, Qt.AlignmentFlag.AlignHCenter, panel.across)
    for mark in panel.marks:
        _line(painter, QUIET, QPointF(x_of(mark), room.top()), QPointF(x_of(mark), room.bottom()), dashed=True)
    _line(painter, QUIET, room.bottomLeft(), room.bottomRight())
    _line(painter, QUIET, room.bottomLeft(), room.topLeft())
    painter.setPen(Qt.PenStyle.NoPen)
    lengths = axis.lengths(panel.y).tolist()
    for x, length, colour in zip(panel.x.tolist(), lengths, panel.colours, strict=True):
        if math.isfinite(length):
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x_of(x), y_of(length)), DOT, DOT)


def _scale(ends: tuple[float, float], first: float, last: float) -> Callable[[float], float]:
    """From values between ``ends`` to places."""
    low, high = ends
    return lambda value: first + (value - low) / (high - low) * (last - first)


def _line(painter: QPainter, colour: QColor, start: QPointF, end: QPointF, *, dashed: bool = False) -> None:
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawLine(start, end)


def _text(painter: QPainter, room: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
    painter.setPen(QUIET)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
