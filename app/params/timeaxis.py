"""Where a step of a run lies on an axis from noise to picture: even in log sigma, and even in steps within a level."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

LAST_STEP = 1 / 24
"""The denoising step's part of the axis."""

CLOSE = 1e-9


class Placed(Protocol):
    """A step of a run, as far as its place is concerned; all counted from 0."""

    @property
    def denoising(self) -> bool:
        """Whether it is the last one, without noise."""
        ...

    @property
    def level(self) -> int:
        """Its noise level."""
        ...

    @property
    def levels(self) -> int:
        """How many there are."""
        ...

    @property
    def step(self) -> int:
        """Its number within the level."""
        ...

    @property
    def steps(self) -> int:
        """How many the level has."""
        ...

    @property
    def sigma(self) -> float:
        """Where the score was taken."""
        ...


@dataclass(frozen=True)
class TimeAxis:
    """The axis of a run through the descending ``sigmas``, from 0 (before its first step) to 1 (after its last).

    It spans the whole run from the start on. ``denoise``: a last step without noise follows the last level. A run from
    a picture of one's own visits the levels ``below`` a sigma alone: those above it have no room on the axis.
    """

    sigmas: tuple[float, ...]
    denoise: bool = True
    below: float = math.inf

    @cached_property
    def first(self) -> int:
        """The first level visited, from 0."""
        above = sum(sigma >= self.below * (1 - CLOSE) for sigma in self.sigmas)
        return min(above, len(self.sigmas) - 1)

    @cached_property
    def ends(self) -> list[float]:
        """Where each level ends; the denoising step, if there is one, at last."""
        logs = np.log(np.array(self.sigmas, float))
        widths = logs[:-1] - logs[1:]
        widths = np.concatenate([widths[:1] if len(widths) else [1.0], widths])
        widths[: self.first] = 0
        ends = np.cumsum(widths)
        ends *= (1 - LAST_STEP if self.denoise else 1) / ends[-1]
        found: list[float] = ends.tolist()
        found[-1] = 1 - LAST_STEP if self.denoise else 1.0
        return [*found, 1.0] if self.denoise else found

    def place(self, progress: Placed) -> float:
        """Where a step lies when it is over, also one of a run through other levels that this one goes on from."""
        if progress.denoising:
            return 1.0
        k = progress.level
        if k >= len(self.sigmas) or progress.levels != len(self.sigmas) or not self._near(progress.sigma, k):
            return self.place_of(progress.sigma)
        start = self.ends[k - 1] if k else 0.0
        part = (progress.step + 1) / max(progress.steps, progress.step + 1)
        return start + part * (self.ends[k] - start)

    def _near(self, sigma: float, level: int) -> bool:
        """Whether a score at ``sigma`` belongs to the level: steps of some samplers take it at the next one's."""
        low = self.sigmas[min(level + 1, len(self.sigmas) - 1)]
        return low * (1 - CLOSE) <= sigma <= 2 * self.sigmas[level]

    def place_of(self, sigma: float) -> float:
        """Where a level of any sigma ends."""
        logs = -np.log(np.array(self.sigmas, float))
        return float(np.interp(-math.log(max(sigma, 1e-300)), logs, self.ends[: len(self.sigmas)]))

    def places(self, steps: Iterable[Placed]) -> list[float]:
        """The places of the steps of a run, in their order: they never fall."""
        found = [self.place(step) for step in steps]
        rising: list[float] = np.maximum.accumulate(found).tolist() if found else []
        return rising

    def level_at(self, place: float) -> int:
        """The level, from 0, that a place lies in; their number for the denoising step."""
        return max(self.first, min(bisect_left(self.ends, place - CLOSE), len(self.ends) - 1))

    def sigma_at(self, place: float) -> float:
        """Its noise level."""
        return self.sigmas[min(self.level_at(place), len(self.sigmas) - 1)]


def nearest(places: Sequence[float], place: float) -> int:
    """Which of the rising ``places`` lies nearest; the last of equal ones."""
    after = bisect_left(places, place)
    near = [after - 1] if after else []
    if after < len(places):
        near.append(bisect_right(places, places[after]) - 1)
    return min(near, key=lambda k: (abs(places[k] - place), -k))


def slots(width: int, cell: int, *, fewest: int = 12, most: int = 16, gap: int = 4) -> list[float]:
    """Places for pictures ``cell`` wide, even over a width: 12 to 16 where there is room for so many."""
    fit = max(2, (width + gap) // (cell + gap))
    count = min(fit, max(fewest, min(most, width // (2 * cell))))
    return [k / (count - 1) for k in range(count)]
