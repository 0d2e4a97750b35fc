"""Where the pictures of the timeline stand, and where its playhead does."""

from __future__ import annotations

from dataclasses import dataclass

from app.params.path import Kept
from app.params.run import Frame, Progress
from app.params.timeaxis import TimeAxis, nearest, slots
from app.state.run import RunState

MARGIN = 10
LENS = 4
"""So many more pictures are shown on either side of the mouse, as close as they can stand."""


@dataclass(frozen=True)
class Cell:
    """A picture around ``x``, at ``place`` of the axis: that of the step ``done``, or 0 where there is none yet."""

    x: int
    place: float
    done: int


class TimelinePlaces:
    """The axis of a run, from 0 at the largest noise level to 1 at its end, over the pixels of a widget."""

    def __init__(self, run: RunState) -> None:
        self._run = run
        self._width = 1
        self._placed: tuple[Kept, list[float]] = (Kept(), [])
        self._of: dict[int, float] = {}
        """The places of the frames kept, by the evaluations done."""
        self.axis = TimeAxis((1.0,))
        self.start, self.length = MARGIN, 1
        self.cells: tuple[Cell, ...] = ()
        """The pictures shown, in no particular order."""
        self.head: int | None = None
        """Where the playhead is; None before the first step."""

    def begin(self) -> None:
        """Another run."""
        self.axis = self._run.axis
        self._of.clear()
        self._placed = Kept(), []

    def arrange(self, across: int, width: int, mouse: int | None) -> None:
        """Which picture stands where: ``across`` pixels, pictures of ``width``, more of them around ``mouse``."""
        half = width // 2
        self._width = width
        self.start, self.length = MARGIN + half, max(1, across - 2 * MARGIN - 2 * half)
        if not self._run.sigmas:
            self.cells, self.head = (), None
            return
        kept, places = self._run.kept, self.kept()
        base = self.slots()
        extra: list[tuple[int, float]] = []
        if mouse is not None and places:
            pitch = width + 2
            around = (mouse + k * pitch for k in range(-LENS, LENS + 1))
            extra = [(x, self.at(x)) for x in around if self.x_of(0.0) <= x <= self.x_of(1.0)]
            base = [(x, place) for x, place in base if all(abs(x - other) >= pitch for other, _ in extra)]
        reached = places[-1] if places else -1.0
        self.cells = tuple(
            Cell(x, place, kept.frames[nearest(places, place)].progress.done if place <= reached + 1e-9 else 0)
            for x, place in (*base, *extra)
        )
        frame = self._run.shown_frame()
        self.head = None if frame is None or not places else self.x_of(self.of(frame.progress))

    def slots(self) -> list[tuple[int, float]]:
        """Where pictures stand side by side: x, and the place of the axis."""
        return [(self.x_of(place), place) for place in slots(self.length, self._width)]

    def x_of(self, place: float) -> int:
        """Where a place of the axis is."""
        return self.start + round(place * self.length)

    def at(self, x: float) -> float:
        """The place of the axis at a point."""
        return min(1.0, max(0.0, (x - self.start) / self.length))

    def of(self, progress: Progress) -> float:
        """The place of a step."""
        if progress.done not in self._of:
            self._of[progress.done] = self.axis.place(progress)
        return self._of[progress.done]

    def kept(self) -> list[float]:
        """The places of all frames kept, in their order: they never fall."""
        kept, (before, places) = self._run.kept, self._placed
        if kept is not before:
            known = len(before.frames)
            if not 0 < known <= len(kept.frames) or kept.frames[known - 1] is not before.frames[-1]:
                known, places = 0, []  # frames are dropped and appended: with the last one in its place, all before are
            furthest = places[-1] if places else 0.0
            for frame in kept.frames[known:]:
                furthest = max(furthest, self.of(frame.progress))
                places.append(furthest)
            self._placed = kept, places
        return self._placed[1]

    def turns(self) -> list[int]:
        """Where settings were changed, in their order: the drag of a slider is one change."""
        kept = self._run.kept
        steps = (kept.step(max(1, change.evaluation)) for change in kept.turns)
        return [self.x_of(self.of(step)) for step in steps if step is not None]

    def frame_at(self, place: float) -> Frame | None:
        """The frame kept that is nearest to a place; None before the first step."""
        places = self.kept()
        return self._run.kept.frames[nearest(places, place)] if places else None

    def reached(self, place: float) -> bool:
        """Whether the run has come so far, to the pixel."""
        places = self.kept()
        return bool(places) and place <= places[-1] + 0.5 / self.length
