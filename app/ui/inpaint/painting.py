"""Everything that is painted on and with: picture, mask, undo, tools; and what the actions of painting do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.params.masks import Preset, preset_mask
from app.state.compare import CompareState
from app.state.layer import UNDO_LIMIT
from app.state.mask import MaskState
from app.state.painting import Paintbox, PaintTool, Target
from app.state.source import SourceState
from app.ui.inpaint.canvas import Canvas
from app.ui.situation import Situation
from app.ui.text import tr

FIRST_SHAPE = (1, 28, 28)
"""The canvas before any network is open."""

UNDO_BYTES = 256 * 2**20
"""Roughly what undo may hold where each step replaces the whole picture."""

TOOLS = {tool.value: tool for tool in PaintTool}
"""Action id -> the tool it takes."""


class Painting(QObject):
    """Picture and mask with one undo stack, the paintbox, the comparison, and the canvas that shows them."""

    changed = Signal()
    """The situation may be another one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.undo = QUndoStack(self)
        self.undo.setUndoLimit(UNDO_LIMIT)
        self.mask = MaskState(FIRST_SHAPE[1:], self.undo, self)
        self.source = SourceState(FIRST_SHAPE, self.undo, self)
        self.paintbox = Paintbox(self)
        self.compare = CompareState(self)
        self.canvas = Canvas(self.source, self.mask, self.paintbox, self.compare)
        self.source.reshaped.connect(self._limit_undo)
        for signal in (self.paintbox.changed, self.compare.changed, self.undo.indexChanged, self.mask.reshaped):
            signal.connect(self.changed)

    @Slot()
    def _limit_undo(self) -> None:
        """Fewer steps for large pictures; the stack is empty now, as it has to be for this."""
        self.undo.setUndoLimit(max(20, min(UNDO_LIMIT, UNDO_BYTES // (2 * self.source.pixels.nbytes))))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does."""
        box, canvas, compare = self.paintbox, self.canvas, self.compare
        return {name: partial(Paintbox.tool.set, box, tool) for name, tool in TOOLS.items()} | {
            "undo": self._undo,
            "redo": self._redo,
            "paint_picture": self._toggle_target,
            "larger": partial(box.resize, 1),
            "smaller": partial(box.resize, -1),
            "invert_mask": self._invert,
            "clear_mask": partial(self._fill, False),
            "fill_mask": partial(self._fill, True),
            "hide_mask": lambda: Paintbox.hidden.set(box, not box.hidden),
            "wipe": lambda: CompareState.wiping.set(compare, not compare.wiping),
            "against_masked": lambda: CompareState.masked.set(compare, not compare.masked),
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_fit": canvas.fit,
        }

    def situation(self, now: Situation) -> Situation:
        """A situation with what is painted on and with."""
        box, undo, compare = self.paintbox, self.undo, self.compare
        return replace(
            now,
            wiping=compare.wiping,
            against_masked=compare.masked,
            undo=undo.undoText() if undo.canUndo() else None,
            redo=undo.redoText() if undo.canRedo() else None,
            tool=box.tool.value,
            on_picture=box.target is Target.PICTURE,
            mask_hidden=box.hidden,
        )

    @property
    def untouched(self) -> bool:
        """Whether nobody has drawn or opened a picture yet."""
        return self.source.name == "" and not self.source.pixels[:3].any()

    @Slot(object, float)
    def choose_preset(self, preset: Preset, percent: float) -> None:
        """A ready-made mask."""
        self.canvas.commit()
        self.mask.replace(preset_mask(preset, self.mask.shape, percent), tr("ready-made mask"))

    def _undo(self) -> None:
        self.canvas.commit()
        self.undo.undo()

    def _redo(self) -> None:
        self.canvas.commit()
        self.undo.redo()

    def _toggle_target(self) -> None:
        box = self.paintbox
        box.target = Target.MASK if box.target is Target.PICTURE else Target.PICTURE

    def _invert(self) -> None:
        self.canvas.commit()
        self.mask.replace(~self.mask.pixels, tr("invert"))

    def _fill(self, value: bool) -> None:
        self.canvas.commit()
        self.mask.replace(np.full(self.mask.shape, value), tr("fill") if value else tr("clear"))
