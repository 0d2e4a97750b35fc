"""The workspace "Sample": its views and docks, and what the shared actions do here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from typing_extensions import override

from app.params.history import Past
from app.params.lessons.setup import FillSetup, PictureSetup, Setup
from app.params.model import ModelInfo
from app.params.run import Problem
from app.params.status import RunPhase, RunStatus
from app.params.sweep import Cell
from app.state.inside import InsideState
from app.state.quality import QualityState
from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.making import Pieces
from app.ui.runs.actions import run_situation
from app.ui.runs.colours import LevelColours
from app.ui.runs.fan_shares import FanShares
from app.ui.runs.history import as_restored
from app.ui.runs.host import COLUMN, RunHost
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.lessons import PictureLessons
from app.ui.runs.pictures import PictureRunner
from app.ui.runs.races import Races
from app.ui.runs.sweeps import Sweeps
from app.ui.sample.center import SampleCenter
from app.ui.sample.inside_session import InsideSession
from app.ui.sample.inside_view import InsideView
from app.ui.sample.quality_panel import QualityPanel
from app.ui.sample.quality_session import QualitySession
from app.ui.sample.start_picture import StartPicture
from app.ui.situation import Situation
from app.ui.text import tr
from app.ui.workspace import REST, DockSpec, Workspace
from app.workers.restoring import Restored, find_settings, may_hold_settings

HINTS = {
    RunPhase.RUNNING: "Sampling: Space pauses, Esc stops",
    RunPhase.PAUSED: "Paused: Space goes on, . makes one step, Ctrl+. one level",
}
"""What can be done during a run, for the status bar."""


class SampleWorkspace(Workspace):
    """Annealed Langevin dynamics, live."""

    @override
    def make(self) -> Pieces:
        context = self.context
        self.settings, self.run = SettingsState(self), RunState(self)
        colours = LevelColours(context.models.state, self.run, self)
        self.runner = PictureRunner(context.models, context.tasks, self.settings, self.run, self)
        self.session = self.runner.session
        self.central = self.center = SampleCenter(context.models, self.run, colours, context.actions)
        self.center.empty.offer_lessons(context.actions["learn"])
        yield
        self._kept = NetworkSettings(context.models, context.preferences, self.settings)
        self.lessons = PictureLessons(context.models, context.notices, self.settings, self._kept, self.runner)
        host = self._host = RunHost(context, "sample", self, self.runner, self.settings, colours, self.center, self)
        yield from host.make()
        self.exporter, self.model_panel, self.sampler_panel = host.exporter, host.model_panel, host.sampler_panel
        self.run_panel, self.levels_panel, self.log_panel = host.run_panel, host.levels_panel, host.log_panel
        grid = self.center.grid
        self.quality = QualitySession(
            QualityState(self), self.run, context.models, context.tasks, context.preferences, self
        )
        yield
        self.quality_panel = QualityPanel(self.quality, self.run, context.actions)
        for signal in (self.quality.state.labels_changed, self.quality.state.judged_changed):
            signal.connect(self._show_classes)
        self.fan = FanShares(context, self.run, self.center.shares, self)
        self.history, self.history_panel = host.history, host.history_panel
        self.history.restoring.connect(self._restore_past)
        self.docks = (
            *host.docks(self.sampler_panel),
            DockSpec(
                "quality", tr("Quality"), self.quality_panel, Qt.DockWidgetArea.LeftDockWidgetArea, COLUMN, REST,
                behind="run", icon="quality", wide=Qt.DockWidgetArea.RightDockWidgetArea,
            ),
            host.history_dock(),
        )  # fmt: skip
        self.inside = InsideSession(InsideState(self), self.run, context.models, context.tasks, self)
        self.center.add_view(
            partial(InsideState.shown.of, self.inside.state), partial(self._make_inside, colours),
            self.inside.state.shown_changed,
        )  # fmt: skip
        self.inside.state.shown_changed.connect(host.look)
        yield
        self.start_picture = StartPicture(context, self.runner, self.center, self)
        self.sweeps = Sweeps(context, self.settings, self, self.center)
        self.races = Races(context, self.settings, colours, self.history, self.center)
        self.handlers = (
            host.handlers()
            | self.start_picture.handlers()
            | self.center.handlers()
            | {
                "inpaint_this": self._inpaint_this,
                "inside": self._toggle_inside,
                "sweep": self.sweeps.show,
                "race": self.races.show,
                "undo": self.history.undo,
                "zoom_in": grid.zoom_in,
                "zoom_out": grid.zoom_out,
                "zoom_fit": grid.zoom_fit,
            }
        )
        host.actions_changed.connect(self.actions_changed)
        host.status_changed.connect(self.status_changed)
        self.center.copied.connect(self.status_changed)
        self.sampler_panel.entered.connect(self.give_focus)
        host.begin()

    @override
    def situation(self) -> Situation:
        """The run's; all samples can be zoomed, and the one in focus be filled."""
        now = run_situation(self.runner, self.settings)
        return replace(
            now, zoomable=now.pictures and not now.enlarged, inpaintable=now.pictures, undo=self.history.undo_text,
            inside=self.inside.state.shown,
        )  # fmt: skip

    def hint(self, status: RunStatus) -> str:
        """What can be done now."""
        if status.phase is not RunPhase.IDLE:
            return tr(HINTS.get(status.phase, ""))
        if self.run.frame is not None:
            return tr("Ready: Space starts the next run, N throws another seed, Ctrl+E exports")
        return tr("Space starts; Ctrl+Shift+P finds every command and setting")

    def take_network(self, info: ModelInfo) -> None:
        """Its own settings are shown."""
        self._kept.take_up(info)
        self.lessons.take_network(info)

    def private(self) -> bool:
        """Runs of lessons are not entered in the history."""
        return self._kept.lent

    @override
    def set_up(self, setup: Setup) -> None:
        """A lesson's pictures."""
        if isinstance(setup, PictureSetup) and not isinstance(setup, FillSetup):
            look = {} if setup.inside is None else dataclasses.asdict(setup.inside)
            self.inside.state.ask({"shown": setup.inside is not None, "pixel": None, "held": True} | look)
            self.lessons.set_up(setup)

    @override
    def lend(self) -> Callable[[], None]:
        """The network, its settings, and what is seen of the run and inside of the network."""
        back, asked = self.lessons.lend(), self.inside.state.asked()

        def put_back() -> None:
            self.inside.state.ask(asked)
            back()

        return put_back

    @override
    def entered(self) -> None:
        """The keyboard goes to the pictures, the status bar says what goes on here."""
        self._host.show_status()
        self.give_focus()

    @override
    def close(self) -> None:
        """Stop the run, keep the settings."""
        self._host.close()
        self.quality.close()
        self.fan.close()
        self.sweeps.close()
        self.races.close()
        self._kept.keep()

    @Slot()
    def give_focus(self) -> None:
        """The keyboard goes to the pictures."""
        self.center.give_focus()

    def _make_inside(self, colours: LevelColours) -> InsideView:
        view = InsideView(self.inside, colours, self.context)
        view.closed.connect(self._toggle_inside)
        return view

    @Slot()
    def _toggle_inside(self) -> None:
        self.inside.state.shown = not self.inside.state.shown
        self.give_focus()

    @Slot()
    def _show_classes(self) -> None:
        state = self.quality.state
        judged = state.judged if state.labels else None
        texts = () if judged is None else tuple(judged.text(k) for k in range(len(judged.classes)))
        self.center.grid.set_labels(texts)

    def _inpaint_this(self) -> None:
        pictures = self.run.pictures()
        if pictures is not None and self.run.focus < len(pictures):
            self.handed_over.emit("inpaint", pictures[self.run.focus])

    def take_cell(self, cell: Cell, info: ModelInfo) -> None:
        """The settings of a sweep's cell; its network is opened if it is another one."""
        self._kept.show_cell(cell, info, partial(self.take_cell, cell, info))

    # Files

    @override
    def open_path(self, path: str) -> bool:
        """A picture's settings are restored; a picture without any is one to be filled."""
        if not may_hold_settings(path):
            return False
        name = Path(path).name
        self.context.tasks.start(
            tr("The settings of {0} could not be restored").format(name),
            partial(find_settings, path),
            partial(self._found, path),
            self.context.notices.show_problem,
        )
        return True

    def _found(self, path: str, restored: Restored | None) -> None:
        if restored is None:
            self.passed_on.emit("inpaint", path)
        else:
            self._restore(restored)

    @Slot(object)
    def _restore_past(self, past: Past) -> None:
        self._restore(as_restored(past))

    def _restore(self, restored: Restored) -> None:
        if restored.filled:
            self.passed_on.emit("inpaint", restored.path)
        elif self._kept.recall(restored, partial(self._apply, restored)):
            self._apply(restored)

    def _apply(self, restored: Restored) -> None:
        self._kept.show(restored, again=partial(self._restore, restored))
        if restored.sweep is not None:
            self.sweeps.show_sweep(restored.sweep)
        text = tr("Space makes the pictures again.")
        if self._kept.elsewhere(restored):
            text = tr(
                "They were made with another network, {0}: open that one for the same pictures (SHA-256 {1}…)."
            ).format(restored.checkpoint, restored.sha256[:12])
        name = Path(restored.path).name
        self.context.notices.show_problem(Problem(tr("Settings restored from {0}").format(name), text))
