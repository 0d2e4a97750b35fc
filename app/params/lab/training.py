"""Settings of the 2-D score network and its training."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.params.checks import SettingError, check_number, check_whole
from app.params.lab.density import MAX_POINTS

NETWORK_FORMAT = "score-explorer 2-D score network"
"""What the laboratory's networks call themselves in their files."""


class Objective(StrEnum):
    """How a score network is fitted (Song & Ermon 2019, sections 2.1 and 3)."""

    DENOISING = "denoising"
    """Denoising score matching (equation 2; Vincent 2011)."""
    SLICED = "sliced"
    """Sliced score matching, variance reduced (equation 3; Song et al. 2019)."""
    IMPLICIT = "implicit"
    """Implicit score matching with the exact trace of the Jacobian (equation 1; Hyvärinen 2005)."""


@dataclass(frozen=True)
class LabTrainSettings:
    """Settings of the 2-D score network and its training.

    ``width``, ``depth``, ``seed`` and the noise levels are fixed for a run; the learning rate and the batch size may
    change at every step. ``levels`` 0 means a continuum, ln sigma uniform between the two ends; otherwise a geometric
    sequence. ``noise`` false trains on the data as they are (sigma = 0), which denoising cannot. ``limit`` is the
    |loss| at which training stops because the objective has no minimum.
    """

    objective: Objective = Objective.DENOISING
    width: int = 128
    depth: int = 3
    learning_rate: float = 6e-3
    batch_size: int = 512
    noise: bool = True
    sigma_max: float = 25.0
    sigma_min: float = 0.1
    levels: int = 0
    steps: int = 20_000
    seed: int = 0
    limit: float = 1e4

    def __post_init__(self) -> None:
        check_whole("width", self.width, 1, 4096)
        check_whole("depth", self.depth, 1, 32)
        check_number("learning rate", self.learning_rate, 0, 10, open_low=True)
        check_whole("batch size", self.batch_size, 2, MAX_POINTS)
        check_number("sigma_max", self.sigma_max, 0, 1e6, open_low=True)
        check_number("sigma_min", self.sigma_min, 0, 1e6, open_low=True)
        if self.sigma_min > self.sigma_max:
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must not be above sigma_max ({self.sigma_max:g})")
        check_whole("the number of noise levels", self.levels, 0, 10_000)
        check_whole("the number of training steps", self.steps, 1, 100_000_000)
        check_whole("seed", self.seed, 0, 2**63 - 1)
        check_number("the limit of the loss", self.limit, 0, 1e30, open_low=True)
        if not self.noise and self.objective is Objective.DENOISING:
            raise SettingError(
                "denoising score matching learns from the noise it adds: train without noise by sliced or implicit "
                "score matching"
            )

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, for JSON."""
        return dataclasses.asdict(self) | {"objective": self.objective.value}
