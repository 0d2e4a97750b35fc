"""Where a picture lies in a view: whole factors, so each of its pixels is a square. All lengths are device pixels."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect

from app.render.grids import MAX_SCALE
from app.state.strokes import Point

MARGIN = 8
KEEP = 24
"""So much of the picture stays in the view, however far it is pushed."""


class Viewport:
    """Zoom and offset of a picture of ``height`` x ``width`` in a ``room`` (width, height)."""

    def __init__(self) -> None:
        self.height = self.width = 1
        self.room = (1, 1)
        self._zoom: int | None = None
        self._offset = QPointF(0, 0)
        self.scale = 1
        """Device pixels a pixel of the picture."""
        self.rect = QRect(0, 0, 1, 1)
        """The picture's place."""

    def show_picture(self, height: int, width: int) -> None:
        """Another picture, fitted."""
        self.height, self.width = height, width
        self.fit()

    def set_room(self, room: tuple[int, int]) -> None:
        """The view has another size."""
        if room != self.room:
            self.room = room
            self._arrange()

    @property
    def fitted(self) -> bool:
        """Whether the whole picture is shown as large as it can be, and follows the view's size."""
        return self._zoom is None

    def _arrange(self) -> None:
        across = (self.room[0] - 2 * MARGIN) // self.width
        down = (self.room[1] - 2 * MARGIN) // self.height
        fitting = max(1, min(MAX_SCALE, across, down))
        self.scale = fitting if self._zoom is None else self._zoom
        wide, tall = self.width * self.scale, self.height * self.scale
        left = (self.room[0] - wide) // 2 + math.floor(self._offset.x())
        top = (self.room[1] - tall) // 2 + math.floor(self._offset.y())
        self.rect = QRect(left, top, wide, tall)

    def to_picture(self, place: QPointF) -> Point:
        """(x, y) in pixels of the picture, outside of it too."""
        rect, scale = self.rect, self.scale
        return (place.x() - rect.left()) / scale, (place.y() - rect.top()) / scale

    def to_view(self, point: Point) -> QPointF:
        """The place of a point of the picture."""
        rect, scale = self.rect, self.scale
        return QPointF(rect.left() + point[0] * scale, rect.top() + point[1] * scale)

    def fit(self) -> None:
        """The largest whole factor at which everything is seen."""
        self._zoom, self._offset = None, QPointF(0, 0)
        self._arrange()

    def zoom(self, steps: int, about: QPointF) -> None:
        """Larger or smaller, an eighth (at least one factor) a step; the point of the picture at ``about`` stays."""
        fixed = self.to_picture(about)
        scale = self.scale
        for _ in range(abs(steps)):
            jump = max(1, scale // 8)
            scale = max(1, min(MAX_SCALE, scale + jump if steps > 0 else scale - jump))
        self._zoom = scale
        self._arrange()
        self.pan(about - self.to_view(fixed))

    def pan(self, by: QPointF) -> None:
        """Move the picture; some of it always stays in the view."""
        if self._zoom is None:
            self._zoom = self.scale
        wide, tall = self.width * self._zoom, self.height * self._zoom
        limits = [max(0, (room + size) / 2 - KEEP) for room, size in zip(self.room, (wide, tall), strict=True)]
        moved = self._offset + by
        self._offset = QPointF(min(limits[0], max(-limits[0], moved.x())), min(limits[1], max(-limits[1], moved.y())))
        self._arrange()
