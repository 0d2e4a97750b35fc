"""Settings of image training."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.params.checks import SettingError
from app.params.sampling import SEED_MAX
from app.params.settings import Settings, setting

PRECISIONS = (
    ("float32", "float32", "every product in 32 bits"),
    ("bfloat16", "bfloat16", "products in 16 bits, weights and their steps in 32: faster where the processor has them"),
)


@dataclass(frozen=True)
class TrainParams(Settings):
    """Settings of image training (:mod:`app.training.images`).

    ln sigma is drawn from a normal law with ``log_mean`` and ``log_std``, truncated to [sigma_min, sigma_max].
    """

    epochs: int = setting(20, "Epochs", low=1, high=1_000_000)
    batch_size: int = setting(128, "Batch size", called="batch size", low=1, high=65_536)
    learning_rate: float = setting(1e-3, "Learning rate", called="learning rate", low=0, high=10, open_low=True)
    warmup_steps: int = setting(300, "Warm-up", called="warm-up steps", low=0, high=10_000_000)
    decay_fraction: float = setting(0.3, "Decay", called="decay fraction", low=0, high=1)
    ema_decay: float = setting(0.999, "EMA decay", called="EMA decay", low=0, high=0.999999)
    gradient_clip: float = setting(1.0, "Gradient clip", called="gradient clip", low=0, high=1e9, open_low=True)
    seed: int = setting(0, "Seed", low=0, high=SEED_MAX)
    sigma_min: float = setting(0.01, "Smallest σ", low=0, high=1e6, open_low=True)
    sigma_max: float = setting(20.0, "Largest σ", low=0, high=1e6, open_low=True)
    log_mean: float = setting(math.log(0.5), "Mean of ln σ", low=-20, high=20)
    log_std: float = setting(1.4, "Deviation of ln σ", low=0, high=20, open_low=True)

    precision: str = setting("float32", "Precision", choices=PRECISIONS, recorded=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.sigma_max < self.sigma_min:
            raise SettingError(f"sigma_max ({self.sigma_max:g}) must not be below sigma_min ({self.sigma_min:g})")
