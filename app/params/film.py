"""Which steps of a run a film or a strip shows, even in log sigma, and the colours of its axis."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.params.colours import level_position, plasma
from app.params.timeaxis import CLOSE, TimeAxis

MOST_A_SECOND = 50
"""Frames a second: no player of GIFs shows more."""

COLOURS = 512
"""Into so many pieces an axis is divided to be drawn."""


@dataclass(frozen=True)
class Shot:
    """A frame of a film: its ``place`` on the axis, and which step is seen there."""

    place: float
    step: int


def frames_of(frames: int, seconds: float) -> int:
    """How many frames a film of such a length has, when at most ``frames`` are asked for; at least 2."""
    return max(2, min(frames, math.floor(seconds * MOST_A_SECOND)))


def evenly(places: Sequence[float], count: int) -> list[Shot]:
    """``count`` shots, even on the axis from its start to the last of the rising ``places`` of a run's steps.

    Of each the newest step is seen; before the first one is over, that one already.
    """
    if not places:
        return []
    wanted = [places[-1] * k / (count - 1) for k in range(count)] if count > 1 else [places[-1]]
    return [Shot(place, max(0, bisect_right(places, place + CLOSE) - 1)) for place in wanted]


def columns(places: Sequence[float], count: int) -> list[int]:
    """Which of the rising ``places`` of levels a strip of at most ``count`` columns shows: each once, all if it can."""
    if len(places) <= count:
        return list(range(len(places)))
    return sorted({shot.step for shot in evenly(places, count)})


def axis_colours(axis: TimeAxis, span: tuple[float, float]) -> np.ndarray:
    """The colours of the axis from its start to its end, uint8 [COLOURS, 3]; ``span``: the sigmas of the whole map."""
    places = (np.arange(COLOURS) + 0.5) / COLOURS
    return plasma(np.array([level_position(axis.sigma_at(place), *span) for place in places.tolist()]))
