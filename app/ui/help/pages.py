"""A page about each panel, in a small window beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.params.lessons.chapter import Chapter, Language
from app.params.lessons.words import WORDS
from app.ui.learn.step_view import StepView
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.ui.widgets.windows import bring_to_front

SIZE = (440, 520)


class PageWindow(QDialog):
    """Shows one page at a time, and leaves the window to its user."""

    def __init__(self, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.view: StepView | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 12, 4, 12)
        column.addWidget(self.area, 1)
        column.addWidget(self.buttons)
        self.resize(*SIZE)

    def show_page(self, page: Chapter, language: Language) -> None:
        """Show it."""
        if self.view is not None:
            self.view.forget()
        self.setWindowTitle(tr("Help: {0}").format(page.title))
        self.view = StepView(page.steps[0], None, WORDS[language], self._tasks)
        self.area.setWidget(self.view)  # which deletes the one before
        self.area.verticalScrollBar().setValue(0)
        bring_to_front(self)
