"""What can be trained: for each architecture its network, its objective, and what becomes of its settings.

The settings that are not chosen are those of the publications where there are some, or follow from the data.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from app.networks.compact import CompactConfig, CompactScoreNet
from app.networks.ncsn import NCSN, NcsnConfig, NCSNv2
from app.networks.spaces import UNIT
from app.params import SettingError, TrainParams
from app.params.schedule import geometric
from app.params.stepsize import best_eta
from app.training.objectives import LevelDenoising, LevelSliced, Objective, PreconditionedDenoising
from app.training.recipe import largest_of, noise_range, recommended_settings

V1_SIGMA_MAX, V1_SIGMA_MIN, V1_STEPS, V1_STEP_LR = 1.0, 0.01, 100, 2e-5
"""NCSN's levels and its sampler, as published; step_lr is half of the paper's epsilon."""
V2_STEPS = 5
PLAIN_ADAM = {"warmup_steps": 0, "decay_fraction": 0.0, "gradient_clip": 1e9}
"""Adam as the publications use it: with one rate from the first step to the last, and gradients as they are."""


class Plan(Protocol):
    """One architecture for pictures of one shape."""

    @property
    def architecture(self) -> str:
        """Its name in :data:`app.networks.registry.FACTORIES`."""
        ...

    @property
    def betas(self) -> tuple[float, float]:
        """Adam's."""
        ...

    @property
    def arguments(self) -> dict[str, Any]:
        """What the network is built of (:data:`app.networks.registry.FACTORIES`), as far as settings do not say it."""
        ...

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        ...

    def usual(self) -> dict[str, Any]:
        """Settings of :class:`TrainParams` where they are not chosen."""
        ...

    def network(self, params: TrainParams) -> nn.Module:
        """The network with its first weights, drawn from torch's global generator."""
        ...

    def objective(self, params: TrainParams) -> Objective:
        """What is minimised."""
        ...

    def header(self, params: TrainParams) -> dict[str, Any]:
        """What a file of the network says of it: architecture, arguments, shape, sigmas, continuous, recommended."""
        ...

    def noise_words(self, params: TrainParams) -> str:
        """The noise of the training, for people."""
        ...


@dataclasses.dataclass(frozen=True)
class CompactPlan:
    """The compact network, of any sigma."""

    config: CompactConfig
    architecture = "compact"
    betas = (0.9, 0.99)

    @property
    def arguments(self) -> dict[str, Any]:
        """The network's configuration."""
        return dataclasses.asdict(self.config)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        return self.config.channels, self.config.height, self.config.width

    def usual(self) -> dict[str, Any]:
        """Noise as the data ask for it."""
        return noise_range(self.config)

    def network(self, params: TrainParams) -> CompactScoreNet:  # noqa: ARG002 - as the others
        """See :mod:`app.networks.compact`."""
        return CompactScoreNet(self.config)

    def objective(self, params: TrainParams) -> Objective:
        """Denoising score matching over a continuum of levels."""
        return PreconditionedDenoising(params, self.config.data_std)

    def header(self, params: TrainParams) -> dict[str, Any]:
        """A hundred levels stand for the continuum."""
        return {
            "architecture": self.architecture, "arguments": self.arguments, "shape": self.shape,
            "sigmas": tuple(float(s) for s in np.geomspace(params.sigma_max, params.sigma_min, 100)),
            "continuous": True, "recommended": recommended_settings(params, self.config),
        }  # fmt: skip

    def noise_words(self, params: TrainParams) -> str:
        """The law of sigma."""
        return (
            f"ln sigma normal with mean {params.log_mean:.3g} and deviation {params.log_std:.3g}, "
            f"truncated to sigma from {params.sigma_min:g} to {params.sigma_max:g}"
        )


@dataclasses.dataclass(frozen=True)
class LevelsPlan:
    """NCSN or NCSNv2 with the objective of their papers over L noise levels. ``data_std``: of all pixels in [0, 1]."""

    architecture: str
    shape: tuple[int, int, int]
    features: int
    data_std: float
    betas = (0.9, 0.999)

    def __post_init__(self) -> None:
        _, height, width = self.shape
        if height % 2 or width % 2 or min(height, width) < 8:
            raise SettingError(
                f"picture sides must be even and at least 8, not {height}x{width}; --size scales the pictures"
            )

    @property
    def arguments(self) -> dict[str, Any]:
        """Without the levels, which the settings say."""
        return {"channels": self.shape[0], "features": self.features, "space": UNIT}

    @property
    def conditional(self) -> bool:
        """Whether it is the network of the first paper."""
        return self.architecture == "ncsn"

    def usual(self) -> dict[str, Any]:
        """NCSN: as published. NCSNv2: by techniques 1 and 2 of its paper, and as published."""
        if self.conditional:
            return PLAIN_ADAM | {
                "learning_rate": 1e-3, "ema_decay": 0.0, "levels": 10, "sigma_max": V1_SIGMA_MAX,
                "sigma_min": V1_SIGMA_MIN,
            }  # fmt: skip
        high = largest_of(self.data_std, math.prod(self.shape))
        return PLAIN_ADAM | {
            "learning_rate": 1e-4, "ema_decay": 0.999, "levels": levels_for(high, V1_SIGMA_MIN, math.prod(self.shape)),
            "sigma_max": high, "sigma_min": V1_SIGMA_MIN,
        }  # fmt: skip

    def levels(self, params: TrainParams) -> tuple[float, ...]:
        """The noise levels, descending."""
        return geometric(params.sigma_max, params.sigma_min, params.levels)

    def network(self, params: TrainParams) -> nn.Module:
        """See :mod:`app.networks.ncsn`."""
        levels = self.levels(params)
        if self.conditional:
            return NCSN(NcsnConfig(**self.arguments, sigmas=levels))
        network = NCSNv2(NcsnConfig(**self.arguments, levels=len(levels)))
        network.sigmas.copy_(torch.tensor(levels))
        return network

    def objective(self, params: TrainParams) -> Objective:
        """Denoising or sliced score matching, lambda = sigma^2."""
        return (LevelSliced if params.objective == "sliced" else LevelDenoising)(self.levels(params))

    def header(self, params: TrainParams) -> dict[str, Any]:
        """The sampler is that of the paper: T = 100 and its epsilon, or T = 5 and technique 4."""
        levels = self.levels(params)
        ratio = levels[0] / levels[1]
        steps = V1_STEPS if self.conditional else V2_STEPS
        eta = 2 * V1_STEP_LR / V1_SIGMA_MIN**2 if self.conditional else best_eta(ratio, steps)
        own: dict[str, Any] = {"sigmas": list(levels)} if self.conditional else {"levels": len(levels)}
        return {
            "architecture": self.architecture, "arguments": self.arguments | own, "shape": self.shape,
            "sigmas": levels, "continuous": not self.conditional,
            "recommended": {
                "sampler": "annealed", "schedule": "geometric", "start": "uniform", "levels": len(levels),
                "sigma_max": levels[0], "sigma_min": levels[-1], "steps_per_level": steps,
                "epsilon": eta * levels[-1] ** 2, "temperature": 1.0, "denoise": True,
            },
        }  # fmt: skip

    def noise_words(self, params: TrainParams) -> str:
        """The levels."""
        return f"{params.levels} levels, geometric from sigma {params.sigma_max:g} to {params.sigma_min:g}"


def levels_for(sigma_max: float, sigma_min: float, dimensions: int) -> int:
    """How many levels NCSNv2 takes between the two (Song & Ermon 2020, technique 2), at most 1000.

    Neighbours share half of their mass: with gamma their ratio and D the dimensions, Phi(a + 3 gamma) - Phi(a - 3
    gamma) = 1/2 at a = sqrt(2 D) (gamma - 1). The first term is 1 to many digits, so a = 3 gamma.
    """
    root = math.sqrt(2 * dimensions)
    gamma = root / (root - 3)
    return min(1000, max(2, 1 + math.ceil(math.log(sigma_max / sigma_min) / math.log(gamma))))
