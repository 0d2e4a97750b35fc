"""Training the score network while one watches: an iterator of optimiser steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from app.core.noise import stream_seed
from app.lab.density import Density
from app.lab.matching import denoising_loss, implicit_loss, sliced_loss, weight
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.params.lab.training import LabTrainSettings, Objective
from app.params.schedule import geometric

_WARMUP = 50
_CONSTANT = 500
_EMA_DECAY = 0.998

OPTIMUM_SAMPLES, OPTIMUM_LEVELS = 12_000, 48

_Tensors = tuple[Tensor, ...] | list[Tensor]


class LabTrainingDivergedError(RuntimeError):
    """The loss passed its limit or stopped being finite; the message says why that happens and what to do."""


@dataclass(frozen=True)
class LabTrainStep:
    """One optimiser step: its number from 1, the loss, the learning rate it was taken with."""

    step: int
    loss: float
    learning_rate: float


class LabTrainer:
    """Trains a :class:`PlaneScoreNet` on fresh samples of a density (of a set of points: on draws from it).

    ``network`` is being trained, ``average`` (an exponential moving average of its weights) is the one to show, use
    and save.
    """

    def __init__(self, density: Density, settings: LabTrainSettings) -> None:
        self.density = density
        self.settings = settings
        self.generator = torch.Generator().manual_seed(stream_seed(settings.seed, 2))
        data = density.sample(20_000, self.generator)
        mean = data.mean(dim=0)
        std = max(float((data - mean).square().mean().sqrt()), 1e-6)
        ends = (settings.sigma_min, settings.sigma_max) if settings.noise else (0.0, 0.0)
        config = PlaneNetConfig(settings.width, settings.depth, (float(mean[0]), float(mean[1])), std, *ends)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(stream_seed(settings.seed, 3))
            self.network = PlaneScoreNet(config)
        self._average = AveragedModel(self.network, multi_avg_fn=_follow)
        self.optimizer = torch.optim.Adam(self.network.parameters(), betas=(0.9, 0.99), fused=True)
        self._levels = (
            torch.tensor(geometric(settings.sigma_max, settings.sigma_min, settings.levels))
            if settings.noise and settings.levels
            else None
        )
        self.step = 0

    @property
    def average(self) -> PlaneScoreNet:
        """The network with averaged weights."""
        return cast(PlaneScoreNet, self._average.module)

    def learning_rate(self, base: float) -> float:
        """The rate of the next step: a short warm-up, constant, then falling as 1 / sqrt(step).

        It needs no end to be known, so training can be watched for as long as one likes.
        """
        return base * min((self.step + 1) / _WARMUP, 1.0, math.sqrt(_CONSTANT / (self.step + 1)))

    def run(self, read_settings: Callable[[], LabTrainSettings] | None = None) -> Iterator[LabTrainStep]:
        """Train up to ``settings.steps`` steps, yielding after each; learning rate and batch size are read before it.

        Raises LabTrainingDivergedError; the weights before that step are kept. Another call goes on from there.
        """
        while self.step < (now := read_settings() if read_settings else self.settings).steps:
            yield self.take_step(now.learning_rate, now.batch_size)

    def take_step(self, learning_rate: float, batch_size: int) -> LabTrainStep:
        """One optimiser step. Raises LabTrainingDivergedError."""
        rate = self.learning_rate(learning_rate)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = self._loss(batch_size)
        value = loss.item()
        if not abs(value) <= self.settings.limit:
            raise LabTrainingDivergedError(self._explain(value))
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 10.0)
        self.optimizer.step()
        self.step += 1
        self._average.update_parameters(self.network)
        return LabTrainStep(self.step, value, rate)

    def sigmas(self, n: int) -> Tensor:
        """The noise levels of a batch, [n]; a continuum is stratified, which lowers the variance of the loss."""
        s = self.settings
        if not s.noise:
            return torch.zeros(n)
        if self._levels is not None:
            return self._levels[torch.randint(len(self._levels), (n,), generator=self.generator)]
        u = (torch.arange(n) + torch.rand((), generator=self.generator)) / n
        return s.sigma_min * (s.sigma_max / s.sigma_min) ** u

    def optimum(self, n: int = OPTIMUM_SAMPLES) -> float | None:
        """The loss of the exact score, below which no network comes in the mean: an estimate from about n samples.

        Denoising: lambda / 2 E|s + z / sigma|^2, which is not zero; implicit and sliced: -lambda / 2 E|s|^2. None where
        the data have no score: without noise, on lines, points and sharp edges.
        """
        if not self.settings.noise and self.density.width == 0:
            return None
        generator = torch.Generator().manual_seed(stream_seed(self.settings.seed, 5))
        sigmas, total = self._spread_sigmas(), 0.0
        each = max(1, n // len(sigmas))
        for sigma in sigmas:
            clean = self.density.sample(each, generator)
            z = torch.randn(each, 2, generator=generator, dtype=torch.float64)
            score = self.density.score(clean + sigma * z, sigma)
            squares = (
                (score + z / sigma if self.settings.objective is Objective.DENOISING else score).square().sum(dim=1)
            )
            sign = 1 if self.settings.objective is Objective.DENOISING else -1
            weighted = weight(self.network, torch.tensor([sigma], dtype=torch.float64)) * squares.mean()
            total += sign * float(weighted) / 2
        return total / len(sigmas)

    def _spread_sigmas(self) -> list[float]:
        """Noise levels as a batch has them, evenly spread."""
        s = self.settings
        if not s.noise:
            return [0.0]
        if self._levels is not None:
            return [float(level) for level in self._levels]
        u = (torch.arange(OPTIMUM_LEVELS, dtype=torch.float64) + 0.5) / OPTIMUM_LEVELS
        return [float(level) for level in s.sigma_min * (s.sigma_max / s.sigma_min) ** u]

    def _loss(self, n: int) -> Tensor:
        clean = self.density.sample(n, self.generator).float()
        z = torch.randn(n, 2, generator=self.generator)
        sigma = self.sigmas(n)
        if self.settings.objective is Objective.DENOISING:
            return denoising_loss(self.network, clean, z, sigma)
        noisy = clean + sigma[:, None] * z
        if self.settings.objective is Objective.IMPLICIT:
            return implicit_loss(self.network, noisy, sigma)
        return sliced_loss(self.network, noisy, sigma, torch.randn(n, 2, generator=self.generator))

    def _explain(self, value: float) -> str:
        what = f"the loss reached {value:.3g} at step {self.step + 1}, beyond the limit of {self.settings.limit:g}"
        if not self.settings.noise and self.density.width == 0:
            return (
                f"{what}: the data have no smooth density of their own (they lie on a line or at points, or end at "
                "sharp edges), so their score is not defined there (Song & Ermon 2019, section 3.1) and the "
                "objective has no minimum. (The paper's Figure 1 shows a loss that falls first and then fluctuates "
                "irregularly: a network that is less free there, on pictures. This one is free enough to fall without "
                "end.) Train with noise, which gives the data a density everywhere"
            )
        return f"{what}: use a smaller learning rate, a larger batch, or denoising score matching"

    def state(self) -> dict[str, Any]:
        """Everything a resumed run needs besides density and settings."""
        return {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self._average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "generator": self.generator.get_state(),
        }

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up a run where :meth:`state` left it. Raises KeyError, ValueError or RuntimeError if it does not fit."""
        self.network.load_state_dict(state["network"])
        self._average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["generator"])
        self.step = int(state["step"])


@torch.no_grad()
def _follow(average: _Tensors, current: _Tensors, count: Tensor | int) -> None:
    """The exponential moving average, short-sighted at first so that it soon forgets the random start."""
    n = float(count)
    torch._foreach_lerp_(average, current, 1 - min(_EMA_DECAY, (1 + n) / (10 + n)))
