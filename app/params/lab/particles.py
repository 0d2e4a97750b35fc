"""Settings of the particle experiments of the 2-D laboratory."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

from typing_extensions import override

from app.params.checks import SettingError
from app.params.lab.density import DensitySettings, PointSet, SigmaMeaning
from app.params.samplers import ROWS, LiveParams, Sampler, choices, consistent_epsilon
from app.params.sampling import CONSISTENT_NEEDS, MAX_LEVELS, MAX_SIGMA, SEED_MAX, SampleSettings
from app.params.schedule import Plan, Schedule, spaced
from app.params.settings import Option, Settings, again, setting

MAX_PARTICLES = 50_000
TRAILS = 80
"""How many particles draw trails."""
LONGEST_TRAIL = 60
"""Steps that a trail goes back at most."""
FASTEST = 1000.0
"""The speed that means: without waiting."""


class ParticleStart(Option):
    """Where particles start."""

    BOX = "box", "in a box", "Uniform; the paper's is from −8 to 8"
    GAUSSIAN = "gaussian", "Gaussian", "Normal around the centre"
    POINTS = "points", "where I click", "At the places clicked, in turn"


@dataclass(frozen=True)
class ParticleParams(LiveParams):
    """What a particle run reads before every step; the overdamped samplers use :class:`LiveParams`' part.

    ``time_step`` h, ``mass`` m and ``friction`` gamma (a rate: velocities forget as exp(-gamma t)) are the
    underdamped sampler's. For gamma -> infinity its step is an overdamped one of alpha = h^2 / m. The friction
    coefficient is m gamma: Einstein's relation reads D = tau / (m gamma). ``force``, ``drag`` and ``kicks`` switch the
    terms of the equation of motion off one at a time; kicks without drag keep their strength, sqrt(2 gamma tau h / m).
    """

    epsilon: float = again(
        LiveParams, "epsilon", 0.1, of_data=True, scale=(1e-4, 10),
        help="step size at the smallest level, paper's form",
        tip="The step size at the smallest level (Algorithm 1: α<sub>i</sub> = ε σ<sub>i</sub>² / σ<sub>L</sub>²). "
            "The hatched part is unstable.",
    )  # fmt: skip
    steps_per_level: int = again(
        LiveParams, "steps_per_level", 100, scale=(1, 5000), help="steps at each noise level",
        tip="Steps at each noise level (Algorithm 1, line 5)",
    )  # fmt: skip
    temperature: float = again(
        LiveParams, "temperature", 1.0, scale=(0, 3), help="the law sampled is p^(1/tau) (default: 1)",
        tip="The noise is √(τα) z, so the law is p<sup>1/τ</sup> (Boltzmann), which is shaded behind the particles; "
            "1 is the paper's",
    )  # fmt: skip
    time_step: float = setting(
        0.3, "Time step h", called="the time step h", symbol="h", low=0, high=1e6, open_low=True, scale=(1e-3, 10),
        live=True, of_data=True, flags=("--time-step",), metavar="H", help="underdamped: the step h",
        tip="Stable for h² < 4 m σ²; α = h²/m without memory",
    )  # fmt: skip
    mass: float = setting(
        1.0, "Mass m", symbol="m", low=0, high=1e9, open_low=True, scale=(0.01, 100), live=True, flags=("--mass",),
        metavar="M", help="underdamped: the mass (default: 1)", tip="Heavier particles turn more slowly",
    )  # fmt: skip
    friction: float = setting(
        1.0, "Friction γ", name="Friction gamma", symbol="γ", low=0, high=1e9, scale=(0.01, 100), live=True,
        flags=("--friction",), metavar="G", help="underdamped: the friction rate (default: 1)",
        tip="A rate: velocities forget as exp(−γt); large: the overdamped limit. The friction coefficient of "
            "Einstein's relation k<sub>B</sub>T = γ<sub>f</sub> D is γ<sub>f</sub> = m γ, so D = τ/(mγ)",
    )  # fmt: skip
    force: bool = setting(
        True, "Force", box="the score pulls", live=True, recorded=False, off="--no-force",
        off_help="free particles: the score does not act", flags=("--force",),
        tip="Off: free particles, which diffuse: their mean squared displacement grows as 2 d D t",
    )  # fmt: skip
    drag: bool = setting(
        True, "Drag", box="friction slows down", live=True, recorded=False, off="--no-drag",
        off_help="underdamped: no friction, though the kicks stay", flags=("--drag",),
        tip="Off: nothing slows particles down. The kicks keep their strength, so the particles heat without bound",
    )  # fmt: skip
    kicks: bool = setting(
        True, "Kicks", box="random kicks", live=True, recorded=False, off="--no-kicks",
        off_help="no random kicks (the noise is drawn all the same)", flags=("--kicks",),
        tip="Off: no noise, as at τ = 0: particles roll to the next minimum of V and stay",
    )  # fmt: skip


@dataclass(frozen=True)
class ParticleSettings(ParticleParams):
    """Everything that decides a particle run, given the density or network; the defaults are the paper's Figure 3.

    The box has half width ``spread`` around (``x``, ``y``), the Gaussian that standard deviation; ``points`` are
    started from in turn.
    """

    steps_per_level: int = again(ParticleParams, "steps_per_level", 1000)
    sampler: Sampler = setting(
        Sampler.LANGEVIN, name="Sampler", choices=choices(particles=True), flags=("--sampler",),
        help="the sampler (default: langevin); plain and underdamped dynamics run at sigma-min alone",
        tip="The dynamics by which the particles follow the score",
    )  # fmt: skip
    count: int = setting(
        1280, "Particles", name="Number of particles", called="the number of particles", low=1, high=MAX_PARTICLES,
        scale=(10, MAX_PARTICLES), flags=("--count",), metavar="N", help="number of particles (default: 1280)",
        tip="How many particles in each panel",
    )  # fmt: skip
    seed: int = setting(
        0, "Seed", low=0, high=SEED_MAX, flags=("--seed",), metavar="S", help="the seed (default: 0)",
        tip="The same seed and settings give the same run",
    )  # fmt: skip
    start: ParticleStart = setting(
        ParticleStart.BOX, "Start", name="Where the particles start", tip="The law of the first x", of_data=True,
    )  # fmt: skip
    x: float = setting(
        0.0, "Centre x₁", name="Centre of the start, x", called="the start's x", low=-1e6, high=1e6, linear=True,
        tip="In units of the plane", of_data=True,
    )  # fmt: skip
    y: float = setting(
        0.0, "Centre x₂", name="Centre of the start, y", called="the start's y", low=-1e6, high=1e6, linear=True,
        tip="In units of the plane", of_data=True,
    )  # fmt: skip
    spread: float = setting(
        8.0, "Half width", name="Spread of the start", called="the start's spread", low=0, high=1e6, scale=(0.1, 40),
        flags=("--spread",), metavar="R", help="half width of the starting box, or standard deviation of the Gaussian",
        tip="The box's half width, or the Gaussian's standard deviation", of_data=True,
    )  # fmt: skip
    points: PointSet | None = None
    meaning: SigmaMeaning = setting(
        SigmaMeaning.TOTAL, "σ is", name="Meaning of sigma", flags=("--sigma-is",),
        help="what sigma means on a mixture",
        tip="The paper's toy code counts σ as the modes' whole standard deviation", of_data=True,
    )  # fmt: skip
    levels: int = setting(
        10, "Levels L", name="Number of noise levels L", called="the number of levels", symbol="L", low=1,
        high=MAX_LEVELS, scale=(1, 50), flags=("--levels",), metavar="L",
        help="noise levels of annealing (default: 10)", tip="How many from σ₁ to σ_L, both included",
    )  # fmt: skip
    sigma_max: float = setting(
        20.0, "Largest σ₁", name="Largest noise level sigma 1", symbol="σ₁", low=0, high=MAX_SIGMA, open_low=True,
        scale=(0.01, 40), flags=("--sigma-max",), metavar="S", help="the largest noise level",
        tip="Large enough to join all modes", of_data=True,
    )  # fmt: skip
    sigma_min: float = setting(
        1.0, "Smallest σ<sub>L</sub>", name="Smallest noise level sigma L", symbol="σ_L", low=0, high=MAX_SIGMA,
        scale=(0.01, 40), flags=("--sigma-min",), metavar="S",
        help="the smallest noise level, the only one without annealing",
        tip="The last noise level; without annealing the only one", of_data=True,
    )  # fmt: skip

    schedule: Schedule = again(SampleSettings, "schedule", Schedule.GEOMETRIC, recorded=False)
    rho: float = again(SampleSettings, "rho", 7.0)
    denoise: bool = again(
        SampleSettings, "denoise", False, recorded=False, help="end with x + sigma_L^2 s(x, sigma_L)",
        off_help="end with the last Langevin step (default)",
        tip="A last step without noise at σ<sub>L</sub>, Tweedie's estimate of the data (Jolicoeur-Martineau et al. "
            "2020). σ<sub>L</sub> counts as noise added to the data: at their own width there is none to take away",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.points is None) is (self.start is ParticleStart.POINTS):
            raise SettingError("starting points belong to the start 'points', and to no other")
        if not ROWS[self.sampler].one_level and self.levels > 1 and not 0 < self.sigma_min < self.sigma_max:
            raise SettingError(
                f"annealing needs 0 < sigma_min < sigma_max, not {self.sigma_min:g} and {self.sigma_max:g}"
            )
        if self.sampler is Sampler.CONSISTENT and self.levels < 2:
            raise SettingError(CONSISTENT_NEEDS)

    @property
    def live(self) -> ParticleParams:
        """The part that is read anew before every step."""
        return ParticleParams.part_of(self)

    @property
    def noise_levels(self) -> tuple[float, ...]:
        """The levels visited, descending; the smallest may be 0 where it is the only one."""
        if ROWS[self.sampler].one_level:
            return (self.sigma_min,)
        schedule = self.schedule if ROWS[self.sampler].uses("schedule") else Schedule.GEOMETRIC
        return spaced(schedule, self.sigma_max, self.sigma_min, self.levels, self.rho)

    def added_levels(self, width: float) -> tuple[float, ...]:
        """The levels as noise added to data of that width; those that add none are left out."""
        return tuple(s for s in (self.meaning.added(s, width) for s in self.noise_levels) if s > 0)

    @property
    def denoises(self) -> bool:
        """Whether a step without noise ends the run: where it is wanted, and in all that leads on to the data."""
        row = ROWS[self.sampler]
        return row.leads_on or (self.denoise and row.uses("denoise"))

    @property
    def plan(self) -> Plan:
        """How many evaluations of the score a run takes."""
        return Plan.of(self, denoise=self.denoises)

    @classmethod
    def for_density(cls, density: DensitySettings, sampler: Sampler, **changes: Any) -> ParticleSettings:
        """Settings that suit a density: on the paper's two Gaussians those of Figure 3.

        Where sigma is the modes' whole width, a run ends at the narrowest mode's, so at the data themselves; where it
        is added noise, at 0.1, on mixtures too: as much as a mode's own width would leave twice the data's variance.
        The step is the paper's eta = 0.1 at the last level, and at every one if sigma is the modes' whole width. With
        added noise it grows towards the first level of an annealing, and there is at most 1. Consistent annealed
        sampling gets a step that its levels allow. ``changes`` win over all of that.
        """
        mixture, adds = bool(density.modes), ROWS[sampler].added
        # What takes all added noise away begins to count where the data's own width hides it.
        total = changes.get("meaning", SigmaMeaning.ADDED if adds else SigmaMeaning.TOTAL) is SigmaMeaning.TOTAL
        last = density.smallest_std if mixture and total else 0.1 * (density.width or 1.0) if adds else 0.1
        sigma_min = float(changes.get("sigma_min", last))
        usual = SigmaMeaning.ADDED if adds else density.usual_meaning(sigma_min)
        meaning = changes.get("meaning", usual)
        own = density.width if meaning is SigmaMeaning.ADDED else 0.0
        width = math.hypot(sigma_min, own) or density.width or 0.1
        sigma_max = float(changes.get("sigma_max", max(20.0, 2 * width)))
        epsilon = 0.1 * width**2
        if sampler is Sampler.ANNEALED and changes.get("levels", 10) > 1 and sigma_max > 0 < sigma_min:
            epsilon = min(epsilon, (own**2 + sigma_max**2) * (sigma_min / sigma_max) ** 2)
        view = density.view
        defaults = {
            "sampler": sampler,
            "meaning": meaning,
            "sigma_min": sigma_min,
            "sigma_max": sigma_max,
            "epsilon": epsilon,
            "time_step": 0.3 * width,
            "steps_per_level": 100 if sampler is Sampler.ANNEALED else 1000,
            "x": (view.x_min + view.x_max) / 2,
            "y": (view.y_min + view.y_max) / 2,
            "spread": (view.x_max - view.x_min) / 2,
        }
        made = cls(**(defaults | changes))
        density.check_meaning(made.meaning, made.sigma_min)
        if sampler is Sampler.CONSISTENT and "epsilon" not in changes:
            made = dataclasses.replace(made, epsilon=consistent_epsilon(made.added_levels(density.width)))
        return made

    def resized(self, begun: float, now: float) -> ParticleSettings:
        """The settings in force once the data's width is ``now``, in a run that began when it was ``begun``.

        A last sigma that is to be the data's own width remains that, and one that is to be their whole width is never
        below it; others do not change.
        """
        last = now if self.sigma_min == begun else max(self.sigma_min, now)
        if self.meaning is not SigmaMeaning.TOTAL or last == self.sigma_min:
            return self
        sigma_max = self.sigma_max if self.sigma_max > last else 2 * last
        return dataclasses.replace(self, sigma_min=last, sigma_max=sigma_max)


@dataclass(frozen=True)
class Followed(Settings):
    """Which score the particles of a panel follow."""

    learned: bool = setting(
        False, "Score", name="Score that is followed", tip="The exact score, or the one that was learned",
        choices=(
            (False, "exact", "The density's own"), (True, "learned", "The network's, as it is when the run begins"),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Shown(Settings):
    """How runs of particles are shown: ``both`` panels, ``exact`` samples beside them, how fast, with what trails."""

    both: bool = setting(
        True, box="two settings side by side",
        tip="Both panels start at the same places and get the same random numbers",
    )  # fmt: skip
    exact: bool = setting(
        False, box="exact samples beside them",
        tip="As many independent samples of the law at the last level: what the particles should look like (in Figure "
            "3 the picture on the left)",
    )  # fmt: skip
    forces: bool = setting(
        False, box="one particle's drift and kick",
        tip="The newest step of the ringed particle, magnified: first the drift ½ α s, then the random kick √(τα) z",
    )  # fmt: skip
    phase: bool = setting(
        False, box="phase plane (x₁, v₁)",
        tip="Particles with velocities in the plane of x₁ and its velocity v₁, on the law that they come to: that of "
            "x₁ times N(0, τ/m)",
    )  # fmt: skip
    speed: float = setting(
        60.0, "Steps a second", low=1, high=FASTEST, scale=(1, FASTEST),
        tip="How fast the run goes; 1000: without waiting",
    )  # fmt: skip
    trail: int = setting(
        12, "Trails", name="Length of the trails", low=0, high=LONGEST_TRAIL, scale=(0, LONGEST_TRAIL), linear=True,
        tip="How many steps a trail goes back; 0: none",
    )  # fmt: skip
