"""The bias of Langevin dynamics at one step size, beside MALA's: short runs that begin with exact samples."""

from __future__ import annotations

import dataclasses

from app.lab.densities import build, counted
from app.lab.density import Density
from app.lab.particles import ParticleRun
from app.lab.statistics import Reference
from app.params.lab.bias import BIAS_PARTICLES, BIAS_STEPS, BiasPoint, BiasRequest
from app.params.lab.density import PointSet
from app.params.lab.particles import ParticleSettings, ParticleStart
from app.params.samplers import Sampler

PAIRS = 2_000_000
"""Fewer particles where the density is a set of many points, so that a step has to do with at most so many pairs."""


class BiasWork:
    """Answers :class:`BiasRequest`; keeps the density and its exact samples for the next step size."""

    def __init__(self) -> None:
        self._of: BiasRequest | None = None
        self._made: tuple[Density, Reference] | None = None

    def __call__(self, request: BiasRequest) -> BiasPoint:
        """Measure. Raises SettingError for a sigma at which the density cannot be."""
        law = dataclasses.replace(request, eta=0.0)
        if self._made is None or self._of != law:
            self._made, self._of = self._make(request), law
        density, reference = self._made
        langevin, mala = (self._run(s, request, density, reference) for s in (Sampler.LANGEVIN, Sampler.MALA))
        biased, adjusted = (self._excess(run, reference, request.temperature) for run in (langevin, mala))
        return BiasPoint(langevin.settings.epsilon, biased, adjusted, mala.accepted or 0.0)

    def _make(self, request: BiasRequest) -> tuple[Density, Reference]:
        points = request.density.points
        count = BIAS_PARTICLES if points is None else min(BIAS_PARTICLES, max(200, PAIRS // len(points)))
        density = build(request.density)
        counted(density, request.meaning).check_sigma(request.sigma)
        return density, Reference(density, request.sigma, request.seed, count, request.meaning, request.temperature)

    def _run(self, sampler: Sampler, request: BiasRequest, density: Density, reference: Reference) -> ParticleRun:
        settings = ParticleSettings.for_density(
            request.density, sampler, sigma_min=request.sigma, meaning=request.meaning, seed=request.seed,
            temperature=request.temperature, steps_per_level=BIAS_STEPS, count=len(reference.samples),
            start=ParticleStart.POINTS, points=PointSet(reference.samples.numpy()),
        )  # fmt: skip
        variance = counted(density, request.meaning).variance(request.sigma)
        run = ParticleRun(density, dataclasses.replace(settings, epsilon=request.eta * variance))
        for _ in run.run(lambda: run.settings.live):
            pass
        return run

    @staticmethod
    def _excess(run: ParticleRun, reference: Reference, temperature: float) -> float:
        found, exact = reference.potentials(run.x)
        return (found - exact) / temperature
