"""Pointing at a control: it is found by the names that lead to it, brought into view, and framed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QDockWidget, QScrollArea, QStackedWidget, QTabWidget, QWidget
from typing_extensions import override

from app.ui.later import later

MARGIN = 4
WATCHED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange)


def find_target(window: QWidget, path: str) -> QWidget | None:
    """The widget that a path of object names leads to, as in "lab-run/A/temperature"; those in view come first."""
    scope = window
    for name in path.split("/"):
        found = scope.findChildren(QWidget, name)
        if not found:
            return None
        scope = next((widget for widget in found if widget.isVisibleTo(window)), found[0])
    return scope


def bring_into_view(target: QWidget) -> None:
    """Open the panel, choose the tab, and scroll to a control."""
    if isinstance(target, QDockWidget):
        target.show()
        target.raise_()
    child, parent = target, target.parentWidget()
    while parent is not None:
        holder = parent.parentWidget()
        if isinstance(parent, QStackedWidget) and isinstance(holder, QTabWidget):
            holder.setCurrentWidget(child)
        elif isinstance(parent, QDockWidget):
            parent.show()
            parent.raise_()
        elif isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(target, 0, 48)
        child, parent = parent, holder


class Frame(QWidget):
    """A frame around a control; it follows the control, is not there where that is not seen, and hears no mouse."""

    moved = Signal()
    """It has another place."""

    def __init__(self, target: QWidget) -> None:
        self._ground = target.window()
        super().__init__(self._ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = target
        target.destroyed.connect(self._lose)
        self._later = later(self, self.follow)
        widget: QWidget | None = target
        while widget is not None and not widget.isWindow():
            widget.installEventFilter(self)  # until one of the two is no more
            widget = widget.parentWidget()
        self.follow()

    def forget(self) -> None:
        """Point no more."""
        self._lose()
        self.deleteLater()

    @Slot()
    def _lose(self) -> None:
        """Have nothing to point at: the control ends with its panels, another layout's say, or the frame does."""
        self._target = None
        self.hide()

    @Slot()
    def follow(self) -> None:
        """Be where the control is."""
        target = self._target
        if target is None:
            return
        seen = target.visibleRegion().boundingRect() if target.isVisible() else QRect()
        if seen.isEmpty():
            self.hide()
            return
        corner = target.mapTo(self._ground, QPoint(0, 0))
        room = self._ground.rect()
        before = self.geometry()
        self.setGeometry(seen.translated(corner).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).intersected(room))
        self.show()
        self.raise_()
        if self.geometry() != before:
            self.moved.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What moves the control moves the frame, once the layout is done."""
        if event.type() in WATCHED:
            self._later.start()
        return bool(super().eventFilter(watched, event))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines: one in the accent's colour, and a pale one that shows on any ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        for role, width in ((QPalette.ColorRole.Base, 4.0), (QPalette.ColorRole.Highlight, 2.4)):
            painter.setPen(QPen(self.palette().color(role), width))
            painter.drawRoundedRect(box, 6, 6)


class Pointer(QObject):
    """Points at one control at a time."""

    settled = Signal()
    """The frame is around the control, at first or in another place of it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.frame: Frame | None = None
        self._wanted: QWidget | None = None
        self._settling = later(self, self._settle)

    def point(self, path: str) -> bool:
        """Frame the control at the end of a path; False if there is none. An empty path points nowhere."""
        self.clear()
        target = find_target(self._window, path) if path else None
        if target is None:
            return False
        self._wanted = target
        bring_into_view(target)
        self._settling.start()  # a panel that has just been opened has no layout yet
        return True

    @Slot()
    def _settle(self) -> None:
        target, self._wanted = self._wanted, None
        if target is not None:
            bring_into_view(target)
            self.frame = Frame(target)
            self.frame.moved.connect(self.settled)
            self.settled.emit()

    def clear(self) -> None:
        """Point at nothing."""
        self._wanted = None
        if self.frame is not None:
            self.frame.forget()
            self.frame = None
