"""A score network with what is known about it: the :class:`app.core.types.ScoreModel` that samplers use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from app.params import ModelInfo


def to_channels_last(network: nn.Module, device: torch.device | str) -> nn.Module:
    """The network on ``device`` with its convolution weights in the memory order that is fastest there."""
    move: Any = network.to  # torch's stubs lack the memory_format overload
    moved: nn.Module = move(device=device, memory_format=torch.channels_last)
    return moved


class NetworkModel:
    """A network whose ``forward(x, sigma)`` is the score for any sigma, on data in [0, 1].

    ``network`` takes x [B, C, H, W] and sigma [B] or [1]. Families with labels, another scaling or another data space
    derive from this class.
    """

    def __init__(self, network: nn.Module, info: ModelInfo, device: torch.device | str = "cpu") -> None:
        self.network = to_channels_last(network, device).eval().requires_grad_(False)
        self.forward: Callable[[Tensor, Tensor], Tensor] = self.network
        """What evaluates the network: itself, or a faster way to the same."""
        self.info = info
        self._device = torch.device(device)
        self._sigmas = torch.tensor(info.sigmas, dtype=torch.float64)

    @property
    def sigmas(self) -> Tensor:
        """The native noise levels, [L], descending, float64 on the CPU."""
        return self._sigmas

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W) of one sample."""
        return self.info.shape

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self._device

    def score(self, x: Tensor, sigma: float | Tensor) -> Tensor:
        """The score at x [B, C, H, W] for sigma a number or [B]."""
        if not isinstance(sigma, Tensor):
            sigma = torch.full((1,), sigma, dtype=x.dtype, device=x.device)
        return self.forward(x, sigma)

    def to_pixels(self, x: Tensor) -> Tensor:
        """Pictures in [0, 1], [B, C, H, W]."""
        return x.clamp(0, 1)

    def from_pixels(self, pixels: Tensor) -> Tensor:
        """From pictures in [0, 1], [B, C, H, W], to the network's data space: the same."""
        return pixels

    def describe(self) -> ModelInfo:
        """Everything known about the network and its file."""
        return self.info
