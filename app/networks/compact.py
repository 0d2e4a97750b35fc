"""A compact noise-conditional score network for small pictures, built for speed on a CPU.

The network plays the part of the paper's NCSN s_theta(x, sigma) (Song & Ermon 2019, section 4.1) but differs in
three ways that make it small and fast:

* it is conditioned on the *number* sigma, not on a level's index, so noise levels may be chosen freely after
  training;
* it is preconditioned (Karras et al. 2022, arXiv 2206.00364, table 1): input and output of the trainable part have
  unit variance at every sigma, so one network serves sigma from 0.01 to far beyond the data's own scale;
* it works on 2x2 patches: a 28x28 digit is a 14x14 map inside, where a 3x3 convolution costs a quarter.

The trainable part is a two-scale U-Net (full patch resolution and half of it) of residual blocks with group
normalisation, whose scale and shift depend on sigma (the role of the paper's conditional instance normalisation,
section 4 and appendix A), and self-attention at the coarse scale.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import Scaled

PATCH = 2
"""Side in pixels of the patch that one position of the inner maps stands for."""


@dataclass(frozen=True)
class CompactConfig:
    """Everything needed to build a :class:`CompactScoreNet`.

    ``data_mean`` and ``data_std`` are the mean and standard deviation of the training pixels in [0, 1]; they set the
    preconditioning.
    """

    channels: int = 1
    height: int = 28
    width: int = 28
    features: int = 48
    coarse_features: int = 128
    embed_features: int = 96
    blocks: int = 2
    coarse_blocks: int = 2
    groups: int = 8
    data_mean: float = 0.5
    data_std: float = 0.5

    def __post_init__(self) -> None:
        if self.channels not in (1, 3, 4):
            raise ValueError(f"channels must be 1, 3 or 4, not {self.channels}")
        if min(self.height, self.width) < 8 or self.height % (2 * PATCH) or self.width % (2 * PATCH):
            raise ValueError(
                f"picture sides must be multiples of {2 * PATCH} and at least 8, not {self.height}x{self.width}"
            )
        if max(self.height, self.width) > 512:
            raise ValueError(f"picture sides must not exceed 512, not {self.height}x{self.width}")
        for name in ("features", "coarse_features", "embed_features"):
            value = getattr(self, name)
            if not 8 <= value <= 1024 or value % self.groups:
                problem = f"{name} must be a multiple of {self.groups} from 8 to 1024, not {value}"
                raise ValueError(problem)
        if not 1 <= self.blocks <= 16 or not 1 <= self.coarse_blocks <= 16:
            raise ValueError("blocks and coarse_blocks must be from 1 to 16")
        if not (math.isfinite(self.data_mean) and math.isfinite(self.data_std) and self.data_std > 0):
            raise ValueError("data_mean must be finite and data_std a positive number")


class SigmaEmbedding(nn.Module):
    """Sinusoidal features of ln(sigma), then a two-layer perceptron: [B] -> [B, width]."""

    freqs: Tensor

    def __init__(self, width: int) -> None:
        super().__init__()
        # ln(sigma) spans about [-5, 4]: periods from 50 (slow, monotone over the range) down to 0.5.
        # On the CPU even while a network is laid out without memory: arithmetic there would import torch's compiler.
        periods = torch.logspace(math.log10(50.0), math.log10(0.5), 16, device="cpu")
        self.register_buffer("freqs", 2 * math.pi / periods, persistent=False)
        self.hidden = nn.Linear(32, width)
        self.out = nn.Linear(width, width)

    @override
    def forward(self, log_sigma: Tensor) -> Tensor:
        angle = log_sigma[:, None] * self.freqs
        wave = torch.cat([angle.sin(), angle.cos()], dim=1)
        return F.silu(self.out(F.silu(self.hidden(wave))))


class ResBlock(nn.Module):
    """Norm, SiLU, convolve; norm, scale and shift by sigma, SiLU, convolve; add: [B, C, H, W] -> [B, C', H, W]."""

    def __init__(self, c_in: int, c_out: int, embed: int, groups: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(groups, c_in)
        self.conv1 = nn.Conv2d(c_in, c_out, 3, padding=1)
        self.norm2 = nn.GroupNorm(groups, c_out, affine=False)
        self.film = nn.Linear(embed, 2 * c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1)
        self.skip = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else None
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)  # type: ignore[arg-type]

    def effect(self, embed: Tensor) -> Scaled:
        """On the maps between the two convolutions, after they were normalised."""
        scale, shift = self.film(embed).chunk(2, dim=1)
        return Scaled(1 + scale, shift)

    @override
    def forward(self, x: Tensor, embed: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        gain, shift = self.effect(embed)
        h = self.conv2(F.silu(torch.addcmul(shift[:, :, None, None], self.norm2(h), gain[:, :, None, None])))
        out: Tensor = h + (x if self.skip is None else self.skip(x))
        return out


class MultiHeadAttention(nn.Module):
    """Self-attention over all positions of the coarse map (heads of 32 features): [B, C, H, W] -> the same."""

    def __init__(self, features: int, groups: int) -> None:
        super().__init__()
        self.heads = max(1, features // 32)
        self.norm = nn.GroupNorm(groups, features)
        self.qkv = nn.Conv2d(features, 3 * features, 1)
        self.proj = nn.Conv2d(features, features, 1)
        nn.init.zeros_(self.proj.weight)
        nn.init.zeros_(self.proj.bias)  # type: ignore[arg-type]

    @override
    def forward(self, x: Tensor) -> Tensor:
        b, c, h, w = x.shape
        # Channels-last memory makes [B, H*W, 3C] a view.
        qkv = self.qkv(self.norm(x)).permute(0, 2, 3, 1).reshape(b, h * w, 3, self.heads, c // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        out = F.scaled_dot_product_attention(q, k, v)
        out = out.permute(0, 2, 1, 3).reshape(b, h, w, c).permute(0, 3, 1, 2)
        projected: Tensor = self.proj(out)
        return x + projected


class CompactScoreNet(nn.Module):
    """The compact network; see the module's docstring. ``forward`` returns the score."""

    def __init__(self, config: CompactConfig) -> None:
        super().__init__()
        self.config = config
        fine, coarse, groups = config.features, config.coarse_features, config.groups
        embed = config.embed_features
        patch = config.channels * PATCH * PATCH
        self.embed = SigmaEmbedding(embed)
        self.stem = nn.Conv2d(patch, fine, 3, padding=1)
        self.down = nn.ModuleList(ResBlock(fine, fine, embed, groups) for _ in range(config.blocks))
        self.reduce = nn.Conv2d(fine, coarse, 2, stride=2)
        self.coarse = nn.ModuleList(ResBlock(coarse, coarse, embed, groups) for _ in range(config.coarse_blocks))
        self.attention = MultiHeadAttention(coarse, groups)
        self.last_coarse = ResBlock(coarse, coarse, embed, groups)
        self.expand = nn.ConvTranspose2d(coarse, fine, 2, stride=2)
        self.up = nn.ModuleList(ResBlock(fine, fine, embed, groups) for _ in range(config.blocks))
        self.norm = nn.GroupNorm(groups, fine)
        self.head = nn.Conv2d(fine, patch, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)  # type: ignore[arg-type]

    def raw(self, x: Tensor, log_sigma: Tensor) -> Tensor:
        """The trainable part F: unit-variance input [B, C, H, W] and ln(sigma) [B] or [1] to a unit-variance target."""
        embed = self.embed(log_sigma)
        h = self.stem(F.pixel_unshuffle(x, PATCH).contiguous(memory_format=torch.channels_last))
        for block in self.down:
            h = block(h, embed)
        low = self.reduce(h)
        for block in self.coarse:
            low = block(low, embed)
        low = self.last_coarse(self.attention(low), embed)
        h = h + self.expand(low)
        for block in self.up:
            h = block(h, embed)
        return F.pixel_shuffle(self.head(F.silu(self.norm(h))), PATCH)

    def denoise(self, x: Tensor, sigma: Tensor) -> Tensor:
        """The estimate of E[clean | x] for noise of standard deviation sigma.

        x [B, C, H, W] in data units, sigma [B] or [1] -> [B, C, H, W]. Karras et al. 2022, equation 7, with
        s = data_std: D = c_skip x + c_out F(c_in x, ln sigma), about the data's mean.
        """
        s = self.config.data_std
        sig = sigma[:, None, None, None]
        total = (sig * sig + s * s).sqrt()
        centred = x - self.config.data_mean
        out = self.raw(centred / total, sigma.log())
        return self.config.data_mean + centred * (s / total) ** 2 + out * (sig * s / total)

    def output_gain(self, sigma: Tensor) -> Tensor:
        """By what the score has the trainable part multiplied: s / (sigma sqrt(sigma^2 + s^2)), [B], s = data_std."""
        s = self.config.data_std
        return s / (sigma * (sigma * sigma + s * s).sqrt())

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        """The score (D(x, sigma) - x) / sigma^2 (Tweedie's formula), [B, C, H, W]."""
        return (self.denoise(x, sigma) - x) / (sigma * sigma)[:, None, None, None]
