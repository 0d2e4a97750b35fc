"""The training loop for pictures: a generator of steps around state that can be saved and taken up again.

The loop neither reads nor writes files and knows nothing of progress bars: the caller gives the pictures as an array,
iterates, and saves :meth:`ImageTrainer.state` when it likes. All randomness comes from hashes of the seed, the step and
a picture's place in the batch, and from per-epoch shuffles seeded by (seed, epoch): a resumed run on a CPU is the
uninterrupted one bit for bit, and several processes that share each batch (:mod:`app.training.ranks`) do what one does.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from app.networks.cuda import capture, first_line
from app.networks.model import to_channels_last
from app.params import TrainParams
from app.training.batches import AHEAD, Batch, Batches, ahead
from app.training.ema import WeightAverage
from app.training.objectives import LossOf, Objective
from app.training.ranks import ALONE, Ranks

_log = logging.getLogger(__name__)


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
        self._on_card = device.type == "cuda"
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=params.learning_rate, betas=betas, weight_decay=0.0,
            fused=True if self._on_card else None,
        )  # fmt: skip
        self.step = 0
        self.batch_size = min(params.batch_size, len(images))
        if self.batch_size < ranks.size:
            raise ValueError(f"{ranks.size} processes cannot share a batch of {self.batch_size} pictures")
        self._batches = Batches(images, self.batch_size, objective, params, ranks, pinned=self._on_card)
        self.steps_per_epoch = self._batches.per_epoch
        self._part = len(ranks.share(self.batch_size)) / self.batch_size
        """Of each batch, for this process."""
        self.total_steps = params.epochs * self.steps_per_epoch
        self._stopping = stopping
        self._loss: nn.Module = LossOf(network, objective)
        if ranks.size > 1:
            self._loss = DistributedDataParallel(self._loss)
        self._gradients: Callable[..., Tensor] | None = None
        """What a step does on the device, chosen at the first one."""

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
        steps = range(self.step, self.total_steps)
        for batch in ahead(self._batches.at, steps, AHEAD if self._on_card else 0):
            rate = self.learning_rate(self.step)
            loss, losses = self._step(batch, rate)
            epoch = self.step // self.steps_per_epoch
            self.step += 1
            yield TrainStep(self.step, epoch, loss, rate, batch.sigma, losses)
            if self.ranks.sums(float(self._stopping()))[0] > 0:
                raise KeyboardInterrupt

    def _step(self, batch: Batch, rate: float) -> tuple[float, Tensor]:
        """One step on this process's part of the batch: the loss of all of it, and the losses of this part."""
        inputs = [t.to(self.device, non_blocking=True) for t in (batch.pictures, batch.normal, batch.sigma)]
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        if self._gradients is None:
            self.network.train()
            self._gradients = self._recorded(inputs)
        losses = self._gradients(*inputs).cpu()
        (value,) = self.ranks.sums(float(losses.mean()) * self._part)
        if not math.isfinite(value):
            raise TrainingDivergedError(
                f"the loss became {value} at step {self.step + 1}; use a smaller learning rate than "
                f"{self.params.learning_rate:g}"
            )
        self.optimizer.step()
        self.average.update(self.network, self.step)
        return value, losses

    def _computed(self, pictures: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        """The losses of the pictures, float32 [B]; the gradients of their mean are left at the weights, clipped."""
        clean = pictures.float().div_(255)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.params.precision == "bfloat16"):
            losses: Tensor = self._loss(clean, normal, sigma)
            loss = losses.mean()
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss * (self._part * self.ranks.size))  # what is averaged over the processes afterwards
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.params.gradient_clip)
        return losses.detach().float()

    def _recorded(self, inputs: list[Tensor]) -> Callable[..., Tensor]:
        """:meth:`_computed`, on a card as one CUDA graph: its hundreds of small kernels are begun all at once."""
        if not self._on_card or self.ranks.size > 1:
            return self._computed
        try:
            return capture(self._computed, *inputs)
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            _log.warning("the training goes on without CUDA graphs: %s", first_line(error))
            return self._computed

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
