"""The training loop for pictures: a generator of steps around state that can be saved and taken up again.

The loop neither reads nor writes files and knows nothing of progress bars: the caller gives the pictures as an array,
iterates, and saves :meth:`ImageTrainer.state` when it likes. All randomness comes from hashes of the seed, the step and
a picture's place in the batch, and from per-epoch shuffles seeded by (seed, epoch): a resumed run on a CPU is the
uninterrupted one bit for bit, and several processes that share each batch (:mod:`app.training.ranks`) do what one does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from app.core.noise import stream_seed
from app.networks.model import to_channels_last
from app.params import TrainParams
from app.training.ema import WeightAverage
from app.training.objectives import LossOf, Objective
from app.training.ranks import ALONE, Ranks, coins, generator_of, normals


class TrainingDivergedError(RuntimeError):
    """The loss is no longer a finite number."""


@dataclass(frozen=True, eq=False)
class TrainStep:
    """One optimiser step: its number from 1, the epoch (from 0) it belongs to, the loss, the learning rate.

    ``losses`` are those of this process's pictures, at the noise levels ``sigmas``: both float32 [B], on the CPU.
    """

    step: int
    epoch: int
    loss: float
    learning_rate: float
    sigmas: Tensor
    losses: Tensor


class ImageTrainer:
    """Trains a network for an objective.

    ``images`` is uint8 [N, C, H, W] on the CPU. ``network`` is moved to ``device``; ``average.network`` holds the
    averaged weights, the ones to ship. ``ranks``: the processes that share the batches. ``stopping`` is asked after
    each step whether to stop: where one process is told to, all stop after the same step, by a KeyboardInterrupt.
    """

    def __init__(
        self,
        network: nn.Module,
        objective: Objective,
        images: Tensor,
        params: TrainParams,
        device: torch.device,
        *,
        betas: tuple[float, float] = (0.9, 0.99),
        ranks: Ranks = ALONE,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        if images.dtype != torch.uint8 or images.ndim != 4 or len(images) == 0:
            raise ValueError("images must be a non-empty uint8 tensor [N, C, H, W]")
        self.params = params
        self.images = images
        self.device = device
        self.ranks = ranks
        to_channels_last(network, device)
        self.network = network
        self.average = WeightAverage(self.network, params.ema_decay)
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=params.learning_rate, betas=betas, weight_decay=0.0
        )
        self.step = 0
        self.batch_size = min(params.batch_size, len(images))
        if self.batch_size < ranks.size:
            raise ValueError(f"{ranks.size} processes cannot share a batch of {self.batch_size} pictures")
        self.steps_per_epoch = len(images) // self.batch_size
        self.total_steps = params.epochs * self.steps_per_epoch
        self._objective, self._stopping = objective, stopping
        self._loss: nn.Module = LossOf(network, objective)
        if ranks.size > 1:
            self._loss = DistributedDataParallel(self._loss)

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
            places = self.ranks.share(self.batch_size)
            rate = self.learning_rate(self.step)
            loss, sigmas, losses = self._step(self.images[rows[places.start : places.stop]], rate)
            self.step += 1
            yield TrainStep(self.step, epoch, loss, rate, sigmas, losses)
            if self.ranks.sums(float(self._stopping()))[0] > 0:
                raise KeyboardInterrupt

    def _order(self, epoch: int) -> Tensor:
        generator = torch.Generator().manual_seed(stream_seed(self.params.seed, epoch))
        return torch.randperm(len(self.images), generator=generator)

    def _step(self, batch: Tensor, rate: float) -> tuple[float, Tensor, Tensor]:
        """One step on this process's part of the batch, uint8 [B, C, H, W].

        The loss of the whole batch, and the noise levels and losses of this part's pictures.
        """
        p, places = self.params, self.ranks.share(self.batch_size)
        if p.flip:
            batch = torch.where(coins(p.seed, self.step, places)[:, None, None, None], batch.flip(3), batch)
        clean = batch.float().div_(255).to(self.device)
        sigma = self._objective.sigmas(self.batch_size, generator_of(p.seed, self.step))[places.start : places.stop]
        normal = normals(p.seed, self.step, places, (self._objective.normals, *batch.shape[1:])).to(self.device)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.network.train()
        with torch.autocast(self.device.type, torch.bfloat16, enabled=p.precision == "bfloat16"):
            losses = self._loss(clean, normal, sigma.to(self.device))
            loss = losses.mean()
        part = len(batch) / self.batch_size
        (value,) = self.ranks.sums(float(loss.detach()) * part)
        if not math.isfinite(value):
            raise TrainingDivergedError(
                f"the loss became {value} at step {self.step + 1}; use a smaller learning rate than {p.learning_rate:g}"
            )
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss * (part * self.ranks.size))  # what is averaged over the processes afterwards
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), p.gradient_clip)
        self.optimizer.step()
        self.average.update(self.network, self.step)
        return value, sigma, losses.detach().float().cpu()

    def state(self) -> dict[str, Any]:
        """Everything a resumed run needs besides the pictures: tensors, numbers and plain containers only."""
        return {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up a run where :meth:`state` left it. Raises KeyError, ValueError or RuntimeError if it does not fit."""
        step = int(state["step"])
        if step < 0:
            raise ValueError(f"the saved step number {step} is negative")
        self.network.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = step
