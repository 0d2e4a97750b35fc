"""What is read off at a place of the plane."""

from __future__ import annotations

import torch

from app.jobs.lab.learned import score_of
from app.lab.densities import added_noise, build, counted
from app.lab.density import Density
from app.params.lab.density import DensitySettings
from app.params.lab.run import ProbeNumbers, ProbeRequest


class ProbeWork:
    """Answers :class:`ProbeRequest` with :class:`ProbeNumbers`; keeps the density it built last."""

    def __init__(self) -> None:
        self._settings: DensitySettings | None = None
        self._density: Density | None = None

    def __call__(self, request: ProbeRequest) -> ProbeNumbers:
        """Evaluate. Raises SettingError for a sigma at which the density cannot be."""
        if self._density is None or self._settings != request.density:
            self._density, self._settings = build(request.density), request.density
        density = self._density
        law, sigma = counted(density, request.meaning), request.sigma
        x = torch.tensor([request.place], dtype=torch.float64)
        sx, sy = law.score(x, sigma)[0].tolist()
        network, learned = score_of(request.network), None
        if network is not None:
            lx, ly = network(x, added_noise(density, request.meaning, sigma))[0].tolist()
            learned = lx, ly
        shares = tuple(law.shares_at(x, sigma)[0].tolist())
        return ProbeNumbers(float(law.log_prob(x, sigma)), (sx, sy), learned, shares)
