"""A race: several settings from the same seed and noise, level by sigma; who runs, and how far each has come."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.params.checks import SettingError
from app.params.model import ModelInfo
from app.params.recipes import Recipe, for_network, impossible, recipe
from app.params.run import FinishReason, Frame, Problem, Progress
from app.params.samplers import LiveParams
from app.params.sampling import SampleSettings, Start, batch_for

FEWEST, MOST = 2, 4
"""Contestants of a race."""

MOST_SAMPLES = 1000
"""Of each: distances say something from a hundred on."""

RECIPES = (Recipe.ALGORITHM1, Recipe.FAST, Recipe.BEST)
"""What one click lets run."""


@dataclass(frozen=True)
class Contestant:
    """Settings under a name; ``key`` tells it from all others, also from what it was before it was edited.

    ``changes`` act again after so many evaluations, as in a record. One that follows a ``recipe`` takes that of the
    network it runs with.
    """

    key: int
    name: str
    settings: SampleSettings
    changes: tuple[tuple[int, LiveParams], ...] = ()
    recipe: Recipe | None = None

    def fitted(self, info: ModelInfo) -> Contestant | None:
        """The same for another network; None where that cannot follow its recipe."""
        if self.recipe is None:
            return self
        if impossible(info, self.recipe) is not None:
            return None
        return dataclasses.replace(self, settings=recipe(info, self.recipe))


@dataclass(frozen=True)
class Ground:
    """What all contestants have in common: so many samples, the seed of all their noise.

    ``same_start``: all begin with sigma_1 z, with the same z, whatever law their own settings name.
    """

    count: int
    seed: int
    same_start: bool = True

    def settings(self, contestant: Contestant, info: ModelInfo) -> SampleSettings:
        """What a contestant runs with: alone it gives the same bits. Raises SettingError, which names it."""
        own, batch = contestant.settings, batch_for(self.count, info.shape)
        start = Start.NORMAL if self.same_start else own.start
        try:
            settings = dataclasses.replace(own, count=self.count, seed=self.seed, batch_size=batch, start=start)
            return for_network(settings, info)
        except SettingError as error:
            raise SettingError(f"{contestant.name}: {error}") from error


@dataclass(frozen=True)
class Lane:
    """How far a contestant is: its newest pictures, and for how many ``seconds`` its own evaluations went on."""

    frame: Frame | None = None
    seconds: float = 0.0


Lanes = tuple[Lane, ...]
"""In the order of the contestants."""


@dataclass(frozen=True)
class LaneEnded:
    """The contestant at ``index`` has ended, the others go on."""

    index: int
    reason: FinishReason
    problem: Problem | None = None


@dataclass(frozen=True)
class LaneTold:
    """Something took effect in the run of the contestant at ``index``."""

    index: int
    what: object


Place = tuple[float, float]
"""Of a contestant: the log of the sigma that it has come to, and the part of its evaluations that it has made."""


def start_of(sigmas: Sequence[float]) -> Place:
    """Before the first step."""
    return math.log(sigmas[0]), 0.0


def place_of(progress: Progress, sigmas: Sequence[float]) -> Place:
    """After a step: within a level the steps lead evenly, in log sigma, to the next one."""
    share = progress.done / max(1, progress.total)
    if progress.denoising:
        return math.log(sigmas[-1]), share
    here, after = (math.log(sigmas[min(k, len(sigmas) - 1)]) for k in (progress.level, progress.level + 1))
    steps = max(progress.steps, progress.step + 1)
    return here + (after - here) * (progress.step + 1) / steps, share


def next_of(places: dict[int, Place]) -> int:
    """Whose turn it is: his who is at the largest sigma; of several the one who has done least, then the first."""
    return max(places, key=lambda k: (places[k][0], -places[k][1], -k))
