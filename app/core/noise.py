"""Sources of standard normal noise for the samplers.

"The same picture" means: sample k of seed s sees the same noise whatever the batch size, the device or the mask. So
each sample owns a generator, seeded by a hash of (s, k); values are drawn on the CPU as contiguous float32 (a strided
tensor would get other values) and moved to the device afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import torch
from torch import Tensor


def stream_seed(seed: int, index: int) -> int:
    """A 32-bit seed for stream ``index`` of ``seed``.

    ``torch.Generator.manual_seed`` on the CPU keeps only 32 bits of what it is given (seeds 1 and 1 + 2^32 make one
    stream), so all bits of both numbers are hashed into 32.
    """
    digest = hashlib.blake2b(f"{seed}:{index}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "little")


class NoiseSource(Protocol):
    """Where a sampler gets its random numbers from."""

    def normal(self) -> Tensor:
        """The next standard normal tensor [B, C, H, W] for the whole batch."""
        ...

    def uniform(self) -> Tensor:
        """The next tensor [B, C, H, W] uniform on [0, 1), for starting points."""
        ...


class SampleNoise:
    """One generator a sample: the batch may be split in any way and each sample still sees the same numbers.

    ``first`` is the index of the batch's first sample; with ``indices`` any set of samples can be drawn for.
    """

    def __init__(
        self,
        seed: int,
        shape: Sequence[int],
        count: int | None = None,
        *,
        first: int = 0,
        indices: Sequence[int] | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        if (count is None) == (indices is None):
            raise ValueError("give either a count or the samples' indices")
        chosen = list(indices) if indices is not None else list(range(first, first + (count or 0)))
        self._generators = [torch.Generator().manual_seed(stream_seed(seed, k)) for k in chosen]
        self._shape = tuple(shape)
        self._device = torch.device(device)

    def normal(self) -> Tensor:
        """Standard normal [B, C, H, W] on the source's device."""
        return self._fill(lambda row, g: row.normal_(generator=g))

    def uniform(self) -> Tensor:
        """Uniform on [0, 1), [B, C, H, W] on the source's device."""
        return self._fill(lambda row, g: row.uniform_(generator=g))

    def _fill(self, draw: _Draw) -> Tensor:
        out = torch.empty(len(self._generators), *self._shape)
        for row, generator in zip(out, self._generators, strict=True):
            draw(row, generator)
        return out.to(self._device)


class _Draw(Protocol):
    def __call__(self, row: Tensor, generator: torch.Generator, /) -> object: ...


class RecordedNoise:
    """Plays back tensors recorded elsewhere, in their order; for comparing with another program's run."""

    def __init__(self, normals: Iterable[Tensor], start: Tensor | None = None) -> None:
        self._normals: Iterator[Tensor] = iter(normals)
        self._start = start

    def normal(self) -> Tensor:
        """The next recorded tensor. Raises ValueError when there are no more."""
        try:
            return next(self._normals)
        except StopIteration:
            raise ValueError("the recorded noise is used up: the run takes more steps than were recorded") from None

    def uniform(self) -> Tensor:
        """The recorded starting point. Raises ValueError if none was recorded."""
        if self._start is None:
            raise ValueError("no starting point was recorded")
        return self._start


class GlobalNoise:
    """Draws from torch's global generator, as the public code bases do: not reproducible across batch sizes."""

    def __init__(self, shape: Sequence[int], count: int, device: torch.device | str = "cpu") -> None:
        self._size = (count, *shape)
        self._device = torch.device(device)

    def normal(self) -> Tensor:
        """Standard normal [B, C, H, W] on the source's device."""
        return torch.randn(self._size, device=self._device)

    def uniform(self) -> Tensor:
        """Uniform on [0, 1), [B, C, H, W] on the source's device."""
        return torch.rand(self._size, device=self._device)
