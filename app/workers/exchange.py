"""What passes from the sampler's thread to the window: the newest frame, and the path that is kept of a run.

Both are bounded, so a window that paints slowly delays nothing and fills no memory.
"""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

from app.params.path import PATH_BYTES, Kept, Point, level_of, place_of
from app.params.run import Frame, ParamsChange, Progress

T = TypeVar("T")

MOST_STEPS = 4096
"""Steps whose numbers and pictures are kept; a power of two, since they are thinned by halves."""

POINTS_SHARE = 0.25
"""The part of the memory that the points may take from which a run can be taken up."""


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


class PathStore:
    """The path of a run while it is made: pictures and numbers of its steps, and points where it can be taken up.

    When the pictures use up their part of ``budget`` bytes, of the steps inside of the levels every second is dropped,
    and so on until none is left, then every second level: what stays covers the whole run evenly. The newest is always
    there. ``earlier`` is the path that the run goes on from.
    """

    def __init__(self, budget: int = PATH_BYTES, most: int = MOST_STEPS, earlier: Kept | None = None) -> None:
        self._lock = Lock()
        self._budget, self._most = budget, most
        self._frames: dict[int, Frame] = {}
        self._last: dict[tuple[int, int], int] = {}
        """Of each level the evaluations done by its newest frame."""
        self._newest = 0
        self._bytes = 0
        self._steps: list[Progress] = []
        self._stride = 1
        self._latest: Progress | None = None
        self._changes: list[ParamsChange] = []
        self._points: list[Point] = []
        self._point_bytes = 0
        self._every = self._every_level = 1
        self._snapshot: Kept | None = None
        if earlier is not None:
            self._begin_with(earlier)

    def _begin_with(self, earlier: Kept) -> None:
        self._every, self._every_level = earlier.every, earlier.every_level
        for frame in earlier.frames:
            self.put(frame)
        for progress in earlier.steps:
            self.add(progress)
        self._changes, self._points = list(earlier.changes), list(earlier.points)
        self._point_bytes = sum(point.size for point in self._points)

    def put(self, frame: Frame) -> None:
        """Keep the pictures of a step."""
        done, level = frame.progress.done, place_of(frame.progress)
        with self._lock:
            self._snapshot = None
            before = self._newest
            if before and before != done and not self._stays(before):
                self._drop(before)
            again = self._last.get(level)  # another pass, or another step: the level's last is this one now
            self._last[level] = self._newest = done
            if again is not None and again != done and not self._stays(again):
                self._drop(again)
            self._drop(done)
            self._frames[done] = frame
            self._bytes += _size(frame)
            while len(self._frames) > 2 and self._too_much():
                self._thin()

    def _too_much(self) -> bool:
        room = self._budget * (1 - POINTS_SHARE)
        return self._bytes > room or len(self._frames) > self._most

    def _stays(self, done: int) -> bool:
        """Whether the frame of a step is among those that are kept for good."""
        frame = self._frames.get(done)
        if frame is None:
            return True
        if self._last.get(place_of(frame.progress)) == done:
            return level_of(frame.progress) % self._every_level == 0
        return self._every > 0 and (done - 1) % self._every == 0

    def _thin(self) -> None:
        lasts = set(self._last.values())
        if any(done not in lasts for done in self._frames):
            self._every = 2 * self._every if self._every < 2 * self._newest else 0
        else:
            self._every_level *= 2
        for done in list(self._frames):
            if done != self._newest and not self._stays(done):
                self._drop(done)

    def _drop(self, done: int) -> None:
        frame = self._frames.pop(done, None)
        self._bytes -= _size(frame) if frame is not None else 0

    def add(self, progress: Progress) -> None:
        """Note the numbers of a step."""
        with self._lock:
            self._snapshot = None
            self._latest = progress
            if (progress.done - 1) % self._stride == 0:
                self._steps.append(progress)
                if len(self._steps) > self._most:
                    self._steps = self._steps[::2]
                    self._stride *= 2

    def add_change(self, change: ParamsChange) -> None:
        """Note parameters that took effect."""
        with self._lock:
            self._snapshot = None
            self._changes.append(change)

    def add_point(self, point: Point) -> None:
        """Keep a place where the run can be taken up; from a dropped one it is gone again from the one before."""
        with self._lock:
            self._snapshot = None
            self._points.append(point)
            self._point_bytes += point.size
            while len(self._points) > 1 and self._point_bytes > self._budget * POINTS_SHARE:
                self._points = self._points[:-1][::2] + self._points[-1:] if len(self._points) > 2 else []
                self._point_bytes = sum(p.size for p in self._points)

    def kept(self) -> Kept:
        """All that is kept by now."""
        with self._lock:
            if self._snapshot is None:
                steps = list(self._steps)
                if self._latest is not None and (not steps or steps[-1] is not self._latest):
                    steps.append(self._latest)
                self._snapshot = Kept(
                    tuple(self._frames.values()), tuple(steps), tuple(self._changes), tuple(self._points),
                    self._every, self._every_level,
                )  # fmt: skip
            return self._snapshot


def _size(frame: Frame) -> int:
    return frame.x.nbytes + frame.estimate.nbytes
