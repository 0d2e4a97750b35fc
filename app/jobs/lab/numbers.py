"""The numbers beside the particles: compared with fresh exact samples in a thread of their own."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from app.lab.densities import build
from app.lab.motion import FreeMotion
from app.lab.statistics import Reference
from app.params.lab.density import DensitySettings
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import CloudNumbers


@dataclass(frozen=True, eq=False)
class Cloud:
    """One panel's particles after ``index`` steps: tensors ``x`` [N, 2] and, underdamped, velocities ``v`` [N, 2].

    ``settings`` are those in force for the density, ``mass`` the one in force; ``start`` [N, 2] is where they began,
    ``motion`` what free particles would have come to.
    """

    index: int
    x: Tensor
    v: Tensor | None
    mass: float
    settings: ParticleSettings
    start: Tensor
    motion: FreeMotion
    kinetic: tuple[float, float]
    """What the velocities should read, and its standard error."""
    accepted: float | None = None


@dataclass(frozen=True)
class NumbersRequest:
    """What to measure. The ``last`` of a run is measured against samples drawn anew, as the command line does."""

    run_id: int
    density: DensitySettings
    clouds: tuple[Cloud, ...]
    last: bool = False


class NumbersWork:
    """Answers :class:`NumbersRequest` with a tuple of :class:`CloudNumbers`."""

    def __init__(self) -> None:
        self._references: list[tuple[object, Reference]] = []
        """The latest, by what they were made for: one a panel."""

    def __call__(self, request: NumbersRequest) -> tuple[CloudNumbers, ...]:
        """Measure."""
        found = []
        for cloud in request.clouds:
            reference = self._samples(request, cloud)
            n = reference.numbers(cloud.x, cloud.v, cloud.mass)
            moved = float((cloud.x - cloud.start).double().square().sum(dim=1).mean())
            potential, usual = reference.potentials(cloud.x)
            motion = cloud.motion
            found.append(
                CloudNumbers(
                    cloud.index, n.shares, n.weights, n.mean, n.covariance, n.energy_distance, n.kinetic_temperature,
                    None if cloud.v is None else cloud.kinetic[0], None if cloud.v is None else cloud.kinetic[1],
                    motion.time, moved, motion.free, motion.einstein, potential, usual,
                    cloud.accepted,
                )
            )  # fmt: skip
        return tuple(found)

    def _samples(self, request: NumbersRequest, cloud: Cloud) -> Reference:

        s = cloud.settings
        key = (request.density, s.sampler, s.meaning, s.sigma_min, s.seed, s.temperature, s.denoises)
        kept = [] if request.last else [reference for known, reference in self._references if known == key]
        reference = kept[0] if kept else Reference.for_run(build(request.density), s)
        self._references = [(key, reference), *((k, r) for k, r in self._references if k != key)][:2]
        return reference
