"""Langevin dynamics, plain and annealed (Song & Ermon 2019, equation 4 and Algorithm 1)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from app.core.diagnostics import SamplingDivergedError, largest_stable_epsilon, sample_norms
from app.core.noise import NoiseSource
from app.core.types import Phase, ReadParams, ScoreModel, Step
from app.params import LangevinParams


def langevin_step(x: Tensor, score: Tensor, alpha: float, z: Tensor, temperature: float = 1.0) -> Tensor:
    """Line 6 of Algorithm 1 with temperature tau: x + (alpha/2) s + sqrt(tau alpha) z.

    All tensors [B, ...]; ``z`` standard normal. Returns a new tensor.
    """
    return x.add(score, alpha=alpha / 2).add_(z, alpha=math.sqrt(temperature * alpha))


def anneal(
    model: ScoreModel, x: Tensor, sigmas: Sequence[float], read_params: ReadParams, noise: NoiseSource
) -> Iterator[Step]:
    """Algorithm 1: at each level T Langevin steps of size alpha_i = epsilon sigma_i^2 / sigma_L^2.

    x [B, C, H, W] is the start, ``sigmas`` descend. Yields after every evaluation of the network; parameters are read
    before it, so epsilon, T and the temperature may change at any step. With one level this is plain Langevin dynamics
    of step size epsilon. Raises SamplingDivergedError when x or the score is not finite.
    """
    for level in range(len(sigmas)):
        t = 0
        while t < (params := read_params()).steps_per_level:
            step = langevin_evaluation(model, x, level, sigmas, t, params, noise)
            x = step.x
            yield step
            t += 1


@torch.inference_mode()
def langevin_evaluation(
    model: ScoreModel,
    x: Tensor,
    level: int,
    sigmas: Sequence[float],
    t: int,
    params: LangevinParams,
    noise: NoiseSource,
) -> Step:
    """One Langevin step at ``sigmas[level]``, the ``t``-th there (from 0)."""
    sigma = sigmas[level]
    eta = params.epsilon / sigmas[-1] ** 2
    alpha = eta * sigma**2
    score = model.score(x, sigma)
    # Drawn after the score was asked for: on a GPU the CPU fills this in while the network runs.
    z = noise.normal()
    new = langevin_step(x, score, alpha, z, params.temperature)
    return checked_step(
        phase=Phase.LANGEVIN, level=level, sigmas=sigmas, t=t, steps=params.steps_per_level, alpha=alpha,
        params=params, x_in=x, score=score, x=new, z=z,
    )  # fmt: skip


@torch.inference_mode()
def final_denoise(model: ScoreModel, x: Tensor, sigmas: Sequence[float], params: LangevinParams) -> Step:
    """The last, noiseless step x + sigma_L^2 s(x, sigma_L): Tweedie's estimate of the clean picture.

    Jolicoeur-Martineau et al. 2020 (arXiv 2009.05475), section 2.3; Song & Ermon 2020, footnote on denoising.
    """
    sigma = sigmas[-1]
    score = model.score(x, sigma)
    new = x.add(score, alpha=sigma**2)
    return checked_step(
        phase=Phase.DENOISE, level=len(sigmas) - 1, sigmas=sigmas, t=0, steps=1, alpha=2 * sigma**2, params=params,
        x_in=x, score=score, x=new, z=None,
    )  # fmt: skip


def checked_step(
    *,
    phase: Phase,
    level: int,
    sigmas: Sequence[float],
    t: int,
    steps: int,
    alpha: float,
    params: LangevinParams,
    x_in: Tensor,
    score: Tensor,
    x: Tensor,
    z: Tensor | None,
) -> Step:
    """The Step with its norms, after the finite check: one small transfer to the CPU a step.

    Raises SamplingDivergedError if any sample of ``x`` or of its score is not finite.
    """
    score_norms = sample_norms(score)
    x_norms = sample_norms(x)
    ratio = torch.zeros_like(score_norms) if z is None else score_norms / sample_norms(z)
    mean_score, mean_ratio, total = torch.stack([score_norms.mean(), ratio.mean(), x_norms.sum()]).tolist()
    sigma = sigmas[level]
    eta = alpha / sigma**2
    if not math.isfinite(mean_score + total):
        raise SamplingDivergedError(
            level=level, step=t, sigma=sigma, eta=eta, epsilon=params.epsilon,
            stable_epsilon=largest_stable_epsilon(sigmas[-1]),
        )  # fmt: skip
    return Step(
        phase=phase, level=level, levels=len(sigmas), step=t, steps=steps, sigma=sigma, alpha=alpha, eta=eta,
        params=params, x_in=x_in, score=score, x=x, score_norm=mean_score, snr=math.sqrt(alpha) * mean_ratio / 2,
    )  # fmt: skip
