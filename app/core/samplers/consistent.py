"""Consistent annealed sampling (Jolicoeur-Martineau et al. 2020, arXiv 2009.05475, Algorithm 2).

One step a level; the noise added makes the next level's noise have standard deviation sigma_{i+1}, which annealed
Langevin dynamics only approaches in many steps: exactly so for the score of a single point; for other data x moves
besides by h (E[x_0 | x] - x_0), from the clean picture behind it towards the expected one.
"""

from __future__ import annotations

import math

from torch import Tensor

from app.core.samplers.base import At, Draw, Kernel, State
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler, check_consistent_step


def consistent_noise(h: float, sigma: float, sigma_next: float) -> float:
    """Standard deviation of the noise added between two levels: sigma' sqrt(1 - ((1 - h) / ratio)^2).

    h = eta / 2 and ratio = sigma' / sigma. Raises SettingError unless 1 - ratio < h < 1 + ratio.
    """
    ratio = sigma_next / sigma
    check_consistent_step(h, ratio)
    return sigma_next * math.sqrt(1 - ((1 - h) / ratio) ** 2)


def draws(at: At) -> Draw:
    """Noise for the next level, none after the last."""
    return Draw.NONE if at.following is None else Draw.AFTER


def step(state: State, score: Tensor, z: Tensor | None, params: LiveParams, at: At) -> State:
    """X <- x + h sigma_i^2 s, then noise for the next level; h = epsilon / (2 sigma_L^2).

    T is not used; the temperature scales the added noise's variance. Raises SettingError when a changed epsilon leaves
    the allowed range.
    """
    eta = params.epsilon / at.sigmas[-1] ** 2
    spread = 0.0 if at.following is None else consistent_noise(eta / 2, at.sigma, at.following)
    new = state.x.add(score, alpha=eta / 2 * at.sigma**2)
    if z is not None:
        new.add_(z, alpha=math.sqrt(params.temperature) * spread)
    return State(new, eta * at.sigma**2)


CONSISTENT = Kernel(ROWS[Sampler.CONSISTENT], step, draws)
