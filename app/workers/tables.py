"""The numbers of a run's steps as a file."""

from __future__ import annotations

from collections.abc import Iterable

from app.params.run import Progress

COLUMNS = (
    "evaluation", "level", "step", "sigma", "alpha", "eta", "score_norm", "snr", "epsilon", "steps_per_level",
    "temperature",
)  # fmt: skip
"""As in the paper's Algorithm 1: alpha = epsilon sigma_i^2 / sigma_L^2, eta = alpha / sigma_i^2; all counted from 1."""


def export_steps(path: str, steps: Iterable[Progress]) -> list[str]:
    """Write one line an evaluation as CSV; the denoising step has no level. The paths written. Raises WriteError."""
    from app.io.tables import save_csv

    save_csv(path, COLUMNS, (_row(p) for p in steps))
    return [path]


def _row(p: Progress) -> list[float | int | str]:
    place: list[float | int | str] = ["", ""] if p.denoising else [p.level + 1, p.step + 1]
    numbers = [p.sigma, p.alpha, p.eta, p.score_norm, p.snr, p.params.epsilon, p.params.steps_per_level]
    return [p.done, *place, *numbers, p.params.temperature]
