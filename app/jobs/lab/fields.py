"""Fields for the window: computed in the thread that answers the newest request."""

from __future__ import annotations

import dataclasses

import torch

from app.core.noise import stream_seed
from app.jobs.lab.learned import score_of
from app.lab.densities import added_noise, build, counted
from app.lab.density import Density
from app.lab.fields import (
    compute_field,
    contour_levels,
    contour_lines,
    field_error,
    learned_arrows,
    levels_below,
    lines_at,
)
from app.lab.phase import phase_law
from app.lab.statistics import shares
from app.lab.tempered import Tempered, weights_at
from app.params.lab.density import DensitySettings
from app.params.lab.fields import FieldSettings
from app.params.lab.run import Array, FieldArrays, FieldRequest, PhaseLaw

DATA_POINTS = 400
"""How many samples of the data are drawn over a field."""

ERROR_CELLS = 80


class FieldWork:
    """Answers :class:`FieldRequest` with a tuple of :class:`FieldArrays`; keeps the density it built last."""

    def __init__(self) -> None:
        self._settings: DensitySettings | None = None
        self._density: Density | None = None
        self._data: Array | None = None

    def __call__(self, request: FieldRequest) -> tuple[FieldArrays, ...]:
        """Compute the fields. Raises SettingError for a sigma at which the density cannot be evaluated."""
        density = self._density
        if density is None or self._settings != request.density:
            density = self._density = build(request.density)
            self._settings, self._data = request.density, None
        found: dict[FieldSettings, FieldArrays] = {}
        for settings in request.fields:
            if settings not in found:
                found[settings] = self._field(density, settings, request)
        answer = [found[settings] for settings in request.fields]
        for k, law in enumerate(request.phase):
            if law is not None:
                answer[k] = self._phase(density, answer[k], law, request)
        if request.exact is not None:
            answer[-1] = self._with_exact(density, answer[-1], *request.exact)
        return tuple(answer)

    @staticmethod
    def _phase(density: Density, arrays: FieldArrays, law: PhaseLaw, request: FieldRequest) -> FieldArrays:
        s = arrays.settings
        x, v, log_p = phase_law(counted(density, s.meaning), s.sigma, law, s.extent, s.cells)
        contours: tuple[Array, ...] = ()
        if request.contours:
            levels = levels_below(log_p, request.contour_count)
            contours = tuple(line for lines in lines_at(x, v, log_p, levels) for line in lines)
        return dataclasses.replace(arrays, log_density=log_p, contours=contours, data=None)

    def _with_exact(
        self, density: Density, arrays: FieldArrays, count: int, seed: int, temperature: float
    ) -> FieldArrays:
        target, sigma = counted(density, arrays.settings.meaning), arrays.settings.sigma
        generator = torch.Generator().manual_seed(stream_seed(seed, 4))
        if temperature == 1:
            x = target.sample(count, generator, sigma)
        else:
            x = Tempered(target, sigma, temperature).sample(count, generator)
        weights = weights_at(target, sigma, temperature)
        return dataclasses.replace(arrays, exact=x.numpy(), shares=shares(target, x), weights=weights)

    def _field(self, density: Density, settings: FieldSettings, request: FieldRequest) -> FieldArrays:

        field = compute_field(density, settings)
        contours: tuple[Array, ...] = ()
        if request.contours:
            levels = contour_levels(field, request.contour_count)
            contours = tuple(line for lines in contour_lines(field, levels) for line in lines)
        learned = difference = angle = None
        score = score_of(request.network)
        if score is not None:
            learned = learned_arrows(density, score, settings)
            error = field_error(density, score, settings, ERROR_CELLS)
            difference, angle = error.difference, error.angle
        return FieldArrays(
            settings, field.log_density, field.arrow_x, field.arrow_y, field.score, contours, density.part_weights,
            self._shown_data(density, settings, request) if request.data else None, learned, difference, angle,
        )  # fmt: skip

    def _shown_data(self, density: Density, settings: FieldSettings, request: FieldRequest) -> Array:
        """The data, with the noise that the field's sigma stands for if wanted; z is the same at every sigma."""
        data = self._samples(density, request)
        sigma = added_noise(density, settings.meaning, settings.sigma) if request.noisy else 0.0
        if sigma == 0:
            return data
        z = torch.randn(len(data), 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
        return data + sigma * z.numpy()

    def _samples(self, density: Density, request: FieldRequest) -> Array:
        if self._data is None:
            points = request.density.points
            if points is not None and len(points) <= DATA_POINTS * 5:
                self._data = points.points
            else:
                self._data = density.sample(DATA_POINTS, torch.Generator().manual_seed(0)).numpy()
        return self._data
