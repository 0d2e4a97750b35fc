"""Settings with names that people understand: as published, the heart of it, quick, and as good as it gets."""

from __future__ import annotations

import dataclasses

from app.params.model import ModelInfo
from app.params.samplers import ROWS, Sampler
from app.params.sampling import SampleSettings, Start
from app.params.schedule import Schedule
from app.params.settings import Option

SMALLEST = 0.02
"""Less noise than that decides nothing in a picture with values from 0 to 1."""


class Recipe(Option):
    """What the settings of a run are to be, in one word."""

    PAPER = (
        "paper", "Paper", "As published (Song & Ermon 2019): L = 10, T = 100, ε = 4e-5, σ from 1 to 0.01, not denoised",
    )  # fmt: skip
    ALGORITHM1 = "algorithm1", "Algorithm 1", "Annealed Langevin dynamics with the settings that suit this network"
    FAST = "fast", "Fast", "Heun's method with a little added noise: 35 evaluations"
    BEST = "best", "Best", "The same with more levels, where time does not matter: 99 evaluations"


def for_network(settings: SampleSettings, info: ModelInfo) -> SampleSettings:
    """Settings as a network can follow them: a later sampler visits only the levels that a discrete network knows."""
    if info.continuous or not ROWS[settings.sampler].leads_on:
        return settings
    return dataclasses.replace(settings, native=info.sigmas, churn=0.0)


def recipe(info: ModelInfo, name: Recipe) -> SampleSettings:
    """The settings of a recipe for a network. One that knows its own noise levels only visits no others."""
    own = info.settings
    if name is Recipe.ALGORITHM1:
        return own
    if name is Recipe.PAPER:
        return dataclasses.replace(
            own, sampler=Sampler.ANNEALED, levels=10, steps_per_level=100, epsilon=4e-5, sigma_max=1.0, sigma_min=0.01,
            schedule=Schedule.GEOMETRIC, temperature=1.0, start=Start.UNIFORM, denoise=False, native=(),
        )  # fmt: skip
    levels, churn = (18, 10.0) if name is Recipe.FAST else (50, 20.0)
    largest = max(info.sigmas)
    smallest = min(max(min(info.sigmas), SMALLEST), largest / 2)
    settings = dataclasses.replace(
        own, sampler=Sampler.HEUN, levels=levels, schedule=Schedule.RHO, rho=7.0, sigma_max=largest,
        sigma_min=smallest, start=Start.NORMAL, denoise=True, temperature=1.0, churn=churn,
    )  # fmt: skip
    return for_network(settings, info)
