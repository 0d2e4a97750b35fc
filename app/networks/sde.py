"""The stochastic differential equations by which score networks are trained, as noise of standard deviation sigma.

Variance preserving (Song et al. 2021, arXiv 2011.13456, equation 11) and sub-VP (equation 13): with
B(t) = beta_min t + (beta_max - beta_min) t^2 / 2 the picture at time t is e^(-B/2) x_0 plus noise of standard deviation

    VP: sqrt(1 - e^-B),    sub-VP: 1 - e^-B.

Over e^(-B/2) that is x_0 with noise sigma = sqrt(e^B - 1) and 2 sinh(B / 2): a variance-exploding view of both. The
score of the shrunk picture, which is the network's output over its noise, times e^(-B/2) is the output over sigma.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

VE, VP, SUB_VP = SDES = ("ve", "vp", "subvp")
BETA_MIN, BETA_MAX = 0.1, 20.0
"""The published beta_min and beta_max."""


def integral_of(sigma: Tensor, sde: str) -> Tensor:
    """B at which the noise is sigma; any shape."""
    return torch.log1p(sigma * sigma) if sde == VP else 2 * torch.asinh(sigma / 2)


def time_of(integral: Tensor, beta_min: float = BETA_MIN, beta_max: float = BETA_MAX) -> Tensor:
    """The time t at which B is ``integral``; any shape, without the cancellation of the usual formula."""
    return 2 * integral / (beta_min + torch.sqrt(beta_min**2 + 2 * (beta_max - beta_min) * integral))


def sigma_of(time: float, sde: str, beta_min: float = BETA_MIN, beta_max: float = BETA_MAX) -> float:
    """The noise at a time in (0, 1]."""
    integral = beta_min * time + (beta_max - beta_min) * time * time / 2
    return math.sqrt(math.expm1(integral)) if sde == VP else 2 * math.sinh(integral / 2)


def shrunk(x: Tensor, integral: Tensor) -> Tensor:
    """What the network sees of a noisy x [B, C, H, W] with B [B] or [1]."""
    return x * torch.exp(-integral / 2).to(x.dtype)[:, None, None, None]
