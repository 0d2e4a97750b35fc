"""What the laboratory remembers from one start to the next, as a JSON document; bad parts fall back one by one.

Settings belong here, results do not: a network that was trained is kept by saving it.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import logging
from collections.abc import Callable
from typing import Any

import numpy as np

from app.params import SettingError
from app.params.checks import finite
from app.params.lab.density import DensityName, DensitySettings, Mode, PointSet, SigmaMeaning
from app.params.lab.particles import LONGEST_TRAIL, ParticleSettings, ParticleStart
from app.params.lab.training import LabTrainSettings, Objective
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity, LabState, Look
from app.state.lab.particles import FASTEST, ParticleDraft, ParticlesState
from app.state.lab.plane import PlaneView
from app.state.lab.training import TrainingDraft

VERSION = 1
MAX_POINTS_KEPT = 20_000
"""Larger sets of points are not kept: they come from a file, which can be opened again."""

_ENUMS = {"start": ParticleStart, "meaning": SigmaMeaning}
_log = logging.getLogger(__name__)


def remember(state: LabState, particles: ParticlesState, training: TrainingDraft) -> dict[str, Any]:
    """The document."""
    density = state.density
    kept = density.points is None or len(density.points) <= MAX_POINTS_KEPT
    document: dict[str, Any] = {
        "version": VERSION,
        "activity": state.activity.value,
        "brush": state.brush,
        "shown": {name: getattr(particles, name) for name in ("both", "exact", "speed", "trail")},
    }
    if kept:  # the others suit this density
        document |= {
            "density": _density(density),
            "view": [state.view.x, state.view.y, state.view.half],
            "look": dataclasses.asdict(state.look) | {"meaning": state.look.meaning.value},
            "panels": [_draft(panel) for panel in particles.panels],
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
    part("look", lambda stored: state.recall(look=_read_look(stored)))
    part("activity", lambda stored: state.recall(activity=Activity(stored)))
    part("brush", lambda stored: state.recall(brush=_number(stored)))
    part("shown", lambda stored: particles.set_shown(**_read_shown(stored)))
    for draft in particles.panels:
        draft.set_density(state.density, fresh=True)
    part("panels", lambda stored: _read_panels(stored, state.density, particles))
    part("learning", lambda stored: training.replace(_read_training(stored)))


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


def _read_look(stored: dict[str, Any]) -> Look:
    return Look(**(stored | {"meaning": SigmaMeaning(stored["meaning"])}))


def _read_shown(stored: dict[str, Any]) -> dict[str, Any]:
    finite("the speed", stored["speed"], 1, FASTEST)
    finite("the trails", stored["trail"], 0, LONGEST_TRAIL)
    return {
        "both": bool(stored["both"]), "exact": bool(stored["exact"]), "speed": float(stored["speed"]),
        "trail": int(stored["trail"]),
    }  # fmt: skip


def _draft(draft: ParticleDraft) -> dict[str, Any]:
    plain = {k: getattr(v, "value", v) for k, v in draft.changes.items() if k != "points"}
    places = draft.changes.get("points")
    if places is not None and len(places) <= MAX_POINTS_KEPT:
        plain["points"] = _pack(places)
    elif places is not None:
        plain.pop("start", None)
    return {"sampler": draft.value("sampler").value, "changes": plain}


def _read_panels(stored: list[Any], density: DensitySettings, particles: ParticlesState) -> None:
    """All or nothing: the panels share their start and their seed."""
    found = []
    for panel in stored[: len(particles.panels)]:
        sampler, changes = Sampler(panel["sampler"]), dict(panel["changes"])
        for name, kind in _ENUMS.items():
            if name in changes:
                changes[name] = kind(changes[name])
        if "points" in changes:
            changes["points"] = _unpack(changes["points"])
        ParticleSettings.for_density(density, sampler, **changes)
        found.append((sampler, changes))
    for draft, (sampler, changes) in zip(particles.panels, found, strict=True):
        draft.replace(sampler, **changes)


def _read_training(stored: dict[str, Any]) -> LabTrainSettings:
    return LabTrainSettings(**(stored | {"objective": Objective(stored["objective"])}))


def _number(value: object) -> float:
    finite("a stored number", value, -1e9, 1e9)
    return float(value)  # type: ignore[arg-type]


def _pack(points: PointSet) -> str:
    return base64.b64encode(points.points.astype("<f8").tobytes()).decode("ascii")


def _unpack(text: str) -> PointSet:
    try:
        return PointSet(np.frombuffer(base64.b64decode(text, validate=True), "<f8").reshape(-1, 2))
    except binascii.Error as error:
        raise ValueError(f"points: {error}") from error
