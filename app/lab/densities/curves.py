"""Two moons, Swiss roll and two spirals: uniform along curves, blurred by a Gaussian of some width.

The curves are divided into pieces shorter than the width, each a Gaussian, which cannot be told from the undivided
curve (the density ripples by the part 2 exp(-2 pi^2 (width / spacing)^2)). So they are mixtures with closed forms like
all others.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray

from app.lab.density import Law
from app.lab.mixture import GaussianMixture
from app.params.lab.density import DensityName

Curve = Callable[[NDArray[np.float64]], NDArray[np.complex128]]


def two_moons(width: float) -> GaussianMixture:
    """Two interleaving half circles."""
    upper = 3.2 * (_evenly(lambda t: np.exp(1j * t), math.pi, 64) - (0.5 + 0.25j))
    return _blurred([upper, -upper], width)


def swiss_roll(width: float) -> GaussianMixture:
    """The cross-section of the Swiss roll: a spiral of one and a half turns, its radius proportional to its angle."""
    return _blurred([_spiral(1.5, 4.5, 192)], width)


def two_spirals(width: float) -> GaussianMixture:
    """Two interleaved spirals, each the other turned by 180 degrees."""
    arm = _spiral(0.3, 3, 160)
    return _blurred([arm, -arm], width)


def _spiral(start: float, end: float, n: int) -> NDArray[np.complex128]:
    """An Archimedean spiral from angle ``start`` pi to ``end`` pi, where its radius is 5."""
    return 5 / end * _evenly(lambda t: (start + t) * np.exp(1j * math.pi * (start + t)), end - start, n)


def _evenly(curve: Curve, end: float, n: int) -> NDArray[np.complex128]:
    """The middles of n pieces of equal length of the curve from t = 0 to ``end``, as x + iy: [n]."""
    t = np.linspace(0, end, 20_001)
    length = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(curve(t))))])
    return curve(np.interp((np.arange(n) + 0.5) / n * length[-1], length, t))


def _blurred(arms: list[NDArray[np.complex128]], width: float) -> GaussianMixture:
    centres = torch.view_as_real(torch.from_numpy(np.concatenate(arms)))
    parts = torch.cat([torch.full((len(arm),), k) for k, arm in enumerate(arms)])
    return GaussianMixture(centres, torch.full((len(parts),), width), torch.ones(len(parts)), parts)


TWO_MOONS = Law(DensityName.TWO_MOONS, lambda settings: two_moons(settings.width))
SWISS_ROLL = Law(DensityName.SWISS_ROLL, lambda settings: swiss_roll(settings.width))
TWO_SPIRALS = Law(DensityName.TWO_SPIRALS, lambda settings: two_spirals(settings.width))
