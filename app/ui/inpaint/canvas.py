"""The picture with its mask, painted on by mouse or keyboard."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.render.masks import masked_image, paint_cross, paint_ring
from app.state.compare import CompareState
from app.state.mask import MaskState
from app.state.painting import Paintbox, Tool
from app.state.source import SourceState
from app.state.strokes import Box, Point
from app.ui.inpaint.pen import Pen
from app.ui.inpaint.viewport import Viewport
from app.ui.text import tr

FRAME_MS = 25
"""Forty pictures a second look smooth, and leave the cores to a run."""

NOTCH = 120
"""What one notch of a wheel turns it by, in eighths of a degree."""

ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Canvas(QWidget):
    """Shows the source and, over it, exactly the mask's pixels.

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
        super().__init__(parent)
        self._source, self._mask, self._box, self._compare = source, mask, paintbox, compare
        self.view = Viewport()
        self._image: QImage | None = None
        self._dirty = QRegion()
        self._painted = QElapsedTimer()
        self._painted.start()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._flush)
        self.pen = Pen(source, mask, paintbox)
        self._pointer: Point | None = None
        self._pointer_seen = False
        self._space = self._space_used = False
        self._panned: QPointF | None = None
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(160, 160)
        self.setAccessibleName(tr("Picture and mask"))
        help_text = tr("Arrows move the cursor, Enter puts the pen down and lifts it, Escape gives the stroke up")
        self.setAccessibleDescription(help_text)
        self.setWhatsThis(help_text)
        source.changed.connect(self._pixels_changed)
        source.reshaped.connect(self._reshaped)
        mask.changed.connect(self._pixels_changed)
        mask.reshaped.connect(self._reshaped)
        paintbox.changed.connect(self._paintbox_changed)
        compare.changed.connect(self._paintbox_changed)
        self._reshaped()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(420, 420)

    @property
    def pointer(self) -> Point | None:
        """Where the cursor is, in pixels of the picture."""
        return self._pointer

    # What has changed

    @Slot(object)
    def _pixels_changed(self, box: Box) -> None:
        self._image = None
        self._update_box(box)

    @Slot()
    def _reshaped(self) -> None:
        self.pen.forget()
        self._image = None
        self.view.show_picture(*self._source.shape)
        self.update()

    @Slot()
    def _paintbox_changed(self) -> None:
        self._image = None
        self.update()

    def _update_box(self, box: Box) -> None:
        ratio = self.devicePixelRatioF()
        first, last = self.view.to_view((box.left, box.top)), self.view.to_view((box.right, box.bottom))
        self._update_soon(QRectF(first / ratio, last / ratio).toAlignedRect().adjusted(-2, -2, 2, 2))

    def _update_pointer(self) -> None:
        if self._pointer is None:
            return
        ratio = self.devicePixelRatioF()
        centre = self.view.to_view(self._pointer) / ratio
        reach = max(12.0, self._box.size / 2 * self.view.scale / ratio + 4)
        self._update_soon(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach).toAlignedRect())

    def _update_soon(self, rect: QRect) -> None:
        """Draw at most every FRAME_MS: a mouse may send a thousand events a second, and a run needs the cores."""
        self._dirty += rect
        wait = FRAME_MS - self._painted.elapsed()
        if wait <= 0:
            self._flush()
        elif not self._later.isActive():
            self._later.start(wait)

    @Slot()
    def _flush(self) -> None:
        dirty, self._dirty = self._dirty, QRegion()
        self._painted.start()
        self.update(dirty)

    def _move_pointer(self, point: Point | None, *, seen: bool) -> None:
        self._update_pointer()
        self._pointer, self._pointer_seen = point, seen
        self._update_pointer()

    # Strokes

    def _extend(self, point: Point) -> None:
        self.pen.extend(point)
        if self.pen.outline:
            self.update()

    def _at(self, event: QMouseEvent) -> Point:
        return self.view.to_picture(event.position() * self.devicePixelRatioF())

    def commit(self) -> None:
        """The stroke under way is over and kept."""
        self.pen.commit()
        self.update()

    def abort(self) -> None:
        """The stroke under way is given up."""
        self.pen.abort()
        self.update()

    # Mouse

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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is over."""
        if self._panned is not None:
            if event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
                self._panned = None
                self._show_hand()
            return
        if self.pen.down and not self.pen.by_key and not event.buttons():
            self.commit()
            self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, taking back the dab of the first click; where everything is fitted already, one more dab."""
        if self.view.fitted or event.button() is Qt.MouseButton.RightButton:
            self.mousePressEvent(event)
            return
        if event.button() is Qt.MouseButton.LeftButton and not self._space:
            self.pen.take_dab_back()
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Ctrl, size the brush."""
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / NOTCH)
        self._wheel -= steps * NOTCH
        if steps == 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._box.resize(steps)
        else:
            self.view.zoom(steps, event.position() * self.devicePixelRatioF())
            self._pointer = self.view.to_picture(event.position() * self.devicePixelRatioF())
            self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The outline goes, a stroke goes on."""
        if not self.pen.down and not self.hasFocus():
            self._move_pointer(self._pointer, seen=False)
        super().leaveEvent(event)

    # Zoom

    @Slot()
    def fit(self) -> None:
        """Show everything, as large as it can be."""
        self.view.fit()
        self.update()

    @Slot()
    def zoom_in(self) -> None:
        """Larger, about the middle."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller, about the middle."""
        self._zoom(-1)

    def _zoom(self, steps: int) -> None:
        self.view.zoom(steps, QPointF(self.view.room[0] / 2, self.view.room[1] / 2))
        self.update()

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Space, Enter and, during a stroke, Escape belong to the canvas rather than to the window's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            own = plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if own or (key == Qt.Key.Key_Escape and self.pen.down):
                event.accept()
                return True
        return bool(super().event(event))

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
        state = tr("regenerated") if self._mask.pixels[row, column] else tr("known")
        pen = tr(", pen down") if self.pen.by_key else ""
        self.told.emit(tr("{0}, {1}: {2}{3}").format(row + 1, column + 1, state, pen))

    def _show_hand(self) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.CrossCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows who has the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing painted is lost; keys held are forgotten."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
        self._space, self._panned = False, None
        self._show_hand()
        super().focusOutEvent(event)
        self.update()

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, unless zoomed."""
        self._measure()
        super().resizeEvent(event)

    def _measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self.view.set_room((round(self.width() * ratio), round(self.height() * ratio)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Canvas, picture, mask, what is being drawn, cursor."""
        self._measure()
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.Dark))
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        rect = self.view.rect
        if self._image is None:
            hidden = self._box.hidden or self._compare.peeking
            self._image = masked_image(self._source.frame(), self._mask.pixels, 0.0 if hidden else self._box.opacity)
        painter.drawImage(rect, self._image)
        self._paint_frame(painter, rect, ratio)
        if self.pen.outline:
            self._paint_lasso(painter, ratio)
        if self._pointer is not None and (self._pointer_seen or self.hasFocus()):
            self._paint_cursor(painter, ratio)

    def _paint_frame(self, painter: QPainter, rect: QRect, ratio: float) -> None:
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        width = max(1, round(ratio))
        painter.setPen(QPen(self.palette().color(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(-1.5 * width, -1.5 * width, 1.5 * width, 1.5 * width))

    def _paint_lasso(self, painter: QPainter, ratio: float) -> None:
        line = QPolygonF([self.view.to_view(point) for point in self.pen.outline])
        for colour, style in ((QColor(0, 0, 0, 220), Qt.PenStyle.SolidLine), (QColor("white"), Qt.PenStyle.DashLine)):
            painter.setPen(QPen(colour, ratio, style))
            painter.drawPolygon(line)

    def _paint_cursor(self, painter: QPainter, ratio: float) -> None:
        if self._pointer is None:
            return
        centre = self.view.to_view(self._pointer)
        if self._box.tool in (Tool.BRUSH, Tool.ERASER):
            paint_ring(painter, centre, self._box.size / 2 * self.view.scale, ratio)
        if not self.pen.down or self.pen.by_key:
            paint_cross(painter, centre, 4 * ratio, ratio)
