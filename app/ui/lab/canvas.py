"""The planes side by side: every panel shows the same part of the plane, so that zoom and movement are linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.render.panel import (
    BAR,
    BAR_GAP,
    BAR_LABELS,
    BOTTOM,
    LEFT,
    TITLE_HEIGHT,
    Panel,
    Points,
    Theme,
    font,
    paint_frame,
    paint_plane,
    place,
)
from app.render.particles import MAX_SHARES, ParticlePicture, paint_shares, particle_panel
from app.render.shapes import polylines
from app.state.lab import LabState
from app.ui.lab.colours import picture_theme
from app.ui.lab.mouse import PlaneMouse
from app.ui.text import tr

Array = NDArray[np.float64]

GAP = 8.0
SHARES = 66.0
ARROW_ROOM = 11.0
"""Pixels from one arrow to the next."""


@dataclass(frozen=True)
class Crowd:
    """Particles of one panel in their noise level's colour; ``shares`` of the parts beside the true ``weights``."""

    places: Array
    colour: str
    trails: Array | None = None
    shares: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True)
class Plane:
    """One panel. ``still`` is drawn once and kept; its extent may lag behind the view while a new one is computed."""

    title: str
    note: str = ""
    still: Panel | None = None
    crowd: Crowd | None = None
    shares: bool = False
    """Whether there is room below for the particles' share in each part."""


class PlaneCanvas(QWidget):
    """Paints planes and passes the mouse on."""

    def __init__(self, state: LabState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._planes: tuple[Plane, ...] = ()
        self._kept: dict[int, tuple[object, QPixmap]] = {}
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

    def frames(self) -> list[QRectF]:
        """Where each plane with its axes lies: the squares of all are equally large."""
        return self._frames(QRectF(self.rect()))

    def _frames(self, room: QRectF) -> list[QRectF]:
        if not self._planes:
            return []
        right = [BAR_GAP + BAR + BAR_LABELS if self._has_bar(p) else 12.0 for p in self._planes]
        below = BOTTOM + (SHARES if any(self._has_shares(p) for p in self._planes) else 0.0)
        across = room.width() - sum(right) - (LEFT + GAP) * len(right)
        side = max(40.0, min(across / len(right), room.height() - TITLE_HEIGHT - below - GAP))
        left = room.left() + (room.width() - sum(right) - (LEFT + side) * len(right) - GAP * (len(right) - 1)) / 2
        top = room.top() + max(0.0, (room.height() - TITLE_HEIGHT - side - below) / 2)
        found = []
        for margin in right:
            found.append(QRectF(left, top, LEFT + side + margin, TITLE_HEIGHT + side + BOTTOM))
            left += LEFT + side + margin + GAP
        return found

    def plots(self) -> list[QRectF]:
        """The squares themselves."""
        return [self._plot(frame) for frame in self.frames()]

    @staticmethod
    def _plot(frame: QRectF) -> QRectF:
        side = frame.height() - TITLE_HEIGHT - BOTTOM
        return QRectF(frame.left() + LEFT, frame.top() + TITLE_HEIGHT, side, side)

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

    @staticmethod
    def _has_bar(plane: Plane) -> bool:
        return plane.still is not None and plane.still.heat is not None and bool(plane.still.heat.label)

    @staticmethod
    def _has_shares(plane: Plane) -> bool:
        return plane.shares

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The planes."""
        painter = QPainter(self)
        theme = picture_theme(self.palette())
        painter.fillRect(self.rect(), QColor(theme.background))
        for k, frame in enumerate(self.frames()):
            painter.drawPixmap(frame.topLeft(), self._kept_still(k, frame, theme))
            self._paint_live(painter, k, frame, theme)
        painter.end()
        if self.painted is not None:
            self.painted()

    def picture(self, width: float, height: float, theme: Theme, scale: float = 2.0) -> QImage:
        """The view as a picture of its own."""
        image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
        image.fill(QColor(theme.background))
        painter = QPainter(image)
        painter.scale(scale, scale)
        for k, frame in enumerate(self._frames(QRectF(GAP, GAP, width - 2 * GAP, height - 2 * GAP))):
            self._paint_still(painter, self._planes[k], frame, theme)
            self._paint_live(painter, k, frame, theme, handles=False)
        painter.end()
        return image

    def _kept_still(self, k: int, frame: QRectF, theme: Theme) -> QPixmap:
        plane, ratio = self._planes[k], self.devicePixelRatioF()
        key = (plane.still, plane.title, self._state.view, frame.width(), frame.height(), theme, ratio)
        kept = self._kept.get(k)
        if kept is not None and isinstance(kept[0], tuple) and _same(kept[0], key):
            return kept[1]
        pixmap = QPixmap(round(frame.width() * ratio), round(frame.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(theme.background))
        painter = QPainter(pixmap)
        self._paint_still(painter, plane, QRectF(0, 0, frame.width(), frame.height()), theme)
        painter.end()
        self._kept[k] = (key, pixmap)
        return pixmap

    def _paint_still(self, painter: QPainter, plane: Plane, frame: QRectF, theme: Theme) -> None:
        plot, view = self._plot(frame), self._state.view.extent
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(plot, QColor(theme.plot))
        painter.setClipRect(plot)
        still = plane.still
        if still is not None:
            corners = place(view, plot)(
                np.array([[still.extent.x_min, still.extent.y_max], [still.extent.x_max, still.extent.y_min]])
            )
            (left, top), (right, bottom) = corners.tolist()
            paint_plane(painter, QRectF(left, top, right - left, bottom - top), still, theme)
        painter.restore()
        heat = still.heat if still is not None else None
        paint_frame(painter, frame, Panel(view, plane.title, heat), theme)

    def _paint_live(self, painter: QPainter, k: int, frame: QRectF, theme: Theme, *, handles: bool = True) -> None:
        plane, plot, view = self._planes[k], self._plot(frame), self._state.view.extent
        if plane.note and not self._has_bar(plane):
            painter.setFont(font(12))
            painter.setPen(QColor(theme.muted))
            title = QRectF(plot.left(), frame.top(), plot.width(), TITLE_HEIGHT - 6)
            painter.drawText(title, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, plane.note)
        painter.save()
        painter.setClipRect(plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if plane.crowd is not None:
            self._paint_crowd(painter, plot, plane.crowd, theme)
        if handles:
            self.mouse.paint(painter, k, plot, theme)
        painter.restore()
        if plane.crowd is not None and plane.shares and 1 < len(plane.crowd.weights) <= MAX_SHARES:
            crowd = plane.crowd
            area = QRectF(plot.left(), frame.bottom() + 2, plot.width(), SHARES - 10)
            painter.save()
            paint_shares(painter, area, crowd.shares, crowd.weights, crowd.colour, theme)
            painter.restore()
        del view

    def _paint_crowd(self, painter: QPainter, plot: QRectF, crowd: Crowd, theme: Theme) -> None:
        view = self._state.view.extent
        if crowd.trails is not None:
            to_pixels = place(view, plot)
            shape = crowd.trails.shape
            flat = to_pixels(crowd.trails.reshape(-1, 2)).reshape(shape)
            colour = QColor(crowd.colour)
            colour.setAlphaF(0.4)
            painter.strokePath(polylines(list(flat)), QPen(colour, 1))
        picture = ParticlePicture(view, crowd.places, crowd.colour)
        points: tuple[Points, ...] = particle_panel(picture, theme).points
        paint_plane(painter, plot, Panel(view, points=points), theme)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        self.update()


def _same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    """Whether two keys are equal; panels hold arrays, so they are compared by identity."""
    return first[0] is second[0] and first[1:] == second[1:]
