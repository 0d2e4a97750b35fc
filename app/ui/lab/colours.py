"""The laboratory's colours: noise levels, and the pictures' surroundings in the window's palette."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.params.lab.fields import SIGMA_COLOURS
from app.render.colours import sigma_colour
from app.render.lab.panel import Theme

PANEL_COLOURS = ("#3b7dd8", "#d8763b")
"""The two panels' lines in plots, A and B: told apart by their lightness and by their labels, too."""


def level_colour(sigma: float) -> QColor:
    """The colour of a noise level."""
    return sigma_colour(sigma, *SIGMA_COLOURS)


def picture_theme(palette: QPalette) -> Theme:
    """The window's palette as a picture's theme."""
    role = QPalette.ColorRole
    return Theme(
        background=palette.color(role.Dark).name(),
        text=palette.color(role.Text).name(),
        muted=palette.color(role.PlaceholderText).name(),
        line=palette.color(role.Mid).name(),
        plot=palette.color(role.Base).name(),
        mark=palette.color(role.Highlight).name(),
    )
