"""The processes that share a training, and numbers that are the same however many there are.

Each process (*rank*) takes a stretch of every batch. What is random about a picture's part in a step is drawn from a
hash of the seed, the step and the picture's index in the *whole* batch, so one process and several see the same noise.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor

_WORKS: deque[dist.Work] = deque(maxlen=8)
"""The last sums. Who drops one last needs the interpreter's lock; gloo's threads must not, as the end of their group
waits for them with that lock held: processes that had trained together did not end now and then.
"""


@dataclass(frozen=True)
class Ranks:
    """A process among ``size`` of them; alone by default. The group of torch.distributed exists for several."""

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        """Whether this process writes the files."""
        return self.rank == 0

    def share(self, count: int) -> range:
        """The places in a batch of ``count`` that are this process's: stretches that differ by one at most."""
        return range(count * self.rank // self.size, count * (self.rank + 1) // self.size)

    def sums(self, *values: float) -> list[float]:
        """Each value summed over all processes; the same numbers for all of them."""
        if self.size == 1:
            return list(values)
        total = torch.tensor(values, dtype=torch.float64)
        work = dist.all_reduce(total, async_op=True)
        work.wait()
        _WORKS.append(work)
        found: list[float] = total.tolist()
        return found


ALONE = Ranks()


def generator_of(seed: int, step: int, index: int = -1) -> torch.Generator:
    """The generator of a picture's part in a step (-1: of what the whole batch shares)."""
    return torch.Generator().manual_seed(_hash(seed, step, index))


def normals(seed: int, step: int, places: Sequence[int], shape: Sequence[int]) -> Tensor:
    """Standard normal numbers for the pictures at these places of a step's batch: [len(places), *shape]."""
    out = torch.empty(len(places), *shape)
    generator = torch.Generator()
    for row, place in zip(out, places, strict=True):
        generator.manual_seed(_hash(seed, step, place))
        row.normal_(generator=generator)
    return out


def coins(seed: int, step: int, places: Sequence[int]) -> Tensor:
    """A fair coin for each picture at these places of a step's batch, independent of its noise: bool [len(places)]."""
    return torch.tensor([bool(_hash(seed, step, -2 - place) & 1) for place in places])


def _hash(seed: int, step: int, index: int) -> int:
    """32 bits: torch's generator on the CPU keeps no more of its seed."""
    digest = hashlib.blake2b(f"{seed}:{step}:{index}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "little")
