"""A network that is given no more samples at once than there is memory for."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from app.core.device import is_out_of_memory
from app.core.types import ScoreModel
from app.jobs.memory import GIB, free_bytes
from app.networks.listening import asked
from app.params import ModelInfo
from app.params.run import BatchLowered, FirstStep, Tell

KEPT = 16
"""How many of the widest layer's outputs an evaluation keeps at a time, roughly and on the safe side."""

LONG_S = 0.3
"""A batch that takes longer can be stopped between the layers, too; asking there would slow down quick ones."""

USED = 0.8
"""The part of the free memory that an evaluation may take."""


def bytes_per_sample(model: ScoreModel) -> int:
    """About what one sample of an evaluation takes: the widest convolution at the picture's own size, several times."""
    network = getattr(model, "network", None)
    widths = [m.out_channels for m in network.modules() if isinstance(m, nn.Conv2d)] if network is not None else []
    channels, height, width = model.shape
    return 4 * KEPT * height * width * max([channels, *widths])


def fitting(model: ScoreModel, size: int) -> int:
    """``size``, or as many samples as the device has free memory for, as far as that is known; at least one."""
    free = free_bytes(model.device)
    return size if free is None else max(1, min(size, int(USED * free / bytes_per_sample(model))))


def too_many(model: ScoreModel, size: int) -> str:
    """Why so many samples do not fit at once, or empty."""
    free, need = free_bytes(model.device), bytes_per_sample(model)
    if free is None or size * need <= USED * free:
        return ""
    return f"{free / GIB:.1f} GiB of memory are free, a sample takes about {need / GIB:.2g} GiB"


class Batches:
    """A :class:`ScoreModel` that evaluates another one in batches of ``size``; nothing but rounding depends on it.

    ``check`` is called between two batches, and within one that takes long, and may raise, to stop there. Free memory
    only lowers the size, before the first evaluation or when it runs out, and that is told. ``evaluations`` is how many
    the run takes.
    """

    def __init__(self, model: ScoreModel, size: int, evaluations: int, check: Callable[[], None], tell: Tell) -> None:
        self._model, self._check, self._tell = model, check, tell
        self._size = size
        self._evaluations = evaluations
        self._first = True
        self._long = model.device.type == "cpu"  # until one is known to be quick

    @property
    def size(self) -> int:
        """How many samples go through the network at once."""
        return self._size

    @property
    def sigmas(self) -> Tensor:
        """The network's native levels."""
        return self._model.sigmas

    @property
    def shape(self) -> tuple[int, int, int]:
        """(C, H, W) of one sample."""
        return self._model.shape

    @property
    def device(self) -> torch.device:
        """Where the network is."""
        return self._model.device

    def to_pixels(self, x: Tensor) -> Tensor:
        """As the network's."""
        return self._model.to_pixels(x)

    def from_pixels(self, pixels: Tensor) -> Tensor:
        """As the network's."""
        return self._model.from_pixels(pixels)

    def describe(self) -> ModelInfo:
        """As the network's."""
        return self._model.describe()

    def score(self, x: Tensor, sigma: float | Tensor) -> Tensor:
        """The score at x [B, C, H, W], batch after batch. Raises what ``check`` raises."""
        first, self._first = self._first, False
        if first and self._size > 1 and (why := too_many(self._model, self._size)):
            self._lower(fitting(self._model, self._size), why)
        begun, done = time.perf_counter(), 0
        parts: list[Tensor] = []
        while done < len(x):
            size = min(self._size, len(x) - done)
            try:
                parts.append(self._part(x[done : done + size], sigma, done))
            except (MemoryError, RuntimeError) as error:
                if size == 1 or not is_out_of_memory(error):
                    raise
                self._lower(size // 2, "The memory is used up")
                continue
            done += size
            if done < len(x):
                if first:
                    self._tell(FirstStep(done, len(x), time.perf_counter() - begun, self._evaluations))
                self._check()
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def _part(self, x: Tensor, sigma: float | Tensor, start: int) -> Tensor:
        if isinstance(sigma, Tensor) and sigma.numel() > 1:
            sigma = sigma[start : start + len(x)]
        network = getattr(self._model, "network", None)
        if network is None or not self._long:
            return self._model.score(x, sigma)
        begun = time.perf_counter()
        with asked(network, self._check):
            score = self._model.score(x, sigma)
        self._long = time.perf_counter() - begun > LONG_S
        return score

    def _lower(self, size: int, why: str) -> None:
        self._size = max(1, size)
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
        self._tell(BatchLowered(self._size, why))
