"""Settings with names that people understand: as published, the heart of it, quick, and as good as it gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from app.params.notes import Note
from app.params.samplers import ROWS, Sampler
from app.params.sampling import SampleSettings, Start, batch_for
from app.params.schedule import Schedule
from app.params.settings import Option
from app.params.stepsize import adapted

if TYPE_CHECKING:
    from app.params.model import ModelInfo

SMALLEST = 0.02
"""Less noise than that decides nothing in a picture with values from 0 to 1."""

PAPER_LARGEST, PAPER_SMALLEST = 1.0, 0.01
NEAR = 1.05
"""A network's range may miss the paper's by this factor."""

RUN_KEYS = ("count", "seed", "batch_size")
"""What a recipe leaves as it is: how many samples, from which seed."""

PREFER_SDE = {"ncsnpp": ("sde", "ve", "ve"), "unet2d": ("process", "exploding", "preserving")}
"""Score_sde's networks and their copies: architecture -> the argument that says so, its value where the noise explodes,
and its value where nothing is said."""

PUBLISHED_LEVELS = 1000
"""Noise levels of the published predictor-corrector runs (Song et al. 2021, appendix D.1)."""

NOT_THE_PAPER_S = Note("This network was trained for σ from {0} to {1}, and the paper's run goes from 1 to 0.01")
ONE_LEVEL = Note("This network knows one noise level only, and there is no way to it from pure noise")
WORSE_ODE = Note(
    "On score_sde's networks the ODE gives clearly worse pictures than the SDE, as their authors warn: add noise "
    "(stochasticity ξ, churn), or take reverse diffusion with its corrector"
)
WORSE_ODE_NATIVE = Note(
    "On score_sde's networks the ODE gives clearly worse pictures than the SDE, as their authors warn: take reverse "
    "diffusion with its corrector, or stochasticity ξ = 1"
)
NATIVE_ONLY = "This network knows its own noise levels only, and the sampler visits no others"
GIVEN = "The noise levels were given one by one"
SAID = (NOT_THE_PAPER_S.text, ONE_LEVEL.text, WORSE_ODE.text, WORSE_ODE_NATIVE.text, NATIVE_ONLY, GIVEN)
"""All that the window translates."""


class Recipe(Option):
    """What the settings of a run are to be, in one word."""

    PAPER = (
        "paper", "Paper", "As published (Song & Ermon 2019): L = 10, T = 100, ε = 4e-5, σ from 1 to 0.01, not denoised",
    )  # fmt: skip
    ALGORITHM1 = "algorithm1", "Algorithm 1", "Annealed Langevin dynamics with the settings that suit this network"
    FAST = "fast", "Fast", "Good pictures with few evaluations of the network"
    BEST = "best", "Best", "The best pictures, where time does not matter"


class Network(Protocol):
    """What recipes depend on: an opened checkpoint's description has it, and the header of a file to be written."""

    @property
    def architecture(self) -> str:
        """The architecture's name."""
        ...

    @property
    def arguments(self) -> Mapping[str, Any]:
        """The architecture's arguments."""
        ...

    @property
    def sigmas(self) -> tuple[float, ...]:
        """The native levels, descending."""
        ...

    @property
    def continuous(self) -> bool:
        """Whether any sigma may be asked for."""
        ...

    @property
    def settings(self) -> SampleSettings:
        """The recommended ones."""
        ...

    @property
    def recipes(self) -> Mapping[str, dict[str, Any]]:
        """The recipes that the file keeps."""
        ...


def for_network(settings: SampleSettings, network: Network) -> SampleSettings:
    """Settings as a network can follow them: a later sampler visits only the levels that a discrete network knows."""
    if not native_only(settings.sampler, network):
        return settings
    schedule = Schedule.GEOMETRIC if settings.schedule is Schedule.RHO else settings.schedule
    return dataclasses.replace(settings, native=network.sigmas, churn=0.0, schedule=schedule)


def native_only(sampler: Sampler, network: Network) -> bool:
    """Whether a sampler may visit only the network's own levels."""
    return ROWS[sampler].leads_on and not network.continuous


def unused(settings: SampleSettings, network: Network | None) -> dict[str, str]:
    """Settings that have no effect in this run, though the sampler knows them, each with the reason."""
    reasons: dict[str, str] = {}
    if settings.sigmas:
        reasons |= dict.fromkeys(("sigma_max", "sigma_min", "levels", "schedule", "rho"), GIVEN)
    if network is not None and native_only(settings.sampler, network):
        churn = [key for key in ROWS[Sampler.HEUN].own if ROWS[settings.sampler].uses(key)]
        reasons |= dict.fromkeys(("rho", *churn), NATIVE_ONLY)
    return reasons


def prefers_sde(network: Network) -> bool:
    """Whether the network's authors warn that samples of the ODE are clearly worse than those of the SDE."""
    if network.architecture not in PREFER_SDE:
        return False
    argument, exploding, unsaid = PREFER_SDE[network.architecture]
    return bool(network.arguments.get(argument, unsaid) == exploding)


def ode_warning(settings: SampleSettings, network: Network | None) -> Note | None:
    """What is to be said of a run that follows the ODE where the SDE is known to be better."""
    if network is None or not prefers_sde(network):
        return None
    if not ROWS[settings.sampler].ode(for_network(settings, network)):
        return None
    return WORSE_ODE if network.continuous else WORSE_ODE_NATIVE


def recipe(network: Network, name: Recipe) -> SampleSettings:
    """The settings of a recipe for a network: those that its file keeps, or derived from what is known about it.

    A network that knows its own noise levels only visits no others.
    """
    derived = _derived(network, name)
    kept = network.recipes.get(name.value)
    return derived if kept is None else for_network(SampleSettings.from_dict(kept, derived), network)


def _derived(network: Network, name: Recipe) -> SampleSettings:
    own = network.settings
    if name is Recipe.ALGORITHM1:
        return own
    if name is Recipe.PAPER:
        return dataclasses.replace(
            own, sampler=Sampler.ANNEALED, levels=10, steps_per_level=100, epsilon=4e-5, sigma_max=PAPER_LARGEST,
            sigma_min=PAPER_SMALLEST, schedule=Schedule.GEOMETRIC, temperature=1.0, start=Start.UNIFORM, denoise=False,
            native=(),
        )  # fmt: skip
    largest = max(network.sigmas)
    smallest = min(max(min(network.sigmas), SMALLEST), largest / 2)
    later = dataclasses.replace(
        own, sigma_max=largest, sigma_min=smallest, start=Start.NORMAL, denoise=True, temperature=1.0, rho=7.0
    )
    if name is Recipe.BEST and prefers_sde(network):
        levels = PUBLISHED_LEVELS if network.continuous else len(network.sigmas)
        settings = dataclasses.replace(
            later, sampler=Sampler.REVERSE_DIFFUSION, levels=max(2, levels), schedule=Schedule.GEOMETRIC, snr=0.16,
            corrector_steps=1, sigma_min=min(network.sigmas) if len(network.sigmas) > 1 else smallest,
        )  # fmt: skip
    else:
        levels, churn = (18, 10.0) if name is Recipe.FAST else (50, 20.0)
        settings = dataclasses.replace(later, sampler=Sampler.HEUN, levels=levels, schedule=Schedule.RHO, churn=churn)
    return for_network(settings, network)


def impossible(network: Network, name: Recipe) -> Note | None:
    """Why a recipe cannot be followed with a network; None if it can."""
    low, high = min(network.sigmas), max(network.sigmas)
    if name is Recipe.PAPER and (low > NEAR * PAPER_SMALLEST or high * NEAR < PAPER_LARGEST):
        return NOT_THE_PAPER_S.of(high, low)
    if name in (Recipe.FAST, Recipe.BEST) and not network.continuous and low == high:
        return ONE_LEVEL
    return None


def to_keep(network: Network) -> dict[str, dict[str, Any]]:
    """The recipes of a network in the form that a file's header keeps; Algorithm 1 is what it recommends anyway."""
    names = [name for name in Recipe if name is not Recipe.ALGORITHM1 and impossible(network, name) is None]
    return {name.value: to_recommend(recipe(network, name).to_dict()) for name in names}


def to_recommend(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as a file's header keeps them: all but those of a run, and the native levels, which it has anyway."""
    return {name: value for name, value in settings.items() if name not in (*RUN_KEYS, "native")}


@dataclass(frozen=True)
class Offer:
    """A recipe for a network: its settings, or the reason why it is impossible there."""

    settings: SampleSettings | None
    reason: Note | None = None


def offers(
    network: Network, suit: Callable[[SampleSettings], SampleSettings] = lambda settings: settings
) -> dict[Recipe, Offer]:
    """All recipes for a network, each made to ``suit`` those who use it."""
    found = {}
    for name in Recipe:
        reason = impossible(network, name)
        if reason is None:
            found[name] = Offer(suit(recipe(network, name)))
        else:
            found[name] = Offer(None, reason)
    return found


def alike(first: SampleSettings, second: SampleSettings, network: Network) -> bool:
    """Whether two runs differ in nothing but the number of samples and the seed, as far as their sampler cares."""
    a, b = for_network(first, network), for_network(second, network)
    row = ROWS[a.sampler]
    skipped = set(RUN_KEYS) | unused(a, network).keys()
    if a.schedule is not Schedule.RHO:
        skipped.add("rho")
    keys = [key for key in a.values() if key not in skipped and row.uses(key)]
    return a.sampler is b.sampler and all(getattr(a, key) == getattr(b, key) for key in keys)


def settled(base: SampleSettings, said: dict[str, Any], network: ModelInfo) -> SampleSettings:
    """``base`` with what is said, and with what is not said made to suit it and the network. Raises SettingError."""
    if "batch_size" not in said and "count" in said:
        said = said | {"batch_size": batch_for(said["count"], network.shape)}
    return for_network(adapted(base, said), network)
