"""A canvas with its states, and a hand that paints on it in the picture's own coordinates."""

import os

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QUndoStack, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.state.compare import CompareState
from app.state.mask import MaskState
from app.state.painting import Paintbox
from app.state.source import SourceState
from app.ui.inpaint.canvas import Canvas

LEFT, RIGHT, MIDDLE, NONE = (
    Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton,
)  # fmt: skip
PLAIN, ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip


class Easel:
    """A canvas with its states, and a hand that paints in the picture's own coordinates."""

    def __init__(self, qtbot, height=28, width=28, channels=1):
        self.undo = QUndoStack()
        self.mask = MaskState((height, width), self.undo)
        self.source = SourceState((channels, height, width), self.undo)
        self.box = Paintbox()
        self.box.fit(float(max(height, width)))
        self.box.size = 1
        self.compare = CompareState()
        self.canvas = Canvas(self.source, self.mask, self.box, self.compare)
        self.undo.setParent(self.canvas)  # as in the window: collected as garbage, it would end its commands once more
        qtbot.addWidget(self.canvas)
        self.canvas.resize(420, 420)
        with qtbot.waitExposed(self.canvas):
            self.canvas.show()
        self.canvas.activateWindow()
        self.canvas.setFocus()
        self.canvas.grab()
        assert self.canvas.devicePixelRatioF() == float(os.environ.get("QT_SCALE_FACTOR", "1"))

    def place(self, x, y):
        return self.canvas.view.to_view((x, y)) / self.canvas.devicePixelRatioF()

    def send(self, kind, point, button=LEFT, buttons=LEFT, modifiers=PLAIN):
        position = self.place(*point) if not isinstance(point, QPointF) else point
        event = QMouseEvent(kind, position, self.canvas.mapToGlobal(position), button, buttons, modifiers)
        QApplication.sendEvent(self.canvas, event)

    def press(self, *point, button=LEFT, modifiers=PLAIN):
        self.send(QEvent.Type.MouseButtonPress, point, button, button, modifiers)

    def move(self, *point, buttons=LEFT):
        self.send(QEvent.Type.MouseMove, point, NONE, buttons)

    def release(self, *point, button=LEFT):
        self.send(QEvent.Type.MouseButtonRelease, point, button, NONE)

    def stroke(self, *points, button=LEFT, modifiers=PLAIN):
        self.press(*points[0], button=button, modifiers=modifiers)
        for point in points[1:]:
            self.move(*point, buttons=button)
        self.release(*points[-1], button=button)

    def wheel(self, notches, x, y, modifiers=PLAIN):
        position = self.place(x, y)
        event = QWheelEvent(
            position, self.canvas.mapToGlobal(position), QPoint(), QPoint(0, 120 * notches), NONE, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)

    def zoom_to(self, scale):
        """By the wheel as far as its steps lead, then exactly."""
        view = self.canvas.view
        direction = 1 if view.scale < scale else -1
        while (scale - view.scale) * direction > 0:
            self.wheel(direction, 14, 14)
        if view.scale != scale:
            view._zoom = scale
            view._arrange()
            self.canvas.update()
