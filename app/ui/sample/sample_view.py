"""One sample large, with its own history: how it looked at the end of each noise level."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.params.path import level_of
from app.render.grids import paint_outline
from app.render.images import to_qimage
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.text import tr

MARGIN = 12
CELL_GAP = 6
BAR = 3


class SampleView(QWidget):
    """Left and right move between samples, up and down between levels; a click on a level looks at it."""

    closed = Signal()
    """Back to all samples."""

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._colours = colours
        self._cells: list[tuple[QRect, int]] = []
        self._scale = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("One sample with its history of noise levels"))
        self.setMinimumSize(160, 120)
        for signal in (run.frame_changed, run.view_changed, run.focus_changed, run.marks_changed, colours.changed):
            signal.connect(self._refresh)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def cell_center(self, level: int) -> QPoint | None:
        """The middle of a level's picture in widget coordinates, if it is shown."""
        for rect, shown in self._cells:
            if shown == level:
                return rect.center() / self.devicePixelRatioF()
        return None

    def image(self) -> QImage | None:
        """The sample as it is shown, at its whole factor."""
        pictures = self._run.pictures()
        if pictures is None or self._run.focus >= len(pictures):
            return None
        image = to_qimage(pictures[self._run.focus])
        return image.scaled(image.size() * self._scale)  # nearest neighbour

    @Slot()
    def _refresh(self) -> None:
        if self.isVisible():
            self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sample at the left (or above, where the view is high), its levels beside it."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Dark))
        pictures = self._run.pictures()
        self._cells = []
        if pictures is None or self._run.focus >= len(pictures):
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        margin = round(MARGIN * ratio)
        area = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        area = area.adjusted(margin, margin, -margin, -margin)
        wide = area.width() > area.height() * 1.1
        part = QRect(area)
        if wide:
            part.setWidth(min(area.height(), round(area.width() * 0.55)))
        else:
            part.setHeight(min(area.width(), round(area.height() * 0.55)))
        rest = QRect(area)
        image = to_qimage(pictures[self._run.focus])
        scale = max(1, min(part.width() // image.width(), part.height() // image.height()))
        self._scale = scale
        size = QSize(image.width() * scale, image.height() * scale)
        if wide:
            target = QRect(QPoint(part.left(), area.top() + max(0, (area.height() - size.height()) // 2)), size)
            rest.setLeft(target.right() + 2 * margin)
        else:
            target = QRect(QPoint(area.left() + max(0, (area.width() - size.width()) // 2), area.top()), size)
            rest.setTop(target.bottom() + 2 * margin)
        self._paint_sample(painter, target, image)
        if self._run.focus in self._run.marks:
            paint_outline(painter, target, palette.color(QPalette.ColorRole.Highlight), max(1, round(2 * ratio)))
        self._paint_history(painter, rest, image.size(), ratio)

    def _paint_sample(self, painter: QPainter, target: QRect, image: QImage) -> None:
        painter.drawImage(target, image)

    def _paint_history(self, painter: QPainter, area: QRect, size: QSize, ratio: float) -> None:
        frames = [(level_of(frame.progress), frame) for frame in self._run.kept.ends]
        if not frames or area.width() < size.width() or area.height() < size.height():
            return
        gap, bar = round(CELL_GAP * ratio), round(BAR * ratio)
        across, down = (
            (area.width() + gap) // (size.width() + gap),
            (area.height() + gap) // (size.height() + bar + gap),
        )
        every = math.ceil(len(frames) / max(1, across * down))  # more levels than there is room: the strip has them all
        frames = frames[::-every][::-1]
        scale, columns = _contact_sheet(len(frames), size, area.size(), gap, bar)
        cell = QSize(size.width() * scale, size.height() * scale)
        rows = math.ceil(len(frames) / columns)
        top = area.top() + max(0, (area.height() - rows * (cell.height() + bar + gap) + gap) // 2)
        for place, (level, frame) in enumerate(frames):
            row, column = divmod(place, columns)
            rect = QRect(
                QPoint(area.left() + column * (cell.width() + gap), top + row * (cell.height() + bar + gap)), cell
            )
            batch = frame.pictures(estimate=self._run.show_estimate)
            painter.drawImage(rect, to_qimage(batch[self._run.focus]))
            painter.fillRect(
                QRect(rect.left(), rect.bottom() + 1, rect.width(), bar), self._colours.of_sigma(frame.progress.sigma)
            )
            self._cells.append((rect, level))
            if level == self._run.viewed_level:
                colour = QColor(self.palette().color(QPalette.ColorRole.Highlight))
                paint_outline(painter, rect.adjusted(0, 0, 0, bar), colour, max(1, round(2 * ratio)))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A level: look at it. Elsewhere: back to all samples."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = QRectF(0, 0, 1, 1).translated(event.position() * self.devicePixelRatioF()).toRect().topLeft()
        for rect, level in self._cells:
            if rect.contains(point):
                self._run.viewed_level = None if level == self._run.viewed_level else level
                return
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home, End: samples. Backspace or Escape: back."""
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in moves:
            self._run.focus += moves[key]
        elif key is Qt.Key.Key_Home:
            self._run.focus = 0
        elif key is Qt.Key.Key_End:
            self._run.focus = self._run.count - 1
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self.update()


def _contact_sheet(count: int, size: QSize, room: QSize, gap: int, bar: int) -> tuple[int, int]:
    """(scale, columns): the largest whole factor at which ``count`` pictures fit; factor 1 if none does."""
    scale, columns = 1, max(1, (room.width() + gap) // (size.width() + gap))
    for factor in range(1, 17):
        across = (room.width() + gap) // (size.width() * factor + gap)
        if across < 1 or math.ceil(count / across) * (size.height() * factor + bar + gap) - gap > room.height():
            break
        scale, columns = factor, across
    return scale, columns
