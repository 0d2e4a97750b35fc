"""A process that only sleeps: while it cannot go on either, it is the machine that stands still.

A virtual machine whose host gives it no processor, or that is stopped for a moment, does not count that as a thread's
waiting: by the clocks within it nothing happened, or a thread worked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from typing import IO

NAP_S = 0.01
LATE_S = 0.03
"""By less than this a nap may be longer than it was to be."""

Still = tuple[float, float]
"""From when to when the machine stood still, by the clock of :func:`time.perf_counter`."""


class Pulse:
    """The process, from now until :meth:`stop`."""

    def __init__(self) -> None:
        self._told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it is read at the end
        command = [sys.executable, "-I", "-S", __file__]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=self._told)

    def stop(self) -> list[Still]:
        """When the machine stood still, the earliest first."""
        self.process.communicate()
        self._told.seek(0)
        found = [tuple(map(float, line.split())) for line in self._told]
        self._told.close()
        return [(began, ended) for began, ended in found]


def overlap(began: float, ended: float, still: list[Still]) -> float:
    """The seconds of a time in which the machine stood still."""
    return sum(max(0.0, min(ended, last) - max(began, first)) for first, last in still)


def main() -> None:
    """Nap until the standard input is closed; say each nap that was too long though a processor was free for it."""
    os.set_blocking(0, False)
    before = time.perf_counter()
    counts = os.open("/proc/self/schedstat", os.O_RDONLY)
    waited, goes_on = _waited(counts), True
    while goes_on:
        goes_on = _open(0)
        time.sleep(NAP_S)
        up, now = time.perf_counter(), _waited(counts)
        late = up - before - NAP_S - (now - waited)
        if late > LATE_S:
            os.write(1, b"%.4f %.4f\n" % (before + NAP_S, before + NAP_S + late))
        before, waited = up, now


def _waited(counts: int) -> float:
    """Seconds for which this process could have run and had no processor."""
    return int(os.pread(counts, 100, 0).split()[1]) / 1e9


def _open(handle: int) -> bool:
    try:
        return bool(os.read(handle, 1))
    except BlockingIOError:
        return True


if __name__ == "__main__":
    main()
