"""The picture with its mask on the screen: where it lies, what of it must be drawn anew, the cursor over it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.render.masks import masked_image, paint_cross, paint_ring
from app.state.compare import CompareState
from app.state.mask import MaskState
from app.state.painting import Paintbox, PaintTool
from app.state.source import SourceState
from app.state.strokes import Box, Point
from app.ui.inpaint.pen import Pen
from app.ui.inpaint.viewport import Viewport
from app.ui.later import later

FRAME_MS = 25
"""Forty pictures a second look smooth, and leave the cores to a run."""


class Surface(QWidget):
    """Shows the source and, over it, exactly the mask's pixels; a subclass moves the cursor and the pen."""

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
        self.pen = Pen(source, mask, paintbox)
        self._pointer: Point | None = None
        self._pointer_seen = False
        self._image = QImage()
        self._stale: Box | None = None
        """Where it is not what the pixels are now; None: nowhere."""
        self._dirty = QRegion()
        self._painted = QElapsedTimer()
        self._painted.start()
        self._later = later(self, self._flush)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 160)
        source.changed.connect(self._pixels_changed)
        source.reshaped.connect(self._reshaped)
        mask.changed.connect(self._pixels_changed)
        mask.reshaped.connect(self._reshaped)
        paintbox.changed.connect(self._paintbox_changed)
        compare.changed.connect(self._paintbox_changed)
        self._reshaped()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    @property
    def pointer(self) -> Point | None:
        """Where the cursor is, in pixels of the picture."""
        return self._pointer

    # What has changed

    @Slot(object)
    def _pixels_changed(self, box: Box) -> None:
        self._stale = box.united(self._stale)
        self._update_box(box)

    @Slot()
    def _reshaped(self) -> None:
        self.pen.forget()
        self._image = QImage()
        self.view.show_picture(*self._source.shape)
        self.update()

    @Slot()
    def _paintbox_changed(self) -> None:
        self._image = QImage()
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

    # Painting

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, unless zoomed."""
        self._measure()
        super().resizeEvent(event)

    def _measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self.view.set_room((round(self.width() * ratio), round(self.height() * ratio)))

    @override
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
        painter.drawImage(rect, self._masked())
        self._paint_frame(painter, rect, ratio)
        if self.pen.outline:
            self._paint_lasso(painter, ratio)
        if self._pointer is not None and self._pointer_seen:
            self._paint_cursor(painter, ratio)

    def _masked(self) -> QImage:
        """The picture under its mask; made anew only where it has changed: else a stroke would be slow."""
        whole = self._source.whole
        box = whole if self._image.isNull() else self._stale
        self._stale = None
        if box is not None and not box.empty:
            hidden = self._box.hidden or self._compare.peeking
            opacity = 0.0 if hidden else self._box.opacity
            part = masked_image(self._source.frame(box), self._mask.pixels[box.slices], opacity)
            if box == whole:
                self._image = part
            else:
                painter = QPainter(self._image)
                painter.drawImage(box.left, box.top, part)
                painter.end()
        return self._image

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
        if self._box.tool in (PaintTool.BRUSH, PaintTool.ERASER):
            paint_ring(painter, centre, self._box.size / 2 * self.view.scale, ratio)
        if not self.pen.down or self.pen.by_key:
            paint_cross(painter, centre, 4 * ratio, ratio)
