"""The plots of a run as a figure: what their charts show, dark on white."""

from __future__ import annotations

import numpy as np

from app.params.path import Kept
from app.render.colours import sigma_colour
from app.render.figures import Panel
from app.ui.runs.plots import MANY, QUANTITIES, thinned
from app.ui.text import tr


def run_panels(kept: Kept, levels: int, span: tuple[float, float]) -> tuple[Panel, ...]:
    """A chart of each quantity that the run of so many levels has; the colours' map spans the sigmas of ``span``."""
    steps = thinned([p for p in kept.steps if not p.denoising], MANY)
    x, colours = np.array([p.position for p in steps]), [sigma_colour(p.sigma, *span) for p in steps]
    marks = tuple(change.position for change in kept.turns)
    panels = []
    for title, unit, _, read in QUANTITIES:
        y = np.array([read(p) for p in steps], float)  # no value: not a number
        if np.isfinite(y).any():
            unit = tr(unit) if unit else ""
            panels.append(Panel(title, unit, tr("level i"), x, y, colours, (1.0, levels + 1.0), marks))
    return tuple(panels)
