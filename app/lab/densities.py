"""From settings to densities."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch

from app.lab.curves import swiss_roll, two_moons, two_spirals
from app.lab.density import Density
from app.lab.mixture import GaussianMixture
from app.lab.shapes import Checkerboard, Circles, Segment
from app.params import SettingError
from app.params.lab.density import CURVE_WIDTHS, DensityName, DensitySettings, SigmaMeaning

_FIXED: dict[DensityName, Callable[[], Density]] = {
    DensityName.TWO_MOONS: lambda: two_moons(CURVE_WIDTHS[DensityName.TWO_MOONS]),
    DensityName.SWISS_ROLL: lambda: swiss_roll(CURVE_WIDTHS[DensityName.SWISS_ROLL]),
    DensityName.TWO_SPIRALS: lambda: two_spirals(CURVE_WIDTHS[DensityName.TWO_SPIRALS]),
    DensityName.CHECKERBOARD: Checkerboard,
    DensityName.RINGS: lambda: Circles((1.5, 3.0, 4.5), (1, 2, 3), CURVE_WIDTHS[DensityName.RINGS]),
    DensityName.SEGMENT: lambda: Segment((-4, -2), (4, 2)),
    DensityName.CIRCLE: lambda: Circles((4.0,), (1,)),
}


def build(settings: DensitySettings) -> Density:
    """The density that ``settings`` describe."""
    if settings.points is not None:
        return GaussianMixture.of_points(torch.from_numpy(settings.points.points.copy()))
    if settings.modes:
        return GaussianMixture.of_modes(settings.modes)
    return _FIXED[settings.name]()


def counted(density: Density, meaning: SigmaMeaning) -> Density:
    """The density whose sigma has the given meaning (see :class:`SigmaMeaning`).

    Raises SettingError if sigma is to be the modes' whole width and there are no modes with a width.
    """
    if meaning is SigmaMeaning.ADDED:
        return density
    if not isinstance(density, GaussianMixture) or density.width == 0:
        raise SettingError("sigma can be the modes' own standard deviation only on a mixture of Gaussians")
    return density.narrowed()


def added_noise(density: Density, meaning: SigmaMeaning, sigma: float) -> float:
    """The noise added to the data that a sigma of the given meaning stands for; 0 where it is narrower than they."""
    return sigma if meaning is SigmaMeaning.ADDED else math.sqrt(max(0.0, sigma**2 - density.width**2))
