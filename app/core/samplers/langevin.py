"""Langevin dynamics, plain and annealed (Song & Ermon 2019, equation 4 and Algorithm 1)."""

from __future__ import annotations

import math

from torch import Tensor

from app.core.samplers.base import At, Kernel, State
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler


def langevin_step(x: Tensor, score: Tensor, alpha: float, z: Tensor, temperature: float = 1.0) -> Tensor:
    """Line 6 of Algorithm 1 with temperature tau: x + (alpha/2) s + sqrt(tau alpha) z.

    All tensors [B, ...]; ``z`` standard normal. Returns a new tensor.
    """
    return x.add(score, alpha=alpha / 2).add_(z, alpha=math.sqrt(temperature * alpha))


def step(state: State, score: Tensor, z: Tensor | None, params: LiveParams, at: At) -> State:
    """One Langevin step of size alpha_i = epsilon sigma_i^2 / sigma_L^2."""
    assert z is not None  # noqa: S101 - drawn for every step
    alpha = at.alpha(params.epsilon)
    return State(langevin_step(state.x, score, alpha, z, params.temperature), alpha)


ANNEALED = Kernel(ROWS[Sampler.ANNEALED], step)
LANGEVIN = Kernel(ROWS[Sampler.LANGEVIN], step)
