"""How many threads of the processor a command computes with: other numbers of them give other bits."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import UsageError
from app.params.threads import MOST_THREADS, recorded_threads

if TYPE_CHECKING:
    from app.io.records import RunRecord


def add_threads(parser: argparse.ArgumentParser) -> None:
    """Declare ``--threads``."""
    parser.add_argument(
        "--threads", type=int, metavar="N",
        help="compute with so many threads, and write that down: the same number gives the same bits",
    )  # fmt: skip


def set_threads(given: int | None, source: RunRecord | None) -> int | None:
    """The number of threads to be written down: the one given, else the recorded one; torchrun says it too.

    torch computes with so many from now on. Raises UsageError.
    """
    import torch

    from app.jobs.together import ranks_here

    if given is not None and not 1 <= given <= MOST_THREADS:
        raise UsageError(f"--threads must be from 1 to {MOST_THREADS}, not {given}")
    recorded = None if source is None else recorded_threads(source.extra.get("threads"))
    threads = given if given is not None else recorded
    if threads is not None:
        torch.set_num_threads(threads)
    elif ranks_here().size > 1:
        threads = torch.get_num_threads()
    return threads


def threads_extra(threads: int | None) -> dict[str, int]:
    """What a record says of it."""
    return {} if threads is None else {"threads": threads}
