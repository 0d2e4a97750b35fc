"""How many threads of the processor compute, as it is set, recorded and said."""

from __future__ import annotations

MOST_THREADS = 1024


def cpu_label(threads: int) -> str:
    """The processor for people, such as "CPU (2 threads)"."""
    return f"CPU ({threads} thread{'s' * (threads > 1)})"


def recorded_threads(value: object) -> int | None:
    """The number that a record says a run computed with; None: it does not, or nothing that can be used."""
    whole = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_THREADS
    return value if isinstance(value, int) and whole else None
