"""Saving completions: source and masked input stand first, and the record holds picture, masks and settings."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from app.params import SampleSettings
from app.params.export import GridLook, Picture
from app.ui.inpaint.session import Filling
from app.ui.sample.export_dialog import What
from app.ui.sample.exporting import Exporter, Work, Write
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.exports import export_grid, export_samples


class InpaintExporter(Exporter):
    """The exporter of the workspace "Inpaint"."""

    def __init__(self, context: Context, filling: Filling, window: Any, parent: QObject) -> None:
        super().__init__(context, filling.runner, window, parent)
        self._filling = filling

    def _samples_work(self, path: str, batch: np.ndarray, indices: list[int], picture: Picture) -> Work:
        return partial(export_samples, path, batch, indices, picture, self._filling.given)

    def _grid_writer(self, what: What, path: str, look: GridLook, picture: Picture) -> Write:
        given, inputs = self._filling.given, what is What.GRID
        return partial(export_grid, path, look=look, picture=picture, given=given, inputs=inputs)

    def caption_text(self, settings: SampleSettings) -> str:
        """The settings in two lines."""
        text = super().caption_text(settings)
        given = self._filling.given
        if given is None:
            return text
        return (
            text
            + ", "
            + tr("known pixels held by {0}, {1} passes a level").format(
                given.settings.paste.value, given.settings.resample
            )
        )
