"""The mouse in the plane: move and zoom the view, drag, reweight and resize modes, draw points, place particles."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.params import SettingError
from app.params.lab.density import MAX_POINTS, SIGMA_FLOOR, DensitySettings
from app.render.lab.panel import Theme, font
from app.state.lab.laboratory import LabState, PlaneTool, Spot
from app.state.lab.plane import PlaneGeometry
from app.ui.later import later
from app.ui.text import number, tr
from app.ui.widgets.wheel import NOTCH

NEAR = 10.0
"""Pixels around a mode's centre in which it is caught, however small it is."""
ZOOM_STEP = 1.2
CHANGE_STEP = 1.12
"""One notch of the wheel on a mode changes its weight or width by this factor."""
DOTS = 12
"""Points that one touch of the brush leaves."""
KEY_STEP = 0.01
"""How far an arrow key moves the place that is read off, as a part of the view's half width."""
ARROW_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
EDIT_MS = 700
"""Notches of the wheel within this time are one edit to undo."""
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


class PlaneMouse(QObject):
    """An event filter of the widget that shows the plane; ``geometry`` tells where in it the plane lies now."""

    place_chosen = Signal(float, float)
    """A click with :attr:`PlaneTool.START`."""
    refused = Signal(str)
    """Why an edit cannot be."""

    def __init__(self, state: LabState, canvas: QWidget, geometry: Callable[[], PlaneGeometry]) -> None:
        super().__init__(canvas)
        self._state = state
        self._canvas = canvas
        self._geometry = geometry
        self._mode: int | None = None
        self._hovered: tuple[int, int] | None = None  # (panel, mode)
        self._panned: QPointF | None = None
        self._drawing: tuple[float, float] | None = None
        self._erasing = False
        self._line: QPointF | None = None
        self._line_drawn = False
        self._anchor: Spot | None = None
        self._panel = 0
        self._pointer: QPointF | None = None
        self._grip = (0.0, 0.0)
        self._random = np.random.default_rng()
        self._wheel_rest = later(self, state.end_edit, EDIT_MS)
        canvas.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if kind == QEvent.Type.MouseMove:
                return self._move(event)
            if kind == QEvent.Type.MouseButtonRelease:
                return self._release()
            if kind == QEvent.Type.MouseButtonDblClick and self._state.tool is PlaneTool.MOVE:
                if self._mode_at(event.position()) is None:
                    self._state.fit_view()
                return True
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if kind == QEvent.Type.Leave:
            self._pointer, self._hovered = None, None
            self._canvas.update()
        return bool(super().eventFilter(watched, event))

    def _key(self, event: QKeyEvent) -> bool:
        """The arrow keys move the place that is read off, with Shift ten times as far; Enter begins and ends a line."""
        step, view = ARROW_KEYS.get(Qt.Key(event.key())), self._state.view
        spot = self._state.spot or Spot(0, view.x, view.y)
        if self._state.tool is not PlaneTool.PROBE or (event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._anchor is not None and (self._anchor.x, self._anchor.y) != (spot.x, spot.y):
                self._state.cut((self._anchor.x, self._anchor.y, spot.x, spot.y))
            self._anchor = None if self._anchor is not None else spot
            return True
        if step is None:
            return False
        far = KEY_STEP * view.half * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        self._state.spot = Spot(spot.panel, spot.x + far * step[0], spot.y + far * step[1])
        return True

    def _press(self, event: QMouseEvent) -> bool:
        self._canvas.setFocus()
        at, geometry = event.position(), self._geometry()
        k = geometry.panel_at(at)
        if k is None:
            return True
        self._panel = k
        tool, button, place = self._state.tool, event.button(), geometry.from_screen(at, k)
        if k in geometry.others:  # no places: it can be moved and zoomed
            tool = PlaneTool.MOVE
        if tool is PlaneTool.BRUSH and button in (LEFT, RIGHT):
            self._erasing = button == RIGHT or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._drawing = place
            self._stroke(place)
        elif tool is PlaneTool.START and button == LEFT:
            self.place_chosen.emit(*place)
        elif tool is PlaneTool.PROBE and button == LEFT:
            self._state.spot = Spot(k, *place)
            self._line = at
        elif button in (LEFT, MIDDLE):
            found = self._mode_at(at) if button == LEFT else None
            if found is not None:
                self._mode = found[1]
                mode = self._state.density.modes[found[1]]
                self._grip = (mode.x - place[0], mode.y - place[1])
            else:
                self._panned = at
                self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        at, geometry = event.position(), self._geometry()
        self._pointer = at
        if self._mode is not None:
            x, y = geometry.from_screen(at, self._panel)
            x, y = x + self._grip[0], y + self._grip[1]
            self._edit(lambda d: d.move(self._mode or 0, x, y))
        elif self._panned is not None:
            self._state.view = geometry.dragged(at - self._panned)
            self._panned = at
        elif self._line is not None:
            start, end = (geometry.from_screen(point, self._panel) for point in (self._line, at))
            if (at - self._line).manhattanLength() > NEAR:
                self._state.cut((*start, *end))
                self._line_drawn = True
        elif self._drawing is not None:
            self._draw_to(geometry.from_screen(at, self._panel))
        else:
            hovered = self._mode_at(at)
            if hovered != self._hovered:
                self._hovered = hovered
                self._canvas.update()
            self._show_cursor(at)
            k = geometry.panel_at(at)
            if self._state.tool is PlaneTool.PROBE and k is not None and k not in geometry.others:
                self._state.spot = Spot(k, *geometry.from_screen(at, k))
        if self._state.tool is PlaneTool.BRUSH:
            self._canvas.update()
        return True

    def _release(self) -> bool:
        if self._mode is not None or self._drawing is not None:
            self._state.end_edit()
        if self._line is not None and not self._line_drawn:
            self._state.cut(None)
        self._line_drawn = False
        self._mode = self._panned = self._drawing = self._line = None
        if self._pointer is not None:
            self._show_cursor(self._pointer)
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        at, geometry = event.position(), self._geometry()
        notches = event.angleDelta().y() / NOTCH
        k = geometry.panel_at(at)
        if k is None or not notches:
            return True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        found = self._mode_at(at) if self._state.tool is PlaneTool.MOVE else None
        if found is not None:
            factor, mode = CHANGE_STEP**notches, self._state.density.modes[found[1]]
            if control:
                self._edit(lambda d: d.resize(found[1], max(SIGMA_FLOOR, mode.std * factor)))
            else:
                self._edit(lambda d: d.reweight(found[1], mode.weight * factor))
            self._wheel_rest.start()
        elif control and self._state.tool is PlaneTool.BRUSH:
            self._state.brush *= CHANGE_STEP**notches
        else:
            self._state.view = geometry.zoomed(ZOOM_STEP**notches, at, k)
        event.accept()
        return True

    def _edit(self, change: Callable[[DensitySettings], DensitySettings]) -> None:
        try:
            self._state.edit(change(self._state.density))
        except SettingError as error:
            self.refused.emit(str(error))

    def _mode_at(self, at: QPointF) -> tuple[int, int] | None:
        """(panel, mode) under a point: the nearest centre among those whose circle of one sigma holds it."""
        geometry = self._geometry()
        k = geometry.panel_at(at)
        if k is None or k in geometry.others or not self._state.mixture or self._state.tool is not PlaneTool.MOVE:
            return None
        x, y = geometry.from_screen(at, k)
        near = [
            (distance, i)
            for i, m in enumerate(self._state.density.modes)
            if (distance := math.hypot(m.x - x, m.y - y)) <= max(m.std, NEAR * geometry.unit)
        ]
        return (k, min(near)[1]) if near else None

    def _show_cursor(self, at: QPointF) -> None:
        tool = self._state.tool
        geometry = self._geometry()
        k = geometry.panel_at(at)
        inside = k is not None
        if k in geometry.others:
            tool = PlaneTool.MOVE
        shape = Qt.CursorShape.ArrowCursor
        if inside and tool is PlaneTool.BRUSH:
            shape = Qt.CursorShape.BlankCursor
        elif inside and tool in (PlaneTool.START, PlaneTool.PROBE):
            shape = Qt.CursorShape.CrossCursor
        elif inside:
            shape = Qt.CursorShape.SizeAllCursor if self._hovered is not None else Qt.CursorShape.OpenHandCursor
        self._canvas.setCursor(shape)

    # The brush

    @property
    def _radius(self) -> float:
        return self._state.brush * self._state.view.half

    def _draw_to(self, target: tuple[float, float]) -> None:
        """Touches along the way, half a radius apart, so that a quick stroke has no gaps."""
        if self._drawing is None:
            return
        (x, y), (tx, ty) = self._drawing, target
        steps = int(math.hypot(tx - x, ty - y) / max(self._radius / 2, 1e-12))
        if steps:
            self._drawing = target
        for i in range(1, steps + 1):
            if self._drawing is not None:  # a refusal ends the stroke
                self._stroke((x + (tx - x) * i / steps, y + (ty - y) * i / steps))

    def _stroke(self, at: tuple[float, float]) -> None:
        density = self._state.density
        points = density.points.points if density.points is not None else np.empty((0, 2))
        if self._erasing:
            far = np.hypot(points[:, 0] - at[0], points[:, 1] - at[1]) > self._radius
            if density.points is None or far.all():
                return
            points = points[far]
            if len(points) < 2:
                self._drawing = None  # the stroke ends here
                self.refused.emit(tr("A density needs at least 2 points: draw others before you erase the last ones"))
                return
        else:
            if len(points) + DOTS > MAX_POINTS:
                self._drawing = None
                self.refused.emit(tr("There are {0} points already, as many as there can be").format(len(points)))
                return
            angle, r = self._random.uniform(0, 2 * math.pi, DOTS), np.sqrt(self._random.uniform(0, 1, DOTS))
            dots = np.array(at) + self._radius * (r * np.array([np.cos(angle), np.sin(angle)])).T
            points = np.concatenate([points, dots])
        self._edit(lambda _d: DensitySettings.of_points(points))

    # What is drawn over the planes

    def paint(self, painter: QPainter, k: int, geometry: PlaneGeometry, theme: Theme) -> None:
        """The modes' circles, and the brush's outline, in panel ``k``."""
        state, plot, unit = self._state, geometry.plots[k], geometry.unit
        if state.mixture and state.tool is PlaneTool.MOVE:
            for i in range(len(state.density.modes)):
                chosen = self._hovered is not None and self._hovered[1] == i and self._pointer is not None
                if chosen or self._mode == i:
                    self._paint_mode(painter, geometry, i, k, theme)
        if state.section is not None and state.look.charts == "section":
            x0, y0, x1, y1 = state.section
            ends = geometry.to_screen(x0, y0, k), geometry.to_screen(x1, y1, k)
            for width, colour in ((3.5, QColor(0, 0, 0, 140)), (1.5, QColor("#ffffff"))):
                painter.setPen(QPen(colour, width))
                painter.drawLine(*ends)
                for end in ends:
                    painter.drawEllipse(end, 2, 2)
        pointer = self._pointer
        if state.tool is PlaneTool.BRUSH and pointer is not None and plot.contains(pointer):
            for width, colour in ((3.0, QColor(0, 0, 0, 120)), (1.2, QColor("#ffffff"))):
                painter.setPen(QPen(colour, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(pointer, self._radius / unit, self._radius / unit)

    def _paint_mode(self, painter: QPainter, geometry: PlaneGeometry, i: int, k: int, theme: Theme) -> None:
        mode, plot = self._state.density.modes[i], geometry.plots[k]
        at, radius = geometry.to_screen(mode.x, mode.y, k), max(mode.std / geometry.unit, 4.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((3.5, QColor(0, 0, 0, 140)), (1.6, QColor("#ffffff"))):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(at, radius, radius)
            painter.drawPoint(at)
        if (self._hovered[0] if self._hovered is not None else self._panel) != k:
            return
        lines = (
            tr("weight {0}, standard deviation {1}").format(number(self._state.density.weights[i]), number(mode.std)),
            tr("drag · wheel: weight · Ctrl+wheel: width"),
        )
        painter.setFont(font(12))
        metrics = painter.fontMetrics()
        room = QRectF(0, 0, max(metrics.horizontalAdvance(t) for t in lines) + 16, metrics.height() * 2 + 10)
        room.moveCenter(QPointF(at.x(), at.y() + radius + room.height() / 2 + 6))
        if room.bottom() > plot.bottom() - 4:
            room.moveBottom(at.y() - radius - 6)
        room.moveLeft(min(max(room.left(), plot.left() + 4), plot.right() - room.width() - 4))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.plot))
        painter.drawRoundedRect(room, 4, 4)
        text = room.adjusted(8, 5, -8, -5)
        painter.setPen(QColor(theme.text))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, lines[0])
        painter.setPen(QColor(theme.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, lines[1])
