"""The settings of particle runs as the window edits them: what both panels share, and what each has of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import SettingError
from app.params.lab.density import DensitySettings, PointSet
from app.params.lab.particles import ParticleParams, ParticleSettings, ParticleStart
from app.params.samplers import Sampler

SHARED = ("count", "seed", "start", "x", "y", "spread", "points")
"""Settings that both panels have in common, so that they start at the same places with the same noise."""

OWN = (
    "sampler", "meaning", "levels", "sigma_max", "sigma_min", "epsilon", "steps_per_level", "temperature", "time_step",
    "mass", "friction",
)  # fmt: skip

LIVE = ("epsilon", "steps_per_level", "temperature", "time_step", "mass", "friction")
"""Settings that act at the next step of a run."""

SUITED = ("epsilon", "time_step")
"""Those of them whose default goes with the width of the law that is sampled."""

SCALED = ("x", "y", "spread", "points", "start", "meaning", "sigma_max", "sigma_min", "epsilon", "time_step")
"""Settings that suit one density only: forgotten when another one is chosen."""


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
        self._sampler = sampler
        self._density = density
        self._changes: dict[str, Any] = {}
        self._error = ""
        self._valid = ParticleSettings.for_density(density, sampler)
        self._recommended = self._valid

    @property
    def valid(self) -> ParticleSettings | None:
        """The settings, or None while they do not fit together."""
        return None if self._error else self._valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._error

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from what suits the density."""
        return dict(self._changes)

    @property
    def live(self) -> ParticleParams | None:
        """The parameters for a running sampler, or None while they are not valid."""
        try:
            return ParticleParams(**{name: self.value(name) for name in LIVE})
        except SettingError:
            return None

    def value(self, name: str) -> Any:
        """The draft's value of a setting."""
        if name == "learned":
            return self.learned
        return self._sampler if name == "sampler" else self._changes.get(name, getattr(self._valid, name))

    def recommended(self, name: str) -> Any:
        """What suits the density and the sampler."""
        if name == "learned":
            return False
        return self._first if name == "sampler" else getattr(self._recommended, name)

    def set(self, name: str, value: Any) -> None:
        """The user sets a value."""
        if self.value(name) == value:
            return
        if name == "learned":
            self.learned = bool(value)
        elif name == "sampler":
            self._sampler = Sampler(value)
            for own in ("epsilon", "steps_per_level", "time_step"):
                self._changes.pop(own, None)
        else:
            self._changes[name] = value
        self._check()
        self.changed.emit(name)

    def reset(self, name: str) -> None:
        """Back to what suits the density."""
        if name in ("sampler", "learned"):
            self.set(name, self.recommended(name))
        elif name in self._changes:
            del self._changes[name]
            self._check()
            self.changed.emit(name)

    def reset_all(self) -> None:
        """Everything back to what suits the density."""
        self._changes, self._sampler, self.learned = {}, self._first, False
        self._check()
        self.changed.emit("")

    def replace(self, sampler: Sampler, **changes: Any) -> None:
        """Exactly these changes from what suits the density."""
        self._sampler, self._changes, self.learned = sampler, dict(changes), False
        self._check()
        self.changed.emit("")

    def set_density(self, density: DensitySettings, *, fresh: bool) -> None:
        """The density has changed; ``fresh``: what suited the old one is forgotten."""
        self._density = density
        if fresh:
            self._changes = {k: v for k, v in self._changes.items() if k not in SCALED}
        self._check()
        self.changed.emit("chosen" if fresh else "density")

    def _check(self) -> None:
        shared = {k: v for k, v in self._changes.items() if k in SHARED}
        self._recommended = ParticleSettings.for_density(self._density, self._sampler)
        try:
            self._valid = ParticleSettings.for_density(self._density, self._sampler, **self._changes)
            error = ""
        except SettingError as problem:
            error = str(problem)
            try:
                self._valid = ParticleSettings.for_density(self._density, self._sampler, **shared)
            except SettingError:
                self._valid = self._recommended
        if error != self._error:
            self._error = error
            self.error_changed.emit(error)


class ParticlesState(QObject):
    """Two panels, of which the second may be left out, and how fast and with what trails they are shown."""

    shown_changed = Signal()
    """The number of panels, the speed or the trails changed."""

    def __init__(self, density: DensitySettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panels = (
            ParticleDraft(Sampler.LANGEVIN, density, self),
            ParticleDraft(Sampler.ANNEALED, density, self),
        )
        self.both = True
        self.exact = False
        """Whether exact samples are shown beside the panels."""
        self.speed = 60.0
        """Steps a second; at :data:`FASTEST` as fast as they come."""
        self.trail = 12
        """Steps that a trail goes back; 0 for none."""

    @property
    def used(self) -> tuple[ParticleDraft, ...]:
        """The panels that run."""
        return self.panels if self.both else self.panels[:1]

    def set_shared(self, name: str, value: Any) -> None:
        """A setting of all panels."""
        for panel in self.panels:
            panel.set(name, value)

    def reset_shared(self, name: str) -> None:
        """Back to what suits the density, in all panels."""
        for panel in self.panels:
            panel.reset(name)

    def set_start(self, start: ParticleStart, places: PointSet | None = None) -> None:
        """Where the particles start; ``places`` for :attr:`ParticleStart.POINTS`."""
        for panel in self.panels:
            panel._changes.pop("points", None)  # noqa: SLF001 - the two belong together
            if places is not None:
                panel._changes["points"] = places  # noqa: SLF001
            panel.set("start", start) if panel.value("start") is not start else panel._check()  # noqa: SLF001
            panel.changed.emit("start")

    def set_shown(self, **values: Any) -> None:
        """Set ``both``, ``exact``, ``speed`` or ``trail``."""
        for name, value in values.items():
            if name not in ("both", "exact", "speed", "trail"):
                raise AttributeError(name)
            setattr(self, name, value)
        self.shown_changed.emit()


FASTEST = 1000.0
"""The speed that means: without waiting."""
