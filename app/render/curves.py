"""Curves of charts: dots in the colours of noise levels, and plain lines, quick at any length and on dense screens.

Qt's raster engine takes about 100 times as long for a line wider than a pixel, and more than in proportion to its
length: 2,000 points took 0.1 s, on a dense screen 0.3 s. Long lines are therefore a pixel thin, others drawn in pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from app.render.shapes import polygon

Array = NDArray[np.float64]

LONG = 400
"""Lines of more points than this are a pixel thin."""

PIECE = 8
"""The points of a piece of a wider line."""

SMALLEST, LARGEST = 3.0, 6.0
"""The diameters of dots, in device-independent pixels: large ones where there is room for them."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Values ``y`` over ``x``, both [N], ``x`` ascending.

    Drawn as a line in ``colour``; ``faint`` for what is only there to compare, ``dashed`` for a true value. With
    ``dots``, one colour a point, as dots on a faint line instead.
    """

    x: Array
    y: Array
    colour: str = ""
    label: str = ""
    faint: bool = False
    dashed: bool = False
    dots: Sequence[QColor] = ()

    def part(self, points: slice) -> Curve:
        """Some of its points."""
        return replace(self, x=self.x[points], y=self.y[points], dots=self.dots[points])


def paint_curve(painter: QPainter, at: Array, curve: Curve, quiet: QColor) -> None:
    """Draw a curve whose points are at the places ``at`` [N, 2]; those that are not finite are left out.

    ``quiet`` is the colour of the line between dots. The painter must smooth.
    """
    good = np.isfinite(at).all(axis=1)
    at = at[good]
    if curve.dots:
        painter.setPen(hairline(quiet, 110))
        painter.drawPolyline(polygon(at))
        paint_dots(painter, at, [curve.dots[i] for i in np.flatnonzero(good).tolist()])
    elif len(at) == 1:
        painter.setPen(QPen(QColor(curve.colour), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoint(QPointF(*at[0].tolist()))
    elif curve.dashed:
        painter.setPen(QPen(QColor(curve.colour), 1.2, Qt.PenStyle.DashLine))
        painter.drawPolyline(polygon(at))
    elif curve.faint or len(at) > LONG:
        painter.setPen(hairline(QColor(curve.colour), 90 if curve.faint else 255))
        painter.drawPolyline(polygon(at))
    else:
        painter.setPen(QPen(QColor(curve.colour), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for start in range(0, len(at) - 1, PIECE):
            painter.drawPolyline(polygon(at[start : start + PIECE + 1]))


def paint_dots(painter: QPainter, at: Array, colours: Sequence[QColor]) -> None:
    """Dots at ``at`` [N, 2], from left to right, in one call: their colours are those of a gradient across them all."""
    if not len(at):
        return
    left, right = float(at[0, 0]), float(at[-1, 0])
    parts = ((at[:, 0] - left) / max(right - left, 1e-9)).tolist()
    stops = [(0.0, colours[0])]
    for i in range(1, len(colours)):
        if colours[i] != colours[i - 1]:  # it changes midway between two dots, at once
            middle = (parts[i - 1] + parts[i]) / 2
            stops += [(middle, colours[i - 1]), (min(1.0, middle + 1e-6), colours[i])]
    gradient = QLinearGradient(left, 0, max(right, left + 1e-9), 0)
    gradient.setStops([*stops, (1.0, colours[-1])])
    size = min(LARGEST, max(SMALLEST, 2 + (right - left) / len(at)))
    painter.setPen(QPen(QBrush(gradient), size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(polygon(at))


def hairline(colour: QColor, alpha: int = 255) -> QPen:
    """A pen of one pixel, however dense the screen."""
    colour = QColor(colour)
    colour.setAlpha(alpha)
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen
