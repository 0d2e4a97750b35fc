"""A few lines of text as a picture, to go below an exported grid."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from app.render.images import to_array

PAD = 8


def draw_caption(text: str, width: int, pixels: int = 14) -> np.ndarray:
    """``text`` wrapped into ``width`` pixels, dark on white, small in narrow pictures: uint8 [rows, width, 3]."""
    font = QFont()
    font.setPixelSize(max(8, min(pixels, width // 24)))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap.value)
    room = QRect(0, 0, max(1, width - 2 * PAD), 100_000)
    height = QFontMetrics(font).boundingRect(room, flags, text).height() + 2 * PAD
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor("#1c1c22"))
    painter.drawText(QRect(PAD, PAD, room.width(), height), flags, text)
    painter.end()
    return to_array(image)
