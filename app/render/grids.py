"""A batch of pictures as a grid: whole factors, no smoothing, a gap of one pixel. All lengths are device pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

GAP = 1
MAX_SCALE = 64


@dataclass(frozen=True)
class GridLayout:
    """Where each of ``count`` pictures of ``height`` x ``width`` lies at a whole enlargement ``scale``."""

    count: int
    height: int
    width: int
    columns: int
    scale: int

    @property
    def rows(self) -> int:
        """The number of rows."""
        return math.ceil(self.count / self.columns)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the whole grid."""
        return (
            self.columns * (self.width * self.scale + GAP) - GAP,
            self.rows * (self.height * self.scale + GAP) - GAP,
        )

    def rect(self, index: int) -> QRect:
        """Where a picture lies."""
        row, column = divmod(index, self.columns)
        wide, tall = self.width * self.scale, self.height * self.scale
        return QRect(column * (wide + GAP), row * (tall + GAP), wide, tall)

    def index_at(self, x: float, y: float) -> int | None:
        """The picture at a point, or None."""
        column = math.floor(x / (self.width * self.scale + GAP))
        row = math.floor(y / (self.height * self.scale + GAP))
        index = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and index < self.count
        return index if inside and self.rect(index).contains(math.floor(x), math.floor(y)) else None


@lru_cache(maxsize=64)  # asked for with each picture of a run
def fit_grid(count: int, height: int, width: int, room: tuple[int, int], scale: int | None = None) -> GridLayout:
    """The columns and the largest whole factor at which everything fits into ``room`` (width, height).

    A grid without empty places wins unless another makes the pictures half as large again; then the one nearest to
    the room's shape. With ``scale`` given only the columns are chosen.
    """
    candidates = []
    for rows in range(1, count + 1):
        columns = math.ceil(count / rows)
        if math.ceil(count / columns) != rows:
            continue  # fewer rows do
        across = (room[0] - (columns - 1) * GAP) / (columns * width)
        down = (room[1] - (rows - 1) * GAP) / (rows * height)
        fit = min(across, down)
        factor = float(min(MAX_SCALE, math.floor(fit))) if fit >= 1 else fit
        shape = abs(math.log(columns * width * max(1, room[1]) / (rows * height * max(1, room[0]))))
        weight = factor * (1.0 if rows * columns == count else 1 / 1.5)
        candidates.append((weight, -shape, columns, max(1, math.floor(factor))))
    _, _, columns, factor = max(candidates)
    return GridLayout(count, height, width, columns, scale or factor)


def paint_grid(
    painter: QPainter, stack: QImage, layout: GridLayout, origin: tuple[int, int], visible: QRect, faded: frozenset[int]
) -> None:
    """Draw the pictures of ``stack`` (above one another) that lie in ``visible``, the grid's corner at ``origin``.

    The painter's units must be device pixels. ``faded`` are drawn at a third of their strength.
    """
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for index in range(layout.count):
        target = layout.rect(index).translated(*origin)
        if target.intersects(visible):
            painter.setOpacity(0.35 if index in faded else 1.0)
            painter.drawImage(target, stack, QRect(0, index * layout.height, layout.width, layout.height))
    painter.setOpacity(1.0)


def paint_outline(painter: QPainter, rect: QRect, colour: QColor, thickness: int) -> None:
    """A frame around ``rect``, outside of it."""
    t = thickness
    outer = rect.adjusted(-t, -t, t, t)
    painter.fillRect(QRect(outer.left(), outer.top(), outer.width(), t), colour)
    painter.fillRect(QRect(outer.left(), rect.bottom() + 1, outer.width(), t), colour)
    painter.fillRect(QRect(outer.left(), rect.top(), t, rect.height()), colour)
    painter.fillRect(QRect(rect.right() + 1, rect.top(), t, rect.height()), colour)
