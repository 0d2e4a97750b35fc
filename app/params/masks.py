"""Ready-made masks for filling pictures."""

from __future__ import annotations

from enum import StrEnum

import numpy as np


class Preset(StrEnum):
    """Masks that come ready-made; each names what is regenerated."""

    LOWER = "lower"
    UPPER = "upper"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    RANDOM = "random"
    ROWS = "rows"
    HEAD = "head"


FIGURES = (3, 48, 48)
"""Pictures (C, H, W) in which a figure stands, so that there is a head."""

EXAMPLES = {(1, 28, 28): ("eight", Preset.LOWER), FIGURES: ("hero", Preset.HEAD)}
"""Shape of pictures (C, H, W) -> the name of the program's example of such, and what of it is filled first."""

HEAD = 23 / 48
"""The part of such a picture, from its top, that head and hair take."""


def preset_mask(
    preset: Preset, shape: tuple[int, int], percent: float = 50, generator: np.random.Generator | None = None
) -> np.ndarray:
    """A ready-made mask bool [H, W]. ``RANDOM`` takes ``percent`` % of the pixels, drawn by the generator."""
    height, width = shape
    mask = np.zeros(shape, bool)
    if preset is Preset.LOWER:
        mask[height // 2 :] = True
    elif preset is Preset.UPPER:
        mask[: height // 2] = True
    elif preset is Preset.LEFT:
        mask[:, : width // 2] = True
    elif preset is Preset.RIGHT:
        mask[:, width // 2 :] = True
    elif preset is Preset.CENTRE:
        top, left = height // 4, width // 4
        mask[top : height - top, left : width - left] = True
    elif preset is Preset.ROWS:
        mask[1::2] = True
    elif preset is Preset.HEAD:
        mask[: round(HEAD * height)] = True
    else:
        count = round(height * width * percent / 100)
        chosen = (generator or np.random.default_rng()).choice(height * width, count, replace=False)
        mask.reshape(-1)[chosen] = True
    return mask
