"""What panels stand on, without a window: tasks, notices, the open network, actions, a run; each made when asked for.

A panel is shown by itself. Its names are the window's and the workspace's, so that whoever helps with one helps here.
"""

from functools import cached_property

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS
from app.ui.model_session import ModelSession
from app.ui.notices import Notices
from app.ui.runs.actions import run_handlers, run_situation
from app.ui.runs.colours import LevelColours
from app.ui.runs.history import History
from app.ui.runs.history_panel import HistoryPanel
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.levels_panel import LevelsPanel
from app.ui.runs.log import RunLog
from app.ui.runs.panel import picture_panel
from app.ui.runs.pictures import PictureRunner
from app.ui.runs.sampler_panel import SamplerPanel
from app.ui.tasks import TaskRunner
from app.ui.workspace import Context


class Desk:
    """The parts of a workspace of pictures; ``preferences`` are the test's, networks are opened or installed."""

    def __init__(self, qtbot, preferences, bundled=None):
        self._qtbot, self._shown = qtbot, []
        self.owner = QObject()
        tasks, self.notices = TaskRunner(self.owner), Notices()
        self.models = ModelSession(tasks, preferences, bundled or {}, self.owner)
        self.models.problem.connect(self.notices.show_problem)
        table = ActionTable(ACTIONS, QApplication.palette(), self.owner)
        self.context = Context(preferences, self.models, tasks, self.notices, table)
        self.settings, self.run = SettingsState(self.owner), RunState(self.owner)
        self.context.runs["sample"] = self.run
        self.colours = LevelColours(self.models.state, self.run, self.owner)
        self.runner = PictureRunner(self.models, tasks, self.settings, self.run, self.owner)
        self.session = self.runner.session
        self.session.problem.connect(self.notices.show_problem)
        self._kept = NetworkSettings(self.models, preferences, self.settings)
        self.models.opened.connect(self._take_network)

    @property
    def workspace(self):
        """A window has one."""
        return self

    def _take_network(self):
        self._kept.take_up(self.models.state.info)

    def show(self, panel, size=(284, 900)):
        """The panel, seen, with the keyboard; it ends with the test."""
        self._shown.append(panel)
        panel.resize(*size)
        with self._qtbot.waitExposed(panel):
            panel.show()
        with self._qtbot.waitActive(panel):
            panel.activateWindow()
        return panel

    def hold(self, ending):
        """Something that has a ``close`` or an ``end``, called with the test's end."""
        self._shown.append(ending)
        return ending

    @cached_property
    def sampler_panel(self):
        return self.show(SamplerPanel(self.settings, self.colours))

    @cached_property
    def run_panel(self):
        """With actions that act."""
        handlers = run_handlers(self.runner, self.settings, self.sampler_panel, self.notices)
        table = self.context.actions
        for action_id, handler in handlers.items():
            table.bind(action_id, handler)

        def look():
            table.show(run_situation(self.runner, self.settings), handlers)

        for signal in (
            self.run.status_changed, self.run.frame_changed, self.run.view_changed, self.run.marks_changed,
            self.settings.replay_changed, self.models.state.changed,
        ):  # fmt: skip
            signal.connect(look)
        look()
        return self.show(picture_panel(self.run, self.colours, table))

    @cached_property
    def log_panel(self):
        return self.show(RunLog(self.run))

    @cached_property
    def levels_panel(self):
        return self.show(LevelsPanel(self.run, self.colours, self.context))

    @cached_property
    def history(self):
        made = History(self.context, self.runner, lambda: False, "history", self.owner)
        made.load()
        return self.hold(made)

    @cached_property
    def history_panel(self):
        return self.show(HistoryPanel(self.history, self.context))

    def close(self):
        """As a workspace and its window end: what runs is stopped, settings are kept."""
        self.session.close()
        for thing in reversed(self._shown):
            (thing.end if hasattr(thing, "end") else thing.close)()
        self._kept.keep()

    def end(self):
        """Nothing of it is left."""
        self.close()
        self.models.cancel()
        assert self.context.tasks.end(60)
        for widget in (self.notices, *self._shown):
            widget.deleteLater()
        self.owner.deleteLater()
