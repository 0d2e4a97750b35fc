"""NCSN and NCSNv2: dilated RefineNets that estimate the score at every noise level.

NCSN (Song & Ermon 2019, section 4 and appendix A) is a RefineNet whose normalisations are *conditional*: each noise
level sigma_i has its own coefficients, looked up by the index i (:class:`app.networks.instance_norm`). Its output is
the score itself. It knows only its own levels, so a sigma in between is taken to the nearest of them in log sigma.

NCSNv2 (Song & Ermon 2020, arXiv 2006.09011, section 3.3, technique 3) drops the conditioning: the norm of the score
grows as 1/sigma, so one unconditional network is trained and its output divided by sigma,
s(x, sigma) = f(x) / sigma. Any sigma is native to it.

Both have an encoder of four stages; larger pictures have more ("deeper", "deepest"). Only the stages without
dilation halve the size; the dilated ones widen the window at constant size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from typing_extensions import override

from app.networks.instance_norm import ConditionalInstanceNorm, InstanceNormPlus
from app.networks.levels import nearest_level
from app.networks.refinenet import ACTIVATIONS, RefineBlock, ResidualBlock, apply_norm
from app.networks.spaces import SPACES, UNIT

MAX_FEATURES, MAX_LEVELS = 4096, 10_000


class Stage(NamedTuple):
    """A stage of the encoder: two residual blocks. ``width`` multiplies the network's features."""

    name: str
    width: int
    down: bool
    dilation: int


ENCODERS: dict[str, tuple[Stage, ...]] = {
    "standard": (
        Stage("1", 1, False, 1), Stage("2", 2, True, 1), Stage("3", 2, True, 2), Stage("4", 2, True, 4),
    ),
    "deeper": (
        Stage("1", 1, False, 1), Stage("2", 2, True, 1), Stage("3", 2, True, 1), Stage("4", 4, True, 2),
        Stage("5", 4, True, 4),
    ),
    "deepest": (
        Stage("1", 1, False, 1), Stage("2", 2, True, 1), Stage("3", 2, True, 1), Stage("31", 2, True, 1),
        Stage("4", 4, True, 2), Stage("5", 4, True, 4),
    ),
}  # fmt: skip
"""Depth -> encoder: NCSN and NCSNv2 ("standard"), their "deeper" forms, NCSNv2Deepest."""


@dataclass(frozen=True)
class NcsnConfig:
    """What decides the shapes and the meaning of an NCSN or NCSNv2.

    ``sigmas``: NCSN's levels, descending (NCSNv2 keeps its own in its weights, ``levels`` of them). ``norm``: "plus"
    or, in NCSN, "plain" (:mod:`app.networks.instance_norm`). ``space``: what the data are
    (:mod:`app.networks.spaces`).
    """

    channels: int
    features: int
    depth: str = "standard"
    norm: str = "plus"
    activation: str = "elu"
    space: str = UNIT
    levels: int = 0
    sigmas: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.channels <= 64 or not 1 <= self.features <= MAX_FEATURES:
            raise ValueError(f"{self.channels} channels with {self.features} features are out of range")
        if self.depth not in ENCODERS or self.norm not in ("plus", "plain") or self.activation not in ACTIVATIONS:
            raise ValueError(f"depth {self.depth!r}, norm {self.norm!r} or activation {self.activation!r} is unknown")
        if self.space not in SPACES:
            raise ValueError(f"the data space {self.space!r} is unknown")
        if not 1 <= max(self.levels, len(self.sigmas)) <= MAX_LEVELS:
            raise ValueError(f"there must be from 1 to {MAX_LEVELS} noise levels")
        if any(not 0 < s < float("inf") for s in self.sigmas):
            raise ValueError("the noise levels must be positive numbers")


class _RefineNet(nn.Module):
    """The common body: ``features_of`` maps a picture [B, C, H, W] in data units to the network's raw output."""

    def __init__(self, config: NcsnConfig, *, conditional: bool) -> None:
        super().__init__()
        self.config = config
        self.act = act = ACTIVATIONS[config.activation]
        f, stages = config.features, ENCODERS[config.depth]

        def make_norm(channels: int) -> nn.Module:
            if not conditional:
                return InstanceNormPlus(channels)
            return ConditionalInstanceNorm(channels, len(config.sigmas), plus=config.norm == "plus")

        self.begin_conv = nn.Conv2d(config.channels, f, 3, padding=1)
        self.normalizer = make_norm(f)
        self.end_conv = nn.Conv2d(f, config.channels, 3, padding=1)
        self.stage_names = [f"res{stage.name}" for stage in stages]
        width = f
        for stage in stages:
            first = ResidualBlock(width, stage.width * f, make_norm, act, down=stage.down, dilation=stage.dilation)
            width = stage.width * f
            second = ResidualBlock(width, width, make_norm, act, dilation=stage.dilation)
            self.add_module(f"res{stage.name}", nn.ModuleList([first, second]))
        # Refinements are numbered from the coarsest; a stage called "31" has its refinement called so too.
        upwards = stages[::-1]
        self.refine_names = [f"refine{name}" for name in _refine_names(upwards)]
        for i, (name, stage) in enumerate(zip(self.refine_names, upwards, strict=True)):
            last = i + 1 == len(upwards)
            c_out = (stage if last else upwards[i + 1]).width * f
            c_ins = [stage.width * f] if i == 0 else [stage.width * f, stage.width * f]
            self.add_module(name, RefineBlock(c_ins, c_out, make_norm if conditional else None, act, last=last))

    def features_of(self, x: Tensor, level: Tensor | None) -> Tensor:
        h = 2 * x - 1 if self.config.space == UNIT else x
        h = self.begin_conv(h.contiguous(memory_format=torch.channels_last))
        maps = []
        for name in self.stage_names:
            for block in self._modules[name]:  # type: ignore[union-attr]
                h = block(h, level)
            maps.append(h)
        h = self._modules[self.refine_names[0]]([maps.pop()], level)  # type: ignore[misc]
        for name in self.refine_names[1:]:
            h = self._modules[name]([maps.pop(), h], level)  # type: ignore[misc]
        out: Tensor = self.end_conv(apply_norm(self.end_conv, h, level, norm=self.normalizer, act=self.act))
        return out.contiguous()


def _refine_names(upwards: Sequence[Stage]) -> list[str]:
    if len(upwards) == 6:
        return ["1", "2", "31", "3", "4", "5"]
    return [str(i + 1) for i in range(len(upwards))]


class NCSN(_RefineNet):
    """The conditional network of NCSN; ``forward`` returns the score."""

    log_sigmas: Tensor

    def __init__(self, config: NcsnConfig) -> None:
        if not config.sigmas:
            raise ValueError("NCSN needs its noise levels")
        if config.depth == "deepest":
            raise ValueError("NCSN has no deepest form")
        super().__init__(config, conditional=True)
        self.register_buffer("log_sigmas", torch.tensor([math.log(s) for s in config.sigmas]), persistent=False)

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        return self.features_of(x, nearest_level(sigma, self.log_sigmas))


class NCSNv2(_RefineNet):
    """The unconditional network of NCSNv2; ``forward`` returns the score f(x) / sigma."""

    sigmas: Tensor

    def __init__(self, config: NcsnConfig) -> None:
        if config.levels < 1:
            raise ValueError("NCSNv2 needs the number of its noise levels")
        if config.norm != "plus":
            raise ValueError(f"NCSNv2 with the normalisation {config.norm!r} is not known")
        super().__init__(config, conditional=False)
        self.register_buffer("sigmas", torch.ones(config.levels))

    def output_gain(self, sigma: Tensor) -> Tensor:
        """By what the score has the network's raw output multiplied: 1 / sigma, [B]."""
        return 1 / sigma

    @override
    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        return self.features_of(x, None) / sigma[:, None, None, None]
