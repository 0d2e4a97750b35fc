"""Consistent annealed sampling (Jolicoeur-Martineau et al. 2020, arXiv 2009.05475, Algorithm 2).

One step a level; the noise added is exactly what makes the next level's noise have standard deviation sigma_{i+1} when
the score is exact, which annealed Langevin dynamics only approaches in many steps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from app.core.langevin import checked_step
from app.core.noise import NoiseSource
from app.core.types import Phase, ReadParams, ScoreModel, Step
from app.params import LangevinParams, check_consistent_step


def consistent_noise(h: float, sigma: float, sigma_next: float) -> float:
    """Standard deviation of the noise added between two levels: sigma' sqrt(1 - ((1 - h) / gamma)^2).

    h = eta / 2 and gamma = sigma' / sigma. Raises SettingError unless 1 - gamma < h < 1 + gamma.
    """
    gamma = sigma_next / sigma
    check_consistent_step(h, gamma)
    return sigma_next * math.sqrt(1 - ((1 - h) / gamma) ** 2)


def consistent_anneal(
    model: ScoreModel, x: Tensor, sigmas: Sequence[float], read_params: ReadParams, noise: NoiseSource
) -> Iterator[Step]:
    """Algorithm 2: x <- x + h sigma_i^2 s, then noise for the next level, none after the last.

    The same interface as :func:`app.core.langevin.anneal`; h = epsilon / (2 sigma_L^2). T is not used; the temperature
    scales the added noise's variance. Raises SettingError when a changed epsilon leaves the allowed range.
    """
    for level in range(len(sigmas)):
        step = consistent_evaluation(model, x, level, sigmas, 0, read_params(), noise)
        x = step.x
        yield step


@torch.inference_mode()
def consistent_evaluation(
    model: ScoreModel,
    x: Tensor,
    level: int,
    sigmas: Sequence[float],
    t: int,
    params: LangevinParams,
    noise: NoiseSource,
) -> Step:
    """The step from ``sigmas[level]`` to the next level; ``t`` is 0, for there is only one a level."""
    sigma = sigmas[level]
    eta = params.epsilon / sigmas[-1] ** 2
    last = level + 1 == len(sigmas)
    spread = 0.0 if last else consistent_noise(eta / 2, sigma, sigmas[level + 1])
    score = model.score(x, sigma)
    new = x.add(score, alpha=eta / 2 * sigma**2)
    z = None
    if not last:
        z = noise.normal()
        new.add_(z, alpha=math.sqrt(params.temperature) * spread)
    return checked_step(
        phase=Phase.LANGEVIN, level=level, sigmas=sigmas, t=t, steps=1, alpha=eta * sigma**2, params=params,
        x_in=x, score=score, x=new, z=z,
    )  # fmt: skip
