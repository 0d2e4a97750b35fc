"""What the hand holds: the tool, its size, and how the mask is shown."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Tool(StrEnum):
    """How a stroke changes pixels."""

    BRUSH = "brush"
    ERASER = "eraser"
    RECTANGLE = "rectangle"
    LASSO = "lasso"


class Target(StrEnum):
    """What is painted on."""

    MASK = "mask"
    PICTURE = "picture"


class Paintbox(QObject):
    """Tool, brush and overlay. ``size`` is the brush's diameter in pixels of the picture."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.target = Target.MASK
        self.tool = Tool.BRUSH
        self.size = 6.0
        self.largest = 28.0
        self.hardness = 0.5
        """The part of the picture brush's radius that covers fully, from 0 to 1."""
        self.ink: tuple[float, float, float] = (1.0, 1.0, 1.0)
        """The picture brush's colour, RGB in [0, 1]."""
        self.paper: tuple[float, float, float] = (0.0, 0.0, 0.0)
        """What the picture's eraser leaves."""
        self.opacity = 0.6
        self.hidden = False
        """Whether the mask is not drawn at all."""

    def set(self, **values: object) -> None:
        """Change some of the fields."""
        different = {name: value for name, value in values.items() if getattr(self, name) != value}
        for name, value in different.items():
            setattr(self, name, value)
        if different:
            self.changed.emit()

    def set_tool(self, tool: Tool) -> None:
        """Take another tool; a picture has no rectangle and lasso, so those take the mask."""
        shapes = tool in (Tool.RECTANGLE, Tool.LASSO)
        self.set(tool=tool, target=Target.MASK if shapes else self.target)

    def set_target(self, target: Target) -> None:
        """Paint on the mask or on the picture; the picture takes brush and eraser only."""
        shapes = self.tool in (Tool.RECTANGLE, Tool.LASSO)
        self.set(target=target, tool=Tool.BRUSH if shapes and target is Target.PICTURE else self.tool)

    def set_size(self, size: float) -> None:
        """The brush's diameter, from 1 to the picture's longer side."""
        self.set(size=min(self.largest, max(1.0, float(round(size)))))

    def set_largest(self, largest: float) -> None:
        """Another picture: the largest useful brush; the present one grows or shrinks with it."""
        if largest != self.largest:
            self.set(size=max(1.0, float(round(self.size * largest / self.largest))), largest=largest)

    def resize(self, steps: int) -> None:
        """So many steps larger or smaller: an eighth of the size, at least a pixel."""
        for _ in range(abs(steps)):
            step = max(1, round(self.size / 8))
            self.set_size(self.size + step if steps > 0 else self.size - step)
