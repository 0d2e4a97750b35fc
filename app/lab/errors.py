"""How wrong a learned score is, as numbers: over the noise levels, and by how many data there are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.lab.density import Density, ScoreField, grid_points
from app.lab.fields import cell_centres, relative_error
from app.params.lab.density import Extent
from app.params.lab.training import LabTrainSettings

LEVELS = 9
SAMPLES = 1000
CELLS = 60
REGIONS = (2.0, 8.0)
"""Nats below the largest log p at which the middle of the data, and all of them, end."""


@dataclass(frozen=True, eq=False)
class LearningErrors:
    """The relative errors sqrt(E|learned - s|^2 / E|s|^2) of a learned score.

    ``errors`` [L] at ``sigmas`` [L], over samples of p_sigma; ``regions`` at the smallest of them, over the cells of a
    grid: where data are many, where they are few, where there are none; nan where there is no such cell.
    """

    sigmas: NDArray[np.float64]
    errors: NDArray[np.float64]
    regions: tuple[float, float, float]


def learning_errors(
    density: Density, network: ScoreField, settings: LabTrainSettings, extent: Extent, samples: int = SAMPLES
) -> LearningErrors | None:
    """The errors at the levels of a training; None where the data have no score and none was added."""
    if not settings.noise and density.width == 0:
        return None
    sigmas = np.geomspace(settings.sigma_max, settings.sigma_min, LEVELS) if settings.noise else np.zeros(1)
    if settings.noise and settings.sigma_max == settings.sigma_min:
        sigmas = sigmas[:1]
    errors = np.array([relative_error(density, network, float(sigma), samples) for sigma in sigmas])
    return LearningErrors(sigmas, errors, region_errors(density, network, float(sigmas[-1]), extent))


def region_errors(
    density: Density, network: ScoreField, sigma: float, extent: Extent, cells: int = CELLS
) -> tuple[float, float, float]:
    """The relative error where p_sigma is within 2 nats of its largest value, within 8, and beyond (Figure 2)."""
    xs, ys = cell_centres(extent, cells)
    log_p, exact = density.on_grid(xs, ys, sigma)
    with torch.inference_mode():
        learned = network(grid_points(xs, ys).float(), sigma).double().view_as(exact)
    wrong, right = (learned - exact).square().sum(dim=-1), exact.square().sum(dim=-1)
    below = log_p.max() - log_p
    inside = (below <= REGIONS[0], (below > REGIONS[0]) & (below <= REGIONS[1]), below > REGIONS[1])
    found = [math.sqrt(float(wrong[m].sum() / right[m].sum())) if bool(m.any()) else math.nan for m in inside]
    return found[0], found[1], found[2]
