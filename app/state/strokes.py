"""What a brush covers: pure geometry on a grid of pixels, whose centres lie at (column + 1/2, row + 1/2)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

Point = tuple[float, float]
"""(x, y) in pixels of the picture, from its top left corner."""


class Box(NamedTuple):
    """Rows ``top`` to ``bottom`` and columns ``left`` to ``right``, the ends not included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """The box as an index of [H, W]."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def empty(self) -> bool:
        """Whether no pixel lies in it."""
        return self.top >= self.bottom or self.left >= self.right

    def united(self, other: Box | None) -> Box:
        """The smallest box around both."""
        if other is None or other.empty:
            return self
        if self.empty:
            return other
        return Box(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def changed_box(before: np.ndarray, after: np.ndarray, within: Box) -> Box:
    """The smallest box in which two arrays [..., H, W] differ, looked for ``within`` a box."""
    different = before[(..., *within.slices)] != after[(..., *within.slices)]
    flat = different.reshape(-1, *different.shape[-2:]).any(axis=0)
    rows, columns = np.flatnonzero(flat.any(axis=1)), np.flatnonzero(flat.any(axis=0))
    if len(rows) == 0:
        return Box(within.top, within.left, within.top, within.left)
    return Box(
        within.top + int(rows[0]),
        within.left + int(columns[0]),
        within.top + int(rows[-1]) + 1,
        within.left + int(columns[-1]) + 1,
    )


def _distance(shape: tuple[int, int], start: Point, end: Point, radius: float) -> tuple[Box, np.ndarray] | None:
    """(box, squared distance of its pixel centres to the segment), or None if the brush touches no pixel."""
    (x0, y0), (x1, y1) = start, end
    box = Box(
        max(0, math.floor(min(y0, y1) - radius)),
        max(0, math.floor(min(x0, x1) - radius)),
        min(shape[0], math.floor(max(y0, y1) + radius) + 1),
        min(shape[1], math.floor(max(x0, x1) + radius) + 1),
    )
    if box.empty:
        return None
    x = np.arange(box.left, box.right, dtype=np.float32)[None, :] + np.float32(0.5 - x0)
    y = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] + np.float32(0.5 - y0)
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    if length > 0:
        along = np.clip(x * np.float32(dx / length) + y * np.float32(dy / length), 0, 1)
        return box, np.square(x - along * np.float32(dx)) + np.square(y - along * np.float32(dy))
    return box, np.square(x) + np.square(y)


def hard_stroke(shape: tuple[int, int], start: Point, end: Point, size: float) -> tuple[Box, np.ndarray] | None:
    """(box, bool [h, w]): the pixels whose centres a round brush of diameter ``size`` passes over from start to end.

    The pixels that hold the two ends always belong to it, so that the smallest brush paints the pixel it points at,
    and its lines have no gaps.
    """
    found = _distance(shape, start, end, max(size / 2, 0.5))
    if found is None:
        return None
    box, distance = found
    covered = distance <= (size / 2) ** 2 * (1 + 1e-6)
    for x, y in (start, end):
        row, column = math.floor(y), math.floor(x)
        if box.top <= row < box.bottom and box.left <= column < box.right:
            covered[row - box.top, column - box.left] = True
    return box, covered


def soft_stroke(
    shape: tuple[int, int], start: Point, end: Point, size: float, hardness: float
) -> tuple[Box, np.ndarray] | None:
    """(box, float32 [h, w] in [0, 1]): how strongly a soft round brush of diameter ``size`` covers each pixel.

    Full within ``hardness`` (0 to 1) of the radius, then falling smoothly to nothing half a pixel beyond the rim, so
    that even a hard brush has smooth edges.
    """
    outer = max(size / 2, 0.5) + 0.5
    found = _distance(shape, start, end, outer)
    if found is None:
        return None
    box, distance = found
    inner = max(0.0, min(outer - 1, hardness * size / 2))
    falling = np.clip((np.float32(outer) - np.sqrt(distance)) / np.float32(outer - inner), 0, 1)
    return box, falling * falling * (3 - 2 * falling)


def rectangle(shape: tuple[int, int], start: Point, end: Point) -> Box:
    """The pixels from the one that holds ``start`` to the one that holds ``end``, cut to the picture."""
    (x0, y0), (x1, y1) = start, end
    return Box(
        max(0, math.floor(min(y0, y1))),
        max(0, math.floor(min(x0, x1))),
        min(shape[0], math.floor(max(y0, y1)) + 1),
        min(shape[1], math.floor(max(x0, x1)) + 1),
    )


def polygon(shape: tuple[int, int], points: Sequence[Point]) -> np.ndarray:
    """The pixels, bool [H, W], whose centres a closed line winds around (nonzero winding number)."""
    height, width = shape
    if len(points) < 3:
        return np.zeros(shape, bool)
    x0, y0 = np.asarray(points, np.float64).T
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    centres = np.arange(height)[:, None] + 0.5
    up, down = (y0 <= centres) & (y1 > centres), (y1 <= centres) & (y0 > centres)
    rows, edges = np.nonzero(up | down)
    x = x0[edges] + (centres[rows, 0] - y0[edges]) * (x1 - x0)[edges] / (y1 - y0)[edges]
    first = np.clip(np.ceil(x - 0.5), 0, width).astype(int)
    turns = np.zeros((height, width + 1), np.int32)
    np.add.at(turns, (rows, first), np.where(up[rows, edges], 1, -1))
    inside: np.ndarray = np.cumsum(turns, axis=1)[:, :width] != 0
    return inside
