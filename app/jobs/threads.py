"""How many threads of the processor a piece of work may take."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import torch

T = TypeVar("T")

_setting = threading.Lock()
"""Held while the number is not what it is for everybody: whoever begins then would compute with that of another."""


@contextmanager
def threads_here(count: int | None) -> Iterator[int]:
    """Compute with ``count`` threads in the block (None: as many as anybody); gives their number.

    The number is that of the thread that sets it, and of those that compute for the first time later. So it is set
    back from another one at once: what runs beside this keeps its own.
    """
    with _setting:
        usual = torch.get_num_threads()
        if count is not None and count != usual:
            torch.set_num_threads(count)
            _elsewhere(usual)
    if count is None or count == usual:
        yield usual
        return
    try:
        yield count
    finally:
        torch.set_num_threads(usual)


def computed_with(count: int | None, make: Callable[[], Iterator[T]]) -> Iterator[T]:
    """What ``make`` gives, computed with ``count`` threads (None: as many as anybody); all of it in one thread."""
    with threads_here(count):
        yield from make()


def _elsewhere(count: int) -> None:
    other = threading.Thread(target=torch.set_num_threads, args=(count,))
    other.start()
    other.join()
