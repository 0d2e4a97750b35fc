"""The training loop for pictures: a generator of steps around state that can be saved and taken up again.

The loop neither reads nor writes files and knows nothing of progress bars: the caller gives the pictures as an array,
iterates, and saves :meth:`ImageTrainer.state` when it likes. All randomness comes from one CPU generator and from
per-epoch shuffles seeded by (seed, epoch), so a resumed run on a CPU is the uninterrupted one bit for bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from app.core.noise import stream_seed
from app.networks.compact import CompactScoreNet
from app.networks.model import to_channels_last
from app.params import TrainParams
from app.training.denoising import denoising_loss, sample_sigmas
from app.training.ema import WeightAverage


class TrainingDivergedError(RuntimeError):
    """The loss is no longer a finite number."""


@dataclass(frozen=True)
class TrainStep:
    """One optimiser step: its number from 1, the epoch (from 0) it belongs to, the loss, the learning rate."""

    step: int
    epoch: int
    loss: float
    learning_rate: float


class ImageTrainer:
    """Trains a :class:`CompactScoreNet` by denoising score matching.

    ``images`` is uint8 [N, C, H, W] on the CPU. ``network`` is moved to ``device``; ``average.network`` holds the
    averaged weights, the ones to ship.
    """

    def __init__(self, network: CompactScoreNet, images: Tensor, params: TrainParams, device: torch.device) -> None:
        if images.dtype != torch.uint8 or images.ndim != 4 or len(images) == 0:
            raise ValueError("images must be a non-empty uint8 tensor [N, C, H, W]")
        self.params = params
        self.images = images
        self.device = device
        to_channels_last(network, device)
        self.network = network
        self.average = WeightAverage(self.network, params.ema_decay)
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=params.learning_rate, betas=(0.9, 0.99), weight_decay=0.0
        )
        self.generator = torch.Generator().manual_seed(stream_seed(params.seed, -1))
        self.step = 0
        self.batch_size = min(params.batch_size, len(images))
        self.steps_per_epoch = len(images) // self.batch_size
        self.total_steps = params.epochs * self.steps_per_epoch

    def learning_rate(self, step: int) -> float:
        """Linear warm-up, constant, then linear decay to zero over the last ``decay_fraction`` of the run."""
        p = self.params
        warm = min(1.0, (step + 1) / max(1, p.warmup_steps))
        left = (self.total_steps - step) / max(1.0, p.decay_fraction * self.total_steps)
        return p.learning_rate * min(warm, left, 1.0)

    def run(self) -> Iterator[TrainStep]:
        """Train to the end of the last epoch, yielding after every step.

        Raises TrainingDivergedError when the loss is not finite; the state before that step is kept.
        """
        order = self._order(self.step // self.steps_per_epoch)
        while self.step < self.total_steps:
            epoch, position = divmod(self.step, self.steps_per_epoch)
            if position == 0:
                order = self._order(epoch)
            rows = order[position * self.batch_size : (position + 1) * self.batch_size]
            rate = self.learning_rate(self.step)
            loss = self._step(self.images[rows], rate)
            self.step += 1
            yield TrainStep(self.step, epoch, loss, rate)

    def _order(self, epoch: int) -> Tensor:
        generator = torch.Generator().manual_seed(stream_seed(self.params.seed, epoch))
        return torch.randperm(len(self.images), generator=generator)

    def _step(self, batch: Tensor, rate: float) -> float:
        p, config = self.params, self.network.config
        clean = batch.float().div_(255).to(self.device)
        sigma = sample_sigmas(len(batch), p.sigma_min, p.sigma_max, p.log_mean, p.log_std, self.generator)
        noise = torch.randn(batch.shape, generator=self.generator).to(self.device)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=p.precision == "bfloat16"):
            loss = denoising_loss(self.network, clean, noise, sigma.to(self.device), config.data_std)
        value = float(loss.detach())
        if not torch.isfinite(loss):
            raise TrainingDivergedError(
                f"the loss became {value} at step {self.step + 1}; use a smaller learning rate than {p.learning_rate:g}"
            )
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), p.gradient_clip)
        self.optimizer.step()
        self.average.update(self.network, self.step)
        return value

    def state(self) -> dict[str, Any]:
        """Everything a resumed run needs besides the pictures: tensors, numbers and plain containers only."""
        return {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "generator": self.generator.get_state(),
        }

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up a run where :meth:`state` left it. Raises KeyError, ValueError or RuntimeError if it does not fit."""
        step = int(state["step"])
        if step < 0:
            raise ValueError(f"the saved step number {step} is negative")
        self.network.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["generator"].cpu())
        self.step = step
