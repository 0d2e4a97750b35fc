"""How late the event loop is, whose fault that is, and what the main thread was doing meanwhile."""

from __future__ import annotations

import faulthandler
import gc
import math
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QTimer

from tests.attack.pulse import Pulse, Still, overlap
from tests.conftest import ROOT

BEAT_MS = 10
LONGEST_MS = 10_000
"""Longer gaps are counted as this."""
NOTED_S = 0.1
"""Gaps shorter than this are not noted."""

IDLE = 0.1
"""A machine whose processors together are idle for less than this part of a time has none free."""

MOST_PLACES = 3
"""In which the main thread was seen most often in a gap."""

CALL = re.compile(r'^  File "(.*)", line \d+ in (.*)$', re.MULTILINE)
"""A call in what :mod:`faulthandler` says of a thread."""

WATCHER = "watcher of the event loop"
"""The name of the thread that looks."""


class Gap(NamedTuple):
    """A time in which the event loop did nothing else.

    ``own``: seconds on the clock, as :func:`own_seconds` counts them, without those in which the whole machine stood
    still. ``torch``: some of torch was imported.
    """

    clock: float
    own: float
    torch: bool
    where: str
    doing: str

    @property
    def text(self) -> str:
        """In one line."""
        took = f"{1000 * self.own:.0f} ms ({1000 * self.clock:.0f} on the clock)"
        return f"{took} in {self.where or 'Qt'}" + (f", after: {self.doing}" if self.doing else "")


class Heart:
    """Beats in the event loop, and notes each late beat. ``doing`` is what is done to the window just now.

    When the machine stood still is known only after :meth:`stop`.
    """

    def __init__(self) -> None:
        self.doing = ""
        self._gaps: list[tuple[float, Gap]] = []
        """When each has ended, and the gap."""
        self._still: list[Still] = []
        self._pulse = Pulse()
        self.beats = np.zeros(LONGEST_MS + 1, np.int64)
        """How many beats came so many milliseconds after the one before."""
        self._main = threading.main_thread()
        self._seen: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name=WATCHER, daemon=True)
        gc.callbacks.append(self._collecting)
        self.go_on()
        self._watcher.start()

    @property
    def gaps(self) -> list[Gap]:
        """Those noted."""
        stood = [overlap(ended - gap.clock, ended, self._still) for ended, gap in self._gaps]
        return [gap._replace(own=max(0.0, gap.own - s)) for s, (_, gap) in zip(stood, self._gaps, strict=True)]

    def go_on(self) -> None:
        """From now on."""
        self._rest()
        self._timer.start(BEAT_MS)

    def hold(self) -> None:
        """What comes now does not count, until :meth:`go_on`."""
        self._timer.stop()
        self._at = math.inf

    def lateness(self, percent: float) -> float:
        """The milliseconds by which so many of the beats were late at most."""
        count = self.beats.cumsum()
        return max(0.0, float(np.searchsorted(count, percent / 100 * count[-1])) - BEAT_MS)

    def stop(self) -> None:
        """No more beats."""
        self.hold()
        self._ended.set()
        self._watcher.join()
        self._still = self._pulse.stop()
        gc.callbacks.remove(self._collecting)

    def _rest(self) -> None:
        self._at, self._worked, self._waited = time.perf_counter(), time.thread_time(), _waited()
        self._computed, self._idle = time.process_time(), _idle()
        self._modules, self._seen, self._collected, self.doing = len(sys.modules), [], 0.0, ""
        self._ending = dict[int, float]()
        """What threads had waited when the watcher looked, which may have ended since."""

    def _beat(self) -> None:
        now = time.perf_counter()
        clock = now - self._at
        if clock < math.inf:
            self.beats[min(LONGEST_MS, round(1000 * clock))] += 1
        if clock > NOTED_S:
            main, worked = self._main.native_id, time.thread_time() - self._worked
            until_now = self._ending | _waited()
            waited = {task: there - self._waited.get(task, 0.0) for task, there in until_now.items()}
            machine = waited.pop(main, 0.0) + max(waited.values(), default=0.0)
            torch = any(name.partition(".")[0] == "torch" for name in list(sys.modules)[self._modules :])
            computed, idle = time.process_time() - self._computed, _idle() - self._idle
            where, own = "", own_seconds(clock, machine, worked, computed, idle)
            if own > NOTED_S:  # what is said of others would be a megabyte an hour
                where = " | ".join(place for place, _ in Counter(self._seen).most_common(MOST_PLACES))
                where = "garbage collection" if self._collected > clock / 2 else where
            self._gaps.append((now, Gap(clock, own, torch, where, self.doing if own > NOTED_S else "")))
        self._rest()

    def _collecting(self, phase: str, _info: object) -> None:
        if threading.get_ident() == self._main.ident:
            now = time.perf_counter()
            self._collected += now if phase == "stop" else -now

    def _watch(self) -> None:
        """Looks at the main thread while a beat is late."""
        while not self._ended.wait(NOTED_S / 4):
            if time.perf_counter() - self._at > NOTED_S / 2:
                self._seen.append(_where(self._main.ident))
                self._ending.update(_waited())


def own_seconds(clock: float, machine: float, worked: float, computed: float, idle: float) -> float:
    """The part of a gap that is the program's own.

    ``machine``: seconds for which a thread of ours had no processor, as far as is known. ``worked`` are those of the
    main thread, ``computed`` those of all of ours, ``idle`` those of the machine's processors. Where none was idle, a
    lock that nobody of ours worked under had a holder without a processor, and that may have ended since.
    """
    own = max(worked, clock - machine)
    return min(own, computed) if idle < IDLE * clock else own


def _idle() -> float:
    """Seconds for which the machine's processors had nothing to do, or waited for a disk; all of them together."""
    with open("/proc/stat", "rb") as file:  # noqa: PTH123
        counts = file.readline().split()
    return (int(counts[4]) + int(counts[5])) / os.sysconf("SC_CLK_TCK")


def _waited() -> dict[int, float]:
    """Thread -> seconds for which it could have run and had no processor.

    Without paths, whose parts Python keeps for ever: this is asked a hundred times a second.
    """
    found = {}
    for task in os.listdir("/proc/self/task"):  # noqa: PTH208
        try:
            with open(f"/proc/self/task/{task}/schedstat", "rb") as file:  # noqa: PTH123
                found[int(task)] = int(file.read().split()[1]) / 1e9
        except (OSError, IndexError):  # it has ended, or this system does not count
            continue
    return found


def _where(thread: int) -> str:
    """The innermost functions of the program in which a thread is.

    No frame of it is touched, not for a moment: one that is held while its function returns keeps what this leaves to
    its end. A painter then ends in the midst of other painting, or in another thread, and Qt with a fault.
    """
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        text = file.read().decode("utf-8", "replace")
    _, _, rest = text.partition(f"hread 0x{thread:016x} ")
    found = CALL.findall(rest.partition("\n\n")[0])
    ours = [(path, function) for path, function in found if path.startswith(str(ROOT))]
    inside = [call for call in ours if "/tests/attack/" not in call[0]] or ours
    return " < ".join(f"{Path(path).stem}.{function}" for path, function in inside[:3])
