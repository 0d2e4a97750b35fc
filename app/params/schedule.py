"""Noise levels sigma_1 > ... > sigma_L (Song & Ermon 2019, section 4.1), and how many evaluations a run takes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.params.checks import SettingError
from app.params.samplers import ROWS, Sampler
from app.params.settings import Option


class Schedule(Option):
    """How the noise levels lie between the largest and the smallest sigma."""

    GEOMETRIC = "geometric", "geometric", "a constant ratio"
    """A constant ratio sigma_i / sigma_{i+1}, as the paper has it (section 4.1)."""
    UNIFORM = "uniform", "uniform", "a constant difference"
    """A constant difference."""


def geometric(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant ratio sigma_i / sigma_{i+1} > 1; a single level is ``sigma_min``."""
    return _levels(Schedule.GEOMETRIC, sigma_max, sigma_min, levels)


def uniform(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant difference; a single level is ``sigma_min``."""
    return _levels(Schedule.UNIFORM, sigma_max, sigma_min, levels)


def _levels(schedule: Schedule, sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    if levels < 1:
        raise SettingError(f"there must be at least one noise level, not {levels}")
    if not 0 < sigma_min <= sigma_max < math.inf:
        raise SettingError(f"noise levels need 0 < sigma_min <= sigma_max, not {sigma_min:g} and {sigma_max:g}")
    if levels == 1:
        return (sigma_min,)
    space = np.geomspace if schedule is Schedule.GEOMETRIC else np.linspace
    middle = [float(v) for v in space(sigma_max, sigma_min, levels)[1:-1]]
    return (float(sigma_max), *middle, float(sigma_min))


def nearest_native(sigmas: Iterable[float], native: tuple[float, ...]) -> tuple[float, ...]:
    """For each of the descending ``sigmas`` the nearest of the descending ``native`` levels in log sigma, each once."""
    rising = [math.log(s) for s in reversed(native)]
    found: list[int] = []
    for sigma in sigmas:
        log = math.log(sigma)
        above = min(bisect_left(rising, log), len(rising) - 1)
        below = max(0, above - 1)
        nearest = above if rising[above] - log < log - rising[below] else below
        if not found or nearest != found[-1]:
            found.append(nearest)
    return tuple(native[len(native) - 1 - i] for i in found)


class Scheduled(Protocol):
    """Settings of a run, of pictures or of particles, as far as its levels and steps go."""

    @property
    def sampler(self) -> Sampler:
        """The sampler."""
        ...

    @property
    def steps_per_level(self) -> int:
        """T."""
        ...

    @property
    def noise_levels(self) -> tuple[float, ...]:
        """The levels visited, descending."""
        ...


@dataclass(frozen=True)
class Plan:
    """How many evaluations of the network a run takes: the one place where they are counted.

    ``levels`` are visited with ``steps`` steps each, ``passes`` times over except at the level ``single``, from which
    there is no way back up; ``denoise``: a last step without noise; ``primed``: one evaluation before the first step.
    """

    levels: int
    steps: int
    passes: int = 1
    single: int = 0
    denoise: bool = False
    primed: bool = False

    @classmethod
    def of(cls, settings: Scheduled, *, passes: int = 1, denoise: bool = False) -> Plan:
        """The plan of a run with these settings."""
        row, levels = ROWS[settings.sampler], len(settings.noise_levels)
        # The first level of Langevin dynamics has none above it, a last step that leads on leads to none below.
        single = levels - 1 if row.one_step else 0
        return cls(levels, row.steps(settings.steps_per_level), passes, single, denoise, row.primes)

    @property
    def total(self) -> int:
        """All evaluations of one batch."""
        return int(self.primed) + self.passes_at(0) * self.steps + self._below(0, self.steps) + int(self.denoise)

    def passes_at(self, level: int) -> int:
        """How often a level is run."""
        return 1 if level == self.single else self.passes

    def left(self, level: int, repeat: int, step: int, steps: int) -> int:
        """How many evaluations come after ``step`` (of ``steps``) of pass ``repeat`` at ``level``, all from 0."""
        here = max(0, steps - 1 - step) + (self.passes_at(level) - 1 - repeat) * steps
        return here + self._below(level, steps) + int(self.denoise)

    def _below(self, level: int, steps: int) -> int:
        later = self.levels - 1 - level
        return (later + (later - int(self.single > level)) * (self.passes - 1)) * steps
