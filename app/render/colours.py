"""A noise level has a colour: the plasma map, dark violet for the largest sigma, yellow for the smallest."""

from __future__ import annotations

from PySide6.QtGui import QColor

from app.params.colours import level_position, plasma


def sigma_colour(sigma: float, sigma_max: float, sigma_min: float) -> QColor:
    """The colour of a noise level, given the range that the whole map spans (the network's own range)."""
    r, g, b = plasma(level_position(sigma, sigma_max, sigma_min)).tolist()
    return QColor(r, g, b)
