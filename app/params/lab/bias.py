"""What the laboratory measures of the bias of Langevin dynamics against the step size, beside MALA."""

from __future__ import annotations

from dataclasses import dataclass

from app.params.lab.density import DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import ROWS, Sampler

STEP_SIZES = (0.2, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
"""In units of the law's smallest variance; Langevin dynamics is unstable from 4 on."""

BIAS_STEPS = 40
"""Steps of a measurement: the slowest of these forgets what it began with to 1 part in 4000."""

BIAS_PARTICLES = 1000
"""The standard error of what is measured is then about 0.04 kT."""

MOST_POINTS = 10_000
"""Larger sets of points are not measured: it would take minutes."""

NO_BIAS = "There is no bias at τ = 0, nor is it measured of many points."


@dataclass(frozen=True)
class BiasRequest:
    """The law p_sigma^(1/tau), the seed, and the step size ``eta`` in units of the law's smallest variance."""

    density: DensitySettings
    sigma: float
    meaning: SigmaMeaning
    temperature: float
    seed: int
    eta: float = 0.0

    @classmethod
    def of(cls, density: DensitySettings, settings: ParticleSettings) -> BiasRequest | None:
        """Of the law that such particles come to; of what anneals that of plain dynamics. None for :data:`NO_BIAS`."""
        if not ROWS[settings.sampler].one_level:
            settings = ParticleSettings.for_density(density, Sampler.LANGEVIN, seed=settings.seed)
        many = density.points is not None and len(density.points) > MOST_POINTS
        if many or settings.temperature == 0:
            return None
        return cls(density, settings.sigma_min, settings.meaning, settings.temperature, settings.seed)

    @property
    def gaussian(self) -> bool:
        """Whether the law is one Gaussian, of which the bias is known in closed form."""
        return len(self.density.modes) == 1


@dataclass(frozen=True)
class BiasPoint:
    """By how much the mean of V is too large, in kT, after :data:`BIAS_STEPS` steps of ``epsilon`` from exact samples.

    ``accepted`` is the part of MALA's proposals that was taken.
    """

    epsilon: float
    langevin: float
    mala: float
    accepted: float


def gaussian_bias(eta: float) -> float:
    """The excess for one Gaussian: its variance settles at v / (1 - eta/4), so the mean of V at d/2 kT of that."""
    return eta / (4 - eta)
