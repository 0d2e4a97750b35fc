"""The whole batch as a sharp, zoomable grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from app.render.grids import GAP, MAX_SCALE, GridLayout, fit_grid, paint_grid, paint_outline
from app.render.images import stack_qimage
from app.state.run import RunState
from app.ui.icons import draw_icon
from app.ui.runs.class_views import paint_labels
from app.ui.text import tr
from app.ui.widgets.wheel import Notches

MARGIN = 4
CLICK_DISTANCE = 4
"""A notch of a mouse wheel, in eighths of a degree."""


class GridView(QWidget):
    """Shows ``run.pictures()``. Click enlarges, Ctrl+click marks, arrows move the focus, the wheel zooms."""

    opened = Signal(int)
    """The sample at this position is to be shown large."""

    def __init__(self, run: RunState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._stack: QImage | None = None
        self._layout: GridLayout | None = None
        self._zoom: int | None = None
        self._offset = QPoint(0, 0)
        self._pressed: QPoint | None = None
        self._panned: QPoint | None = None
        self._hover: int | None = None
        self._notches = Notches()
        self._labels: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Samples"))
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below it is painted
        run.frame_changed.connect(self.refresh)
        run.view_changed.connect(self.refresh)
        run.focus_changed.connect(self._focus_moved)
        run.marks_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    @property
    def layout_shown(self) -> GridLayout | None:
        """The geometry on the screen, in device pixels; None while there is nothing to show."""
        return self._layout

    def sample_center(self, position: int) -> QPoint:
        """The middle of a sample in widget coordinates."""
        if self._layout is None:
            return self.rect().center()
        rect = self._layout.rect(position).translated(self._origin())
        return rect.center() / self.devicePixelRatioF()

    def image(self) -> QImage | None:
        """All samples as they are shown, at their whole factor, without focus and marks."""
        layout, stack = self._layout, self._stack
        if layout is None or stack is None:
            return None
        image = QImage(*layout.size, QImage.Format.Format_RGB32)
        image.fill(self.palette().color(QPalette.ColorRole.Dark))
        painter = QPainter(image)
        paint_grid(painter, stack, layout, (0, 0), image.rect(), frozenset())
        painter.end()
        return image

    @Slot()
    def refresh(self) -> None:
        """Take the newest pictures; not while hidden: the large view has its own."""
        if not self.isVisible():
            return
        before = self._layout
        pictures = self._run.pictures()
        self._stack = stack_qimage(pictures) if pictures is not None else None
        self._arrange()
        self.update() if self._layout is None or self._layout != before else self.update(self._taken())

    def set_labels(self, labels: tuple[str, ...]) -> None:
        """Write a text on the lower edge of each picture, which stays as large as it is; none: no texts."""
        if labels != self._labels:
            self._labels = labels
            self.update()

    def _arrange(self) -> None:
        pictures = self._run.pictures()
        if pictures is None:
            self._layout = None
            return
        count, height, width, _ = pictures.shape
        self._layout = fit_grid(count, height, width, self._room(), self._zoom)
        self._clamp()

    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        margin = round(2 * MARGIN * ratio)
        return max(1, round(self.width() * ratio) - margin), max(1, round(self.height() * ratio) - margin)

    def _clamp(self) -> None:
        """Keep the offset so that a grid larger than the view cannot be pushed out of it."""
        if self._layout is None:
            return
        limits = [max(0, (size - room + 1) // 2) for size, room in zip(self._layout.size, self._room(), strict=True)]
        self._offset = QPoint(
            max(-limits[0], min(limits[0], self._offset.x())), max(-limits[1], min(limits[1], self._offset.y()))
        )

    def _origin(self) -> QPoint:
        ratio = self.devicePixelRatioF()
        wide, tall = self._layout.size if self._layout is not None else (0, 0)
        return QPoint(
            (round(self.width() * ratio) - wide) // 2 + self._offset.x(),
            (round(self.height() * ratio) - tall) // 2 + self._offset.y(),
        )

    def _taken(self) -> QRect:
        """Where the pictures are, with the frames around them, in widget coordinates."""
        ratio, frame = self.devicePixelRatioF(), 4
        size = QSize(*self._layout.size) if self._layout is not None else QSize()
        return QRect(self._origin() / ratio, size / ratio).adjusted(-frame, -frame, frame, frame)

    # Zoom

    @Slot()
    def zoom_in(self) -> None:
        """The next whole factor."""
        self._zoom_to(1, QPoint(0, 0))

    @Slot()
    def zoom_out(self) -> None:
        """The whole factor before."""
        self._zoom_to(-1, QPoint(0, 0))

    @Slot()
    def zoom_fit(self) -> None:
        """The largest whole factor that fits; it follows the window's size."""
        self._zoom, self._offset = None, QPoint(0, 0)
        self._arrange()
        self.update()

    def _zoom_to(self, direction: int, about: QPoint) -> None:
        """One factor up or down; the point ``about`` (device pixels from the middle) stays where it is."""
        if self._layout is None:
            return
        before = self._layout.scale
        jump = max(1, before // 8)
        after = max(1, min(MAX_SCALE, before + direction * jump))
        self._zoom = after
        self._offset = about + (self._offset - about) * (after / before)
        self._arrange()
        self.update()

    # Painting

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Canvas, pictures, focus, marks."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Dark))
        if self._layout is None or self._stack is None:
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        origin = self._origin()
        visible = QRect(0, 0, round(self.width() * ratio) + 1, round(self.height() * ratio) + 1)
        paint_grid(painter, self._stack, self._layout, (origin.x(), origin.y()), visible, frozenset())
        texts = enumerate(self._labels[: self._layout.count])
        labels = [(self._layout.rect(position).translated(origin), text) for position, text in texts]
        paint_labels(painter, [label for label in labels if label[0].intersects(visible)], self.font(), ratio)
        accent = palette.color(QPalette.ColorRole.Highlight)
        for position in self._run.marks:
            self._paint_mark(painter, self._layout.rect(position).translated(origin), accent, ratio)
        if self._hover is not None and self._hover < self._layout.count:
            faint = QColor(palette.color(QPalette.ColorRole.PlaceholderText))
            paint_outline(painter, self._layout.rect(self._hover).translated(origin), faint, max(1, round(ratio)))
        if self.hasFocus() and self._run.focus < self._layout.count:
            rect = self._layout.rect(self._run.focus).translated(origin)
            paint_outline(painter, rect, accent, max(GAP, round(2 * ratio)))

    @staticmethod
    def _paint_mark(painter: QPainter, rect: QRect, accent: QColor, ratio: float) -> None:
        paint_outline(painter, rect, accent, max(1, round(ratio)))
        side = min(20 * ratio, rect.width() / 2)
        badge = QRectF(rect.right() - side + 1, rect.top(), side, side)
        painter.fillRect(badge, accent)
        inner = badge.adjusted(side / 6, side / 6, -side / 6, -side / 6)
        draw_icon(painter, "marked", inner, QColor("white") if accent.lightnessF() < 0.6 else QColor("black"))

    # Mouse and keys

    def position_at(self, point: QPoint) -> int | None:
        """The position of the sample at a point of the widget."""
        if self._layout is None:
            return None
        place = point * self.devicePixelRatioF() - self._origin()
        return self._layout.index_at(place.x(), place.y())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._panned = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or show what is under the pointer."""
        point = event.position().toPoint()
        if self._panned is not None:
            self._offset += (point - self._panned) * self.devicePixelRatioF()
            self._panned = point
            self._clamp()
            self.update()
            return
        hover = self.position_at(point)
        if hover != self._hover:
            self._hover = hover
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a sample enlarges it; with Ctrl it is marked."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned = None
            self.unsetCursor()
            return
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        position = self.position_at(point)
        if position is None or (point - pressed).manhattanLength() > CLICK_DISTANCE:
            return
        self._run.focus = position
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._run.toggle_mark(position)
        else:
            self.opened.emit(position)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On empty space: fit."""
        if self.position_at(event.position().toPoint()) is None:
            self.zoom_fit()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hover = None
        self.update()
        super().leaveEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        ratio = self.devicePixelRatioF()
        about = (event.position().toPoint() - self.rect().center()) * ratio
        notches = self._notches.of(event)
        for _ in range(abs(notches)):
            self._zoom_to(1 if notches > 0 else -1, about)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move the focus."""
        count = self._run.count
        columns = self._layout.columns if self._layout is not None else 1
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        key = Qt.Key(event.key())
        if key in moves and 0 <= self._run.focus + moves[key] < count:
            self._run.focus += moves[key]
        elif key is Qt.Key.Key_Home:
            self._run.focus = 0
        elif key is Qt.Key.Key_End:
            self._run.focus = count - 1
        elif key not in moves:
            super().keyPressEvent(event)

    @Slot()
    def _focus_moved(self) -> None:
        """Scroll so that the sample in focus is visible."""
        if self._layout is not None and self._zoom is not None and self._run.focus < self._layout.count:
            rect = self._layout.rect(self._run.focus).translated(self._origin())
            ratio = self.devicePixelRatioF()
            right, bottom = round(self.width() * ratio), round(self.height() * ratio)
            dx = max(0, MARGIN - rect.left()) - max(0, rect.right() + MARGIN - right)
            dy = max(0, MARGIN - rect.top()) - max(0, rect.bottom() + MARGIN - bottom)
            self._offset += QPoint(dx, dy)
            self._clamp()
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        """A tooltip with the sample's number."""
        if event.type() is QEvent.Type.ToolTip and self._hover is not None and self._hover < len(self._run.indices):
            index = self._run.indices[self._hover]
            text = tr("Sample {0} (number {1} in file names and for the command)").format(index + 1, index)
            text += f": {self._labels[self._hover]}" if self._hover < len(self._labels) else ""
            QToolTip.showText(self.mapToGlobal(self.sample_center(self._hover)), text, self)
            return True
        return bool(super().event(event))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, unless zoomed."""
        self._arrange()
        super().resizeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self.refresh()
