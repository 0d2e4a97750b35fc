"""What decides the bits of a run, and nothing else: which runs are one, and how far two of them go the same way.

A sampler reads some settings and not others, and some of them only at some levels. Two runs that differ in none of
those that act are one run; two that differ from a level on, in the number of steps there, or in the denoising at the
end, are one run up to there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from app.params.inpainting import InpaintSettings
from app.params.samplers import MOST_CHURN, ROWS, LiveParams, SamplerRow
from app.params.sampling import SampleSettings
from app.params.schedule import Plan
from app.params.settings import live_keys

COUNTS = ("steps_per_level", "corrector_steps")
"""Live settings that say how many steps there are, not what they do."""

WHERE = ("churn_min", "churn_max")
"""Live settings that say at which levels others act."""

CLOSE = 1e-9
"""Relative difference below which two noise levels are the same."""

CHURN = ("churn", *WHERE, "churn_noise")


@dataclass(frozen=True)
class Stage:
    """What is done at a level: the parameters that act there, so many steps, so many times over."""

    acting: tuple[Any, ...]
    steps: int
    passes: int

    @property
    def evaluations(self) -> int:
        """Of one batch."""
        return self.steps * self.passes


@dataclass(frozen=True)
class Stem:
    """The beginning of another run: its ``route``, ``until`` after how many evaluations of a batch it is left.

    ``first`` is the level, from 0, at which the run goes on that leaves it there.
    """

    route: Route
    until: int
    first: int


@dataclass(frozen=True)
class Route:
    """Everything that decides the bits of a run of a network.

    ``frame`` holds from the start to the end; ``stages`` are what is done at the levels from a number on, from 0, up
    to the next stage or the last of ``levels``; ``denoise``: a last evaluation follows. ``stem``: where it begins, if
    it goes on from another run.
    """

    frame: tuple[Any, ...]
    stages: tuple[tuple[int, Stage], ...]
    levels: int
    denoise: bool
    stem: Stem | None = None

    @property
    def root(self) -> object:
        """What is the same in all runs that may share something with it."""
        return self.frame if self.stem is None else (self.stem.route, self.stem.until)

    @property
    def _begun(self) -> tuple[int, int]:
        """The evaluations before its own part, and the level at which that begins."""
        return (0, 0) if self.stem is None else (self.stem.until, self.stem.first)

    @property
    def evaluations(self) -> int:
        """Of one batch, from the start to the end."""
        done, first = self._begun
        return done + self.before(self.levels) - self.before(first) + int(self.denoise)

    def before(self, level: int) -> int:
        """How many evaluations of one batch come before a level, from 0, of a run that has no stem."""
        bounds = [*(first for first, _ in self.stages if first < level), level]
        spans = zip(pairwise(bounds), self.stages, strict=False)
        return sum((end - first) * stage.evaluations for (first, end), (_, stage) in spans)

    def at(self, level: int) -> Stage:
        """What is done at a level, from 0."""
        return self.stages[bisect_right(self.stages, level, key=lambda entry: entry[0]) - 1][1]

    def shared(self, other: Route) -> int:
        """After how many evaluations of a batch two runs that are not the same part; 0 if they share nothing."""
        done, begun = self._begun
        if self.root != other.root:
            return 0
        if self.frame != other.frame:
            return done
        firsts = sorted({begun, *(first for route in (self, other) for first, _ in route.stages if first > begun)})
        for first, end in pairwise([*firsts, self.levels]):
            mine, theirs = self.at(first), other.at(first)
            if mine != theirs:
                return done + _parting(mine, theirs)
            done += (end - first) * mine.evaluations
        return done


def _parting(one: Stage, other: Stage) -> int:
    """How many evaluations of their first level two different stages share."""
    if one.acting != other.acting:
        return 0
    if one.steps != other.steps:
        return min(one.steps, other.steps)
    return one.steps * min(one.passes, other.passes)


def route(
    network: str, settings: SampleSettings, later: tuple[int, LiveParams] | None = None,
    filling: InpaintSettings | None = None, stem: Stem | None = None,
) -> Route:  # fmt: skip
    """The route of a run with these settings.

    ``later``: a level, from 0, and the parameters in force from its first step on.
    """
    row, sigmas = ROWS[settings.sampler], settings.noise_levels
    denoise = settings.denoise or filling is not None
    passes = 1 if filling is None else filling.resample
    plan = Plan.through(len(sigmas), row, 1, passes=passes, denoise=denoise)
    first, params = later or (len(sigmas), settings.live)

    def stage(level: int) -> Stage:
        live = params if level >= first else settings.live
        steps = 0 if row.leads_on and level + 1 == len(sigmas) else row.steps(live)
        return Stage(acting(row, live, sigmas[level], len(sigmas)), steps, plan.passes_at(level))

    rising, places = [-sigma for sigma in sigmas], {0, 1, first, len(sigmas) - 1}  # elsewhere nothing begins
    for live in (params, settings.live):
        places |= {bisect_left(rising, -live.churn_max), bisect_right(rising, -live.churn_min)}
    stages = [(next(levels), found) for found, levels in groupby(sorted(places & set(range(len(sigmas)))), key=stage)]
    frame = (
        network, settings.sampler, sigmas, settings.start if row.uses("start") else None, settings.seed, settings.count,
        settings.batch_size, None if filling is None else filling.paste,
    )  # fmt: skip
    return Route(frame, tuple(stages), len(sigmas), denoise, stem)


def same_levels(one: SampleSettings, other: SampleSettings) -> bool:
    """Whether two runs go the same levels with the same sampler."""
    return one.sampler is other.sampler and one.noise_levels == other.noise_levels


def goes_on_at(before: SampleSettings, after: SampleSettings, level: int) -> int:
    """At which level, from 0, a run goes on with other settings that another one leaves when ``level`` is to begin.

    As :class:`app.core.course.Journey` has it: where the sampler or the levels differ, at the level that the noise in
    x belongs to.
    """
    if same_levels(before, after):
        return level
    old, new, sigmas = ROWS[before.sampler], ROWS[after.sampler], before.noise_levels
    sigma = sigmas[min(level, len(sigmas) - 1)] if old.one_step else sigmas[level - 1]
    at_rest = not old.one_step and not new.one_step
    limit = sigma * (1 - CLOSE) if at_rest else sigma * (1 + CLOSE)
    return next((k for k, value in enumerate(after.noise_levels) if value <= limit), len(after.noise_levels))


def acting(row: SamplerRow, live: LiveParams, sigma: float, levels: int) -> tuple[Any, ...]:
    """The values of those parameters that act in a step at ``sigma``, None for the others.

    Of the churn what it is at each of so many levels: above a limit more of it does no more.
    """
    still = not churns(live) or not live.churn_min <= sigma <= live.churn_max
    silent = {*COUNTS, *(CHURN if still else WHERE)}
    values = live.values() | {"churn": min(live.churn / levels, MOST_CHURN)}
    return tuple(None if key in silent or not row.uses(key) else values[key] for key in live_keys(LiveParams))


def churns(live: LiveParams) -> bool:
    """Whether noise is added at all before steps that can have it."""
    return live.churn > 0
