"""The settings of the laboratory's training as the window edits them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from app.params.lab.training import LabTrainSettings, Objective
from app.state.draft import Draft


class TrainingDraft(Draft[LabTrainSettings]):
    """A draft of :class:`LabTrainSettings`; what is recommended are its defaults."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda values: LabTrainSettings(**values), along=_noise_for_denoising, parent=parent)


def _noise_for_denoising(values: dict[str, Any], key: str) -> None:
    """Denoising needs noise: the one that was not set just now gives way."""
    usual = LabTrainSettings()
    if not values.get("noise", usual.noise) and values.get("objective", usual.objective) is Objective.DENOISING:
        values |= {"objective": Objective.SLICED} if key == "noise" else {"noise": True}
