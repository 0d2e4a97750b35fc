"""The step size that suits noise levels and steps, and how far from the last level a run would end.

On a Gaussian level a Langevin step of eta = alpha / sigma^2 takes a variance w to (1 - eta/2)^2 w + eta sigma^2, so T
steps at sigma_i bring the variance sigma_{i-1}^2 of the level before to (1 - eta/2)^(2T) (ratio^2 - c) + c in units of
sigma_i^2, with c = 1/(1 - eta/4): the best eta is the one for which that is 1 (Song & Ermon 2020, technique 4).
"""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import Any

import numpy as np

from app.params.notes import Note
from app.params.samplers import ETA_LIMIT, ROWS, Sampler
from app.params.sampling import SampleSettings, Start

LEVEL_SETTINGS = ("levels", "steps_per_level", "sigma_max", "sigma_min", "schedule", "rho", "sigmas", "native")
"""Settings with which the step size changes, unless it is said."""

SUITED = ("steps_per_level", "start", "epsilon")
"""Settings that are made to suit the others unless they are said, each after those before it."""

FAR = 2.0
"""A run whose samples end with more than so many times the last level's noise shows mostly noise."""

UNIFORM_VARIANCE = 1 / 12
"""Of U[0, 1]."""


def best_eta(ratio: float, steps: int) -> float:
    """The eta after whose ``steps`` Langevin steps the noise of the level before is nearest to the level's own.

    ``ratio`` = sigma_{i-1} / sigma_i.
    """
    best, low, high = 1.0, 1e-6, ETA_LIMIT * 0.999
    for _ in range(4):
        etas = np.geomspace(low, high, 400)
        c = 1 / (1 - etas / ETA_LIMIT)
        with np.errstate(under="ignore"):
            after = (1 - etas / 2) ** (2 * steps) * (ratio**2 - c) + c
        k = int(np.abs(after - 1).argmin())
        best = float(etas[k])
        low, high = float(etas[max(0, k - 1)]), float(etas[min(len(etas) - 1, k + 1)])
    return best


def final_spread(settings: SampleSettings) -> float:
    """The expected standard deviation of the noise that a run ends with, over sigma_L, before its denoising step."""
    if settings.sampler not in (Sampler.ANNEALED, Sampler.LANGEVIN):
        return 1.0
    sigmas, eta = settings.noise_levels, settings.eta
    w = UNIFORM_VARIANCE if settings.start is Start.UNIFORM else sigmas[0] ** 2
    keep = (1 - eta / 2) ** 2
    for sigma in sigmas:
        if eta >= ETA_LIMIT:
            return float("inf")
        stationary = sigma**2 / (1 - eta / ETA_LIMIT)
        w = stationary + keep**settings.steps_per_level * (w - stationary)
    return float(np.sqrt(w)) / sigmas[-1]


TOO_FAR = Note(
    "The samples will end with about {0} times the noise of the last level: use more levels or steps, another ε, or a "
    "smaller range of σ"
)
DIVERGES = Note("The samples will diverge: ε is so large that each step makes the noise grow")


def spread_warning(settings: SampleSettings) -> Note | None:
    """What is to be said before a run whose samples will be mostly noise; None if they will not."""
    spread = final_spread(settings)
    if spread <= FAR:
        return None
    return DIVERGES if spread == float("inf") else TOO_FAR.of(spread)


def adapted(base: SampleSettings, said: dict[str, Any]) -> SampleSettings:
    """``base`` with what is said; what is not said is made to suit it. Raises SettingError.

    Other levels, steps or ranges get the step size that suits them. Langevin dynamics at one level starts, as the paper
    has it, in U[0, 1], and takes as many steps as the run would have taken through all levels: after a few, or from
    noise of that level alone, there would be nothing to see.
    """
    settings = dataclasses.replace(base, **_alone(base, said) | said)
    if "epsilon" in said or settings.sampler is not Sampler.ANNEALED:
        return settings
    if all(getattr(settings, key) == getattr(base, key) for key in LEVEL_SETTINGS):
        return settings
    ratios = [before / after for before, after in pairwise(settings.noise_levels)]
    if not ratios:
        return settings
    eta = best_eta(max(ratios), settings.steps_per_level)
    return dataclasses.replace(settings, epsilon=eta * settings.noise_levels[-1] ** 2)


def _alone(base: SampleSettings, said: dict[str, Any]) -> dict[str, Any]:
    sampler = said.get("sampler", base.sampler)
    if not ROWS[sampler].one_level or ROWS[base.sampler].one_level:
        return {}
    return {"steps_per_level": max(base.steps_per_level, base.plan.total), "start": Start.UNIFORM}


def said_in(base: SampleSettings, settings: SampleSettings) -> dict[str, Any]:
    """What must be said for :func:`adapted` to make ``settings`` out of ``base``: all but what suits the rest."""
    said = {key: value for key, value in settings.values().items() if key not in SUITED}
    for key in SUITED:
        value = getattr(settings, key)
        if getattr(adapted(base, said), key) != value:
            said[key] = value
    return said
