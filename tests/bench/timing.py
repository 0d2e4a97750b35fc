"""Comparing the cost of several pieces of work on a machine that is not quiet: in turns, by medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def in_turns(work: dict[str, Callable[[], object]], rounds: int, warm_up: int = 2) -> dict[str, float]:
    """Median milliseconds of each piece of work, all of them run once a round so that disturbances hit all alike."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for n in range(warm_up + rounds):
        for name, call in work.items():
            begun = time.perf_counter()
            call()
            if n >= warm_up:
                times[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(values) for name, values in times.items()}
