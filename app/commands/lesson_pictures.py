"""The pictures of the lessons: what a step sets up, run without a window and drawn as the window draws it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.commands.lab import Painter
from app.commands.language import speaking
from app.params.lab.fields import SIGMA_COLOURS
from app.params.lessons.setup import Begin, Doing, FillSetup, LabSetup, PictureSetup, Setup
from app.params.samplers import ROWS
from app.params.words import told

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.core.types import ScoreModel
    from app.jobs.lessons import Cloud
    from app.render.lab.particles import ParticlePicture

Paint = Callable[[], np.ndarray]
"""Draws what has been computed, in the language that is spoken then."""

EXACT = "exact samples"

TRAINING_STEPS = 400
"""Steps of a training for a picture: enough to see what it comes to."""


class LessonPictures:
    """Draws one picture a setup; networks stay open from one to the next."""

    def __init__(self) -> None:
        self._painter = Painter()
        self._models: dict[str, ScoreModel] = {}

    def draw(self, setup: Setup, paths: Mapping[str, Path]) -> bool:
        """Write a PNG, with its words in each language to the path of that; it is computed once. Raises WriteError.

        False where there is nothing to see before the reader has done something.
        """
        from app.io.pictures import write_png

        paint = self._laboratory(setup) if isinstance(setup, LabSetup) else self._pictures(setup)
        if paint is None:
            return False
        for language, path in paths.items():
            with speaking(language):
                write_png(path, paint(), {})
        return True

    # Pictures of a network

    def _pictures(self, setup: PictureSetup) -> Paint | None:
        if setup.run is Begin.REST:
            return None
        from app.io.pictures import compose_grid, grid_columns, grid_scale
        from app.jobs.lessons import frames, open_network, sample

        model = self._models.setdefault(setup.network, open_network(setup))
        seen = frames(model, setup, sample(setup, model, evaluations=1 if setup.run is Begin.STEP else None))
        if isinstance(setup, FillSetup):
            seen = np.concatenate([self._given(setup, model), seen])
        count, height, width, _ = seen.shape
        columns = grid_columns(count)
        return partial(compose_grid, seen, columns, 1, grid_scale(height, width, count, columns, 560))

    @staticmethod
    def _given(setup: FillSetup, model: ScoreModel) -> np.ndarray:
        """The picture to fill, and the same with what is regenerated in grey: uint8 [2, H, W, C]."""
        from app.jobs.lessons import known_picture
        from app.params.masks import preset_mask

        picture = np.rint(known_picture(setup, model.shape).numpy().transpose(1, 2, 0) * 255).astype(np.uint8)
        masked = picture.copy()
        masked[preset_mask(setup.mask, model.shape[1:])] = 128
        return np.stack([picture, masked])

    # The laboratory

    def _laboratory(self, setup: LabSetup) -> Paint:
        paint = self._particles(setup) if setup.doing is Doing.PARTICLES else self._field(setup)
        return lambda: self._painter.array(paint())

    def _field(self, setup: LabSetup) -> Callable[[], QImage]:
        from app.jobs.lessons import field, train
        from app.render.lab.fields import ArrowLength, FieldPicture, HeatKind, field_panels, render_panels
        from app.render.lab.panel import LIGHT

        look = setup.look
        learned = train(setup, steps=TRAINING_STEPS).learned if setup.doing is Doing.LEARNING else None
        arrays = field(setup, learned)
        picture = FieldPicture(
            arrays.settings.extent, arrays.log_density, arrays.arrow_x, arrays.arrow_y, arrays.score, arrays.contours,
            arrays.learned, arrays.difference, arrays.data,
        )  # fmt: skip

        def paint() -> QImage:
            panels = field_panels(picture, heat=HeatKind(look.heat), length=ArrowLength(look.arrows))
            return render_panels(
                panels, LIGHT, note=f"σ = {look.sigma:.3g}", panel_width=420 if len(panels) == 1 else 320, scale=1.5
            )

        return paint

    def _particles(self, setup: LabSetup) -> Callable[[], QImage]:
        from app.jobs.lessons import exact, run_particles
        from app.render.colours import sigma_colour
        from app.render.lab.panel import LIGHT
        from app.render.lab.particles import ParticlePicture, render_particles

        steps = {Begin.REST: 0, Begin.STEP: 1}.get(setup.run)
        clouds = run_particles(setup, steps=steps, trail=setup.shown.trail)
        pictures = [_particle_picture(cloud) for cloud in clouds]
        if setup.shown.exact:
            cloud = clouds[0]
            places, found = exact(setup, cloud)
            behind = cloud.behind
            colour = sigma_colour(behind.settings.sigma, *SIGMA_COLOURS).name()
            pictures.append(
                ParticlePicture(
                    behind.settings.extent, places, colour, EXACT, _shade(cloud), behind.contours,
                    shares=found, weights=behind.weights,
                )
            )  # fmt: skip
        width = 480 if len(pictures) == 1 else 340
        return lambda: render_particles(
            [dataclasses.replace(p, title=told(p.title)) for p in pictures], LIGHT, panel_width=width, scale=1.5
        )


def _particle_picture(cloud: Cloud) -> ParticlePicture:
    from app.lab.statistics import shares
    from app.render.colours import sigma_colour
    from app.render.lab.particles import ParticlePicture

    run, behind = cloud.run, cloud.behind
    level = min(run.walk.position.level, len(run.sigmas) - 1)
    sigma = run.sigmas[level]
    colour = sigma_colour(sigma, *SIGMA_COLOURS).name()
    title = f"{ROWS[run.settings.sampler].short}, step {run.index}"
    return ParticlePicture(
        behind.settings.extent, run.x.double().numpy(), colour, title, _shade(cloud),
        behind.contours, () if cloud.trails is None else tuple(cloud.trails), shares(run.density, run.x),
        run.weights(run.settings.live),
    )  # fmt: skip


def _shade(cloud: Cloud) -> np.ndarray:
    from app.render.lab.particles import shade_of

    return shade_of(cloud.behind.log_density, cloud.run.settings.temperature)
