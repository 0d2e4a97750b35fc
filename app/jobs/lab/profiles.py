"""Sections and marginals of all panels, for the charts."""

from __future__ import annotations

import numpy as np

from app.lab.densities import build, counted
from app.lab.density import Density
from app.lab.phase import velocity_histogram
from app.lab.profiles import MARGINAL_BINS, marginals, section
from app.params.lab.density import DensitySettings
from app.params.lab.run import Array, Histogram, PanelProfile, PhaseLaw, ProfilePanel, ProfileRequest


class ProfileWork:
    """Answers :class:`ProfileRequest` with a :class:`PanelProfile` a panel; keeps the density it built last."""

    def __init__(self) -> None:
        self._settings: DensitySettings | None = None
        self._density: Density | None = None

    def __call__(self, request: ProfileRequest) -> tuple[PanelProfile, ...]:
        """Evaluate. Raises SettingError for a sigma at which the density cannot be."""
        if self._density is None or self._settings != request.density:
            self._density, self._settings = build(request.density), request.density
        e = request.view
        edges = np.linspace(e.x_min, e.x_max, MARGINAL_BINS + 1), np.linspace(e.y_min, e.y_max, MARGINAL_BINS + 1)
        found = []
        for panel in request.panels:
            law = counted(self._density, panel.meaning)
            line = request.section
            found.append(
                PanelProfile(
                    marginals(law, edges, panel.sigma, panel.temperature, panel.places),
                    None if line is None else section(law, line, panel.sigma, panel.temperature, panel.places),
                    None if panel.velocities is None else _velocities(panel, panel.velocities),
                )
            )
        return tuple(found)


def _velocities(panel: ProfilePanel, velocities: Array) -> Histogram:
    return velocity_histogram(PhaseLaw(panel.temperature, panel.mass), velocities[:, 0])
