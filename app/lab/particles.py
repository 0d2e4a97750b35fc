"""Particles that follow a score in the plane: the samplers' walk, with the plane's own step sizes and variances."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor

from app.core.noise import stream_seed
from app.core.samplers import KERNELS
from app.core.samplers.mala import accepted
from app.core.samplers.underdamped import velocity
from app.core.types import Phase, Step
from app.core.walk import Walk
from app.lab.densities import added_noise, counted
from app.lab.density import Density, ScoreField
from app.lab.tempered import weights_at
from app.params import LiveParams, SettingError
from app.params.lab.density import SigmaMeaning
from app.params.lab.particles import ParticleParams, ParticleSettings, ParticleStart
from app.params.samplers import ROWS, Limits, Sampler, check_consistent_levels
from app.params.schedule import Plan


class PlaneScale:
    """Step sizes and variances in the plane: the paper's alpha_i; epsilon itself where there is one level.

    ``within`` is the width of the data that sigma counts in, where it is the modes' whole width.
    """

    together = True

    def __init__(self, density: Density, within: float = 0.0) -> None:
        self._density, self._within = density, within

    def alpha(self, epsilon: float, sigmas: Sequence[float], level: int) -> float:
        """Epsilon sigma_i^2 / sigma_L^2 (Algorithm 1); sigma_L may be 0 where it is the only level."""
        return epsilon if len(sigmas) == 1 else epsilon * (sigmas[level] / sigmas[-1]) ** 2

    def variance(self, sigma: float) -> float:
        """The density's smallest."""
        return self._density.variance(sigma)

    def noise(self, sigma: float) -> float:
        """What sigma adds to the data."""
        return math.sqrt(max(0.0, sigma**2 - self._within**2))

    def log_prob(self, x: Tensor, sigma: float) -> Tensor:
        """The values of log p_sigma, [N, 2] -> [N] float64."""
        return self._density.log_prob(x.double(), sigma)


class OneStream:
    """All particles' noise from one generator: ten thousand generators would cost 57 ms a step."""

    def __init__(self, generator: torch.Generator, count: int) -> None:
        self._generator, self._count = generator, count

    def normal(self) -> Tensor:
        """The next standard normal tensor [N, 2]."""
        return torch.randn(self._count, 2, generator=self._generator)

    def uniform(self) -> Tensor:
        """The next tensor [N, 2] uniform on [0, 1)."""
        return torch.rand(self._count, 2, generator=self._generator)


class ParticleRun:
    """A run that can be stepped, watched and taken up again; one random generator serves all its particles.

    ``density`` gives the exact score and the limits of stability; with ``network`` the particles follow that learned
    score instead. Runs of the same seed and count start at the same places, whatever their sampler.
    """

    def __init__(self, density: Density, settings: ParticleSettings, network: ScoreField | None = None) -> None:
        self.settings = settings
        self._begun_width = density.width
        self._row = ROWS[settings.sampler]
        self._walk: Walk | None = None
        self._pulled = True
        self.follow(density, network)
        self.reset()

    def follow(self, density: Density, network: ScoreField | None = None) -> None:
        """Let the particles follow this density (or network) from the next step on, from wherever they are.

        The levels are those of :meth:`ParticleSettings.resized`.
        Raises SettingError, and changes nothing, if the run's sigmas have no meaning for the density, or add no noise
        to its data where the sampler works in that.
        """
        adds = self._row.added  # these work in noise added to the data
        target = density if adds else counted(density, self.settings.meaning)
        now = self.settings.resized(self._begun_width, density.width)
        sigmas = now.added_levels(density.width) if adds else now.noise_levels
        if not sigmas:
            raise SettingError("none of the noise levels is wider than the data, and this sampler needs added noise")
        for sigma in sigmas:
            target.check_sigma(sigma)
        self.density, self.sigmas, self.present = target, sigmas, now
        self._scale = PlaneScale(target, 0.0 if target is density else density.width)
        self.network = network
        score = target.score if network is None else self._learned(network, density)
        self._score = lambda x, sigma: score(x, sigma) if self._pulled else torch.zeros_like(x)
        self._stable: ParticleParams | None = None
        if self._walk is not None:
            self._walk.follow(self._score, self.sigmas, self._scale)

    def reset(self) -> None:
        """Back to the start: the same places, and the same noise to come."""
        self._accepted = 0.0
        noise = OneStream(torch.Generator().manual_seed(stream_seed(self.settings.seed, 0)), self.settings.count)
        self._walk = Walk(
            self._score, start_places(self.settings, noise, self.sigmas[0]), self.sigmas,
            KERNELS[self.settings.sampler], noise, scale=self._scale, denoise=self.settings.denoises,
        )  # fmt: skip

    @property
    def walk(self) -> Walk:
        """The samplers' walk under way."""
        assert self._walk is not None  # noqa: S101 - made by reset()
        return self._walk

    @property
    def x(self) -> Tensor:
        """The places, [N, 2] float32."""
        return self.walk.state.x

    @property
    def v(self) -> Tensor | None:
        """The velocities [N, 2] of the underdamped sampler, once it has taken a step."""
        return velocity(self.walk.state)

    @property
    def index(self) -> int:
        """How many steps were taken."""
        return self.walk.position.index

    @property
    def steps(self) -> int:
        """How many steps the whole run takes with the settings it began with."""
        return self.steps_with(self.settings.live)

    def steps_with(self, params: ParticleParams) -> int:
        """The same with other parameters from the start."""
        row = self._row
        plan = Plan.through(len(self.sigmas), row, row.steps(params), passes=1, denoise=self.settings.denoises)
        return plan.total - int(plan.primed)

    def run(self, read_params: Callable[[], ParticleParams]) -> Iterator[Step]:
        """Step to the end of the last level, reading the parameters before every step.

        Raises as :meth:`step` does; the state is then the last good one, and another call goes on from there.
        """
        while (step := self.step(read_params())) is not None:
            yield step

    def step(self, params: ParticleParams) -> Step | None:
        """One step, or None after the last level.

        Raises SettingError before anything has changed if the step size is unstable at this level, and
        SamplingDivergedError, keeping the state before, if places or scores stop being finite.
        """
        self.check_stable(params)
        pulled = params.force or not self._row.uses("force")
        if pulled is not self._pulled:
            self._pulled = pulled
            self.walk.forget()  # what is remembered of the score acts no more, or must be asked for again
        still = self._row.uses("kicks") and not params.kicks
        step = self.walk.step(dataclasses.replace(params, temperature=0.0) if still else params)
        taken = accepted(self.walk.state)
        if step is not None and taken is not None:
            self._accepted += taken
        return step

    @property
    def accepted(self) -> float | None:
        """The part of all proposals so far that was taken, in samplers that propose (MALA)."""
        return None if accepted(self.walk.state) is None else self._accepted / max(1, self.index)

    def _learned(self, network: ScoreField, density: Density) -> ScoreField:
        """A network knows sigma as added noise only."""
        meaning = SigmaMeaning.ADDED if self._row.added else self.settings.meaning
        return lambda x, sigma: network(x, added_noise(density, meaning, sigma))

    def check_stable(self, params: ParticleParams) -> None:
        """Raise SettingError if the run would diverge with these parameters; the message says which value would do.

        Or if consistent annealed sampling could not make the noise of each next level.
        """
        if params is self._stable:
            return
        if self.settings.sampler is Sampler.CONSISTENT:
            check_consistent_levels(params.epsilon, self.sigmas)
        else:
            limits = self.limits(params)
            value = getattr(params, limits.setting)
            if not limits.allow(value):
                raise SettingError(_unstable(limits, value, params))
        self._stable = params

    def finished(self, step: Step) -> bool:
        """Whether ``step`` was the run's last."""
        last = step.last_of_level and step.level + 1 >= step.levels
        return last and (step.phase is Phase.DENOISE or not self.settings.denoises)

    def weights(self, params: ParticleParams) -> tuple[float, ...]:
        """The share of each part of the density in the law that is sampled with these parameters: p^(1/tau)."""
        return weights_at(self.density, self.sigmas[-1], self.temperature(params))

    def temperature(self, params: LiveParams) -> float:
        """Tau, where the sampler has one; else 1. What a step was taken with has 0 where the kicks were off."""
        return params.temperature if self._row.uses("temperature") else 1.0

    def kinetic_temperature(self, params: ParticleParams) -> tuple[float, float]:
        """What BAOAB's velocities read in equilibrium in the narrowest mode, tau (1 - h^2 / (4 m v)), and its error.

        The bias is the scheme's (Leimkuhler & Matthews 2013), not a fault: the places' law is right. The second number
        is the standard error of the mean over 2 N velocities, each a Gaussian's square.
        """
        variance = self.density.variance(self.sigmas[-1])
        bias = params.time_step**2 / (4 * params.mass * variance) if variance > 0 else 0.0
        expected = params.temperature * (1 - bias)
        return expected, expected * math.sqrt(2 / (2 * len(self.x)))

    def limits(self, params: ParticleParams) -> Limits:
        """Where the run is stable with these parameters."""
        now = dataclasses.replace(self.present, **params.values())
        return ROWS[now.sampler].limits(now, self.density.variance)


def _unstable(limits: Limits, value: float, params: ParticleParams) -> str:
    if limits.setting == "time_step":
        return (
            f"the time step h = {value:.3g} is unstable: with mass {params.mass:.3g} it must stay below "
            f"{limits.high:.3g} here (h² < 4 m σ²)"
        )
    return (
        f"{limits.setting} = {value:.3g} is unstable: it must stay below {limits.high:.3g} here (alpha < 4 v, with v "
        "the smallest variance of the density at a noise level)"
    )


def start_places(settings: ParticleSettings, noise: OneStream, sigma: float) -> Tensor:
    """Where the particles start, [N, 2] float32; what works in added noise starts with that of ``sigma``."""
    n = settings.count
    if settings.points is not None:
        points = torch.from_numpy(settings.points.points.copy()).float()
        return points.repeat(-(-n // len(points)), 1)[:n]
    centre = torch.tensor([settings.x, settings.y])
    if ROWS[settings.sampler].added:
        return centre + sigma * noise.normal()
    if settings.start is ParticleStart.BOX:
        return centre + settings.spread * (2 * noise.uniform() - 1)
    return centre + settings.spread * noise.normal()
