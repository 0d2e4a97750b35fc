"""Noise levels sigma_1 > ... > sigma_L (Song & Ermon 2019, section 3.1)."""

from __future__ import annotations

import numpy as np

from app.params import Sampler, SampleSettings, Schedule, SettingError
from app.params.sampling import nearest_native


def geometric(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant ratio sigma_i / sigma_{i+1} > 1; a single level is ``sigma_min``."""
    _check(sigma_max, sigma_min, levels)
    if levels == 1:
        return (sigma_min,)
    return _exact_ends(np.geomspace(sigma_max, sigma_min, levels), sigma_max, sigma_min)


def uniform(sigma_max: float, sigma_min: float, levels: int) -> tuple[float, ...]:
    """Levels with a constant difference; a single level is ``sigma_min``."""
    _check(sigma_max, sigma_min, levels)
    if levels == 1:
        return (sigma_min,)
    return _exact_ends(np.linspace(sigma_max, sigma_min, levels), sigma_max, sigma_min)


def noise_levels(settings: SampleSettings) -> tuple[float, ...]:
    """The levels that a run with these settings visits, descending.

    Plain Langevin dynamics visits the smallest one only.
    """
    make = geometric if settings.schedule is Schedule.GEOMETRIC else uniform
    levels = 1 if settings.sampler is Sampler.LANGEVIN else settings.levels
    sigmas = make(settings.sigma_max, settings.sigma_min, levels)
    return nearest_native(sigmas, settings.native) if settings.native else sigmas


def _check(sigma_max: float, sigma_min: float, levels: int) -> None:
    if levels < 1:
        raise SettingError(f"there must be at least one noise level, not {levels}")
    if not 0 < sigma_min <= sigma_max < float("inf"):
        raise SettingError(f"noise levels need 0 < sigma_min <= sigma_max, not {sigma_min:g} and {sigma_max:g}")


def _exact_ends(values: np.ndarray, first: float, last: float) -> tuple[float, ...]:
    middle = [float(v) for v in values[1:-1]]
    return (float(first), *middle, float(last))
