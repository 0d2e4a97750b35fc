"""DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, Algorithm 2), in its variance-exploding form.

One evaluation a level and second order all the same: it extrapolates from the estimate of the level before. The first
step has none, and is of the first order (which is DDIM's).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from torch import Tensor

from app.core.samplers.base import At, Draw, Kernel, State
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler


class Estimate(NamedTuple):
    """The last estimate D = x + sigma^2 s, and the length ln(sigma / sigma') of the step that it led through."""

    denoised: Tensor
    log_step: float


def draws(_at: At) -> Draw:
    """There is no noise in it."""
    return Draw.NONE


def step(state: State, score: Tensor, _z: Tensor | None, _params: LiveParams, at: At) -> State:
    """(sigma'/sigma) x - (e^-l - 1) D', D' = (1 + 1/(2r)) D - D_last/(2r), r = l_last / l."""
    denoised = state.x.add(score, alpha=at.sigma**2)
    log_step = math.log(at.sigma / at.after)
    target, before = denoised, state.memory
    if isinstance(before, Estimate):
        weight = log_step / (2 * before.log_step)
        target = denoised.mul(1 + weight).sub_(before.denoised, alpha=weight)
    new = state.x.mul(at.after / at.sigma).add_(target, alpha=-math.expm1(-log_step))
    return State(new, memory=Estimate(denoised, log_step))


DPM_SOLVER = Kernel(ROWS[Sampler.DPM_SOLVER], step, draws)
