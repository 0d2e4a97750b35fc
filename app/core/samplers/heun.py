"""Heun's method with added noise (Karras et al. 2022, arXiv 2206.00364, Algorithms 1 and 2: "EDM").

Two evaluations a level: Euler to the next sigma, then the mean of both slopes. The step from the last level to no
noise at all is Euler's alone, which is the denoising step of every sampler here.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from torch import Tensor

from app.core.samplers.base import At, Draw, Kernel, State
from app.params import LiveParams
from app.params.samplers import MOST_CHURN, ROWS, Sampler


class Slope(NamedTuple):
    """What Heun's method remembers between its two evaluations: where the step began, and the slope dx/dsigma there."""

    x: Tensor
    sigma: float
    slope: Tensor


def churned(sigma: float, params: LiveParams, levels: int, largest: float) -> float:
    """sigma^ = sigma (1 + c), c = min(S_churn / N, sqrt 2 - 1) for sigma in [S_min, S_max]; never above ``largest``."""
    if not params.churn_min <= sigma <= params.churn_max:
        return sigma
    return min(max(sigma, largest), sigma * (1 + min(params.churn / levels, MOST_CHURN)))


def draws(at: At) -> Draw:
    """Noise before the first of a level's two evaluations; it is drawn where its factor is 0, too."""
    return Draw.BEFORE if at.step == 0 else Draw.NONE


def move(state: State, z: Tensor, params: LiveParams, at: At) -> State:
    """x^ = x + sqrt(sigma^^2 - sigma^2) S_noise z: more noise than the level has, to be taken away again."""
    sigma = churned(at.sigma, params, len(at.sigmas), at.sigmas[0])
    spread = math.sqrt(max(0.0, sigma**2 - at.sigma**2)) * params.churn_noise
    return State(state.x.add(z, alpha=spread), sigma=sigma)


def step(state: State, score: Tensor, _z: Tensor | None, _params: LiveParams, at: At) -> State:
    """Euler's step with d = (x^ - D)/sigma^ = -sigma^ s, then, if it is remembered, the mean of both slopes."""
    before = state.memory
    if not isinstance(before, Slope):
        sigma = at.sigma if state.sigma is None else state.sigma
        slope = score.mul(-sigma)
        memory = Slope(state.x, sigma, slope)
        return State(state.x.add(slope, alpha=at.after - sigma), memory=memory, sigma=at.after)
    slope = score.mul(-at.after).add_(before.slope).mul_(0.5)
    return State(before.x.add(slope, alpha=at.after - before.sigma))


HEUN = Kernel(ROWS[Sampler.HEUN], step, draws, move)
