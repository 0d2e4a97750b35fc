"""The spaces that networks see pictures in, and the way from there to pixels and back.

``unit``: pixels in [0, 1] as they are. ``centred``: 2 p - 1 ("rescaled" in ncsnv2, "centered" in score_sde).
``logit``: ln(q / (1 - q)) of q = lambda + (1 - 2 lambda) p with lambda = 1e-6 (ncsn's ``logit_transform``); the way
back is the sigmoid, so a round trip moves a pixel by up to lambda.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from typing_extensions import override

from app.networks.model import NetworkModel
from app.networks.speed import tune
from app.params import ModelInfo

UNIT, CENTRED, LOGIT = SPACES = ("unit", "centred", "logit")
LAMBDA = 1e-6


def to_pixels(x: Tensor, space: str) -> Tensor:
    """Data of any shape to pixels in [0, 1]."""
    if space == CENTRED:
        return ((x + 1) / 2).clamp(0, 1)
    return x.sigmoid() if space == LOGIT else x.clamp(0, 1)


def from_pixels(pixels: Tensor, space: str) -> Tensor:
    """Pixels in [0, 1] of any shape to data."""
    if space == CENTRED:
        return 2 * pixels - 1
    return torch.logit(LAMBDA + (1 - 2 * LAMBDA) * pixels) if space == LOGIT else pixels


class SpaceModel(NetworkModel):
    """A network on data in the space that its ``info.data_space`` names; sigma is in that space's units."""

    def __init__(self, network: nn.Module, info: ModelInfo, device: torch.device | str = "cpu") -> None:
        super().__init__(network, info, device)
        tune(self.network)

    @override
    def to_pixels(self, x: Tensor) -> Tensor:
        return to_pixels(x, self.info.data_space)

    @override
    def from_pixels(self, pixels: Tensor) -> Tensor:
        return from_pixels(pixels, self.info.data_space)
