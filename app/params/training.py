"""Settings of image training."""

from __future__ import annotations

import math
from dataclasses import dataclass

from typing_extensions import override

from app.params.checks import SettingError
from app.params.sampling import SEED_MAX
from app.params.settings import Settings, setting

PRECISIONS = (
    ("float32", "float32", "every product in 32 bits"),
    ("bfloat16", "bfloat16", "products in 16 bits, weights and their steps in 32: faster where the processor has them"),
)

ARCHITECTURES = (
    ("compact", "compact", "Small and quick on a CPU, of any noise level"),
    ("ncsn", "NCSN", "The network of Song & Ermon 2019: it is told the index of one of L noise levels"),
    ("ncsnv2", "NCSNv2", "The network of Song & Ermon 2020: told nothing, its output is divided by sigma"),
)
OBJECTIVES = (
    ("denoising", "denoising score matching", "Equations 5 and 6 of Song & Ermon 2019"),
    ("sliced", "sliced score matching", "Song et al. 2019: by random projections of the Jacobian"),
)


@dataclass(frozen=True)
class TrainParams(Settings):
    """Settings of image training (:mod:`app.training.images`).

    ``compact``: ln sigma is drawn from a normal law with ``log_mean`` and ``log_std``, truncated to [sigma_min,
    sigma_max]. ``ncsn``, ``ncsnv2``: one of ``levels`` geometric levels between the two. The defaults here are those of
    the compact network; the others have the published ones (:mod:`app.training.plans`).
    """

    epochs: int = setting(
        20, "Epochs", low=1, high=1_000_000, flags=("--epochs",), metavar="N",
        help="times each picture is seen (default: 20)",
    )  # fmt: skip
    batch_size: int = setting(
        128, "Batch size", called="batch size", low=1, high=65_536, flags=("--batch-size",), metavar="N",
        help="pictures in each step (default: 128)",
    )  # fmt: skip
    learning_rate: float = setting(
        1e-3, "Learning rate", called="learning rate", low=0, high=10, open_low=True, flags=("--learning-rate",),
        metavar="R", help="Adam's (default: 0.001)",
    )  # fmt: skip
    warmup_steps: int = setting(
        300, "Warm-up", called="warm-up steps", low=0, high=10_000_000, flags=("--warmup-steps",), metavar="N",
        help="steps over which the learning rate rises from 0 (default: 300)",
    )  # fmt: skip
    decay_fraction: float = setting(
        0.3, "Decay", called="decay fraction", low=0, high=1, flags=("--decay-fraction",), metavar="F",
        help="the last part of the run, over which it falls to 0 (default: 0.3)",
    )  # fmt: skip
    ema_decay: float = setting(
        0.999, "EMA decay", called="EMA decay", low=0, high=0.999999, flags=("--ema-decay",), metavar="F",
        help="of the weights' moving average, which is what samples (default: 0.999)",
    )  # fmt: skip
    gradient_clip: float = setting(
        1.0, "Gradient clip", called="gradient clip", low=0, high=1e9, open_low=True, flags=("--gradient-clip",),
        metavar="G", help="the largest norm of a step's gradient (default: 1)",
    )  # fmt: skip
    seed: int = setting(
        0, "Seed", low=0, high=SEED_MAX, flags=("--seed",), metavar="S",
        help="of the first weights, the noise and the order of the pictures (default: 0)",
    )  # fmt: skip
    flip: bool = setting(
        False, "Mirror", recorded=False, flags=("--flip",), box="half of the pictures, left to right",
        help="mirror half of the pictures of each step, left to right",
    )  # fmt: skip
    sigma_max: float = setting(
        20.0, "Largest σ", low=0, high=1e6, open_low=True, flags=("--sigma-max",), metavar="S",
        help="largest noise level (default: from the data)",
    )  # fmt: skip
    sigma_min: float = setting(
        0.01, "Smallest σ", low=0, high=1e6, open_low=True, flags=("--sigma-min",), metavar="S",
        help="smallest noise level (default: 0.01, less for data of little contrast)",
    )  # fmt: skip
    log_mean: float = setting(
        math.log(0.5), "Mean of ln σ", low=-20, high=20, flags=("--log-mean",), metavar="M",
        help="mean of ln sigma in training (default: ln 0.5, less for data of little contrast)",
    )  # fmt: skip
    log_std: float = setting(
        1.4, "Deviation of ln σ", low=0, high=20, open_low=True, flags=("--log-std",), metavar="D",
        help="and its standard deviation (default: 1.4)",
    )  # fmt: skip
    precision: str = setting(
        "float32", "Precision", choices=PRECISIONS, recorded=False, flags=("--precision",),
        help="of the products; bfloat16 is faster on processors that have it (default: float32)",
    )  # fmt: skip

    architecture: str = setting(
        "compact", "Network", choices=ARCHITECTURES, recorded=False, flags=("--architecture",),
        help="compact (default), or the networks of the papers, with their objective and defaults",
    )  # fmt: skip
    objective: str = setting(
        "denoising", "Objective", choices=OBJECTIVES, recorded=False, flags=("--objective",),
        help="of ncsn and ncsnv2: denoising (default) or sliced score matching",
    )  # fmt: skip
    levels: int = setting(
        10, "Levels L", low=2, high=1000, recorded=False, flags=("--levels",), metavar="L",
        help="noise levels of ncsn and ncsnv2 (default: 10; ncsnv2: from the data)",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if self.architecture == "compact" and self.objective != "denoising":
            raise SettingError("the objective of a compact network is denoising; sliced is for ncsn and ncsnv2")
        if self.architecture != "compact" and self.sigma_max == self.sigma_min:
            raise SettingError("noise levels need a sigma_max above sigma_min")
        if self.sigma_max < self.sigma_min:
            raise SettingError(f"sigma_max ({self.sigma_max:g}) must not be below sigma_min ({self.sigma_min:g})")
