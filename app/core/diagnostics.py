"""Numbers that tell how a sampler is doing: norms, signal-to-noise ratio, the stability limit, the finite check."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from app.params import ETA_LIMIT


class SamplingDivergedError(RuntimeError):
    """x or the score stopped being finite.

    Carries where that was (``level`` and ``step`` from 0, ``sigma``, ``eta``), the ``epsilon`` in use and the largest
    ``stable_epsilon``.
    """

    def __init__(
        self, *, level: int, step: int, sigma: float, eta: float | None, epsilon: float, stable_epsilon: float
    ):
        self.level, self.step, self.sigma, self.eta = level, step, sigma, eta
        self.epsilon, self.stable_epsilon = epsilon, stable_epsilon
        where = f"level {level + 1}, step {step + 1}, sigma = {sigma:.3g}"
        network = "the network itself gave the value: choose noise levels within the range it was trained for"
        if eta is None:
            advice = network
        elif eta >= ETA_LIMIT:
            advice = f"epsilon is {epsilon:.3g}; it must stay below {stable_epsilon:.3g} here"
        else:
            advice = f"epsilon is {epsilon:.3g}, below the stability limit {stable_epsilon:.3g}, so {network}"
        if eta is not None:
            where += f", eta = {eta:.3g}"
        super().__init__(f"the samples are no longer finite numbers ({where}): {advice}")


def stationary_variance(sigma: float, eta: float) -> float:
    """The variance that the discretised update settles at on N(0, sigma^2): sigma^2 / (1 - eta/4), for eta < 4."""
    return sigma**2 / (1 - eta / ETA_LIMIT) if eta < ETA_LIMIT else math.inf


def sample_norms(x: Tensor) -> Tensor:
    """The Euclidean norm of each sample, [B, ...] -> [B]."""
    norms: Tensor = torch.linalg.vector_norm(x.flatten(1), dim=1)
    return norms
