"""The menus of recent files and languages, the actions of the workspaces, and the toolbar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QToolBar, QWidget

from app.params.lessons.chapter import Language
from app.state.preferences import Preferences
from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS, FILE, HELP, VIEW
from app.ui.button_actions import ButtonActions
from app.ui.file_names import distinct_names
from app.ui.text import one_line, tip, tr, without_mnemonic
from app.ui.workspace import WORKSPACES


class RecentMenu(QMenu):
    """The files opened last, newest first."""

    chosen = Signal(str)
    """The path of the file to open."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(tr("Open &recent"), parent)
        self._preferences = preferences
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """The list as it is now."""
        self.clear()
        for path, name in distinct_names(self._preferences.recent).items():
            action = self.addAction(one_line(name, 80).replace("&", "&&"))
            action.setStatusTip(one_line(path))
            action.setToolTip(tip(path))
            action.triggered.connect(partial(self._choose, path))
        if not self.actions():
            self.addAction(tr("No file was opened yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("&Clear list")).triggered.connect(self._preferences.clear_recent)

    def _choose(self, path: str, _checked: bool = False) -> None:
        self.chosen.emit(path)


class LanguageMenu(QMenu):
    """The languages that the window knows; the one chosen is that of the next start."""

    chosen = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(tr("&Language"), parent)
        self._preferences = preferences
        group = QActionGroup(self)
        names = {"": tr("That of the system")} | {language.value: language.label for language in Language}
        for code, name in names.items():
            action = self.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == preferences.language)
            action.triggered.connect(partial(self._choose, code))
            group.addAction(action)

    def _choose(self, code: str, _checked: bool = False) -> None:
        if code != self._preferences.language:
            self._preferences.language = code
            self.chosen.emit()


def workspace_actions(show: Callable[[str], None], window: QWidget) -> dict[str, QAction]:
    """One for each workspace, by its key: it calls ``show`` with that key."""
    group, buttons = QActionGroup(window), ButtonActions(window)
    actions = {}
    numbers = (number for number in range(1, 10) if number != 4)  # that one opens the lessons
    for number, spec in zip(numbers, WORKSPACES, strict=False):
        action = QAction(tr(spec.title), window)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.setToolTip(f"{tr(spec.tip)} (Ctrl+{number})")
        action.setStatusTip(tr(spec.tip))
        action.triggered.connect(lambda _checked=True, key=spec.key: show(key))
        group.addAction(action)
        buttons.watch(action)
        actions[spec.key] = action
    return actions


def make_toolbar(table: ActionTable, workspaces: Iterable[QAction]) -> QToolBar:
    """The workspaces, then the table's actions that want to be here; panels and shortcuts at the right end."""
    bar = QToolBar(tr("Main"))
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(18, 18))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.toggleViewAction().setEnabled(False)
    places = list(workspaces)
    bar.addActions(places)
    bar.addSeparator()
    for menu in (FILE, VIEW, HELP):
        for spec in (s for s in ACTIONS if s.toolbar and s.menu == menu):
            if spec.id == "panels":
                stretch = QWidget()
                stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(stretch)
            bar.addAction(table[spec.id])
        if menu == FILE:
            bar.addSeparator()
    for action in bar.actions():
        button = bar.widgetForAction(action)
        if isinstance(button, QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(without_mnemonic(action.text()))
            button.setObjectName(action.objectName())
            if action in places:
                button.setProperty("role", "workspace")
    for quiet in ("panels", "shortcuts"):
        button = bar.widgetForAction(table[quiet])
        if button is not None:
            button.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonIconOnly)
    return bar
