"""The samplers as everybody but the mathematics knows them: a row each, and the settings they read at every step.

What a sampler *does* stands in :mod:`app.core.samplers`, in a file of its own that is bound to its row here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from app.params.checks import SettingError
from app.params.settings import Option, Settings, setting

MAX_STEPS = 100_000

ETA_LIMIT = 4.0
"""On a Gaussian of variance v a Langevin step multiplies x by 1 - alpha/(2 v), so it diverges above alpha / v = 4."""

MOST_CHURN = math.sqrt(2) - 1
"""A step's noise is at most doubled in variance: S_churn above so much times the number of levels does no more."""


class Sampler(Option):
    """The samplers, of pictures and of particles in the plane."""

    ANNEALED = (
        "annealed", "Annealed Langevin dynamics",
        "Song & Ermon 2019, Algorithm 1: T Langevin steps at each of L noise levels",
    )  # fmt: skip
    CONSISTENT = (
        "consistent", "Consistent annealed sampling",
        "Jolicoeur-Martineau et al. 2020, Algorithm 2: one step a level, its noise made for the next level",
    )  # fmt: skip
    LANGEVIN = (
        "langevin", "Langevin dynamics",
        "Song & Ermon 2019, equation 4, at σ_L alone: shows why annealing is needed",
    )  # fmt: skip
    ANCESTRAL = (
        "ancestral", "ODE (DDIM) to ancestral",
        "Euler's method on the probability-flow ODE (DDIM), with stochasticity up to ancestral sampling",
    )  # fmt: skip
    REVERSE_DIFFUSION = (
        "reverse-diffusion", "Reverse diffusion, corrected",
        "Song et al. 2021, Algorithm 2: a step of the reverse SDE, then M Langevin steps at the same level",
    )  # fmt: skip
    HEUN = (
        "heun", "Heun (EDM)",
        "Karras et al. 2022, Algorithms 1 and 2: second order by two evaluations a level, with added noise if asked",
    )  # fmt: skip
    DPM_SOLVER = (
        "dpm-solver", "DPM-Solver++ (2M)",
        "Lu et al. 2022: second order by one evaluation a level, which remembers the one before",
    )  # fmt: skip
    MALA = (
        "mala", "Metropolis-adjusted Langevin",
        "Roberts & Tweedie 1996: Langevin steps at σ_L, taken or not, so that their size leaves no bias; needs p",
    )  # fmt: skip
    UNDERDAMPED = (
        "underdamped", "Underdamped Langevin dynamics",
        "With velocities, at σ_L alone, by BAOAB (Leimkuhler & Matthews 2013)",
    )  # fmt: skip


@dataclass(frozen=True)
class LiveParams(Settings):
    """What a sampler reads before every step, so what may change while it runs.

    ``epsilon``: the step size at the smallest level, paper's convention. ``steps_per_level``: T. ``temperature``: tau;
    the noise is sqrt(tau alpha) z and the law sampled p_sigma^(1/tau); 1 is the paper's.
    """

    epsilon: float = setting(
        2e-5, "Step size ε", name="Step size epsilon", symbol="ε", low=0, high=1e6, open_low=True, scale=(1e-7, 1e-3),
        live=True, flags=("--epsilon",), metavar="E", help="step size at the smallest level, paper's Algorithm 1",
        tip="Larger steps go further and need fewer of them; too large ones end in noise that grows without end "
            "(hatched: η = ε / σ<sub>L</sub>² above 4). Smaller ones are exact and slow. Algorithm 1, line 4: "
            "α<sub>i</sub> = ε σ<sub>i</sub>² / σ<sub>L</sub>².",
    )  # fmt: skip
    steps_per_level: int = setting(
        5, "Steps per level T", called="steps per level", symbol="T", low=1, high=MAX_STEPS, scale=(1, 200), live=True,
        flags=("--steps-per-level", "-T"), metavar="T", help="Langevin steps at each noise level",
        tip="More: the samples come to rest at each noise level before the next one, and the run takes as much longer "
            "(Algorithm 1, line 5)",
    )  # fmt: skip
    temperature: float = setting(
        1.0, "Temperature τ", name="Temperature tau", symbol="τ", low=0, high=1e3, scale=(0, 2), linear=True, live=True,
        flags=("--temperature",), metavar="TAU", help="1 samples p, smaller values sharpen it",
        tip="The noise is √(τ α) z, so p<sub>σ</sub><sup>1/τ</sup> is sampled; 1 is the paper's, smaller values "
            "prefer what is likely",
    )  # fmt: skip

    stochasticity: float = setting(
        0.0, "Stochasticity ξ", name="Stochasticity xi", symbol="ξ", low=0, high=1, scale=(0, 1), linear=True,
        live=True, recorded=False, flags=("--stochasticity",), metavar="XI",
        help="ancestral: 0 is DDIM, 1 ancestral sampling",
        tip="How much of a step's noise is taken away and drawn anew: 0 follows the ODE (DDIM), 1 is ancestral",
    )  # fmt: skip
    snr: float = setting(
        0.16, "Corrector's r", name="Signal-to-noise ratio r of the corrector", symbol="r", low=0, high=10,
        open_low=True, scale=(0.01, 1), live=True, recorded=False, flags=("--snr",), metavar="R",
        help="reverse-diffusion: the corrector's signal-to-noise ratio (default: 0.16)",
        tip="The Langevin steps' size: α = 4 (r ‖z‖/‖s‖)² of each sample (Song et al. 2021, Algorithm 4)",
    )  # fmt: skip
    corrector_steps: int = setting(
        1, "Corrector steps M", called="corrector steps", symbol="M", low=0, high=MAX_STEPS, scale=(1, 20), live=True,
        recorded=False, flags=("--corrector-steps",), metavar="M",
        help="reverse-diffusion: Langevin steps after each step of the reverse SDE (default: 1)",
        tip="Langevin steps at each level after the step that led there (Song et al. 2021, Algorithm 2)",
    )  # fmt: skip
    churn: float = setting(
        0.0, "Churn", name="Added noise, S churn", low=0, high=1e6, scale=(0, 40), linear=True,
        live=True, recorded=False, flags=("--churn",), metavar="S", help="heun: noise added at each level, S_churn",
        tip="Noise added before each step and taken away again: σ grows by the factor 1 + min(S/L, √2 − 1) "
            "(S<sub>churn</sub> of Karras et al. 2022, Algorithm 2). 0 follows the ODE",
    )  # fmt: skip
    churn_min: float = setting(
        0.0, "Churn from σ", name="Smallest noise level with churn", called="churn-min", low=0, high=1e6,
        scale=(0.01, 20), live=True, recorded=False, flags=("--churn-min",), metavar="S",
        help="heun: no churn below this noise level, S_min", tip="No noise is added below this level (S<sub>min</sub>)",
    )  # fmt: skip
    churn_max: float = setting(
        1e6, "Churn up to σ", name="Largest noise level with churn", called="churn-max", low=0, high=1e6,
        scale=(0.01, 20), live=True, recorded=False, flags=("--churn-max",), metavar="S",
        help="heun: no churn above this noise level, S_max", tip="No noise is added above this level (S<sub>max</sub>)",
    )  # fmt: skip
    churn_noise: float = setting(
        1.0, "Churn, times", name="Factor of the added noise", called="churn-noise", low=0, high=10,
        scale=(0.9, 1.1), linear=True, live=True, recorded=False, flags=("--churn-noise",), metavar="S",
        help="heun: factor of the added noise, S_noise (default: 1)",
        tip="The added noise is multiplied by it (S<sub>noise</sub>): a little above 1 makes up for lost detail",
    )  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """Where a run is stable: ``setting`` must lie between ``low`` and ``high`` (both excluded)."""

    setting: str
    low: float
    high: float

    def allow(self, value: float) -> bool:
        """Whether a run with this value is stable."""
        return (self.low < value or self.low == 0) and value < self.high


class Stepped(Protocol):
    """Settings, or live parameters, as far as the number of steps at a level goes."""

    @property
    def steps_per_level(self) -> int:
        """T."""
        ...

    @property
    def corrector_steps(self) -> int:
        """M."""
        ...


class Levels(Protocol):
    """What the limits depend on; settings have it, and drafts of them."""

    @property
    def sigma_max(self) -> float:
        """The largest noise level."""
        ...

    @property
    def sigma_min(self) -> float:
        """The smallest noise level."""
        ...

    @property
    def levels(self) -> int:
        """Their number."""
        ...


Variance = Callable[[float], float]
"""The smallest variance of the law at a sigma: sigma^2 for pictures, more where the data have a width of their own.

For what works in added noise it is the noise's alone.
"""

LimitsOf = Callable[[Levels, Variance], Limits]


def langevin_limits(settings: Levels, variance: Variance) -> Limits:
    """Where Algorithm 1 is stable: alpha < 4 v at the two ends, between which alpha / v is monotonic."""
    many = settings.levels > 1 and settings.sigma_min > 0  # a draft may have no smallest level yet
    ends = {settings.sigma_min, settings.sigma_max if many else settings.sigma_min}
    return Limits("epsilon", 0.0, stable_epsilon(sorted(ends, reverse=True), variance))


def one_level_limits(settings: Levels, variance: Variance) -> Limits:
    """Where Langevin dynamics at sigma_L alone is stable."""
    return Limits("epsilon", 0.0, stable_epsilon((settings.sigma_min,), variance))


def stable_epsilon(sigmas: Sequence[float], variance: Variance) -> float:
    """The epsilon that must not be reached: alpha < 4 v at each of the descending levels."""
    last = sigmas[-1]
    scale = [1.0] if len(sigmas) == 1 else [(s / last) ** 2 for s in sigmas]
    return min(ETA_LIMIT * variance(s) / k for s, k in zip(sigmas, scale, strict=True))


def consistent_limits(settings: Levels, variance: Variance) -> Limits:
    """Where consistent annealed sampling is defined: 1 - ratio < eta/2 < 1 + ratio of all neighbouring levels.

    Levels that add no noise are left out.
    """
    sigmas = [settings.sigma_min]
    if settings.levels > 1 and settings.sigma_min > 0 and settings.sigma_max > 0:  # a draft may have others
        ratio = (settings.sigma_min / settings.sigma_max) ** (1 / (settings.levels - 1))
        sigmas = [settings.sigma_min * ratio**-k for k in reversed(range(settings.levels))]
    variances = [v for v in map(variance, sigmas) if v > 0] or [0.0]
    ratios = [math.sqrt(after / v) for v, after in pairwise(variances)]
    low, high = 2 * (1 - min(ratios, default=1.0)), 2 * (1 + min(ratios, default=1.0))
    return Limits("epsilon", low * variances[-1], high * variances[-1])


def no_limits(_settings: Levels, _variance: Variance) -> Limits:
    """Stable with any step."""
    return Limits("epsilon", 0.0, math.inf)


def underdamped_limits(settings: Levels, variance: Variance) -> Limits:
    """Where BAOAB is stable: h^2 < 4 m v."""
    mass: float = getattr(settings, "mass", 1.0)
    return Limits("time_step", 0.0, stable_time_step(mass, variance(settings.sigma_min)))


def stable_time_step(mass: float, variance: float) -> float:
    """The h above which BAOAB diverges on a Gaussian of that variance: h^2 < 4 m v."""
    return 2 * math.sqrt(mass * variance)


def check_consistent_step(h: float, ratio: float) -> None:
    """Raise SettingError unless 1 - ratio < h < 1 + ratio, which consistent annealed sampling needs.

    h = eta / 2 is the relative step, ratio = sigma_{i+1} / sigma_i.
    """
    if not 1 - ratio < h < 1 + ratio:
        raise SettingError(
            f"consistent annealed sampling needs epsilon / (2 sigma_L^2) between {1 - ratio:.3g} and {1 + ratio:.3g} "
            f"for these noise levels, not {h:.3g}: change epsilon, or use more levels"
        )


def check_consistent_levels(epsilon: float, sigmas: Sequence[float]) -> None:
    """The same for each pair of the descending levels, with eta = epsilon / sigma_L^2."""
    for sigma, after in pairwise(sigmas):
        check_consistent_step(epsilon / sigmas[-1] ** 2 / 2, after / sigma)


def consistent_epsilon(sigmas: Sequence[float]) -> float:
    """An epsilon that consistent annealed sampling can take between any descending levels: h = 1 - ratio^2.

    Of geometric levels that is ancestral sampling: x' is drawn from the law of the next level's x, given this one and
    the clean picture. ``ratio`` is the smallest.
    """
    ratio = min((after / sigma for sigma, after in pairwise(sigmas)), default=0.0)
    return 2 * (1 - ratio**2) * sigmas[-1] ** 2


@dataclass(frozen=True)
class SamplerRow:
    """What is to be known about a sampler.

    ``rule`` is its update as rich text. ``ignores`` names the settings that it does not use, each with the reason;
    ``own`` are those that it has for itself or shares with a few others: samplers that do not name them have none.
    ``one_level``: it visits the smallest level alone. ``one_step``: what it does at a level leads to the next sigma,
    and ``leads_on``: nothing is left to do at the last level but the denoising step. ``added``: it works in noise added
    to the data, and particles start at sigma_1 z. ``primes``: it wants the score at the start before its first step.
    ``evaluations``: how many it makes at a level. ``limits`` tells where it is stable. ``short`` is its name where
    there is little room. ``ode``: whether it follows the probability-flow ODE with these parameters, without noise.
    """

    sampler: Sampler
    rule: str
    limits: LimitsOf
    short: str
    ignores: dict[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    one_level: bool = False
    one_step: bool = False
    leads_on: bool = False
    added: bool = False
    primes: bool = False
    pictures: bool = True
    evaluations: Callable[[Stepped], int] = lambda settings: settings.steps_per_level
    ode: Callable[[LiveParams], bool] = lambda _: False

    def uses(self, key: str) -> bool:
        """Whether a setting acts in this sampler."""
        return key not in self.ignores and not self.lacks(key)

    def lacks(self, key: str) -> bool:
        """Whether a setting is another sampler's own."""
        return key not in self.own and any(key in row.own for row in ROWS.values())

    def steps(self, settings: Stepped) -> int:
        """How many steps, of one evaluation each, it takes at a level."""
        return self.evaluations(settings)


LANGEVIN_RULE = "x ← x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √(τα) z"
ODE_RULE = "x ← D + <sup>σ′</sup>⁄<sub>σ</sub> (x − D)"
NO_LANGEVIN = {
    "epsilon": "Its steps are the differences of the noise levels",
    "steps_per_level": "One way leads from each level to the next",
    "temperature": "It follows the law of the network, at no other temperature",
    "start": "It starts with the noise of the first level: an ODE never forgets another start",
}
ONE_LEVEL = dict.fromkeys(("sigma_max", "levels", "schedule"), "It stays at the smallest level")
STAYS = {"denoise": "Its law is that of the smallest level"}


ROWS = {
    row.sampler: row
    for row in (
        SamplerRow(
            Sampler.ANNEALED, LANGEVIN_RULE, langevin_limits, "Annealed Langevin", own=("force", "kicks"),
        ),
        SamplerRow(
            Sampler.CONSISTENT, "x ← x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √τ β z", consistent_limits, "Consistent",
            {"steps_per_level": "It takes one step a level", "schedule": "It needs geometric levels"},
            one_step=True, added=True, evaluations=lambda _: 1,
        ),
        SamplerRow(
            Sampler.LANGEVIN, LANGEVIN_RULE, one_level_limits, "Langevin", ONE_LEVEL, own=("force", "kicks"),
            one_level=True,
        ),
        SamplerRow(
            Sampler.ANCESTRAL, ODE_RULE + " + σ<sub>up</sub> z", no_limits, "DDIM to ancestral", NO_LANGEVIN,
            own=("stochasticity",), one_step=True, leads_on=True, added=True, evaluations=lambda _: 1,
            ode=lambda params: params.stochasticity == 0,
        ),
        SamplerRow(
            Sampler.REVERSE_DIFFUSION, "x ← x + (σ² − σ′²) s + √(σ² − σ′²) z, then Langevin steps", no_limits,
            "Reverse diffusion", NO_LANGEVIN, own=("snr", "corrector_steps"), one_step=True, leads_on=True,
            added=True, evaluations=lambda settings: 1 + settings.corrector_steps,
        ),
        SamplerRow(
            Sampler.HEUN, "x ← x + (σ′ − σ̂) <sup>1</sup>⁄<sub>2</sub> (d + d′), d = −σ s", no_limits,
            "Heun (EDM)", NO_LANGEVIN, own=("churn", "churn_min", "churn_max", "churn_noise"), one_step=True,
            leads_on=True, added=True, evaluations=lambda _: 2, ode=lambda params: params.churn == 0,
        ),
        SamplerRow(
            Sampler.DPM_SOLVER, "x ← <sup>σ′</sup>⁄<sub>σ</sub> x + (1 − <sup>σ′</sup>⁄<sub>σ</sub>) D′", no_limits,
            "DPM-Solver++", NO_LANGEVIN, one_step=True, leads_on=True, added=True, evaluations=lambda _: 1,
            ode=lambda _: True,
        ),
        SamplerRow(
            Sampler.MALA, "x′ = x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √(τα) z, taken or not", no_limits, "MALA",
            ONE_LEVEL | STAYS, one_level=True, primes=True, pictures=False,
        ),
        SamplerRow(
            Sampler.UNDERDAMPED, "v ← e<sup>−γh</sup> v + <sup>h</sup>⁄<sub>m</sub> s(x, σ) + noise, x ← x + h v",
            underdamped_limits, "Underdamped Langevin", {"epsilon": "Its step is the time step h"} | ONE_LEVEL | STAYS,
            own=("time_step", "mass", "friction", "force", "drag", "kicks"), one_level=True, primes=True,
            pictures=False,
        ),
    )
}  # fmt: skip
"""Every sampler's row."""


def choices(*, pictures: bool = False, particles: bool = False) -> tuple[tuple[Sampler, str, str], ...]:
    """The samplers (value, label, tip) that run on pictures, or on particles, as all do; those with short names."""
    return tuple(
        (row.sampler, row.short if particles else row.sampler.label, row.sampler.tip)
        for row in ROWS.values()
        if particles or (pictures and row.pictures)
    )
