"""The mixtures whose modes can be moved, and sets of points."""

from __future__ import annotations

import torch

from app.lab.density import Density, Law
from app.lab.mixture import GaussianMixture
from app.params.lab.density import DensityName, DensitySettings


def of_modes(settings: DensitySettings) -> Density:
    """A Gaussian a mode."""
    return GaussianMixture.of_modes(settings.modes)


def of_points(settings: DensitySettings) -> Density:
    """The empirical distribution."""
    assert settings.points is not None  # noqa: S101 - the settings see to it
    return GaussianMixture.of_points(torch.from_numpy(settings.points.points.copy()))


TWO_GAUSSIANS = Law(DensityName.TWO_GAUSSIANS, of_modes)
RING = Law(DensityName.RING, of_modes)
GRID = Law(DensityName.GRID, of_modes)
POINTS = Law(DensityName.POINTS, of_points)
