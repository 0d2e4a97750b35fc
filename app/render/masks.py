"""The mask over a picture: exactly its pixels, in one colour; and the outline of a brush."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.render.images import to_screen

MASK_COLOUR = (21, 170, 191)
"""Teal: far from greys, from the noise levels' violet to yellow, and told apart by the colour-blind."""


def masked_image(frame: np.ndarray, mask: np.ndarray, opacity: float) -> QImage:
    """A picture uint8 [H, W, C] with the pixels of the mask bool [H, W] tinted, one pixel a pixel.

    Opaque, and in the screen's own format: that is the one Qt enlarges quickly.
    """
    shown = np.empty((*mask.shape, 3), np.uint8)
    for channel, tint in enumerate(MASK_COLOUR):
        plane = frame[:, :, min(channel, frame.shape[2] - 1)]
        shown[:, :, channel] = plane
        if opacity:
            tinted = np.rint(np.arange(256) * (1 - opacity) + tint * opacity).astype(np.uint8)
            shown[:, :, channel][mask] = tinted[plane[mask]]
    return to_screen(shown)


def paint_ring(painter: QPainter, centre: QPointF, radius: float, ratio: float) -> None:
    """A thin circle that is seen on any ground: dark outside, light inside. Lengths are device pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, extra in ((QColor(0, 0, 0, 200), ratio), (QColor(255, 255, 255, 230), 0.0)):
        painter.setPen(QPen(colour, ratio))
        painter.drawEllipse(centre, radius + extra, radius + extra)
    painter.restore()


def paint_cross(painter: QPainter, centre: QPointF, arm: float, ratio: float) -> None:
    """A small cross that is seen on any ground. Lengths are device pixels."""
    for colour, width in ((QColor(0, 0, 0, 200), 3 * ratio), (QColor(255, 255, 255, 230), ratio)):
        painter.fillRect(QRectF(centre.x() - arm, centre.y() - width / 2, 2 * arm, width), colour)
        painter.fillRect(QRectF(centre.x() - width / 2, centre.y() - arm, width, 2 * arm), colour)
