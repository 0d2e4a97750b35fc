"""The laboratory's colours: noise levels, and the pictures' surroundings in the window's palette."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.params.lab.fields import SIGMA_COLOURS
from app.render.colours import sigma_colour
from app.render.lab.panel import Theme
from app.ui.widgets.form import Form

PANEL_COLOURS = ("#3b7dd8", "#d8763b")
"""The two panels' lines in plots, A and B: told apart by their lightness and by their labels, too."""


def level_colour(sigma: float) -> QColor:
    """The colour of a noise level."""
    return sigma_colour(sigma, *SIGMA_COLOURS)


def colour_levels(form: Form) -> None:
    """Show the noise levels' colours along the sliders of the largest and the smallest."""
    for name in ("sigma_max", "sigma_min"):
        slider = form.number(name).slider
        if slider is not None:
            slider.set_colours(level_colour)


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
