"""Tensors in a file: what is known about them at once, and their values when they are asked for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

DIMENSIONS = 16
LARGEST = 2**48


@dataclass(frozen=True)
class Stored:
    """A tensor in a file. ``load()`` gives it on the CPU, within a session of its source."""

    shape: tuple[int, ...]
    dtype: torch.dtype
    load: Callable[[], Tensor]

    @property
    def ndim(self) -> int:
        """The number of sides."""
        return len(self.shape)

    @property
    def count(self) -> int:
        """The number of values that it claims to have."""
        return math.prod(self.shape)

    @property
    def nbytes(self) -> int:
        """The size that it claims to have."""
        return self.count * self.dtype.itemsize


def held(tensor: Tensor) -> Stored:
    """A tensor that is in memory already."""
    return Stored(tuple(tensor.shape), tensor.dtype, lambda: tensor)


def tensor_of(data: bytearray, dtype: torch.dtype, shape: tuple[int, ...]) -> Tensor:
    """The tensor whose values, in order, are exactly ``data``; it shares that memory."""
    if not data:
        return torch.empty(shape, dtype=dtype)
    return torch.frombuffer(data, dtype=dtype).reshape(shape)


def sides(values: object) -> tuple[int, ...]:
    """A shape or strides from a file: at most DIMENSIONS whole numbers, none negative or absurd. Raises ValueError."""
    if not isinstance(values, (list, tuple)) or len(values) > DIMENSIONS:
        raise ValueError("a tensor without a proper shape")
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
            raise ValueError("a tensor of an impossible shape")
    return tuple(values)
