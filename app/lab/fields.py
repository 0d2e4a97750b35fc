"""Score fields on a grid: exact, learned, and their difference; contours of the density."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.lab.densities import added_noise, counted
from app.lab.density import Density, ScoreField, grid_points
from app.params.lab.density import Extent
from app.params.lab.fields import FieldSettings

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Field:
    """A field of arrows over a heat map; y grows upwards, row 0 is the lowest.

    ``x`` [W], ``y`` [H] and ``log_density`` [H, W] are the heat map's cell centres and values (where modes or curves
    are narrower than a cell, the largest in it); ``arrow_x`` [w], ``arrow_y`` [h], ``score`` [h, w, 2] the arrows.
    """

    settings: FieldSettings
    x: Array
    y: Array
    log_density: Array
    arrow_x: Array
    arrow_y: Array
    score: Array

    @property
    def potential(self) -> Array:
        """V = -log p, [H, W]."""
        return -self.log_density


@dataclass(frozen=True, eq=False)
class FieldError:
    """How far a learned score is from the exact one, at ``x`` [W] and ``y`` [H].

    ``difference`` [H, W] is |s_learned - s|, ``angle`` [H, W] the angle between the two in degrees, 0 to 180.
    """

    x: Array
    y: Array
    difference: Array
    angle: Array


def compute_field(density: Density, settings: FieldSettings) -> Field:
    """The exact field. Raises SettingError for a sigma at which the density cannot be evaluated."""
    density = counted(density, settings.meaning)
    x, y = cell_centres(settings.extent, settings.cells)
    ax, ay = cell_centres(settings.extent, settings.arrows)
    log_p = density.log_prob_on_grid(x, y, settings.sigma)
    _show_narrow(density, settings, log_p)
    _, score = density.on_grid(ax, ay, settings.sigma)
    return Field(settings, x.numpy(), y.numpy(), log_p.numpy(), ax.numpy(), ay.numpy(), score.numpy())


def _show_narrow(density: Density, settings: FieldSettings, log_p: Tensor) -> None:
    """Where p_sigma is narrower than a cell, the cell shows its largest value, which lies between the centres."""
    e, n = settings.extent, settings.cells
    sides = torch.tensor([(e.x_max - e.x_min) / n, (e.y_max - e.y_min) / n], dtype=torch.float64)
    if density.variance(settings.sigma) >= float(sides.max()) ** 2:
        return
    places = density.ridge()
    cells = ((places - torch.tensor([e.x_min, e.y_min], dtype=torch.float64)) / sides).floor().long()
    inside = ((cells >= 0) & (cells < n)).all(dim=1)
    index = cells[inside, 1] * n + cells[inside, 0]
    values = density.log_prob(places[inside], settings.sigma)
    log_p.view(-1).scatter_reduce_(0, index, values, "amax")


@torch.inference_mode()
def learned_arrows(
    density: Density, network: ScoreField, settings: FieldSettings, per_side: int | None = None
) -> Array:
    """A learned score, where the exact field has its arrows (or ``per_side`` a side): [h, w, 2]."""
    n = per_side or settings.arrows
    points = grid_points(*cell_centres(settings.extent, n))
    sigma = added_noise(density, settings.meaning, settings.sigma)
    return network(points.float(), sigma).double().view(n, n, 2).numpy()


def field_error(density: Density, network: ScoreField, settings: FieldSettings, per_side: int = 80) -> FieldError:
    """The error of a learned score on a grid of ``per_side`` x ``per_side`` cells."""
    x, y = cell_centres(settings.extent, per_side)
    exact = counted(density, settings.meaning).on_grid(x, y, settings.sigma)[1].numpy()
    learned = learned_arrows(density, network, settings, per_side)
    cross = exact[..., 0] * learned[..., 1] - exact[..., 1] * learned[..., 0]
    angle = np.degrees(np.abs(np.arctan2(cross, (exact * learned).sum(axis=-1))))
    return FieldError(x.numpy(), y.numpy(), np.linalg.norm(learned - exact, axis=-1), angle)


def relative_error(density: Density, network: ScoreField, sigma: float, n: int = 4000, seed: int = 0) -> float:
    """sqrt(E|s_learned - s|^2 / E|s|^2) over n fresh samples of p_sigma."""
    x = density.sample(n, torch.Generator().manual_seed(seed), sigma)
    exact = density.score(x, sigma)
    with torch.inference_mode():
        learned = network(x.float(), sigma).double()
    return math.sqrt(float((learned - exact).square().sum() / exact.square().sum()))


def contour_lines(field: Field, levels: Sequence[float]) -> list[list[Array]]:
    """For each level of log p the lines on which it is taken, each [P, 2]."""
    return lines_at(field.x, field.y, field.log_density, levels)


def lines_at(x: Array, y: Array, values: Array, levels: Sequence[float]) -> list[list[Array]]:
    """For each level the lines, each [P, 2], on which ``values`` [H, W] at ``x`` [W] and ``y`` [H] take it."""
    generator = contourpy.contour_generator(x, y, values, name="serial", line_type="Separate")
    return [[np.asarray(line) for line in generator.lines(level)] for level in levels]


def contour_levels(field: Field, count: int = 10, step: float = 1.0) -> list[float]:
    """``count`` levels of log p below its largest value on the grid, ``step`` nats apart, the lowest first."""
    return levels_below(field.log_density, count, step)


def levels_below(log_density: Array, count: int, step: float = 1.0) -> list[float]:
    """The same of any log-density."""
    top = float(log_density.max())
    return [top - step * (k + 0.5) for k in reversed(range(count))]


def cell_centres(extent: Extent, n: int) -> tuple[Tensor, Tensor]:
    """The centres of n x n equal cells that fill ``extent``: x [n] and y [n]."""
    middles = (torch.arange(n, dtype=torch.float64) + 0.5) / n
    return (
        extent.x_min + (extent.x_max - extent.x_min) * middles,
        extent.y_min + (extent.y_max - extent.y_min) * middles,
    )
