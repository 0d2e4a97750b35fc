"""From what was ordered and what the pictures are to what is trained: the plan of an architecture, and its settings."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from app.io.datasets import ImageSet
from app.io.errors import DataError
from app.networks.compact import CompactConfig
from app.params import SettingError, TrainParams
from app.params.training import SizeParams, idle_settings, usual_sizes
from app.training.plans import CompactPlan, LevelsPlan, Plan
from app.training.recipe import pixel_moments


def check_orders(given: dict[str, Any], sizes: SizeParams, *, start: bool) -> None:
    """Raise SettingError for a choice that does nothing for the architecture that was chosen."""
    architecture = given.get("architecture", "compact")
    idle = [name for name in (*given, *sizes.given) if name in idle_settings(architecture)]
    if idle:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in idle)
        raise SettingError(f"{names} cannot be given: {architecture} does not depend on it")
    if start and architecture != "compact":
        raise SettingError("--start cannot be given: a training starts from compact networks only")


def moments_of(data: ImageSet) -> tuple[Tensor, float, float]:
    """The pictures uint8 [N, C, H, W], their pixels' mean and standard deviation. Raises DataError if all are equal."""
    images = torch.from_numpy(data.images)
    mean, std = pixel_moments(images)
    if std == 0:
        raise DataError(data.name, "all pixels of all pictures are equal", "There is nothing to learn from them")
    return images, mean, std


def plan_for(images: Tensor, mean: float, std: float, architecture: str, sizes: SizeParams) -> Plan:
    """What is trained on pictures uint8 [N, C, H, W] with these moments. Raises SettingError if it cannot be."""
    channels, height, width = images.shape[1:]
    chosen = usual_sizes(architecture, channels) | sizes.given
    if architecture != "compact":
        features = chosen["features"]
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
                **chosen,
            )
        )
    except ValueError as error:
        raise SettingError(f"{error}; --size scales the pictures") from error


def check_shape(shape: tuple[int, int, int], given: dict[str, Any], sizes: SizeParams) -> None:
    """Raise SettingError if no such network can be trained on pictures of ``shape`` (C, H, W)."""
    plan_for(torch.empty(1, *shape, dtype=torch.uint8), 0.5, 0.25, given.get("architecture", "compact"), sizes)


def params_for(plan: Plan, given: dict[str, Any]) -> TrainParams:
    """The settings: what was chosen, and the rest as is usual for the architecture and the data."""
    return TrainParams(**(plan.usual() | given))
