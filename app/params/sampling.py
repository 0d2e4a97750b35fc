"""Settings of the runs that make pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from typing_extensions import override

from app.params.checks import SettingError, real
from app.params.samplers import ROWS, LiveParams, Sampler, check_consistent_levels, check_consistent_step, choices
from app.params.schedule import Plan, Schedule, nearest_native, spaced
from app.params.settings import Option, Settings, setting

MAX_SAMPLES = 100_000
MAX_LEVELS = 10_000
MAX_SIGMA = 1e6
CONSISTENT_NEEDS = "consistent annealed sampling needs a geometric schedule of at least two levels"

SEED_MAX = 2**63 - 1
"""The largest seed that can be given."""

DICE_MAX = 2**31 - 1
"""The largest seed that the dice throws."""


class Start(Option):
    """The law that the first x is drawn from."""

    UNIFORM = "uniform", "uniform on [0, 1]", "as in ncsn and ncsnv2"
    """Uniform on [0, 1] in every coordinate (ncsn, ncsnv2)."""
    NORMAL = "normal", "normal, σ₁ z", "as in score_sde"
    """sigma_1 N(0, I) (score_sde)."""


class Convention(Option):
    """The two meanings of the step-size number in the field; the program works in the paper's."""

    PAPER = "paper", "ε of the paper", "Song & Ermon 2019, Algorithm 1"
    """x <- x + (alpha/2) s + sqrt(alpha) z with alpha_i = epsilon sigma_i^2 / sigma_L^2 (Algorithm 1)."""
    CODE = "code", "step_lr of the code", "the published image code; half of ε"
    """x <- x + alpha s + sqrt(2 alpha) z with alpha_i = step_lr sigma_i^2 / sigma_L^2 (the official image code)."""


@dataclass(frozen=True)
class StepSize(Settings):
    """How the window writes the step size."""

    convention: Convention = setting(
        Convention.PAPER, "Written as", name="Convention of the step size",
        tip="The paper writes x + (α/2) s + √α z, the official code x + α s + √(2α) z: its step_lr is ε/2.",
    )  # fmt: skip


MOST_AT_ONCE = 64
VALUES_AT_ONCE = 2**18
"""What goes through a network at once: so many samples, of larger pictures only as many as have so many values."""


def batch_for(count: int, shape: tuple[int, int, int]) -> int:
    """How many of ``count`` samples of (C, H, W) go through the network at once, by a rule that knows no machine.

    Window and command line use it, so their pictures agree to the bit; 256x256 in colour goes one by one.
    """
    return max(1, min(count, MOST_AT_ONCE, VALUES_AT_ONCE // math.prod(shape)))


def epsilon_from(value: float, convention: Convention) -> float:
    """The paper's epsilon from a number given in either convention: the code's step_lr is half of it."""
    return value if convention is Convention.PAPER else 2 * value


def epsilon_to(epsilon: float, convention: Convention) -> float:
    """The number that means the paper's ``epsilon`` in either convention."""
    return epsilon if convention is Convention.PAPER else epsilon / 2


@dataclass(frozen=True)
class SampleSettings(LiveParams):
    """Everything that decides which pictures a run makes, given the network.

    ``batch_size`` is how many samples go through the network at once (it changes results by rounding only). ``native``:
    the levels that a network of discrete labels knows, descending; the run then visits the nearest of them (in log
    sigma) instead of those between ``sigma_max`` and ``sigma_min``, each once. Empty: any sigma is as good.
    """

    sampler: Sampler = setting(
        Sampler.ANNEALED, name="Algorithm", flags=("--sampler",), help="the algorithm",
        tip="The algorithm that turns noise into pictures", choices=choices(pictures=True),
    )  # fmt: skip
    levels: int = setting(
        10, "Levels L", name="Number of noise levels L", called="the number of levels", symbol="L", low=1,
        high=MAX_LEVELS, scale=(1, 1000), flags=("--levels", "-L"), metavar="L", help="number of noise levels",
        tip="More: neighbouring levels lie closer, so that fewer steps at each are enough; the run takes longer",
    )  # fmt: skip
    sigma_max: float = setting(
        1.0, "Largest σ₁", name="Largest noise level sigma 1", symbol="σ₁", low=0, high=MAX_SIGMA, open_low=True,
        scale=(0.01, 20), flags=("--sigma-max",), metavar="S", help="the largest noise level, sigma_1",
        tip="Larger: all kinds of pictures are reached from anywhere, but more of the run is mere noise. Smaller: what "
            "is far from the start is missed. The first noise level (section 4.1)",
    )  # fmt: skip
    sigma_min: float = setting(
        0.01, "Smallest σ<sub>L</sub>", name="Smallest noise level sigma L", symbol="σ_L", low=0, high=MAX_SIGMA,
        open_low=True, scale=(0.01, 20), flags=("--sigma-min",), metavar="S", help="the smallest noise level, sigma_L",
        tip="Larger: noise stays in the pictures. Smaller: finer detail, and smaller steps. The last noise level; a "
            "pixel is 0 to 1",
    )  # fmt: skip
    schedule: Schedule = setting(
        Schedule.GEOMETRIC, "Spacing", name="Schedule of the noise levels", flags=("--schedule",),
        help="how the levels lie between the two",
        tip="The run spends its steps where the levels lie close: geometric ones, the paper's (section 4.1), are as "
            "many for each factor of σ",
    )  # fmt: skip
    rho: float = setting(
        7.0, "ρ of the spacing", name="Spacing exponent rho", symbol="ρ", low=1, high=100, scale=(1, 20),
        recorded=False, flags=("--rho",), metavar="RHO", help="exponent of the schedule 'rho' (default: 7)",
        tip="σ<sup>1/ρ</sup> falls evenly (Karras et al. 2022, equation 5): larger values give more small levels",
    )  # fmt: skip
    sigmas: tuple[float, ...] = setting((), "Levels given", called="the given levels", recorded=False, row=False)
    denoise: bool = setting(
        True, "Denoise", name="Denoise at the end", box="end with x + σ² s(x, σ)", flags=("--denoise",),
        help="end with x + sigma_L^2 s(x, sigma_L)",
        off="--no-denoise", off_help="end with the last Langevin step",
        tip="A last step without noise at σ<sub>L</sub>, Tweedie's estimate (Jolicoeur-Martineau et al. 2020)",
    )  # fmt: skip
    start: Start = setting(
        Start.UNIFORM, "Start", name="Law of the first x", flags=("--start",), help="the law of the first x",
        tip="What the first x is drawn from: where σ₁ is large it makes no difference, where it is small the pictures "
            "depend on it",
    )  # fmt: skip
    seed: int = setting(
        0, "Seed", low=0, high=SEED_MAX, flags=("--seed",), metavar="S",
        help="the same seed gives the same pictures (default: 0)",
        tip="The same seed and settings give the same pictures",
    )  # fmt: skip
    count: int = setting(
        16, "Samples", name="Number of samples", called="count (the number of samples)", low=1, high=MAX_SAMPLES,
        scale=(1, 256), flags=("-n", "--count"), metavar="N", help="number of samples (default: 16)",
        tip="How many pictures; all go through the network at once. Each keeps its noise whatever their number.",
    )  # fmt: skip
    batch_size: int = setting(
        16, "Batch", name="Batch size", called="batch size", low=1, high=MAX_SAMPLES, flags=("--batch-size",),
        metavar="B", help="samples in one evaluation (default: up to 64)", tip="Samples in one evaluation", row=False,
    )  # fmt: skip
    native: tuple[float, ...] = setting((), "Native levels only", recorded=False, row=False)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        _check_levels("native", self.native)
        _check_levels("given", self.sigmas)
        if self.sigma_min > self.sigma_max or (self.levels > 1 and self.sigma_min == self.sigma_max):
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must be below sigma_max ({self.sigma_max:g})")
        if self.sampler is Sampler.CONSISTENT:
            self._check_consistent()

    def _check_consistent(self) -> None:
        if self.levels < 2 or self.schedule is not Schedule.GEOMETRIC:
            raise SettingError(CONSISTENT_NEEDS)
        if not self.native:
            ratio = (self.sigma_min / self.sigma_max) ** (1 / (self.levels - 1))
            check_consistent_step(self.eta / 2, ratio)
            return
        check_consistent_levels(self.epsilon, self.noise_levels)

    @cached_property
    def noise_levels(self) -> tuple[float, ...]:
        """The levels that a run with these settings visits, descending."""
        sigmas = self.sigmas[-1:] if ROWS[self.sampler].one_level else self.sigmas
        if not sigmas:
            levels = 1 if ROWS[self.sampler].one_level else self.levels
            sigmas = spaced(self.schedule, self.sigma_max, self.sigma_min, levels, self.rho)
        return nearest_native(sigmas, self.native) if self.native else sigmas

    @property
    def live(self) -> LiveParams:
        """The part that a sampler reads anew before every step."""
        return LiveParams.part_of(self)

    @property
    def eta(self) -> float:
        """The dimensionless step alpha_i / sigma_i^2 = epsilon / sigma_L^2, the same at every level."""
        return self.epsilon / self.noise_levels[-1] ** 2

    @property
    def plan(self) -> Plan:
        """How many evaluations a run takes."""
        return Plan.of(self, denoise=self.denoise)


def _check_levels(name: str, levels: tuple[float, ...]) -> None:
    if not isinstance(levels, tuple) or len(levels) > MAX_LEVELS:
        raise SettingError(f"the {name} levels must be at most {MAX_LEVELS} numbers")
    for sigma in levels:
        real(f"a {name} level", sigma, 0, MAX_SIGMA, open_low=True)
    if list(levels) != sorted(set(levels), reverse=True):
        raise SettingError(f"the {name} levels must descend")
