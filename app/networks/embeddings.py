"""Features of a single number: how networks are told the noise level or the time."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override


class Scaled(NamedTuple):
    """What a module does to its maps because of the noise level: they are multiplied, and added to; both [B, C].

    A module with a method ``effect`` is told the level by the last argument of its ``forward``; ``effect`` takes the
    same, and returns this or :class:`Shifted`.
    """

    gain: Tensor
    shift: Tensor


class Shifted(NamedTuple):
    """The same where it only adds."""

    shift: Tensor


class GaussianFourier(nn.Module):
    """Random Fourier features sin and cos(2 pi W v) (Tancik et al. 2020, arXiv 2006.10739): [B] -> [B, 2n].

    W is drawn once and not trained.
    """

    def __init__(self, frequencies: int) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.zeros(frequencies), requires_grad=False)

    @override
    def forward(self, v: Tensor) -> Tensor:
        angle = v[:, None] * self.W * (2 * math.pi)
        return torch.cat([angle.sin(), angle.cos()], dim=1)


def sinusoidal(index: Tensor, width: int) -> Tensor:
    """The Transformer's positional features of a whole number (Vaswani et al. 2017, section 3.5): [B] -> [B, width]."""
    half = width // 2
    rates = torch.exp(torch.arange(half, device=index.device) * (-math.log(10_000) / (half - 1)))
    angle = index.to(rates.dtype)[:, None] * rates
    return F.pad(torch.cat([angle.sin(), angle.cos()], dim=1), (0, width % 2))
