"""Noise levels sigma_1 > ... > sigma_L (Song & Ermon 2019, section 4.1), and how many evaluations a run takes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.params.checks import SettingError
from app.params.samplers import ROWS, Sampler, SamplerRow, Stepped
from app.params.settings import Option


class Schedule(Option):
    """How the noise levels lie between the largest and the smallest sigma."""

    GEOMETRIC = "geometric", "geometric", "a constant ratio"
    """A constant ratio sigma_i / sigma_{i+1}, as the paper has it (section 4.1)."""
    UNIFORM = "uniform", "uniform", "a constant difference"
    """A constant difference."""
    RHO = "rho", "EDM's ρ", "a constant difference of σ^(1/ρ): more of the small levels, the larger ρ is"
    """A constant difference of sigma^(1/rho) (Karras et al. 2022, equation 5); rho -> infinity is geometric."""


def geometric(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant ratio sigma_i / sigma_{i+1} > 1; a single level is ``sigma_min``."""
    return spaced(Schedule.GEOMETRIC, sigma_max, sigma_min, levels)


def uniform(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant difference; a single level is ``sigma_min``."""
    return spaced(Schedule.UNIFORM, sigma_max, sigma_min, levels)


def spaced(schedule: Schedule, sigma_max: float, sigma_min: float, levels: int, rho: float = 7.0) -> tuple[float, ...]:
    """Descending levels between the two, spaced as the schedule has it; a single level is ``sigma_min``."""
    if levels < 1:
        raise SettingError(f"there must be at least one noise level, not {levels}")
    if not 0 < sigma_min <= sigma_max < math.inf:
        raise SettingError(f"noise levels need 0 < sigma_min <= sigma_max, not {sigma_min:g} and {sigma_max:g}")
    if levels == 1:
        return (sigma_min,)
    if schedule is Schedule.RHO:
        values = np.linspace(sigma_max ** (1 / rho), sigma_min ** (1 / rho), levels) ** rho
    else:
        space = np.geomspace if schedule is Schedule.GEOMETRIC else np.linspace
        values = space(sigma_max, sigma_min, levels)
    return (float(sigma_max), *(float(v) for v in values[1:-1]), float(sigma_min))


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


class Scheduled(Stepped, Protocol):
    """Settings of a run, of pictures or of particles, as far as its levels and steps go."""

    @property
    def sampler(self) -> Sampler:
        """The sampler."""
        ...

    @property
    def noise_levels(self) -> tuple[float, ...]:
        """The levels visited, descending."""
        ...


@dataclass(frozen=True)
class Plan:
    """How many evaluations of the network a run takes: the one place where they are counted.

    ``levels`` are visited with ``steps`` steps each, ``passes`` times over except at the level ``single``, from which
    there is no way back up. ``rests``: nothing is done at the last level, for each step leads to the next. ``denoise``:
    a last step without noise; ``primed``: one evaluation before the first step.
    """

    levels: int
    steps: int
    passes: int = 1
    single: int = 0
    denoise: bool = False
    primed: bool = False
    rests: bool = False

    @classmethod
    def of(cls, settings: Scheduled, *, passes: int = 1, denoise: bool = False) -> Plan:
        """The plan of a run with these settings."""
        row = ROWS[settings.sampler]
        return cls.through(len(settings.noise_levels), row, row.steps(settings), passes=passes, denoise=denoise)

    @classmethod
    def through(cls, levels: int, row: SamplerRow, steps: int, *, passes: int, denoise: bool) -> Plan:
        """The plan of a sampler that takes so many steps at each of the levels."""
        # The first level of Langevin dynamics has none above it, a last step that leads on leads to none below.
        return cls(levels, steps, passes, levels - 1 if row.one_step else 0, denoise, row.primes, row.leads_on)

    @property
    def total(self) -> int:
        """All evaluations of one batch."""
        first = 0 if self.rests and self.levels == 1 else self.passes_at(0) * self.steps
        return int(self.primed) + first + self._below(0, self.steps) + int(self.denoise)

    def passes_at(self, level: int) -> int:
        """How often a level is run."""
        return 1 if level == self.single else self.passes

    def left(self, level: int, repeat: int, step: int, steps: int) -> int:
        """How many evaluations come after ``step`` (of ``steps``) of pass ``repeat`` at ``level``, all from 0."""
        here = max(0, steps - 1 - step) + (self.passes_at(level) - 1 - repeat) * steps
        return here + self._below(level, steps) + int(self.denoise)

    def _below(self, level: int, steps: int) -> int:
        later = self.levels - 1 - level
        repeated = later - int(self.single > level)
        resting = int(self.rests and later > 0)
        return (later - resting + repeated * (self.passes - 1)) * steps
