"""Step sizes for networks whose own code samples in another way than by annealed Langevin dynamics."""

from __future__ import annotations

from typing import Any

from app.params.stepsize import best_eta

LEVELS, STEPS = 500, 2
"""For models of any sigma: a thousand evaluations, as many as the predictor takes in the published samplers."""


def ve_settings(sigma_max: float, sigma_min: float, native: int | None = None) -> dict[str, Any]:
    """Annealed Langevin dynamics over the range of a variance-exploding model; once through its ``native`` levels."""
    levels, steps = (LEVELS, STEPS) if native is None else (native, max(1, LEVELS * STEPS // native))
    gamma = (sigma_max / sigma_min) ** (1 / (levels - 1))
    return {
        "sampler": "annealed", "schedule": "geometric", "start": "normal", "levels": levels, "sigma_max": sigma_max,
        "sigma_min": sigma_min, "steps_per_level": steps, "epsilon": best_eta(gamma, steps) * sigma_min**2,
        "denoise": True,
    }  # fmt: skip
