"""The picture that is filled, as it is loaded or drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack
from typing_extensions import override

from app.state.layer import Layer
from app.state.strokes import Box, Point, soft_stroke

LEVELS = np.float32(255)


class SourceState(Layer):
    """A picture float32 [C, H, W] in [0, 1], each value one of the 256 that a picture file can hold.

    So what is drawn here, saved as PNG and filled from the command line is the same picture to the last bit.
    """

    def __init__(self, shape: tuple[int, int, int], undo: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(blank(shape), undo, parent)
        self._coverage: np.ndarray | None = None

    @property
    def channels(self) -> int:
        """1 for grey, 3 for RGB, 4 with transparency."""
        return int(self._pixels.shape[0])

    def frame(self, box: Box | None = None) -> np.ndarray:
        """The picture, or what is in a box of it, as uint8 [H, W, C]."""
        levels: np.ndarray = np.rint(self._pixels[(..., *(box or self.whole).slices)] * LEVELS).astype(np.uint8)
        return np.ascontiguousarray(levels.transpose(1, 2, 0))

    @override
    def begin(self) -> None:
        super().begin()
        self._coverage = np.zeros(self.shape, np.float32)

    def stroke(self, start: Point, end: Point, size: float, hardness: float, ink: Sequence[float]) -> None:
        """A soft brush of diameter ``size`` goes from start to end; ``ink`` is grey or RGB in [0, 1].

        Within one stroke the strongest coverage counts, so that crossing one's own line does not darken it.
        """
        found = soft_stroke(self.shape, start, end, size, hardness)
        if found is None or self._coverage is None or self._before is None:
            return
        box, alpha = found
        covered = self._coverage[box.slices]
        np.maximum(covered, alpha, out=covered)
        colour = np.asarray(self._in_channels(ink), np.float32)[:, None, None]
        before = self._before[(..., *box.slices)]
        mixed = before + covered * (colour - before)
        self._paint(box, np.rint(mixed * LEVELS) / LEVELS)

    def _in_channels(self, ink: Sequence[float]) -> list[float]:
        red, green, blue = ink if len(ink) == 3 else (ink[0],) * 3
        if self.channels == 1:
            return [0.299 * red + 0.587 * green + 0.114 * blue]
        return [red, green, blue, 1.0][: self.channels]

    def load(self, pixels: np.ndarray, name: str, text: str, *, joins: bool = False) -> None:
        """Another picture takes this one's place, as one undo item if it has the same shape."""
        if pixels.shape == self._pixels.shape:
            self.replace(pixels, text, name, joins=joins)
        else:
            self.reshape(pixels, name)


def blank(shape: tuple[int, int, int]) -> np.ndarray:
    """An empty canvas [C, H, W]: black, and opaque where there is transparency."""
    pixels = np.zeros(shape, np.float32)
    if shape[0] == 4:
        pixels[3] = 1
    return pixels
