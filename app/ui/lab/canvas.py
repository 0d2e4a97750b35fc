"""The planes side by side: every panel shows the same part of the plane, so that zoom and movement are linked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.render.lab.panel import Theme, place
from app.state.lab.laboratory import LabState
from app.ui.lab.colours import picture_theme
from app.ui.lab.mouse import PlaneMouse
from app.ui.lab.painting import Plane, lay_out, paint_live, paint_still, plot_in
from app.ui.text import tr

ARROW_ROOM = 11.0
"""Pixels from one arrow to the next."""


class PlaneCanvas(QWidget):
    """Paints planes and passes the mouse on."""

    def __init__(self, state: LabState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._planes: tuple[Plane, ...] = ()
        self._kept: dict[int, tuple[tuple[object, ...], QPixmap]] = {}
        self.painted: Callable[[], None] | None = None
        """Called after each painting: for measurements."""
        self.mouse = PlaneMouse(state, self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("The plane"))
        self.setAccessibleDescription(tr("Drag to move, wheel to zoom, double-click to see everything"))
        state.view_changed.connect(self.update)
        state.density_changed.connect(self.update)
        state.tool_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Two planes side by side."""
        return QSize(900, 480)

    def show_planes(self, planes: tuple[Plane, ...]) -> None:
        """Show these, from left to right."""
        if len(planes) != len(self._planes):
            self._kept.clear()
        self._planes = planes
        self._fit_arrows()
        self.update()

    @property
    def planes(self) -> tuple[Plane, ...]:
        """What is shown."""
        return self._planes

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller planes bear fewer arrows."""
        super().resizeEvent(event)
        self._fit_arrows()

    def _fit_arrows(self) -> None:
        plots = self.plots()
        if plots:
            self._state.set_arrows(round(plots[0].width() / ARROW_ROOM / 5) * 5)

    # Places

    def plots(self) -> list[QRectF]:
        """Each plane's square."""
        return [plot_in(frame, k) for k, frame in enumerate(lay_out(self._planes, QRectF(self.rect())))]

    def plane_at(self, point: QPointF) -> int | None:
        """The panel whose square a point of the widget lies in."""
        return next((k for k, plot in enumerate(self.plots()) if plot.contains(point)), None)

    def to_plane(self, point: QPointF, k: int) -> tuple[float, float]:
        """A point of the widget as a place of the plane, in panel ``k``."""
        plot, e = self.plots()[k], self._state.view.extent
        x = e.x_min + (point.x() - plot.left()) / plot.width() * (e.x_max - e.x_min)
        return x, e.y_max - (point.y() - plot.top()) / plot.height() * (e.y_max - e.y_min)

    def from_plane(self, x: float, y: float, k: int = 0) -> QPointF:
        """A place of the plane as a point of the widget, in panel ``k``."""
        at = place(self._state.view.extent, self.plots()[k])(np.array([[x, y]]))[0]
        return QPointF(float(at[0]), float(at[1]))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The planes."""
        painter = QPainter(self)
        theme, view = picture_theme(self.palette()), self._state.view.extent
        painter.fillRect(self.rect(), QColor(theme.background))
        for k, frame in enumerate(lay_out(self._planes, QRectF(self.rect()))):
            painter.drawPixmap(frame.topLeft(), self._still(k, frame, theme))
            paint_live(painter, self._planes[k], k, frame, view, theme)
            plot = plot_in(frame, k)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(plot)
            self.mouse.paint(painter, k, plot, theme)
            painter.restore()
        painter.end()
        if self.painted is not None:
            self.painted()

    def _still(self, k: int, frame: QRectF, theme: Theme) -> QPixmap:
        """What does not move, painted when it has changed."""
        plane, ratio, view = self._planes[k], self.devicePixelRatioF(), self._state.view.extent
        key = (plane.still, plane.title, view, frame.width(), frame.height(), theme, ratio)
        kept = self._kept.get(k)
        if kept is not None and kept[0][0] is key[0] and kept[0][1:] == key[1:]:  # panels hold arrays
            return kept[1]
        pixmap = QPixmap(round(frame.width() * ratio), round(frame.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(theme.background))
        painter = QPainter(pixmap)
        paint_still(painter, plane, k, QRectF(0, 0, frame.width(), frame.height()), view, theme)
        painter.end()
        self._kept[k] = (key, pixmap)
        return pixmap

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        self.update()
