"""A short memory of the frames of a run of particles, to go back and forth in."""

from __future__ import annotations

from collections import deque

from app.params.lab.run import ParticleFrame

BUDGET = 64 * 2**20
"""Bytes of arrays that are kept; the oldest frames leave first."""
MOST = 2000


class FrameMemory:
    """The newest frames of one run, oldest first."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget, self._size = budget, 0
        self.frames: deque[ParticleFrame] = deque()

    def add(self, frame: ParticleFrame) -> None:
        """Keep a frame; of another run than those before, they are forgotten. One that shows no newer step replaces."""
        if self.frames and self.frames[-1].run_id != frame.run_id:
            self.clear()
        if self.frames and _steps(self.frames[-1]) == _steps(frame):
            self._size -= _bytes(self.frames.pop())
        self.frames.append(frame)
        self._size += _bytes(frame)
        while len(self.frames) > 1 and (self._size > self._budget or len(self.frames) > MOST):
            self._size -= _bytes(self.frames.popleft())

    def clear(self) -> None:
        """Forget all."""
        self.frames.clear()
        self._size = 0

    def place(self, frame: ParticleFrame | None) -> int:
        """Where a frame stands; the last place for None, the first for one that has left."""
        if frame is None:
            return len(self.frames) - 1
        return next((i for i, kept in enumerate(self.frames) if kept is frame), 0)


def _steps(frame: ParticleFrame) -> tuple[int, ...]:
    return tuple(panel.index for panel in frame.panels)


def _bytes(frame: ParticleFrame) -> int:
    arrays = (a for p in frame.panels for a in (p.places, p.trails, p.velocities) if a is not None)
    return sum(a.nbytes for a in arrays)
