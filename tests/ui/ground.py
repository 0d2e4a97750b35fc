"""What a desk stands on: tasks, notices, the networks, the table of actions, and a plain widget for what is seen."""

from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS
from app.ui.model_session import ModelSession
from app.ui.notices import Notices
from app.ui.tasks import TaskRunner
from app.ui.theme import LIGHT, palette_of
from app.ui.workspace import Context


class Ground:
    """The context of a workspace; ``preferences`` are the test's. Its names are the main window's."""

    size = (1280, 980)
    """Of the widget in which all is seen."""

    def __init__(self, qtbot, preferences):
        QApplication.instance().setStyleSheet("")  # whatever a test before has worn
        QApplication.instance().setPalette(palette_of(LIGHT))
        self._qtbot, self._held = qtbot, []
        self.owner, self.preferences = QObject(), preferences
        self.tasks, self.notices = TaskRunner(self.owner), Notices()
        self.models = ModelSession(self.tasks, preferences, {}, self.owner)
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
    def window(self):
        """In which all is seen; it is active."""
        window = QWidget()
        self.notices.setParent(window)  # alone, they would be a window that takes the keyboard
        return self.show(window, self.size)

    def take_keys(self):
        """The actions act on their keys, too; Space then is one of them, whatever has the keyboard."""
        self.window.addActions(list(self.table.actions.values()))

    def show(self, window, size):
        """A window, seen, with the keyboard; it ends with the test."""
        window.resize(*size)
        with self._qtbot.waitExposed(window):
            window.show()
        with self._qtbot.waitActive(window):
            window.activateWindow()
        return self.hold(window)

    def hold(self, ending):
        """Something whose ``close`` is called with the test's end."""
        self._held.append(ending)
        return ending

    def end(self):
        """Nothing of it is left."""
        for thing in reversed(self._held):
            thing.close()
        self.models.cancel()
        assert self.tasks.end(60)
        for thing in (self.notices, *self._held, self.owner):
            thing.deleteLater()
