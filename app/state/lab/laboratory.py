"""The laboratory as the window shows it: which density, how it is drawn, and what the mouse does."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from operator import is_
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.look import Look
from app.state.lab.plane import PlaneView
from app.state.observable import Observable, Observed

HISTORY = 200
SMALLEST_BRUSH, BRUSH, LARGEST_BRUSH = 0.005, 0.06, 0.5
"""Radii of the brush as parts of the view's half width."""


class Activity(StrEnum):
    """What the laboratory is about to do; the play button starts it."""

    FIELD = "field"
    PARTICLES = "particles"
    LEARNING = "learning"


class PlaneTool(StrEnum):
    """What the left button does in the plane."""

    MOVE = "move"
    """Drag modes; elsewhere move the view."""
    BRUSH = "brush"
    """Draw points; with the right button erase them."""
    START = "start"
    """Each click is a place where particles start."""
    PROBE = "probe"
    """What holds at the place under the pointer is read off."""


@dataclass(frozen=True)
class Spot:
    """A place (x, y) in one of the panels, counted from the left."""

    panel: int
    x: float
    y: float


class LabState(Observable):
    """What all parts of the laboratory share. Densities can be undone; a stroke or drag is one edit."""

    density_changed = Signal(bool)
    """Another density; True if it was chosen anew, False if it was edited in place."""
    look_changed = Signal()
    view_changed = Signal(object)
    activity_changed = Signal(object)
    tool_changed = Signal()
    network_changed = Signal(object)
    spot_changed = Signal()
    section_changed = Signal()

    look = Observed(Look(), look_changed)
    """A meaning of sigma that the density does not have is refused with SettingError; where it becomes the modes' whole
    width, it is at least what they have of their own."""
    arrows = Observed(40, look_changed)
    """Arrows along each side of a plane, as many as its size on the screen bears."""
    view = Observed(PlaneView.around(DensitySettings().view), view_changed)
    activity = Observed(Activity.PARTICLES, activity_changed)
    tool = Observed(PlaneTool.MOVE, tool_changed)
    brush = Observed(BRUSH, tool_changed)
    """The brush's radius as a part of the view's half width."""
    network = Observed[Any](None, network_changed, same=is_)
    """The learned score, if there is one: opaque here."""
    spot = Observed[Spot | None](None, spot_changed)
    """The place that is read off."""
    section = Observed[tuple[float, float, float, float] | None](None, section_changed)
    """A line from (x0, y0) to (x1, y1) along which the potential is drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.density = DensitySettings()
        self._undo: list[DensitySettings] = []
        self._redo: list[DensitySettings] = []
        self._editing = False

    @look.check
    def _possible(self, look: Look) -> Look:
        if look.meaning is SigmaMeaning.TOTAL and self.look.meaning is SigmaMeaning.ADDED and self.mixture:
            look = dataclasses.replace(look, sigma=max(look.sigma, self.density.smallest_std))
        self.density.check_meaning(look.meaning, look.sigma)
        return look

    @arrows.check
    def _enough(self, arrows: int) -> int:
        return min(max(arrows, 10), 40)

    @brush.check
    def _usable(self, brush: float) -> float:
        return min(max(brush, SMALLEST_BRUSH), LARGEST_BRUSH)

    def recall(
        self, density: DensitySettings | None = None, view: PlaneView | None = None, look: Look | None = None,
        activity: Activity | None = None, brush: float | None = None,
    ) -> None:  # fmt: skip
        """Begin with these, before anybody looks. Raises SettingError for a look that the density cannot have.

        A sigma below the modes' own width, which earlier versions kept as their whole width, is added noise.
        """
        if density is not None:
            self.density, self.view = density, PlaneView.around(density.view)
        self.view = view or self.view
        if look is not None:
            narrow = self.mixture and look.sigma < self.density.smallest_std
            self.look = dataclasses.replace(look, meaning=SigmaMeaning.ADDED) if narrow else look
        self.activity = activity or self.activity
        self.brush = self.brush if brush is None else brush

    # The density

    @property
    def mixture(self) -> bool:
        """Whether there are modes to move."""
        return bool(self.density.modes)

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
            self.set_look(data=True)  # points are to be seen
        look = self._look_at(density)
        self.density = density
        self.look = look
        if refit or (density.points is not None and fresh and not drawn):
            self.fit_view()
        self.density_changed.emit(fresh)

    def _look_at(self, density: DensitySettings) -> Look:
        """The look for another density: a sigma that is the modes' whole width goes along with their own."""
        look, width = self.look, density.smallest_std
        if look.meaning is SigmaMeaning.ADDED:
            return look
        if not density.modes:
            return dataclasses.replace(look, meaning=SigmaMeaning.ADDED)
        data = look.sigma == self.density.smallest_std
        return dataclasses.replace(look, sigma=width if data else max(look.sigma, width))

    # How it is shown

    def set_look(self, **changes: Any) -> None:
        """Change some of the look. Raises SettingError."""
        self.look = dataclasses.replace(self.look, **changes)

    def cut(self, line: tuple[float, float, float, float] | None) -> None:
        """Draw the potential along a line; None: along none any more."""
        self.section = line
        if line is not None:
            self.set_look(charts="section")
        elif self.look.charts == "section":
            self.set_look(charts="steps")

    def fit_view(self) -> None:
        """Show the whole density."""
        self.view = PlaneView.around(self.density.view)

    def zoom(self, factor: float) -> None:
        """Magnify the view about its middle."""
        self.view = self.view.zoomed(factor, self.view.x, self.view.y)
