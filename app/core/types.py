"""What networks, samplers and their users agree on: a model of the score, and one step of a sampler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import torch
from torch import Tensor

from app.params import LiveParams, ModelInfo

if TYPE_CHECKING:
    from app.core.samplers.base import State


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

    SAMPLE = "sample"
    DENOISE = "denoise"


@dataclass(frozen=True, eq=False)
class Step:
    """One evaluation of the score and what was made of it, of B samples.

    ``index`` counts the run's steps from 1; ``level`` (of ``levels``), ``repeat`` (of its passes) and ``step`` (of
    ``steps``) count from 0. ``sigma`` is where the score was taken, ``alpha`` the size of a Langevin step in the
    paper's form (a mean, where each sample has its own; None for other steps) and ``eta`` the same over the variance.
    ``x_in`` [B, ...] is where the score was evaluated, ``x`` what came out, ``state`` the sampler's whole state.
    ``score_norm`` and ``snr`` are means over the samples of |s| and of the drift over the noise,
    sqrt(alpha) |s| / (2 sqrt(tau) |z|); ``snr`` is None where there is no Langevin step, and at tau = 0.
    """

    phase: Phase
    index: int
    level: int
    levels: int
    repeat: int
    step: int
    steps: int
    sigma: float
    alpha: float | None
    eta: float | None
    params: LiveParams
    x_in: Tensor
    score: Tensor
    state: State
    score_norm: float
    snr: float | None

    @property
    def x(self) -> Tensor:
        """What came out, [B, ...]."""
        return self.state.x

    @property
    def denoising(self) -> bool:
        """Whether it is the last one, without noise."""
        return self.phase is Phase.DENOISE

    @property
    def last_of_level(self) -> bool:
        """Whether the sampler leaves this pass of the level after this step."""
        return self.step + 1 >= self.steps

    @torch.inference_mode()
    def estimate(self) -> Tensor:
        """Tweedie's estimate E[clean | x_in] = x_in + sigma^2 s, [B, ...]."""
        return torch.add(self.x_in, self.score, alpha=self.sigma**2)


ReadParams = Callable[[], LiveParams]
"""Called once before every step, so that a changed setting acts at the very next one."""
