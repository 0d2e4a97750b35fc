"""A plot of the plane: heat map, contours, arrows, points and trails inside labelled axes, with a colour bar.

All lengths are device-independent pixels; sharpness on dense screens is the painter's scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform

from app.params.lab.density import Extent
from app.render.axes import round_values, tick_texts
from app.render.colormaps import colourise
from app.render.images import to_qimage
from app.render.lab.dots import paint_points
from app.render.lab.flow import Flow, paint_flow
from app.render.shapes import arrow, path, polylines

Array = NDArray[np.float64]

TITLE_HEIGHT = 26.0
LEFT, BOTTOM, BAR, BAR_GAP, BAR_LABELS = 58.0, 46.0, 12.0, 12.0, 54.0


@dataclass(frozen=True)
class Theme:
    """The colours that a picture takes from its surroundings."""

    background: str
    text: str
    muted: str
    line: str
    plot: str
    mark: str


LIGHT = Theme("#ffffff", "#1c1c22", "#62626e", "#c9c9d3", "#f7f7fa", "#6d3fc0")
DARK = Theme("#1a1b20", "#e8e8ee", "#9d9daa", "#3f4049", "#121317", "#b79bf5")


@dataclass(frozen=True, eq=False)
class Heat:
    """Values [H, W] over the whole extent, row 0 the lowest, coloured from ``low`` to ``high``."""

    values: Array
    low: float
    high: float
    colormap: str = "viridis"
    label: str = ""


@dataclass(frozen=True, eq=False)
class Arrows:
    """Arrows at ``x`` [w], ``y`` [h] with lengths ``vectors`` [h, w, 2] in cells (1 = from one arrow to the next).

    ``key`` is a value and the length in cells that stands for it, drawn below the plot.
    """

    x: Array
    y: Array
    vectors: Array
    colour: str = "#ffffff"
    key: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Points:
    """Dots at ``places`` [N, 2]."""

    places: Array
    colour: str
    size: float = 3.0
    opacity: float = 1.0
    outline: bool = False


@dataclass(frozen=True, eq=False)
class Panel:
    """What one plot shows, from the bottom up: heat or shade, contours, flow, trails, arrows, points.

    ``shade`` [H, W], from 0 to 1, is a quiet background in the theme's accent; contours and trails are lines [P, 2].
    """

    extent: Extent
    title: str = ""
    heat: Heat | None = None
    shade: Array | None = None
    contours: tuple[Array, ...] = ()
    contour_colour: str = "#ffffff66"
    flow: Flow | None = None
    trails: tuple[Array, ...] = ()
    arrows: Arrows | None = None
    points: tuple[Points, ...] = field(default=())
    vertical: str = "x₂"
    """The name of the vertical axis."""


def font(size: float, *, bold: bool = False) -> QFont:
    """The interface's font at a size in device-independent pixels, with figures of equal width where it has them."""
    result = QFont()
    result.setPixelSize(round(size))
    result.setBold(bold)
    return result


def panel_height(panel: Panel, width: float) -> float:
    """The height at which a panel of that width shows its plane undistorted."""
    e = panel.extent
    return _plot_width(panel, width) * (e.y_max - e.y_min) / (e.x_max - e.x_min) + TITLE_HEIGHT + BOTTOM


def paint_panel(painter: QPainter, where: QRectF, panel: Panel, theme: Theme) -> QRectF:
    """Draw ``panel`` into ``where``; returns the rectangle of the plot itself."""
    plot = plot_of(panel, where)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(plot, QColor(theme.plot))
    painter.setClipRect(plot)
    paint_plane(painter, plot, panel, theme)
    painter.restore()
    paint_frame(painter, where, panel, theme)
    return plot


def plot_of(panel: Panel, where: QRectF) -> QRectF:
    """The rectangle of the plot itself in ``where``."""
    return QRectF(
        where.left() + LEFT, where.top() + TITLE_HEIGHT, _plot_width(panel, where.width()),
        where.height() - TITLE_HEIGHT - BOTTOM,
    )  # fmt: skip


def paint_frame(
    painter: QPainter, where: QRectF, panel: Panel, theme: Theme, *, plot: QRectF | None = None, upright: bool = True
) -> None:
    """Draw what surrounds the plane: title, axes, colour bar.

    ``plot`` is where the plane lies, if not at its place in ``where``; without ``upright`` the vertical axis is left
    to a neighbour of the same extent.
    """
    plot = plot or plot_of(panel, where)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.text))
    painter.setFont(font(14, bold=True))
    above = QRectF(plot.left(), where.top(), where.right() - plot.left(), TITLE_HEIGHT - 6)
    title = painter.fontMetrics().elidedText(panel.title, Qt.TextElideMode.ElideRight, math.ceil(above.width()))
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
    if panel.heat is not None and panel.heat.label:
        painter.setFont(font(12))
        painter.drawText(above, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, panel.heat.label)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plot)
    key = panel.arrows if panel.arrows is not None and panel.arrows.key is not None else None
    end = plot.right() if key is None else _key_left(plot, key) - 8
    _paint_axes(painter, plot, panel.extent, theme, upright=upright, vertical=panel.vertical, end=end)
    if panel.heat is not None and panel.heat.label:
        bar = QRectF(plot.right() + BAR_GAP, plot.top(), BAR, plot.height())
        _paint_bar(painter, bar, panel.heat, theme)
    if key is not None:
        _paint_key(painter, plot, key, theme)
    painter.restore()


def paint_plane(painter: QPainter, plot: QRectF, panel: Panel, theme: Theme) -> None:
    """Draw what lies in the plane, without axes."""
    to_pixels = place(panel.extent, plot)
    if panel.heat is not None:
        _paint_heat(painter, plot, panel.heat)
    if panel.shade is not None:
        _paint_shade(painter, plot, panel.shade, theme)
    if panel.contours:
        contours = [to_pixels(line) for line in panel.contours]
        painter.strokePath(polylines(contours), thin_pen(painter, _rgba(panel.contour_colour)))
    if panel.flow is not None:
        lines = panel.flow.lines
        paint_flow(painter, to_pixels(lines.reshape(-1, 2)).reshape(lines.shape), panel.flow.colours)
    if panel.trails:
        colour = QColor(theme.mark)
        colour.setAlphaF(0.35)
        painter.strokePath(polylines([to_pixels(t) for t in panel.trails]), thin_pen(painter, colour))
    if panel.arrows is not None:
        _paint_arrows(painter, plot, panel.extent, panel.arrows)
    for points in panel.points:
        paint_points(painter, to_pixels(points.places), points, theme)


def thin_pen(painter: QPainter, colour: QColor) -> QPen:
    """A pen for long lines, one unit wide; on dense screens one pixel.

    Qt's raster engine takes about 100 times as long for lines wider than a pixel. Pictures to be written have time, and
    keep their lines' width.
    """
    pen = QPen(colour, 1)
    pen.setCosmetic(_on_dense_screen(painter))
    return pen


def _on_dense_screen(painter: QPainter) -> bool:
    """Whether a unit is several pixels of a screen; a painter of pictures to be written is only scaled."""
    return painter.device().devicePixelRatioF() > 1


def place(extent: Extent, plot: QRectF) -> _Place:
    """The map from the plane, [N, 2], to pixels of ``plot``; y grows upwards in the plane."""
    return _Place(extent, plot)


@dataclass(frozen=True)
class _Place:
    extent: Extent
    plot: QRectF

    def __call__(self, xy: Array) -> Array:
        e, p = self.extent, self.plot
        scale = np.array([p.width() / (e.x_max - e.x_min), -p.height() / (e.y_max - e.y_min)])
        moved: Array = (np.asarray(xy, float) - (e.x_min, e.y_max)) * scale + (p.left(), p.top())
        return moved


def _plot_width(panel: Panel, width: float) -> float:
    bar = BAR_GAP + BAR + BAR_LABELS if panel.heat is not None and panel.heat.label else 12.0
    return width - LEFT - bar


def _paint_heat(painter: QPainter, plot: QRectF, heat: Heat) -> None:
    image = to_qimage(colourise(heat.values[::-1], heat.low, heat.high, heat.colormap))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(plot, image)
    painter.restore()


def _paint_shade(painter: QPainter, plot: QRectF, shade: Array, theme: Theme) -> None:
    colour = QColor(theme.mark)
    pixels = np.empty((*shade.shape, 4), np.uint8)
    pixels[..., :3] = (colour.red(), colour.green(), colour.blue())
    pixels[..., 3] = np.rint(70 * shade[::-1].clip(0, 1))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(plot, to_qimage(pixels))
    painter.restore()


def _paint_arrows(painter: QPainter, plot: QRectF, extent: Extent, arrows: Arrows) -> None:
    at = np.stack(np.meshgrid(arrows.x, arrows.y), axis=-1).reshape(-1, 2)
    start = place(extent, plot)(at)
    cell = np.array([plot.width() / len(arrows.x), plot.height() / len(arrows.y)])
    vector = arrows.vectors.reshape(-1, 2) * cell * (1, -1)
    length = np.linalg.norm(vector, axis=1, keepdims=True)
    keep = length[:, 0] > 0.8
    start, vector, length = start[keep], vector[keep], length[keep]
    start = start - vector / 2  # an arrow is centred on the point it belongs to
    tip = start + vector
    unit = vector / length
    head = np.minimum(0.4 * length, 0.28 * cell.min())
    side = np.stack([-unit[:, 1], unit[:, 0]], axis=1) * head * 0.55
    lines = np.stack([start, tip, tip - unit * head + side, tip, tip - unit * head - side], axis=1)
    starts = np.tile([True, False, True, False, False], (len(start), 1))
    if painter.deviceTransform().m11() > 1 and not _on_dense_screen(painter):
        caps = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        dark, bright, few = QPen(QColor(0, 0, 0, 70), 2.2, *caps), QPen(_rgba(arrows.colour), 1.1, *caps), 4
    else:  # on screens Qt has a quick way for lines of at most one pixel: 5 ms instead of 230
        dark, bright, few = thin_pen(painter, QColor(0, 0, 0, 90)), thin_pen(painter, _rgba(arrows.colour)), 40
        painter.translate(0.8, 0.8)
    for pen in (dark, bright):  # the cost of a path grows faster than its length
        for k in range(0, len(lines), few):
            painter.strokePath(path(lines[k : k + few].reshape(-1, 2), starts[k : k + few].reshape(-1)), pen)
        if pen is dark and few == 40:
            painter.translate(-0.8, -0.8)


def _paint_axes(
    painter: QPainter, plot: QRectF, extent: Extent, theme: Theme, *, upright: bool, vertical: str, end: float
) -> None:
    """The name of the horizontal axis stands in the middle, or as near to it as ``end`` leaves room for."""
    small = font(12)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    to_pixels = place(extent, plot)
    values = _ticks(extent.x_min, extent.x_max, plot.width(), metrics)
    for value, text in zip(values, tick_texts(values), strict=True):
        x = float(to_pixels(np.array([[value, extent.y_min]]))[0, 0])
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
        painter.drawText(QPointF(x - metrics.horizontalAdvance(text) / 2, plot.bottom() + 7 + metrics.ascent()), text)
    values = _ticks(extent.y_min, extent.y_max, plot.height(), metrics)
    for value, text in zip(values, tick_texts(values), strict=True):
        y = float(to_pixels(np.array([[extent.x_min, value]]))[0, 1])
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(plot.left() - 4, y), QPointF(plot.left(), y))
        if upright:
            right = plot.left() - 7 - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(right, y + metrics.capHeight() / 2), text)
    painter.setPen(QColor(theme.text))
    label = "x₁"
    wide = metrics.horizontalAdvance(label)
    painter.drawText(QPointF(min(plot.center().x() - wide / 2, end - wide), plot.bottom() + 38), label)
    if upright:
        _vertical_text(painter, QPointF(plot.left() - LEFT + 14, plot.center().y()), vertical)


def _ticks(low: float, high: float, room: float, metrics: QFontMetricsF) -> list[float]:
    """Round numbers along an axis of ``room`` pixels, as many as there is room for."""
    wide = max(map(metrics.horizontalAdvance, tick_texts(round_values(low, high))), default=0.0)
    return round_values(low, high, max(1, min(8, math.ceil(room / (wide + 4)))))


def _paint_bar(painter: QPainter, bar: QRectF, heat: Heat, theme: Theme) -> None:
    steps = np.linspace(heat.high, heat.low, 256)[:, None]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(bar, to_qimage(colourise(steps, heat.low, heat.high, heat.colormap)))
    painter.restore()
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawRect(bar)
    small = font(12)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    values = round_values(heat.low, heat.high)
    for value, text in zip(values, tick_texts(values), strict=True):
        y = bar.bottom() - bar.height() * (value - heat.low) / (heat.high - heat.low)
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + 4, y))
        painter.drawText(QPointF(bar.right() + 7, y + metrics.capHeight() / 2), text)


def _key_left(plot: QRectF, arrows: Arrows) -> float:
    """Where the arrow of a known length begins."""
    value, cells = arrows.key or (0.0, 0.0)
    text = QFontMetricsF(font(12)).horizontalAdvance(f"|s| = {value:g}")
    return plot.right() - text - 6 - cells * plot.width() / max(1, len(arrows.x))


def _paint_key(painter: QPainter, plot: QRectF, arrows: Arrows, theme: Theme) -> None:
    """An arrow of a known length with its number, below the plot's right end."""
    value, cells = arrows.key or (0.0, 0.0)
    small = font(12)
    painter.setFont(small)
    text = f"|s| = {value:g}"
    length = cells * plot.width() / max(1, len(arrows.x))
    base = QPointF(plot.right(), plot.bottom() + 38)
    painter.setPen(QColor(theme.muted))
    left = base.x() - QFontMetricsF(small).horizontalAdvance(text)
    painter.drawText(QPointF(left, base.y()), text)
    tip = QPointF(left - 6, base.y() - 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(arrow(tip - QPointF(length, 0), tip), QPen(QColor(theme.text), 1.4))


def _vertical_text(painter: QPainter, middle: QPointF, text: str) -> None:
    """Text read from below, its middle at ``middle``."""
    painter.save()
    painter.setTransform(QTransform().translate(middle.x(), middle.y()).rotate(-90), combine=True)
    metrics = QFontMetricsF(painter.font())
    painter.drawText(QPointF(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2), text)
    painter.restore()


def _rgba(colour: str) -> QColor:
    """A colour from #rrggbb or #rrggbbaa."""
    result = QColor(colour[:7])
    if len(colour) == 9:
        result.setAlpha(int(colour[7:], 16))
    return result
