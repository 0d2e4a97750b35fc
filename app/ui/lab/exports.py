"""What the laboratory has to export: the view, the run as a film, the particles, the field."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.params.export import (
    Content,
    Export,
    ExportOptions,
    ExportRow,
    FieldExport,
    Need,
    ParticlesExport,
    ViewExport,
)
from app.params.film import frames_of
from app.params.lab.density import Extent
from app.params.lab.experiment import EXPERIMENT
from app.params.lab.fields import FieldSettings
from app.params.lab.run import FieldArrays, FieldRequest, Film, FilmFrame, ParticleFrame
from app.params.samplers import ROWS
from app.render.images import to_array
from app.render.lab.panel import Theme
from app.render.lab.particles import ParticlePicture, render_particles, shade_of
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.memory import remember
from app.state.lab.particles import ParticlesState
from app.state.lab.training import TrainingDraft
from app.ui.lab.canvas import PlaneCanvas
from app.ui.lab.colours import level_colour, picture_theme
from app.ui.lab.flow_session import FlowSession
from app.ui.lab.painting import Plane, render_planes
from app.ui.lab.particle_run import Experiment, ParticleRunner
from app.ui.runs.export_dialog import Offer
from app.ui.runs.exporting import rows_for
from app.ui.text import number, tr


class LabExports:
    """The exports of the laboratory."""

    def __init__(
        self, state: LabState, particles: ParticlesState, training: TrainingDraft, run: ParticleRunner,
        flow: FlowSession, canvas: PlaneCanvas,
    ) -> None:  # fmt: skip
        self._state, self._particles, self._training = state, particles, training
        self._run, self._flow, self._canvas = run, flow, canvas

    def offer(self) -> Offer:
        """What there is."""
        there, frame = set[Need](), self._run.frame
        if frame is not None:
            there = {Need.RUN, Need.ONE_PANEL if len(frame.panels) == 1 else Need.TWO_PANELS}
        stem = f"{self._state.density.name.value}-{self._state.activity.value}"
        return Offer(tr("Export"), rows_for("lab", there), stem)

    def make(self, row: ExportRow, options: ExportOptions) -> Export | None:
        """What is to be written; None if there are no particles any more."""
        frame, experiment = self._run.frame, self._run.experiment
        if row.content is Content.VIEW:
            return self._view()
        if row.content is Content.FIELD:
            return self._field()
        if frame is None or experiment is None:
            return None
        if row.content is Content.FILM:
            return self._film(frame, experiment, options)
        document = {"settings": experiment.settings[row.panel].to_dict(), "steps": frame.panels[row.panel].index}
        return ParticlesExport(frame.panels[row.panel].places, self._run.density, document)

    def _view(self) -> ViewExport:
        canvas = self._canvas
        theme, size = picture_theme(canvas.palette()), canvas.size()
        draw = partial(_draw_view, canvas.planes, self._state.view.extent, theme, size.width(), size.height())
        return ViewExport(draw, self._document())

    def _document(self) -> dict[str, Any]:
        state, experiment = self._state, self._run.experiment
        e = state.view.extent
        document: dict[str, Any] = {
            "density": state.density.to_dict(),
            "activity": state.activity.value,
            "extent": [e.x_min, e.x_max, e.y_min, e.y_max],
        }
        if state.activity is not Activity.PARTICLES:
            document |= {"sigma": state.look.sigma, "sigma_is": state.look.meaning.value}
        elif experiment is not None:
            document["settings"] = [settings.to_dict() for settings in experiment.settings]
        if state.activity is Activity.LEARNING and state.network is not None:
            document["training"] = state.network.settings.to_dict() | {"steps": state.network.steps}
        run = None
        if state.activity is Activity.PARTICLES and experiment is not None:
            run = self._run.density, experiment.settings
        return document | {EXPERIMENT: remember(state, self._particles, self._training, run)}

    def _field(self) -> FieldExport:
        state, look = self._state, self._state.look
        settings = FieldSettings(state.view.extent, look.sigma, look.meaning)
        network = state.network if state.activity is Activity.LEARNING else None
        return FieldExport(state.density, settings, network, self._flow.of_field())

    def _film(self, frame: ParticleFrame, experiment: Experiment, options: ExportOptions) -> Film:
        run, view = self._run, self._state.view.extent
        frames = min(frames_of(options.frames, options.seconds), 1 + max(panel.index for panel in frame.panels))
        width = experiment.density.width, run.density.width
        sigmas = [(s.resized(*width).sigma_min, s.meaning) for s in experiment.settings]
        fields = tuple(FieldSettings(view, *s, arrows=2, cells=160) for s in sigmas)
        theme = picture_theme(self._canvas.palette())
        totals = tuple(panel.total for panel in frame.panels)
        draw = partial(_draw_film, theme, experiment, totals, tr(experiment.density.name.label))
        document = {
            "density": experiment.density.to_dict(),
            "settings": [s.to_dict() for s in experiment.settings],
            "changes_during_the_run": len(run.changes()),
        }
        return Film(
            experiment.density, experiment.jobs, run.changes(), tuple(panel.index for panel in frame.panels),
            FieldRequest(run.density, fields, contour_count=6), draw, trail=run.trail, frames=frames,
            delay_ms=1000 * options.seconds / frames, comment=json.dumps(document),
        )  # fmt: skip


def _draw_view(planes: tuple[Plane, ...], extent: Extent, theme: Theme, width: int, height: int) -> NDArray[np.uint8]:
    return to_array(render_planes(planes, extent, theme, width, height))


def _draw_film(
    theme: Theme, running: Experiment, totals: tuple[int, ...], note: str,
    behind: tuple[FieldArrays, ...], frames: tuple[FilmFrame, ...],
) -> NDArray[np.uint8]:  # fmt: skip
    """One frame of the animation; in the film's thread."""
    pictures = []
    for k, (arrays, frame) in enumerate(zip(behind, frames, strict=True)):
        name = tr(ROWS[running.settings[k].sampler].short)
        pictures.append(
            ParticlePicture(
                extent=arrays.settings.extent,
                places=frame.places,
                colour=level_colour(frame.sigma).name(),
                title=f"{name}   {frame.index} / {totals[k]}   σ = {number(frame.sigma)}",
                density=shade_of(arrays.log_density, running.settings[k].temperature),
                contours=arrays.contours,
                shares=frame.shares,
                weights=frame.weights,
                trails=() if frame.trails is None else tuple(frame.trails),
            )
        )
    return to_array(render_particles(pictures, theme, heading=note))
