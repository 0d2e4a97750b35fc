"""The workspace "Sample": its state, its views and docks, and what the shared actions do here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.params.run import Problem
from app.state.run import RunPhase, RunState
from app.state.settings import SettingsState
from app.ui.actions import ActionState
from app.ui.model_panel import ModelPanel
from app.ui.sample.center import SampleCenter
from app.ui.sample.colours import LevelColours
from app.ui.sample.exporting import Exporter
from app.ui.sample.levels_panel import LevelsPanel
from app.ui.sample.run_actions import run_action_state, run_handlers
from app.ui.sample.run_panel import RunPanel
from app.ui.sample.run_session import RunSession
from app.ui.sample.sampler_panel import SamplerPanel
from app.ui.text import tr
from app.ui.workspace import Context, DockSpec, Workspace
from app.workers.tasks import Restored, is_picture, read_settings


class SampleWorkspace(Workspace):
    """Annealed Langevin dynamics, live."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        models, preferences = context.models, context.preferences
        self.settings = SettingsState(self)
        self.run = RunState(self)
        self.session = RunSession(models, context.tasks, self.settings, self.run, self)
        self.colours = LevelColours(models.state, self.run, self)
        self.center = SampleCenter(models, self.session, self.colours)
        self.exporter = Exporter(context, self.run, self.session, self.center, self)
        self.model_panel = ModelPanel(models, preferences, context.actions)
        self.sampler_panel = SamplerPanel(self.settings, self.colours)
        self.run_panel = RunPanel(self.run, self.colours, context.actions)
        self.levels_panel = LevelsPanel(self.run, self.colours, context)
        area = Qt.DockWidgetArea
        self._docks = (
            DockSpec("model", tr("Network"), self.model_panel, area.LeftDockWidgetArea, 312, 196),
            DockSpec("sampler", tr("Sampler"), self.sampler_panel, area.LeftDockWidgetArea, 312, 500),
            DockSpec("run", tr("Run"), self.run_panel, area.RightDockWidgetArea, 296),
            DockSpec("levels", tr("Noise levels"), self.levels_panel, area.BottomDockWidgetArea, 0, 208),
        )
        context.runs["sample"] = self.run
        self._sha256 = ""
        self._restored: Restored | None = None
        self._handlers = self._make_handlers()
        self.session.problem.connect(context.notices.show_problem)
        self.session.starting.connect(context.notices.clear)
        self.sampler_panel.entered.connect(self.center.give_focus)
        models.opened.connect(self._model_opened)
        for signal in (
            self.run.phase_changed, self.run.frame_changed, self.run.view_changed, self.run.marks_changed,
            self.session.waiting_changed, self.settings.replay_changed, models.state.changed,
        ):  # fmt: skip
            signal.connect(self._changed)
        self.run.phase_changed.connect(self._show_status)
        self.run.ended.connect(self._show_status)
        self.session.waiting_changed.connect(self._show_status)
        self._shown: object = None
        if models.state.info is not None:
            self._model_opened()

    @property
    def central(self) -> QWidget:
        """The pictures."""
        return self.center

    @property
    def docks(self) -> tuple[DockSpec, ...]:
        """Network, sampler, run, noise levels."""
        return self._docks

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions do here."""
        return self._handlers

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        grid = self.center.grid
        handlers = run_handlers(self.session, self.run, self.settings, self.sampler_panel, self.context.notices)
        return handlers | {
            "export": self.exporter.ask,
            "inpaint_this": self._inpaint_this,
            "plots": self.levels_panel.enlarge_plots,
            "zoom_in": grid.zoom_in,
            "zoom_out": grid.zoom_out,
            "zoom_fit": grid.zoom_fit,
        }

    def action_state(self, action_id: str) -> ActionState:
        """How an action stands."""
        if action_id in ("zoom_in", "zoom_out", "zoom_fit"):
            return ActionState(enabled=self.run.frame is not None and not self.run.enlarged)
        return run_action_state(action_id, self.run, self.session, self.settings)

    @Slot()
    def _changed(self) -> None:
        """Frames come twenty times a second; the actions are looked through only when one of them may differ."""
        run = self.run
        shown = (
            run.phase, run.frame is None, run.enlarged, run.show_estimate, run.viewed_level, run.marks,
            self.session.waiting, self.settings.indices,
        )  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            self.actions_changed.emit()

    @Slot()
    def _show_status(self) -> None:
        texts = {
            RunPhase.RUNNING: tr("Sampling: Space pauses, Esc stops"),
            RunPhase.PAUSING: tr("Pausing…"),
            RunPhase.PAUSED: tr("Paused: Space goes on, . makes one step, Ctrl+. one level"),
            RunPhase.STOPPING: tr("Stopping…"),
        }
        text = texts.get(self.run.phase, "")
        if self.session.waiting is not None:
            text = tr("Starts as soon as the network is open")
        elif self.run.phase is RunPhase.IDLE and self.run.reason is not None:
            text = tr("Ready: Space starts the next run, N throws another seed, Ctrl+E exports")
        self.status_changed.emit(text)

    def _inpaint_this(self) -> None:
        pictures = self.run.pictures()
        if pictures is not None and self.run.focus < len(pictures):
            self.handed_over.emit("inpaint", pictures[self.run.focus])

    # Networks and files

    @Slot()
    def _model_opened(self) -> None:
        info = self.context.models.state.info
        if info is None:
            return
        recommended = info.settings
        self.settings.set_recommended(recommended)
        if self._restored is not None:
            self._apply(self._restored)
        elif info.sha256 != self._sha256:  # not for the same network on another device
            self._keep_settings()
            self.settings.set_replay((), ())
            self.settings.replace(self.context.preferences.settings_for(info.sha256, recommended), live=False)
        self._sha256 = info.sha256
        self.session.start_waiting()

    def open_path(self, path: str) -> bool:
        """A picture's settings are restored."""
        if not is_picture(path):
            return False
        name = Path(path).name
        self.context.tasks.start(
            tr("The settings of {0} could not be restored").format(name),
            partial(read_settings, path),
            self._restore,
            self.context.notices.show_problem,
        )
        return True

    def _restore(self, restored: Restored) -> None:
        models = self.context.models
        if restored.filled:
            self.passed_on.emit("inpaint", restored.path)
            return
        if models.state.loading:
            self._restored = restored  # applied when the network is there
            return
        self._apply(restored)

    def _apply(self, restored: Restored) -> None:
        self._restored = None
        self.settings.set_replay((), ())
        self.settings.replace(restored.settings, live=False)
        self.settings.set_replay(restored.changes, restored.indices)
        info = self.context.models.state.info
        name = Path(restored.path).name
        text = tr("Space makes the pictures again.")
        if info is None or info.sha256 != restored.sha256:
            text = tr(
                "They were made with another network, {0}: open that one for the same pictures (SHA-256 {1}…)."
            ).format(restored.checkpoint, restored.sha256[:12])
        self.context.notices.show_problem(Problem(tr("Settings restored from {0}").format(name), text))

    def _keep_settings(self) -> None:
        settings = self.settings.valid
        if self._sha256 and settings is not None:
            self.context.preferences.keep_settings(self._sha256, settings)

    def entered(self) -> None:
        """The keyboard goes to the pictures, the status bar says what goes on here."""
        self._show_status()
        self.center.give_focus()

    def close(self) -> None:
        """Stop the run, keep the settings."""
        self.session.stop()
        self._keep_settings()
