"""The laboratory as the window shows it: which density, how it is drawn, and what the mouse does."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import SettingError
from app.params.checks import check_number
from app.params.lab.density import MIXTURES, DensityName, DensitySettings, Extent, SigmaMeaning

HISTORY = 200
ZOOM = (1e-4, 1e7)
"""The smallest and largest half width of the view, in units of the plane."""
SMALLEST_BRUSH, BRUSH, LARGEST_BRUSH = 0.005, 0.06, 0.5
"""Radii of the brush as parts of the view's half width."""
CHOICES = {
    "heat": ("log-density", "potential"),
    "arrows": ("linear", "logarithmic", "normalised"),
    "error": ("difference", "angle"),
}
"""What the texts of :class:`Look` may be."""


class Activity(StrEnum):
    """What the laboratory is about to do; the play button starts it."""

    FIELD = "field"
    PARTICLES = "particles"
    LEARNING = "learning"


class Tool(StrEnum):
    """What the left button does in the plane."""

    MOVE = "move"
    """Drag modes; elsewhere move the view."""
    BRUSH = "brush"
    """Draw points; with the right button erase them."""
    START = "start"
    """Each click is a place where particles start."""


@dataclass(frozen=True)
class Look:
    """Which field is shown, and how.

    ``heat`` is "log-density" or "potential"; ``arrows`` "linear", "logarithmic" or "normalised"; ``error`` "difference"
    or "angle". ``level_behind``: behind particles stands p at their present noise level rather than at the last.
    """

    sigma: float = 1.0
    meaning: SigmaMeaning = SigmaMeaning.TOTAL
    heat: str = "log-density"
    arrows: str = "linear"
    show_arrows: bool = True
    contours: bool = True
    data: bool = False
    error: str = "difference"
    level_behind: bool = False

    def __post_init__(self) -> None:
        check_number("sigma", self.sigma, 0, 1e6)
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise SettingError(f"{name} must be one of {', '.join(choices)}, not {getattr(self, name)!r}")
        for name in ("show_arrows", "contours", "data", "level_behind"):
            if not isinstance(getattr(self, name), bool):
                raise SettingError(f"{name} must be true or false, not {getattr(self, name)!r}")


@dataclass(frozen=True)
class Viewport:
    """The square of the plane that every panel shows."""

    x: float = 0.0
    y: float = 0.0
    half: float = 8.0

    def __post_init__(self) -> None:
        check_number("the view's x", self.x, -ZOOM[1], ZOOM[1])
        check_number("the view's y", self.y, -ZOOM[1], ZOOM[1])
        check_number("the view's half width", self.half, *ZOOM)

    @property
    def extent(self) -> Extent:
        """As a rectangle."""
        return Extent(self.x - self.half, self.x + self.half, self.y - self.half, self.y + self.half)

    def moved(self, dx: float, dy: float) -> Viewport:
        """Moved by so many units."""
        return dataclasses.replace(self, x=_inside(self.x + dx), y=_inside(self.y + dy))

    def zoomed(self, factor: float, x: float, y: float) -> Viewport:
        """Magnified by ``factor``; the place (x, y) stays where it is."""
        half = min(max(self.half / factor, ZOOM[0]), ZOOM[1])
        keep = half / self.half
        return Viewport(_inside(x + (self.x - x) * keep), _inside(y + (self.y - y) * keep), half)

    @classmethod
    def around(cls, extent: Extent) -> Viewport:
        """The square that shows ``extent``."""
        half = min(max(extent.x_max - extent.x_min, extent.y_max - extent.y_min) / 2, ZOOM[1])
        return cls((extent.x_min + extent.x_max) / 2, (extent.y_min + extent.y_max) / 2, half)


class LabState(QObject):
    """What all parts of the laboratory share. Densities can be undone; a stroke or drag is one edit."""

    density_changed = Signal(bool)
    """Another density; True if it was chosen anew, False if it was edited in place."""
    look_changed = Signal()
    view_changed = Signal()
    activity_changed = Signal()
    tool_changed = Signal()
    network_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.density = DensitySettings()
        self.look = Look()
        self.view = Viewport.around(self.density.view)
        self.activity = Activity.PARTICLES
        self.tool = Tool.MOVE
        self.arrows = 40
        """Arrows along each side of a plane, as many as its size on the screen bears."""
        self.brush = BRUSH
        """The brush's radius as a part of the view's half width."""
        self.network: Any = None
        """The learned score, if there is one: opaque here."""
        self._undo: list[DensitySettings] = []
        self._redo: list[DensitySettings] = []
        self._editing = False

    def recall(
        self, density: DensitySettings | None = None, view: Viewport | None = None, look: Look | None = None,
        activity: Activity | None = None,
    ) -> None:  # fmt: skip
        """Begin with these, before anybody looks. Raises SettingError for a look that the density cannot have."""
        if density is not None:
            self.density, self.view = density, Viewport.around(density.view)
            if not self.mixture:
                self.look = dataclasses.replace(self.look, meaning=SigmaMeaning.ADDED)
        self.view = view or self.view
        if look is not None:
            self.set_look(**{f.name: getattr(look, f.name) for f in dataclasses.fields(look)})
        self.activity = activity or self.activity

    # The density

    @property
    def mixture(self) -> bool:
        """Whether there are modes to move."""
        return self.density.name in MIXTURES

    def choose(self, density: DensitySettings) -> None:
        """Another density, fitted into the view. Points come with a sigma at which they have a density."""
        if density != self.density:
            self.end_edit()
            self._remember()
            self._take(density, fresh=True)

    def edit(self, density: DensitySettings) -> None:
        """The same density changed in place; one step of undo until :meth:`end_edit`."""
        if density != self.density:
            if not self._editing:
                self._remember()
                self._editing = True
            self._take(density, fresh=density.name is not self.density.name)

    def end_edit(self) -> None:
        """The drag, stroke or turn of the wheel is over."""
        self._editing = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a density to go back to."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone density."""
        return bool(self._redo)

    def undo(self) -> None:
        """Back to the density before."""
        self.end_edit()
        if self._undo:
            self._redo.append(self.density)
            self._go_to(self._undo.pop())

    def redo(self) -> None:
        """The undone density again."""
        self.end_edit()
        if self._redo:
            self._undo.append(self.density)
            self._go_to(self._redo.pop())

    def _go_to(self, density: DensitySettings) -> None:
        self._take(density, fresh=density.name is not self.density.name)

    def _remember(self) -> None:
        self._undo = [*self._undo[-HISTORY:], self.density]
        self._redo = []

    def _take(self, density: DensitySettings, *, fresh: bool) -> None:
        refit = fresh and density.name is not DensityName.POINTS
        drawn = density.points is not None and self._editing
        if density.points is not None and self.density.points is None:
            self.look = dataclasses.replace(self.look, data=True)  # points are to be seen
            self.look_changed.emit()
        meaning = self.look.meaning
        if density.name is not self.density.name:
            meaning = density.usual_meaning(self.look.sigma)
        self.density = density
        if meaning is not self.look.meaning:
            self.look = dataclasses.replace(self.look, meaning=meaning)
            self.look_changed.emit()
        if refit or (density.points is not None and fresh and not drawn):
            self.fit_view()
        self.density_changed.emit(fresh)

    # How it is shown

    def set_look(self, **changes: Any) -> None:
        """Another look; a meaning of sigma that the density does not have is refused with SettingError."""
        look = dataclasses.replace(self.look, **changes)
        if look.meaning is SigmaMeaning.TOTAL and not self.mixture:
            raise SettingError("sigma can be the modes' own standard deviation only on a mixture of Gaussians")
        if look != self.look:
            self.look = look
            self.look_changed.emit()

    def set_view(self, view: Viewport) -> None:
        """Show another part of the plane, in all panels."""
        if view != self.view:
            self.view = view
            self.view_changed.emit()

    def fit_view(self) -> None:
        """Show the whole density."""
        self.set_view(Viewport.around(self.density.view))

    def set_activity(self, activity: Activity) -> None:
        """Turn to another activity."""
        if activity is not self.activity:
            self.activity = activity
            self.activity_changed.emit()

    def set_arrows(self, arrows: int) -> None:
        """Another number of arrows along each side."""
        arrows = min(max(arrows, 10), 40)
        if arrows != self.arrows:
            self.arrows = arrows
            self.look_changed.emit()

    def set_tool(self, tool: Tool) -> None:
        """Take another tool."""
        if tool is not self.tool:
            self.tool = tool
            self.tool_changed.emit()

    def set_brush(self, brush: float) -> None:
        """Another radius of the brush."""
        brush = min(max(brush, SMALLEST_BRUSH), LARGEST_BRUSH)
        if brush != self.brush:
            self.brush = brush
            self.tool_changed.emit()

    def set_network(self, network: Any) -> None:
        """Another learned score, or None."""
        self.network = network
        self.network_changed.emit()


def _inside(value: float) -> float:
    return min(max(value, -ZOOM[1]), ZOOM[1])
