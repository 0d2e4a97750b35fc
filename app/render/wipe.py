"""A divider over a picture: another one is seen left of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter

HANDLE = 9
"""The radius of its handle, in pixels of the screen at ratio 1."""

_DARK = QColor(0, 0, 0, 180)


def left_of(rect: QRect, divider: float) -> QRect:
    """The part of ``rect`` left of the divider, 0 (none of it) to 1 (all)."""
    return QRect(rect.left(), rect.top(), round(rect.width() * divider), rect.height())


def paint_divider(painter: QPainter, rect: QRect, divider: float, ratio: float, *, handle: bool = False) -> None:
    """The line, seen on any ground, within ``rect`` (device pixels), and in its middle what one drags it by."""
    line = max(1, round(ratio))
    left = min(rect.right(), max(rect.left(), rect.left() + left_of(rect, divider).width() - line))
    for colour, dx in ((_DARK, line), (QColor("white"), 0)):
        painter.fillRect(QRect(left + dx, rect.top(), line, rect.height()), colour)
    if not handle:
        return
    middle, radius = QPointF(left + line, rect.center().y()), HANDLE * ratio
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, size in ((_DARK, radius + line), (QColor("white"), radius)):
        painter.setBrush(colour)
        painter.drawEllipse(middle, size, size)
    painter.setBrush(_DARK)
    for way in (-1, 1):
        tip, base = middle.x() + way * 0.7 * radius, middle.x() + way * 0.25 * radius
        painter.drawPolygon(
            [QPointF(tip, middle.y()), QPointF(base, middle.y() - 0.4 * radius),
             QPointF(base, middle.y() + 0.4 * radius)]
        )  # fmt: skip
    painter.restore()
