"""The mask as it is painted: True where pixels are regenerated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.state.layer import Layer
from app.state.strokes import Point, hard_stroke, polygon, rectangle


def scaled_mask(mask: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """A mask brought to another size, nearest neighbour."""
    rows, columns = (
        ((np.arange(new) + 0.5) * old / new).astype(int) for new, old in zip(shape, mask.shape, strict=True)
    )
    return np.ascontiguousarray(mask[rows][:, columns])


class MaskState(Layer):
    """A mask bool [H, W]."""

    def __init__(self, shape: tuple[int, int], undo: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(np.zeros(shape, bool), undo, parent)

    @property
    def count(self) -> int:
        """How many pixels are regenerated."""
        return int(np.count_nonzero(self._pixels))

    @property
    def share(self) -> float:
        """The regenerated part of all pixels, from 0 to 1."""
        return self.count / max(1, self._pixels.size)

    def stroke(self, start: Point, end: Point, size: float, value: bool) -> None:
        """A round brush of diameter ``size`` goes from start to end."""
        found = hard_stroke(self.shape, start, end, size)
        if found is not None:
            box, covered = found
            old = self._pixels[box.slices]
            self._paint(box, old | covered if value else old & ~covered)

    def rectangle(self, start: Point, end: Point, value: bool) -> None:
        """All pixels between two corners; an earlier rectangle of the same stroke is taken back."""
        self.revert()
        box = rectangle(self.shape, start, end)
        if not box.empty:
            self._paint(box, np.array(value))

    def lasso(self, points: Sequence[Point], value: bool) -> None:
        """All pixels that a closed line winds around; an earlier lasso of the same stroke is taken back."""
        self.revert()
        inside = polygon(self.shape, points)
        self._paint(self.whole, self._pixels | inside if value else self._pixels & ~inside)
