"""An experiment of the laboratory as plain values: its density, its panels, how it is shown.

What the window remembers from one start to the next, what an exported picture carries, and what the command line takes
from one.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from app.params.checks import SettingError
from app.params.lab.density import DensityName, DensitySettings, Mode, PointSet
from app.params.lab.particles import ParticleSettings
from app.params.plain import shown
from app.params.samplers import Sampler
from app.params.settings import Settings, fields_of, known_values, plain

EXPERIMENT = "experiment"
"""Where it stands in what a picture says about itself."""

MAX_POINTS_KEPT = 20_000
"""Larger sets of points are not kept: they come from a file, which can be opened again."""

UNREADABLE = (SettingError, TypeError, ValueError, KeyError, IndexError, AttributeError)
"""What reading such values may raise."""

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class PanelChoice:
    """A panel: its sampler, and what differs from what suits density and sampler."""

    sampler: Sampler
    changes: dict[str, Any]

    def settings(self, density: DensitySettings) -> ParticleSettings:
        """The settings of a run. Raises SettingError if they do not fit together."""
        return ParticleSettings.for_density(density, self.sampler, **self.changes)

    @classmethod
    def of(cls, settings: ParticleSettings, density: DensitySettings) -> PanelChoice:
        """The choice that makes these settings."""
        usual = ParticleSettings.for_density(density, settings.sampler)
        changes = {key: value for key, value in settings.values().items() if value != getattr(usual, key)}
        return cls(settings.sampler, changes)

    def write(self) -> dict[str, Any]:
        """As plain values; many places to start from are left out."""
        changes = dict(self.changes)
        places = changes.pop("points", None)
        if places is not None and len(places) > MAX_POINTS_KEPT:
            places = None
            changes.pop("start", None)
        packed = {} if places is None else {"points": _pack(places)}
        changes = {key: plain(value) for key, value in changes.items()} | packed
        return {"sampler": self.sampler.value, "changes": changes}

    @classmethod
    def read(cls, stored: dict[str, Any], density: DensitySettings) -> PanelChoice:
        """From plain values, checked with their density. Raises one of UNREADABLE."""
        sampler, changes = Sampler(stored["sampler"]), dict(stored["changes"])
        places = {"points": _unpack(changes.pop("points"))} if "points" in changes else {}
        check_known(ParticleSettings, changes)
        choice = cls(sampler, known_values(ParticleSettings, changes) | places)
        choice.settings(density)
        return choice


def write_density(density: DensitySettings) -> dict[str, Any]:
    """A density as plain values, with all its points."""
    document: dict[str, Any] = {"name": density.name.value}
    if density.modes:
        document["modes"] = [[m.x, m.y, m.std, m.weight] for m in density.modes]
    if density.points is not None:
        document["points"] = _pack(density.points)
    return document


def read_density(stored: dict[str, Any]) -> DensitySettings:
    """From :func:`write_density`. Raises one of UNREADABLE."""
    points = _unpack(stored["points"]) if "points" in stored else None
    return DensitySettings(DensityName(stored["name"]), tuple(Mode(*m) for m in stored.get("modes", ())), points)


def read_settings(cls: type[S], stored: dict[str, Any]) -> S:
    """Settings whose names are all known. Raises one of UNREADABLE."""
    check_known(cls, stored)
    return cls.from_dict(stored)


def check_known(cls: type[Settings], stored: dict[str, Any]) -> None:
    """Raise SettingError for a setting that is not known: it was written by something else."""
    if not isinstance(stored, dict):
        raise SettingError(f"settings must be a mapping, not {shown(stored)}")
    unknown = stored.keys() - fields_of(cls).keys()
    if unknown:
        raise SettingError(f"there is no setting {sorted(unknown)[0]!r}")


def _pack(points: PointSet) -> str:
    return base64.b64encode(points.points.astype("<f8").tobytes()).decode("ascii")


def _unpack(text: str) -> PointSet:
    try:
        return PointSet(np.frombuffer(base64.b64decode(text, validate=True), "<f8").reshape(-1, 2))
    except binascii.Error as error:
        raise ValueError(f"points: {error}") from error
