"""Colour maps of heat maps: viridis and magma for densities, magma for errors, plasma for noise levels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.params.colours import plasma

# Seventeen equidistant colours of each map (Smith, van der Walt, Firing; matplotlib, CC0), interpolated linearly.
_TABLES = {
    "viridis": [
        (68, 1, 84), (72, 24, 106), (71, 45, 123), (66, 64, 134), (59, 82, 139), (51, 99, 141), (44, 114, 142),
        (38, 129, 142), (33, 144, 140), (31, 159, 136), (40, 174, 128), (62, 188, 116), (93, 201, 99), (130, 211, 76),
        (171, 220, 50), (213, 226, 26), (253, 231, 37),
    ],
    "magma": [
        (0, 0, 4), (10, 8, 34), (29, 17, 70), (54, 16, 106), (80, 18, 124), (105, 28, 129), (130, 38, 129),
        (156, 46, 127), (182, 55, 121), (207, 65, 112), (230, 81, 99), (245, 105, 92), (251, 135, 97), (254, 165, 113),
        (254, 195, 135), (253, 224, 162), (252, 253, 191),
    ],
}  # fmt: skip

COLORMAPS = ("viridis", "magma", "plasma")

_STEPS = 1024


def _table(name: str) -> NDArray[np.uint8]:
    t = np.linspace(0, 1, _STEPS)
    if name == "plasma":
        return plasma(t)
    anchors = np.array(_TABLES[name], float)
    columns = [np.interp(t, np.linspace(0, 1, len(anchors)), anchors[:, k]) for k in range(3)]
    return np.asarray(np.rint(np.stack(columns, axis=1)), np.uint8)


_LOOKUP = {name: _table(name) for name in COLORMAPS}
_LOOKUP |= {f"{name}_r": table[::-1] for name, table in _LOOKUP.items()}


def colourise(values: NDArray[np.float64], low: float, high: float, name: str) -> NDArray[np.uint8]:
    """Values [H, W] between ``low`` and ``high`` (clipped) as colours, uint8 [H, W, 4] RGBA.

    ``name`` is one of COLORMAPS, with "_r" after it for the map turned round (light is low).
    Values that are not numbers become transparent.
    """
    span = high - low if high > low else 1.0
    scaled = (values - low) * ((_STEPS - 1) / span)
    index = np.nan_to_num(scaled, nan=0.0, posinf=_STEPS - 1, neginf=0.0).clip(0, _STEPS - 1).astype(np.intp)
    out = np.empty((*values.shape, 4), np.uint8)
    out[..., :3] = _LOOKUP[name][index]
    out[..., 3] = np.where(np.isnan(values), 0, 255)
    return out
