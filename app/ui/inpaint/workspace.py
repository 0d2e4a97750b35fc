"""The workspace "Inpaint": its state, its views and docks, and what the shared actions do here."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.params import SampleSettings, SettingError
from app.params.inpainting import InpaintSettings
from app.params.run import FinishReason, Problem
from app.state.compare import CompareState
from app.state.inpainting import InpaintState
from app.state.layer import UNDO_LIMIT
from app.state.mask import MaskState, Preset, preset_mask
from app.state.painting import Paintbox, Target, Tool
from app.state.run import RunPhase, RunState
from app.state.settings import SettingsState
from app.state.source import SourceState
from app.ui.actions import ActionState
from app.ui.inpaint.brush_panel import BrushPanel
from app.ui.inpaint.canvas import Canvas
from app.ui.inpaint.center import InpaintCenter
from app.ui.inpaint.compare import CompletionsCenter, Peek
from app.ui.inpaint.exporting import InpaintExporter
from app.ui.inpaint.files import FileDialogs
from app.ui.inpaint.method_panel import MethodPanel
from app.ui.inpaint.session import InpaintSession
from app.ui.inpaint.source_panel import SourcePanel
from app.ui.inpaint.sources import Sources, is_data_set, is_picture
from app.ui.model_panel import ModelPanel
from app.ui.sample.colours import LevelColours
from app.ui.sample.levels_panel import LevelsPanel
from app.ui.sample.run_actions import run_action_state, run_handlers
from app.ui.sample.run_panel import RunPanel
from app.ui.sample.sampler_panel import SamplerPanel
from app.ui.text import tr
from app.ui.workspace import Context, DockSpec, Workspace
from app.workers.inpaint_tasks import RestoredInpainting

FIRST_SHAPE = (1, 28, 28)
"""The canvas before any network is open."""

FIRST_COUNT = 16
"""Completions of the first run."""

TOOLS = {"brush": Tool.BRUSH, "eraser": Tool.ERASER, "rectangle": Tool.RECTANGLE, "lasso": Tool.LASSO}


class InpaintWorkspace(Workspace):
    """Painting a mask, and watching the network fill it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        models = context.models
        self.undo = QUndoStack(self)
        self.undo.setUndoLimit(UNDO_LIMIT)
        self.mask = MaskState(FIRST_SHAPE[1:], self.undo, self)
        self.source = SourceState(FIRST_SHAPE, self.undo, self)
        self.paintbox = Paintbox(self)
        self.compare = CompareState(self)
        self.options = InpaintState(self)
        self.settings = SettingsState(self)
        self.run = RunState(self)
        context.runs["inpaint"] = self.run
        self.sources = Sources(self.source, self.mask, context.tasks, self)
        self.session = InpaintSession(
            models, context.tasks, self.settings, self.run, self.source, self.mask, self.options, self
        )
        self.colours = LevelColours(models.state, self.run, self)
        self.canvas = Canvas(self.source, self.mask, self.paintbox, self.compare)
        self.completions = CompletionsCenter(models, self.session, self.colours, self.compare)
        self.center = InpaintCenter(self.canvas, self.completions, self.mask, self.paintbox)
        self.exporter = InpaintExporter(context, self.run, self.session, self.center, self)
        self.files = FileDialogs(context, self.sources, self.mask, self.center, self)
        self.peek = Peek(self.compare, self)
        for widget in (self.canvas, self.completions.grid, self.completions.sample):
            self.peek.watch(widget)
        self._make_panels()
        self._sha256 = ""
        self._restored: RestoredInpainting | None = None
        self._waiting_path = ""
        self._shown: object = None
        self._handlers = self._make_handlers()
        self.options.replace(self._kept_options())
        self._connect()
        if models.state.info is not None:
            self._model_opened()

    def _make_panels(self) -> None:
        context, area = self.context, Qt.DockWidgetArea
        self.source_panel = SourcePanel(self.source, self.sources, context.actions)
        self.brush_panel = BrushPanel(self.paintbox, self.mask, self.source, context.actions)
        self.method_panel = MethodPanel(self.options)
        self.sampler_panel = SamplerPanel(self.settings, self.colours)
        self.sampler_panel.rows["denoise"].hide()  # inpainting always ends with it
        self.run_panel = RunPanel(self.run, self.colours, context.actions)
        self.levels_panel = LevelsPanel(self.run, self.colours, context)
        self.model_panel = ModelPanel(context.models, context.preferences, context.actions)
        sampling = QWidget()
        column = QVBoxLayout(sampling)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.method_panel)
        column.addWidget(self.sampler_panel, 1)
        self._docks = (
            DockSpec("picture", tr("Picture"), self.source_panel, area.LeftDockWidgetArea, 296, 222),
            DockSpec("brush", tr("Brush and mask"), self.brush_panel, area.LeftDockWidgetArea, 296, 470),
            DockSpec("run", tr("Run"), self.run_panel, area.RightDockWidgetArea, 296),
            DockSpec("sampler", tr("Sampler"), sampling, area.RightDockWidgetArea, 296, behind="run"),
            DockSpec("model", tr("Network"), self.model_panel, area.RightDockWidgetArea, 296, behind="run"),
            DockSpec("levels", tr("Noise levels"), self.levels_panel, area.BottomDockWidgetArea, 0, 208),
        )

    def _connect(self) -> None:
        notices, models = self.context.notices, self.context.models
        for sender in (self.session, self.sources):
            sender.problem.connect(notices.show_problem)
        self.sources.restored.connect(self._restore)
        self.sources.mask_read.connect(self._mask_read)
        self.source_panel.samples_wanted.connect(self._take_samples)
        self.brush_panel.preset_chosen.connect(self._choose_preset)
        self.canvas.space_tapped.connect(self.session.play_pause)
        models.opened.connect(self._model_opened)
        models.state.loading_changed.connect(self._loading_changed)
        for signal in (
            self.run.phase_changed, self.run.frame_changed, self.run.view_changed, self.run.marks_changed,
            self.session.waiting_changed, self.settings.replay_changed, models.state.changed, self.paintbox.changed,
            self.compare.changed, self.undo.indexChanged, self.mask.reshaped,
        ):  # fmt: skip
            signal.connect(self._changed)
        for signal in (self.run.phase_changed, self.run.ended, self.session.waiting_changed, self.undo.indexChanged):
            signal.connect(self._show_status)
        for signal in (self.source.changed, self.source.reshaped):
            signal.connect(self._hide_hint)

    @property
    def central(self) -> QWidget:
        """Picture and completions."""
        return self.center

    @property
    def docks(self) -> tuple[DockSpec, ...]:
        """Picture, brush, run, sampler, network, noise levels."""
        return self._docks

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions do here."""
        return self._handlers

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        box, canvas, sources, files = self.paintbox, self.canvas, self.sources, self.files
        handlers = run_handlers(self.session, self.run, self.settings, self.sampler_panel, self.context.notices)
        handlers |= {name: partial(box.set_tool, tool) for name, tool in TOOLS.items()}
        handlers |= {
            "export": self.exporter.ask,
            "recommended": self._recommend,
            "inpaint_this": self._take_completion,
            "undo": self._undo,
            "redo": self._redo,
            "paint_picture": self._toggle_target,
            "larger": partial(box.resize, 1),
            "smaller": partial(box.resize, -1),
            "invert_mask": self._invert,
            "clear_mask": partial(self._replace_mask, False),
            "fill_mask": partial(self._replace_mask, True),
            "hide_mask": lambda: box.set(hidden=not box.hidden),
            "open_picture": files.ask_picture,
            "paste_picture": sources.paste,
            "empty_canvas": self._empty_canvas,
            "open_mask": files.ask_mask,
            "save_mask": files.ask_save_mask,
            "wipe": lambda: self.compare.set(wiping=not self.compare.wiping),
            "against_masked": lambda: self.compare.set(masked=not self.compare.masked),
            "plots": self.levels_panel.enlarge_plots,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_fit": canvas.fit,
        }
        return handlers

    def action_state(self, action_id: str) -> ActionState:
        """How an action stands."""
        box, undo = self.paintbox, self.undo
        if action_id in TOOLS:
            return ActionState(checked=box.tool is TOOLS[action_id])
        if action_id in ("undo", "redo"):
            can, text = (undo.canUndo(), undo.undoText()) if action_id == "undo" else (undo.canRedo(), undo.redoText())
            name = "&Undo" if action_id == "undo" else "&Redo"
            return ActionState(enabled=can, text=f"{name} {text}" if can else "")
        if action_id == "inpaint_this":
            return ActionState(enabled=self.run.frame is not None, text="Fill this one &next", icon="brush")
        checked = {
            "paint_picture": box.target is Target.PICTURE,
            "hide_mask": box.hidden,
            "wipe": self.compare.wiping,
            "against_masked": self.compare.masked,
        }
        if action_id in checked:
            return ActionState(checked=checked[action_id])
        return run_action_state(action_id, self.run, self.session, self.settings, "&Fill")

    @Slot()
    def _changed(self) -> None:
        """Frames come twenty times a second; the actions are looked through only when one of them may differ."""
        run, box, compare, undo = self.run, self.paintbox, self.compare, self.undo
        shown = (
            run.phase, run.frame is None, run.enlarged, run.show_estimate, run.viewed_level, run.marks,
            self.session.waiting, self.settings.indices, box.tool, box.target, box.hidden, compare.wiping,
            compare.masked, undo.undoText(), undo.redoText(), undo.canUndo(), undo.canRedo(),
        )  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            self.actions_changed.emit()

    @Slot()
    def _show_status(self) -> None:
        texts = {
            RunPhase.RUNNING: tr("Filling: Space pauses, Esc stops; what you paint meanwhile acts at the next step"),
            RunPhase.PAUSING: tr("Pausing…"),
            RunPhase.PAUSED: tr("Paused: Space goes on; paint the mask, if you like"),
            RunPhase.STOPPING: tr("Stopping…"),
        }
        text = texts.get(self.run.phase, "")
        if self.session.waiting is not None:
            text = tr("Starts as soon as the network is open")
        elif self.run.phase is RunPhase.IDLE:
            text = tr("Paint over what is to be filled") if self.mask.count == 0 else tr("Space fills the mask")
            if self.run.reason is FinishReason.COMPLETE:
                text = tr("Space fills again, N throws another seed, I takes the completion in focus as the picture")
        self.status_changed.emit(text)

    @Slot()
    def _hide_hint(self) -> None:
        self.center.hint.setVisible(self.source.name == "" and not self.source.pixels[:3].any())

    def _recommend(self) -> None:
        self.sampler_panel.reset_all()
        self.options.replace(InpaintSettings())

    # Painting

    def _undo(self) -> None:
        self.canvas.commit()
        self.undo.undo()

    def _redo(self) -> None:
        self.canvas.commit()
        self.undo.redo()

    def _toggle_target(self) -> None:
        target = Target.MASK if self.paintbox.target is Target.PICTURE else Target.PICTURE
        self.paintbox.set_target(target)

    def _invert(self) -> None:
        self.canvas.commit()
        self.mask.replace(~self.mask.pixels, tr("invert"))

    def _replace_mask(self, value: bool) -> None:
        self.canvas.commit()
        self.mask.replace(np.full(self.mask.shape, value), tr("fill") if value else tr("clear"))

    @Slot(object, float)
    def _choose_preset(self, preset: Preset, percent: float) -> None:
        self.canvas.commit()
        self.mask.replace(preset_mask(preset, self.mask.shape, percent), tr("ready-made mask"))

    def _empty_canvas(self) -> None:
        self.canvas.commit()
        self.sources.clear()
        self.paintbox.set_target(Target.PICTURE)

    # Pictures

    def receive(self, picture: np.ndarray) -> None:
        """A sample of another workspace."""
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
            name = tr("completion {0}").format(self.run.indices[self.run.focus])
            self.sources.take(pictures[self.run.focus], name)

    @Slot(str)
    def _mask_read(self, path: str) -> None:
        text = tr("White pixels are regenerated, black ones are kept. Shift+M inverts.")
        self.context.notices.show_message(tr("{0} is the mask now").format(Path(path).name), text)

    def open_path(self, path: str) -> bool:
        """Pictures, masks, exported inpaintings and data sets."""
        if not (is_picture(path) or is_data_set(path)):
            return False
        self.canvas.commit()
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

    @Slot()
    def _model_opened(self) -> None:
        info = self.context.models.state.info
        if info is None:
            return
        self.canvas.commit()
        self.sources.set_shape(info.shape)
        self.paintbox.set_largest(float(max(info.shape[1:])))
        recommended = _filling(dataclasses.replace(info.settings, count=FIRST_COUNT, batch_size=FIRST_COUNT))
        self.settings.set_recommended(recommended)
        if self._restored is not None:
            self._restore(self._restored)
        elif info.sha256 != self._sha256:  # not for the same network on another device
            self._keep_settings()
            self.settings.set_replay((), ())
            self.settings.replace(_filling(self.context.preferences.settings_for(self._key(info.sha256), recommended)))
        self._sha256 = info.sha256
        self.session.start_waiting()

    @staticmethod
    def _key(sha256: str) -> str:
        return f"inpaint-{sha256}"

    @Slot(object)
    def _restore(self, found: RestoredInpainting) -> None:
        """A PNG of this program was dropped: everything is as it was before its run."""
        if self.context.models.state.loading:
            self._restored = found
            return
        self._restored = None
        restored, info = found.restored, self.context.models.state.info
        name = Path(restored.path).name
        known = found.repainted.last
        if known.source.shape != self.source.pixels.shape:
            text = tr("Its pictures have another size. Open the network it was made with first: {0}.")
            self.context.notices.show_problem(
                Problem(tr("{0} does not fit this network").format(name), text.format(restored.checkpoint))
            )
            return
        self.settings.set_replay((), ())
        self.settings.replace(_filling(restored.settings))
        self.settings.set_replay(restored.changes, restored.indices)
        self.options.replace(found.settings)
        self.source.replace(known.source, tr("restore"), name)
        self.mask.replace(known.mask, tr("restore"))
        self.session.replay = found.repainted if found.repainted.changes else None
        text = tr("Picture, mask and settings are as they were: Space makes the same completions again.")
        if info is None or info.sha256 != restored.sha256:
            text = tr("It was made with another network, {0}: open that one for the same completions.").format(
                restored.checkpoint
            )
        if found.repainted.dropped:
            text += " " + tr(
                "During that run picture or mask were repainted {0} times, more than the file keeps: the completions "
                "will differ."
            ).format(found.repainted.dropped)
        self.context.notices.show_problem(Problem(tr("Restored from {0}").format(name), text))

    def _keep_settings(self) -> None:
        settings = self.settings.valid
        if self._sha256 and settings is not None:
            self.context.preferences.keep_settings(self._key(self._sha256), settings)
        self.context.preferences.set_text("inpaint", json.dumps(self.options.settings.to_dict()))

    def _kept_options(self) -> InpaintSettings:
        try:
            return InpaintSettings.from_dict(json.loads(self.context.preferences.text("inpaint", "{}")))
        except (ValueError, TypeError, SettingError):
            return InpaintSettings()

    def entered(self) -> None:
        """The keyboard goes to the picture."""
        self.canvas.setFocus()
        self._show_status()

    def left(self) -> None:
        """A stroke under way is kept."""
        self.canvas.commit()

    def close(self) -> None:
        """Stop the run, keep the settings."""
        self.session.stop()
        self._keep_settings()


def _filling(settings: SampleSettings) -> SampleSettings:
    """Inpainting always ends with the denoising step."""
    return dataclasses.replace(settings, denoise=True)
