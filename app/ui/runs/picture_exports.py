"""What runs of pictures have to export: the newest pictures, or those of the level looked at."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.params import SampleSettings
from app.params.export import (
    Content,
    Export,
    ExportOptions,
    ExportRow,
    GridLook,
    MaskExport,
    Need,
    Origin,
    PictureExport,
    StepsExport,
)
from app.params.run import Frame
from app.params.samplers import ROWS
from app.render.captions import draw_caption
from app.ui.runs.export_dialog import Offer
from app.ui.runs.exporting import rows_for
from app.ui.runs.pictures import PictureRunner
from app.ui.text import number, setting_text, tr


class PictureExports:
    """The exports of a workspace whose ``runner`` makes pictures."""

    def __init__(self, workspace: str, runner: PictureRunner) -> None:
        self._workspace = workspace
        self._runner = runner
        self._run = runner.run

    def offer(self) -> Offer | None:
        """What there is; None before the first pictures."""
        run = self._run
        if run.frame is None or run.info is None or run.settings is None:
            return None
        stem = f"{run.info.name}-seed{run.settings.seed}"
        if run.viewed is not None and run.shown is not None:
            stem += f"-level{run.shown.level + 1}"
        options = ExportOptions(estimate=run.show_estimate, only_marked=bool(run.marks))
        rows = rows_for(self._workspace, {Need.RUN})
        return Offer(tr("Export pictures"), rows, stem, options, (len(run.marks), run.count))

    def make(self, row: ExportRow, options: ExportOptions) -> Export | None:
        """What is to be written."""
        run, filler = self._run, self._runner.filler
        if row.content is Content.MASK:
            return None if filler is None else MaskExport(filler.mask())
        if row.content is Content.STEPS:
            return None if run.settings is None else StepsExport(run.kept.steps, run.settings.sampler)
        frame, settings = run.shown_frame(), run.settings
        if frame is None or settings is None:
            return None
        return self._pictures(row.content, options, frame, settings)

    def _pictures(
        self, content: Content, options: ExportOptions, shown: Frame, settings: SampleSettings
    ) -> PictureExport | None:
        run = self._run
        positions = sorted(run.marks) if options.only_marked and run.marks else list(range(run.count))
        frames = [shown]
        if content is Content.GRID:
            options = options.with_columns_for(len(positions))
            positions = positions[: options.rows * options.columns or None]
        elif content is Content.LEVELS:
            frames = list(run.kept.ends) or frames
        indices = [run.indices[p] for p in positions]
        path = self._runner.path
        if path is None:
            return None
        origin = Origin(
            path.info, settings, path.leg.changes, self._extra(content, options, indices), path.filled, path.before,
            path.beginning,
        )  # fmt: skip
        caption = partial(draw_caption, self.caption_text(settings)) if options.caption else None
        columns = options.columns if content is Content.GRID else len(frames)
        return PictureExport(
            tuple(frame.pictures(estimate=options.estimate) for frame in frames), tuple(positions), tuple(indices),
            origin, GridLook(columns, options.padding, options.scale, caption), inputs=content is Content.GRID,
        )  # fmt: skip

    def _extra(self, content: Content, options: ExportOptions, indices: list[int]) -> dict[str, Any]:
        """What the record says besides what every record of the run says."""
        run = self._run
        extra: dict[str, Any] = {"shows": "estimate" if options.estimate else "x"}
        if run.settings is not None and indices != list(range(run.settings.count)):
            extra["samples"] = indices
        if content is Content.LEVELS:
            extra["layout"] = "one row a sample, one column a noise level"
        elif run.viewed is not None and run.shown is not None:
            extra["level"], extra["seen_after"] = run.shown.level + 1, run.shown.done
        if not run.complete and run.progress is not None:
            extra["interrupted"] = True
            extra["evaluations"] = run.progress.done
        return extra

    def caption_text(self, settings: SampleSettings) -> str:
        """The settings in two lines."""
        info, filler = self._run.info, self._runner.filler
        text = tr("{0}, {1}, seed {2}, ε = {3}, T = {4}, L = {5}, σ = {6} … {7} ({8}), τ = {9}").format(
            info.name if info is not None else "", settings.sampler.value, settings.seed, number(settings.epsilon),
            settings.steps_per_level, settings.levels, number(settings.sigma_max), number(settings.sigma_min),
            settings.schedule.value, number(settings.temperature),
        )  # fmt: skip
        own = [field.key for field, _, _ in settings.differences(SampleSettings())]
        text += "".join(f", {setting_text(settings, key)}" for key in ROWS[settings.sampler].own if key in own)
        if self._run.viewed is not None and self._run.shown is not None:
            shown = self._run.shown
            text += ", " + tr("seen at level {0}, step {1}").format(shown.level + 1, shown.step + 1)
        changes = len(self._runner.changes())
        text += ", " + tr("{0} changes during the run").format(changes) if changes else ""
        filled = None if filler is None else filler.filled()
        if filled is not None:
            text += ", " + tr("known pixels held by {0}, {1} passes a level").format(
                filled[0].paste.value, filled[0].resample
            )
        return text
