"""Dots of particles and data, seen whatever their colour is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.render.colours import seen_on
from app.render.shapes import polygon

if TYPE_CHECKING:
    from app.render.lab.panel import Points, Theme

Array = NDArray[np.float64]

MANY = 4000
"""Above this many points they are drawn as plain squares: 10,000 take 2 to 3 ms."""


EDGE = 6.0
"""The contrast of an edge with the plot, of which smoothing takes a part."""


def paint_points(painter: QPainter, at: Array, points: Points, theme: Theme) -> None:
    """Outlined dots stand out from the plot whatever their colour: dark ones on dark have a light edge."""
    dots = polygon(at)
    many = len(at) > MANY
    painter.save()
    # Smooth round dots cost ten times as much as plain ones, and cannot be told from them in a crowd.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    cap = Qt.PenCapStyle.FlatCap if many else Qt.PenCapStyle.RoundCap
    colour = QColor(points.colour)
    ground, ink = QColor(theme.plot), QColor(theme.text)
    lost = points.outline and seen_on(colour, ground, ink) != colour
    if points.outline and not many:
        edge = seen_on(colour, ground, ink, EDGE) if lost else colour.darker(220)
        edge.setAlphaF(points.opacity)
        painter.setPen(QPen(edge, points.size + (2.0 if lost else 1.2), Qt.PenStyle.SolidLine, cap))
        painter.drawPoints(dots)
    elif lost:
        colour = seen_on(colour, ground, ink)
    colour.setAlphaF(points.opacity)
    painter.setPen(QPen(colour, points.size, Qt.PenStyle.SolidLine, cap))
    painter.drawPoints(dots)
    painter.restore()
