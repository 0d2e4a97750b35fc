"""A multilayer perceptron for scores in the plane, conditioned on sigma."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from typing_extensions import override


@dataclass(frozen=True)
class PlaneNetConfig:
    """What the network is built from: its size, the data's mean and standard deviation, the sigmas it is trained on.

    ``sigma_max`` 0 means trained without noise: sigma then has no effect.
    """

    width: int
    depth: int
    mean: tuple[float, float]
    std: float
    sigma_min: float
    sigma_max: float

    def __post_init__(self) -> None:
        if not (1 <= self.width <= 4096 and 1 <= self.depth <= 32):
            raise ValueError("the network's width or depth is out of range")
        numbers = (*self.mean, self.std, self.sigma_min, self.sigma_max)
        if len(self.mean) != 2 or not all(math.isfinite(n) for n in numbers) or self.std <= 0:
            raise ValueError("the data's mean or standard deviation cannot be")
        if not (0 < self.sigma_min <= self.sigma_max or self.sigma_min == self.sigma_max == 0):
            raise ValueError("the range of sigma cannot be")


class PlaneScoreNet(nn.Module):
    """s(x, sigma) = -(x - m) / (v + sigma^2) + g(sigma) F((x - m) / sqrt(v + sigma^2), ln sigma).

    The first part is the score of one Gaussian with the data's mean m and variance v, so that F, an MLP with SiLU
    (smooth, as score matching differentiates it), only learns what is not Gaussian; g = sqrt(v) / (sigma
    sqrt(v + sigma^2)) gives F's target unit variance at every sigma (after Karras et al. 2022, section 5). Without
    noise g = 1 / sqrt(v).
    """

    def __init__(self, config: PlaneNetConfig) -> None:
        super().__init__()
        self.config = config
        self.mean: Tensor
        self.register_buffer("mean", torch.tensor(config.mean), persistent=False)
        widths = [2 + 3, *[config.width] * config.depth]
        layers: list[nn.Module] = []
        for i, o in itertools.pairwise(widths):
            layers += [nn.Linear(i, o), nn.SiLU()]
        last = nn.Linear(widths[-1], 2)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        self.layers = nn.Sequential(*layers, last)

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        """The score: x [N, 2], sigma [N] -> [N, 2]."""
        c, v = self.config, self.config.std**2
        centred = x - self.mean
        if c.sigma_max == 0:
            inputs = torch.cat([centred / c.std, centred.new_zeros(len(x), 3)], dim=1)
            return cast(Tensor, self.layers(inputs)) / c.std - centred / v
        sigma = sigma[:, None]
        total = v + sigma.square()
        u = torch.log(sigma / c.std)
        inputs = torch.cat([centred / total.sqrt(), u / 3, torch.sin(u), torch.cos(u)], dim=1)
        return cast(Tensor, self.layers(inputs)) * (c.std / (sigma * total.sqrt())) - centred / total

    @torch.inference_mode()
    def score(self, x: Tensor, sigma: float) -> Tensor:
        """The score at x [N, 2], in its precision; a sigma beyond those trained on becomes the nearest of them."""
        inside = min(max(sigma, self.config.sigma_min), self.config.sigma_max)
        return cast(Tensor, self(x.float(), torch.full((len(x),), inside))).to(x.dtype)
