"""How many threads of the processor a piece of work may take."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def threads_here(count: int | None) -> Iterator[int]:
    """Compute with ``count`` threads in the block (None: as many as anybody); gives their number.

    The number is that of the thread that sets it, and of those that compute for the first time later. So it is set
    back from another one at once: what runs beside this keeps its own.
    """
    usual = torch.get_num_threads()
    if count is None or count == usual:
        yield usual
        return
    torch.set_num_threads(count)
    _elsewhere(usual)
    try:
        yield count
    finally:
        torch.set_num_threads(usual)


def _elsewhere(count: int) -> None:
    other = threading.Thread(target=torch.set_num_threads, args=(count,))
    other.start()
    other.join()
