"""Exponential moving average of a network's weights (Song & Ermon 2020, arXiv 2006.09011, technique 5)."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn


class WeightAverage:
    """A copy of a network whose weights follow the trained ones slowly.

    After step n the average moves by ``1 - min(decay, (1 + n) / (10 + n))``: short-sighted at first, so that an early
    average is not dominated by the random start.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        if not 0 <= decay < 1:
            raise ValueError(f"the decay of the weight average must be in [0, 1), not {decay}")
        self.decay = decay
        self.network = copy.deepcopy(network).eval().requires_grad_(False)

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Move the average towards ``network``, which has taken ``step`` optimiser steps."""
        decay = min(self.decay, (1 + step) / (10 + step))
        mine: list[Tensor] = list(self.network.parameters())
        torch._foreach_lerp_(mine, list(network.parameters()), 1 - decay)
