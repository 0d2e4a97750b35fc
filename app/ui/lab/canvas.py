"""The planes side by side: every panel shows the same part of the plane, so that zoom and movement are linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.render.lab.panel import Theme
from app.state.lab.laboratory import LabState
from app.state.lab.plane import PlaneGeometry
from app.ui.lab.colours import picture_theme
from app.ui.lab.mouse import PlaneMouse
from app.ui.lab.painting import PLACES, Plane, lay_out, paint_caption, paint_live, paint_still, plot_in, upright
from app.ui.lab.probe import ProbeSession
from app.ui.text import tr

ROOMY = 400
"""Pixels that the canvas must be high for captions whatever they cost the planes."""
SHRUNK = 0.7
"""To what part the planes may shrink for their captions where it is not."""
ARROW_ROOM = 11.0
"""Pixels from one arrow to the next."""


class PlaneCanvas(QWidget):
    """Paints planes and passes the mouse on."""

    def __init__(self, state: LabState, probe: ProbeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._probe = probe
        self._given: tuple[Plane, ...] = ()
        self._planes: tuple[Plane, ...] = ()
        self._kept: dict[int, tuple[tuple[object, ...], QPixmap]] = {}
        self.painted: Callable[[], None] | None = None
        """Called after each painting: for measurements."""
        self.mouse = PlaneMouse(state, self, lambda: self.plane_geometry)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("The plane"))
        self.setAccessibleDescription(tr("Drag to move, wheel to zoom, double-click to see everything"))
        state.view_changed.connect(self.update)
        state.density_changed.connect(self.update)
        state.tool_changed.connect(self.update)
        state.spot_changed.connect(self.update)
        state.section_changed.connect(self.update)
        probe.changed.connect(self._tell)

    @override
    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    def show_planes(self, planes: tuple[Plane, ...]) -> None:
        """Show these, from left to right."""
        if len(planes) != len(self._planes):
            self._kept.clear()
        self._given = planes
        self._fit()
        self.update()

    @property
    def planes(self) -> tuple[Plane, ...]:
        """What is shown."""
        return self._planes

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller planes bear fewer arrows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As much of the captions as there is room for, and as many arrows as the planes bear."""
        self._planes = self._given
        if self.height() < ROOMY:
            brief = tuple(replace(plane, idea="") for plane in self._given)
            bare = tuple(replace(plane, caption="") for plane in brief)
            least = SHRUNK * self._side(bare)
            self._planes = next(planes for planes in (self._given, brief, bare) if self._side(planes) >= least)
        plots = self.plane_geometry.plots
        if plots:
            self._state.arrows = round(plots[0].width() / ARROW_ROOM / 5) * 5

    def _side(self, planes: tuple[Plane, ...]) -> float:
        """How large the squares of these planes are."""
        frames = lay_out(planes, QRectF(self.rect()))
        return plot_in(frames[0], own=True).width() if frames else 0.0

    @Slot()
    def _tell(self) -> None:
        """The newest numbers of the probe."""
        self.setAccessibleDescription(
            "; ".join(f"{name} {value}" for name, value in self._probe.lines())
            or tr("Drag to move, wheel to zoom, double-click to see everything")
        )
        self.update()

    @property
    def plane_geometry(self) -> PlaneGeometry:
        """Which part of the plane is seen, and where."""
        frames = lay_out(self._planes, QRectF(self.rect()))
        plots = tuple(plot_in(frame, own=upright(self._planes, k)) for k, frame in enumerate(frames))
        others = frozenset(k for k, plane in enumerate(self._planes) if plane.vertical != PLACES)
        return PlaneGeometry(self._state.view, plots, others)

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, geometry = picture_theme(self.palette()), self.plane_geometry
        view = geometry.view.extent
        painter.fillRect(self.rect(), QColor(theme.background))
        for k, frame in enumerate(lay_out(self._planes, QRectF(self.rect()))):
            painter.drawPixmap(frame.topLeft(), self._still(k, frame, theme))
            paint_live(painter, self._planes[k], frame, view, theme, own=upright(self._planes, k))
            if k in geometry.others:
                continue
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(geometry.plots[k])
            self.mouse.paint(painter, k, geometry, theme)
            self._probe.paint(painter, k, geometry, theme)
            painter.restore()
        paint_caption(painter, self._planes, QRectF(self.rect()), theme)
        painter.end()
        if self.painted is not None:
            self.painted()

    def _still(self, k: int, frame: QRectF, theme: Theme) -> QPixmap:
        """What does not move, painted when it has changed."""
        plane, ratio, view = self._planes[k], self.devicePixelRatioF(), self._state.view.extent
        own = upright(self._planes, k)
        key = (plane.still, plane.title, plane.vertical, own, view, frame.width(), frame.height(), theme, ratio)
        kept = self._kept.get(k)
        if kept is not None and kept[0][0] is key[0] and kept[0][1:] == key[1:]:  # panels hold arrays
            return kept[1]
        pixmap = QPixmap(round(frame.width() * ratio), round(frame.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(theme.background))
        painter = QPainter(pixmap)
        paint_still(painter, plane, QRectF(0, 0, frame.width(), frame.height()), view, theme, own=own)
        painter.end()
        self._kept[k] = (key, pixmap)
        return pixmap

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
