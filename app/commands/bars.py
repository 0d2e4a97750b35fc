"""The progress bars of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm


def make_bar(total: int, unit: str, *, quiet: bool, done: int = 0) -> tqdm[Any]:
    """A bar on standard error for ``total`` steps, of which some are ``done``; a ``quiet`` one says nothing.

    It looks at the clock at every step, which is little beside a step. So it needs no thread that wakes it now and
    then: that one looks through all bars, and warns when another comes or goes meanwhile.
    """
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    return tqdm(total=total, initial=done, unit=unit, disable=quiet, miniters=1)
