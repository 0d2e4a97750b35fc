"""The blocks of NCSN++ (Song et al. 2021, appendix H), after DDPM (Ho et al. 2020) and BigGAN (Brock et al. 2019).

The names and the order of the parts are those of the published weights: the average in a checkpoint is a bare list in
that order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import Shifted
from app.networks.instance_norm import Coefficients
from app.networks.refinenet import Activation, Conv3x3, apply_conv, apply_norm
from app.networks.resample import ResampledConv, downsample, square_kernel, upsample


class GroupNorm(nn.GroupNorm):
    """Group normalisation with groups of at least four maps, at most 32 of them."""

    def __init__(self, channels: int) -> None:
        super().__init__(max(1, min(channels // 4, 32)), channels, eps=1e-6)

    def coefficients(self, level: Tensor | None = None) -> Coefficients:  # noqa: ARG002 - as the others
        """gamma, None, beta, [1, C]."""
        return Coefficients(self.weight[None], None, self.bias[None], self.num_groups, self.eps)

    @override
    def forward(self, x: Tensor, level: Tensor | None = None) -> Tensor:
        return super().forward(x)


class NIN(nn.Module):
    """A linear map of the channels at each pixel (Lin et al. 2014): [B, C, H, W] -> [B, C', H, W]."""

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.zeros(c_in, c_out))
        self.b = nn.Parameter(torch.zeros(c_out))

    @override
    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.W.t()[:, :, None, None], self.b)


def join(x: Tensor, h: Tensor, *, rescale: bool) -> Tensor:
    """What all blocks end with: x + h, over sqrt(2) with ``rescale`` so that the variance stays."""
    return (x + h) / math.sqrt(2) if rescale else x + h


class Attention(nn.Module):
    """Self-attention over all pixels, one head: [B, C, H, W] -> the same."""

    def __init__(self, channels: int, *, rescale: bool) -> None:
        super().__init__()
        self.rescale = rescale
        self.GroupNorm_0 = GroupNorm(channels)
        self.NIN_0, self.NIN_1, self.NIN_2, self.NIN_3 = (NIN(channels, channels) for _ in range(4))

    @override
    def forward(self, x: Tensor) -> Tensor:
        b, c, height, width = x.shape
        h = self.GroupNorm_0(x)
        q, k, v = (part(h).flatten(2).transpose(1, 2)[:, None] for part in (self.NIN_0, self.NIN_1, self.NIN_2))
        out = F.scaled_dot_product_attention(q, k, v)[:, 0].transpose(1, 2)
        return join(x, self.NIN_3(out.reshape(b, c, height, width)), rescale=self.rescale)


class DDPMBlock(nn.Module):
    """The residual block of DDPM: x [B, C, H, W] and the level's features [B, E] -> [B, C', H, W]."""

    def __init__(self, c_in: int, c_out: int, embed: int, act: Activation, *, rescale: bool) -> None:
        super().__init__()
        self.rescale = rescale
        self.act = act
        self.GroupNorm_0 = GroupNorm(c_in)
        self.Conv_0 = Conv3x3(c_in, c_out)
        self.Dense_0 = nn.Linear(embed, c_out)
        self.GroupNorm_1 = GroupNorm(c_out)
        self.Conv_1 = Conv3x3(c_out, c_out)
        if c_in != c_out:
            self.NIN_0 = NIN(c_in, c_out)

    def effect(self, embed: Tensor) -> Shifted:
        """On the maps between the two convolutions."""
        return Shifted(self.Dense_0(embed))

    @override
    def forward(self, x: Tensor, embed: Tensor | None) -> Tensor:
        h = apply_conv(self.Conv_0, x, norm=self.GroupNorm_0, act=self.act)
        if embed is not None:
            h = h + self.effect(embed).shift[:, :, None, None]
        h = apply_conv(self.Conv_1, h, norm=self.GroupNorm_1, act=self.act)
        return join(self.NIN_0(x) if hasattr(self, "NIN_0") else x, h, rescale=self.rescale)


class BigGANBlock(nn.Module):
    """The residual block of BigGAN, which also resamples: [B, C, H, W], [B, E] -> [B, C', H', W'].

    ``resample`` is "up", "down" or empty; with ``fir`` taps the resampling smooths, else it repeats or averages.
    """

    def __init__(
        self,
        c_in: int,
        c_out: int,
        embed: int,
        act: Activation,
        *,
        rescale: bool,
        resample: str = "",
        fir: Sequence[float] | None = None,
    ) -> None:
        super().__init__()
        self.rescale = rescale
        self.act = act
        self.resample = Resample(resample, fir) if resample else None
        self.GroupNorm_0 = GroupNorm(c_in)
        self.Conv_0 = Conv3x3(c_in, c_out)
        self.Dense_0 = nn.Linear(embed, c_out)
        self.GroupNorm_1 = GroupNorm(c_out)
        self.Conv_1 = Conv3x3(c_out, c_out)
        if c_in != c_out or resample:
            self.Conv_2 = nn.Conv2d(c_in, c_out, 1)

    def effect(self, embed: Tensor) -> Shifted:
        """On the maps between the two convolutions."""
        return Shifted(self.Dense_0(embed))

    @override
    def forward(self, x: Tensor, embed: Tensor | None) -> Tensor:
        if self.resample is None:
            h = apply_conv(self.Conv_0, x, norm=self.GroupNorm_0, act=self.act)
        else:
            h, x = self.resample(apply_norm(self.Conv_0, x, norm=self.GroupNorm_0, act=self.act)), self.resample(x)
            h = apply_conv(self.Conv_0, h)
        if embed is not None:
            h = h + self.effect(embed).shift[:, :, None, None]
        h = apply_conv(self.Conv_1, h, norm=self.GroupNorm_1, act=self.act)
        return join(self.Conv_2(x) if hasattr(self, "Conv_2") else x, h, rescale=self.rescale)


class Resample(nn.Module):
    """Resampling by two without weights: smoothing with ``fir`` taps; else repeating ("up") or averaging ("down")."""

    kernel: Tensor

    def __init__(self, direction: str, fir: Sequence[float] | None) -> None:
        super().__init__()
        self.up, self.smooth = direction == "up", fir is not None
        if fir is not None:
            self.register_buffer("kernel", square_kernel(fir), persistent=False)

    @override
    def forward(self, x: Tensor) -> Tensor:
        if self.smooth:
            return upsample(x, self.kernel) if self.up else downsample(x, self.kernel)
        return F.interpolate(x, scale_factor=2.0, mode="nearest") if self.up else F.avg_pool2d(x, 2)


class Upsample(nn.Module):
    """Twice the size, with or without a convolution: [B, C, H, W] -> [B, C', 2H, 2W]."""

    def __init__(self, c_in: int, c_out: int, *, conv: bool, fir: Sequence[float] | None) -> None:
        super().__init__()
        self.resample = None if conv and fir is not None else Resample("up", fir)
        if conv and fir is not None:
            self.Conv2d_0 = ResampledConv(c_in, c_out, fir, up=True)
        elif conv:
            self.Conv_0 = Conv3x3(c_in, c_out)

    @override
    def forward(self, x: Tensor, embed: Tensor | None = None) -> Tensor:
        out: Tensor = self.Conv2d_0(x) if self.resample is None else self.resample(x)
        if hasattr(self, "Conv_0"):
            out = self.Conv_0(out)
        return out


class Downsample(nn.Module):
    """Half the size, with or without a convolution: [B, C, H, W] -> [B, C', H/2, W/2]."""

    def __init__(self, c_in: int, c_out: int, *, conv: bool, fir: Sequence[float] | None) -> None:
        super().__init__()
        self.resample = None if conv else Resample("down", fir)
        if conv and fir is not None:
            self.Conv2d_0 = ResampledConv(c_in, c_out, fir, up=False)
        elif conv:
            self.Conv_0 = nn.Conv2d(c_in, c_out, 3, stride=2)

    @override
    def forward(self, x: Tensor, embed: Tensor | None = None) -> Tensor:
        if self.resample is not None:
            resampled: Tensor = self.resample(x)
            return resampled
        out: Tensor = self.Conv2d_0(x) if hasattr(self, "Conv2d_0") else self.Conv_0(F.pad(x, (0, 1, 0, 1)))
        return out


class Combine(nn.Module):
    """Bring a resampled input to a map's channels and add it to the map, or put it beside ("cat")."""

    def __init__(self, c_in: int, c_map: int, method: str) -> None:
        super().__init__()
        self.method = method
        self.Conv_0 = nn.Conv2d(c_in, c_map, 1)

    @override
    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        x = self.Conv_0(x)
        return torch.cat([x, h], dim=1) if self.method == "cat" else x + h
