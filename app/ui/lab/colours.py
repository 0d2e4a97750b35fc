"""The laboratory's colours: noise levels, and the pictures' surroundings in the window's palette."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.render.colors import sigma_color
from app.render.panel import Theme

SIGMA_RANGE = (20.0, 0.1)
"""What the map of the noise levels spans here, whatever density and run: a sigma has one colour in all pictures."""

PANEL_COLOURS = ("#3b7dd8", "#d8763b")
"""The two panels' lines in plots, A and B: told apart by their lightness and by their labels, too."""


def level_colour(sigma: float) -> QColor:
    """The colour of a noise level."""
    return sigma_color(sigma, *SIGMA_RANGE)


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
