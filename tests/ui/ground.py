"""What a desk stands on: tasks, notices, the networks, the table of actions, and a plain widget for what is seen."""

from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS
from app.ui.model_session import ModelSession
from app.ui.notices import Notices
from app.ui.tasks import TaskRunner
from app.ui.workspace import Context


class Ground:
    """The context of a workspace; ``preferences`` are the test's. Its names are the main window's."""

    size = (1280, 980)
    """Of the widget on which all is seen."""

    def __init__(self, qtbot, preferences, bundled=None):
        self._qtbot, self._ends = qtbot, []
        self._closed = False
        self.owner, self.preferences = QObject(), preferences
        self.tasks, self.notices = TaskRunner(self.owner), Notices()
        self.models = ModelSession(self.tasks, preferences, bundled or {}, self.owner)
        self.models.problem.connect(self.notices.show_problem)
        self.table = ActionTable(ACTIONS, QApplication.palette(), self.owner)
        self.context = Context(preferences, self.models, self.tasks, self.notices, self.table)

    def act(self, handlers, situation, changed):
        """Carry actions out, and show how they stand now and whenever the signal says so; as the window does."""

        def look():
            self.table.show(situation(), handlers)

        for action_id, handler in handlers.items():
            self.table.bind(action_id, handler)
            self.table.bind(action_id, look)
        changed.connect(look)
        look()

    @cached_property
    def sheet(self):
        """On which all lies; it has the keyboard."""
        made = QWidget()
        self.notices.setParent(made)  # as a window of its own it would take the keyboard
        self.open(made, self.size)
        self.notices.setGeometry(made.rect())
        return made

    def take_keys(self):
        """The actions act on their keys, too; Space then is one of them, whatever has the keyboard."""
        self.sheet.addActions(list(self.table.actions.values()))

    def open(self, window, size):
        """Show a window of its own."""
        window.resize(*size)
        with self._qtbot.waitExposed(window):
            window.show()
        self.activate(window)

    def activate(self, window=None):
        """Keys go to the sheet, or to a window that was opened from it."""
        window = window or self.sheet
        with self._qtbot.waitActive(window):
            window.activateWindow()

    def hold(self, ending):
        """Something that has a ``close`` or an ``end``, called with the test's end."""
        self._ends.append(ending)
        return ending

    def close(self):
        """As a workspace and its window end: what runs is stopped, settings are kept."""
        if not self._closed:
            self._closed = True
            for thing in reversed(self._ends):
                (thing.end if hasattr(thing, "end") else thing.close)()

    def end(self):
        """Nothing of it is left."""
        self.close()
        self.models.cancel()
        assert self.tasks.end(60)
        for thing in (self.notices, *self._ends, vars(self).get("sheet", self.owner), self.owner):
            thing.deleteLater()
