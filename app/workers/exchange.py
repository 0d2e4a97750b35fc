"""What passes from the sampler's thread to the window: the newest frame, one frame a level, the numbers of every step.

All three are bounded, so a window that paints slowly delays nothing and fills no memory.
"""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

from app.params.run import Frame, ParamsChange, Progress

T = TypeVar("T")

LEVEL_BYTES = 256 * 2**20
"""Memory for the pictures of all levels of one run."""

TRACE_POINTS = 4096
"""Steps that the plots' history keeps; a power of two, since it is thinned by halves."""


class Mailbox(Generic[T]):
    """One slot: a newer item replaces one that was not taken."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: T | None = None

    def put(self, item: T) -> bool:
        """Leave ``item``; True if the slot was empty, which is when the reader must be told."""
        with self._lock:
            empty = self._item is None
            self._item = item
            return empty

    def take(self) -> T | None:
        """The newest item, or None if it has been taken."""
        with self._lock:
            item, self._item = self._item, None
            return item


class LevelStore:
    """The last frame of each noise level, within ``budget`` bytes.

    When the budget is used up every second level is dropped (never the newest), so what stays covers the whole run.
    The denoised result has the level's number ``levels``.
    """

    def __init__(self, budget: int = LEVEL_BYTES) -> None:
        self._lock = Lock()
        self._frames: dict[int, Frame] = {}
        self._budget = budget
        self._stride = 1
        self._newest = -1

    def put(self, frame: Frame) -> None:
        """Keep ``frame`` as its level's."""
        level = level_of(frame.progress)
        size = frame.x.nbytes + frame.estimate.nbytes
        with self._lock:
            if self._newest % self._stride and self._newest != level:
                self._frames.pop(self._newest, None)
            self._frames[level] = frame
            self._newest = level
            while len(self._frames) * size > self._budget and len(self._frames) > 2:
                self._stride *= 2
                self._frames = {k: f for k, f in self._frames.items() if k % self._stride == 0 or k == level}

    def get(self, level: int) -> Frame | None:
        """The frame of ``level``, if it is kept."""
        with self._lock:
            return self._frames.get(level)

    def nearest(self, level: int) -> Frame | None:
        """The kept frame whose level lies nearest, or None if there is none at all."""
        with self._lock:
            if not self._frames:
                return None
            return self._frames[min(self._frames, key=lambda k: (abs(k - level), k))]

    def frames(self) -> list[tuple[int, Frame]]:
        """All kept frames with their levels, in order."""
        with self._lock:
            return sorted(self._frames.items())

    def newer(self, done: int) -> list[tuple[int, Frame]]:
        """The kept frames made after ``done`` evaluations with their levels, in order."""
        found = []
        with self._lock:
            for level, frame in reversed(self._frames.items()):
                if frame.progress.done <= done:
                    break
                found.append((level, frame))
        return found[::-1]


def level_of(progress: Progress) -> int:
    """The level's number from 0; the denoised result has ``levels``."""
    return progress.levels if progress.denoising else progress.level


class Trace:
    """The numbers of the run's steps, thinned evenly when there are more than ``points``, and its changes."""

    def __init__(self, points: int = TRACE_POINTS) -> None:
        self._lock = Lock()
        self._points = points
        self._stride = 1
        self._steps: list[Progress] = []
        self._latest: Progress | None = None
        self._changes: list[ParamsChange] = []

    def add(self, progress: Progress) -> None:
        """Note one step."""
        with self._lock:
            self._latest = progress
            if (progress.done - 1) % self._stride == 0:
                self._steps.append(progress)
                if len(self._steps) > self._points:
                    self._steps = self._steps[::2]
                    self._stride *= 2

    def add_change(self, change: ParamsChange) -> None:
        """Note parameters that took effect."""
        with self._lock:
            self._changes.append(change)

    def steps(self) -> list[Progress]:
        """The steps kept, in order, ending with the latest."""
        with self._lock:
            steps = list(self._steps)
            if self._latest is not None and (not steps or steps[-1] is not self._latest):
                steps.append(self._latest)
            return steps

    def changes(self) -> list[ParamsChange]:
        """The changes, in order."""
        with self._lock:
            return list(self._changes)
