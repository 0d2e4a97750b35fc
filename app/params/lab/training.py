"""Settings of the 2-D score network and its training."""

from __future__ import annotations

from dataclasses import dataclass

from typing_extensions import override

from app.params.checks import SettingError
from app.params.lab.density import MAX_POINTS
from app.params.sampling import SEED_MAX
from app.params.settings import Option, Settings, setting

NETWORK_FORMAT = "score-explorer 2-D score network"
"""What the laboratory's networks call themselves in their files."""


class Objective(Option):
    """How a score network is fitted (Song & Ermon 2019, sections 2.1 and 3)."""

    DENOISING = (
        "denoising", "Denoising score matching", "Equation 2 (Vincent 2011): learns from the noise it adds",
    )  # fmt: skip
    """Denoising score matching (equation 2; Vincent 2011)."""
    SLICED = "sliced", "Sliced score matching", "Equation 3 (Song et al. 2019), variance reduced"
    """Sliced score matching, variance reduced (equation 3; Song et al. 2019)."""
    IMPLICIT = "implicit", "Implicit score matching", "Equation 1 (Hyvärinen 2005), with the exact trace"
    """Implicit score matching with the exact trace of the Jacobian (equation 1; Hyvärinen 2005)."""


@dataclass(frozen=True)
class LabTrainSettings(Settings):
    """Settings of the 2-D score network and its training.

    ``width``, ``depth``, ``seed`` and the noise levels are fixed for a run; the learning rate and the batch size may
    change at every step. ``levels`` 0 means a continuum, ln sigma uniform between the two ends; otherwise a geometric
    sequence. ``noise`` false trains on the data as they are (sigma = 0), which denoising cannot. ``limit`` is the
    |loss| at which training stops because the objective has no minimum.
    """

    objective: Objective = setting(
        Objective.DENOISING,
        name="Objective",
        flags=("--objective",),
        help="what the network minimises (default: denoising)",
        tip="What the network minimises",
    )
    width: int = setting(
        128, "Width", name="Width of the network", called="width", low=1, high=4096, scale=(8, 512),
        flags=("--width",), metavar="N", help="units in each hidden layer (default: 128)",
        tip="Units in each hidden layer",
    )  # fmt: skip
    depth: int = setting(
        3, "Depth", name="Depth of the network", called="depth", low=1, high=32, scale=(1, 8), linear=True,
        flags=("--depth",), metavar="N", help="hidden layers (default: 3)",
        tip="Hidden layers",
    )  # fmt: skip
    learning_rate: float = setting(
        6e-3, "Learning rate", called="learning rate", low=0, high=10, open_low=True, scale=(1e-4, 0.1), live=True,
        flags=("--learning-rate",), metavar="R", help="Adam's learning rate (default: 0.006)",
        tip="Adam's; a short warm-up, then falling as 1/√step",
    )  # fmt: skip
    batch_size: int = setting(
        512, "Batch", name="Batch size", called="batch size", low=2, high=MAX_POINTS, scale=(16, 8192), live=True,
        flags=("--batch-size",), metavar="N", help="fresh samples in each step (default: 512)",
        tip="Fresh samples of the data in each step",
    )  # fmt: skip
    noise: bool = setting(
        True, "Data", name="Noise added to the data",
        choices=(
            (True, "with noise", "s(x, σ) for the noise levels set below"),
            (False, "without noise", "s(x) of the data themselves"),
        ), flags=("--noise",), help="train with noise, or without (default: with)",
        tip="Without noise only sliced and implicit score matching can learn; on thin data their loss has no lower "
            "bound (section 3.1, Figure 1)",
    )  # fmt: skip
    sigma_max: float = setting(
        25.0, "Largest σ₁", name="Largest noise level of the training", low=0, high=1e6, open_low=True,
        scale=(0.01, 40),
        flags=("--sigma-max",), metavar="S", help="the largest noise level learned (default: 25)",
        tip="The network learns the levels between the two",
    )  # fmt: skip
    sigma_min: float = setting(
        0.1, "Smallest σ<sub>L</sub>", name="Smallest noise level of the training", low=0, high=1e6, open_low=True,
        scale=(0.01, 40),
        flags=("--sigma-min",), metavar="S", help="the smallest noise level learned (default: 0.1)",
        tip="The network learns the levels between the two",
    )  # fmt: skip
    levels: int = setting(
        0, "Levels", name="Number of noise levels", called="the number of noise levels", low=0, high=10_000,
        flags=("--levels",), metavar="L", help="noise levels, 0 for all between the ends (default: 0)",
        tip="A geometric sequence; 0: all values between the two ends",
    )  # fmt: skip
    steps: int = setting(
        20_000, "Steps", name="Training steps", called="the number of training steps", low=1, high=100_000_000,
        scale=(100, 100_000),
        flags=("--steps",), metavar="N", help="training steps (default: 20000)",
        tip="Where training ends by itself",
    )  # fmt: skip
    seed: int = setting(
        0,
        "Seed",
        name="Seed of the training",
        low=0,
        high=SEED_MAX,
        flags=("--seed",),
        metavar="S",
        help="the seed (default: 0)",
        tip="Of the first weights and of the samples",
    )
    limit: float = setting(
        1e4, "Limit of |loss|", name="Limit of the loss", called="the limit of the loss", low=0, high=1e30,
        open_low=True, scale=(10, 1e6),
        flags=("--limit",), metavar="X", help="|loss| at which training stops (default: 10000)",
        tip="Training stops with an explanation when the loss goes beyond",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if self.sigma_min > self.sigma_max:
            raise SettingError(f"sigma_min ({self.sigma_min:g}) must not be above sigma_max ({self.sigma_max:g})")
        if not self.noise and self.objective is Objective.DENOISING:
            raise SettingError(
                "denoising score matching learns from the noise it adds: train without noise by sliced or implicit "
                "score matching"
            )
