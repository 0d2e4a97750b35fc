"""NCSN++: the U-Net of score-based models through SDEs (Song et al. 2021, arXiv 2011.13456, section 4.4, appendix H).

It is DDPM's U-Net with residual blocks of BigGAN, smoothing resampling, skips over sqrt(2), and two ways for the
picture itself to travel beside the maps: the input, resampled, joins the way down at every size
(``progressive_input``), and the output is summed up from every size on the way up (``progressive``).

Told the noise level in one of two ways. *Continuous* networks ("fourier") take log sigma, so any sigma may be asked
for. *Discrete* ones ("positional") take the index 0..L-1 from high to low sigma; a sigma in between is taken to the
nearest level in log sigma. With ``scale_by_sigma`` the output is divided by sigma. For variance-exploding models the
result is the score. Variance-preserving ones (``sde``) take the time, times 999, or the index of a step, and answer
with the noise, changed in sign (:mod:`app.networks.sde`).

The weights are a flat list ``all_modules``, made and used in one fixed order: the order of the average in a checkpoint.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import GaussianFourier, sinusoidal
from app.networks.levels import nearest_level
from app.networks.ncsnpp_blocks import (
    Attention,
    BigGANBlock,
    Combine,
    DDPMBlock,
    Downsample,
    GroupNorm,
    Resample,
    Upsample,
    join,
)
from app.networks.preserving import Preserving, log_sigmas, position_in
from app.networks.refinenet import ACTIVATIONS, Conv3x3, apply_conv
from app.networks.sde import BETA_MAX, BETA_MIN, SDES, VE, VP, integral_of, shrunk, sigma_of, time_of

LAST_LABEL = 999
"""What a network of continuous time is told at time 1."""


@dataclass(frozen=True)
class NcsnppConfig:
    """The settings of score_sde's configurations that decide an NCSN++, by their names there.

    ``centered``: the data are 2 p - 1 already. ``num_scales`` levels lie geometrically from ``sigma_max`` to
    ``sigma_min``. ``sde``: one of :data:`app.networks.sde.SDES`; those that preserve the variance go by ``beta_min``
    and ``beta_max``, and were trained at ``num_scales`` steps (``discrete``) or at any time.
    """

    image_size: int
    num_channels: int = 3
    centered: bool = False
    nf: int = 128
    ch_mult: tuple[int, ...] = (1, 2, 2, 2)
    num_res_blocks: int = 4
    attn_resolutions: tuple[int, ...] = (16,)
    resamp_with_conv: bool = True
    conditional: bool = True
    fir: bool = True
    fir_kernel: tuple[float, ...] = (1, 3, 3, 1)
    skip_rescale: bool = True
    resblock_type: str = "biggan"
    progressive: str = "none"
    progressive_input: str = "residual"
    progressive_combine: str = "sum"
    embedding_type: str = "fourier"
    nonlinearity: str = "swish"
    scale_by_sigma: bool = True
    sigma_max: float = 50.0
    sigma_min: float = 0.01
    num_scales: int = 1000
    sde: str = VE
    beta_min: float = BETA_MIN
    beta_max: float = BETA_MAX
    discrete: bool = False

    def __post_init__(self) -> None:
        choices = {
            "resblock_type": ("biggan", "ddpm"),
            "progressive": ("none", "output_skip", "residual"),
            "progressive_input": ("none", "input_skip", "residual"),
            "progressive_combine": ("sum", "cat"),
            "embedding_type": ("fourier", "positional"),
            "nonlinearity": tuple(ACTIVATIONS),
            "sde": SDES,
        }
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} = {getattr(self, name)!r} is none of {', '.join(allowed)}")
        limits = {"num_channels": 64, "nf": 1024, "num_res_blocks": 32, "num_scales": 10_000, "image_size": 4096}
        for name, high in limits.items():
            if not 1 <= getattr(self, name) <= high:
                raise ValueError(f"{name} = {getattr(self, name)} is not from 1 to {high}")
        if self.nf < 4 or self.num_scales < 2:
            raise ValueError("nf must be at least 4 and num_scales at least 2")
        if not 1 <= len(self.ch_mult) <= 10 or any(not 1 <= m <= 64 for m in self.ch_mult):
            raise ValueError(f"ch_mult = {self.ch_mult} must be from 1 to 10 numbers from 1 to 64")
        if self.image_size % 2 ** (len(self.ch_mult) - 1):
            raise ValueError(f"pictures of side {self.image_size} cannot be halved {len(self.ch_mult) - 1} times")
        if not 0 < self.sigma_min < self.sigma_max < math.inf:
            raise ValueError(f"the noise levels cannot run from {self.sigma_max} to {self.sigma_min}")
        if self.sde != VE or self.discrete:
            self._check_preserving()

    def _check_preserving(self) -> None:
        if self.scale_by_sigma:
            raise ValueError("the output of a variance-preserving network is not divided by sigma")
        if not 0 < self.beta_min < self.beta_max <= 50 or (self.discrete and self.sde != VP):
            raise ValueError(f"noise cannot be added by {self.sde} with beta from {self.beta_min} to {self.beta_max}")
        if self.discrete:
            log_sigmas(self.steps)

    @property
    def continuous(self) -> bool:
        """Whether any sigma may be asked for."""
        return self.embedding_type == "fourier" or self.sde != VE

    @property
    def steps(self) -> Preserving:
        """The steps that a discrete variance-preserving network was trained at."""
        first, last = self.beta_min / self.num_scales, self.beta_max / self.num_scales
        return Preserving(self.num_scales, "linear", first, last, (), "epsilon")

    @property
    def sigmas(self) -> Tensor:
        """The native levels, [L], descending, float64 on the CPU."""
        if self.discrete:
            return torch.tensor(log_sigmas(self.steps)[::-1], dtype=torch.float64, device="cpu").exp()
        if self.sde != VE:
            times = [(k + 1) / self.num_scales for k in reversed(range(self.num_scales))]
            noise = [sigma_of(t, self.sde, self.beta_min, self.beta_max) for t in times]
            return torch.tensor(noise, dtype=torch.float64, device="cpu")
        ends = (math.log(self.sigma_max), math.log(self.sigma_min))
        levels = torch.linspace(*ends, self.num_scales, dtype=torch.float64, device="cpu").exp()
        levels[0], levels[-1] = self.sigma_max, self.sigma_min  # exactly
        return levels


class NCSNpp(nn.Module):
    """The network; ``forward`` takes x [B, C, H, W] and sigma [B] or [1] and returns the score."""

    sigmas: Tensor
    log_sigmas: Tensor

    def __init__(self, config: NcsnppConfig) -> None:
        super().__init__()
        self.config = c = config
        self.act = ACTIVATIONS[c.nonlinearity]
        self.register_buffer("sigmas", torch.zeros(c.num_scales))
        self.register_buffer("log_sigmas", c.sigmas.log().float(), persistent=False)
        self.all_modules = nn.ModuleList(_Maker(c).modules())
        fir = c.fir_kernel if c.fir else None
        self.shrink, self.grow = Resample("down", fir), Resample("up", fir)

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        c, act = self.config, self.act
        parts = iter(self.all_modules)
        if c.sde != VE:
            x, label = self._preserved(x, sigma.to(x.dtype))
        elif c.embedding_type == "fourier":
            label = sigma.to(x.dtype)
        else:
            label = nearest_level(sigma, self.log_sigmas)
            sigma = self.sigmas[label]
        embed: Tensor | None
        embed = next(parts)(label.log()) if c.embedding_type == "fourier" else sinusoidal(label, c.nf)
        if c.conditional:
            first, second = next(parts), next(parts)
            embed = act(second(act(first(embed))))  # every block would begin with the outer activation
        else:
            embed = None
        if not c.centered:
            x = 2 * x - 1
        x = x.contiguous(memory_format=torch.channels_last)
        h = self._up(*self._down(x, embed, parts), embed, parts)
        if c.scale_by_sigma:
            h = h / sigma.to(h.dtype)[:, None, None, None]
        elif c.sde != VE:
            h = h / -sigma.to(h.dtype)[:, None, None, None]
        return h.contiguous()

    def output_gain(self, sigma: Tensor) -> Tensor:
        """By what the score has the network's raw output multiplied, but for its sign: 1 / sigma or 1, [B]."""
        return 1 / sigma if self.config.scale_by_sigma or self.config.sde != VE else torch.ones_like(sigma)

    def _preserved(self, x: Tensor, sigma: Tensor) -> tuple[Tensor, Tensor]:
        """What a variance-preserving network sees of x [B, C, H, W], and its label [B] or [1] for sigma."""
        c = self.config
        integral = integral_of(sigma, c.sde)
        if c.discrete:
            label = position_in(self.log_sigmas.flip(0), sigma.log())
        else:
            label = time_of(integral, c.beta_min, c.beta_max) * LAST_LABEL
        return shrunk(x, integral), label

    def _down(self, x: Tensor, embed: Tensor | None, parts: Iterator[nn.Module]) -> tuple[Tensor, list[Tensor]]:
        c, pyramid = self.config, x
        maps = [next(parts)(x)]
        for i in range(len(c.ch_mult)):
            for _ in range(c.num_res_blocks):
                h = next(parts)(maps[-1], embed)
                if h.shape[-1] in c.attn_resolutions:
                    h = next(parts)(h)
                maps.append(h)
            if i + 1 < len(c.ch_mult):
                h = next(parts)(maps[-1], embed)
                if c.progressive_input == "input_skip":
                    pyramid = self.shrink(pyramid)
                    h = next(parts)(pyramid, h)
                elif c.progressive_input == "residual":
                    h = pyramid = join(next(parts)(pyramid), h, rescale=c.skip_rescale)
                maps.append(h)
        h = next(parts)(maps[-1], embed)
        h = next(parts)(h)
        return next(parts)(h, embed), maps

    def _up(self, h: Tensor, maps: list[Tensor], embed: Tensor | None, parts: Iterator[nn.Module]) -> Tensor:
        c, act, pyramid = self.config, self.act, h
        for i in reversed(range(len(c.ch_mult))):
            for _ in range(c.num_res_blocks + 1):
                h = next(parts)(torch.cat([h, maps.pop()], dim=1), embed)
            if h.shape[-1] in c.attn_resolutions:
                h = next(parts)(h)
            coarsest = i + 1 == len(c.ch_mult)
            if c.progressive != "none" and coarsest:
                norm, conv = next(parts), next(parts)
                pyramid = apply_conv(conv, h, norm=norm, act=act)
            elif c.progressive == "output_skip":
                norm, conv = next(parts), next(parts)
                pyramid = self.grow(pyramid) + apply_conv(conv, h, norm=norm, act=act)
            elif c.progressive == "residual":
                h = pyramid = join(next(parts)(pyramid), h, rescale=c.skip_rescale)
            if i:
                h = next(parts)(h, embed)
        if c.progressive == "output_skip":
            return pyramid
        norm, conv = next(parts), next(parts)
        out: Tensor = apply_conv(conv, h, norm=norm, act=act)
        return out


class _Maker:
    """Makes the flat list of modules, in the order in which ``NCSNpp.forward`` uses them."""

    def __init__(self, config: NcsnppConfig) -> None:
        self.c = config
        self.act = ACTIVATIONS[config.nonlinearity]
        self.fir = config.fir_kernel if config.fir else None
        self.sides = [config.image_size // 2**i for i in range(len(config.ch_mult))]

    def modules(self) -> list[nn.Module]:
        c = self.c
        fourier = c.embedding_type == "fourier"
        made: list[nn.Module] = [GaussianFourier(c.nf)] if fourier else []
        if c.conditional:
            made += [nn.Linear(2 * c.nf if fourier else c.nf, 4 * c.nf), nn.Linear(4 * c.nf, 4 * c.nf)]
        made.append(Conv3x3(c.num_channels, c.nf))
        widths = self._down(made)
        width = widths[-1]
        made += [self._block(width, width), Attention(width, rescale=c.skip_rescale), self._block(width, width)]
        self._up(made, widths)
        return made

    def _block(self, c_in: int, c_out: int, resample: str = "") -> nn.Module:
        c = self.c
        if c.resblock_type == "biggan":
            return BigGANBlock(
                c_in, c_out, 4 * c.nf, self.act, rescale=c.skip_rescale, resample=resample, fir=self.fir
            )  # fmt: skip
        if resample == "up":
            return Upsample(c_in, c_out, conv=c.resamp_with_conv, fir=self.fir)
        if resample == "down":
            return Downsample(c_in, c_out, conv=c.resamp_with_conv, fir=self.fir)
        return DDPMBlock(c_in, c_out, 4 * c.nf, self.act, rescale=c.skip_rescale)

    def _down(self, made: list[nn.Module]) -> list[int]:
        c = self.c
        width, widths, pyramid = c.nf, [c.nf], c.num_channels
        for i, multiple in enumerate(c.ch_mult):
            for _ in range(c.num_res_blocks):
                made.append(self._block(width, c.nf * multiple))
                width = c.nf * multiple
                if self.sides[i] in c.attn_resolutions:
                    made.append(Attention(width, rescale=c.skip_rescale))
                widths.append(width)
            if i + 1 < len(c.ch_mult):
                made.append(self._block(width, width, "down"))
                if c.progressive_input == "input_skip":
                    made.append(Combine(pyramid, width, c.progressive_combine))
                    width *= 2 if c.progressive_combine == "cat" else 1
                elif c.progressive_input == "residual":
                    made.append(Downsample(pyramid, width, conv=True, fir=self.fir))
                    pyramid = width
                widths.append(width)
        return widths

    def _up(self, made: list[nn.Module], widths: list[int]) -> None:
        c, width, pyramid = self.c, widths[-1], 0
        for i in reversed(range(len(c.ch_mult))):
            for _ in range(c.num_res_blocks + 1):
                made.append(self._block(width + widths.pop(), c.nf * c.ch_mult[i]))
                width = c.nf * c.ch_mult[i]
            if self.sides[i] in c.attn_resolutions:
                made.append(Attention(width, rescale=c.skip_rescale))
            if c.progressive == "output_skip":
                made += [GroupNorm(width), Conv3x3(width, c.num_channels)]
            elif c.progressive == "residual":
                if pyramid:
                    made.append(Upsample(pyramid, width, conv=True, fir=self.fir))
                else:
                    made += [GroupNorm(width), Conv3x3(width, width)]
                pyramid = width
            if i:
                made.append(self._block(width, width, "up"))
        if c.progressive != "output_skip":
            made += [GroupNorm(width), Conv3x3(width, c.num_channels)]
