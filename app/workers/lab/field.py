"""Fields for the window: computed in the thread that answers the newest request."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.params.lab.density import DensitySettings
from app.params.lab.fields import FieldSettings

Array = NDArray[np.float64]

DATA_POINTS = 400
"""How many samples of the data are drawn over a field."""

ERROR_CELLS = 80


@dataclass(frozen=True)
class FieldRequest:
    """Fields of one density, one by one, with the learned score beside the exact one if ``network`` is given.

    ``arrows``, ``contours`` and ``data`` say what is wanted besides the heat map; ``contour_count`` lines at most.
    """

    density: DensitySettings
    fields: tuple[FieldSettings, ...]
    arrows: bool = True
    contours: bool = True
    contour_count: int = 10
    data: bool = False
    network: Any = None
    exact: tuple[int, int] | None = None
    """(how many, seed) of exact samples of the last field's law, if they are wanted."""


@dataclass(frozen=True)
class FieldArrays:
    """One field, row 0 the lowest: see :class:`app.render.lab.fields.FieldPicture`; ``angle`` in degrees.

    ``weights`` are the true shares of the density's parts.
    """

    settings: FieldSettings
    log_density: Array
    arrow_x: Array
    arrow_y: Array
    score: Array
    contours: tuple[Array, ...] = ()
    weights: tuple[float, ...] = (1.0,)
    data: Array | None = None
    learned: Array | None = None
    difference: Array | None = None
    angle: Array | None = None
    exact: Array | None = None
    """Exact samples [N, 2] of the law whose field this is, and the share of each part among them."""
    shares: tuple[float, ...] = ()


class FieldWork:
    """Answers :class:`FieldRequest` with a tuple of :class:`FieldArrays`; keeps the density it built last."""

    def __init__(self) -> None:
        self._settings: DensitySettings | None = None
        self._density: Any = None
        self._data: Array | None = None

    def __call__(self, request: FieldRequest) -> tuple[FieldArrays, ...]:
        """Compute the fields. Raises SettingError for a sigma at which the density cannot be evaluated."""
        from app.lab.densities import build

        if self._density is None or self._settings != request.density:
            self._density, self._settings, self._data = build(request.density), request.density, None
        found: dict[FieldSettings, FieldArrays] = {}
        for settings in request.fields:
            if settings not in found:
                found[settings] = self._field(self._density, settings, request)
        answer = [found[settings] for settings in request.fields]
        if request.exact is not None:
            answer[-1] = self._with_exact(answer[-1], *request.exact)
        return tuple(answer)

    def _with_exact(self, arrays: FieldArrays, count: int, seed: int) -> FieldArrays:
        import torch

        from app.core.noise import stream_seed
        from app.lab.densities import counted
        from app.lab.statistics import shares

        target = counted(self._density, arrays.settings.meaning)
        x = target.sample(count, torch.Generator().manual_seed(stream_seed(seed, 4)), arrays.settings.sigma)
        return dataclasses.replace(arrays, exact=x.numpy(), shares=shares(target, x))

    def _field(self, density: Any, settings: FieldSettings, request: FieldRequest) -> FieldArrays:
        from app.lab.fields import compute_field, contour_levels, contour_lines, field_error, learned_arrows

        field = compute_field(density, settings)
        contours: tuple[Array, ...] = ()
        if request.contours:
            levels = contour_levels(field, request.contour_count)
            contours = tuple(line for lines in contour_lines(field, levels) for line in lines)
        learned = difference = angle = None
        if request.network is not None:
            learned = learned_arrows(density, request.network.score, settings)
            error = field_error(density, request.network.score, settings, ERROR_CELLS)
            difference, angle = error.difference, error.angle
        return FieldArrays(
            settings, field.log_density, field.arrow_x, field.arrow_y, field.score, contours, density.part_weights,
            self._samples(density, request) if request.data else None, learned, difference, angle,
        )  # fmt: skip

    def _samples(self, density: Any, request: FieldRequest) -> Array:
        import torch

        if self._data is None:
            points = request.density.points
            if points is not None and len(points) <= DATA_POINTS * 5:
                self._data = points.points
            else:
                self._data = density.sample(DATA_POINTS, torch.Generator().manual_seed(0)).numpy()
        return self._data
