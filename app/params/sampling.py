"""Settings of the samplers."""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.params.checks import SettingError, check_number, check_whole

MAX_SAMPLES = 100_000
MAX_LEVELS = 10_000
MAX_STEPS = 100_000


class Sampler(StrEnum):
    """The samplers of the engine."""

    ANNEALED = "annealed"
    """Annealed Langevin dynamics (Song & Ermon 2019, Algorithm 1)."""
    CONSISTENT = "consistent"
    """Consistent annealed sampling (Jolicoeur-Martineau et al. 2020, arXiv 2009.05475, Algorithm 2)."""
    LANGEVIN = "langevin"
    """Plain Langevin dynamics at the smallest level alone (Song & Ermon 2019, equation 4)."""


class Schedule(StrEnum):
    """How the noise levels lie between the largest and the smallest sigma."""

    GEOMETRIC = "geometric"
    """A constant ratio sigma_i / sigma_{i+1}, as the paper has it (section 3.1)."""
    UNIFORM = "uniform"
    """A constant difference."""


class Start(StrEnum):
    """The law that the first x is drawn from."""

    UNIFORM = "uniform"
    """Uniform on [0, 1] in every coordinate (ncsn, ncsnv2)."""
    NORMAL = "normal"
    """sigma_1 N(0, I) (score_sde)."""


class Convention(StrEnum):
    """The two meanings of the step-size number in the field; the program works in the paper's."""

    PAPER = "paper"
    """x <- x + (alpha/2) s + sqrt(alpha) z with alpha_i = epsilon sigma_i^2 / sigma_L^2 (Algorithm 1)."""
    CODE = "code"
    """x <- x + alpha s + sqrt(2 alpha) z with alpha_i = step_lr sigma_i^2 / sigma_L^2 (the official image code)."""


def epsilon_from(value: float, convention: Convention) -> float:
    """The paper's epsilon from a number given in either convention: the code's step_lr is half of it."""
    return value if convention is Convention.PAPER else 2 * value


def epsilon_to(epsilon: float, convention: Convention) -> float:
    """The number that means the paper's ``epsilon`` in either convention."""
    return epsilon if convention is Convention.PAPER else epsilon / 2


@dataclass(frozen=True)
class LangevinParams:
    """What a sampler reads before every step, so what may change while it runs.

    ``epsilon``: the step size at the smallest level, paper's convention. ``steps_per_level``: T. ``temperature``: tau;
    the noise is sqrt(tau alpha) z and the law sampled p_sigma^(1/tau); 1 is the paper's.
    """

    epsilon: float = 2e-5
    steps_per_level: int = 5
    temperature: float = 1.0

    def __post_init__(self) -> None:
        check_number("epsilon", self.epsilon, 0, 1e6, open_low=True)
        check_whole("steps per level", self.steps_per_level, 1, MAX_STEPS)
        check_number("temperature", self.temperature, 0, 1e3)


@dataclass(frozen=True)
class SampleSettings:
    """Everything that decides which pictures a run makes, given the network.

    ``batch_size`` is how many samples go through the network at once (it changes results by rounding only). ``native``:
    the levels that a network of discrete labels knows, descending; the run then visits the nearest of them (in log
    sigma) instead of those between ``sigma_max`` and ``sigma_min``, each once. Empty: any sigma is as good.
    """

    sampler: Sampler = Sampler.ANNEALED
    epsilon: float = 2e-5
    steps_per_level: int = 5
    levels: int = 10
    sigma_max: float = 1.0
    sigma_min: float = 0.01
    schedule: Schedule = Schedule.GEOMETRIC
    temperature: float = 1.0
    denoise: bool = True
    start: Start = Start.UNIFORM
    seed: int = 0
    count: int = 16
    batch_size: int = 16
    native: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _ = self.live
        _check_native(self.native)
        check_whole("the number of levels", self.levels, 1, MAX_LEVELS)
        check_number("sigma_max", self.sigma_max, 0, 1e6, open_low=True)
        check_number("sigma_min", self.sigma_min, 0, 1e6, open_low=True)
        if self.sigma_min > self.sigma_max or (self.levels > 1 and self.sigma_min == self.sigma_max):
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must be below sigma_max ({self.sigma_max:g})")
        check_whole("seed", self.seed, 0, 2**63 - 1)
        check_whole("count (the number of samples)", self.count, 1, MAX_SAMPLES)
        check_whole("batch size", self.batch_size, 1, MAX_SAMPLES)
        if self.sampler is Sampler.CONSISTENT:
            self._check_consistent()

    def _check_consistent(self) -> None:
        if self.levels < 2 or self.schedule is not Schedule.GEOMETRIC:
            raise SettingError("consistent annealed sampling needs a geometric schedule of at least two levels")
        if not self.native:
            ratio = (self.sigma_min / self.sigma_max) ** (1 / (self.levels - 1))
            check_consistent_step(self.eta / 2, ratio)
            return
        for sigma, after in pairwise(nearest_native(self._asked(), self.native)):
            check_consistent_step(self.eta / 2, after / sigma)

    def _asked(self) -> list[float]:
        """The levels between the largest and the smallest sigma, up to rounding."""
        last = max(1, self.levels - 1)
        if self.schedule is Schedule.GEOMETRIC:
            return [self.sigma_min * (self.sigma_max / self.sigma_min) ** (1 - i / last) for i in range(self.levels)]
        return [self.sigma_min + (self.sigma_max - self.sigma_min) * (1 - i / last) for i in range(self.levels)]

    @property
    def live(self) -> LangevinParams:
        """The part that a sampler reads anew before every step."""
        return LangevinParams(self.epsilon, self.steps_per_level, self.temperature)

    @property
    def eta(self) -> float:
        """The dimensionless step alpha_i / sigma_i^2 = epsilon / sigma_L^2, the same at every level."""
        smallest = nearest_native([self.sigma_min], self.native)[0] if self.native else self.sigma_min
        return self.epsilon / smallest**2

    @property
    def evaluations(self) -> int:
        """How many times a run evaluates the network for one batch."""
        levels = len(nearest_native(self._asked(), self.native)) if self.native else self.levels
        levels = 1 if self.sampler is Sampler.LANGEVIN else levels
        steps = 1 if self.sampler is Sampler.CONSISTENT else self.steps_per_level
        return levels * steps + int(self.denoise)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, for JSON."""
        values = {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}
        if not self.native:
            del values["native"]
        return values

    @classmethod
    def from_dict(cls, data: dict[str, Any], base: SampleSettings | None = None) -> SampleSettings:
        """Settings from :meth:`to_dict`'s form; what is missing comes from ``base``, unknown names are ignored.

        Raises SettingError for values that cannot be used.
        """
        known: dict[str, Any] = {}
        for f in dataclasses.fields(cls):
            if f.name in data:
                known[f.name] = _typed(f.name, data[f.name])
        return dataclasses.replace(base or cls(), **known)


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


def check_consistent_step(h: float, gamma: float) -> None:
    """Raise SettingError unless 1 - gamma < h < 1 + gamma, which consistent annealed sampling needs.

    h = eta / 2 is the relative step, gamma = sigma_{i+1} / sigma_i.
    """
    if not 1 - gamma < h < 1 + gamma:
        raise SettingError(
            f"consistent annealed sampling needs epsilon / (2 sigma_L^2) between {1 - gamma:.3g} and {1 + gamma:.3g} "
            f"for these noise levels, not {h:.3g}: change epsilon, or use more levels"
        )


def _check_native(native: tuple[float, ...]) -> None:
    if not isinstance(native, tuple) or len(native) > MAX_LEVELS:
        raise SettingError(f"the native levels must be at most {MAX_LEVELS} numbers")
    for sigma in native:
        check_number("a native level", sigma, 0, 1e6, open_low=True)
    if list(native) != sorted(set(native), reverse=True):
        raise SettingError("the native levels must descend")


_ENUMS: dict[str, type[StrEnum]] = {"sampler": Sampler, "schedule": Schedule, "start": Start}
_FLOATS = {"epsilon", "sigma_max", "sigma_min", "temperature"}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _typed(name: str, value: Any) -> Any:
    if name in _ENUMS:
        try:
            return _ENUMS[name](value)
        except ValueError:
            allowed = ", ".join(e.value for e in _ENUMS[name])
            raise SettingError(f"{name} must be one of {allowed}, not {value!r}") from None
    if name in _FLOATS and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if name == "native" and isinstance(value, (list, tuple)):
        return tuple(float(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in value)
    if name == "denoise" and not isinstance(value, bool):
        raise SettingError(f"denoise must be true or false, not {value!r}")
    return value
