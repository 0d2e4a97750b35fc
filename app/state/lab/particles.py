"""The settings of particle runs as the window edits them: what both panels share, and what each has of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params.lab.density import DensitySettings, PointSet
from app.params.lab.particles import ParticleSettings, ParticleStart, Shown
from app.params.samplers import Sampler
from app.params.settings import fields_of, live_keys
from app.state.draft import Draft
from app.state.observable import Observable, Observed

OF_DATA = tuple(key for key, field in fields_of(ParticleSettings).items() if field.about.of_data)
"""Settings that suit one density only: forgotten when another one is chosen."""

SUITED = tuple(key for key in live_keys(ParticleSettings) if key in OF_DATA)
"""Those of them that act at the next step."""


class ParticleDraft(QObject):
    """One panel's settings: the values that suit the density, and what the user changed of them."""

    changed = Signal(str)
    """A setting has another value: its name, and with it what depends on it may have changed.

    Empty: the user set all of them; "density": what suits the density, which was edited; "chosen": it is another one.
    """
    error_changed = Signal(str)
    """Why no run can begin with these settings; empty when all is well."""

    def __init__(self, sampler: Sampler, density: DensitySettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.learned = False
        """Whether the particles follow the learned score."""
        self._first = sampler
        self._density = density
        self._draft = Draft(self._made, along=_forget_steps, deciding=("sampler",), parent=self)
        self._draft.changed.connect(self.changed)
        self._draft.error_changed.connect(self.error_changed)

    def _made(self, values: Mapping[str, Any]) -> ParticleSettings:
        changes = dict(values)
        return ParticleSettings.for_density(self._density, changes.pop("sampler", self._first), **changes)

    @property
    def valid(self) -> ParticleSettings | None:
        """The settings, or None while they do not fit together."""
        return self._draft.valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._draft.error

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from what suits the density and the sampler."""
        return {key: value for key, value in self._draft.values.items() if key != "sampler"}

    def value(self, name: str) -> Any:
        """The draft's value of a setting."""
        return self.learned if name == "learned" else self._draft.value(name)

    def usual(self, name: str) -> Any:
        """What suits the density and the sampler."""
        return False if name == "learned" else self._draft.usual(name)

    def set(self, name: str, value: Any, **others: Any) -> None:
        """The user sets a value, and ``others`` that go with it."""
        if name != "learned":
            self._draft.set(name, value, **others)
        elif self.learned != value:
            self.learned = bool(value)
            self.changed.emit(name)

    def reset(self, name: str) -> None:
        """Back to what suits the density."""
        if name == "learned":
            self.set(name, False)
        else:
            self._draft.reset(name)

    def reset_all(self) -> None:
        """Everything back to what suits the density."""
        self.learned = False
        self._draft.restore({})

    def replace(self, sampler: Sampler, **changes: Any) -> None:
        """Exactly these changes from what suits the density."""
        self.learned = False
        self._draft.restore({"sampler": sampler, **changes})

    def set_density(self, density: DensitySettings, *, fresh: bool) -> None:
        """The density has changed; ``fresh``: what suited the old one is forgotten."""
        self._density = density
        self._draft.renew(forget=(*OF_DATA, "points") if fresh else ())
        self.changed.emit("chosen" if fresh else "density")


def _forget_steps(values: dict[str, Any], key: str) -> None:
    """Another sampler takes other steps."""
    if key == "sampler":
        for own in ("epsilon", "steps_per_level", "time_step"):
            values.pop(own, None)


class ParticlesState(Observable):
    """Two panels, of which the second may be left out, and how they are shown."""

    shown_changed = Signal()
    """The number of panels, the speed or the trails changed."""

    shown = Observed(Shown(), shown_changed)

    def __init__(self, density: DensitySettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        density = density or DensitySettings()
        self.panels = (
            ParticleDraft(Sampler.LANGEVIN, density, self),
            ParticleDraft(Sampler.ANNEALED, density, self),
        )

    @property
    def used(self) -> tuple[ParticleDraft, ...]:
        """The panels that run."""
        return self.panels if self.shown.both else self.panels[:1]

    # Settings that all panels have in common, so that they start at the same places with the same noise.

    def value(self, name: str) -> Any:
        """The value of a shared setting."""
        return self.panels[0].value(name)

    def usual(self, name: str) -> Any:
        """What suits the density."""
        return self.panels[0].usual(name)

    def set(self, name: str, value: Any) -> None:
        """A setting of all panels."""
        for panel in self.panels:
            panel.set(name, value)

    def reset(self, name: str) -> None:
        """Back to what suits the density, in all panels."""
        for panel in self.panels:
            panel.reset(name)

    def set_start(self, start: ParticleStart, places: PointSet | None = None) -> None:
        """Where the particles start; ``places`` for :attr:`ParticleStart.POINTS`."""
        for panel in self.panels:
            panel.set("start", start, points=places)

    def set_shown(self, **values: Any) -> None:
        """Set some of how it is shown. Raises SettingError."""
        self.shown = dataclasses.replace(self.shown, **values)
