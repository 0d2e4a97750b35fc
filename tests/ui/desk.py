"""What panels stand on, without a window: tasks, notices, the open network, actions, a run; each made when asked for.

Its names are the window's and the workspace's, so that whoever helps with one helps here.
"""

from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QSize

from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.runs.actions import run_handlers, run_situation
from app.ui.runs.colours import LevelColours
from app.ui.runs.exporting import Exporter
from app.ui.runs.history import History
from app.ui.runs.history_panel import HistoryPanel
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.levels_panel import LevelsPanel
from app.ui.runs.log import RunLog
from app.ui.runs.panel import picture_panel
from app.ui.runs.picture_exports import PictureExports
from app.ui.runs.pictures import PictureRunner
from app.ui.runs.sampler_panel import SamplerPanel
from tests.ui.ground import Ground

WIDTH, HEIGHT = 284, 800
"""Of a panel."""


class Desk(Ground):
    """The parts of a workspace of pictures; ``preferences`` are the test's, networks are opened or installed.

    Panels that are asked for lie side by side on the sheet. The keys of the actions act where pictures are: what else a
    window does for them, as leaving Space to a button, is not here.
    """

    size = (WIDTH, HEIGHT)

    def __init__(self, qtbot, preferences, bundled=None):
        super().__init__(qtbot, preferences, bundled)
        self._handlers, self._seen = {}, None
        self.settings, self.run = SettingsState(self.owner), RunState(self.owner)
        self.context.runs["sample"] = self.run
        self.colours = LevelColours(self.models.state, self.run, self.owner)
        self.runner = PictureRunner(self.models, self.tasks, self.settings, self.run, self.owner)
        self.session = self.runner.session
        self.session.problem.connect(self.notices.show_problem)
        self.session.starting.connect(self.notices.clear)
        self._kept = NetworkSettings(self.models, self.preferences, self.settings)
        self.models.opened.connect(self._take_network)
        run = self.run
        for signal in (
            run.status_changed, run.frame_changed, run.view_changed, run.marks_changed,
            self.settings.replay_changed, self.models.state.changed,
        ):  # fmt: skip
            signal.connect(self._look)
        self.bind(run_handlers(self.runner, self.settings, self.notices))

    @property
    def workspace(self):
        """A window has one."""
        return self

    def _take_network(self):
        self._kept.take_up(self.models.state.info)
        self.session.start_waiting()

    def open_path(self, path):
        """A network."""
        self.models.open(path)

    # Actions

    def bind(self, handlers):
        """What the actions with these ids do from now on."""
        for action_id, handler in handlers.items():
            self.table.bind(action_id, handler)
        self._handlers |= handlers
        self._look()

    def situation(self):
        now = run_situation(self.runner, self.settings)
        return replace(now, undo=self.history.undo_text if "history" in vars(self) else "")

    def _look(self):
        now = self.situation(), set(self._handlers)
        if now != self._seen:
            self._seen = now
            self.table.show(*now)

    # Seen

    def show(self, panel, size=(WIDTH, HEIGHT)):
        """The panel, seen, at the right of those before; it ends with the test."""
        self.hold(panel)
        sheet, size = self.sheet, QSize(*size).expandedTo(panel.minimumSizeHint())
        panel.setParent(sheet)
        panel.setGeometry(sheet.width(), 0, size.width(), size.height())
        sheet.resize(sheet.width() + size.width(), max(sheet.height(), size.height()))
        panel.show()
        return panel

    def activateWindow(self):
        assert self.central.isVisible()
        self.sheet.activateWindow()

    def isActiveWindow(self):
        return self.sheet.isActiveWindow()

    def findChild(self, *what):
        return self.sheet.findChild(*what)

    def findChildren(self, *what):
        return self.sheet.findChildren(*what)

    def grab(self):
        return self.sheet.grab()

    # The parts

    @cached_property
    def sampler_panel(self):
        made = self.show(SamplerPanel(self.settings, self.colours))
        self.bind(made.handlers())
        return made

    @cached_property
    def run_panel(self):
        return self.show(picture_panel(self.run, self.colours, self.table))

    @cached_property
    def log_panel(self):
        return self.show(RunLog(self.run))

    @cached_property
    def levels_panel(self):
        made = self.show(LevelsPanel(self.run, self.colours, self.context))
        made.save_wanted.connect(lambda window: self.exporter.ask_for("plots_svg", window))
        self.bind({"plots": made.enlarge_plots})
        return made

    @cached_property
    def exporter(self):
        return self.hold(Exporter(self.context, PictureExports("sample", self.runner), self.central, self.owner))

    @cached_property
    def history(self):
        made = History(self.context, self.runner, lambda: False, "history", self.owner)
        made.load()
        made.state.entries_changed.connect(self._look)
        self.bind({"undo": made.undo})
        return self.hold(made)

    @cached_property
    def history_panel(self):
        return self.show(HistoryPanel(self.history, self.context))

    # Its end

    def close(self):
        self.session.close()
        super().close()
        self._kept.keep()
