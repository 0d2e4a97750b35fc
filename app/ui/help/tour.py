"""The tour: five stations, each at the real control, with a bubble beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.later import later
from app.ui.learn.pointing import Pointer
from app.ui.text import tr
from app.ui.widgets.labels import PlainLabel, quiet_label

GAP = 12
WIDTH = 320

KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Left: -1}
"""Where each leads."""


@dataclass(frozen=True)
class Station:
    """A control, by the names that lead to it, in a workspace, and what is said of it."""

    workspace: str
    target: str
    title: str
    text: str


STATIONS = (
    Station("sample", "sample-run/primary", "Pictures out of noise",
            "Play, or Space, makes sixteen pictures, level by level from large noise to small. Space again pauses; "
            "the point makes one step."),
    Station("sample", "sample-sampler/epsilon", "Every number is live",
            "Drag ε while a run goes on: the very next step uses it. Past the hatched limit the samples diverge. The "
            "buttons above hold whole settings: as in the paper, fast, best."),
    Station("sample", "sample-center/timeline", "The whole way stays",
            "Drag the playhead to any step, play it backwards (Shift+J), and go on from there with other settings: "
            "Space. Every finished run stays in the history (Ctrl+H)."),
    Station("inpaint", "inpaint-brush", "A part that is missing",
            "Here you paint over a part of a picture, and the network fills it in several ways. What you paint while "
            "it runs acts at the next step."),
    Station("lab", "lab-density", "The score itself",
            "In two dimensions the exact score is known. Choose a density, see its arrows at any σ (Field), and let "
            "particles follow them. The ? of each panel explains it (Shift+F1), F1 lists all keys."),
)  # fmt: skip


class Hall(Protocol):
    """The window, as far as the tour knows it."""

    def show_workspace(self, key: str, /) -> None:
        """Show another workspace."""
        ...

    def visit(self, key: str, then: Callable[[], object] | None = None, /) -> None:
        """Show another workspace as soon as it is made, and do ``then`` there."""
        ...


class Tour(QObject):
    """Goes from station to station. At its end everything is shown as it was before.

    ``shown`` names the workspace that is seen, ``hold`` gives what puts its panels back, ``open_panels`` unfolds them.
    """

    ended = Signal()

    def __init__(
        self, hall: Hall, window: QWidget, shown: Callable[[], str], hold: Callable[[], Callable[[], None]],
        open_panels: Callable[[], None], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hall, self._window = hall, window
        self._shown, self._hold, self._open_panels = shown, hold, open_panels
        self._pointer = Pointer(window)
        self._pointer.settled.connect(self._settle)
        self._settling = later(self, self._settle)
        self._held: dict[str, Callable[[], None]] = {}
        self._came_from = ""
        self.place = 0
        self.bubble: Bubble | None = None

    @property
    def frame(self) -> QWidget | None:
        """What is around the control pointed at."""
        return self._pointer.frame

    def begin(self) -> None:
        """To the first station."""
        if self.bubble is None:
            self._came_from = self._shown()
            self._held[self._came_from] = self._hold()
            self.bubble = Bubble(self._window)
            self.bubble.moved.connect(self._move)
            self.bubble.ended.connect(self.end)
            self._window.installEventFilter(self)
        self._go(0)

    @Slot(int)
    def _move(self, direction: int) -> None:
        place = self.place + direction
        if place >= len(STATIONS):
            self.end()
        elif place >= 0:
            self._go(place)

    def _go(self, place: int) -> None:
        station, self.place = STATIONS[place], place
        self._hall.visit(station.workspace, self._arrive)

    def _arrive(self) -> None:
        station = STATIONS[self.place]
        if station.workspace not in self._held:
            self._held[station.workspace] = self._hold()
        self._open_panels()
        if self.bubble is not None:
            self.bubble.show_station(self.place)
        if not self._pointer.point(station.target):
            self._settle()

    @Slot()
    def _settle(self) -> None:
        """The control has its place: the bubble goes beside it."""
        if self.bubble is not None:
            frame = self._pointer.frame
            if frame is not None:
                frame.follow()  # its own turn may come later
            here = frame is not None and not frame.isHidden() and frame.parentWidget() is self._window
            self.bubble.stand_by(frame.geometry() if frame is not None and here else QRect())

    @Slot()
    def end(self) -> None:
        """Everything as it was."""
        if self.bubble is None:
            return
        self._window.removeEventFilter(self)
        self._pointer.clear()
        self.bubble.hide()
        self.bubble.deleteLater()
        self.bubble = None
        held, self._held = self._held, {}
        first = held.pop(self._came_from)
        for key, back in held.items():
            self._hall.show_workspace(key)
            back()
        self._hall.show_workspace(self._came_from)
        first()
        self.ended.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window of another size the control is elsewhere, once the layout is done."""
        if event.type() == QEvent.Type.Resize:
            self._settling.start()
        return bool(super().eventFilter(watched, event))


class Bubble(QFrame):
    """What is said at a station. Arrow keys and Enter go on and back, Escape ends."""

    moved = Signal(int)
    """To the next station (1), or the one before (-1)."""
    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._ground = window
        self.setObjectName("tour-bubble")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("role", "bubble")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.text, self.count = PlainLabel(role="heading", wrap=True), PlainLabel(wrap=True), quiet_label()
        self.back, self.next = QPushButton(tr("Back")), QPushButton(tr("Next"))
        self.stop = QPushButton(tr("End"))
        self.count.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        for button, tip, act in (
            (self.stop, tr("End the tour; everything is as it was before (Esc)"), self.ended.emit),
            (self.back, tr("The station before (left arrow)"), lambda: self.moved.emit(-1)),
            (self.next, tr("The next station (right arrow or Enter)"), lambda: self.moved.emit(1)),
        ):
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self.title, self.text):
            column.addWidget(widget)
        column.addLayout(row)

    def show_station(self, place: int) -> None:
        """Say what belongs to a station."""
        station = STATIONS[place]
        self.title.setText(tr(station.title))
        self.text.setText(tr(station.text))
        self.count.setText(tr("{0} of {1}").format(place + 1, len(STATIONS)))
        self.back.setEnabled(place > 0)
        self.next.setText(tr("Next") if place + 1 < len(STATIONS) else tr("Done"))
        self.setAccessibleName(f"{self.title.text()}. {self.text.text()}")

    def stand_by(self, place: QRect) -> None:
        """Stand beside a control, where there is room for it: right, left, below, above; else in the middle."""
        ground = self._ground.rect()
        width = min(WIDTH, ground.width() - 2 * GAP)
        size = QSize(width, self._column.totalHeightForWidth(width))
        self.setGeometry(beside(place, size, ground))
        self.show()
        self.raise_()
        self.setFocus()

    @override
    def event(self, event: QEvent) -> bool:
        """The tour's keys are its own as long as it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            key = event.key()
            if key == Qt.Key.Key_Escape or key in KEYS:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self.ended.emit() if key == Qt.Key.Key_Escape else self.moved.emit(KEYS[Qt.Key(key)])
                return True
        return bool(super().event(event))


def beside(place: QRect, size: QSize, ground: QRect) -> QRect:
    """A rectangle of ``size`` within ``ground`` that does not cover ``place``, if there is room for one."""
    inner = ground.adjusted(GAP, GAP, -GAP, -GAP)
    middle = place.center() - QPoint(size.width() // 2, size.height() // 2)
    corners = (
        QPoint(place.right() + GAP, middle.y()), QPoint(place.left() - GAP - size.width(), middle.y()),
        QPoint(middle.x(), place.bottom() + GAP), QPoint(middle.x(), place.top() - GAP - size.height()),
    )  # fmt: skip
    if not place.isEmpty():
        for corner in corners:
            x = max(inner.left(), min(corner.x(), inner.right() + 1 - size.width()))
            y = max(inner.top(), min(corner.y(), inner.bottom() + 1 - size.height()))
            found = QRect(QPoint(x, y), size)
            if not found.intersects(place):
                return found
    return QRect(ground.center() - QPoint(size.width() // 2, size.height() // 2), size)
