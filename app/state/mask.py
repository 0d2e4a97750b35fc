"""The mask as it is painted: True where pixels are regenerated."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.state.layer import Layer
from app.state.strokes import Point, hard_stroke, polygon, rectangle


class Preset(StrEnum):
    """Masks that come ready-made; each names what is regenerated."""

    LOWER = "lower"
    UPPER = "upper"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    RANDOM = "random"
    ROWS = "rows"


def preset_mask(
    preset: Preset, shape: tuple[int, int], percent: float = 50, generator: np.random.Generator | None = None
) -> np.ndarray:
    """A ready-made mask bool [H, W]. ``RANDOM`` takes ``percent`` % of the pixels, drawn by the generator."""
    height, width = shape
    mask = np.zeros(shape, bool)
    if preset is Preset.LOWER:
        mask[height // 2 :] = True
    elif preset is Preset.UPPER:
        mask[: height // 2] = True
    elif preset is Preset.LEFT:
        mask[:, : width // 2] = True
    elif preset is Preset.RIGHT:
        mask[:, width // 2 :] = True
    elif preset is Preset.CENTRE:
        top, left = height // 4, width // 4
        mask[top : height - top, left : width - left] = True
    elif preset is Preset.ROWS:
        mask[1::2] = True
    else:
        count = round(height * width * percent / 100)
        chosen = (generator or np.random.default_rng()).choice(height * width, count, replace=False)
        mask.reshape(-1)[chosen] = True
    return mask


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
