"""The sampler's settings as the window edits them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import Convention, LiveParams, SampleSettings
from app.params.path import Leg, OwnPicture
from app.state.draft import Draft


class SettingsState(QObject):
    """A draft of :class:`SampleSettings`, what a restored run adds to it, and how the step size is written.

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
        self.convention = Convention.PAPER
        """How the step size is written in the window."""
        self.replay: tuple[tuple[int, LiveParams], ...] = ()
        """Changes that the next run repeats."""
        self.indices: tuple[int, ...] = ()
        """The samples of a run, or empty for all."""
        self.before: tuple[Leg, ...] = ()
        """The runs that the next run goes on from, as a restored one did."""
        self.beginning: OwnPicture | None = None
        """The picture that the next run begins with, as a restored one did."""
        self.for_next_run = False
        """Whether the changes being told are not for a run that goes on."""
        self._recommended = SampleSettings()
        self._draft = Draft(self._made, parent=self)
        self._draft.replace(self._recommended)  # a draft stays as it is when something else is recommended
        self._draft.error_changed.connect(self.error_changed)

    def _made(self, values: Mapping[str, Any]) -> SampleSettings:
        return dataclasses.replace(self._recommended, **values)

    @property
    def valid(self) -> SampleSettings | None:
        """The settings, or None while they do not fit together."""
        return self._draft.valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._draft.error

    @property
    def recommended(self) -> SampleSettings:
        """What suits the network."""
        return self._recommended

    def value(self, name: str) -> Any:
        """The draft's value of a field."""
        return self.convention if name == "convention" else self._draft.value(name)

    def usual(self, name: str) -> Any:
        """What a field resets to."""
        return Convention.PAPER if name == "convention" else self._draft.usual(name)

    def set(self, name: str, value: Any) -> None:
        """The user sets a field; a restored run's changes no longer apply, and the indices are those of the count."""
        if name == "convention":
            self.set_convention(value)
        elif self.value(name) != value:
            # The window leaves it to the rule how many samples go through the network at once.
            self._draft.set(name, value, **({"batch_size": value} if name == "count" else {}))
            self.set_replay((), () if name == "count" else self.indices)
            self.changed.emit(name)

    def reset(self, name: str) -> None:
        """Back to what is recommended."""
        self.set(name, self.usual(name))

    def set_convention(self, convention: Convention) -> None:
        """Write the step size as in the paper, or as in the official code."""
        if self.convention is not convention:
            self.convention = convention
            self.changed.emit("convention")

    def set_replay(
        self, changes: tuple[tuple[int, LiveParams], ...], indices: tuple[int, ...], before: tuple[Leg, ...] = (),
        beginning: OwnPicture | None = None,
    ) -> None:  # fmt: skip
        """What the next runs repeat: these changes, with these samples only, from the same runs or picture."""
        now = changes, indices, before, beginning
        if (self.replay, self.indices, self.before, self.beginning) != now:
            self.replay, self.indices, self.before, self.beginning = now
            self.replay_changed.emit()

    def set_recommended(self, settings: SampleSettings) -> None:
        """Another network's recommendation; the draft stays as it is."""
        if self._recommended != settings:
            self._recommended = settings
            self._draft.renew()
            self.recommended_changed.emit()

    def replace(self, settings: SampleSettings, *, live: bool = True) -> None:
        """Take over a whole set of settings, sampled in one batch.

        Without ``live`` a run that goes on keeps its own: they are meant for another network or another run.
        """
        before = dict(self._draft.values)
        self._draft.replace(dataclasses.replace(settings, batch_size=settings.count))
        self.for_next_run = not live
        for name, value in self._draft.values.items():
            if value != before[name]:
                self.changed.emit(name)
        self.for_next_run = False
