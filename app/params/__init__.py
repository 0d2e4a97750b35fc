"""Frozen dataclasses that describe themselves, and enums, which every layer shares. Standard library and numpy only."""

from app.params.checks import SettingError
from app.params.model import ModelInfo
from app.params.samplers import ETA_LIMIT, LiveParams, Sampler
from app.params.sampling import Convention, SampleSettings, Start, epsilon_from, epsilon_to
from app.params.schedule import Plan, Schedule
from app.params.training import TrainParams

__all__ = [
    "ETA_LIMIT",
    "Convention",
    "LiveParams",
    "ModelInfo",
    "Plan",
    "SampleSettings",
    "Sampler",
    "Schedule",
    "SettingError",
    "Start",
    "TrainParams",
    "epsilon_from",
    "epsilon_to",
]
