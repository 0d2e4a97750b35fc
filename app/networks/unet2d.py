"""diffusers' UNet2DModel as a score network, read without that library.

The same network is trained in two ways. *Variance exploding* (its ``ScoreSdeVeScheduler``): it takes sigma itself and
answers with the score of the data in [0, 1]. *Variance preserving* (``DDPMScheduler``, ``DDIMScheduler`` and kin): it
takes the index of a training step and the picture 2 y - 1, shrunk to variance 1 (:mod:`app.networks.preserving`), and
answers with the noise, with the picture, or with the mix of both called v. Here both answer with the score of the data
in [0, 1] under noise of standard deviation sigma there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import GaussianFourier
from app.networks.preserving import Preserving, log_sigmas, noise_of, position_in, shrunk
from app.networks.unet2d_blocks import (
    ACTS,
    RGB,
    DownStage,
    MidBlock,
    SkipDownStage,
    SkipUpStage,
    Stage,
    Style,
    UpStage,
)

DOWN_STAGES: dict[str, Stage] = {
    "DownBlock2D": DownStage,
    "AttnDownBlock2D": partial(DownStage, attention=True),
    "ResnetDownsampleBlock2D": partial(DownStage, by="resnet"),
    "SkipDownBlock2D": SkipDownStage,
    "AttnSkipDownBlock2D": partial(SkipDownStage, attention=True),
}
UP_STAGES: dict[str, Stage] = {
    "UpBlock2D": UpStage,
    "AttnUpBlock2D": partial(UpStage, attention=True),
    "ResnetUpsampleBlock2D": partial(UpStage, by="resnet"),
    "SkipUpBlock2D": SkipUpStage,
    "AttnSkipUpBlock2D": partial(SkipUpStage, attention=True),
}
"""Name in a configuration -> what makes the stage."""

EMBEDDINGS = ("positional", "fourier", "learned")
EXPLODING, PRESERVING = PROCESSES = ("exploding", "preserving")
MAX_CHANNELS = 8192


@dataclass(frozen=True)
class Unet2dConfig:
    """Everything needed to build a :class:`Unet2d`; the names are those of ``unet/config.json`` where it has them.

    0 stands for what is null there: ``norm_num_groups`` (a quarter of the maps, at most 32), ``attention_head_dim``
    (one head), ``attn_norm_num_groups``, ``time_embedding_dim``. ``mid_block``: there is one. ``process``: one of
    PROCESSES; the fields after it are those of :class:`app.networks.preserving.Preserving`.
    """

    in_channels: int = 3
    out_channels: int = 3
    center_input_sample: bool = False
    time_embedding_type: str = "positional"
    time_embedding_dim: int = 0
    freq_shift: float = 0
    flip_sin_to_cos: bool = True
    down_block_types: tuple[str, ...] = ("DownBlock2D",)
    up_block_types: tuple[str, ...] = ("UpBlock2D",)
    block_out_channels: tuple[int, ...] = (64,)
    layers_per_block: int = 2
    mid_block: bool = True
    mid_block_scale_factor: float = 1.0
    downsample_padding: int = 1
    downsample_type: str = "conv"
    upsample_type: str = "conv"
    act_fn: str = "silu"
    attention_head_dim: int = 8
    norm_num_groups: int = 32
    attn_norm_num_groups: int = 0
    norm_eps: float = 1e-5
    resnet_time_scale_shift: str = "default"
    add_attention: bool = True
    process: str = PRESERVING
    prediction_type: str = "epsilon"
    num_train_timesteps: int = 1000
    beta_schedule: str = "linear"
    beta_start: float = 1e-4
    beta_end: float = 0.02
    trained_betas: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        kinds = {
            "time_embedding_type": EMBEDDINGS, "downsample_type": ("conv", "resnet"),
            "upsample_type": ("conv", "resnet"), "act_fn": tuple(ACTS), "process": PROCESSES,
            "resnet_time_scale_shift": ("default", "scale_shift"),
        }  # fmt: skip
        for name, known in kinds.items():
            if getattr(self, name) not in known:
                raise ValueError(f"{name} is {getattr(self, name)!r}; known are {', '.join(known)}")
        for names, stages_known in ((self.down_block_types, DOWN_STAGES), (self.up_block_types, UP_STAGES)):
            if unknown := [name for name in names if name not in stages_known]:
                raise ValueError(f"there is no block {unknown[0]!r} here; known are {', '.join(stages_known)}")
        self._check_sizes()
        self._check_process()

    def _check_sizes(self) -> None:
        stages = len(self.block_out_channels)
        if not stages == len(self.down_block_types) == len(self.up_block_types) or not 1 <= stages <= 16:
            raise ValueError("it needs as many widths as blocks down and up, at most 16")
        sizes = (self.in_channels, self.out_channels, *self.block_out_channels)
        if not all(1 <= size <= MAX_CHANNELS for size in sizes) or not 1 <= self.layers_per_block <= 64:
            raise ValueError("its numbers of channels and layers are out of range")
        small = (self.norm_num_groups, self.attention_head_dim, self.attn_norm_num_groups, self.time_embedding_dim)
        if not all(0 <= size <= MAX_CHANNELS * 4 for size in small) or self.downsample_padding not in (0, 1):
            raise ValueError("its groups, heads, embedding or padding are out of range")
        if self.has_skips and (self.in_channels != RGB or self.out_channels != RGB):
            raise ValueError("blocks that carry the picture along are for three channels")
        if not (0 < self.norm_eps < 1 and math.isfinite(self.mid_block_scale_factor) and self.mid_block_scale_factor):
            raise ValueError("norm_eps or mid_block_scale_factor are out of range")
        if self.block_out_channels[0] // 2 <= max(self.freq_shift, 0):
            raise ValueError("the first width is too small for an embedding")

    def _check_process(self) -> None:
        if self.process == PRESERVING:
            if self.time_embedding_type == "fourier":
                raise ValueError("a network of log sigma cannot be told the index of a step")
            if self.out_channels not in (self.in_channels, 2 * self.in_channels):
                raise ValueError(f"{self.out_channels} channels are no answer to {self.in_channels}")
            log_sigmas(self.preserving)
        elif self.out_channels != self.in_channels or self.time_embedding_type == "learned":
            raise ValueError("a score has as many channels as the picture, at any sigma")

    @property
    def has_skips(self) -> bool:
        """Whether the picture is carried along at each size."""
        return any("Skip" in name for name in (*self.down_block_types, *self.up_block_types))

    @property
    def preserving(self) -> Preserving:
        """The process that adds the noise, of a variance-preserving network."""
        return Preserving(
            self.num_train_timesteps, self.beta_schedule, self.beta_start, self.beta_end, self.trained_betas,
            self.prediction_type,
        )  # fmt: skip


class TimeEmbedding(nn.Module):
    """A two-layer perceptron of the label's features: [B, F] -> [B, E]."""

    def __init__(self, features: int, embed: int) -> None:
        super().__init__()
        self.linear_1 = nn.Linear(features, embed)
        self.linear_2 = nn.Linear(embed, embed)

    @override
    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear_2(F.silu(self.linear_1(x)))
        return out


class LogFourier(GaussianFourier):
    """Random Fourier features of ln(v): [B] -> [B, 2n]."""

    def __init__(self, frequencies: int) -> None:
        super().__init__(frequencies)
        self.weight = self.W
        del self.W

    @override
    def forward(self, v: Tensor) -> Tensor:
        angle = v.log()[:, None] * self.weight * (2 * math.pi)
        return torch.cat([angle.sin(), angle.cos()], dim=1)


class Positional(nn.Module):
    """Sines and cosines of a label that need not be whole: [B] -> [B, width] (Vaswani et al. 2017, section 3.5)."""

    def __init__(self, width: int, shift: float, *, cosine_first: bool) -> None:
        super().__init__()
        self.width, self.shift, self.cosine_first = width, shift, cosine_first

    @override
    def forward(self, v: Tensor) -> Tensor:
        half = self.width // 2
        index = torch.arange(half, dtype=torch.float32, device=v.device)
        angle = v.float()[:, None] * torch.exp(index * (-math.log(10_000) / (half - self.shift)))
        parts = (angle.cos(), angle.sin()) if self.cosine_first else (angle.sin(), angle.cos())
        return F.pad(torch.cat(parts, dim=1), (0, self.width % 2))


class Unet2d(nn.Module):
    """The network; ``forward`` takes x [B, C, H, W] in [0, 1] units and sigma [B] or [1] and returns the score."""

    levels: Tensor

    def __init__(self, config: Unet2dConfig) -> None:
        super().__init__()
        self.config = config
        widths, first = config.block_out_channels, config.block_out_channels[0]
        embed = config.time_embedding_dim or 4 * first
        style = Style(
            embed, config.norm_num_groups, config.norm_eps, config.act_fn, config.attention_head_dim,
            config.resnet_time_scale_shift == "scale_shift", config.downsample_padding,
            config.downsample_type == "resnet", config.upsample_type == "resnet",
        )  # fmt: skip
        self.conv_in = nn.Conv2d(config.in_channels, first, 3, padding=1)
        self.time_proj: nn.Module
        if config.time_embedding_type == "fourier":
            self.time_proj = LogFourier(first)
        elif config.time_embedding_type == "learned":
            self.time_proj = nn.Embedding(config.num_train_timesteps, first)
        else:
            self.time_proj = Positional(first, config.freq_shift, cosine_first=config.flip_sin_to_cos)
        self.time_embedding = TimeEmbedding(2 * first if config.time_embedding_type == "fourier" else first, embed)
        stages = len(widths)
        self.down_blocks = nn.ModuleList(
            DOWN_STAGES[kind](widths[max(i - 1, 0)], widths[i], config.layers_per_block, style, last=i == stages - 1)
            for i, kind in enumerate(config.down_block_types)
        )
        self.mid_block = (
            MidBlock(
                widths[-1],
                style,
                attention=config.add_attention,
                groups=config.attn_norm_num_groups,
                factor=config.mid_block_scale_factor,
            )
            if config.mid_block
            else None
        )
        upward = widths[::-1]
        self.up_blocks = nn.ModuleList(
            UP_STAGES[kind](
                upward[max(i - 1, 0)],
                upward[i],
                upward[min(i + 1, stages - 1)],
                config.layers_per_block + 1,
                style,
                last=i == stages - 1,
            )
            for i, kind in enumerate(config.up_block_types)
        )
        groups = config.norm_num_groups or max(1, min(first // 4, 32))
        self.conv_norm_out = nn.GroupNorm(groups, first, eps=config.norm_eps)
        self.conv_out = nn.Conv2d(first, config.out_channels, 3, padding=1)
        if config.process == PRESERVING:
            levels = torch.tensor(log_sigmas(config.preserving), dtype=torch.float32, device="cpu")
            self.register_buffer("levels", levels, persistent=False)

    def raw(self, x: Tensor, label: Tensor) -> Tensor:
        """The network's own answer, [B, C', H, W], to its own input [B, C, H, W] and label [B] or [1]."""
        x = 2 * x - 1 if self.config.center_input_sample else x
        whole = self.config.time_embedding_type == "learned"
        embed = self.time_embedding(self.time_proj(label.round().long() if whole else label).to(x.dtype))
        picture: Tensor | None = x.contiguous(memory_format=torch.channels_last)
        h = self.conv_in(picture)
        maps = [h]
        for stage in self.down_blocks:
            h, more, picture = stage(h, embed, picture)
            maps += more
        if self.mid_block is not None:
            h = self.mid_block(h, embed)
        picture = None
        for stage in self.up_blocks:
            h, picture = stage(h, maps, embed, picture)
        h = self.conv_out(F.silu(self.conv_norm_out(h)))
        if picture is not None:
            h = h + picture
        answer: Tensor = h / label[:, None, None, None] if self.config.time_embedding_type == "fourier" else h
        return answer

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        sigma = sigma.to(x.dtype)
        if self.config.process == EXPLODING:
            return self.raw(x, sigma).contiguous()
        centred = 2 * x - 1
        time = self.time_of(sigma)
        answer = self.raw(shrunk(centred, 2 * sigma), time)[:, : self.config.in_channels]
        noise = noise_of(answer, centred, 2 * sigma, self.config.prediction_type)
        return (noise / -sigma[:, None, None, None]).contiguous()

    def output_gain(self, sigma: Tensor) -> Tensor:
        """By what the score has the network's own answer multiplied, but for its sign, [B]."""
        answers = {"sample": 2 * sigma * sigma, "v_prediction": sigma * (1 + 4 * sigma * sigma).sqrt()}
        exploding = self.config.process == EXPLODING
        return 1 / (sigma if exploding else answers.get(self.config.prediction_type, sigma))

    def time_of(self, sigma: Tensor) -> Tensor:
        """The training step, real, whose noise on 2 y - 1 is that of sigma on y, [B] or [1]: linear in its logarithm.

        Beyond the first and the last step it is that step.
        """
        return position_in(self.levels, (2 * sigma).float().log()).to(sigma.dtype)
