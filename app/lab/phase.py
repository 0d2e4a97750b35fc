"""The law of particles with velocities in the plane of x1 and v1, and that of v1 alone.

In equilibrium places and velocities know nothing of each other: x has the law p_sigma^(1/tau), v is N(0, tau/m I)
(Maxwell), whatever the friction.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray

from app.lab.density import Density
from app.lab.profiles import marginals
from app.lab.tempered import COLDEST
from app.params.lab.density import Extent
from app.params.lab.run import Histogram, PhaseLaw

Array = NDArray[np.float64]

BINS = 40
REACH = 4.0
"""Standard deviations of v1 to which its histogram goes."""
NOTHING = 1e-300


def phase_law(density: Density, sigma: float, law: PhaseLaw, extent: Extent, cells: int) -> tuple[Array, Array, Array]:
    """The cells' middles x1 [W] and v1 [H], and log p(x1, v1) [H, W], the mean of p in each cell.

    Raises SettingError for a sigma at which the density cannot be evaluated.
    """
    xs, vs = np.linspace(extent.x_min, extent.x_max, cells + 1), np.linspace(extent.y_min, extent.y_max, cells + 1)
    places = marginals(density, (xs, vs), sigma, law.temperature)[0].expected
    both = np.log(np.maximum(speeds(law, vs), NOTHING))[:, None] + np.log(np.maximum(places, NOTHING))
    return (xs[1:] + xs[:-1]) / 2, (vs[1:] + vs[:-1]) / 2, both


def speeds(law: PhaseLaw, edges: Array) -> Array:
    """Maxwell's density of v1, the mean in each bin between ``edges`` [B + 1]."""
    below = torch.special.ndtr(torch.from_numpy(edges) / deviation(law)).numpy()
    return np.asarray(np.diff(below) / np.diff(edges))


def deviation(law: PhaseLaw) -> float:
    """The standard deviation of v1, sqrt(tau / m)."""
    return math.sqrt(max(law.temperature, COLDEST) / law.mass)


def velocity_histogram(law: PhaseLaw, velocities: Array) -> Histogram:
    """The particles' v1 [N] beside Maxwell's law."""
    edges = np.linspace(-REACH, REACH, BINS + 1) * deviation(law)
    found = np.histogram(velocities, edges)[0] / max(1, len(velocities)) / np.diff(edges)
    return Histogram(edges, found, speeds(law, edges))
