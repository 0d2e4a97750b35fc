"""Grids of samples: composed in one way, and written with the run's record inside."""

from __future__ import annotations

import numpy as np

from app.io.inpainting import compose_completions, inpainting_extra
from app.io.pictures import compose_grid, grid_columns, grid_scale, save_png, save_samples
from app.io.records import RunRecord
from app.params.export import GridLook, Picture
from app.params.inpainting import InpaintSettings
from app.params.repaint import Known, Repainted


def compose(frames: np.ndarray, look: GridLook, known: Known | None = None) -> np.ndarray:
    """Frames uint8 [N, H, W, C] as a grid uint8 [rows, cols, C]; with ``known``, source and masked input first."""
    columns = min(look.columns or grid_columns(len(frames)), len(frames))
    scale = look.scale or grid_scale(frames.shape[1], frames.shape[2], len(frames), columns)
    if known is None:
        image = compose_grid(frames, columns, look.padding, scale)
    else:
        image = compose_completions(known.source, known.mask, frames, columns, look.padding, scale)
    if look.caption is None:
        return image
    text = look.caption(image.shape[1])
    colour = image if image.shape[2] >= 3 else np.repeat(image, 3, axis=2)
    return np.concatenate([colour[:, :, :3], text])


def record_of(picture: Picture, filled: tuple[InpaintSettings, Repainted] | None = None) -> RunRecord:
    """The record of what made a picture; of a filling with what it was given."""
    extra = picture.extra if filled is None else picture.extra | inpainting_extra(*filled)
    return RunRecord.of(picture.info, picture.settings, changes=picture.changes, extra=extra)


def write_grid(
    path: str, frames: np.ndarray, look: GridLook, picture: Picture,
    filled: tuple[InpaintSettings, Repainted] | None = None, *, inputs: bool = False,
) -> list[str]:  # fmt: skip
    """Write frames uint8 [N, H, W, C] as one PNG, a filling's ``inputs`` beside them. Raises WriteError."""
    known = filled[1].last if filled is not None and inputs else None
    save_png(path, compose(frames, look, known), record_of(picture, filled))
    return [path]


def write_samples(
    folder: str, frames: np.ndarray, indices: list[int], picture: Picture,
    filled: tuple[InpaintSettings, Repainted] | None = None,
) -> list[str]:  # fmt: skip
    """Write each frame to its own PNG in ``folder``; the paths written. Raises WriteError."""
    return [str(path) for path in save_samples(folder, frames, record_of(picture, filled), indices)]
