"""Sweeps of fillings: how known pixels are held, and how often, against whatever else."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.params.inpainting import InpaintSettings
from app.params.model import ModelInfo
from app.params.repaint import Known, Repainted
from app.params.run import Problem
from app.params.sweep import Cell
from app.ui.inpaint.session import Filling
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.sweeps import Sweeps
from app.ui.workspace import Context


class FillingSweeps:
    """What a sweep fills is the present picture and mask; a cell's settings come back with how it was filled."""

    def __init__(self, context: Context, filling: Filling, kept: NetworkSettings, widget: QWidget) -> None:
        self._models, self._filling, self._kept = context.models, filling, kept
        self.sweeps = Sweeps(context, filling.settings, self, widget, self)

    def how(self) -> InpaintSettings:
        """How the next run fills."""
        return self._filling.options.settings

    def known(self) -> Repainted:
        """What is filled now."""
        filling = self._filling
        return Repainted.still(Known(filling.source.pixels.copy(), filling.mask_state.pixels.copy()))

    def problem(self) -> Problem | None:
        """Why nothing can be filled."""
        return self._filling.problem()

    def take_cell(self, cell: Cell, info: ModelInfo) -> None:
        """The settings of a cell; its network is opened if it is another one."""
        self._kept.show_cell(cell, info, partial(self.take_cell, cell, info))
        if cell.filling is not None:
            self._filling.options.settings = cell.filling
