"""The picture of the table of ``tests.bench.quality``: two charts over the number of evaluations, and what is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from app.render.axes import Axis, Spacing, fit_axis

SIZE = (1200, 560)
DENSITY = 2
COLOURS = (
    "#5b2d9e",
    "#b39ddb",
    "#8c8c96",
    "#b0578f",
    "#0072b2",
    "#56b4e9",
    "#009e73",
    "#d55e00",
    "#e69f00",
    "#cc3366",
    "#444450",
)
SHAPES = ("circle", "square", "diamond", "triangle")
INK, QUIET, LINE = QColor("#1c1c22"), QColor("#62626e"), QColor("#dcdce4")

Point = tuple[str, int, float, float]
"""Series, evaluations, Frechet distance, mean top probability."""


class Real(Protocol):
    """What real pictures have."""

    floor: float
    floor_spread: float
    real_top_probability: float
    samples: int


class Chart:
    """One chart: where values lie in it."""

    def __init__(self, area: QRectF, x: Axis, y: Axis) -> None:
        self.area, self.x, self.y = area, x, y

    def place(self, x: float, y: float) -> QPointF:
        """A point of the chart in the picture."""
        places = []
        for axis, value, begin, end in (
            (self.x, x, self.area.left(), self.area.right()), (self.y, y, self.area.bottom(), self.area.top()),
        ):  # fmt: skip
            low, high = axis.ends
            part = (float(axis.lengths(min(max(value, axis.low), axis.high))) - low) / (high - low)
            places.append(begin + part * (end - begin))
        return QPointF(*places)


def charts(points: Sequence[Point], real: Real) -> tuple[Chart, Chart]:
    """The charts of the Frechet distance and of the top probability."""
    x = fit_axis(np.array([float(n) for _, n, _, _ in points]), Spacing.LOG)
    distances = np.array([real.floor, *(d for _, _, d, _ in points)])
    top = np.array([real.real_top_probability, *(p for _, _, _, p in points)])
    wide = SIZE[0] / 2
    left = QRectF(64, 48, wide - 96, SIZE[1] - 200)
    return (
        Chart(left, x, fit_axis(distances, Spacing.LOG)),
        Chart(left.translated(wide, 0), x, Axis(max(0.5, fit_axis(top).low), 1.0)),
    )


def draw(points: Sequence[Point], real: Real) -> QImage:
    """The picture."""
    app = QGuiApplication.instance() or QGuiApplication(["quality", "-platform", "offscreen"])
    image = QImage(SIZE[0] * DENSITY, SIZE[1] * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(app.font())
    font.setPixelSize(13)
    painter.setFont(font)
    names = list(dict.fromkeys(name for name, *_ in points))
    first, second = charts(points, real)
    spread = f" ± {real.floor_spread:.2g}" if real.floor_spread else ""
    for chart, title, value, floor, words in (
        (first, f"Fréchet distance to the test digits, {real.samples:,} samples", 2, real.floor,
         f"floor: as many training digits, {real.floor:.3g}{spread}"),
        (second, "Mean top probability", 3, real.real_top_probability,
         f"test digits, {real.real_top_probability:.3f}"),
    ):  # fmt: skip
        _frame(painter, chart, title)
        y = chart.place(chart.x.low, floor).y()
        painter.setPen(QPen(INK, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(chart.area.left(), y), QPointF(chart.area.right(), y))
        painter.setPen(INK)
        below = y + 16 < chart.area.bottom()
        painter.drawText(QPointF(chart.area.left() + 6, y + 15 if below else y - 5), words)
        for k, name in enumerate(names):
            at = [chart.place(p[1], p[value]) for p in points if p[0] == name]
            _series(painter, at, k)
    _legend(painter, names)
    painter.end()
    return image


def _frame(painter: QPainter, chart: Chart, title: str) -> None:
    area = chart.area
    bold = QFont(painter.font())
    bold.setBold(True)
    painter.save()
    painter.setFont(bold)
    painter.setPen(INK)
    painter.drawText(QPointF(area.left(), area.top() - 16), title)
    painter.restore()
    for value, text in chart.x.ticks(8):
        x = chart.place(value, chart.y.low).x()
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(QUIET)
        painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, 18), int(Qt.AlignmentFlag.AlignHCenter), text)
    for value, text in chart.y.ticks(8):
        y = chart.place(chart.x.low, value).y()
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QUIET)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(area.left() - 64, y - 9, 58, 18), flags, text)
    painter.drawText(
        QRectF(area.left(), area.bottom() + 22, area.width(), 18), int(Qt.AlignmentFlag.AlignHCenter),
        "evaluations of the network",
    )  # fmt: skip


def _series(painter: QPainter, at: list[QPointF], k: int) -> None:
    colour = QColor(COLOURS[k % len(COLOURS)])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.8))
    painter.drawPolyline(QPolygonF(at))
    for point in at:
        _marker(painter, point, k)


def _marker(painter: QPainter, at: QPointF, k: int) -> None:
    r = 4.5
    painter.setPen(QPen(QColor("white"), 1))
    painter.setBrush(QColor(COLOURS[k % len(COLOURS)]))
    x, y, shape = at.x(), at.y(), SHAPES[k % len(SHAPES)]
    if shape == "circle":
        painter.drawEllipse(at, r, r)
    elif shape == "square":
        painter.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
    elif shape == "diamond":
        painter.drawPolygon(QPolygonF([QPointF(x, y - 6), QPointF(x + 6, y), QPointF(x, y + 6), QPointF(x - 6, y)]))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y - 6), QPointF(x + 5.5, y + 4), QPointF(x - 5.5, y + 4)]))


def _legend(painter: QPainter, names: list[str]) -> None:
    columns = 5
    wide = (SIZE[0] - 64) / columns
    for k, name in enumerate(names):
        row, column = divmod(k, columns)
        x, y = 64 + column * wide, SIZE[1] - 80 + 30 * row
        painter.setPen(QPen(QColor(COLOURS[k % len(COLOURS)]), 1.8))
        painter.drawLine(QPointF(x, y), QPointF(x + 26, y))
        _marker(painter, QPointF(x + 13, y), k)
        painter.setPen(INK)
        painter.drawText(QPointF(x + 34, y + 5), name)
