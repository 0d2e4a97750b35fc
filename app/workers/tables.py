"""The numbers of a run's steps as a file."""

from __future__ import annotations

from collections.abc import Iterable

from app.params import Sampler
from app.params.export import EXPORTS, StepsExport
from app.params.run import Progress


def export_steps(path: str, steps: Iterable[Progress], sampler: Sampler) -> list[str]:
    """Write one line an evaluation as CSV; the denoising step has no level. The paths written. Raises WriteError."""
    from app.jobs.export import Target, write

    return write(Target(EXPORTS["steps"], path), StepsExport(tuple(steps), sampler))
