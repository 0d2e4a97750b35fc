"""Reverse diffusion with a Langevin corrector (Song et al. 2021, arXiv 2011.13456, Algorithms 2 and 4, VE).

The paper predicts first and corrects then, as here; its public code corrects first. The corrector's norms are those of
each sample, not of the batch as in the public code: a sample must not depend on its neighbours.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from app.core.diagnostics import sample_norms
from app.core.samplers.base import At, Kernel, State
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler


def predict(x: Tensor, score: Tensor, z: Tensor, sigma: float, after: float) -> Tensor:
    """X + (sigma^2 - sigma'^2) s + sqrt(sigma^2 - sigma'^2) z."""
    change = sigma**2 - after**2
    return x.add(score, alpha=change).add_(z, alpha=math.sqrt(change))


def step_size(score: Tensor, z: Tensor, snr: float, *, together: bool = False) -> Tensor:
    """The corrector's alpha [B], in the paper's form of a Langevin step: 4 (r |z| / |s|)^2; 0 where the score is 0.

    ``together``: all of x is one sample, a cloud of particles: two numbers alone would make a wild ratio.
    """
    norms, noise = sample_norms(score), sample_norms(z)
    if together:
        norms, noise = norms.norm().expand_as(norms), noise.norm().expand_as(noise)
    alpha = 4 * (snr * noise / norms) ** 2
    return torch.where(norms > 0, alpha, torch.zeros_like(alpha))


def step(state: State, score: Tensor, z: Tensor | None, params: LiveParams, at: At) -> State:
    """The predictor to sigma_{i+1}, then M Langevin steps there: x + (alpha/2) s + sqrt(alpha) z."""
    assert z is not None  # noqa: S101 - drawn for every step
    if at.step == 0:
        return State(predict(state.x, score, z, at.sigma, at.after), sigma=at.after)
    alpha = step_size(score, z, params.snr, together=at.scale.together)
    wide = alpha.view(-1, *[1] * (score.dim() - 1))
    return State(state.x + wide / 2 * score + wide.sqrt() * z, alpha=alpha, sigma=at.after)


REVERSE_DIFFUSION = Kernel(ROWS[Sampler.REVERSE_DIFFUSION], step)
