"""Saving completions: source and masked input stand first, and the record holds picture, masks and settings."""

from __future__ import annotations

from functools import partial

import numpy as np

from app.params import SampleSettings
from app.ui.inpaint.session import InpaintSession
from app.ui.sample.export_dialog import What
from app.ui.sample.exporting import Exporter, Work, Write
from app.ui.text import tr
from app.workers.inpaint_tasks import export_completions, export_with_record
from app.workers.tasks import GridLook, Picture, export_grid, export_samples


class InpaintExporter(Exporter):
    """The exporter of the workspace "Inpaint"."""

    _session: InpaintSession

    def _samples_work(self, path: str, batch: np.ndarray, indices: list[int], picture: Picture) -> Work:
        given = self._session.given
        if given is None:
            raise ValueError("nothing to export")
        return partial(export_with_record, export_samples, path, batch, indices, picture, given)

    def _grid_writer(self, what: What, path: str, look: GridLook, picture: Picture) -> Write:
        given = self._session.given
        if given is None:
            raise ValueError("nothing to export")
        if what is What.GRID:
            return partial(export_completions, path, look=look, picture=picture, given=given)
        return partial(export_with_record, export_grid, path, how=look, picture=picture, given=given)

    def caption_text(self, settings: SampleSettings) -> str:
        """The settings in two lines."""
        text = super().caption_text(settings)
        given = self._session.given
        if given is None:
            return text
        return (
            text
            + ", "
            + tr("known pixels held by {0}, {1} passes a level").format(
                given.settings.paste.value, given.settings.resample
            )
        )
