"""The table of a sweep as it fills: the cells can be looked through, and taken, with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from app.render.lab.panel import Theme
from app.render.sweeps import SweepLayout, SweepLook, lay_out, paint_sweep
from app.ui.text import tip, tr

LEAST = 96
"""A cell is at least so wide, where a whole factor makes it so; a larger table is scrolled."""

MOST_SCALE = 12

ARROWS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class SweepView(QWidget):
    """Shows a :class:`SweepLook`. ``words`` tells about a cell, for its tooltip and for screen readers."""

    picked = Signal(int)
    """The user wants this cell's run."""
    focus_moved = Signal(int)

    def __init__(self, words: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look: SweepLook | None = None
        self._layout: SweepLayout | None = None
        self._room = QSize(600, 400)
        self.focus: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Cells of the sweep"))

    @property
    def layout_shown(self) -> SweepLayout | None:
        """Where everything lies, in device pixels."""
        return self._layout

    def cell_center(self, index: int) -> QPoint:
        """The middle of a cell in widget coordinates."""
        if self._layout is None:
            return self.rect().center()
        return self._layout.rect(index).center() / self.devicePixelRatioF()

    def show_look(self, look: SweepLook | None) -> None:
        """Show a table, or nothing."""
        self._look = look
        if look is None or (self.focus is not None and self.focus >= len(look.cells)):
            self.focus = None
        self._arrange()

    def set_room(self, room: QSize) -> None:
        """The table is as large as fits into so much, with whole factors."""
        if room != self._room:
            self._room = room
            self._arrange()

    def _arrange(self) -> None:
        self._layout = None if self._look is None else self._fitted(self._look)
        if self._layout is not None:
            ratio = self.devicePixelRatioF()
            self.setFixedSize(self._layout.size / ratio)
        self.update()

    def _fitted(self, look: SweepLook) -> SweepLayout:
        ratio = self.devicePixelRatioF()
        room = self._room * ratio
        for scale in range(MOST_SCALE, 0, -1):
            layout = lay_out(look, scale=scale, unit=ratio)
            size = layout.size
            small = layout.cell.size[0] - layout.cell.size[0] // max(1, scale) < LEAST * ratio
            if small or (size.width() <= room.width() and size.height() <= room.height()):
                return layout
        return layout

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """In device pixels: no picture is smoothed."""
        if self._look is None or self._layout is None:
            return
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        area = event.rect()
        visible = QRect(area.topLeft() * ratio, area.size() * ratio)
        paint_sweep(painter, self._look, self._layout, theme_of(self.palette()), visible=visible, focus=self.focus)
        painter.end()

    def _index_at(self, event: QMouseEvent | QHelpEvent) -> int | None:
        ratio = self.devicePixelRatioF()
        place = event.position() if isinstance(event, QMouseEvent) else event.pos()
        return None if self._layout is None else self._layout.index_at(place.x() * ratio, place.y() * ratio)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes a cell."""
        index = self._index_at(event)
        if event.button() is Qt.MouseButton.LeftButton and index is not None:
            self._set_focus(index)
            self.picked.emit(index)
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and Space take."""
        key = Qt.Key(event.key())
        if self._look is None:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._move(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.focus is not None:
            self.picked.emit(self.focus)
        else:
            super().keyPressEvent(event)

    def _move(self, down: int, across: int) -> None:
        if self._look is None:
            return
        rows, columns = len(self._look.rows), len(self._look.columns)
        row, column = divmod(self.focus, columns) if self.focus is not None else (0, 0)
        if self.focus is not None:
            row, column = min(max(row + down, 0), rows - 1), min(max(column + across, 0), columns - 1)
        self._set_focus(row * columns + column)

    def _set_focus(self, index: int) -> None:
        self.focus = index
        self.setAccessibleDescription(self._words(index))
        self.focus_moved.emit(index)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        """What there is to know about the cell under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(event)
            if index is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(self._words(index)), self)
            return True
        return bool(super().event(event))


def theme_of(palette: QPalette) -> Theme:
    """The colours of a table that stands in the window."""
    role = QPalette.ColorRole
    names = (role.Window, role.WindowText, role.PlaceholderText, role.Mid, role.Dark, role.Accent)
    return Theme(*(palette.color(name).name() for name in names))
