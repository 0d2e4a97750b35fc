"""Step sizes for networks whose own code samples in another way than by annealed Langevin dynamics."""

from __future__ import annotations

from typing import Any

LEVELS, STEPS = 500, 2
"""For models of any sigma: a thousand evaluations, as many as the predictor takes in the published samplers."""


def variance_after_level(e: float, gamma: float, steps: int) -> float:
    """The variance over sigma_i^2 after ``steps`` steps at level i, when sigma_{i-1} = gamma sigma_i came before.

    e = eta / 2. On a Gaussian each step multiplies x by 1 - e and adds noise of variance 2 e sigma_i^2
    (Song & Ermon 2020, proposition 3).
    """
    keep = (1 - e) ** (2 * steps)
    settled = 1 / (1 - e / 2)
    return keep * gamma**2 + (1 - keep) * settled


def best_eta(gamma: float, steps: int) -> float:
    """The eta at which the variance after a level is nearest to the level's own (technique 4 of the same paper).

    Found on a fine grid; eta stays well below the limit of stability 4.
    """
    grid = [10 ** (-4 + 4 * k / 2000) for k in range(2000)]
    return 2 * min(grid, key=lambda e: abs(variance_after_level(e, gamma, steps) - 1))


def ve_settings(sigma_max: float, sigma_min: float, native: int | None = None) -> dict[str, Any]:
    """Annealed Langevin dynamics over the range of a variance-exploding model; once through its ``native`` levels."""
    levels, steps = (LEVELS, STEPS) if native is None else (native, max(1, LEVELS * STEPS // native))
    gamma = (sigma_max / sigma_min) ** (1 / (levels - 1))
    return {
        "sampler": "annealed", "schedule": "geometric", "start": "normal", "levels": levels, "sigma_max": sigma_max,
        "sigma_min": sigma_min, "steps_per_level": steps, "epsilon": best_eta(gamma, steps) * sigma_min**2,
        "denoise": True,
    }  # fmt: skip
