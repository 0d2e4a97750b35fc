"""Particles that follow a score: plain, annealed and underdamped Langevin dynamics in the plane."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from app.core.diagnostics import ETA_LIMIT, SamplingDivergedError
from app.core.langevin import langevin_step
from app.core.noise import stream_seed
from app.core.schedule import geometric
from app.core.underdamped import baoab_step, largest_stable_time_step
from app.lab.densities import added_noise, counted
from app.lab.density import Density, ScoreField
from app.params import SettingError
from app.params.lab.density import SigmaMeaning
from app.params.lab.particles import ParticleParams, ParticleSampler, ParticleSettings, ParticleStart


@dataclass(frozen=True)
class ParticleStep:
    """One step of all particles.

    ``index`` counts the steps of the run from 1; ``level`` (of ``levels``) and ``step`` (of ``steps``) count from 0.
    ``alpha`` is the step size (h^2 / m underdamped) and ``eta`` the same over the smallest variance at this sigma.
    ``x`` [N, 2] float32 are the new places, ``v`` the new velocities (underdamped only).
    """

    index: int
    level: int
    levels: int
    step: int
    steps: int
    sigma: float
    alpha: float
    eta: float
    params: ParticleParams
    x: Tensor
    v: Tensor | None

    @property
    def last_of_level(self) -> bool:
        """Whether the sampler leaves this level after this step."""
        return self.step + 1 >= self.steps


class ParticleRun:
    """A run that can be stepped, watched and taken up again; one random generator serves all its particles.

    ``density`` gives the exact score and the limits of stability; with ``network`` the particles follow that learned
    score instead. Runs of the same seed and count start at the same places, whatever their sampler.
    """

    def __init__(self, density: Density, settings: ParticleSettings, network: ScoreField | None = None) -> None:
        self.settings = settings
        self._begun_width = density.width
        self.follow(density, network)
        self.reset()

    def follow(self, density: Density, network: ScoreField | None = None) -> None:
        """Let the particles follow this density (or network) from the next step on, from wherever they are.

        The levels are those of :meth:`ParticleSettings.resized`.
        Raises SettingError, and changes nothing, if the run's sigmas have no meaning for the density.
        """
        target = counted(density, self.settings.meaning)
        now = self.settings.resized(self._begun_width, density.width)
        annealed = now.sampler is ParticleSampler.ANNEALED
        sigmas = geometric(now.sigma_max, now.sigma_min, now.levels) if annealed else (now.sigma_min,)
        for sigma in sigmas:
            target.check_sigma(sigma)
        self.density, self.sigmas, self.present = target, sigmas, now
        self._score = target.score if network is None else _in_added_noise(network, density, self.settings.meaning)
        self.s: Tensor | None = None

    def reset(self) -> None:
        """Back to the start: the same places, and the same noise to come."""
        self.generator = torch.Generator().manual_seed(stream_seed(self.settings.seed, 0))
        self.x = start_places(self.settings, self.generator)
        self.v: Tensor | None = None
        self.s = None
        self.index, self.level, self.t = 0, 0, 0

    @property
    def steps(self) -> int:
        """How many steps the whole run takes with the settings it began with."""
        return len(self.sigmas) * self.settings.steps_per_level

    def run(self, read_params: Callable[[], ParticleParams]) -> Iterator[ParticleStep]:
        """Step to the end of the last level, reading the parameters before every step.

        Raises as :meth:`step` does; the state is then the last good one, and another call goes on from there.
        """
        while (step := self.step(read_params())) is not None:
            yield step

    @torch.inference_mode()
    def step(self, params: ParticleParams) -> ParticleStep | None:
        """One step, or None after the last level.

        Raises SettingError before anything has changed if the step size is unstable at this level, and
        SamplingDivergedError, keeping the state before, if places or scores stop being finite.
        """
        while self.level < len(self.sigmas) and self.t >= params.steps_per_level:
            self.level, self.t = self.level + 1, 0
        if self.level >= len(self.sigmas):
            return None
        sigma = self.sigmas[self.level]
        underdamped = self.settings.sampler is ParticleSampler.UNDERDAMPED
        alpha = params.time_step**2 / params.mass if underdamped else self.alpha(params, sigma)
        eta = alpha / self.density.variance(sigma)
        self.check_stable(params)
        state = self.generator.get_state()
        z = torch.randn(self.x.shape, generator=self.generator)
        if underdamped:
            x, v, s = self._underdamped(params, sigma, z)
        else:
            s = self._score(self.x, sigma)
            x, v = langevin_step(self.x, s, alpha, z, params.temperature), None
        if not bool(torch.isfinite(x.sum() + s.sum())):
            self.generator.set_state(state)
            raise SamplingDivergedError(
                level=self.level, step=self.t, sigma=sigma, eta=eta, epsilon=params.epsilon,
                stable_epsilon=self.stable_epsilon(),
            )  # fmt: skip
        self.x, self.v, self.s = x, v, s if underdamped else None
        self.index, self.t = self.index + 1, self.t + 1
        return ParticleStep(
            self.index,
            self.level,
            len(self.sigmas),
            self.t - 1,
            params.steps_per_level,
            sigma,
            alpha,
            eta,
            params,
            x,
            v,
        )

    def alpha(self, params: ParticleParams, sigma: float) -> float:
        """The overdamped step size: epsilon sigma_i^2 / sigma_L^2 (Algorithm 1); epsilon at a single level."""
        return params.epsilon if len(self.sigmas) == 1 else params.epsilon * (sigma / self.sigmas[-1]) ** 2

    def stable_epsilon(self) -> float:
        """The epsilon that must not be reached: alpha < 4 v at every level, v the smallest variance there."""
        last = self.sigmas[-1]
        scale = [1.0] if len(self.sigmas) == 1 else [(s / last) ** 2 for s in self.sigmas]
        return min(ETA_LIMIT * self.density.variance(s) / k for s, k in zip(self.sigmas, scale, strict=True))

    def check_stable(self, params: ParticleParams) -> None:
        """Raise SettingError if the run would diverge with these parameters; the message says which value would do."""
        if self.settings.sampler is ParticleSampler.UNDERDAMPED:
            limit = largest_stable_time_step(params.mass, self.density.variance(self.sigmas[-1]))
            if params.time_step >= limit:
                raise SettingError(
                    f"the time step h = {params.time_step:.3g} is unstable: with mass {params.mass:.3g} it must stay "
                    f"below {limit:.3g} here (h² < 4 m σ²)"
                )
        elif params.epsilon >= (limit := self.stable_epsilon()):
            raise SettingError(
                f"epsilon = {params.epsilon:.3g} is unstable: it must stay below {limit:.3g} here (alpha < 4 v, with "
                "v the smallest variance of the density at a noise level)"
            )

    def _underdamped(self, params: ParticleParams, sigma: float, z: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        v = torch.zeros_like(self.x) if self.v is None else self.v
        s = self._score(self.x, sigma) if self.s is None else self.s
        return baoab_step(
            lambda x: self._score(x, sigma), self.x, v, s, z, h=params.time_step, mass=params.mass,
            friction=params.friction, temperature=params.temperature,
        )  # fmt: skip


def start_places(settings: ParticleSettings, generator: torch.Generator) -> Tensor:
    """Where the particles start, [N, 2] float32."""
    n = settings.count
    if settings.points is not None:
        points = torch.from_numpy(settings.points.points.copy()).float()
        return points.repeat(-(-n // len(points)), 1)[:n]
    centre = torch.tensor([settings.x, settings.y])
    if settings.start is ParticleStart.BOX:
        return centre + settings.spread * (2 * torch.rand(n, 2, generator=generator) - 1)
    return centre + settings.spread * torch.randn(n, 2, generator=generator)


def _in_added_noise(network: ScoreField, density: Density, meaning: SigmaMeaning) -> ScoreField:
    """A network knows sigma as added noise only."""
    return lambda x, sigma: network(x, added_noise(density, meaning, sigma))
