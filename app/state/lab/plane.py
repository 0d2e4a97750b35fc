"""The plane on the screen: which square of it is seen, and where the panels that show it lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from app.params.checks import finite
from app.params.lab.density import Extent

ZOOM = (1e-4, 1e7)
"""The smallest and largest half width of the view, in units of the plane."""


@dataclass(frozen=True)
class PlaneView:
    """The square of the plane that every panel shows."""

    x: float = 0.0
    y: float = 0.0
    half: float = 8.0

    def __post_init__(self) -> None:
        finite("the view's half width", self.half, *ZOOM)
        for name, value in (("x", self.x), ("y", self.y)):
            finite(f"the view's {name}", value, self.half - ZOOM[1], ZOOM[1] - self.half)

    @property
    def extent(self) -> Extent:
        """As a rectangle."""
        return Extent(self.x - self.half, self.x + self.half, self.y - self.half, self.y + self.half)

    def moved(self, dx: float, dy: float) -> PlaneView:
        """Moved by so many units."""
        return PlaneView._near(self.x + dx, self.y + dy, self.half)

    def zoomed(self, factor: float, x: float, y: float) -> PlaneView:
        """Magnified by ``factor``; the place (x, y) stays where it is, except at the border of the plane."""
        half = min(max(self.half / factor, ZOOM[0]), ZOOM[1])
        keep = half / self.half
        return PlaneView._near(x + (self.x - x) * keep, y + (self.y - y) * keep, half)

    @classmethod
    def around(cls, extent: Extent) -> PlaneView:
        """The square that shows ``extent``."""
        half = min(max(extent.x_max - extent.x_min, extent.y_max - extent.y_min) / 2, ZOOM[1])
        return cls._near((extent.x_min + extent.x_max) / 2, (extent.y_min + extent.y_max) / 2, half)

    @classmethod
    def _near(cls, x: float, y: float, half: float) -> PlaneView:
        """The view about (x, y), or the nearest that lies in the plane: no number beyond ZOOM[1] is looked at."""
        room = ZOOM[1] - half
        return cls(min(max(x, -room), room), min(max(y, -room), room), half)


@dataclass(frozen=True)
class PlaneGeometry:
    """The part of the plane that is seen, and the square on the screen of each panel that shows it.

    Points of the screen are those of the widget, in device-independent pixels; y grows downwards there, upwards in the
    plane. All panels are equally large.
    """

    view: PlaneView
    plots: tuple[QRectF, ...]
    others: frozenset[int] = frozenset()
    """Panels beside them, of the same view, whose vertical axis is another: what lies there is no place."""

    @property
    def unit(self) -> float:
        """Units of the plane that one pixel spans."""
        return 2 * self.view.half / self.plots[0].width()

    def panel_at(self, point: QPointF) -> int | None:
        """The panel whose square a point of the screen lies in."""
        return next((k for k, plot in enumerate(self.plots) if plot.contains(point)), None)

    def from_screen(self, point: QPointF, panel: int = 0) -> tuple[float, float]:
        """A point of the screen as a place (x, y) of the plane, outside of the panel's square too."""
        plot, e = self.plots[panel], self.view.extent
        x = e.x_min + (point.x() - plot.left()) / plot.width() * (e.x_max - e.x_min)
        return x, e.y_max - (point.y() - plot.top()) / plot.height() * (e.y_max - e.y_min)

    def to_screen(self, x: float, y: float, panel: int = 0) -> QPointF:
        """A place of the plane as a point of the screen."""
        plot, view, scale = self.plots[panel], self.view, 1 / self.unit
        return QPointF(plot.left() + (x - view.x + view.half) * scale, plot.bottom() - (y - view.y + view.half) * scale)

    def dragged(self, step: QPointF) -> PlaneView:
        """The view after what it shows has been drawn along by so many pixels."""
        return self.view.moved(-step.x() * self.unit, step.y() * self.unit)

    def zoomed(self, factor: float, about: QPointF, panel: int = 0) -> PlaneView:
        """The view magnified by ``factor``; what lies at a point of the screen stays there."""
        return self.view.zoomed(factor, *self.from_screen(about, panel))
