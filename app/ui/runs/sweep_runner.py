"""Sweeps in the window: from what is asked for to the thread, and from the thread to the cells that are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.params import ModelInfo, SettingError
from app.params.export import Content, Export, ExportOptions, ExportRow, Need, NumbersExport, Origin, SweepExport
from app.params.inpainting import InpaintSettings
from app.params.repaint import Repainted
from app.params.run import FinishReason, Problem
from app.params.sweep import Cell, Sweep, Works
from app.params.sweep_words import DASHED, saving_text
from app.params.sweeping import CellDone, CellStep, SweepPlanned, table
from app.render.images import to_array
from app.render.sweeps import SweepLook, render_sweep, sweep_look
from app.ui.runs.export_dialog import Offer
from app.ui.runs.exporting import rows_for
from app.ui.runs.session import RunSession
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.control import Mode
from app.workers.run import RunThread
from app.workers.sweep import SweepJob, sweep_thread

if TYPE_CHECKING:
    from app.workers.sweep import ScoreModel

AskSweep = Callable[[ModelInfo], Sweep]
"""What is to be swept, with the network that is open. May raise SettingError."""


class Fills(Protocol):
    """How a workspace fills pictures."""

    def how(self) -> InpaintSettings:
        """As it is set."""
        ...

    def known(self) -> Repainted:
        """What is filled now."""
        ...

    def problem(self) -> Problem | None:
        """Why nothing can be filled."""
        ...


class SweepRunner(QObject):
    """Fills the cells of what ``ask`` says; ``session`` steers.

    Started again, a sweep that was stopped goes on, whatever is set or open by then, unless it is to begin ``anew``.

    ``fills`` gives what is filled, in a workspace that fills.
    """

    changed = Signal()
    """A cell, or all of them."""

    def __init__(self, context: Context, ask: AskSweep, fills: Fills | None, parent: QObject) -> None:
        super().__init__(parent)
        self.session = RunSession(self, context.tasks, self)
        self.sweep: Sweep | None = None
        self.info: ModelInfo | None = None
        """The network that was open when it began."""
        self.planned = SweepPlanned((), {})
        self.done: dict[int, CellDone] = {}
        self.step: CellStep | None = None
        self.reason: FinishReason | None = None
        self.anew = False
        self._context, self._ask, self._fills = context, ask, fills
        self._filled: Repainted | None = None
        self._model: ScoreModel | None = None
        self._threads: int | None = None

    # What the session asks for

    def make(self, run_id: int, mode: Mode) -> RunThread[None, CellStep] | None:
        """A thread for what is asked for, or for the rest of it."""
        if self.anew or not self.unfinished:
            models = self._context.models
            model, info = models.model, models.state.info
            if model is None or info is None:
                text = tr("Open a checkpoint first (Ctrl+O).")
                self.session.problem.emit(Problem(tr("There is no network to sample from"), text))
                return None
            problem = None if self._fills is None else self._fills.problem()
            if problem is not None:
                self.session.problem.emit(problem)
                return None
            try:
                sweep = self._ask(info)
            except SettingError as error:
                self.session.problem.emit(Problem(tr("This cannot be swept"), f"{error}.", of_settings=True))
                return None
            self.forget()
            self.sweep, self.info, self._model = sweep, info, model
            self._threads = models.state.threads or None
            self._filled = None if self._fills is None else self._fills.known()
            self.anew = False
        if self.sweep is None or self._model is None:
            return None
        remembered = self._context.preferences.openings
        job = SweepJob(self.sweep, self._model, remembered, self._filled, dict(self.done), self._threads)
        return sweep_thread(run_id, job, mode, tr("A network of the sweep could not be opened"))

    @property
    def unfinished(self) -> bool:
        """Whether there is a sweep with cells that are still empty."""
        return self.sweep is not None and (not self.cells or len(self.done) < len(self.cells))

    def begun(self, _run_id: int) -> None:
        """The thread is about to start."""
        self.reason = self.step = None
        self.changed.emit()

    def take(self, step: CellStep) -> None:
        """It is a step further."""
        before, self.step = self.step, step
        if before is None or before.index != step.index:
            self.changed.emit()
        self.session.changed.emit()

    def told(self, what: object) -> None:
        """The cells are known, or one is filled."""
        if isinstance(what, SweepPlanned):
            self.planned = what
        elif isinstance(what, CellDone):
            self.done[what.index] = what
        self.changed.emit()

    def ended(self, reason: FinishReason) -> None:
        """It is over."""
        self.reason, self.step = reason, None
        self.changed.emit()

    def forget(self) -> None:
        """Forget the cells."""
        self.sweep, self.planned, self.done, self.step, self._model = None, SweepPlanned((), {}), {}, None, None
        self.changed.emit()

    # What is shown and written

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, once they are known."""
        return self.planned.cells

    @property
    def saving(self) -> str:
        """How much is computed, and what is saved."""
        return saving_text(Works(self.cells), tr) if self.cells else ""

    def look(self, *, alone: bool = False) -> SweepLook | None:
        """The table as it stands; None before its cells are known. ``alone``: nothing beside it says what it costs."""
        if self.sweep is None or not self.cells:
            return None
        busy = self.step.index if self.step is not None and not alone else None
        notes = [tr(DASHED)] * any(cell.idle for cell in self.cells)
        notes += [f"{self.saving}."] * alone
        return sweep_look(
            self.sweep, self.cells, dict(self.done), self.planned.infos, busy=busy, footing=" ".join(notes), words=tr
        )

    def offer(self) -> Offer | None:
        """What can be exported."""
        if self.info is None or not self.done:
            return None
        return Offer(tr("Export the sweep"), rows_for("sweep", {Need.RUN}), f"{self.info.name}-sweep")

    def make_export(self, row: ExportRow, options: ExportOptions) -> Export | None:
        """What is to be written."""
        look, sweep, info = self.look(alone=True), self.sweep, self.info
        if look is None or sweep is None or info is None:
            return None
        if row.content is Content.NUMBERS:
            return NumbersExport(tuple(table(sweep, self.cells, dict(self.done))))
        extra = {"sweep": sweep.to_dict()} | ({} if self._threads is None else {"threads": self._threads})
        complete = len(self.done) == len(self.cells)
        filled = None if sweep.filling is None or self._filled is None else (sweep.filling, self._filled)
        origin = Origin(info, sweep.base, (), extra if complete else extra | {"interrupted": True}, filled)
        return SweepExport(partial(_drawn, look, options.scale), origin)


def _drawn(look: SweepLook, scale: int) -> np.ndarray:
    return to_array(render_sweep(look, scale=scale))


class SweepExports:
    """The exports of a sweep, as an :class:`Exporter` asks for them."""

    def __init__(self, runner: SweepRunner) -> None:
        self.offer = runner.offer
        self.make = runner.make_export
