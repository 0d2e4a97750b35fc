"""Lines of the probability-flow ODE: where they begin, what is asked for, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.params.lab.density import DensitySettings, SigmaMeaning
from app.params.lab.run import LearnedScore
from app.params.settings import Option


class FlowStart(Option):
    """Where lines of the flow start."""

    NONE = "none", "no lines", "The flow is not drawn"
    GRID = "grid", "from a grid", "Each line carries the same share of the law: they end where the data are"
    LINE = "line", "from a straight line", "Starts on the line drawn with Probe, else on a level one, evenly spread"


@dataclass(frozen=True)
class FlowPanel:
    """Down to which noise level the lines of one panel go, and by which score: a learned one, or None for the exact."""

    sigma: float
    meaning: SigmaMeaning = SigmaMeaning.ADDED
    network: LearnedScore | None = None


@dataclass(frozen=True)
class FlowRequest:
    """Lines from ``start`` at the noise level ``largest``; ``line`` (x0, y0, x1, y1) is where they begin on a line."""

    density: DensitySettings
    start: FlowStart
    largest: float
    panels: tuple[FlowPanel, ...]
    line: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, eq=False)
class FlowLines:
    """Lines [N, P, 2], their places at the noise levels ``sigmas`` [P], descending, as the panel counts them."""

    lines: NDArray[np.float64]
    sigmas: NDArray[np.float64]
