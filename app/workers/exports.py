"""Pictures written in a thread."""

from __future__ import annotations

import numpy as np

from app.params.export import GridLook, Picture
from app.workers.pictures import Given


def export_grid(
    path: str, frames: np.ndarray, look: GridLook, picture: Picture, given: Given | None = None, *, inputs: bool = False
) -> list[str]:
    """Write frames uint8 [N, H, W, C] as one PNG with the run's record inside; the paths written. Raises WriteError.

    Of a filling, with ``inputs``, source and masked input stand beside them.
    """
    from app.jobs.export import write_grid

    filled = None if given is None else (given.settings, given.link.repainted())
    return write_grid(path, frames, look, picture, filled, inputs=inputs)


def export_samples(
    folder: str, frames: np.ndarray, indices: list[int], picture: Picture, given: Given | None = None
) -> list[str]:
    """Write each frame to its own PNG in ``folder``; the paths written. Raises WriteError."""
    from app.jobs.export import write_samples

    filled = None if given is None else (given.settings, given.link.repainted())
    return write_samples(folder, frames, indices, picture, filled)
