"""Frozen dataclasses and enums that every layer shares. Standard library and numpy only."""

from app.params.checks import SettingError
from app.params.model import ModelInfo
from app.params.sampling import (
    Convention,
    LangevinParams,
    Sampler,
    SampleSettings,
    Schedule,
    Start,
    check_consistent_step,
    epsilon_from,
    epsilon_to,
)
from app.params.training import TrainParams

__all__ = [
    "Convention",
    "LangevinParams",
    "ModelInfo",
    "SampleSettings",
    "Sampler",
    "Schedule",
    "SettingError",
    "Start",
    "TrainParams",
    "check_consistent_step",
    "epsilon_from",
    "epsilon_to",
]
