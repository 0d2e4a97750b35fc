"""Settings of the particle experiments of the 2-D laboratory."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.params.checks import SettingError, check_number, check_whole
from app.params.lab.density import MIXTURES, DensitySettings, PointSet, SigmaMeaning
from app.params.sampling import MAX_LEVELS, LangevinParams

MAX_PARTICLES = 50_000
TRAILS = 80
"""How many particles draw trails."""
LONGEST_TRAIL = 60
"""Steps that a trail goes back at most."""


class ParticleSampler(StrEnum):
    """How particles follow the score."""

    LANGEVIN = "langevin"
    """Plain Langevin dynamics at sigma_L alone (Song & Ermon 2019, equation 4)."""
    ANNEALED = "annealed"
    """Annealed Langevin dynamics (Algorithm 1)."""
    UNDERDAMPED = "underdamped"
    """Underdamped Langevin dynamics at sigma_L alone, by BAOAB (Leimkuhler & Matthews 2013)."""


class ParticleStart(StrEnum):
    """Where particles start."""

    BOX = "box"
    GAUSSIAN = "gaussian"
    POINTS = "points"


@dataclass(frozen=True)
class ParticleParams(LangevinParams):
    """What a particle run reads before every step; the overdamped samplers use :class:`LangevinParams`' part.

    ``time_step`` h, ``mass`` m and ``friction`` gamma (a rate: velocities forget as exp(-gamma t)) are the
    underdamped sampler's. For gamma -> infinity its step is an overdamped one of alpha = h^2 / m.
    """

    epsilon: float = 0.1
    steps_per_level: int = 100
    time_step: float = 0.3
    mass: float = 1.0
    friction: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("the time step h", self.time_step, 0, 1e6, open_low=True)
        check_number("mass", self.mass, 0, 1e9, open_low=True)
        check_number("friction", self.friction, 0, 1e9)


@dataclass(frozen=True)
class ParticleSettings:
    """Everything that decides a particle run, given the density or network; the defaults are the paper's Figure 3.

    The box has half width ``spread`` around (``x``, ``y``), the Gaussian that standard deviation; ``points`` are
    started from in turn.
    """

    sampler: ParticleSampler = ParticleSampler.LANGEVIN
    count: int = 1280
    seed: int = 0
    start: ParticleStart = ParticleStart.BOX
    x: float = 0.0
    y: float = 0.0
    spread: float = 8.0
    points: PointSet | None = None
    meaning: SigmaMeaning = SigmaMeaning.TOTAL
    levels: int = 10
    sigma_max: float = 20.0
    sigma_min: float = 1.0
    epsilon: float = 0.1
    steps_per_level: int = 1000
    temperature: float = 1.0
    time_step: float = 0.3
    mass: float = 1.0
    friction: float = 1.0

    def __post_init__(self) -> None:
        _ = self.live
        check_whole("the number of particles", self.count, 1, MAX_PARTICLES)
        check_whole("seed", self.seed, 0, 2**63 - 1)
        check_number("the start's x", self.x, -1e6, 1e6)
        check_number("the start's y", self.y, -1e6, 1e6)
        check_number("the start's spread", self.spread, 0, 1e6)
        check_whole("the number of levels", self.levels, 1, MAX_LEVELS)
        check_number("sigma_max", self.sigma_max, 0, 1e6, open_low=True)
        check_number("sigma_min", self.sigma_min, 0, 1e6)
        if (self.points is None) is (self.start is ParticleStart.POINTS):
            raise SettingError("starting points belong to the start 'points', and to no other")
        if self.sampler is ParticleSampler.ANNEALED and self.levels > 1 and not 0 < self.sigma_min < self.sigma_max:
            raise SettingError(
                f"annealing needs 0 < sigma_min < sigma_max, not {self.sigma_min:g} and {self.sigma_max:g}"
            )

    @property
    def live(self) -> ParticleParams:
        """The part that is read anew before every step."""
        return ParticleParams(
            self.epsilon, self.steps_per_level, self.temperature, self.time_step, self.mass, self.friction
        )

    @classmethod
    def for_density(cls, density: DensitySettings, sampler: ParticleSampler, **changes: Any) -> ParticleSettings:
        """Settings that suit a density: on the paper's two Gaussians those of Figure 3.

        Mixtures end at the width of their narrowest mode, so at the data themselves; others at added noise of 0.1.
        The step is the paper's eta = 0.1 at the last level, and at every one if sigma is the modes' whole width. With
        added noise it grows towards the first level of an annealing, and there is at most 1. ``changes`` win over all
        of that.
        """
        mixture = density.name in MIXTURES
        sigma_min = float(changes.get("sigma_min", density.smallest_std if mixture else 0.1))
        meaning = changes.get("meaning", SigmaMeaning.TOTAL if mixture else SigmaMeaning.ADDED)
        own = density.width if meaning is SigmaMeaning.ADDED else 0.0
        width = math.hypot(sigma_min, own) or density.width or 0.1
        sigma_max = float(changes.get("sigma_max", max(20.0, 2 * width)))
        epsilon = 0.1 * width**2
        if sampler is ParticleSampler.ANNEALED and changes.get("levels", 10) > 1 and sigma_max > 0 < sigma_min:
            epsilon = min(epsilon, (own**2 + sigma_max**2) * (sigma_min / sigma_max) ** 2)
        view = density.view
        defaults = {
            "sampler": sampler,
            "meaning": meaning,
            "sigma_min": sigma_min,
            "sigma_max": sigma_max,
            "epsilon": epsilon,
            "time_step": 0.3 * width,
            "steps_per_level": 100 if sampler is ParticleSampler.ANNEALED else 1000,
            "x": (view.x_min + view.x_max) / 2,
            "y": (view.y_min + view.y_max) / 2,
            "spread": (view.x_max - view.x_min) / 2,
        }
        return cls(**(defaults | changes))

    def resized(self, begun: float, now: float) -> ParticleSettings:
        """The settings in force once the data's width is ``now``, in a run that began when it was ``begun``.

        A last sigma that is to be the data's own width remains that; others do not change.
        """
        if self.meaning is not SigmaMeaning.TOTAL or self.sigma_min != begun or now == begun:
            return self
        return dataclasses.replace(self, sigma_min=now, sigma_max=self.sigma_max if self.sigma_max > now else 2 * now)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, for JSON; starting points as their number."""
        data = dataclasses.asdict(dataclasses.replace(self, start=ParticleStart.BOX, points=None))
        data.pop("points")
        data |= {k: getattr(self, k).value for k in ("sampler", "start", "meaning")}
        return data
