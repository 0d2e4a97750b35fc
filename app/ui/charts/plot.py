"""The plot of a chart: pyqtgraph's view and axes, with one item that draws all data.

The library's own curves and scatter plots take 7 % of a core for four live plots and stop the window for 0.1 s; this
item takes a fifth of that. The module is imported in the background, when there is something to draw.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QTransform
from PySide6.QtWidgets import QGraphicsGridLayout, QStyleOptionGraphicsItem, QWidget

from app.render.axes import Axis
from app.render.curves import hairline, paint_curve
from app.ui.charts.chart import Chart
from app.ui.charts.view import small_font

ROOM = 0.03
"""Left free at the ends of both axes, in parts of them: dots are not cut."""

FARTHEST = 1e4
"""How many times the view may be zoomed in."""


class ChartPlot(pg.GraphicsView):  # type: ignore[misc]  # the library has no types
    """Draws one chart. With ``zoom`` the mouse moves and zooms it, and its axes are labelled in full."""

    pointed = Signal(float)
    """The pointer moved to this place on the horizontal axis."""
    picked = Signal(float)
    """A click there."""
    moved = Signal(float, float)
    """The mouse moved the view's horizontal ends here."""

    def __init__(self, *, zoom: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._zoom = zoom
        self._chart = Chart("")
        self._axis = Axis(0.0, 1.0)
        self._held = (False, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box = pg.ViewBox(enableMenu=False)
        self.box.setMouseEnabled(zoom, zoom)
        self.data = _Data(self.box)
        self.left, self.bottom = pg.AxisItem("left", linkView=self.box), pg.AxisItem("bottom", linkView=self.box)
        font = small_font(self)
        self._line = QFontMetricsF(font).height()
        for axis in (self.left, self.bottom):
            axis.setTickFont(font)
            axis.setStyle(hideOverlappingLabels=False, tickLength=0, tickAlpha=0, tickTextOffset=4)
        self.bottom.setStyle(tickTextOffset=1)
        self.bottom.setHeight((2.2 if zoom else 1.0) * self._line + 2)
        if zoom:
            self.left.setWidth(56)
            self.bottom.label.setFont(font)
        layout = QGraphicsGridLayout()
        layout.setContentsMargins(0, self._line / 2, self._line, 0)
        layout.setSpacing(0)
        layout.addItem(self.left, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self.bottom, 1, 1)
        self.centralWidget.setLayout(layout)
        self.box.sigRangeChangedManually.connect(self._hold)
        self.box.sigRangeChanged.connect(self._put_ticks)
        self.box.sigResized.connect(self._put_ticks)
        self.scene().sigMouseMoved.connect(self._point)
        self.scene().sigMouseClicked.connect(self._pick)
        self._take_palette()

    def show_chart(self, chart: Chart) -> None:
        """Draw this; a view that the mouse has moved stays."""
        self._chart, self._axis = chart, chart.axis()
        if self._zoom and chart.across.name != self.bottom.labelText:
            self.bottom.setLabel(chart.across.name)
        self.data.show_chart(chart, self._axis)
        self._fit()

    def show_all(self) -> None:
        """Undo zooming and moving."""
        self._held = (False, False)
        self._fit()

    def follow(self, low: float, high: float) -> None:
        """Show the same part of the horizontal axis as another plot."""
        self._held = (True, self._held[1])
        self.box.setXRange(low, high, padding=0)

    def _fit(self) -> None:
        across = self._chart.across
        bottom, top = self._axis.ends
        wide, tall = across.high - across.low, top - bottom
        self.box.setLimits(
            xMin=across.low - wide, xMax=across.high + wide, minXRange=wide / FARTHEST,
            yMin=bottom - tall, yMax=top + tall, minYRange=tall / FARTHEST,
        )  # fmt: skip
        ranges = (("xRange", (across.low, across.high)), ("yRange", (bottom, top)))
        free = {name: ends for (name, ends), held in zip(ranges, self._held, strict=True) if not held}
        if free:
            self.box.setRange(**free, padding=ROOM)
        self._put_ticks()

    @Slot()
    def _put_ticks(self) -> None:
        (low, high), (bottom, top) = self.box.viewRange()
        ticks = self._axis.between(bottom, top).ticks(max(2, int(self.box.height() / (1.4 * self._line))))
        places = self._axis.lengths([value for value, _ in ticks]).tolist()
        self.left.setTicks([list(zip(places, (text for _, text in ticks), strict=True))])
        self.data.set_view(self.box.viewRect(), places)
        self.bottom.setTicks([self._feet(low, high)])

    def _feet(self, low: float, high: float) -> list[tuple[float, str]]:
        across, metrics = self._chart.across, QFontMetricsF(self.bottom.style["tickFont"])
        if self._zoom:
            return across.ticks(low, high, max(2, int(self.box.width() / (5 * self._line))))
        texts = (across.first, across.name, across.last)
        fits = metrics.horizontalAdvance("  ".join(texts)) < self.box.width()
        middle = [((across.low + across.high) / 2, across.name)] if fits else []
        return [(across.low, across.first), *middle, (across.high, across.last)]

    @Slot(object)
    def _hold(self, axes: tuple[bool, bool]) -> None:
        self._held = (self._held[0] or bool(axes[0]), self._held[1] or bool(axes[1]))
        if axes[0]:
            self.moved.emit(*self.box.viewRange()[0])

    @Slot(object)
    def _point(self, place: QPointF) -> None:
        if self.box.sceneBoundingRect().contains(place):
            self.pointed.emit(self.box.mapSceneToView(place).x())

    @Slot(object)
    def _pick(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        place = event.scenePos()
        if event.button() == Qt.MouseButton.LeftButton and self.box.sceneBoundingRect().contains(place):
            self.picked.emit(self.box.mapSceneToView(place).x())

    def viewportEvent(self, event: QEvent) -> bool:
        """What the pointer reads stays while it rests: without a tooltip of its own the scene would hide it."""
        return event.type() is QEvent.Type.ToolTip or bool(super().viewportEvent(event))

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "data"):
            self._take_palette()

    def _take_palette(self) -> None:
        role, palette = QPalette.ColorRole, self.palette()
        self.setBackground(palette.color(role.Window))
        self.left.setPen(QPen(Qt.PenStyle.NoPen))
        self.bottom.setPen(hairline(palette.color(role.Mid)))
        for axis in (self.left, self.bottom):
            axis.setTextPen(palette.color(role.PlaceholderText))
        self.data.set_colours(*(palette.color(r) for r in (role.Mid, role.PlaceholderText, role.Highlight)))


class _Data(pg.GraphicsObject):  # type: ignore[misc]
    """Grid, marks, curves and cursor in one item, which is painted in the widget's own coordinates."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__()
        self._chart = Chart("")
        self._points: list[np.ndarray] = []
        self._view = QRectF()
        self._grid: list[float] = []
        self._line = self._quiet = self._accent = QColor()
        box.addItem(self, ignoreBounds=True)

    def show_chart(self, chart: Chart, axis: Axis) -> None:
        self._chart = chart
        self._points = [np.stack([curve.x, axis.lengths(curve.y)], axis=1) for curve in chart.curves]
        self.update()

    def set_view(self, view: QRectF, grid: list[float]) -> None:
        self.prepareGeometryChange()
        self._view, self._grid = view, grid
        self.update()

    def set_colours(self, line: QColor, quiet: QColor, accent: QColor) -> None:
        self._line, self._quiet, self._accent = line, quiet, accent
        self.update()

    def boundingRect(self) -> QRectF:
        return self._view

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        t = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        area = t.mapRect(self._view)

        def upright(x: float) -> QLineF:
            across = round(x * t.m11() + t.dx())
            return QLineF(across, area.top(), across, area.bottom())

        painter.setPen(hairline(self._line))
        for y in self._grid:
            down = round(y * t.m22() + t.dy())
            painter.drawLine(QLineF(area.left(), down, area.right(), down))
        if self._chart.marks:
            painter.setPen(QPen(self._accent, 1, Qt.PenStyle.DashLine))
            painter.drawLines([upright(x) for x in self._chart.marks])
        if self._chart.cursor is not None:
            painter.setPen(QPen(self._quiet, 1))
            painter.drawLine(upright(self._chart.cursor))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve, points in zip(self._chart.curves, self._points, strict=True):
            seen = _seen(points, self._view)
            at = points[seen] * (t.m11(), t.m22()) + (t.dx(), t.dy())
            paint_curve(painter, at, curve.part(seen), self._quiet)
        painter.restore()


def _seen(points: np.ndarray, view: QRectF) -> slice:
    """The points in view, and one beyond each side."""
    first, last = np.searchsorted(points[:, 0], (view.left(), view.right())).tolist()
    return slice(max(0, first - 1), last + 1)
