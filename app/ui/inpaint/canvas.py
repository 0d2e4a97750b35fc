"""The picture with its mask, painted on by mouse and keyboard."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.state.compare import CompareState
from app.state.mask import MaskState
from app.state.painting import Paintbox
from app.state.source import SourceState
from app.state.strokes import Point
from app.ui.inpaint.surface import Surface
from app.ui.text import tr
from app.ui.widgets.wheel import Notches

"""What one notch of a wheel turns it by, in eighths of a degree."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Canvas(Surface):
    """The surface with a hand.

    Left paints, right or Alt erases, the wheel zooms, Ctrl+wheel sizes the brush, Space-drag or the middle button pans,
    a double click fits. By keyboard: arrows move the cursor, Enter puts the pen down and lifts it.
    """

    space_tapped = Signal()
    """Space was pressed and let go without panning."""
    told = Signal(str)
    """Where the cursor is: row, column, what the mask says there, whether the pen is down."""

    def __init__(
        self,
        source: SourceState,
        mask: MaskState,
        paintbox: Paintbox,
        compare: CompareState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(source, mask, paintbox, compare, parent)
        self._space = self._space_used = False
        self._panned: QPointF | None = None
        self._notches = Notches()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Picture and mask"))
        help_text = tr("Arrows move the cursor, Enter puts the pen down and lifts it, Escape gives the stroke up")
        self.setAccessibleDescription(help_text)
        self.setWhatsThis(help_text)

    # Strokes

    def _extend(self, point: Point) -> None:
        self.pen.extend(point)
        if self.pen.outline:
            self.update()

    def _at(self, event: QMouseEvent) -> Point:
        return self.view.to_picture(event.position() * self.devicePixelRatioF())

    def commit(self) -> None:
        """The stroke under way is over and kept."""
        self._lift(self.pen.commit)

    def abort(self) -> None:
        """The stroke under way is given up."""
        self._lift(self.pen.abort)

    def _lift(self, end: Callable[[], None]) -> None:
        was_down = self.pen.down
        end()
        if was_down:
            self.update()
            self._tell()

    # Mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, or to pan."""
        button = event.button()
        left, right = button is Qt.MouseButton.LeftButton, button is Qt.MouseButton.RightButton
        if button is Qt.MouseButton.MiddleButton or (left and self._space):
            self._panned = event.position()
            self._space_used = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif (left or right) and not self.pen.down and self._panned is None:
            self._move_pointer(self._at(event), seen=True)
            modifiers = event.modifiers()
            self.pen.begin(
                self._at(event),
                invert=right or bool(modifiers & Qt.KeyboardModifier.AltModifier),
                by_key=False,
                straight=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            )

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Paint on, pan, or move the brush's outline."""
        if self._panned is not None:
            self.view.pan((event.position() - self._panned) * self.devicePixelRatioF())
            self._panned = event.position()
            self.update()
            return
        point = self._at(event)
        self._move_pointer(point, seen=True)
        if not self.pen.down or self.pen.by_key:
            self._tell()
        elif event.buttons() is Qt.MouseButton.NoButton:
            self.commit()  # the release went elsewhere
        else:
            self._extend(point)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panned is not None:
            if event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
                self._panned = None
                self._show_hand()
            return
        if self.pen.down and not self.pen.by_key and not event.buttons():
            self.commit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, taking back the dab of the first click; where everything is fitted already, one more dab."""
        if self.view.fitted or event.button() is Qt.MouseButton.RightButton:
            self.mousePressEvent(event)
            return
        if event.button() is Qt.MouseButton.LeftButton and not self._space:
            self.pen.take_dab_back()
        self.fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Ctrl, size the brush."""
        steps = self._notches.of(event)
        if steps == 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._box.resize(steps)
        else:
            self.view.zoom(steps, event.position() * self.devicePixelRatioF())
            self._pointer = self.view.to_picture(event.position() * self.devicePixelRatioF())
            self.update()
        event.accept()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """The outline goes, a stroke goes on."""
        if not self.pen.down:
            self._move_pointer(self._pointer, seen=False)
            self.told.emit("")  # what is said of the place under the mouse would not follow the mask
        super().leaveEvent(event)

    # Keyboard

    @override
    def event(self, event: QEvent) -> bool:
        """Space, Enter and, during a stroke, Escape belong to the canvas rather than to the window's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            own = plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if own or (key == Qt.Key.Key_Escape and self.pen.down):
                event.accept()
                return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows (with Shift: by eight pixels), Enter, Space, Escape."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space, self._space_used = True, False
                self._show_hand()
        elif key in ARROWS:
            self._step(key, 8 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._pen(invert=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif key is Qt.Key.Key_Escape and self.pen.down:
            self.abort()
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go without panning is for others."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._space:
            used, self._space = self._space_used, False
            self._show_hand()
            if not used:
                self.space_tapped.emit()
            return
        super().keyReleaseEvent(event)

    def _cell(self) -> tuple[int, int]:
        """(column, row) of the cursor's pixel."""
        height, width = self._source.shape
        x, y = self._pointer if self._pointer is not None else (width / 2, height / 2)
        return min(width - 1, max(0, math.floor(x))), min(height - 1, max(0, math.floor(y)))

    def _step(self, key: Qt.Key, by: int) -> None:
        height, width = self._source.shape
        column, row = self._cell()
        dx, dy = ARROWS[key]
        if self._pointer is not None:
            column, row = min(width - 1, max(0, column + by * dx)), min(height - 1, max(0, row + by * dy))
        point = column + 0.5, row + 0.5
        self._move_pointer(point, seen=True)
        self._reveal(point)
        if self.pen.by_key:
            self._extend(point)
        self._tell()

    def _pen(self, *, invert: bool) -> None:
        if self.pen.down:
            self.commit()
        else:
            column, row = self._cell()
            self._move_pointer((column + 0.5, row + 0.5), seen=True)
            self.pen.begin((column + 0.5, row + 0.5), invert=invert, by_key=True)
            self._tell()

    def _reveal(self, point: Point) -> None:
        """Pan so that a point is in the view."""
        place = self.view.to_view(point)
        x = min(self.view.room[0] - 8, max(8.0, place.x()))
        y = min(self.view.room[1] - 8, max(8.0, place.y()))
        if (x, y) != (place.x(), place.y()):
            self.view.pan(QPointF(x - place.x(), y - place.y()))
            self.update()

    def _tell(self) -> None:
        column, row = self._cell()
        state = tr("to fill") if self._mask.pixels[row, column] else tr("known")
        pen = tr(", pen down") if self.pen.by_key else ""
        self.told.emit(tr("row {0}, col {1}: {2}{3}").format(row + 1, column + 1, state, pen))

    def _show_hand(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.CrossCursor)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing painted is lost; keys held are forgotten."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
        self._space, self._panned = False, None
        self._show_hand()
        super().focusOutEvent(event)
        self.update()
