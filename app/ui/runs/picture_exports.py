"""What runs of pictures have to export: the newest pictures, or those of the level looked at."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.params import SampleSettings
from app.params.export import (
    ONE_STEP,
    Content,
    Export,
    ExportOptions,
    ExportRow,
    GridLook,
    MaskExport,
    Need,
    Origin,
    PictureExport,
    PlotsExport,
    Showing,
    StepsExport,
    Which,
)
from app.params.samplers import ROWS
from app.render.captions import draw_caption
from app.render.figures import draw_figure, figure_svg
from app.ui.runs.export_dialog import Offer
from app.ui.runs.exporting import rows_for
from app.ui.runs.figures import run_panels
from app.ui.runs.films import Steps
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
        stem, seen, shown = f"{run.info.name}-seed{run.settings.seed}", "", run.shown
        if run.viewed is not None and shown is not None and not shown.denoising:
            stem += f"-level{shown.level + 1}"
            text = tr("As looked at now, not as the run ended: level {0} of {1}, step {2}, σ = {3}.")
            seen = text.format(shown.level + 1, shown.levels, shown.step + 1, number(shown.sigma))
        which = Which.FOCUS if run.enlarged else Which.MARKED if run.marks else Which.ALL
        options = ExportOptions(showing=Showing.ESTIMATE if run.show_estimate else Showing.NOISY, which=which)
        rows, samples = rows_for(self._workspace, {Need.RUN}), (len(run.marks), run.count, run.indices[run.focus] + 1)
        return Offer(tr("Export"), rows, stem, options, samples, seen)

    def make(self, row: ExportRow, options: ExportOptions) -> Export | None:
        """What is to be written."""
        run, filler = self._run, self._runner.filler
        if row.content is Content.MASK:
            return None if filler is None else MaskExport(filler.mask())
        if row.content is Content.STEPS:
            return None if run.settings is None else StepsExport(run.kept.steps, run.settings.sampler)
        path = self._runner.path
        frame, settings = run.shown_frame(), run.settings
        if frame is None or settings is None or path is None:
            return None
        positions = self._positions(options.which)
        if row.content is Content.GRID:
            options = options.with_columns_for(len(positions))
            positions = positions[: options.rows * options.columns or None]
        indices = [run.indices[p] for p in positions]
        origin = Origin(
            path.info, settings, path.leg.changes, self._extra(row.content, options, indices), path.filled, path.before,
            path.beginning,
        )  # fmt: skip
        caption = partial(draw_caption, self.caption_text(settings, row.content)) if options.caption else None
        if row.content is Content.PLOTS:
            return self._plots(origin)
        scale = options.each_scale if row.content is Content.SAMPLES else options.scale
        look = GridLook(options.columns, options.padding, scale, caption)
        steps = Steps(path, tuple(run.sigmas), options.showing)
        if row.content is Content.FILM:
            return steps.film(options, positions, origin, look)
        if row.content is Content.LEVELS:
            return steps.strip(options.levels, positions, indices, origin, look)
        seen = (steps.sides(frame),)
        return PictureExport(seen, tuple(positions), tuple(indices), origin, look, inputs=row.content is Content.GRID)

    def _plots(self, origin: Origin) -> PlotsExport:
        run, info = self._run, origin.info
        panels = run_panels(run.kept, max(1, len(run.sigmas)), (max(info.sigmas), min(info.sigmas)))
        title = tr("Plots against the noise level")
        return PlotsExport(partial(draw_figure, panels), partial(figure_svg, panels, title), origin)

    def _positions(self, which: Which) -> list[int]:
        run = self._run
        if which is Which.FOCUS:
            return [run.focus]
        return sorted(run.marks) if which is Which.MARKED and run.marks else list(range(run.count))

    def _extra(self, content: Content, options: ExportOptions, indices: list[int]) -> dict[str, Any]:
        """What the record says besides what every record of the run says."""
        run = self._run
        extra: dict[str, Any] = {"shows": options.showing.value}
        if run.path is not None and run.path.threads is not None:
            extra["threads"] = run.path.threads
        if run.settings is not None and indices != list(range(run.settings.count)):
            extra["samples"] = indices
        if content is Content.LEVELS:
            extra["layout"] = "one row a sample, one column a noise level"
        elif content in ONE_STEP and run.viewed is not None and run.shown is not None:
            extra["level"], extra["seen_after"] = run.shown.level + 1, run.shown.done
        if not run.complete and run.progress is not None:
            extra["interrupted"] = True
            extra["evaluations"] = run.progress.done
        return extra

    def caption_text(self, settings: SampleSettings, content: Content = Content.GRID) -> str:
        """The settings in two lines, and which step is seen."""
        info, filler = self._run.info, self._runner.filler
        text = tr("{0}, {1}, seed {2}, ε = {3}, T = {4}, L = {5}, σ = {6} … {7} ({8}), τ = {9}").format(
            info.name if info is not None else "", settings.sampler.value, settings.seed, number(settings.epsilon),
            settings.steps_per_level, settings.levels, number(settings.sigma_max), number(settings.sigma_min),
            settings.schedule.value, number(settings.temperature),
        )  # fmt: skip
        own = [field.key for field, _, _ in settings.differences(SampleSettings())]
        text += "".join(f", {setting_text(settings, key)}" for key in ROWS[settings.sampler].own if key in own)
        shown = self._run.shown
        if self._run.viewed is not None and shown is not None and content in ONE_STEP:
            text += ", " + tr("seen at level {0}, step {1}").format(shown.level + 1, shown.step + 1)
        changes = len(self._runner.changes())
        text += ", " + tr("{0} changes during the run").format(changes) if changes else ""
        filled = None if filler is None else filler.filled()
        if filled is not None:
            text += ", " + tr("known pixels held by {0}, {1} passes a level").format(
                filled[0].paste.value, filled[0].resample
            )
        return text
