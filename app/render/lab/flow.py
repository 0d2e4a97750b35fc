"""Lines of the probability flow, each piece in the colour of its noise level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.params.lab.fields import SIGMA_COLOURS
from app.render.colours import sigma_colour
from app.render.shapes import polygon, polylines

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Flow:
    """Lines [N, P, 2] of the plane and the colours of their P - 1 pieces, #rrggbb; a dot where each of them ends."""

    lines: Array
    colours: tuple[str, ...]


def coloured(lines: Array, sigmas: Array) -> Flow:
    """Lines [N, P, 2] whose pieces have the colours of their noise levels ``sigmas`` [P]."""
    between = np.sqrt(sigmas[1:] * sigmas[:-1])
    return Flow(lines, tuple(sigma_colour(float(sigma), *SIGMA_COLOURS).name() for sigma in between))


def paint_flow(painter: QPainter, lines: Array, colours: tuple[str, ...]) -> None:
    """Draw lines [N, P, 2] of pixels, on a quiet bright edge that sets them off from dark and coloured ground."""
    edge = QPen(QColor(255, 255, 255, 110), 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    for pen in (edge, None):
        for k, colour in enumerate(colours):  # pieces: the cost of a wide line grows faster than its length
            used = pen or QPen(QColor(colour), 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.strokePath(polylines(list(lines[:, k : k + 2])), used)
    ends = polygon(np.ascontiguousarray(lines[:, -1]))
    for fill, size in ((QColor(0, 0, 0, 150), 5.0), (QColor("#ffffff"), 3.2)):
        painter.setPen(QPen(fill, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(ends)
