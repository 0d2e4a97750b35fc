"""Numbers beside the pictures: how well a cloud of particles agrees with the density it should have."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from app.core.noise import stream_seed
from app.core.samplers.underdamped import kinetic_temperature
from app.lab.densities import counted
from app.lab.density import Density
from app.lab.tempered import Tempered, weights_at
from app.params.lab.density import SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import ROWS

ENERGY_SAMPLES = 2000


@dataclass(frozen=True)
class ParticleNumbers:
    """What a cloud of particles measures.

    ``shares`` of the particles in each part of the density (modes, arms, rings, squares) beside the true
    ``weights``; ``mean`` [2]; ``covariance`` ((xx, xy), (yx, yy)); ``energy_distance`` to fresh exact samples (see
    :func:`energy_distance`); ``kinetic_temperature`` where particles have velocities.
    """

    shares: tuple[float, ...]
    weights: tuple[float, ...]
    mean: tuple[float, float]
    covariance: tuple[tuple[float, float], tuple[float, float]]
    energy_distance: float
    kinetic_temperature: float | None = None


class Reference:
    """Fresh exact samples of a density at one sigma, by default ENERGY_SAMPLES, and what is measured against them."""

    def __init__(
        self, density: Density, sigma: float = 0.0, seed: int = 0, n: int | None = None,
        meaning: SigmaMeaning = SigmaMeaning.ADDED, temperature: float = 1.0,
    ) -> None:  # fmt: skip
        self.density = density
        self.generator = torch.Generator().manual_seed(stream_seed(seed, 1))
        n = ENERGY_SAMPLES if n is None else n
        law = counted(density, meaning)
        if temperature == 1:
            self.samples = law.sample(n, self.generator, sigma)
        else:
            self.samples = Tempered(law, max(sigma, law.sigma_floor), temperature).sample(n, self.generator)
        self._law, self._sigma = law, max(sigma, law.sigma_floor)
        self.weights = weights_at(law, self._sigma, temperature)
        self._own = mean_distance(self.samples, self.samples)
        self._potential = -float(law.log_prob(self.samples, self._sigma).mean())

    @classmethod
    def for_run(cls, density: Density, settings: ParticleSettings) -> Reference:
        """Samples of the law that a run is after: p at its only sigma, but the data themselves when it is annealed.

        Plain and underdamped dynamics at sigma sample p_sigma, and are judged by that; annealing ends at a sigma that
        is to be small enough not to matter, so what it leaves counts as an error; and what is denoised is to be data.
        At a temperature tau the law is p^(1/tau), in samplers that have one.
        """
        row = ROWS[settings.sampler]
        temperature = settings.temperature if row.uses("temperature") else 1.0
        if not row.one_level or settings.denoises:
            return cls(density, seed=settings.seed, temperature=temperature)
        return cls(density, settings.sigma_min, settings.seed, meaning=settings.meaning, temperature=temperature)

    def potentials(self, particles: Tensor) -> tuple[float, float]:
        """The mean of V = -log p over the first particles [N, 2], at most as many as there are samples, and over these.

        Data without a width have no V of their own: theirs is that at the smallest sigma that can be asked for.
        """
        some = particles[: len(self.samples)].double()
        return -float(self._law.log_prob(some, self._sigma).mean()), self._potential

    def numbers(self, particles: Tensor, velocities: Tensor | None = None, mass: float = 1.0) -> ParticleNumbers:
        """Everything about ``particles`` [N, 2]; the energy distance on at most as many as there are samples."""
        x = particles.double()
        mean = x.mean(dim=0)
        centred = x - mean
        covariance = centred.T @ centred / max(1, len(x) - 1)
        some = x
        if len(x) > len(self.samples):
            some = x[torch.randperm(len(x), generator=self.generator)[: len(self.samples)]]
        squared = 2 * mean_distance(some, self.samples) - mean_distance(some, some) - self._own
        (xx, xy), (yx, yy) = covariance.tolist()
        return ParticleNumbers(
            shares=shares(self.density, x),
            weights=self.weights,
            mean=(float(mean[0]), float(mean[1])),
            covariance=((xx, xy), (yx, yy)),
            energy_distance=math.sqrt(max(0.0, squared)),
            kinetic_temperature=None if velocities is None else kinetic_temperature(velocities, mass),
        )


def shares(density: Density, x: Tensor) -> tuple[float, ...]:
    """The share of the places ``x`` [N, 2] in each part of the density."""
    count = len(density.part_weights)
    if count == 1:
        return (1.0,)
    return tuple((torch.bincount(density.part_of(x.double()), minlength=count) / len(x)).tolist())


def energy_distance(x: Tensor, y: Tensor) -> float:
    """The energy distance sqrt(2 E|X - Y| - E|X - X'| - E|Y - Y'|) of two samples [N, 2] and [M, 2].

    Székely & Rizzo (2013); zero for equal laws only, estimated by the means over all pairs, so never negative and
    of order N^(-1/2) between two samples of one law.
    """
    return math.sqrt(max(0.0, 2 * mean_distance(x, y) - mean_distance(x, x) - mean_distance(y, y)))


def mean_distance(x: Tensor, y: Tensor) -> float:
    """The mean of |x_i - y_j| over all pairs."""
    return float(torch.cdist(x, y, compute_mode="donot_use_mm_for_euclid_dist").mean())
