"""The completions, compared with the original by a key held down or by a divider."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.params.status import RunPhase
from app.render.images import to_qimage
from app.render.wipe import left_of, paint_divider
from app.state.compare import DIVIDER_STEP, CompareState
from app.ui.action_table import ActionTable
from app.ui.inpaint.session import Filling
from app.ui.model_session import ModelSession
from app.ui.runs.colours import LevelColours
from app.ui.sample.center import SampleCenter
from app.ui.sample.grid_view import GridView
from app.ui.sample.sample_view import SampleView
from app.ui.text import tr

TAP_MS = 200
"""Tab let go sooner than this moves the focus as everywhere; held longer it only shows the original."""

REPEAT_MS = 60
"""A press so soon after a release is the keyboard's repetition."""

GREY = 128
"""What stands for unknown pixels in the masked input."""


class Originals(QObject):
    """What the completions are compared with: the newest run's source, or its masked input, as an image."""

    def __init__(self, filling: Filling, compare: CompareState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filling, self.compare = filling, compare
        self._image: QImage | None = None
        filling.given_changed.connect(self._forget)
        compare.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._image = None

    def image(self) -> QImage | None:
        """The picture, one pixel a pixel; None before the first run."""
        given = self._filling.given
        if self._image is None and given is not None:
            known = given.link.last()
            frame = np.rint(known.source * 255).astype(np.uint8).transpose(1, 2, 0).copy()
            if self.compare.masked:
                frame[known.mask] = GREY
            self._image = to_qimage(frame)
        return self._image

    def paint(self, painter: QPainter, rect: QRect, ratio: float) -> None:
        """Draw over a completion at ``rect`` (device pixels): all of it while peeking, else left of the divider."""
        image, compare = self.image(), self.compare
        if image is None or rect.isEmpty() or not (compare.peeking or compare.wiping):
            return
        if compare.peeking:
            painter.drawImage(rect, image)
            return
        painter.save()
        painter.setClipRect(left_of(rect, compare.divider), Qt.ClipOperation.IntersectClip)
        painter.drawImage(rect, image)
        painter.restore()
        paint_divider(painter, rect, compare.divider, ratio)


class Peek(QObject):
    """Tab held down on one of the watched widgets shows the original; a quick tap moves the focus as usual."""

    def __init__(self, compare: CompareState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compare = compare
        self._held = QElapsedTimer()
        self._let_go = QElapsedTimer()

    def watch(self, widget: QWidget) -> None:
        """Listen to a widget's Tab key."""
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab without Shift or Ctrl."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self._compare.peeking = False
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Tab or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if event.isAutoRepeat():
            return True
        if kind == QEvent.Type.KeyPress:
            # X11 repeats a held key as releases and presses, and Qt does not always know them for what they are.
            if not self._let_go.isValid() or self._let_go.elapsed() > REPEAT_MS:
                self._held.start()
            self._compare.peeking = True
        elif self._compare.peeking:
            self._let_go.start()
            self._compare.peeking = False
            if self._held.elapsed() < TAP_MS and isinstance(watched, QWidget):
                watched.focusNextChild()
        return True


class CompareGrid(GridView):
    """The grid with the divider: dragging moves it, Ctrl+Left and Ctrl+Right too."""

    def __init__(self, filling: Filling, originals: Originals, parent: QWidget | None = None) -> None:
        super().__init__(filling.runner.run, parent)
        self._originals = originals
        self._compare = originals.compare
        self.setAccessibleName(tr("Completions"))
        self._compare.changed.connect(self.update)
        filling.given_changed.connect(self._given_changed)

    @Slot()
    def _given_changed(self) -> None:
        if self._compare.peeking or self._compare.wiping:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The completions, and over them what they are compared with."""
        super().paintEvent(event)
        layout = self.layout_shown
        if layout is None or not (self._compare.peeking or self._compare.wiping):
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        for position in range(layout.count):
            self._originals.paint(painter, layout.rect(position).translated(self._origin()), ratio)
        painter.end()

    def _wipe_to(self, point: QPoint) -> None:
        position = self.position_at(point)
        layout = self.layout_shown
        if position is None or layout is None:
            return
        rect = layout.rect(position).translated(self._origin())
        place = point.x() * self.devicePixelRatioF()
        self._compare.divider = (place - rect.left()) / rect.width()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """With the divider shown a drag moves it."""
        if self._compare.wiping and event.buttons() & Qt.MouseButton.LeftButton:
            self._wipe_to(event.position().toPoint())
            return
        super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Left and Ctrl+Right move the divider."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        steps = {Qt.Key.Key_Left: -DIVIDER_STEP, Qt.Key.Key_Right: DIVIDER_STEP}
        if control and self._compare.wiping and event.key() in steps:
            self._compare.divider += steps[Qt.Key(event.key())]
        else:
            super().keyPressEvent(event)


class CompareSample(SampleView):
    """One completion large, compared in the same way."""

    def __init__(self, filling: Filling, colours: LevelColours, originals: Originals) -> None:
        super().__init__(filling.runner.run, colours)
        self._originals = originals
        self._target = QRect()
        originals.compare.changed.connect(self.update)

    @override
    def _paint_sample(self, painter: QPainter, target: QRect, image: QImage) -> None:
        super()._paint_sample(painter, target, image)
        self._target = target
        self._originals.paint(painter, target, self.devicePixelRatioF())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag moves the divider."""
        if self._originals.compare.wiping and event.buttons() & Qt.MouseButton.LeftButton and self._target.width():
            place = event.position().x() * self.devicePixelRatioF()
            self._originals.compare.divider = (place - self._target.left()) / self._target.width()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """With the divider shown, a click in the picture is for the divider."""
        place = (event.position() * self.devicePixelRatioF()).toPoint()
        if not (self._originals.compare.wiping and self._target.contains(place)):
            super().mouseReleaseEvent(event)


class CompletionsCenter(SampleCenter):
    """The completions' side of the workspace."""

    def __init__(
        self, models: ModelSession, filling: Filling, colours: LevelColours, compare: CompareState,
        actions: ActionTable,
    ) -> None:  # fmt: skip
        self._inpaint = filling
        self._compare = compare
        self._originals = Originals(filling, compare)
        super().__init__(models, filling.runner.run, colours, actions)
        self._originals.setParent(self)
        layout = self.empty.layout()
        if layout is not None:
            layout.setContentsMargins(12, 32, 12, 32)  # half a window is all there is

    @override
    def _make_grid(self) -> GridView:
        return CompareGrid(self._inpaint, self._originals)

    @override
    def _make_sample_view(self) -> SampleView:
        return CompareSample(self._inpaint, self._colours, self._originals)

    @override
    def _first_line(self) -> str:
        status = self._run.status
        if self._models.state.info is not None and status.phase is RunPhase.IDLE and not status.waiting:
            return tr("Paint, then press Space")
        return super()._first_line()

    @override
    def _second_line(self) -> str:
        if self._models.state.info is None:
            return super()._second_line()
        return tr("Cover a part of the picture with the brush; the network fills it, many ways at once.")
