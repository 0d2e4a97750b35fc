"""The probability-flow ODE by Euler's method, and its ancestral relatives between it and the SDE.

With stochasticity xi = 0 this is DDIM (Song, Meng & Ermon 2021, arXiv 2010.02502) in its variance-exploding form, the
Euler step of the ODE dx = -sigma s dsigma (Song et al. 2021, arXiv 2011.13456, equation 13). With xi = 1 it is
ancestral sampling (Ho et al. 2020, Algorithm 2; in this form k-diffusion's Euler ancestral).
"""

from __future__ import annotations

import math

from torch import Tensor

from app.core.samplers.base import At, Kernel, State
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler


def split(sigma: float, after: float, stochasticity: float) -> tuple[float, float]:
    """(sigma_down, sigma_up): how far to denoise, and how much fresh noise to add, to arrive at ``after`` < ``sigma``.

    sigma_up = min(sigma', xi sqrt(sigma'^2 (sigma^2 - sigma'^2) / sigma^2)), sigma_down = sqrt(sigma'^2 - sigma_up^2).
    """
    up = min(after, stochasticity * after * math.sqrt(1 - (after / sigma) ** 2))
    return math.sqrt(after**2 - up**2), up


def step(state: State, score: Tensor, z: Tensor | None, params: LiveParams, at: At) -> State:
    """D + (sigma_down / sigma)(x - D) + sigma_up z, with D = x + sigma^2 s; z is drawn where xi = 0, too."""
    down, up = split(at.sigma, at.after, params.stochasticity)
    # D + (down / sigma)(x - D) = x + (sigma^2 - down sigma) s
    new = state.x.add(score, alpha=at.sigma * (at.sigma - down))
    return State(new if z is None else new.add_(z, alpha=up))


ANCESTRAL = Kernel(ROWS[Sampler.ANCESTRAL], step)
