"""The pictures of the timeline: noisy x above, the estimate below, from the first noise level to the end of the run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.params.run import Progress
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.runs.timeline_pictures import SmallPictures
from app.ui.runs.timeline_places import MARGIN, Cell, TimelinePlaces
from app.ui.text import number, tr
from app.ui.theme import tabular

CELLS = ((0, 24), (760, 32), (860, 60))
"""The height of a window from which on the side of a picture is this, at most."""

GAP = 3
BAR = 4
LABELS = 14


class TimelineView(QWidget):
    """Two rows of pictures over an axis in the colours of the noise levels, with a playhead that can be dragged.

    The pictures are those of the sample in focus, or with ``whole`` of the whole batch.
    """

    grabbed = Signal()
    """The user takes the playhead."""

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run, self._colours = run, colours
        self.places = TimelinePlaces(run)
        self._pictures = SmallPictures(run)
        self._bar = QImage()
        self._axis: tuple[object, QPixmap] = (None, QPixmap())
        """What the picture of the axis was made for, and that."""
        self._mouse: int | None = None
        self._dragging = False
        self._reached = 0
        """Up to where the axis is painted as what is done."""
        self._side = CELLS[1][1]
        self.whole = False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below it is painted
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
        side = [side for least, side in CELLS if height >= least][-1]
        if side != self._side:
            self._side = side
            self._renew()

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

    def _rows(self) -> tuple[int, int]:
        """The upper edges of the two rows."""
        return 1, 1 + self._cell().height() + GAP

    # What there is

    @Slot()
    def _begin(self) -> None:
        self.places.begin()
        self._renew()

    @Slot()
    def _renew(self) -> None:
        """Other pictures, or another size of them."""
        self._pictures.clear()
        self.updateGeometry()
        self._arrange()
        self.update()

    @Slot()
    def follow(self) -> None:
        """The run has come further, or another step is looked at: what differs is painted anew."""
        before, head, reached = {cell.x: cell for cell in self.places.cells}, self.places.head, self._reached
        self._arrange()
        now = {cell.x: cell for cell in self.places.cells}
        if before.keys() != now.keys():
            self.update()
            return
        for x, cell in now.items():
            if cell != before[x]:
                self.update(self._strip(x))
        if head != self.places.head:
            for place in (head, self.places.head):
                if place is not None:
                    self.update(QRect(place - 8, 0, 16, self.height()))
        if reached != self._reached:
            first, last = sorted((reached, self._reached))
            self.update(QRect(first - 1, self._rows()[1] + self._cell().height(), last - first + 2, self.height()))
        self._tell()

    def _strip(self, x: int) -> QRect:
        """The part of the widget around a picture."""
        width = self._cell().width() + 4
        return QRect(x - width // 2 - 1, 0, width + 2, self.height())

    def _arrange(self) -> None:
        self.places.arrange(self.width(), self._cell().width(), self._mouse)
        kept = self.places.kept()
        self._reached = self.places.x_of(kept[-1]) if kept else self.places.start

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
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        area = event.region()
        cell = self._cell()
        if not self._run.sigmas:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            text = tr("The whole run stands here as it goes, from the largest σ to the smallest.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        for found in self.places.cells:
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
                colour = QColor(self._colours.of_sigma(self.places.axis.sigma_at(cell.place)))
                colour.setAlpha(38)
                painter.fillRect(target, colour)

    def _paint_axis(self, painter: QPainter, top: int) -> None:
        places = self.places
        made_for = (
            (self.width(), places.length, self.devicePixelRatioF(), self.palette().cacheKey(), self.font().toString()),
            (places.axis.denoise, self._colours.ends, places.axis.sigmas),
        )  # fmt: skip
        if self._axis[0] != made_for:
            self._axis = made_for, self._axis_picture()
        painter.drawPixmap(0, top, self._axis[1])
        if places.kept():
            done = max(1, self._reached - places.start)
            painter.drawImage(QRect(places.start, top, done, BAR), self._bar, QRect(0, 0, done, 1))

    def _axis_picture(self) -> QPixmap:
        """What does not change while the run goes on: the axis in faint colours, and the noise levels below it."""
        places, ratio = self.places, self.devicePixelRatioF()
        start, length = places.start, places.length
        self._bar = self._coloured(length)
        picture = QPixmap(QSize(self.width(), BAR + 3 + LABELS) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setOpacity(0.35)
        painter.drawImage(QRect(start, 0, length, BAR), self._bar)
        painter.setOpacity(1.0)
        font = tabular(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() * 0.8))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        row = QRect(0, BAR + 3, self.width(), LABELS)
        end = tr("end") if places.axis.denoise else ""
        room = start + length - (metrics.horizontalAdvance(end) if end else 0)
        for left, text in self.labels(metrics, room):
            painter.drawText(row.translated(left, 0), Qt.AlignmentFlag.AlignLeft, text)
        if end:
            painter.drawText(row.adjusted(0, 0, -MARGIN, 0), Qt.AlignmentFlag.AlignRight, end)
        painter.end()
        return picture

    def labels(self, metrics: QFontMetrics, room: int) -> list[tuple[int, str]]:
        """The noise levels below the axis and where each begins, up to ``room``; each level stands once."""
        found: list[tuple[int, str]] = []
        past, before = -1, ""
        for k, (x, place) in enumerate(self.places.slots()):
            said = number(self.places.axis.sigma_at(place))
            text = said if k else f"σ {said}"
            wide = metrics.horizontalAdvance(text)
            left = x - (wide // 2 if k else self._cell().width() // 2)
            if said != before and left > past + 8 and left + wide < room:
                found.append((left, text))
                past, before = left + wide, said
        return found

    def _coloured(self, length: int) -> QImage:
        image = QImage(length, 1, QImage.Format.Format_RGB32)
        for x in range(length):
            image.setPixelColor(x, 0, self._colours.of_sigma(self.places.axis.sigma_at((x + 0.5) / length)))
        return image

    def _paint_branches(self, painter: QPainter) -> None:
        """Where the run went on from another, and where a setting was changed."""
        kept = self._run.kept
        axis = self._rows()[1] + self._cell().height() + 3
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for x in self.places.turns():
            painter.fillRect(x, axis - 2, 1, BAR + 4, quiet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        for done in self._run.branches:
            frame = kept.at(done)
            if frame is not None:
                x = self.places.x_of(self.places.of(frame.progress))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                middle = axis + BAR / 2
                diamond = ((x - 6, middle), (x, middle - 6), (x + 6, middle), (x, middle + 6))
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in diamond]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_head(self, painter: QPainter) -> None:
        head = self.places.head
        if head is None:
            return
        palette = self.palette()
        looked = self._run.viewed is not None
        colour = palette.color(QPalette.ColorRole.Highlight if looked else QPalette.ColorRole.Text)
        bottom = self._rows()[1] + self._cell().height() + 3 + BAR
        painter.fillRect(head - 2, 0, 4, bottom, palette.color(QPalette.ColorRole.Window))
        painter.fillRect(head - 1, 0, 2, bottom, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(head, bottom - BAR / 2), 5.5, 5.5)

    # Mouse and keys

    def _look_at(self, x: float) -> None:
        """Look at the step there; the newest of a run is followed."""
        frame = self.places.frame_at(self.places.at(x))
        if frame is not None:
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
            axis, place = self.places.axis, self.places.at(event.pos().x())
            frame = self.places.frame_at(place)
            if frame is not None and self.places.reached(place):
                text = self._words(frame.progress)
            else:
                text = tr("Level {0}: σ = {1}, not reached yet").format(
                    min(axis.level_at(place) + 1, len(self._run.sigmas)), number(axis.sigma_at(place))
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
