"""A noise level has a colour: the plasma map, dark violet for the largest sigma, yellow for the smallest."""

from __future__ import annotations

from PySide6.QtGui import QColor

from app.params.colours import level_position, plasma

SEEN = 3.0
"""The contrast from which on a mark is seen (WCAG 2.1)."""


def sigma_colour(sigma: float, sigma_max: float, sigma_min: float) -> QColor:
    """The colour of a noise level, given the range that the whole map spans (the network's own range)."""
    r, g, b = plasma(level_position(sigma, sigma_max, sigma_min)).tolist()
    return QColor(r, g, b)


def seen_on(colour: QColor, ground: QColor, ink: QColor, least: float = SEEN) -> QColor:
    """The colour if its contrast with the ground is the ``least``, else mixed with as little ink as that takes."""
    for tenth in range(11):
        part = tenth / 10
        found = QColor(*(round(a + (b - a) * part) for a, b in zip(_parts(colour), _parts(ink), strict=True)))
        light, dark = sorted((_luminance(found), _luminance(ground)), reverse=True)
        if (light + 0.05) / (dark + 0.05) >= least:
            return found
    return QColor(ink)


def _luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.1."""
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (p / 255 for p in _parts(colour)))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
