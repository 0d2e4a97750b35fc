"""Settings of the fields of the 2-D laboratory, and what its pictures have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.params.checks import finite, whole
from app.params.lab.density import Extent, SigmaMeaning

PICTURE_KEY = "score-explorer-laboratory"
"""The PNG text chunk that holds the settings of the laboratory's pictures, as JSON."""

SIGMA_COLOURS = (20.0, 0.1)
"""The sigmas at the two ends of the colour map, whatever density and run: a sigma has one colour in all pictures."""


@dataclass(frozen=True)
class FieldSettings:
    """Where and at which noise level a field is evaluated: ``arrows`` and ``cells`` along each side."""

    extent: Extent = field(default_factory=lambda: Extent(-8.0, 8.0, -8.0, 8.0))
    sigma: float = 1.0
    meaning: SigmaMeaning = SigmaMeaning.ADDED
    arrows: int = 40
    cells: int = 200

    def __post_init__(self) -> None:
        finite("sigma", self.sigma, 0, 1e6)
        whole("the number of arrows", self.arrows, 2, 400)
        whole("the number of cells", self.cells, 2, 2000)
