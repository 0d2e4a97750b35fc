"""The numbers behind the colours of the noise levels: the plasma map over log sigma."""

from __future__ import annotations

import math

import numpy as np

# Eleven equidistant colours of the plasma map (Smith, van der Walt, Firing; matplotlib, CC0), interpolated linearly.
_PLASMA = np.array(
    [
        (13, 8, 135), (65, 4, 157), (106, 0, 168), (143, 13, 164), (177, 42, 144), (204, 71, 120),
        (225, 100, 98), (242, 132, 75), (252, 166, 54), (252, 206, 37), (240, 249, 33),
    ],
    float,
)  # fmt: skip


def plasma(t: np.ndarray | float) -> np.ndarray:
    """Colours uint8 [..., 3] of t in [0, 1]; values outside are clipped."""
    place = np.clip(np.asarray(t, float), 0, 1) * (len(_PLASMA) - 1)
    low = np.minimum(place.astype(int), len(_PLASMA) - 2)
    mix = (place - low)[..., None]
    colours: np.ndarray = np.rint(_PLASMA[low] * (1 - mix) + _PLASMA[low + 1] * mix).astype(np.uint8)
    return colours


def level_position(sigma: float, sigma_max: float, sigma_min: float) -> float:
    """Where sigma lies between sigma_max (0) and sigma_min (1) on a logarithmic scale, clipped."""
    if sigma <= 0 or sigma_max <= sigma_min:
        return 1.0
    return min(1.0, max(0.0, math.log(sigma_max / sigma) / math.log(sigma_max / sigma_min)))
