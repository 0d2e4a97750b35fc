"""Start page, tour and pages of help, as the window offers them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from app.params.lessons.chapter import Chapter
from app.ui.about import show_about
from app.ui.dock_host import DockHost
from app.ui.help.pages import PageWindow
from app.ui.help.start_page import StartPage
from app.ui.help.tour import Hall, Tour
from app.ui.learn.dock import LearnDock
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.lessons import read_page

BEGINNING = ("play", "step", "level", "restart")
"""The actions after which there is something to see."""


class Guide(QObject):
    """Everything that a newcomer can ask for. Nothing of it stands in the way of the program."""

    def __init__(
        self, house: Hall, context: Context, docks: DockHost, learn: LearnDock, window: QMainWindow
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._house, self._context, self._docks, self._learn, self._window = house, context, docks, learn, window
        self.start_page: StartPage | None = None
        self.page: PageWindow | None = None
        self._task = 0
        self._again = False
        self.tour = Tour(house, window, lambda: docks.current, docks.hold, docks.unfold, self)
        self.tour.ended.connect(self._tour_ended)
        docks.help_wanted.connect(self.show_page)
        docks.current_changed.connect(self._leave_start_page)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does."""
        return {
            "start_page": self.show_start_page,
            "tour": self.begin_tour,
            "panel_help": self.help_on_panel,
            "about": partial(show_about, self._context, self._window),
        }

    # Start page

    def welcome(self) -> None:
        """The start page at the first start, or at each if that is wished."""
        preferences = self._context.preferences
        if preferences.start_page or not (preferences.welcomed or preferences.used):
            self.show_start_page()
        preferences.welcomed = True

    def show_start_page(self) -> None:
        """Over the pictures of the workspace that is seen."""
        if self.start_page is None:
            preferences = self._context.preferences
            page = StartPage(
                self._docks.middle, always=preferences.start_page,
                set_always=partial(type(preferences).start_page.set, preferences),
            )  # fmt: skip
            page.chosen.connect(self._chosen)
            page.closed.connect(self._closed)
            for run in self._context.runs.values():
                run.began.connect(page.finish)
            for key in BEGINNING:
                self._context.actions[key].triggered.connect(page.finish)
            self.start_page = page
        self.start_page.setFocus()

    @Slot()
    def _leave_start_page(self) -> None:
        if self.start_page is not None:
            self.start_page.finish()

    @Slot()
    def _closed(self) -> None:
        self.start_page = None
        self._docks.middle.central.setFocus()

    @Slot(str)
    def _chosen(self, key: str) -> None:
        actions = self._context.actions
        if key == "digits":
            self._house.visit("sample", actions["play"].trigger)
        elif key == "tour":
            self.begin_tour(again=True)
        elif key in ("open", "learn"):
            actions[key].trigger()
        else:
            self._house.visit(key)

    # Tour

    def begin_tour(self, *, again: bool = False) -> None:
        """From the first station; ``again``: the start page comes back after it."""
        self._again = again or self.start_page is not None
        self._leave_start_page()
        self.tour.begin()

    @Slot()
    def _tour_ended(self) -> None:
        if self._again:
            self.show_start_page()
        else:
            self._docks.middle.central.setFocus()

    # Pages

    def help_on_panel(self) -> None:
        """The page of the panel that has the keyboard, or of a view that names one as its ``help_page``.

        That of the workspace, where the keyboard is elsewhere.
        """
        widget, page = QApplication.focusWidget(), ""
        while widget is not None and not page:
            page = widget.objectName() if isinstance(widget, QDockWidget) else getattr(widget, "help_page", "")
            widget = widget.parentWidget()
        self.show_page(page or self._docks.current)

    @Slot(str)
    def show_page(self, name: str) -> None:
        """The page of a panel, as in "sample-run"; one that has none of its own has that of its workspace."""
        workspace, _, panel = name.partition("-")
        names = tuple(dict.fromkeys(filter(None, (name, panel, workspace))))
        tasks, language = self._context.tasks, self._learn.session.language
        tasks.abandon(self._task)
        self._task = tasks.start(
            tr("The page could not be read"), partial(read_page, names, language), self._read,
            self._context.notices.show_problem,
        )  # fmt: skip

    def _read(self, page: Chapter) -> None:
        if self.page is None:
            self.page = PageWindow(self._context.tasks, self._window)
        self.page.show_page(page, self._learn.session.language)
