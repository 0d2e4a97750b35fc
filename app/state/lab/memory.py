"""What the laboratory remembers from one start to the next, as a JSON document; bad parts fall back one by one.

Settings belong here, results do not: a network that was trained is kept by saving it.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from app.params import SettingError
from app.params.checks import finite
from app.params.lab.density import DensityName, DensitySettings, Mode, PointSet
from app.params.lab.look import Look
from app.params.lab.particles import ParticleSettings, Shown
from app.params.lab.training import LabTrainSettings
from app.params.samplers import Sampler
from app.params.settings import Settings, fields_of, known_values, plain
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticleDraft, ParticlesState
from app.state.lab.plane import PlaneView
from app.state.lab.training import TrainingDraft

VERSION = 1
MAX_POINTS_KEPT = 20_000
"""Larger sets of points are not kept: they come from a file, which can be opened again."""

S = TypeVar("S", bound=Settings)
_log = logging.getLogger(__name__)


def remember(state: LabState, particles: ParticlesState, training: TrainingDraft) -> dict[str, Any]:
    """The document."""
    density = state.density
    kept = density.points is None or len(density.points) <= MAX_POINTS_KEPT
    document: dict[str, Any] = {
        "version": VERSION,
        "activity": state.activity.value,
        "brush": state.brush,
        "shown": particles.shown.to_dict(),
    }
    if kept:  # the others suit this density
        document |= {
            "density": _density(density),
            "view": [state.view.x, state.view.y, state.view.half],
            "look": state.look.to_dict(),
            "panels": [_panel(panel) for panel in particles.panels],
        }
    if training.valid is not None:
        document["learning"] = training.valid.to_dict()
    return document


def recall(document: dict[str, Any], state: LabState, particles: ParticlesState, training: TrainingDraft) -> None:
    """Take up what :func:`remember` noted; a part that cannot be used is left as it is, with a warning in the log."""
    if not document:
        return
    if document.get("version") != VERSION:
        _log.warning("the laboratory's settings were written by another version; starting with defaults")
        return

    def part(name: str, use: Callable[[Any], None]) -> bool:
        if name not in document:
            return False
        try:
            use(document[name])
        except (SettingError, TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            _log.warning("stored setting of the laboratory dropped: %s: %s", name, error)
            return False
        return True

    if part("density", lambda stored: state.recall(density=_read_density(stored))):
        part("view", lambda stored: state.recall(view=PlaneView(*stored)))
    part("look", lambda stored: state.recall(look=_read(Look, stored)))
    part("activity", lambda stored: state.recall(activity=Activity(stored)))
    part("brush", lambda stored: state.recall(brush=finite("the brush", stored)))
    part("shown", lambda stored: ParticlesState.shown.set(particles, _read(Shown, stored)))
    for draft in particles.panels:
        draft.set_density(state.density, fresh=True)
    part("panels", lambda stored: _read_panels(stored, state.density, particles))
    part("learning", lambda stored: training.replace(_read(LabTrainSettings, stored)))


def _density(density: DensitySettings) -> dict[str, Any]:
    document: dict[str, Any] = {"name": density.name.value}
    if density.modes:
        document["modes"] = [[m.x, m.y, m.std, m.weight] for m in density.modes]
    if density.points is not None:
        document["points"] = _pack(density.points)
    return document


def _read_density(stored: dict[str, Any]) -> DensitySettings:
    points = _unpack(stored["points"]) if "points" in stored else None
    return DensitySettings(DensityName(stored["name"]), tuple(Mode(*m) for m in stored.get("modes", ())), points)


def _panel(draft: ParticleDraft) -> dict[str, Any]:
    changes = draft.changes
    places = changes.pop("points", None)
    if places is not None and len(places) > MAX_POINTS_KEPT:
        places = None
        changes.pop("start", None)
    packed = {} if places is None else {"points": _pack(places)}
    changes = {key: plain(value) for key, value in changes.items()} | packed
    return {"sampler": draft.value("sampler").value, "changes": changes}


def _read_panels(stored: list[Any], density: DensitySettings, particles: ParticlesState) -> None:
    """All or nothing: the panels share their start and their seed."""
    found = []
    for panel in stored[: len(particles.panels)]:
        sampler, changes = Sampler(panel["sampler"]), dict(panel["changes"])
        places = {"points": _unpack(changes.pop("points"))} if "points" in changes else {}
        _check_known(ParticleSettings, changes)
        changes = known_values(ParticleSettings, changes) | places
        ParticleSettings.for_density(density, sampler, **changes)
        found.append((sampler, changes))
    for draft, (sampler, changes) in zip(particles.panels, found, strict=True):
        draft.replace(sampler, **changes)


def _read(cls: type[S], stored: dict[str, Any]) -> S:
    _check_known(cls, stored)
    return cls.from_dict(stored)


def _check_known(cls: type[Settings], stored: dict[str, Any]) -> None:
    """A part with a setting that is not known was written by something else."""
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
