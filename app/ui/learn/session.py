"""Between the lessons and the window: chapters are read, steps set up, and the reader's own things come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.params import SettingError
from app.params.lessons.chapter import Language, Shelf, Step
from app.params.lessons.setup import Setup
from app.params.run import Problem
from app.state.lessons import LessonState
from app.ui.learn.pointing import Pointer
from app.ui.notices import Notices
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.ui.workspace import WORKSPACES, Workspace
from app.workers.lessons import read_shelf


class Stage(Protocol):
    """The window, as far as the lessons know it."""

    @property
    def workspace(self) -> Workspace | None:
        """The workspace that is shown."""
        ...

    def show_workspace(self, key: str, /) -> None:
        """Show another one."""
        ...

    def visit(self, key: str, then: Callable[[], object], /) -> None:
        """Show another one as soon as it is made, and do ``then`` there."""
        ...


class LearnSession(QObject):
    """``lent`` holds what brings back each workspace that a lesson has used."""

    lent_changed = Signal()

    def __init__(
        self, state: LessonState, stage: Stage, pointer: Pointer, tasks: TaskRunner, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state, self._stage, self._pointer = state, stage, pointer
        self._tasks, self._notices = tasks, notices
        self._task = 0
        self.lent: dict[str, Callable[[], None]] = {}
        self._came_from = ""
        self._open = False
        self._due: Step | None = None
        """What is set up as soon as its workspace is there."""
        state.language_changed.connect(self.read)
        state.place_changed.connect(self.point)

    # Chapters

    @property
    def language(self) -> Language:
        """The language chosen, or that of the system where the lessons are there in it."""
        if self._state.language is not None:
            return self._state.language
        code = QLocale().name().partition("_")[0]
        return Language(code) if code in list(Language) else Language.ENGLISH

    @Slot()
    def read(self) -> None:
        """Read all chapters, in a thread."""
        self._tasks.abandon(self._task)
        self._task = self._tasks.start(
            tr("The lessons could not be read"), partial(read_shelf, self.language), self._found,
            self._notices.show_problem,
        )  # fmt: skip

    def _found(self, shelf: Shelf) -> None:
        self._state.shelf = shelf
        self.point()

    # Opening and leaving

    def begin(self) -> None:
        """The panel has been opened."""
        self._open = True
        if self._state.shelf is None:
            self.read()
        self.point()

    def leave(self) -> None:
        """The panel is closed, or the reader wants his own settings back."""
        self._open = False
        self._pointer.clear()
        self.bring_back()

    @Slot()
    def bring_back(self) -> None:
        """Everything that the lessons have used is as it was before."""
        self._due = None
        lent, self.lent = self.lent, {}
        for back in lent.values():
            back()
        if lent:
            self._stage.show_workspace(self._came_from)
            self.lent_changed.emit()

    @Slot()
    def set_up(self) -> None:
        """Everything as the present step needs it."""
        step, stage = self._state.step, self._stage
        if step is None or step.setup is None:
            return
        self._notices.clear()  # they were about what is not there any more
        key = step.setup.workspace
        if not self.lent:
            self._came_from = next((row.key for row in WORKSPACES if self._is_shown(row.key)), key)
        self._due = step
        stage.visit(key, partial(self._set_up, step, step.setup))

    def _set_up(self, step: Step, setup: Setup) -> None:
        workspace, key = self._stage.workspace, setup.workspace
        if workspace is None or self._due is not step:
            return
        self._due = None
        if key not in self.lent:
            self.lent[key] = workspace.lend()
            self.lent_changed.emit()
        try:
            workspace.set_up(setup)
        except SettingError as error:
            text = str(error)[:1].upper() + str(error)[1:] + "."
            self._notices.show_problem(Problem(tr("This step cannot be set up"), text, of_settings=True))
        workspace.central.setFocus()
        self.point()

    def _is_shown(self, key: str) -> bool:
        shown = self._stage.workspace
        return shown is not None and shown.central.objectName() == f"{key}-center"

    @Slot()
    def point(self) -> None:
        """Point at the control that the step speaks of, where its workspace is shown."""
        step = self._state.step
        target = step.target if step is not None and self._open else ""
        key = target.partition("-")[0]
        elsewhere = any(row.key == key for row in WORKSPACES) and not self._is_shown(key)
        if not self._pointer.point("" if elsewhere else target):
            self._pointer.clear()
