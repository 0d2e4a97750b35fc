"""What a run of this workspace fills, and what is painted while it goes on."""

from __future__ import annotations

import dataclasses

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.params import Sampler
from app.params.inpainting import InpaintSettings
from app.params.repaint import HISTORY_BYTES, Known, Repainted, then, up_to
from app.params.run import KnownChange, Problem
from app.state.inpainting import InpaintState
from app.state.mask import MaskState
from app.state.run import RunState
from app.state.settings import SettingsState
from app.state.source import SourceState
from app.state.strokes import Box
from app.ui.model_session import ModelSession
from app.ui.runs.departures import Branch, Repeat, Start
from app.ui.runs.log_lines import Drag
from app.ui.runs.pictures import PictureRunner
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.known import KnownLink
from app.workers.pictures import Given


class Filling(QObject):
    """Gives a :class:`PictureRunner` picture and mask. ``given`` is what the newest run fills; it stays after its end.

    ``replay`` is what a restored run was given while it went on: it acts again in the next run, unless somebody paints.
    """

    given_changed = Signal()
    looking = Signal()
    """Picture and mask of another run are about to be put on the canvas."""

    def __init__(
        self, models: ModelSession, tasks: TaskRunner, settings: SettingsState, run: RunState,
        source: SourceState, mask: MaskState, options: InpaintState, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.given: Given | None = None
        self.replay: Repainted | None = None
        self.runner = PictureRunner(models, tasks, settings, run, self, self)
        self._run = run
        self.settings, self.source, self.mask_state, self.options = settings, source, mask, options
        self._known = Known(source.pixels, mask.pixels)
        self._painted: list[KnownChange] = []
        self._full = False
        self._live = True
        for layer in (source, mask):
            layer.changed.connect(self._layer_changed)
            layer.reshaped.connect(self._layer_reshaped)
            layer.committed.connect(self._log_painted)
        run.ended.connect(self._log_painted)

    def problem(self) -> Problem | None:
        """There must be something to fill."""
        if self.mask_state.count > 0:
            return None
        text = tr("Paint over what the network is to fill, or choose a ready-made mask in the panel.")
        return Problem(tr("The mask is empty: there is nothing to fill"), text)

    def give(self, sampler: Sampler, start: Start | None = None) -> Given:
        """The present picture and mask, and what is painted meanwhile; a branch was given its run's before that.

        A run that is made again is given what it was, whatever is painted meanwhile.
        """
        if isinstance(start, Repeat) and start.past.filled is not None:
            self.look(start.past.filled)
            if self.given is not None:
                return self.given
        branch = start if isinstance(start, Branch) else None
        self._known = Known(self.source.pixels.copy(), self.mask_state.pixels.copy())
        replay, goes_on, begun = self.replay, self.replay is not None, 0
        if branch is not None and branch.path.filled is not None:
            begun, earlier = branch.done, branch.path.filled[1]
            replay = up_to(earlier, begun) if replay is None else then(earlier, replay, begun)
        link = KnownLink(self._known, replay, HISTORY_BYTES, begun=begun, goes_on=goes_on)
        self.given = Given(link, self.options.settings.suited(sampler))
        self._painted, self._full, self._live = [], False, True
        self.given_changed.emit()
        return self.given

    def look(self, filled: tuple[InpaintSettings, Repainted]) -> None:
        """A run that was given this is looked at, or made again: its picture and its mask are on the canvas."""
        how, repainted = filled
        self.looking.emit()
        self._live, self.replay = False, None
        last = repainted.last
        if last.source.shape == self.source.pixels.shape:  # otherwise another network is open
            self.source.replace(last.source, tr("history"), tr("history"))
            self.mask_state.replace(last.mask, tr("history"))
        self._painted, self._full = [], False
        self.given = Given(KnownLink(last, repainted), how)
        self.given_changed.emit()

    def line(self) -> str:
        """What is filled, and how."""
        settings = self.options.settings
        text = tr("fills {0} of the pixels of {1}; known pixels: {2}").format(
            _percent(self.mask_state.share), self.source.name or tr("a drawing"), tr(settings.paste.label)
        )
        if settings.resample > 1:
            text += tr("; each level {0} times").format(settings.resample)
        if self.replay is not None:
            text += tr("; repeating what was painted at {0} steps").format(self.replay.changes)
        return text

    def filled(self) -> tuple[InpaintSettings, Repainted] | None:
        """What the newest run was given, all that was painted during it included; None before the first."""
        return None if self.given is None else (self.given.settings, self.given.link.repainted())

    def mask(self) -> np.ndarray:
        """What is to be filled now, bool [H, W], True = regenerated."""
        return self.mask_state.pixels.copy()

    def restore(self, repainted: Repainted, name: str) -> None:
        """Picture and mask as another run had them, for the next run: one that goes on keeps its own."""
        self._live = False
        known = repainted.last
        self.source.replace(known.source, tr("restore"), name)
        self.mask_state.replace(known.mask, tr("restore"))
        self.replay = repainted if repainted.changes else None

    # Painting during a run

    @Slot(object)
    def _layer_changed(self, _box: Box) -> None:
        self.replay = None
        given = self.given
        if not self._live or not self._run.phase.active or given is None:
            return
        # Another network may have been opened, with pictures of another size, while this run goes on.
        source, mask = self.source.pixels, self.mask_state.pixels
        if self._known.source.shape != source.shape or self._known.mask.shape != mask.shape:
            return
        if self.sender() is self.source:
            self._known = dataclasses.replace(self._known, source=source.copy())
        else:
            self._known = dataclasses.replace(self._known, mask=mask.copy())
        given.link.set(self._known)

    @Slot()
    def _layer_reshaped(self) -> None:
        self.replay = None

    def told(self, what: object) -> None:
        """What was painted took effect."""
        if not isinstance(what, KnownChange):
            return
        self._painted.append(what)
        self.given_changed.emit()
        if not (self.mask_state.painting or self.source.painting):
            self._log_painted()

    @Slot()
    def _log_painted(self) -> None:
        """One line a stroke, however many steps it took."""
        painted, self._painted = self._painted, []
        if not painted:
            return
        first, last = painted[0], painted[-1]
        steps = str(first.evaluation + 1)
        if last.evaluation != first.evaluation:
            steps += f" … {last.evaluation + 1}"
        what = []
        if any(change.mask for change in painted):
            what.append(tr("mask repainted, {0} regenerated").format(_percent(last.count / last.size)))
        if any(change.source for change in painted):
            what.append(tr("picture changed"))
        self.runner.drag = Drag()  # the next change of a setting has a line of its own
        self.runner.log(tr("step {0}, level {1}: {2}").format(steps, last.level, "; ".join(what)))
        if last.full and not self._full:
            self._full = True
            self.runner.log(
                tr("more was painted during this run than an exported picture keeps: it will hold the last state only")
            )


def _percent(share: float) -> str:
    return tr("{0} %").format(f"{100 * share:.3g}")
