"""The sampler's settings as the window edits them."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import Convention, LiveParams, SampleSettings, SettingError

LIVE = ("epsilon", "steps_per_level", "temperature")
"""Settings that act at the next step of a running sampler; the others wait for the next run."""


class SettingsState(QObject):
    """A draft of :class:`SampleSettings`: fields may be set one after another, and only together need they be valid.

    ``recommended`` is what each field resets to. ``replay`` are the changes of a restored run, which act again in the
    next runs until the user changes a setting. ``indices`` restricts a run to some of the samples.
    """

    changed = Signal(str)
    """A field has another value."""
    recommended_changed = Signal()
    error_changed = Signal(str)
    """The reason why no run can begin with these settings; empty when all is well."""
    replay_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recommended = SampleSettings()
        self._values = _fields(self._recommended)
        self._valid: SampleSettings | None = self._recommended
        self._error = ""
        self._convention = Convention.PAPER
        self._replay: tuple[tuple[int, LiveParams], ...] = ()
        self._indices: tuple[int, ...] = ()
        self.for_next_run = False
        """Whether the changes being told are not for a run that goes on."""

    @property
    def valid(self) -> SampleSettings | None:
        """The settings, or None while they do not fit together."""
        return self._valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._error

    @property
    def recommended(self) -> SampleSettings:
        """What suits the network."""
        return self._recommended

    @property
    def convention(self) -> Convention:
        """How the step size is written in the window."""
        return self._convention

    @property
    def replay(self) -> tuple[tuple[int, LiveParams], ...]:
        """Changes that the next run repeats."""
        return self._replay

    @property
    def indices(self) -> tuple[int, ...]:
        """The samples of a run, or empty for all."""
        return self._indices

    def value(self, name: str) -> Any:
        """The draft's value of a field."""
        return self._values[name]

    def set(self, name: str, value: Any) -> None:
        """The user sets a field; a restored run's changes no longer apply, and the indices are those of the count."""
        if self._values[name] == value:
            return
        self._values[name] = value
        if name == "count":
            self._values["batch_size"] = value  # the window sends all samples through the network at once
        self._check()
        self.set_replay((), () if name == "count" else self._indices)
        self.changed.emit(name)

    def set_convention(self, convention: Convention) -> None:
        """Write the step size as in the paper, or as in the official code."""
        if self._convention != convention:
            self._convention = convention
            self.changed.emit("convention")

    def set_replay(self, changes: tuple[tuple[int, LiveParams], ...], indices: tuple[int, ...]) -> None:
        """Repeat these changes, and sample only these indices, in the next runs."""
        if (self._replay, self._indices) != (changes, indices):
            self._replay, self._indices = changes, indices
            self.replay_changed.emit()

    def set_recommended(self, settings: SampleSettings) -> None:
        """Another network's recommendation; the draft stays as it is."""
        if self._recommended != settings:
            self._recommended = settings
            self.recommended_changed.emit()

    def replace(self, settings: SampleSettings, *, live: bool = True) -> None:
        """Take over a whole set of settings, sampled in one batch.

        Without ``live`` a run that goes on keeps its own: they are meant for another network or another run.
        """
        new = _fields(dataclasses.replace(settings, batch_size=settings.count))
        different = [name for name, value in new.items() if self._values[name] != value]
        self._values = new
        self._check()
        self.for_next_run = not live
        for name in different:
            self.changed.emit(name)
        self.for_next_run = False

    def _check(self) -> None:
        try:
            self._valid, error = SampleSettings(**self._values), ""
        except SettingError as problem:
            self._valid, error = None, str(problem)
        if error != self._error:
            self._error = error
            self.error_changed.emit(error)


def _fields(settings: SampleSettings) -> dict[str, Any]:
    return {f.name: getattr(settings, f.name) for f in dataclasses.fields(settings)}
