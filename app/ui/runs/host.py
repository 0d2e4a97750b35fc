"""What a workspace whose runs make pictures is made of: the panels of a run, and what passes between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from app.params.model import ModelInfo
from app.params.run import Problem
from app.params.status import RunPhase, RunStatus
from app.state.preferences import FANS, MIB, PATH_MIB
from app.state.settings import SettingsState
from app.ui.later import later
from app.ui.learn.pointing import bring_into_view
from app.ui.making import Pieces
from app.ui.model_panel import ModelPanel
from app.ui.notices import Deed
from app.ui.runs.actions import run_handlers
from app.ui.runs.colours import LevelColours
from app.ui.runs.exporting import Exporter
from app.ui.runs.history import History
from app.ui.runs.history_panel import HistoryPanel
from app.ui.runs.levels_panel import LevelsPanel
from app.ui.runs.log import RunLog
from app.ui.runs.panel import picture_panel
from app.ui.runs.picture_exports import PictureExports
from app.ui.runs.pictures import PictureRunner
from app.ui.runs.sampler_panel import SamplerPanel
from app.ui.runs.words import PHASES
from app.ui.situation import Situation
from app.ui.text import one_line, tr
from app.ui.workspace import REST, Context, DockSpec

COLUMN, RUN_HEIGHT = 284, 350
"""The width of the panels; the height of the run's."""

FOLDERS = {"sample": "history", "inpaint": "fillings"}
"""Workspace -> the folder of its history."""


class Guest(Protocol):
    """The workspace, as far as a :class:`RunHost` asks it."""

    def situation(self) -> Situation:
        """How things stand."""
        ...

    def hint(self, status: RunStatus) -> str:
        """What to do next, for the status bar; empty where the run's own words are enough."""
        ...

    def take_network(self, info: ModelInfo) -> None:
        """A network has been opened."""
        ...

    def private(self) -> bool:
        """Whether the runs are not the user's own, but a lesson's."""
        ...


class RunHost(QObject):
    """The panels of a run of pictures, its exports and its notices; it tells when actions or the status bar change.

    The workspace calls :meth:`make` at once, and :meth:`begin` when it is complete itself.
    """

    actions_changed = Signal()
    status_changed = Signal(str)

    def __init__(
        self, context: Context, key: str, guest: Guest, runner: PictureRunner, settings: SettingsState,
        colours: LevelColours, center: QWidget, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._guest, self._center = context, guest, center
        self._runner, self._settings, self._run = runner, settings, runner.run
        self._key, self._colours = key, colours
        self._shown: Situation | None = None
        context.runs[key] = runner.run
        self._read_memory()
        context.preferences.changed.connect(self._read_memory)

    def make(self) -> Pieces:
        """The panels."""
        context, runner, settings, colours = self._context, self._runner, self._settings, self._colours
        self.exporter = Exporter(context, PictureExports(self._key, runner), self._center, self)
        self.model_panel = ModelPanel(context.models, context.preferences, context.actions, settings)
        yield
        self.sampler_panel = SamplerPanel(settings, colours)
        yield
        self.run_panel = picture_panel(runner.run, colours, context.actions)
        self.log_panel = RunLog(runner.run)
        yield
        self.levels_panel = LevelsPanel(runner.run, colours, context)
        self.levels_panel.save_wanted.connect(self._save_plots)
        yield
        self.history = History(context, runner, self._guest.private, FOLDERS[self._key], self)
        self.history_panel = HistoryPanel(self.history, context)

    def docks(self, sampler: QWidget, beside: str = "sampler") -> tuple[DockSpec, ...]:
        """The run's panel, and as tabs behind the panel ``beside`` what else there is; ``sampler`` is the settings'.

        Where the settings are a tab themselves, there is room for plots and log behind the run's panel. In a wide
        window they stand in a column of their own.
        """
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        behind, rest = ("", beside) if beside == "sampler" else (beside, "run")
        plots, log = self.levels_panel, self.log_panel
        return (
            DockSpec("run", tr("Run"), self.run_panel, left, COLUMN, RUN_HEIGHT, icon="play"),
            DockSpec("sampler", tr("Sampler"), sampler, left, COLUMN, REST, behind=behind, icon="sliders"),
            DockSpec("model", tr("Network"), self.model_panel, left, COLUMN, 0, behind=beside, icon="network"),
            DockSpec("levels", tr("Plots"), plots, left, COLUMN, 340, behind=rest, icon="plots", wide=right),
            DockSpec("log", tr("Log"), log, left, COLUMN, 150, behind=rest, icon="log", wide=right),
        )

    def history_dock(self) -> DockSpec:
        """The panel of earlier runs, a tab behind that of the run."""
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        return DockSpec("history", tr("History"), self.history_panel, left, COLUMN, 0, behind="run", icon="history")

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does to the run and its pictures."""
        notices = self._context.notices
        handlers = run_handlers(self._runner, self._settings, notices) | self.sampler_panel.handlers()
        own = {
            "export": self.exporter.ask, "plots": self.levels_panel.enlarge_plots, "path_memory": self.ask_memory,
            "history": self._show_history, "compare_runs": self.history_panel.compare_chosen,
            "fan_size": self.ask_fan, "fan_out": self._fan_out,
        }  # fmt: skip
        return handlers | own

    @Slot(QWidget)
    def _save_plots(self, window: QWidget) -> None:
        self.exporter.ask_for("plots_svg", window)

    def _show_history(self) -> None:
        bring_into_view(self.history_panel.list)
        self.history_panel.list.setFocus()

    def ask_memory(self) -> None:
        """How much memory the path of a run may have, from the next run on."""
        label = tr("MiB for the pictures of all steps and for going on from them. Where it does not suffice, every\n"
                   "second step is dropped, and so on; it acts with the next run:")  # fmt: skip
        dialog = self._ask_number(tr("Memory for a run's path"), label, PATH_MIB, self._context.preferences.path_mib)
        dialog.setIntStep(64)
        dialog.intValueSelected.connect(self._set_memory)
        dialog.open()

    def ask_fan(self) -> None:
        """How many times one goes on from a sample."""
        label = tr("So many times F goes on from the sample in focus, each with fresh noise:")
        dialog = self._ask_number(tr("Number to fan out"), label, FANS, self._context.preferences.fan)
        dialog.intValueSelected.connect(self._set_fan)
        dialog.open()

    def _ask_number(self, title: str, label: str, limits: tuple[int, int], value: int) -> QInputDialog:
        dialog = QInputDialog(self._center.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(*limits)
        dialog.setIntValue(value)
        return dialog

    @Slot(int)
    def _set_fan(self, fan: int) -> None:
        self._context.preferences.fan = fan

    @Slot(int)
    def _set_memory(self, mib: int) -> None:
        self._context.preferences.path_mib = mib

    def _fan_out(self) -> None:
        self._runner.branch(fan=self._context.preferences.fan)

    @Slot()
    def _read_memory(self) -> None:
        self._runner.path_bytes = self._context.preferences.path_mib * MIB

    def begin(self) -> None:
        """Everything is made: connect it, and take the network that is open."""
        models, notices, run, session = self._context.models, self._context.notices, self._run, self._runner.session
        self._settings.set_convention(self._context.preferences.convention)
        self._settings.changed.connect(self._setting_changed)
        session.problem.connect(self._show_problem)
        session.starting.connect(notices.clear)
        models.opened.connect(self._model_opened)
        for signal in (
            run.status_changed, run.frame_changed, run.view_changed, run.marks_changed,
            self._settings.replay_changed, models.state.changed,
        ):  # fmt: skip
            signal.connect(self.look)
        for signal in (run.status_changed, run.view_changed):
            signal.connect(self.show_status)
        run.ended.connect(self.show_status)
        run.status_changed.connect(self._show_whose)
        self._model_opened()
        self.history.state.entries_changed.connect(self.look)
        later(self, self.history.load).start()

    @Slot()
    def look(self) -> None:
        """Frames come fifteen times a second; the actions are looked through only when one of them may differ."""
        now = self._guest.situation()
        if now != self._shown:
            self._shown = now
            self.actions_changed.emit()

    @Slot()
    def show_status(self) -> None:
        """Say what goes on, or what to do next, in the status bar."""
        if not self._center.isVisibleTo(self._center.window()):
            return  # another workspace is shown, and has its own to say
        status = self._run.status
        text = tr("Starts as soon as the network is open") if status.waiting else self._guest.hint(status)
        if self._runner.branching:
            text = tr("Space goes on from here with the present settings, F many times from one sample; L: the end")
        busy = status.phase in (RunPhase.PAUSING, RunPhase.STOPPING)
        text = text or (tr(PHASES[status.phase]) if busy else "")
        if status.phase.active and self._run.info is not None:
            text = tr("{0} · network: {1}").format(text, one_line(self._run.info.name))
        self.status_changed.emit(text)

    @Slot(object)
    def _show_problem(self, problem: Problem) -> None:
        """A problem that a setting would mend has a button for it."""
        deed = None
        if problem.mended_by is not None:
            key, value = problem.mended_by
            text = tr("Set {0} to {1}").format(*self.sampler_panel.said(key, value))
            deed = Deed(text, tr("For the next run; nothing else is changed"), partial(self._settings.set, key, value))
        self._context.notices.show_problem(problem, deed)

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name == "convention":
            self._context.preferences.convention = self._settings.convention

    @Slot()
    def _model_opened(self) -> None:
        info = self._context.models.state.info
        if info is not None:
            self._guest.take_network(info)
            self._runner.session.start_waiting()
            self._show_whose()
            self._say_whose(info)
            self.show_status()

    @Slot()
    def _show_whose(self) -> None:
        self.sampler_panel.show_whose(self._runner.other_network)

    def _say_whose(self, opened: ModelInfo) -> None:
        """A run that is under way keeps its network and its settings, and the panels are another one's."""
        own = self._runner.other_network
        if own is None or self._run.status.phase is RunPhase.STOPPING:
            return
        text = tr("It keeps the network and the settings that it has. The panels Sampler and Network are those of {0} "
                  "now: what you set there is for the next run.")  # fmt: skip
        title = tr("The run goes on with {0}").format(one_line(own.name))
        self._context.notices.show_message(title, text.format(one_line(opened.name)))

    def close(self) -> None:
        """The program ends."""
        self.history.close()
        self.history_panel.end()
        self._runner.session.close()
        self.exporter.close()
