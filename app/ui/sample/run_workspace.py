"""What workspaces with a run have in common: settings, panels, the actions of a run, and what comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.params import SampleSettings
from app.params.model import ModelInfo
from app.params.status import RunPhase
from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.model_panel import ModelPanel
from app.ui.runs.actions import run_handlers, run_situation
from app.ui.runs.colours import LevelColours
from app.ui.runs.exporting import Exporter
from app.ui.runs.panel import picture_panel
from app.ui.runs.picture_exports import PictureExports
from app.ui.runs.pictures import PictureRunner
from app.ui.sample.levels_panel import LevelsPanel
from app.ui.sample.sampler_panel import SamplerPanel
from app.ui.situation import Situation
from app.ui.text import tr
from app.ui.workspace import Context, DockSpec, Workspace


class RunWorkspace(Workspace):
    """A run with its panels.

    A subclass makes its session, views and docks with what :meth:`__init__` and :meth:`_make_panels` provide, and calls
    :meth:`_begin` last.
    """

    def __init__(self, context: Context, key: str, parent: QObject) -> None:
        super().__init__(context, parent)
        self._key = key
        self.settings = SettingsState(self)
        self.run = RunState(self)
        self.colours = LevelColours(context.models.state, self.run, self)
        context.runs[key] = self.run
        self._docks: tuple[DockSpec, ...] = ()
        self._handlers: dict[str, Callable[[], None]] = {}
        self._sha256 = ""
        self._advice: SampleSettings | None = None
        """What was recommended for the network ``_sha256``."""
        self._awaited: tuple[str, Callable[[], None]] | None = None
        """The network that made a restored picture (SHA-256), while another is open; what restores the picture there.

        Until then the settings shown are not the open network's own, and are not kept as such.
        """
        self._shown: Situation | None = None
        self._when_open: Callable[[], None] | None = None
        """What restores a picture's run once the network that is being opened is there."""

    def _make_panels(self, runner: PictureRunner, center: QWidget) -> None:
        context = self.context
        self.runner, self.session = runner, runner.session
        self.exporter = Exporter(context, PictureExports(self._key, runner), center, self)
        self.model_panel = ModelPanel(context.models, context.preferences, context.actions, self.settings)
        self.sampler_panel = SamplerPanel(self.settings, self.colours)
        self.run_panel = picture_panel(self.run, self.colours, context.actions)
        self.levels_panel = LevelsPanel(self.run, self.colours, context)

    def _begin(self) -> None:
        """Everything is made: connect it, and take the network that is open."""
        models, notices, run = self.context.models, self.context.notices, self.run
        self.settings.set_convention(self.context.preferences.convention)
        self.settings.changed.connect(self._setting_changed)
        self._handlers = self._make_handlers()
        self.session.problem.connect(notices.show_problem)
        self.session.starting.connect(notices.clear)
        self.sampler_panel.entered.connect(self.give_focus)
        models.opened.connect(self._model_opened)
        for signal in (
            run.status_changed, run.frame_changed, run.view_changed, run.marks_changed,
            self.session.changed, self.settings.replay_changed, models.state.changed,
        ):  # fmt: skip
            signal.connect(self._changed)
        for signal in (run.status_changed, run.ended, self.session.changed):
            signal.connect(self._show_status)
        if models.state.info is not None:
            self._model_opened()

    @property
    def docks(self) -> tuple[DockSpec, ...]:
        """The panels around the pictures."""
        return self._docks

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions do here."""
        return self._handlers

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        handlers = run_handlers(self.session, self.run, self.settings, self.sampler_panel, self.context.notices)
        return handlers | {"export": self.exporter.ask, "plots": self.levels_panel.enlarge_plots}

    def situation(self) -> Situation:
        """The run's."""
        return run_situation(self.run, self.session, self.settings)

    @Slot()
    def _changed(self) -> None:
        """Frames come fifteen times a second; the actions are looked through only when one of them may differ."""
        now = self.situation()
        if now != self._shown:
            self._shown = now
            self.actions_changed.emit()

    @Slot(str)
    def _setting_changed(self, name: str) -> None:
        if name == "convention":
            self.context.preferences.convention = self.settings.convention

    # The status bar

    def _phase_text(self, phase: RunPhase) -> str:
        """What the status bar says during a run, and after one."""
        texts = {
            RunPhase.RUNNING: tr("Sampling: Space pauses, Esc stops"),
            RunPhase.PAUSING: tr("Pausing…"),
            RunPhase.PAUSED: tr("Paused: Space goes on, . makes one step, Ctrl+. one level"),
            RunPhase.STOPPING: tr("Stopping…"),
        }
        if phase is RunPhase.IDLE and self.run.reason is not None:
            return tr("Ready: Space starts the next run, N throws another seed, Ctrl+E exports")
        return texts.get(phase, "")

    @Slot()
    def _show_status(self) -> None:
        if not self.central.isVisibleTo(self.central.window()):
            return  # another workspace is shown, and has its own to say
        waiting = self.session.status.waiting
        text = tr("Starts as soon as the network is open") if waiting else self._phase_text(self.run.phase)
        self.status_changed.emit(text)

    # Networks, and settings that come back

    @Slot()
    def _model_opened(self) -> None:
        info = self.context.models.state.info
        if info is None:
            return
        self._prepare(info)
        recommended = self._recommended(info)
        self.settings.set_recommended(recommended)
        restore, self._when_open = self._when_open, None
        if info.sha256 != self._sha256:  # not for the same network on another device
            self._keep_settings()
            self._sha256 = ""  # what the panel shows belongs to no network until all below is done
            if restore is None and self._awaited is not None and self._awaited[0] == info.sha256:
                restore = self._awaited[1]
            self._awaited = None
            kept = self.context.preferences.settings_for(self._kept_under(info.sha256), recommended)
            self.settings.set_replay((), ())
            self.settings.replace(self._suited(kept), live=False)
        elif recommended != self._advice and restore is None:
            self.settings.replace(recommended, live=False)  # the same file, opened with other answers
        if restore is not None:
            restore()
        self._sha256, self._advice = info.sha256, recommended
        self.session.start_waiting()

    def _prepare(self, info: ModelInfo) -> None:
        """Another network is there."""

    def _recommended(self, info: ModelInfo) -> SampleSettings:
        return self._suited(info.settings)

    def _suited(self, settings: SampleSettings) -> SampleSettings:
        """Settings as this workspace can use them."""
        return settings

    def _kept_under(self, sha256: str) -> str:
        return sha256

    def _await(self, sha256: str, restore: Callable[[], None]) -> None:
        """A picture of the network ``sha256`` is about to be restored, and again once that network is open."""
        info = self.context.models.state.info
        self._keep_settings()
        self._awaited = (sha256, restore) if info is None or info.sha256 != sha256 else None

    def _keep_settings(self) -> None:
        settings = self.settings.valid
        if self._sha256 and settings is not None and self._awaited is None:
            self.context.preferences.keep_settings(self._kept_under(self._sha256), settings, self._advice)

    @Slot()
    def give_focus(self) -> None:
        """The keyboard goes to the pictures."""
        raise NotImplementedError

    def entered(self) -> None:
        """The keyboard goes to the pictures, the status bar says what goes on here."""
        self._show_status()
        self.give_focus()

    def close(self) -> None:
        """Stop the run, keep the settings."""
        self.session.close()
        self._keep_settings()
