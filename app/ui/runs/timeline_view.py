"""The pictures of the timeline: noisy x above, the estimate below, from the first noise level to the end of the run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.params.path import Kept
from app.params.run import Progress
from app.params.timeaxis import TimeAxis, nearest, slots
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.runs.timeline_pictures import SmallPictures
from app.ui.text import number, tr
from app.ui.theme import tabular

LOW_CELL, HIGH_CELL = 32, 60
"""The side of a picture: of a low window, and of a high one."""

GAP = 3
BAR = 4
LABELS = 14
MARGIN = 10
LENS = 4
"""So many more pictures are shown on either side of the mouse, as close as they can stand."""


@dataclass(frozen=True)
class Cell:
    """A picture around ``x``, at ``place`` of the axis: that of the step ``done``, or 0 where there is none yet."""

    x: int
    place: float
    done: int


class TimelineView(QWidget):
    """Two rows of pictures over an axis in the colours of the noise levels, with a playhead that can be dragged.

    The pictures are those of the sample in focus, or with ``whole`` of the whole batch.
    """

    grabbed = Signal()
    """The user takes the playhead."""

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run, self._colours = run, colours
        self._axis = TimeAxis((1.0,))
        self._placed: tuple[Kept, list[float]] = (Kept(), [])
        self._of: dict[int, float] = {}
        """The places of the frames kept, by the evaluations done."""
        self._pictures = SmallPictures(run)
        self._cells: tuple[Cell, ...] = ()
        self._head: int | None = None
        self._bar = QImage()
        self._mouse: int | None = None
        self._dragging = False
        self._side = LOW_CELL
        self.whole = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Timeline of the run"))
        run.began.connect(self._begin)
        run.sigmas_changed.connect(self._begin)
        run.focus_changed.connect(self._renew)
        colours.changed.connect(self._renew)
        for signal in (run.numbers_changed, run.view_changed, run.ended):
            signal.connect(self.follow)
        self._begin()

    # Geometry

    @override
    def sizeHint(self) -> QSize:
        """Two rows, and the axis."""
        return QSize(480, 2 * self._cell().height() + GAP + BAR + LABELS + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for a few pictures."""
        return QSize(160, self.sizeHint().height())

    def set_room(self, height: int) -> None:
        """The pictures are larger where the window is high."""
        side = HIGH_CELL if height >= 860 else LOW_CELL
        if side != self._side:
            self._side = side
            self._renew()
            self.updateGeometry()

    def set_whole(self, whole: bool) -> None:
        """Show the whole batch in each picture, or only the sample in focus."""
        self.whole = whole
        self._renew()

    def _cell(self) -> QSize:
        """The size of a picture: the largest whole factor, or a part of large ones."""
        info = self._run.info
        _, height, width = info.shape if info is not None else (1, 28, 28)
        room = self._side
        if self.whole or max(height, width) > room:
            part = room / max(height, width)
            return QSize(max(1, round(width * part)), max(1, round(height * part)))
        factor = room // max(height, width)
        return QSize(width * factor, height * factor)

    @property
    def _span(self) -> tuple[int, int]:
        """Where the axis begins, and how long it is."""
        half = self._cell().width() // 2
        return MARGIN + half, max(1, self.width() - 2 * MARGIN - 2 * half)

    def x_of(self, place: float) -> int:
        """Where a place of the axis is."""
        start, length = self._span
        return start + round(place * length)

    def place_at(self, x: float) -> float:
        """The place of the axis at a point."""
        start, length = self._span
        return min(1.0, max(0.0, (x - start) / length))

    def _rows(self) -> tuple[int, int]:
        """The upper edges of the two rows."""
        return 1, 1 + self._cell().height() + GAP

    # What there is

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The pictures shown, in no particular order."""
        return self._cells

    @property
    def head(self) -> int | None:
        """Where the playhead is; None before the first step."""
        return self._head

    def places(self) -> list[float]:
        """The places of all frames kept, in their order: they never fall."""
        kept = self._run.kept
        if kept is not self._placed[0]:
            found = [self._place(frame.progress) for frame in kept.frames]
            self._placed = kept, np.maximum.accumulate(found).tolist() if found else []
        return self._placed[1]

    def _place(self, progress: Progress) -> float:
        if progress.done not in self._of:
            self._of[progress.done] = self._axis.place(progress)
        return self._of[progress.done]

    @Slot()
    def _begin(self) -> None:
        settings = self._run.settings
        path = self._run.path
        denoise = settings is None or settings.denoise or (path is not None and path.leg.inpainting is not None)
        self._axis = TimeAxis(self._run.sigmas or (1.0,), denoise)
        self._of.clear()
        self._placed = Kept(), []
        self._renew()

    @Slot()
    def _renew(self) -> None:
        """Other pictures, or another size of them."""
        self._pictures.clear()
        self._bar = QImage()
        self._arrange()
        self.update()

    @Slot()
    def follow(self) -> None:
        """The run has come further, or another step is looked at: what differs is painted anew."""
        before, head = {cell.x: cell for cell in self._cells}, self._head
        self._arrange()
        now = {cell.x: cell for cell in self._cells}
        if before.keys() != now.keys():
            self.update()
            return
        for x, cell in now.items():
            if cell != before[x]:
                self.update(self._strip(x))
        if head != self._head:
            for place in (head, self._head):
                if place is not None:
                    self.update(QRect(place - 8, 0, 16, self.height()))
        self._tell()

    def _strip(self, x: int) -> QRect:
        """The part of the widget around a picture."""
        width = self._cell().width() + 4
        return QRect(x - width // 2 - 1, 0, width + 2, self.height())

    def _arrange(self) -> None:
        """Which picture stands where."""
        kept, places = self._run.kept, self.places()
        if not self._run.sigmas:
            self._cells, self._head = (), None
            return
        width = self._cell().width()
        _, length = self._span
        base = [(self.x_of(place), place) for place in slots(length, width)]
        extra: list[tuple[int, float]] = []
        if self._mouse is not None and places:
            pitch = width + 2
            around = (self._mouse + k * pitch for k in range(-LENS, LENS + 1))
            ends = self.x_of(0.0), self.x_of(1.0)
            extra = [(x, self.place_at(x)) for x in around if ends[0] <= x <= ends[1]]
            base = [(x, place) for x, place in base if all(abs(x - other) >= pitch for other, _ in extra)]
        reached = places[-1] if places else -1.0
        self._cells = tuple(
            Cell(x, place, kept.frames[nearest(places, place)].progress.done if place <= reached + 1e-9 else 0)
            for x, place in (*base, *extra)
        )
        frame = self._run.shown_frame()
        self._head = None if frame is None or not places else self.x_of(self._place(frame.progress))

    def _tell(self) -> None:
        shown = self._run.shown
        if shown is not None:
            self.setAccessibleDescription(self._words(shown))

    @staticmethod
    def _words(progress: Progress) -> str:
        if progress.denoising:
            return tr("The denoising step: σ = {0}").format(number(progress.sigma))
        return tr("Level {0}, step {1}: σ = {2}").format(progress.level + 1, progress.step + 1, number(progress.sigma))

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Pictures, what is to come, the axis, branches, the playhead."""
        painter = QPainter(self)
        area = event.rect()
        cell = self._cell()
        if not self._run.sigmas:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            text = tr("The whole run stands here as it goes, from the largest σ to the smallest.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        for found in self._cells:
            if area.intersects(self._strip(found.x)):
                self._paint_cell(painter, found, cell)
        self._paint_axis(painter, self._rows()[1] + cell.height() + 3)
        self._paint_branches(painter)
        self._paint_head(painter)

    def _paint_cell(self, painter: QPainter, cell: Cell, size: QSize) -> None:
        left, ratio = cell.x - size.width() // 2, self.devicePixelRatioF()
        for top, estimate in zip(self._rows(), (False, True), strict=True):
            target = QRect(QPoint(left, top), size)
            image = (
                self._pictures.of(cell.done, size, ratio, estimate=estimate, whole=self.whole) if cell.done else None
            )
            if image is not None:
                painter.drawImage(target.topLeft(), image)
            else:
                colour = QColor(self._colours.of_sigma(self._axis.sigma_at(cell.place)))
                colour.setAlpha(38)
                painter.fillRect(target, colour)

    def _paint_axis(self, painter: QPainter, top: int) -> None:
        start, length = self._span
        if self._bar.width() != length:
            self._bar = self._coloured(length)
        painter.setOpacity(0.35)
        painter.drawImage(QRect(start, top, length, BAR), self._bar)
        painter.setOpacity(1.0)
        places = self.places()
        if places:
            done = max(1, round(places[-1] * length))
            painter.drawImage(QRect(start, top, done, BAR), self._bar, QRect(0, 0, done, 1))
        font = tabular(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() * 0.8))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        past = -1
        row = QRect(0, top + BAR + 3, self.width(), LABELS)
        end = tr("end") if self._axis.denoise else ""
        room = start + length - (metrics.horizontalAdvance(end) if end else 0)
        for k, place in enumerate(slots(length, self._cell().width())):
            sigma = self._axis.sigma_at(place)
            text = f"σ {number(sigma)}" if k == 0 else number(sigma)
            wide = metrics.horizontalAdvance(text)
            left = start + round(place * length) - (wide // 2 if k else self._cell().width() // 2)
            if left > past + 8 and left + wide < room:
                painter.drawText(row.translated(left, 0), Qt.AlignmentFlag.AlignLeft, text)
                past = left + wide
        if end:
            painter.drawText(row.adjusted(0, 0, -MARGIN, 0), Qt.AlignmentFlag.AlignRight, end)

    def _coloured(self, length: int) -> QImage:
        image = QImage(length, 1, QImage.Format.Format_RGB32)
        for x in range(length):
            image.setPixelColor(x, 0, self._colours.of_sigma(self._axis.sigma_at((x + 0.5) / length)))
        return image

    def _paint_branches(self, painter: QPainter) -> None:
        """Where the run went on from another, and where a setting was changed."""
        kept = self._run.kept
        axis = self._rows()[1] + self._cell().height() + 3
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for change in kept.changes:
            step = kept.step(max(1, change.evaluation))
            if step is not None:
                painter.fillRect(self.x_of(self._place(step)), axis - 2, 1, BAR + 4, quiet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        for done in self._run.branches:
            frame = kept.at(done)
            if frame is not None:
                x = self.x_of(self._place(frame.progress))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                middle = axis + BAR / 2
                diamond = ((x - 6, middle), (x, middle - 6), (x + 6, middle), (x, middle + 6))
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in diamond]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_head(self, painter: QPainter) -> None:
        if self._head is None:
            return
        palette = self.palette()
        looked = self._run.viewed is not None
        colour = palette.color(QPalette.ColorRole.Highlight if looked else QPalette.ColorRole.Text)
        bottom = self._rows()[1] + self._cell().height() + 3 + BAR
        painter.fillRect(self._head - 2, 0, 4, bottom, palette.color(QPalette.ColorRole.Window))
        painter.fillRect(self._head - 1, 0, 2, bottom, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self._head, bottom - BAR / 2), 5.5, 5.5)

    # Mouse and keys

    def _look_at(self, x: float) -> None:
        """Look at the step there; the newest of a run is followed."""
        places = self.places()
        if not places:
            return
        frame = self._run.kept.frames[nearest(places, self.place_at(x))]
        self._run.viewed = None if frame is self._run.kept.newest else frame.progress.done

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the playhead there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = True
            self.grabbed.emit()
            self._look_at(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the playhead; else show more pictures around the mouse."""
        if self._dragging and event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event.position().x())
            return
        self._mouse = round(event.position().x())
        self._arrange()
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = False

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Evenly again."""
        self._mouse = None
        self._arrange()
        self.update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right: the step before or after. Home: the first; End: follow the run."""
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in moves and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.grabbed.emit()
            self._run.look_beside(moves[key])
        elif key is Qt.Key.Key_Home and self._run.kept.frames:
            self.grabbed.emit()
            self._run.viewed = self._run.kept.frames[0].progress.done
        elif key is Qt.Key.Key_End:
            self.grabbed.emit()
            self._run.viewed = None
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """A tooltip with the level under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._run.sigmas:
            places = self.places()
            place = self.place_at(event.pos().x())
            if places and place <= places[-1] + 1e-9:
                text = self._words(self._run.kept.frames[nearest(places, place)].progress)
            else:
                text = tr("Level {0}: σ = {1}, not reached yet").format(
                    min(self._axis.level_at(place) + 1, len(self._run.sigmas)), number(self._axis.sigma_at(place))
                )
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().event(event))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._arrange()
        self.update()
