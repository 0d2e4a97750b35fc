"""The ScoreNet of the tutorial notebook on score-based generative models (Y. Song, 2021): a small U-Net for MNIST.

Four convolutions of stride 2 without padding go down (28 -> 26 -> 12 -> 5 -> 2), transposed ones come up again, and
every map is shifted by a linear function of Gaussian Fourier features of the time t. One version of the notebook
concatenates the skips, another adds them.

The notebook's process is dx = s^t dw with s = 25 (a variance-exploding SDE; Song et al. 2021, section 3.4), so noise of
standard deviation sigma is that of the time

    std(t)^2 = (s^(2t) - 1) / (2 ln s),    t = ln(1 + 2 ln(s) sigma^2) / (2 ln s),

and the output, divided by std(t), is the score at sigma. Times from 0.001 to 1 are sigma from 0.032 to 9.85. The same
network is also trained by other SDEs (:mod:`app.networks.sde`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks import sde
from app.networks.embeddings import GaussianFourier, Shifted


@dataclass(frozen=True)
class TutorialConfig:
    """The sizes of a :class:`TutorialScoreNet`. ``base`` is the SDE's s; ``concatenate``: the skips, else they add.

    ``sde``: one of :data:`app.networks.sde.SDES`; ``base`` is of no use to others than the first.
    """

    channels: int = 1
    widths: tuple[int, ...] = (32, 64, 128, 256)
    embed: int = 256
    concatenate: bool = True
    base: float = 25.0
    sde: str = sde.VE

    def __post_init__(self) -> None:
        if not 1 <= self.channels <= 64 or len(self.widths) != 4 or not 2 <= self.embed <= 8192 or self.embed % 2:
            raise ValueError("the tutorial's network needs 1 to 64 channels, four widths and an even embedding")
        if any(not 4 <= w <= 8192 or w % 4 for w in self.widths) or any(w % 32 for w in self.widths[1:]):
            raise ValueError(f"the widths {self.widths} do not split into the network's groups")
        if self.widths[0] % 32:
            raise ValueError(f"the first width {self.widths[0]} is not a multiple of 32")
        if not 1 < self.base < math.inf:
            raise ValueError(f"the base of the SDE must be above 1, not {self.base}")
        if self.sde not in sde.SDES:
            raise ValueError(f"sde is {self.sde!r}; known are {', '.join(sde.SDES)}")


def time_of(sigma: Tensor, base: float) -> Tensor:
    """The time at which the SDE's noise has standard deviation sigma; any shape."""
    twice_log = 2 * math.log(base)
    return torch.log1p(twice_log * sigma * sigma) / twice_log


def std_of(time: float, base: float) -> float:
    """The standard deviation of the SDE's noise at a time in (0, 1]."""
    return math.sqrt((base ** (2 * time) - 1) / (2 * math.log(base)))


def base_of(sigma_max: float) -> float:
    """The base s whose noise at time 1 is ``sigma_max``, which must be above 1 (the limit s -> 1)."""
    low, high = 1 + 1e-9, 2.0
    while std_of(1.0, high) < sigma_max:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if std_of(1.0, middle) > sigma_max else (middle, high)
    return (low + high) / 2


class Shift(nn.Module):
    """One number to add for each map: [B, E] -> [B, C, 1, 1]."""

    def __init__(self, embed: int, channels: int) -> None:
        super().__init__()
        self.dense = nn.Linear(embed, channels)

    def effect(self, embed: Tensor) -> Shifted:
        """The numbers."""
        return Shifted(self.dense(embed))

    @override
    def forward(self, embed: Tensor) -> Tensor:
        return self.effect(embed).shift[:, :, None, None]


class TutorialScoreNet(nn.Module):
    """The network; ``forward`` takes x [B, C, 28, 28] and sigma [B] or [1] and returns the score."""

    def __init__(self, config: TutorialConfig) -> None:
        super().__init__()
        self.config = config
        a, b, c, d = config.widths
        twice = 2 if config.concatenate else 1
        embed = config.embed
        self.embed = nn.Sequential(GaussianFourier(embed // 2), nn.Linear(embed, embed))
        self.conv1 = nn.Conv2d(config.channels, a, 3, bias=False)
        self.conv2 = nn.Conv2d(a, b, 3, stride=2, bias=False)
        self.conv3 = nn.Conv2d(b, c, 3, stride=2, bias=False)
        self.conv4 = nn.Conv2d(c, d, 3, stride=2, bias=False)
        self.gnorm1 = nn.GroupNorm(4, a)
        self.gnorm2, self.gnorm3, self.gnorm4 = (nn.GroupNorm(32, width) for width in (b, c, d))
        self.tconv4 = nn.ConvTranspose2d(d, c, 3, stride=2, bias=False)
        self.tconv3 = nn.ConvTranspose2d(twice * c, b, 3, stride=2, bias=False, output_padding=1)
        self.tconv2 = nn.ConvTranspose2d(twice * b, a, 3, stride=2, bias=False, output_padding=1)
        self.tconv1 = nn.ConvTranspose2d(twice * a, config.channels, 3)
        self.tgnorm4, self.tgnorm3, self.tgnorm2 = (nn.GroupNorm(32, width) for width in (c, b, a))
        for i, width in enumerate((a, b, c, d, c, b, a), start=1):
            self.add_module(f"dense{i}", Shift(embed, width))

    def output_gain(self, sigma: Tensor) -> Tensor:
        """By what the score has the network's raw output multiplied: 1 / sigma, [B]."""
        return 1 / sigma

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        sigma = sigma.to(x.dtype)
        if self.config.sde == sde.VE:
            time = time_of(sigma, self.config.base)
        else:
            integral = sde.integral_of(sigma, self.config.sde)
            time, x = sde.time_of(integral), sde.shrunk(x, integral)
        embed = F.silu(self.embed(time))
        h = x.contiguous(memory_format=torch.channels_last)
        maps = []
        down = [(self.conv1, self.gnorm1), (self.conv2, self.gnorm2), (self.conv3, self.gnorm3)]
        down.append((self.conv4, self.gnorm4))
        for i, (conv, norm) in enumerate(down, start=1):
            h = F.silu(norm(conv(h) + self._shift(i, embed)))
            maps.append(h)
        h = maps.pop()
        up = [(self.tconv4, self.tgnorm4), (self.tconv3, self.tgnorm3), (self.tconv2, self.tgnorm2)]
        for i, (tconv, norm) in enumerate(up, start=5):
            h = self._join(F.silu(norm(tconv(h) + self._shift(i, embed))), maps.pop())
        out: Tensor = self.tconv1(h) / sigma[:, None, None, None]
        return out.contiguous()

    def _shift(self, i: int, embed: Tensor) -> Tensor:
        out: Tensor = self._modules[f"dense{i}"](embed)  # type: ignore[misc]
        return out

    def _join(self, h: Tensor, skip: Tensor) -> Tensor:
        return torch.cat([h, skip], dim=1) if self.config.concatenate else h + skip
