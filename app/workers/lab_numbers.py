"""The numbers beside the particles: compared with fresh exact samples in a thread of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.params.toy import DensitySettings


@dataclass(frozen=True)
class Cloud:
    """One panel's particles after ``index`` steps: tensors ``x`` [N, 2] and, underdamped, velocities ``v`` [N, 2]."""

    index: int
    x: Any
    v: Any
    mass: float
    seed: int


@dataclass(frozen=True)
class NumbersRequest:
    """What to measure. The ``last`` of a run is measured against samples drawn anew, as the command line does."""

    run_id: int
    density: DensitySettings
    clouds: tuple[Cloud, ...]
    last: bool = False


@dataclass(frozen=True)
class CloudNumbers:
    """One panel's numbers after ``index`` steps: see :class:`app.toy.statistics.ParticleNumbers`."""

    index: int
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    mean: tuple[float, float]
    covariance: tuple[tuple[float, float], tuple[float, float]]
    energy_distance: float
    kinetic_temperature: float | None


class NumbersWork:
    """Answers :class:`NumbersRequest` with a tuple of :class:`CloudNumbers`."""

    def __init__(self) -> None:
        self._key: object = None
        self._reference: Any = None

    def __call__(self, request: NumbersRequest) -> tuple[CloudNumbers, ...]:
        """Measure."""
        found = []
        for cloud in request.clouds:
            n = self._samples(request, cloud).numbers(cloud.x, cloud.v, cloud.mass)
            found.append(
                CloudNumbers(
                    cloud.index, n.shares, n.weights, n.mean, n.covariance, n.energy_distance, n.kinetic_temperature
                )
            )
        return tuple(found)

    def _samples(self, request: NumbersRequest, cloud: Cloud) -> Any:
        from app.toy.densities import build
        from app.toy.statistics import Reference

        key = (request.density, cloud.seed)
        if self._reference is None or self._key != key or request.last:
            self._reference, self._key = Reference(build(request.density), seed=cloud.seed), key
        return self._reference
