"""The two types that networks, samplers and their users agree on: a model of the score, and one step of a sampler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor

from app.params import LangevinParams, ModelInfo


@runtime_checkable
class ScoreModel(Protocol):
    """A score network ready for use, whatever its family."""

    @property
    def sigmas(self) -> Tensor:
        """The native noise levels, [L], descending, float64 on the CPU."""
        ...

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W) of one sample."""
        ...

    @property
    def device(self) -> torch.device:
        """Where the weights are and where x must be."""
        ...

    def score(self, x: Tensor, sigma: float | Tensor) -> Tensor:
        """The score of the data blurred by N(0, sigma^2 I): x [B, C, H, W], sigma a number or [B] -> [B, C, H, W]."""
        ...

    def to_pixels(self, x: Tensor) -> Tensor:
        """From the network's data space to pictures in [0, 1], [B, C, H, W]."""
        ...

    def from_pixels(self, pixels: Tensor) -> Tensor:
        """From pictures in [0, 1], [B, C, H, W], to the network's data space."""
        ...

    def describe(self) -> ModelInfo:
        """Everything known about the network and its file."""
        ...


class Phase(StrEnum):
    """What a step of a sampler was."""

    LANGEVIN = "langevin"
    DENOISE = "denoise"


@dataclass(frozen=True)
class Step:
    """One evaluation of the network and what was made of it.

    ``level`` (of ``levels``) and ``step`` (of ``steps``) count from 0; ``sigma``, ``alpha`` and ``eta`` =
    alpha / sigma^2 are in the paper's form. ``x_in`` [B, C, H, W] is where the score was evaluated, ``x`` what came
    out. ``score_norm`` and ``snr`` are means over the batch of |s| and of sqrt(alpha) |s| / (2 |z|).
    """

    phase: Phase
    level: int
    levels: int
    step: int
    steps: int
    sigma: float
    alpha: float
    eta: float
    params: LangevinParams
    x_in: Tensor
    score: Tensor
    x: Tensor
    score_norm: float
    snr: float

    @property
    def last_of_level(self) -> bool:
        """Whether the sampler leaves this level after this step."""
        return self.step + 1 >= self.steps

    @torch.inference_mode()
    def estimate(self) -> Tensor:
        """Tweedie's estimate E[clean | x_in] = x_in + sigma^2 s, [B, C, H, W]."""
        return torch.add(self.x_in, self.score, alpha=self.sigma**2)


ReadParams = Callable[[], LangevinParams]
"""Called before every step, so that a changed setting acts at the very next one."""
