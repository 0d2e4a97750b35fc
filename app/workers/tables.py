"""The numbers of a run's steps as a file."""

from __future__ import annotations

from collections.abc import Iterable

<<<<<<< HEAD
from app.params import LiveParams, Sampler
from app.params.run import Progress
from app.params.samplers import ROWS
from app.params.settings import live_keys, plain

MEASURED = ("evaluation", "level", "step", "sigma", "alpha", "eta", "score_norm", "snr")
"""As in the paper's Algorithm 1: alpha = epsilon sigma_i^2 / sigma_L^2, eta = alpha / sigma_i^2; all counted from 1."""

=======
from app.params.export import EXPORTS, StepsExport
from app.params.run import Progress
>>>>>>> c6d6fb3 (Exports are rows: one dialog for all workspaces, one thread that writes them, picture and film formats by their ending; endings stand once)

def export_steps(path: str, steps: Iterable[Progress], sampler: Sampler) -> list[str]:
    """Write one line an evaluation as CSV; the denoising step has no level. The paths written. Raises WriteError.

<<<<<<< HEAD
    What was measured at a step comes first, then what could be changed before it.
    """
    from app.io.tables import save_csv

    keys = [key for key in live_keys(LiveParams) if not ROWS[sampler].lacks(key)]
    save_csv(path, (*MEASURED, *keys), (_row(p, keys) for p in steps))
    return [path]


def _row(p: Progress, keys: Iterable[str]) -> list[float | int | str]:
    place: list[float | int | str] = ["", ""] if p.denoising else [p.level + 1, p.step + 1]
    sizes = [p.sigma, p.alpha, p.eta, p.score_norm, p.snr]
    settings = [plain(getattr(p.params, key)) for key in keys]
    return [p.done, *place, *("" if size is None else size for size in sizes), *settings]
=======
def export_steps(path: str, steps: Iterable[Progress]) -> list[str]:
    """Write one line an evaluation as CSV; the denoising step has no level. The paths written. Raises WriteError."""
    from app.jobs.export import Target, write

    return write(Target(EXPORTS["steps"], path), StepsExport(tuple(steps)))
>>>>>>> c6d6fb3 (Exports are rows: one dialog for all workspaces, one thread that writes them, picture and film formats by their ending; endings stand once)
