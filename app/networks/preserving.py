"""Variance-preserving diffusion (Ho et al. 2020, arXiv 2006.11239) seen as noise added to the data.

At training step t the network sees sqrt(abar_t) u + sqrt(1 - abar_t) z, with abar_t the product of 1 - beta up to t and
u the picture in [-1, 1]. Divided by sqrt(abar_t) that is u + sigma_u z with sigma_u = sqrt((1 - abar_t) / abar_t): a
variance-exploding view of the same network, at any sigma between those of its steps.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

PREDICTIONS = ("epsilon", "v_prediction", "sample")
"""What a network answers with: the noise, v = sqrt(abar) z - sqrt(1 - abar) u, or the picture u itself."""

LARGEST_BETA = 0.999
MAX_STEPS = 10_000
JUMP = 1.75
"""Last steps at which the noise grows by a larger factor are no levels to sample at (cosine betas have two)."""


@dataclass(frozen=True)
class Preserving:
    """How noise was added in training. ``betas`` given go before ``schedule``, ``start`` and ``end``."""

    steps: int
    schedule: str
    start: float
    end: float
    betas: tuple[float, ...]
    prediction: str


def _even(low: float, high: float, count: int) -> list[float]:
    return [low + (high - low) * k / max(count - 1, 1) for k in range(count)]


def _linear(start: float, end: float, count: int) -> list[float]:
    return _even(start, end, count)


def _scaled_linear(start: float, end: float, count: int) -> list[float]:
    return [root * root for root in _even(math.sqrt(start), math.sqrt(end), count)]


def _sigmoid(start: float, end: float, count: int) -> list[float]:
    return [(end - start) / (1 + math.exp(-v)) + start for v in _even(-6, 6, count)]


def _cosine(_start: float, _end: float, count: int) -> list[float]:
    """Betas for abar = cos^2 (Nichol & Dhariwal 2021, arXiv 2102.09672, equation 17), each at most LARGEST_BETA."""
    kept = [math.cos((k / count + 0.008) / 1.008 * math.pi / 2) ** 2 for k in range(count + 1)]
    return [min(1 - after / before, LARGEST_BETA) for before, after in itertools.pairwise(kept)]


SCHEDULES: dict[str, Callable[[float, float, int], list[float]]] = {
    "linear": _linear, "scaled_linear": _scaled_linear, "squaredcos_cap_v2": _cosine, "sigmoid": _sigmoid,
}  # fmt: skip
"""Name in a configuration -> the betas from the first, the last and their number."""


def log_sigmas(process: Preserving) -> list[float]:
    """The logarithm of sigma_u of each training step, ascending, sigma_u being the noise on the picture in [-1, 1].

    Raises ValueError for a process that is unknown or leaves nothing of the picture.
    """
    if process.prediction not in PREDICTIONS:
        raise ValueError(f"it predicts {process.prediction!r}; known are {', '.join(PREDICTIONS)}")
    if process.schedule not in SCHEDULES:
        raise ValueError(f"its betas are {process.schedule!r}; known are {', '.join(SCHEDULES)}")
    if not 2 <= process.steps <= MAX_STEPS or (process.betas and len(process.betas) != process.steps):
        raise ValueError(f"it has {process.steps:,} steps; from 2 to {MAX_STEPS:,} are possible, with as many betas")
    if not process.betas and not 0 < process.start <= process.end < 1:
        raise ValueError(f"its betas cannot run from {process.start:g} to {process.end:g}")
    betas = process.betas or SCHEDULES[process.schedule](process.start, process.end, process.steps)
    if not all(0 < beta < 1 for beta in betas):
        raise ValueError("its betas do not lie between 0 and 1, and at 1 nothing of the picture is left to be denoised")
    # The training code keeps both in float32, so that is the noise that the network has seen.
    alphas = np.float32(1) - np.asarray(betas, dtype=np.float32)
    kept = np.cumprod(alphas, dtype=np.float64).astype(np.float32).astype(np.float64)
    if not 1e-12 < kept[-1] <= kept[0] < 1:
        raise ValueError("of the picture next to all is left at its first step, or next to nothing at its last")
    logs: list[float] = (np.log((1 - kept) / kept) / 2).tolist()
    return logs


def native_sigmas(process: Preserving) -> list[float]:
    """The noise levels on data in [0, 1] that the network was trained at, ascending.

    Without the jumps at the end: see JUMP.
    """
    logs = log_sigmas(process)
    while len(logs) > 2 and logs[-1] - logs[-2] > math.log(JUMP):
        logs.pop()
    return [math.exp(value) / 2 for value in logs]


def position_in(levels: Tensor, wanted: Tensor) -> Tensor:
    """Where values [B] lie among ascending levels [T], as real indices, linear between two; the ends beyond them."""
    wanted = wanted.to(levels.dtype).clamp(levels[0], levels[-1])
    after = torch.searchsorted(levels, wanted.contiguous()).clamp(1, len(levels) - 1)
    low, high = levels[after - 1], levels[after]
    return after - 1 + (wanted - low) / (high - low)


def shrunk(noisy: Tensor, sigma: Tensor) -> Tensor:
    """What the network sees of u + sigma z, [B, C, H, W], with sigma [B] or [1]: its variance is preserved."""
    return noisy / (1 + sigma * sigma).sqrt()[:, None, None, None]


def noise_of(answer: Tensor, noisy: Tensor, sigma: Tensor, prediction: str) -> Tensor:
    """The expected z in u + sigma z, [B, C, H, W], from the network's answer, with sigma [B] or [1]."""
    if prediction == "epsilon":
        return answer
    sigma = sigma[:, None, None, None]
    if prediction == "sample":
        return (noisy - answer) / sigma
    total = 1 + sigma * sigma
    return noisy * (sigma / total) + answer / total.sqrt()
