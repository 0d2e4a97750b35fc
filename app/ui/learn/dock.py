"""The lessons at the side of the window: they stay there while workspaces come and go."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow
from typing_extensions import override

from app.state.lessons import LessonState
from app.ui.learn.panel import LearnPanel
from app.ui.learn.pointing import Pointer
from app.ui.learn.session import LearnSession, Stage
from app.ui.text import tr
from app.ui.workspace import Context


class LearnDock(QDockWidget):
    """Made once; closing it leaves the lessons, so that everything is the reader's own again."""

    opened_changed = Signal()

    def __init__(self, stage: Stage, context: Context, window: QMainWindow) -> None:
        super().__init__(tr("Learn"), window)
        self.setObjectName("learn")
        self.setAccessibleName(tr("Learn"))
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetMovable | feature.DockWidgetFloatable | feature.DockWidgetClosable)
        self.lessons = LessonState(self)
        self.lessons.keep_in(context.preferences)
        self.pointer = Pointer(window)
        self.session = LearnSession(self.lessons, stage, self.pointer, context.tasks, context.notices, self)
        self.panel = LearnPanel(self.lessons, self.session, context.tasks)
        self.setWidget(self.panel)
        self.hide()

    @property
    def opened(self) -> bool:
        """Whether the lessons are there."""
        return not self.isHidden()

    @Slot()
    def toggle(self) -> None:
        """Open the lessons, or leave them."""
        if self.opened:
            self.close()
        else:
            self.show()
            self.session.begin()
            self.opened_changed.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """The reader's own settings come back."""
        super().closeEvent(event)
        self.session.leave()
        self.opened_changed.emit()
