"""Icons drawn by the program: strokes on a 24 x 24 field in the palette's text colour, sharp at any pixel ratio."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QLinearGradient, QPainter, QPalette, QPen, QPixmap, QPolygonF

from app.render.colours import plasma

SIZES = (16, 20, 24, 32, 40, 48, 64)


def _polygon(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _line(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _fill(painter: QPainter) -> None:
    painter.setBrush(QBrush(painter.pen().color()))


def _play(p: QPainter) -> None:
    _fill(p)
    _polygon(p, (8, 5), (19, 12), (8, 19))


def _pause(p: QPainter) -> None:
    _fill(p)
    p.drawRect(QRectF(7, 5.5, 3, 13))
    p.drawRect(QRectF(14, 5.5, 3, 13))


def _step(p: QPainter) -> None:
    _fill(p)
    _polygon(p, (6, 6), (14, 12), (6, 18))
    _line(p, (18, 6), (18, 18))


def _level(p: QPainter) -> None:
    _fill(p)
    _polygon(p, (4, 6), (10, 12), (4, 18))
    _polygon(p, (11, 6), (17, 12), (11, 18))
    _line(p, (20, 6), (20, 18))


def _stop(p: QPainter) -> None:
    _fill(p)
    p.drawRoundedRect(QRectF(6, 6, 12, 12), 1, 1)


def _reset(p: QPainter) -> None:
    p.drawArc(QRectF(5, 5, 14, 14), 120 * 16, -300 * 16)
    _line(p, (4.2, 4), (5.2, 8.7), (9.8, 7.2))


def _open(p: QPainter) -> None:
    _line(p, (3.5, 18.5), (3.5, 5.5), (9, 5.5), (11, 8), (19, 8), (19, 10.5))
    _polygon(p, (3.5, 18.5), (6.5, 10.5), (21.5, 10.5), (18.5, 18.5))


def _export(p: QPainter) -> None:
    _line(p, (12, 15), (12, 3.5))
    _line(p, (7.5, 8), (12, 3.5), (16.5, 8))
    _line(p, (4.5, 14), (4.5, 19.5), (19.5, 19.5), (19.5, 14))


def _estimate(p: QPainter) -> None:
    p.drawArc(QRectF(2.5, 6, 19, 16), 30 * 16, 120 * 16)
    p.drawArc(QRectF(2.5, 2, 19, 16), 210 * 16, 120 * 16)
    _fill(p)
    p.drawEllipse(QPointF(12, 12), 2.6, 2.6)


def _dice(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(4, 4, 16, 16), 3, 3)
    _fill(p)
    for x, y in ((8.5, 8.5), (15.5, 8.5), (12, 12), (8.5, 15.5), (15.5, 15.5)):
        p.drawEllipse(QPointF(x, y), 0.8, 0.8)


def _grid(p: QPainter) -> None:
    for x in (4, 13.5):
        for y in (4, 13.5):
            p.drawRoundedRect(QRectF(x, y, 6.5, 6.5), 1, 1)


def _mark(p: QPainter, *, filled: bool = False) -> None:
    if filled:
        _fill(p)
    _polygon(p, (6, 3.5), (18, 3.5), (18, 20.5), (12, 15.5), (6, 20.5))


def _help(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(2.5, 6, 19, 12), 2, 2)
    for x in (6.5, 10, 13.5, 17):
        p.drawPoint(QPointF(x, 10))
    _line(p, (8, 14.3), (16, 14.3))


def _search(p: QPainter) -> None:
    p.drawEllipse(QPointF(10.5, 10.5), 6, 6)
    _line(p, (15, 15), (20, 20))


def _close(p: QPainter) -> None:
    _line(p, (6, 6), (18, 18))
    _line(p, (18, 6), (6, 18))


def _undo(p: QPainter) -> None:
    _line(p, (8.5, 4.5), (4, 9), (8.5, 13.5))
    p.drawArc(QRectF(9, 9, 11, 10), 90 * 16, -180 * 16)
    _line(p, (4, 9), (14.5, 9))
    _line(p, (14.5, 19), (9, 19))


def _back(p: QPainter) -> None:
    _line(p, (19, 12), (5, 12))
    _line(p, (11, 6), (5, 12), (11, 18))


def _panels(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(3, 4.5, 18, 15), 2, 2)
    _line(p, (8.5, 4.5), (8.5, 19.5))
    _line(p, (15.5, 4.5), (15.5, 19.5))


def _redo(p: QPainter) -> None:
    _line(p, (15.5, 4.5), (20, 9), (15.5, 13.5))
    p.drawArc(QRectF(4, 9, 11, 10), 90 * 16, 180 * 16)
    _line(p, (20, 9), (9.5, 9))
    _line(p, (9.5, 19), (15, 19))


def _brush(p: QPainter) -> None:
    _line(p, (20.5, 3.5), (10.5, 13))
    _fill(p)
    _polygon(p, (9.8, 12.2), (12, 14.4), (10, 18.5), (3.5, 20.5), (5.5, 14))


def _eraser(p: QPainter) -> None:
    _polygon(p, (14, 4), (20, 10), (11, 19), (8, 19), (4, 15))
    _line(p, (9, 9), (15, 15))
    _line(p, (8, 19.5), (20, 19.5))


def _rectangle(p: QPainter) -> None:
    p.drawRect(QRectF(4, 6, 16, 12))


def _lasso(p: QPainter) -> None:
    p.drawEllipse(QRectF(3.5, 4, 17, 10))
    p.drawEllipse(QRectF(6, 13, 3.5, 3.5))
    _line(p, (7.5, 16.5), (9, 20.5))


def _draw(p: QPainter) -> None:
    _polygon(p, (4, 20), (5, 15.5), (16.5, 4), (20, 7.5), (8.5, 19))
    _line(p, (14, 6.5), (17.5, 10))


def _wipe(p: QPainter) -> None:
    p.drawRect(QRectF(4, 5, 16, 14))
    _line(p, (12, 2.5), (12, 21.5))
    _fill(p)
    p.drawRect(QRectF(4, 5, 8, 14))


def _plots(p: QPainter) -> None:
    _line(p, (4, 4), (4, 20), (20, 20))
    _line(p, (7.5, 15.5), (11, 10.5), (14, 13), (19.5, 5.5))


_DRAW: dict[str, Callable[[QPainter], None]] = {
    "play": _play, "pause": _pause, "step": _step, "level": _level, "stop": _stop, "reset": _reset, "open": _open,
    "export": _export, "estimate": _estimate, "dice": _dice, "grid": _grid, "mark": _mark,
    "marked": partial(_mark, filled=True), "help": _help, "search": _search, "close": _close, "undo": _undo,
    "back": _back, "panels": _panels, "redo": _redo, "brush": _brush, "eraser": _eraser, "rectangle": _rectangle,
    "lasso": _lasso, "draw": _draw, "wipe": _wipe, "plots": _plots,
}  # fmt: skip


def draw_icon(painter: QPainter, name: str, field: QRectF, colour: QColor) -> None:
    """Draw an icon into ``field``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(field.topLeft())
    painter.scale(field.width() / 24, field.height() / 24)
    pen = QPen(colour, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAW[name](painter)
    painter.restore()


def make_icon(name: str, palette: QPalette) -> QIcon:
    """The icon in the palette's colours, for normal and disabled buttons."""
    role, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup
    return _icon(name, palette.color(group.Active, role).rgba(), palette.color(group.Disabled, role).rgba())


@lru_cache(maxsize=256)
def _icon(name: str, normal: int, disabled: int) -> QIcon:
    icon = QIcon()
    for mode, rgba in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        colour = QColor.fromRgba(rgba)
        for size in SIZES:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            draw_icon(painter, name, QRectF(0, 0, size, size), colour)
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon


def program_icon() -> QIcon:
    """The program's own icon: noise levels as rings, from dark violet outside to yellow inside."""
    icon = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(5):
            t = i / 4
            gradient = QLinearGradient(0, 0, 0, size)
            gradient.setColorAt(0, QColor(*plasma(t).tolist()))
            gradient.setColorAt(1, QColor(*plasma(min(1.0, t + 0.1)).tolist()))
            painter.setBrush(gradient)
            radius = size / 2 * (1 - 0.19 * i)
            painter.drawEllipse(QPointF(size / 2, size / 2 + size * 0.05 * i), radius, radius)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
