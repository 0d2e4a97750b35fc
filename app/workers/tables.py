"""The numbers of a run's steps as a file."""

from __future__ import annotations

from collections.abc import Iterable

from app.params import LiveParams
from app.params.run import Progress
from app.params.settings import live_keys, plain

MEASURED = ("evaluation", "level", "step", "sigma", "alpha", "eta", "score_norm", "snr")
"""As in the paper's Algorithm 1: alpha = epsilon sigma_i^2 / sigma_L^2, eta = alpha / sigma_i^2; all counted from 1."""

COLUMNS = (*MEASURED, *live_keys(LiveParams))
"""What was measured at a step, then what could be changed before it."""


def export_steps(path: str, steps: Iterable[Progress]) -> list[str]:
    """Write one line an evaluation as CSV; the denoising step has no level. The paths written. Raises WriteError."""
    from app.io.tables import save_csv

    save_csv(path, COLUMNS, (_row(p) for p in steps))
    return [path]


def _row(p: Progress) -> list[float | int | str]:
    place: list[float | int | str] = ["", ""] if p.denoising else [p.level + 1, p.step + 1]
    settings = [plain(getattr(p.params, key)) for key in live_keys(LiveParams)]
    return [p.done, *place, p.sigma, p.alpha, p.eta, p.score_norm, p.snr, *settings]
