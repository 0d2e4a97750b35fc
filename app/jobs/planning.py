"""From what was ordered and what the pictures are to what is trained: the plan of an architecture, and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from torch import Tensor

from app.networks.compact import CompactConfig
from app.params import SettingError, TrainParams
from app.training.plans import CompactPlan, LevelsPlan, Plan

COMPACT_SIZES = {"features": 48, "coarse_features": 128, "blocks": 2, "coarse_blocks": 2}
COMPACT_ONLY = ("coarse_features", "blocks", "coarse_blocks", "log_mean", "log_std")
LEVELS_ONLY = ("levels", "objective")
NCSN_FEATURES = {("ncsn", 1): 64}
"""(architecture, channels) -> the published width, where it is not 128."""


@dataclass(frozen=True)
class Sizes:
    """How large the network is to be; None: as is usual for its architecture. The last three are of compact alone."""

    features: int | None = None
    coarse_features: int | None = None
    blocks: int | None = None
    coarse_blocks: int | None = None

    @property
    def given(self) -> dict[str, int]:
        """Those that were chosen."""
        return {name: value for name, value in vars(self).items() if value is not None}


def check_orders(given: dict[str, Any], sizes: Sizes, *, start: bool) -> None:
    """Raise SettingError for a choice that does nothing for the architecture that was chosen."""
    architecture = given.get("architecture", "compact")
    others = LEVELS_ONLY if architecture == "compact" else COMPACT_ONLY
    idle = [name for name in (*given, *sizes.given) if name in others]
    if idle:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in idle)
        raise SettingError(f"{names} cannot be given: {architecture} does not depend on it")
    if start and architecture != "compact":
        raise SettingError("--start cannot be given: a training starts from compact networks only")


def plan_for(images: Tensor, mean: float, std: float, architecture: str, sizes: Sizes) -> Plan:
    """What is trained on pictures uint8 [N, C, H, W] with these moments. Raises SettingError if it cannot be."""
    channels, height, width = images.shape[1:]
    if architecture != "compact":
        features = sizes.features or NCSN_FEATURES.get((architecture, channels), 128)
        if not 4 <= features <= 1024:
            raise SettingError(f"features must be from 4 to 1024, not {features}")
        return LevelsPlan(architecture, (channels, height, width), features, std)
    try:
        return CompactPlan(
            CompactConfig(
                channels=channels,
                height=height,
                width=width,
                data_mean=mean,
                data_std=std,
                **(COMPACT_SIZES | sizes.given),
            )
        )
    except ValueError as error:
        raise SettingError(f"{error}; --size scales the pictures") from error


def params_for(plan: Plan, given: dict[str, Any]) -> TrainParams:
    """The settings: what was chosen, and the rest as is usual for the architecture and the data."""
    return TrainParams(**(plan.usual() | given))
