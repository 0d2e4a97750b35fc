"""The main window: workspaces in the middle, their docks around, one table of actions for everything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QWidget,
)
from typing_extensions import override

from app.params.run import Problem
from app.state.preferences import THEMES, Preferences
from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS, MENUS, VIEW
from app.ui.dock_host import DockHost
from app.ui.dock_window import first_size
from app.ui.file_names import distinct_names, openable
from app.ui.help.guide import Guide
from app.ui.later import later
from app.ui.learn.dock import LearnDock
from app.ui.menus import LanguageMenu, RecentMenu, make_toolbar, workspace_actions
from app.ui.model_session import ModelSession
from app.ui.notices import Notices
from app.ui.palette import CommandPalette
from app.ui.settings_finder import setting_commands
from app.ui.shortcuts import ShortcutSheet
from app.ui.status import StatusBar
from app.ui.tasks import TaskRunner
from app.ui.text import one_line, tr, without_mnemonic
from app.ui.train.trainings import Trainings
from app.ui.workshop import Workshop
from app.ui.workspace import WORKSPACES, Context, Workspace, row_of

CLOSE_SECONDS = 10.0
"""How long closing waits for an evaluation under way before the process is ended regardless."""

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MainWindow(QMainWindow):
    """The frame. It knows workspaces by their table only."""

    first_painted = Signal()

    def __init__(self, preferences: Preferences, bundled: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("score-explorer")
        self.setAcceptDrops(True)
        self.preferences = preferences
        self.tasks = TaskRunner(self)
        self.notices = Notices()
        self.models = ModelSession(self.tasks, preferences, bundled, self)
        self.models.problem.connect(self.notices.show_problem)
        self.models.state.changed.connect(self._update_title)
        preferences.recent_changed.connect(self._update_title)
        self.table = ActionTable(ACTIONS, self.palette(), self)
        self.context = Context(preferences, self.models, self.tasks, self.notices, self.table)
        self.finished = False
        """Whether the window has closed, and all threads had ended in time."""
        self._painted = False
        self._closed = False
        self.workspace: Workspace | None = None
        self.trainings = Trainings(self.context, self)
        self.trainings.wanted.connect(self._sample_from)
        self.trainings.may_close.connect(self.close_all)
        self.docks = DockHost(preferences, self.notices)
        self.workshop = Workshop(self.context, self.docks, self)
        self.workshop.made.connect(self._listen_to)
        self.setCentralWidget(self.docks)
        self.learn = LearnDock(self, self.context, self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.learn)
        self.resizeDocks([self.learn], [340], Qt.Orientation.Horizontal)
        self.guide = Guide(self, self.context, self.docks, self.learn, self)
        self.status = StatusBar(self.models)
        self.status.addPermanentWidget(self.trainings.badge)
        self.setStatusBar(self.status)
        self._workspace_actions = workspace_actions(self.visit, self)
        self._make_menus()
        self.addToolBar(make_toolbar(self.table, self._workspace_actions.values()))
        self._bind()
        self.resize(*first_size(self.screen().availableGeometry().size()))
        geometry = preferences.blob("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self.show_workspace(preferences.workspace)
        self.first_painted.connect(self.docks.raise_floating)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # Workspaces

    def show_workspace(self, key: str) -> None:
        """Show a workspace now; what is not made of it yet is made at once."""
        spec = row_of(key)
        workspace = self.workshop.make(spec)
        if workspace is self.workspace:
            return
        if self.workspace is not None:
            self.workspace.left()
        self.workspace = workspace
        self.docks.show_place(spec.key)
        self._workspace_actions[spec.key].setChecked(True)
        self.preferences.workspace = spec.key
        self._fill_panel_menu()
        self._update_actions()
        workspace.entered()
        workspace.central.setFocus()

    def visit(self, key: str, then: Callable[[], object] | None = None) -> None:
        """Show a workspace as soon as it is made, in pieces the first time, and do ``then`` there.

        What is asked of the workspace meanwhile waits for it; who goes elsewhere meanwhile does not come here.
        """
        spec = row_of(key)
        if spec.key not in self.workshop.ready:
            self._workspace_actions[spec.key].setChecked(True)
        self.workshop.when_made(spec, partial(self._arrive, spec.key, then))

    def _arrive(self, key: str, then: Callable[[], object] | None) -> None:
        self.show_workspace(key)
        if then is not None:
            then()

    @Slot(object)
    def _listen_to(self, workspace: Workspace) -> None:
        workspace.actions_changed.connect(self._update_actions)
        workspace.status_changed.connect(self.status.show_text)
        workspace.handed_over.connect(self._hand_over)
        workspace.passed_on.connect(self._pass_on)

    @Slot(str, object)
    def _hand_over(self, key: str, picture: np.ndarray) -> None:
        self.visit(key, partial(self._give, picture))

    def _give(self, picture: np.ndarray) -> None:
        if self.workspace is not None:
            self.workspace.receive(picture)

    # Actions

    def _make_menus(self) -> None:
        bar = self.menuBar()
        menus = {name: bar.addMenu(tr(name)) for name in MENUS}
        for spec in ACTIONS:
            menu = menus[spec.menu]
            if spec.separated and menu.actions():
                menu.addSeparator()
            menu.addAction(self.table[spec.id])
            if spec.id == "open":
                recent = RecentMenu(self.preferences, self)
                recent.chosen.connect(self.open_path)
                menu.addMenu(recent)
        first = menus[VIEW].actions()[0]
        menus[VIEW].insertActions(first, list(self._workspace_actions.values()))
        self._panel_menu = QMenu(tr("&Panels"), self)
        menus[VIEW].insertMenu(self.table["panels"], self._panel_menu)
        languages = LanguageMenu(self.preferences, self)
        languages.chosen.connect(self._language_chosen)
        menus[VIEW].insertMenu(self.table["theme_system"], languages)
        # Menus are hidden from the window manager's point of view until shown; shortcuts must work regardless.
        self.addActions(list(self.table.actions.values()))

    @Slot()
    def _language_chosen(self) -> None:
        text = tr("The window's texts are in this language from the next start on.")
        self.notices.show_message(tr("Another language"), text)

    def _bind(self) -> None:
        own = {
            "open": self.choose_file,
            "quit": self.close_all,
            "panels": self.docks.toggle_all,
            "full_screen": self._toggle_full_screen,
            "reset_layout": self.docks.reset,
            "commands": self.show_palette,
            "shortcuts": self.show_shortcuts,
            "learn": self.learn.toggle,
            "train": self.trainings.show,
            **self.guide.handlers(),
        } | {f"theme_{name}": partial(Preferences.theme.set, self.preferences, name) for name in THEMES}
        for spec in ACTIONS:
            self.table.bind(spec.id, partial(self._trigger, own.get(spec.id), spec.id))
        for signal in (self.docks.hidden_changed, self.preferences.theme_changed, self.learn.opened_changed):
            signal.connect(self._update_actions)

    def _trigger(self, own: Callable[[], object] | None, action_id: str) -> None:
        if own is not None:
            own()
            self._update_actions()
        else:
            self.workshop.afterwards(partial(self._trigger_here, action_id))

    def _trigger_here(self, action_id: str) -> None:
        handler = self.workspace.handlers.get(action_id) if self.workspace is not None else None
        if handler is not None:
            handler()
        self._update_actions()

    @Slot()
    def _update_actions(self) -> None:
        if self.workspace is not None:
            now = replace(
                self.workspace.situation(),
                panels_hidden=self.docks.hidden,
                full_screen=self.isFullScreen(),
                theme=self.preferences.theme,
                learning=self.learn.opened,
            )
            self.table.show(now, self.workspace.handlers)

    def _fill_panel_menu(self) -> None:
        for action in self._panel_menu.actions():  # clear() would take them from whoever else holds them
            self._panel_menu.removeAction(action)
        self._panel_menu.addActions(self.docks.toggle_actions())

    # Files

    @Slot(str)
    def open_path(self, path: str) -> None:
        """Open a checkpoint, or whatever the workspace can open."""
        self.workshop.afterwards(partial(self._open_path, path))

    def _open_path(self, path: str) -> None:
        own = next((row for row in WORKSPACES if row.recognises is not None and row.recognises(path)), None)
        if own is not None:
            self._pass_on(own.key, path)
            return
        if self.workspace is not None and self.workspace.open_path(path):
            return
        other = next((row for row in WORKSPACES if row.takes(path)), None)
        if other is not None:
            self._pass_on(other.key, path)
        else:
            self.models.open(path)

    @Slot(str, str)
    def _pass_on(self, key: str, path: str) -> None:
        self.visit(key, lambda: self.workspace is not None and self.workspace.open_path(path))

    @Slot(str)
    def _sample_from(self, path: str) -> None:
        """A network that is being trained, as it is now."""
        self.visit(WORKSPACES[0].key, partial(self.models.open, path))

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and open it."""
        recent = self.preferences.recent
        folder = str(Path(recent[0]).parent) if recent else ""
        path, _ = QFileDialog.getOpenFileName(self, tr("Open"), folder, openable())
        if path:
            self.open_path(path)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        event.acceptProposedAction()
        self.open_path(paths[0])
        if len(paths) > 1:
            names = ", ".join(Path(path).name for path in paths[1:])
            self.notices.show_problem(Problem(tr("One file at a time"), tr("Not opened: {0}.").format(names)))

    # Windows

    @override
    def createPopupMenu(self) -> QMenu:
        """The menu of toolbar and panels: the panels of the workspace that is seen, not those of all."""
        menu = QMenu(self)
        menu.addActions(self.docks.toggle_actions())
        return menu

    @Slot()
    def show_palette(self) -> None:
        """Open the command palette."""
        commands = [(f"{without_mnemonic(tr(s.menu))}: {self.table.plain_text(s)}", self.table[s.id]) for s in ACTIONS]
        commands += [(f"{tr('Workspace')}: {a.text()}", a) for a in self._workspace_actions.values()]
        commands += [(f"{tr('Panel')}: {a.text()}", a) for a in self.docks.toggle_actions()]
        palette = CommandPalette(commands, self)
        palette.add(setting_commands(self.docks.panels(), self.docks.unfold, palette))
        palette.add(self.trainings.commands(palette))
        palette.show()

    @Slot()
    def show_shortcuts(self) -> None:
        """Open the sheet of shortcuts."""
        rows = [(a.shortcut().toString(), a.text()) for a in self._workspace_actions.values()]
        ShortcutSheet(self.table, rows, self).open()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _update_title(self) -> None:
        info = self.models.state.info
        if info is None:
            self.setWindowTitle("score-explorer")
            return
        name = info.name
        if info.path not in self.models.bundled.values():
            others = [*self.models.bundled.values(), *self.preferences.recent]
            label = distinct_names([*others, info.path])[info.path]
            name = name if label == Path(info.path).name else label
        self.setWindowTitle(f"{one_line(name, 120)} – score-explorer")

    # Events

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget, filtered in ((old, False), (new, True)):
            if isinstance(widget, (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)):
                widget.removeEventFilter(self)
                if filtered:
                    widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the keyboard keeps Enter, buttons and lists also Space, which elsewhere enlarge and play."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = isinstance(watched, (QAbstractButton, QComboBox))
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.modifiers() in PLAIN and (enter or (pressed and event.key() == Qt.Key.Key_Space)):
                event.accept()
                return True
        return bool(super().eventFilter(watched, event))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Icons follow the palette, a check mark the window's state, whoever changed it."""
        if event.type() == QEvent.Type.PaletteChange:
            self.table.set_palette(self.palette())
        elif event.type() == QEvent.Type.WindowStateChange:
            self._update_actions()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window has been seen: heavy things begin after that."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            later(self, self.first_painted.emit).start()

    @Slot()
    def close_all(self) -> None:
        """Close the window and with it the program."""
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide at once, stop what runs, keep the layout, wait for threads with a limit; a training is saved first.

        What fails of that is reported, and keeps nothing else from its end.
        """
        if self.trainings.busy and not self._closed:
            event.ignore()
            self.trainings.ask_to_close()
            return
        event.accept()
        if self._closed:
            return
        self._closed = True
        steps: tuple[Callable[[], object], ...] = (
            partial(self.preferences.set_blob, "window", self.saveGeometry()), self.docks.save, self.hide,
            self.learn.close, self.trainings.close, self.workshop.close, self.models.cancel, self.preferences.sync,
            self._end_threads,
        )  # fmt: skip
        with ExitStack() as ends:
            for step in reversed(steps):
                ends.callback(step)

    def _end_threads(self) -> None:
        self.finished = self.tasks.end(CLOSE_SECONDS)
