"""Settings of image training."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

from app.params.checks import check_number, check_whole


@dataclass(frozen=True)
class TrainParams:
    """Settings of image training (:mod:`app.training.images`).

    ln sigma is drawn from a normal law with ``log_mean`` and ``log_std``, truncated to [sigma_min, sigma_max].
    """

    epochs: int = 20
    batch_size: int = 128
    learning_rate: float = 1e-3
    warmup_steps: int = 300
    decay_fraction: float = 0.3
    ema_decay: float = 0.999
    gradient_clip: float = 1.0
    seed: int = 0
    sigma_min: float = 0.01
    sigma_max: float = 20.0
    log_mean: float = math.log(0.5)
    log_std: float = 1.4

    def __post_init__(self) -> None:
        check_whole("epochs", self.epochs, 1, 1_000_000)
        check_whole("batch size", self.batch_size, 1, 65_536)
        check_number("learning rate", self.learning_rate, 0, 10, open_low=True)
        check_whole("warm-up steps", self.warmup_steps, 0, 10_000_000)
        check_number("decay fraction", self.decay_fraction, 0, 1)
        check_number("EMA decay", self.ema_decay, 0, 0.999999)
        check_number("gradient clip", self.gradient_clip, 0, 1e9, open_low=True)
        check_whole("seed", self.seed, 0, 2**63 - 1)
        check_number("sigma_min", self.sigma_min, 0, 1e6, open_low=True)
        check_number("sigma_max", self.sigma_max, self.sigma_min, 1e6, open_low=True)
        check_number("log_mean", self.log_mean, -20, 20)
        check_number("log_std", self.log_std, 0, 20, open_low=True)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, for JSON."""
        return dataclasses.asdict(self)
