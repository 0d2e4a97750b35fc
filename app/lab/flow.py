"""Lines of the probability-flow ODE in the plane (Song et al. 2021, section 4.3, variance exploding).

dx/dsigma = -sigma s(x, sigma) carries p_sigma along exactly, without noise: what starts as a sample of p at the largest
sigma ends as one at the smallest. On one Gaussian N(mu, v) the lines are x = mu + (x_0 - mu) sqrt((v + sigma^2) /
(v + sigma_0^2)).
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.lab.density import Density, ScoreField
from app.params.lab.flow import FlowStart

Array = NDArray[np.float64]

STEPS = 48
"""Fourth-order steps along a line."""
RHO = 7.0
"""Sigma^(1/rho) falls evenly (Karras et al. 2022, equation 5): many small levels, and an end at 0 is no trouble."""
PER_SIDE = 12
"""Lines along each side of the grid."""
ALONG = 48
"""Lines from starts on a straight line."""
REACH = 2.0
"""Standard deviations on either side of the mean, where no line is given to start on."""
SOME = 4000
"""Samples that tell the mean and the variances of a density."""


def flow_sigmas(largest: float, smallest: float, steps: int = STEPS) -> Array:
    """The noise levels [steps + 1] at the places of a line, descending."""
    return _sigma(np.linspace(0, 1, steps + 1), largest, smallest)


@torch.inference_mode()
def flow_lines(score: ScoreField, starts: Array, largest: float, smallest: float, steps: int = STEPS) -> Array:
    """Follow the ODE from ``starts`` [N, 2] at ``largest`` down to ``smallest``: [N, steps + 1, 2].

    Sigma is noise added to the data, and ``score`` takes it so. The method is Runge and Kutta's of the fourth order.
    """

    def slope(x: Tensor, u: float) -> Tensor:
        sigma = float(_sigma(np.array(u), largest, smallest))
        rate = RHO * sigma ** (1 - 1 / RHO) * (smallest ** (1 / RHO) - largest ** (1 / RHO))
        change: Tensor = score(x, sigma).double() * (-sigma * rate)
        return change

    x = torch.from_numpy(np.array(starts, dtype=np.float64))
    found, h = [x], 1 / steps
    for k in range(steps):
        first = slope(x, k * h)
        second = slope(x + h / 2 * first, (k + 0.5) * h)
        third = slope(x + h / 2 * second, (k + 0.5) * h)
        fourth = slope(x + h * third, min(1.0, (k + 1) * h))
        x = x + h / 6 * (first + 2 * second + 2 * third + fourth)
        found.append(x)
    return torch.stack(found, dim=1).numpy()


def flow_starts(
    density: Density, kind: FlowStart, largest: float, line: tuple[float, float, float, float] | None = None
) -> Array:
    """Where the lines start at ``largest``, noise added to the data: [N, 2].

    A grid has the quantiles of a Gaussian along each axis, of p's mean and variances at ``largest``, so that each line
    carries as much probability as any other, as nearly as that Gaussian is p there. On a line they are evenly spread:
    on ``line`` (x0, y0, x1, y1), or level through the mean.
    """
    some = density.sample(SOME, torch.Generator().manual_seed(0))
    (x, y), spread = some.mean(dim=0).tolist(), (some.var(dim=0) + largest**2).sqrt().numpy()
    if kind is FlowStart.LINE:
        reach = REACH * float(spread[0])
        ends = np.array(line or (x - reach, y, x + reach, y))
        part = ((np.arange(ALONG) + 0.5) / ALONG)[:, None]
        return np.asarray(ends[:2] + part * (ends[2:] - ends[:2]))
    parts = (torch.arange(PER_SIDE, dtype=torch.float64) + 0.5) / PER_SIDE
    quantiles = math.sqrt(2) * torch.erfinv(2 * parts - 1).numpy()
    found = np.meshgrid(x + spread[0] * quantiles, y + spread[1] * quantiles)
    return np.stack([axis.ravel() for axis in found], axis=1)


def _sigma(u: Array, largest: float, smallest: float) -> Array:
    """The noise level at the part ``u`` of the way."""
    root = largest ** (1 / RHO) + u * (smallest ** (1 / RHO) - largest ** (1 / RHO))
    return np.asarray(np.maximum(root, 0.0) ** RHO)
