"""What each step of a training takes: a pure function of the settings and the step, so that it can be made ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import torch
from torch import Tensor

from app.core.noise import stream_seed
from app.params import TrainParams
from app.training.objectives import Objective
from app.training.ranks import Ranks, coins, generator_of, normals

AHEAD = 6
"""Batches that wait for a graphics card, made by THREADS: noise of 512 digits takes one of them 6 ms."""
THREADS = 3

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Batch:
    """One process's part of a step's batch, on the CPU.

    ``pictures`` are uint8 [B, C, H, W], ``normal`` is float32 [B, normals, C, H, W], ``sigma`` float32 [B].
    """

    pictures: Tensor
    normal: Tensor
    sigma: Tensor


class Batches:
    """The batches of a training on ``images``, uint8 [N, C, H, W]; ``size`` pictures each, of all processes together.

    ``pinned``: they lie where a CUDA device fetches them while the processor goes on.
    """

    def __init__(
        self, images: Tensor, size: int, objective: Objective, params: TrainParams, ranks: Ranks, *, pinned: bool
    ) -> None:
        self.size, self.per_epoch = size, len(images) // size
        self._images, self._objective, self._params, self._pinned = images, objective, params, pinned
        self._places = ranks.share(size)

        @lru_cache(maxsize=2)
        def order(epoch: int) -> Tensor:
            generator = torch.Generator().manual_seed(stream_seed(params.seed, epoch))
            return torch.randperm(len(images), generator=generator)

        self._order = order

    def at(self, step: int) -> Batch:
        """The part of a step's batch (from 0) that is this process's."""
        p, places = self._params, self._places
        epoch, position = divmod(step, self.per_epoch)
        rows = self._order(epoch)[position * self.size : (position + 1) * self.size]
        pictures = self._images[rows[places.start : places.stop]]
        if p.flip:
            pictures = torch.where(coins(p.seed, step, places)[:, None, None, None], pictures.flip(3), pictures)
        sigma = self._objective.sigmas(self.size, generator_of(p.seed, step))[places.start : places.stop]
        normal = normals(p.seed, step, places, (self._objective.normals, *pictures.shape[1:]))
        if self._pinned:
            return Batch(pictures.pin_memory(), normal.pin_memory(), sigma.pin_memory())
        return Batch(pictures, normal, sigma)


def ahead(make: Callable[[int], T], steps: range, many: int) -> Iterator[T]:
    """``make(step)`` of each step in turn, up to ``many`` of them made ahead by threads (0: none is)."""
    if many == 0:
        yield from map(make, steps)
        return
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="batches") as pool:
        try:
            for step in steps:
                waiting.append(pool.submit(make, step))
                if len(waiting) > many:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
