"""The settings of the laboratory's training as the window edits them."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import SettingError
from app.params.lab.training import LabTrainSettings, Objective

LIVE = ("learning_rate", "batch_size")
"""Settings that act at the next step of a training."""


class TrainingDraft(QObject):
    """A draft of :class:`LabTrainSettings`: settings may be set one after another, only together need they be valid."""

    changed = Signal(str)
    """A setting has another value; empty: any of them may have."""
    error_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values = _fields(LabTrainSettings())
        self._valid: LabTrainSettings | None = LabTrainSettings()
        self._error = ""

    @property
    def valid(self) -> LabTrainSettings | None:
        """The settings, or None while they do not fit together."""
        return self._valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._error

    def value(self, name: str) -> Any:
        """The draft's value of a setting."""
        return self._values[name]

    @staticmethod
    def recommended(name: str) -> Any:
        """The default."""
        return getattr(LabTrainSettings(), name)

    def set(self, name: str, value: Any) -> None:
        """The user sets a value. Denoising needs noise: the one that was not set just now gives way."""
        if self._values[name] == value:
            return
        self._values[name] = value
        if not self._values["noise"] and self._values["objective"] is Objective.DENOISING:
            if name == "noise":
                self._values["objective"] = Objective.SLICED
            else:
                self._values["noise"] = True
        self._check()
        self.changed.emit("" if name in ("noise", "objective") else name)

    def reset(self, name: str) -> None:
        """Back to the default."""
        self.set(name, self.recommended(name))

    def replace(self, settings: LabTrainSettings) -> None:
        """Take over a whole set of settings."""
        self._values = _fields(settings)
        self._check()
        self.changed.emit("")

    def _check(self) -> None:
        try:
            self._valid, error = LabTrainSettings(**self._values), ""
        except SettingError as problem:
            self._valid, error = None, str(problem)
        if error != self._error:
            self._error = error
            self.error_changed.emit(error)


def _fields(settings: LabTrainSettings) -> dict[str, Any]:
    return {f.name: getattr(settings, f.name) for f in dataclasses.fields(settings)}
