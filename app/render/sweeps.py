"""The table of a sweep: cells of pictures with labelled axes, and marks where a setting does nothing.

All lengths are device pixels; ``unit`` of them make one device-independent pixel, in which the texts are measured.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen

from app.params.model import ModelInfo
from app.params.sweep import Cell, Sweep
from app.params.sweep_words import axis_words, cell_note, heading_text
from app.params.sweeping import CellDone
from app.params.words import typeset
from app.render.grids import GAP, GridLayout, paint_grid
from app.render.images import stack_qimage
from app.render.lab.panel import LIGHT, Theme, font

TEXT, SMALL = 13, 11
SPACE = 8
LEAST, TARGET = 112, 800
"""A cell is at least so wide if a whole factor makes it so, and the whole table about so, as far as that allows."""
LABEL = 160
"""The most room for the words of a row."""
LINES = 3
"""The most lines of a column's words."""


@dataclass(frozen=True, eq=False)
class CellLook:
    """A cell: its pictures uint8 [N, H, W, C], if they are there; ``note`` is said below them.

    ``trouble``: why there can be none. ``idle``: a setting on an axis does nothing here. ``busy``: it is being filled.
    """

    frames: np.ndarray | None = None
    note: str = ""
    trouble: str = ""
    idle: bool = False
    busy: bool = False


@dataclass(frozen=True)
class SweepLook:
    """A table: the titles of its axes, the words of its columns and rows, its cells row by row.

    ``picture`` is (samples, height, width) of the largest cell; ``heading`` and ``footing`` say what is the same
    everywhere.
    """

    x_title: str
    columns: tuple[str, ...]
    y_title: str
    rows: tuple[str, ...]
    cells: tuple[CellLook, ...]
    picture: tuple[int, int, int]
    heading: str = ""
    footing: str = ""


@dataclass(frozen=True)
class SweepLayout:
    """Where everything lies; ``left`` and ``top`` are where the cells begin, ``labels`` the height of their words."""

    size: QSize
    left: int
    top: int
    labels: int
    cell: GridLayout
    pitch: tuple[int, int]
    columns: int
    rows: int
    unit: float
    heading: QRect
    footing: QRect

    def rect(self, index: int) -> QRect:
        """Where a cell's pictures lie."""
        row, column = divmod(index, self.columns)
        wide, tall = self.cell.size
        return QRect(self.left + column * self.pitch[0], self.top + row * self.pitch[1], wide, tall)

    def note(self, index: int) -> QRect:
        """Where a cell's note lies."""
        rect = self.rect(index)
        return QRect(rect.left(), rect.bottom() + 1 + _px(3, self.unit), rect.width(), _px(SMALL + 5, self.unit))

    def index_at(self, x: float, y: float) -> int | None:
        """The cell at a point, or None."""
        column, row = (math.floor((v - first) / pitch) for v, first, pitch in
                       ((x, self.left, self.pitch[0]), (y, self.top, self.pitch[1])))  # fmt: skip
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return None
        index = row * self.columns + column
        inside = self.rect(index).united(self.note(index)).contains(QPoint(math.floor(x), math.floor(y)))
        return index if inside else None


def _px(length: float, unit: float) -> int:
    return max(1, round(length * unit))


def lay_out(look: SweepLook, *, scale: int = 0, unit: float = 1.0) -> SweepLayout:
    """Where everything lies at a whole enlargement; 0 takes the largest that leaves the table of about TARGET width."""
    count, height, width = look.picture
    across = max(1, math.ceil(math.sqrt(count)))
    columns, rows = len(look.columns), len(look.rows)
    small, text = QFontMetrics(font(SMALL * unit)), QFontMetrics(font(TEXT * unit, bold=True))
    gap = _px(SPACE, unit)
    if not scale:
        wide = across * (width + GAP)
        scale = max(math.ceil(LEAST * unit / wide), math.floor(TARGET * unit / (columns * wide)), 1)
    cell = GridLayout(count, height, width, across, scale)
    labels = [small.horizontalAdvance(label) for label in look.rows] if look.y_title else [0]
    left = 2 * gap
    if look.y_title:
        left += max(min(_px(LABEL, unit), max(labels)), text.horizontalAdvance(look.y_title) + _px(2, unit)) + gap
    note = _px(SMALL + 8, unit) if any(c.note for c in look.cells) else 0
    pitch = (cell.size[0] + gap, cell.size[1] + gap + note)
    right = max(left + columns * pitch[0] + gap, left + text.horizontalAdvance(look.x_title) + 2 * gap)
    room = right - 4 * gap
    heading = QRect(2 * gap, gap, room, _wrapped(look.heading, room, small))
    labels_height = min(
        max(_wrapped(words, cell.size[0], small) for words in (*look.columns, " ")), LINES * small.lineSpacing()
    )
    top = heading.bottom() + 1 + gap + text.height() + _px(4, unit) + labels_height + _px(6, unit)
    below = top + rows * pitch[1] + gap
    footing = QRect(2 * gap, below, room, _wrapped(look.footing, room, small))
    return SweepLayout(
        QSize(right, footing.bottom() + 1 + gap),
        left,
        top,
        labels_height,
        cell,
        pitch,
        columns,
        rows,
        unit,
        heading,
        footing,
    )


def _wrapped(words: str, room: int, metrics: QFontMetrics) -> int:
    flags = int(Qt.TextFlag.TextWordWrap.value)
    return metrics.boundingRect(QRect(0, 0, room, 100_000), flags, words).height() if words else 0


def render_sweep(look: SweepLook, *, scale: int = 0, theme: Theme = LIGHT) -> QImage:
    """The whole table as an image."""
    layout = lay_out(look, scale=scale)
    image = QImage(layout.size, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.background))
    painter = QPainter(image)
    paint_sweep(painter, look, layout, theme)
    painter.end()
    return image


def paint_sweep(
    painter: QPainter, look: SweepLook, layout: SweepLayout, theme: Theme, *, visible: QRect | None = None,
    focus: int | None = None,
) -> None:  # fmt: skip
    """Draw what lies in ``visible``. The painter's units must be device pixels; ``focus`` is a cell with a frame."""
    unit = layout.unit
    _paint_axes(painter, look, layout, theme)
    for index, cell in enumerate(look.cells):
        rect = layout.rect(index)
        if visible is None or visible.intersects(rect.united(layout.note(index))):
            _paint_cell(painter, cell, rect, layout, theme)
            painter.setFont(font(SMALL * unit))
            painter.setPen(QColor(theme.muted))
            _line(painter, layout.note(index), cell.note)
        if index == focus:
            _frame(painter, rect, QPen(QColor(theme.mark), _px(2, unit)), _px(3, unit))


def _paint_axes(painter: QPainter, look: SweepLook, layout: SweepLayout, theme: Theme) -> None:
    unit, gap = layout.unit, _px(SPACE, layout.unit)
    small, bold = font(SMALL * unit), font(TEXT * unit, bold=True)
    flags = int(Qt.TextFlag.TextWordWrap.value)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    painter.drawText(layout.heading, flags, look.heading)
    painter.drawText(layout.footing, flags, look.footing)
    painter.setPen(QColor(theme.text))
    labels_top = layout.top - _px(6, unit) - layout.labels
    title_height = QFontMetrics(bold).height()
    title = QRect(layout.left, labels_top - _px(4, unit) - title_height, layout.size.width() - layout.left - gap,
                  title_height)  # fmt: skip
    painter.setFont(bold)
    _line(painter, title, look.x_title)
    if look.y_title:
        bottom = layout.top - _px(6, unit) - title_height
        _line(painter, QRect(2 * gap, bottom, layout.left - 3 * gap, title_height), look.y_title)
    painter.setFont(small)
    for column, words in enumerate(look.columns):
        rect = layout.rect(column)
        _words(
            painter, QRect(rect.left(), labels_top, rect.width(), layout.labels), words, Qt.AlignmentFlag.AlignBottom
        )
    if look.y_title:
        for row, words in enumerate(look.rows):
            rect = layout.rect(row * layout.columns)
            room = QRect(2 * gap, rect.top(), layout.left - 3 * gap, rect.height())
            _words(painter, room, words, Qt.AlignmentFlag.AlignTop)


def _paint_cell(painter: QPainter, cell: CellLook, rect: QRect, layout: SweepLayout, theme: Theme) -> None:
    unit = layout.unit
    if cell.frames is None:
        painter.fillRect(rect, QColor(theme.plot))
        _frame(painter, rect, QPen(QColor(theme.mark if cell.busy else theme.line), _px(1, unit)), 0)
        painter.setFont(font(SMALL * unit))
        painter.setPen(QColor(theme.muted))
        inner = rect.adjusted(_px(6, unit), _px(4, unit), -_px(6, unit), -_px(4, unit))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        painter.save()
        painter.setClipRect(inner)
        words = _fitted(typeset(cell.trouble), inner, painter)
        painter.drawText(inner, int(flags) | int(Qt.TextFlag.TextWordWrap.value), words)
        painter.restore()
    else:
        count, height, width, _ = cell.frames.shape
        across = max(1, math.ceil(math.sqrt(count)))
        grid = GridLayout(count, height, width, across, layout.cell.scale)
        painter.save()
        painter.setClipRect(rect)
        paint_grid(painter, stack_qimage(cell.frames), grid, (rect.left(), rect.top()), rect, frozenset())
        painter.restore()
    if cell.idle:
        _frame(painter, rect, QPen(QColor(theme.mark), _px(1, unit), Qt.PenStyle.DashLine), _px(2, unit))


def _frame(painter: QPainter, rect: QRect, pen: QPen, out: int) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-out, -out, out - 1, out - 1))


def _words(painter: QPainter, room: QRect, words: str, where: Qt.AlignmentFlag) -> None:
    """Wrapped, as many as there is room for."""
    painter.save()
    painter.setClipRect(room)
    flags = int(Qt.AlignmentFlag.AlignLeft | where) | int(Qt.TextFlag.TextWordWrap.value)
    painter.drawText(room, flags, _fitted(words, room, painter))
    painter.restore()


def _fitted(words: str, room: QRect, painter: QPainter) -> str:
    """As many of the words as there is room for, and dots for the others."""
    parts, metrics, shown = words.split(" "), QFontMetrics(painter.font()), words
    while len(parts) > 1 and _wrapped(shown, room.width(), metrics) > room.height():
        parts.pop()
        shown = " ".join(parts) + "…"
    return shown


def _line(painter: QPainter, room: QRect, words: str) -> None:
    """One line, shortened to its room."""
    shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)


def sweep_look(
    sweep: Sweep, cells: Sequence[Cell], done: Mapping[int, CellDone], infos: Mapping[str, ModelInfo], *,
    busy: int | None = None, footing: str = "", words: Callable[[str], str] = str,
) -> SweepLook:  # fmt: skip
    """What a table shows of a sweep whose cells ``done`` are filled; ``words`` translates titles and choices."""
    counts = [cell.settings.count for cell in cells if cell.settings is not None] or [1]
    shapes = [info.shape for info in infos.values()]
    x_title, columns = axis_words(sweep.x, words)
    y_title, rows = ("", ("",)) if sweep.y is None else axis_words(sweep.y, words)
    looks = []
    for cell in cells:
        result, note = done.get(cell.index), cell_note(sweep, cell, words)
        frames, trouble = (None, cell.error) if result is None else (result.frames, result.error)
        looks.append(CellLook(frames, note, trouble, bool(cell.idle), cell.index == busy))
    picture = max(counts), max(shape[1] for shape in shapes), max(shape[2] for shape in shapes)
    heading = heading_text(sweep, infos, words)
    return SweepLook(x_title, columns, y_title, rows, tuple(looks), picture, heading, footing)
