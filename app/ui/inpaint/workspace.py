"""The workspace "Inpaint": painting a mask, filling it, pictures in and out, and what the shared actions do here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from app.params import SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.lessons.setup import FillSetup, PictureSetup, Setup
from app.params.model import ModelInfo
from app.params.run import Problem
from app.params.status import RunPhase, RunStatus
from app.state.inpainting import InpaintState
from app.state.painting import Target
from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.inpaint.brush_panel import BrushPanel
from app.ui.inpaint.center import InpaintCenter
from app.ui.inpaint.compare import CompletionsCenter, Peek
from app.ui.inpaint.files import FileDialogs
from app.ui.inpaint.first_picture import FirstPicture
from app.ui.inpaint.method_panel import MethodPanel
from app.ui.inpaint.painting import Painting
from app.ui.inpaint.removals import Removals
from app.ui.inpaint.restoring import Restoring
from app.ui.inpaint.session import Filling
from app.ui.inpaint.source_panel import SourcePanel
from app.ui.inpaint.sources import Sources, is_data_set, is_picture
from app.ui.inpaint.sweeping import FillingSweeps
from app.ui.later import later
from app.ui.making import Pieces
from app.ui.runs.actions import run_situation
from app.ui.runs.colours import LevelColours
from app.ui.runs.fan_shares import FanShares
from app.ui.runs.host import COLUMN, RunHost
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.lessons import PictureLessons
from app.ui.situation import Situation, Subject
from app.ui.text import tr
from app.ui.workspace import REST, DockSpec, Workspace
from app.workers.lessons import lesson_picture

FIRST_COUNT = 16
"""Completions of the first run."""

HINTS = {
    RunPhase.RUNNING: "Filling: Space pauses, Esc stops; what you paint meanwhile acts at the next step",
    RunPhase.PAUSED: "Paused: Space goes on; paint on mask or picture, if you like",
}
"""What can be done during a run, for the status bar."""


class InpaintWorkspace(Workspace):
    """Painting a mask, and watching the network fill it."""

    @override
    def make(self) -> Pieces:
        context = self.context
        self.settings, self.run = SettingsState(self), RunState(self)
        colours = LevelColours(context.models.state, self.run, self)
        self.painting = Painting(self)
        self.undo, self.mask, self.source = self.painting.undo, self.painting.mask, self.painting.source
        self.paintbox, self.compare, self.canvas = self.painting.paintbox, self.painting.compare, self.painting.canvas
        yield
        self.options = InpaintState(self)
        self.options.keep_in(context.preferences)
        self.sources = Sources(self.source, self.mask, context.tasks, self)
        self.first_picture = FirstPicture(self.painting, context.tasks, context.notices, self)
        self.filling = Filling(
            context.models, context.tasks, self.settings, self.run, self.source, self.mask, self.options, self
        )
        self.completions = CompletionsCenter(context.models, self.filling, colours, self.compare, context.actions)
        self.central = self.center = InpaintCenter(self.painting, self.completions)
        self.fan = FanShares(context, self.run, self.completions.shares, self)
        yield
        self.runner = self.filling.runner
        self.session = self.runner.session
        self._kept = NetworkSettings(
            context.models, context.preferences, self.settings, prefix="inpaint-", suit=_suited, recommend=_few
        )
        self.lessons = PictureLessons(
            context.models, context.notices, self.settings, self._kept, self.runner, self._prepare
        )
        host = self._host = RunHost(context, "inpaint", self, self.runner, self.settings, colours, self.center, self)
        yield from host.make()
        self.history, self.history_panel = host.history, host.history_panel
        self.restoring = Restoring(self.filling, self.sources, self._kept, context.notices, self)
        self.removals = Removals(self.history, self.undo, self)
        self.exporter, self.model_panel, self.sampler_panel = host.exporter, host.model_panel, host.sampler_panel
        self.run_panel, self.levels_panel, self.log_panel = host.run_panel, host.levels_panel, host.log_panel
        yield
        self.docks = self._make_docks()
        yield
        self.sweeps = FillingSweeps(context, self.filling, self._kept, self.center).sweeps
        self.files = FileDialogs(context, self.sources, self.mask, self.center, self)
        self.peek = Peek(self.compare, self)
        for widget in (self.canvas, self.completions.grid, self.completions.sample):
            self.peek.watch(widget)
        self._growing = later(self, self._grow)
        self._waiting_path = ""
        self._begin_then: Callable[[], None] | None = None
        """Begins a lesson's run, once its picture is there."""
        self.handlers = self._make_handlers()
        self._connect()
        host.begin()

    def _make_docks(self) -> tuple[DockSpec, ...]:
        actions, left = self.context.actions, Qt.DockWidgetArea.LeftDockWidgetArea
        self.source_panel = SourcePanel(self.source, self.sources, actions)
        self.brush_panel = BrushPanel(self.paintbox, self.mask, self.source, actions)
        self.method_panel = MethodPanel(self.options)
        self.sampler_panel.rows["denoise"].hide()  # inpainting always ends with it
        recipes = self.sampler_panel.recipes
        recipes.count_by(lambda settings: self.options.settings.plan(settings).total)
        self.options.changed.connect(recipes.refresh)
        sampling = QWidget()
        column = QVBoxLayout(sampling)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.method_panel)
        column.addWidget(self.sampler_panel, 1)
        run, *others = self._host.docks(sampling, "brush")
        return (
            run,
            DockSpec("picture", tr("Picture"), self.source_panel, left, COLUMN, 150, low="brush", icon="open"),
            DockSpec("brush", tr("Brush"), self.brush_panel, left, COLUMN, REST, icon="brush"),
            *others,
            self._host.history_dock(),
        )

    def _connect(self) -> None:
        self.sources.problem.connect(self.context.notices.show_problem)
        self.history.restoring.connect(self.restoring.restore_past)
        self.filling.looking.connect(self._make_way)
        self.sources.changed.connect(self._picture_taken)
        self.sources.mask_read.connect(self._mask_read)
        self.source_panel.samples_wanted.connect(self._take_samples)
        self.source_panel.room_wanted.connect(self._make_room, Qt.ConnectionType.QueuedConnection)
        self.brush_panel.preset_chosen.connect(self.painting.choose_preset)
        self.canvas.space_tapped.connect(self.session.play_pause)
        self.context.models.state.loading_changed.connect(self._loading_changed)
        self.painting.changed.connect(self._host.look)
        for signal in (self.undo.indexChanged, self.mask.changed, self.mask.reshaped):
            signal.connect(self._painted)
        self.undo.indexChanged.connect(self.sources.follow)
        self._host.actions_changed.connect(self.actions_changed)
        self._host.status_changed.connect(self.status_changed)
        self.completions.copied.connect(self.status_changed)
        self.sampler_panel.entered.connect(self.give_focus)

    @Slot()
    def _make_room(self) -> None:
        """Bring the picture's panel to the front, and let it grow: crop and data set are seen without scrolling."""
        if self.center.isVisible():
            _dock_of(self.source_panel).raise_()
            self._growing.start()  # once it lies where it is seen

    @Slot()
    def _grow(self) -> None:
        seen = self.source_panel.visibleRegion().boundingRect().height()
        missing = self.source_panel.sizeHint().height() - seen
        dock, other = _dock_of(self.source_panel), _dock_of(self.brush_panel)
        window = dock.parentWidget()
        if not seen or missing <= 0 or not isinstance(window, QMainWindow):
            return
        if other in window.tabifiedDockWidgets(dock):
            other = _dock_of(self.run_panel)
        behind = window.tabifiedDockWidgets(other)  # it may be one of those itself
        other = next((one for one in behind if not one.visibleRegion().isEmpty()), other)
        if window.dockWidgetArea(dock) is window.dockWidgetArea(other):
            sizes = [dock.height() + missing, max(1, other.height() - missing)]
            window.resizeDocks([dock, other], sizes, Qt.Orientation.Vertical)

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        files, sources = self.files, self.sources
        return self._host.handlers() | self.painting.handlers() | self.completions.handlers() | {
            "recommended": self._recommend,
            "inpaint_this": self._take_completion,
            "open_picture": files.ask_picture,
            "open_folder": files.ask_folder,
            "paste_picture": sources.paste,
            "empty_canvas": self._empty_canvas,
            "open_mask": files.ask_mask,
            "save_mask": files.ask_save_mask,
            "sweep": self.sweeps.show,
        }  # fmt: skip

    @override
    def situation(self) -> Situation:
        """The run's, and that of painting."""
        now = self.painting.situation(run_situation(self.runner, self.settings))
        ready = now.pictures and not now.phase.active  # a run that goes on would be given its own noise as the picture
        return dataclasses.replace(now, subject=Subject.FILLINGS, zoomable=True, inpaintable=ready)

    def hint(self, status: RunStatus) -> str:
        """What can be done now."""
        if status.phase is not RunPhase.IDLE:
            return tr(HINTS.get(status.phase, ""))
        if not self.mask.count:
            return tr("Paint over what is to be filled")
        if self.run.frame is not None:
            return tr("Space fills again, N throws another seed, I takes the completion in focus as the picture")
        return tr("Space fills the mask")

    @override
    def entered(self) -> None:
        """The keyboard goes to the picture, the status bar says what goes on here."""
        self._host.show_status()
        self.give_focus()

    @Slot()
    def give_focus(self) -> None:
        """The keyboard goes to the picture."""
        self.canvas.setFocus()

    def private(self) -> bool:
        """Runs of lessons are not entered in the history."""
        return self._kept.lent

    @Slot()
    def _make_way(self) -> None:
        """Picture and mask come from elsewhere: a stroke is over, nothing that is being opened takes their place."""
        self.canvas.commit()
        self.first_picture.wanted = False
        self.sources.forget()

    def _recommend(self) -> None:
        self.sampler_panel.reset_all()
        self.options.settings = InpaintSettings()

    @Slot()
    def _painted(self) -> None:
        # A slot of this object: the stack tells of its end, too, and then the host's widgets are gone.
        self._host.show_status()

    # Pictures

    @override
    def receive(self, picture: np.ndarray) -> None:
        """A sample of another workspace."""
        self.first_picture.wanted = False
        self.sources.take(picture, tr("sample"))

    @Slot()
    def _take_samples(self) -> None:
        run = self.context.runs.get("sample")
        pictures = run.pictures() if run is not None else None
        if run is None or pictures is None:
            text = tr("Go to the workspace Sample (Ctrl+1), press Space, and come back, or press I there.")
            self.context.notices.show_problem(Problem(tr("There are no samples yet"), text))
            return
        self.receive(pictures[min(run.focus, len(pictures) - 1)])

    def _take_completion(self) -> None:
        pictures = self.run.pictures()
        if pictures is not None and self.run.focus < len(pictures):
            name = tr("completion {0}").format(self.run.indices[self.run.focus] + 1)
            self.sources.take(pictures[self.run.focus], name)

    def _empty_canvas(self) -> None:
        self.canvas.commit()
        self.first_picture.wanted = False
        self.sources.clear()
        self.paintbox.target = Target.PICTURE

    @Slot(str)
    def _mask_read(self, path: str) -> None:
        text = tr("White pixels are regenerated, black ones are kept. Shift+M inverts.")
        self.context.notices.show_message(tr("{0} is the mask now").format(Path(path).name), text)

    @override
    def open_path(self, path: str) -> bool:
        """Pictures, masks, exported inpaintings and data sets."""
        if not (is_picture(path) or is_data_set(path)):
            return False
        self.canvas.commit()
        self.first_picture.wanted = False
        if self.context.models.state.loading:
            self._waiting_path = path  # it is fitted to that network
        else:
            self.sources.open(path)
        return True

    @Slot()
    def _loading_changed(self) -> None:
        models = self.context.models.state
        if models.loading or not self._waiting_path:
            return
        path, self._waiting_path = self._waiting_path, ""
        if models.info is not None:
            self.sources.set_shape(models.info.shape)
        self.sources.open(path)

    # Networks and restored runs

    def take_network(self, info: ModelInfo) -> None:
        """Picture and mask get its shape, its own settings are shown."""
        self.canvas.commit()
        if info.shape != self.source.pixels.shape:
            self.first_picture.give_way()
        self.sources.set_shape(info.shape)
        self.paintbox.fit(float(max(info.shape[1:])))
        self._kept.take_up(info)
        self.lessons.take_network(info)
        self.first_picture.offer(info.shape, self.context.runs.get("sample"))

    # Lessons

    @override
    def set_up(self, setup: Setup) -> None:
        """A lesson's picture and mask."""
        if isinstance(setup, FillSetup):
            self.lessons.set_up(setup)

    @override
    def lend(self) -> Callable[[], None]:
        """Picture, mask, how it is filled, the network with its settings, and what is seen of the run."""
        self.canvas.commit()
        self.first_picture.wanted = False
        back = self.lessons.lend()
        source, name, mask, options = self.source.pixels.copy(), self.source.name, self.mask.pixels.copy(), self.options
        settings, opened = options.settings, self.sources.held()

        def all_back() -> None:
            if self.source.pixels.shape == source.shape:  # otherwise the reader's network has another, and comes back
                self.sources.forget()
                self.source.replace(source, tr("lesson"), name)
                self.mask.replace(mask, tr("lesson"))
                self.sources.hold(opened)
            options.settings = settings
            back()

        return all_back

    def _prepare(self, setup: PictureSetup, begin: Callable[[], None]) -> None:
        """The run begins once the picture has been read."""
        if isinstance(setup, FillSetup):
            self.options.settings = setup.filling
            self.painting.choose_preset(setup.mask, 50)
            self._begin_then = begin
            self.sources.open_picture(lesson_picture(setup.picture))

    @Slot()
    def _picture_taken(self) -> None:
        begin, self._begin_then = self._begin_then, None
        if begin is not None:
            begin()

    @override
    def left(self) -> None:
        """A stroke under way is kept."""
        self.canvas.commit()

    @override
    def close(self) -> None:
        """Stop the run, keep the settings."""
        self._host.close()
        self.fan.close()
        self.sweeps.close()
        self._kept.keep()


def _suited(settings: SampleSettings) -> SampleSettings:
    """Inpainting always ends with the denoising step."""
    return dataclasses.replace(settings, denoise=True)


def _few(settings: SampleSettings) -> SampleSettings:
    """As many completions as can be compared."""
    return dataclasses.replace(settings, count=FIRST_COUNT, batch_size=FIRST_COUNT)


def _dock_of(panel: QWidget) -> QDockWidget:
    parent = panel.parentWidget()
    while parent is not None and not isinstance(parent, QDockWidget):
        parent = parent.parentWidget()
    if parent is None:
        raise RuntimeError("a panel outside of its dock")
    return parent
