"""Where the C library keeps the memory that the program uses, and what was freed of it."""

from __future__ import annotations

import ctypes

M_ARENA_MAX = -8
"""In glibc's malloc.h."""


def share_one_heap() -> bool:
    """Let all threads take their memory from one heap, where the C library is told so (glibc); whether it was.

    It gives threads heaps of their own else, and each keeps what was freed in it: a window that starts a thread for
    everything that takes time grew by a megabyte with every few runs.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1))
    except (AttributeError, OSError, TypeError):
        return False


def give_back() -> bool:
    """Give what was freed back to the system, where the C library can be asked for that (glibc); whether any was.

    It keeps up to 64 MiB else, the more the larger the blocks are that a run uses, and goes up and down by tens of them
    from one run to the next. It takes some milliseconds.
    """
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (AttributeError, OSError, TypeError):
        return False
