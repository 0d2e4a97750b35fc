"""Pictures put together: samples as a grid, x beside its estimate, what was filled before them, the bar of sigma."""

from __future__ import annotations

import numpy as np

from app.io.inpainting import compose_completions
from app.io.pictures import BACKGROUND, compose_grid, grid_columns, grid_scale
from app.params.export import GridLook, Sides
from app.params.repaint import Known

BAR = 6
"""The height of the bar of sigma, in pixels."""

TO_COME = 48
"""The grey of what of it is still to come."""


def compose(sides: Sides, look: GridLook, known: Known | None = None) -> np.ndarray:
    """Samples as a grid, each of the ``sides`` uint8 [N, H, W, C] beside the one before: uint8 [rows, cols, C].

    With ``known``, source and masked input stand first.
    """
    count, height, width, _ = sides[0].shape
    columns = min(look.columns or grid_columns(count), count)
    scale = look.scale or grid_scale(height, width, count * len(sides), columns * len(sides))
    grids = [compose_grid(frames, columns, look.padding, scale) for frames in sides]
    if known is not None:
        grids[0] = compose_completions(known.source, known.mask, sides[0], columns, look.padding, scale)
    image = grids[0]
    if len(grids) > 1:
        gap = np.full((len(image), max(2, scale), image.shape[2]), BACKGROUND, np.uint8)
        image = np.concatenate([image, *(part for grid in grids[1:] for part in (gap, grid))], axis=1)
    return captioned(image, look)


def captioned(image: np.ndarray, look: GridLook) -> np.ndarray:
    """The picture uint8 [H, W, C] with its caption below, if it has one; then it is in colour."""
    return image if look.caption is None else np.concatenate([in_colour(image), look.caption(image.shape[1])])


def in_colour(image: np.ndarray) -> np.ndarray:
    """A picture uint8 [H, W, C] with red, green and blue."""
    return np.repeat(image, 3, axis=2) if image.shape[2] == 1 else image[:, :, :3]


def barred(image: np.ndarray, colours: np.ndarray, place: float = 1.0) -> np.ndarray:
    """A picture uint8 [H, W, C] in colour, and below it a bar that is coloured from the left as far as ``place``.

    ``colours`` uint8 [N, 3] are spread over the whole width.
    """
    width = image.shape[1]
    across = colours[np.arange(width) * len(colours) // width]
    across[round(place * width) :] = TO_COME
    return np.concatenate([in_colour(image), np.broadcast_to(across, (BAR, width, 3))])
