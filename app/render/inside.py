"""How far a network sees, drawn over the picture that it sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.params.inside import Reach
from app.render.colormaps import colourise

DECADES = 4.0
"""The darkest colour is that of an influence so many powers of ten below the largest."""

DIMMED = 0.45
"""How bright the picture is where nothing lies over it."""


def reach_picture(picture: NDArray[np.uint8], reach: Reach | None) -> NDArray[np.uint8]:
    """The picture uint8 [H, W, C], dimmed, under the influence of its pixels in the colours of magma: [H, W, 3].

    The brighter the more; what has no influence at all stays as it is.
    """
    grey = picture[..., :3].astype(np.float64).mean(axis=2, keepdims=True).repeat(3, axis=2) * DIMMED
    if reach is None or not reach.influence.max() > 0:
        return np.asarray(np.rint(grey), np.uint8)
    influence = reach.influence.astype(np.float64)
    with np.errstate(divide="ignore"):
        strength = 1 + np.log10(influence / influence.max()) / DECADES
    colours = colourise(strength.clip(0, 1), 0, 1, "magma")[..., :3].astype(np.float64)
    top, left, bottom, right = reach.box or (0, 0, -1, -1)
    inside = np.zeros(influence.shape, bool)
    inside[top : bottom + 1, left : right + 1] = True
    cover = np.where(inside & (influence > 0), 0.35 + 0.6 * strength.clip(0, 1), 0.0)[..., None]
    return np.asarray(np.rint(grey * (1 - cover) + colours * cover), np.uint8)
