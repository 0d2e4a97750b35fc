"""What the hand holds: the tool, its size, and how the mask is shown."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.state.observable import Observable, Observed


class PaintTool(StrEnum):
    """How a stroke changes pixels."""

    BRUSH = "brush"
    ERASER = "eraser"
    RECTANGLE = "rectangle"
    LASSO = "lasso"


SHAPES = (PaintTool.RECTANGLE, PaintTool.LASSO)
"""Tools that only a mask has."""


class Target(StrEnum):
    """What is painted on."""

    MASK = "mask"
    PICTURE = "picture"


class Paintbox(Observable):
    """Tool, brush and overlay. A picture takes brush and eraser only: whichever of the two was set last stays.

    Mask and picture have a brush size each: a mask covers parts, a picture is drawn with a pen.
    """

    changed = Signal()

    target = Observed(Target.MASK, changed)
    tool = Observed(PaintTool.BRUSH, changed)
    size = Observed(6.0, changed)
    """The brush's diameter, a whole number from 1 to the picture's longer side in its pixels."""
    largest = Observed(28.0, changed)
    """The largest useful brush."""
    hardness = Observed(0.5, changed)
    """The part of the picture brush's radius that covers fully, from 0 to 1."""
    ink = Observed((1.0, 1.0, 1.0), changed)
    """The picture brush's colour, RGB in [0, 1]."""
    paper = (0.0, 0.0, 0.0)
    """What the picture's eraser leaves."""
    opacity = Observed(0.6, changed)
    hidden = Observed(False, changed)
    """Whether the mask is not drawn at all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resting = self.largest / 10
        """The brush of what is not painted on."""

    @tool.then
    def _shapes_take_the_mask(self) -> None:
        if self.tool in SHAPES:
            self.target = Target.MASK

    @target.then
    def _the_picture_takes_the_brush(self) -> None:
        if self.target is Target.PICTURE and self.tool in SHAPES:
            self.tool = PaintTool.BRUSH
        self.size, self._resting = self._resting, self.size

    @size.check
    def _whole(self, size: float) -> float:
        return min(self.largest, max(1.0, float(round(size))))

    def fit(self, largest: float) -> None:
        """Another picture: the largest useful brush; both brushes grow or shrink with it."""
        with self.together():
            size, zoom = self.size, largest / self.largest
            self.largest = largest
            self.size, self._resting = size * zoom, self._resting * zoom

    def resize(self, steps: int) -> None:
        """So many steps larger or smaller: an eighth of the size, at least a pixel."""
        for _ in range(abs(steps)):
            step = max(1, round(self.size / 8))
            self.size += step if steps > 0 else -step
