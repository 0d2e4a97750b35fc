"""The blocks of diffusers' UNet2DModel: residual blocks, attention, resampling, and the stages made of them.

The names of the parts are those of the published weights. A stage of the way down gives the maps that the stages of
the way up take, last one first; *skip* stages carry the picture itself along at each size, as NCSN++ does (Song et al.
2021, arXiv 2011.13456, appendix H.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import Scaled, Shifted
from app.networks.refinenet import Activation, Conv3x3
from app.networks.resample import downsample, square_kernel, upsample

ACTS: dict[str, Activation] = {"swish": F.silu, "silu": F.silu, "mish": F.mish, "gelu": F.gelu, "relu": F.relu}
"""The activations that a configuration can name."""

UP, DOWN, SMOOTH_UP, SMOOTH_DOWN = "up", "down", "smooth up", "smooth down"
"""The ways of a residual block to resample: repeating and averaging, or with a smoothing kernel."""

RGB = 3
"""Channels of the picture that skip stages carry along; the published ones know no other number."""


@dataclass(frozen=True)
class Style:
    """What all blocks of a network share.

    ``groups``: of the normalisation; 0: a quarter of the maps, at most 32. ``head``: maps of an attention head; 0:
    all. ``scale_shift``: the level's features scale and shift the maps, else they are added. ``padded``: how a
    downsampling convolution is padded: 1 on all sides, 0 at the end only.
    """

    embed: int
    groups: int
    eps: float
    act: str
    head: int
    scale_shift: bool
    padded: int
    resnet_down: bool
    resnet_up: bool


def few_groups(channels: int) -> int:
    """A quarter of the maps, at most 32, as in NCSN++."""
    return max(1, min(channels // 4, 32))


class ResnetBlock(nn.Module):
    """Norm, activate, convolve, add the level's features; again; add the input: [B, C, H, W], [B, E] -> [B, C', H, W].

    ``resample`` is one of UP, DOWN, SMOOTH_UP, SMOOTH_DOWN or empty; ``factor`` divides the sum.
    """

    kernel: Tensor

    def __init__(
        self,
        c_in: int,
        c_out: int,
        style: Style,
        *,
        groups: tuple[int, int] | None = None,
        factor: float = 1.0,
        resample: str = "",
        shortcut: bool = False,
    ) -> None:
        super().__init__()
        first, second = groups or (style.groups or few_groups(c_in), style.groups or few_groups(c_out))
        self.act = ACTS[style.act]
        self.factor, self.resample, self.scale_shift = factor, resample, style.scale_shift
        self.norm1 = nn.GroupNorm(first, c_in, eps=style.eps)
        self.conv1 = Conv3x3(c_in, c_out)
        self.time_emb_proj = nn.Linear(style.embed, 2 * c_out if style.scale_shift else c_out)
        self.norm2 = nn.GroupNorm(second, c_out, eps=style.eps)
        self.conv2 = Conv3x3(c_out, c_out)
        self.conv_shortcut = nn.Conv2d(c_in, c_out, 1) if shortcut or c_in != c_out else None
        if resample in (SMOOTH_UP, SMOOTH_DOWN):
            self.register_buffer("kernel", square_kernel((1, 3, 3, 1)), persistent=False)

    def effect(self, embed: Tensor) -> Scaled | Shifted:
        """On the maps between the two convolutions, after their normalisation if it scales."""
        level = self.time_emb_proj(self.act(embed))
        if not self.scale_shift:
            return Shifted(level)
        scale, shift = level.chunk(2, dim=1)
        return Scaled(1 + scale, shift)

    @override
    def forward(self, x: Tensor, embed: Tensor) -> Tensor:
        h = self.act(self.norm1(x))
        if self.resample:
            h, x = self._resampled(h), self._resampled(x)
        h = self.conv1(h)
        effect = self.effect(embed)
        shift = effect.shift[:, :, None, None]
        if isinstance(effect, Scaled):
            h = torch.addcmul(shift, self.norm2(h), effect.gain[:, :, None, None])
        else:
            h = self.norm2(h + shift)
        h = self.conv2(self.act(h))
        if self.conv_shortcut is not None:
            x = self.conv_shortcut(x)
        return _sum(x, h, self.factor)

    def _resampled(self, x: Tensor) -> Tensor:
        if self.resample == UP:
            return F.interpolate(x, scale_factor=2.0, mode="nearest")
        if self.resample == DOWN:
            return F.avg_pool2d(x, 2)
        return upsample(x, self.kernel) if self.resample == SMOOTH_UP else downsample(x, self.kernel)


class Attention(nn.Module):
    """Self-attention over all pixels in heads of ``head`` maps (0: one head): [B, C, H, W] -> the same.

    ``groups``: of the normalisation before it; 0: none. ``factor`` divides the sum with the input.
    """

    def __init__(self, channels: int, head: int, groups: int, eps: float, factor: float = 1.0) -> None:
        super().__init__()
        self.head, self.factor = head or channels, factor
        if channels % self.head:
            raise ValueError(f"{channels} maps are no multiple of the attention's {self.head}")
        self.group_norm = nn.GroupNorm(groups, channels, eps=eps) if groups else None
        self.to_q, self.to_k, self.to_v = (nn.Linear(channels, channels) for _ in range(3))
        self.to_out = nn.ModuleList([nn.Linear(channels, channels)])

    @override
    def forward(self, x: Tensor) -> Tensor:
        b, c, height, width = x.shape
        h = x if self.group_norm is None else self.group_norm(x)
        h = h.permute(0, 2, 3, 1).reshape(b, height * width, c)
        q, k, v = (
            part(h).view(b, -1, c // self.head, self.head).transpose(1, 2) for part in (self.to_q, self.to_k, self.to_v)
        )
        out = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, height, width, c)
        return _sum(x, self.to_out[0](out).permute(0, 3, 1, 2), self.factor)


def _sum(x: Tensor, h: Tensor, factor: float) -> Tensor:
    return x + h if factor == 1 else (x + h) / factor


class Downsample(nn.Module):
    """Half the size by a convolution of stride 2: [B, C, H, W] -> [B, C, H/2, W/2]."""

    def __init__(self, channels: int, padded: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=2, padding=padded)

    @override
    def forward(self, x: Tensor, embed: Tensor) -> Tensor:
        out: Tensor = self.conv(x if self.conv.padding[0] else F.pad(x, (0, 1, 0, 1)))
        return out


class Upsample(nn.Module):
    """Twice the size by repeating pixels, then a convolution: [B, C, H, W] -> [B, C, 2H, 2W]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = Conv3x3(channels, channels)

    @override
    def forward(self, x: Tensor, embed: Tensor) -> Tensor:
        out: Tensor = self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))
        return out


class MidBlock(nn.Module):
    """Between down and up: a residual block, attention unless ``attention`` is off, a residual block."""

    def __init__(self, channels: int, style: Style, *, attention: bool, groups: int, factor: float) -> None:
        super().__init__()
        self.resnets = nn.ModuleList(ResnetBlock(channels, channels, style, factor=factor) for _ in range(2))
        if not groups and not style.scale_shift:
            groups = style.groups or few_groups(channels)
        self.attentions = nn.ModuleList(
            [Attention(channels, style.head, groups, style.eps, factor)] if attention else []
        )

    @override
    def forward(self, x: Tensor, embed: Tensor) -> Tensor:
        x = self.resnets[0](x, embed)
        for attention in self.attentions:
            x = attention(x)
        out: Tensor = self.resnets[1](x, embed)
        return out


class Stage(Protocol):
    """What makes a stage: down, (channels in, out, blocks); up, (channels of the map below, out, blocks, ...)."""

    def __call__(self, *args: Any, **kwargs: Any) -> nn.Module: ...


class DownStage(nn.Module):
    """Residual blocks at one size, each with attention if asked for, then half the size unless it is the last."""

    def __init__(
        self, c_in: int, c_out: int, count: int, style: Style, *, last: bool, attention: bool = False, by: str = ""
    ) -> None:
        super().__init__()
        self.resnets = nn.ModuleList(ResnetBlock(c_in if i == 0 else c_out, c_out, style) for i in range(count))
        groups = style.groups or few_groups(c_out)
        self.attentions = nn.ModuleList(
            Attention(c_out, style.head, groups, style.eps) for _ in range(count if attention else 0)
        )
        resnet = by == "resnet" or (attention and style.resnet_down)
        self.downsamplers = nn.ModuleList()
        if not last:
            self.downsamplers.append(
                ResnetBlock(c_out, c_out, style, resample=DOWN) if resnet else Downsample(c_out, style.padded)
            )

    @override
    def forward(self, x: Tensor, embed: Tensor, picture: Tensor) -> tuple[Tensor, list[Tensor], Tensor]:
        """X [B, C, H, W], features [B, E] and the picture -> x, all maps in order, the picture as it was."""
        maps = _down(self.resnets, self.attentions, x, embed)
        x = maps[-1]
        for downsampler in self.downsamplers:
            x = downsampler(x, embed)
            maps.append(x)
        return x, maps, picture


def _down(resnets: nn.ModuleList, attentions: nn.ModuleList, x: Tensor, embed: Tensor) -> list[Tensor]:
    """What comes out of each residual block of a stage, after its attention if it has one."""
    maps = []
    for i, resnet in enumerate(resnets):
        x = resnet(x, embed)
        if attentions:
            x = attentions[i](x)
        maps.append(x)
    return maps


class SkipDownStage(nn.Module):
    """The same with a smoothing kernel; the picture, made as small, is added through a 1x1 convolution."""

    kernel: Tensor

    def __init__(self, c_in: int, c_out: int, count: int, style: Style, *, last: bool, attention: bool = False) -> None:
        super().__init__()
        sides = [(c_in if i == 0 else c_out, c_out) for i in range(count)]
        self.resnets = nn.ModuleList(_skip_resnet(a, b, style, few_groups(a)) for a, b in sides)
        self.attentions = nn.ModuleList(_skip_attention(c_out, style) for _ in range(count if attention else 0))
        self.resnet_down = None if last else _skip_resnet(c_out, c_out, style, few_groups(c_out), SMOOTH_DOWN)
        self.skip_conv = None if last else nn.Conv2d(RGB, c_out, 1)
        self.register_buffer("kernel", square_kernel((1, 3, 3, 1)), persistent=False)

    @override
    def forward(self, x: Tensor, embed: Tensor, picture: Tensor) -> tuple[Tensor, list[Tensor], Tensor]:
        """X [B, C, H, W], features [B, E] and the picture [B, 3, H, W] -> x, all maps in order, the picture halved."""
        maps = _down(self.resnets, self.attentions, x, embed)
        x = maps[-1]
        if self.resnet_down is not None and self.skip_conv is not None:
            picture = downsample(picture, self.kernel)
            x = self.skip_conv(picture) + self.resnet_down(x, embed)
            maps.append(x)
        return x, maps, picture


class UpStage(nn.Module):
    """Residual blocks that each take a map of the way down beside their input, then twice the size."""

    def __init__(
        self,
        below: int,
        c_out: int,
        c_skip: int,
        count: int,
        style: Style,
        *,
        last: bool,
        attention: bool = False,
        by: str = "",
    ) -> None:
        super().__init__()
        self.resnets = nn.ModuleList(ResnetBlock(sum(c), c_out, style) for c in _joined(below, c_out, c_skip, count))
        groups = style.groups or few_groups(c_out)
        self.attentions = nn.ModuleList(
            Attention(c_out, style.head, groups, style.eps) for _ in range(count if attention else 0)
        )
        resnet = by == "resnet" or (attention and style.resnet_up)
        self.upsamplers = nn.ModuleList()
        if not last:
            self.upsamplers.append(ResnetBlock(c_out, c_out, style, resample=UP) if resnet else Upsample(c_out))

    @override
    def forward(
        self, x: Tensor, maps: list[Tensor], embed: Tensor, picture: Tensor | None
    ) -> tuple[Tensor, Tensor | None]:
        """X [B, C, H, W], as many maps as blocks (taken from the end), features [B, E], the picture -> x, picture."""
        for i, resnet in enumerate(self.resnets):
            x = resnet(torch.cat([x, maps.pop()], dim=1), embed)
            if self.attentions:
                x = self.attentions[i](x)
        for upsampler in self.upsamplers:
            x = upsampler(x, embed)
        return x, picture


class SkipUpStage(nn.Module):
    """The same with a smoothing kernel; the picture, made as large, gains what the stage has to say about it."""

    kernel: Tensor

    def __init__(
        self, below: int, c_out: int, c_skip: int, count: int, style: Style, *, last: bool, attention: bool = False
    ) -> None:
        super().__init__()
        self.resnets = nn.ModuleList(
            # With attention the published network divides only the second number by 4.
            _skip_resnet(a + b, c_out, style, min(a + b // 4, 32) if attention else few_groups(a + b))
            for a, b in _joined(below, c_out, c_skip, count)
        )
        self.attentions = nn.ModuleList([_skip_attention(c_out, style)] if attention else [])
        self.resnet_up = None if last else _skip_resnet(c_out, c_out, style, few_groups(c_out), SMOOTH_UP)
        self.skip_conv = None if last else Conv3x3(c_out, RGB)
        self.skip_norm = None if last else nn.GroupNorm(few_groups(c_out), c_out, eps=style.eps)
        self.register_buffer("kernel", square_kernel((1, 3, 3, 1)), persistent=False)

    @override
    def forward(
        self, x: Tensor, maps: list[Tensor], embed: Tensor, picture: Tensor | None
    ) -> tuple[Tensor, Tensor | None]:
        """X [B, C, H, W], as many maps as blocks (taken from the end), features [B, E], the picture -> x, picture."""
        for resnet in self.resnets:
            x = resnet(torch.cat([x, maps.pop()], dim=1), embed)
        for attention in self.attentions:
            x = attention(x)
        picture = None if picture is None else upsample(picture, self.kernel)
        if self.resnet_up is not None and self.skip_conv is not None and self.skip_norm is not None:
            said = self.skip_conv(F.silu(self.skip_norm(x)))
            picture = said if picture is None else picture + said
            x = self.resnet_up(x, embed)
        return x, picture


def _joined(below: int, c_out: int, c_skip: int, count: int) -> list[tuple[int, int]]:
    """What each block of a stage of the way up takes: (maps from the block before, maps from the way down)."""
    return [(below if i == 0 else c_out, c_skip if i == count - 1 else c_out) for i in range(count)]


def _skip_resnet(c_in: int, c_out: int, style: Style, groups: int, resample: str = "") -> ResnetBlock:
    return ResnetBlock(
        c_in, c_out, style, groups=(groups, few_groups(c_out)), factor=math.sqrt(2), resample=resample,
        shortcut=bool(resample),
    )  # fmt: skip


def _skip_attention(channels: int, style: Style) -> Attention:
    return Attention(channels, style.head, 32, style.eps, math.sqrt(2))
