"""Progress bars: tqdm's own, in another language than English with its words in that."""

from __future__ import annotations

from typing import Any

from tqdm import tqdm
from typing_extensions import override

from app.params.words import is_english, say

UNITS = ("it", "step", "picture", "step size", "{0} {1} per second", "{0} seconds per {1}")
"""What bars count, and how fast."""

FORMAT = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining} · {pace}{postfix}]"
"""tqdm's own line, but for the pace."""


class _Told(tqdm):  # type: ignore[type-arg]
    """A bar that tells its pace in the reader's language: tqdm's "it/s" and "s/it" are fixed."""

    @property
    @override
    def format_dict(self) -> Any:
        """What the line is made of, the pace said."""
        found = super().format_dict
        done, elapsed = found["n"] - found["initial"], found["elapsed"]
        rate = found["rate"] or (done / elapsed if elapsed else 0.0)
        return {**found, "pace": pace(rate, found["unit"])}


def pace(rate: float, unit: str) -> str:
    """So many units a second, or seconds a unit where that is more than one."""
    if not rate:
        return say("{0} {1} per second").format("?", unit)
    if rate < 1:
        return say("{0} seconds per {1}").format(f"{1 / rate:.2f}", unit)
    return say("{0} {1} per second").format(f"{rate:.2f}", unit)


def make_bar(total: int, unit: str, *, quiet: bool, done: int = 0) -> tqdm[Any]:
    """A bar on standard error over ``total`` of the :data:`UNITS`, some of them ``done``; a ``quiet`` one says nothing.

    It looks at the clock at every step, which is little beside a step. So it needs no thread that wakes it now and
    then: that one looks through all bars, and warns when another comes or goes meanwhile.
    """
    tqdm.monitor_interval = 0
    if is_english():
        return tqdm(total=total, unit=unit, initial=done, disable=quiet, miniters=1)
    return _Told(total=total, unit=say(unit), initial=done, disable=quiet, miniters=1, bar_format=FORMAT)
