"""Saving pictures: what is asked, what is written, and the record of the run that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from app.params import SampleSettings
from app.params.export import GridLook, Picture
from app.render.captions import draw_caption
from app.ui.runs.pictures import PictureRunner
from app.ui.sample.export_dialog import ExportChoice, ExportDialog, What
from app.ui.text import number, tr
from app.ui.widgets.save_place import usual_folder
from app.ui.workspace import Context
from app.workers.exports import export_grid, export_samples

Work = Callable[[], list[str]]
"""Writes files in the background; the answer are their paths."""

Write = Callable[[np.ndarray], list[str]]
"""Writes frames uint8 [N, H, W, C] in the background; the answer are the paths."""


class Exporter(QObject):
    """Writes what is seen: the run's newest pictures, or those of the level looked at."""

    def __init__(self, context: Context, runner: PictureRunner, window: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._run = runner.run
        self._runner = runner
        self._widget = window

    def ask(self) -> None:
        """Open the dialog."""
        if self._run.frame is None or self._run.info is None:
            return
        folder = usual_folder(self._context.preferences.export_folder)
        dialog = ExportDialog(self._run, folder, self._widget.window())
        dialog.chosen.connect(self.export)
        dialog.open()

    def export(self, choice: ExportChoice) -> None:
        """Write in the background; then say what was written where."""
        run = self._run
        frame, settings, info = run.shown_frame(), run.settings, run.info
        if frame is None or settings is None or info is None:
            return
        positions = sorted(run.marks) if choice.only_marked and run.marks else list(range(run.count))
        if choice.what is What.GRID:
            choice = choice.with_columns_for(len(positions))
            positions = positions[: choice.rows * choice.columns or None]
        indices = [run.indices[p] for p in positions]
        picture = Picture(info, settings, self._runner.changes(), self._extra(choice, indices, settings))
        self._context.preferences.export_folder = str(Path(choice.path).absolute().parent)
        name = Path(choice.path).name
        if choice.what is What.SAMPLES:
            batch = frame.pictures(estimate=choice.estimate)[positions]
            work = self._samples_work(choice.path, batch, indices, picture)
        else:
            batches = self._batches(choice)
            columns = choice.columns if choice.what is What.GRID else len(batches)
            caption = partial(draw_caption, self.caption_text(settings)) if choice.caption else None
            look = GridLook(columns, choice.padding, choice.scale, caption)
            work = partial(_arrange, batches, positions, self._grid_writer(choice.what, choice.path, look, picture))
        self._context.tasks.start(
            tr("{0} could not be written").format(name), work, self._done, self._context.notices.show_problem
        )

    def _samples_work(self, path: str, batch: np.ndarray, indices: list[int], picture: Picture) -> Work:
        return partial(export_samples, path, batch, indices, picture)

    def _grid_writer(self, what: What, path: str, look: GridLook, picture: Picture) -> Write:
        del what
        return partial(export_grid, path, look=look, picture=picture)

    def _batches(self, choice: ExportChoice) -> list[np.ndarray]:
        """The batches [B, H, W, C] to be written: that which is seen, or those of all levels kept."""
        run = self._run
        frames = [run.shown_frame()]
        if choice.what is What.LEVELS and run.levels is not None:
            frames = [frame for _, frame in run.levels.frames()] or frames
        return [frame.pictures(estimate=choice.estimate) for frame in frames if frame is not None]

    def _extra(self, choice: ExportChoice, indices: list[int], settings: SampleSettings) -> dict[str, Any]:
        run = self._run
        extra: dict[str, Any] = {"shows": "estimate" if choice.estimate else "x"}
        if indices != list(range(settings.count)):
            extra["samples"] = indices
        if choice.what is What.LEVELS:
            extra["layout"] = "one row a sample, one column a noise level"
        elif run.viewed_level is not None:
            extra["level"] = run.viewed_level + 1
        if not run.complete and run.progress is not None:
            extra["interrupted"] = True
            extra["evaluations"] = run.progress.done
        return extra

    def caption_text(self, settings: SampleSettings) -> str:
        """The settings in two lines."""
        info = self._run.info
        text = tr("{0}, {1}, seed {2}, ε = {3}, T = {4}, L = {5}, σ = {6} … {7} ({8}), τ = {9}").format(
            info.name if info is not None else "", settings.sampler.value, settings.seed, number(settings.epsilon),
            settings.steps_per_level, settings.levels, number(settings.sigma_max), number(settings.sigma_min),
            settings.schedule.value, number(settings.temperature),
        )  # fmt: skip
        changes = len(self._runner.changes())
        return text + (", " + tr("{0} changes during the run").format(changes) if changes else "")

    def _done(self, paths: list[str]) -> None:
        first = Path(paths[0])
        title = tr("Saved {0}").format(first.name) if len(paths) == 1 else tr("Saved {0} pictures").format(len(paths))
        self._context.notices.show_message(title, str(first.absolute().parent))


def _arrange(batches: list[np.ndarray], positions: list[int], write: Write) -> list[str]:
    """Write the chosen samples: one row of the grid a sample and one column a batch, if there are several."""
    if len(batches) == 1:
        return write(batches[0][positions])
    rows = np.stack([batch[positions] for batch in batches], axis=1)  # [samples, levels, H, W, C]
    return write(rows.reshape(-1, *rows.shape[2:]))
