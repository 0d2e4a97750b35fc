"""What the laboratory remembers from one start to the next, as a JSON document; bad parts fall back one by one.

Settings belong here, results do not: a network that was trained is kept by saving it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from app.params import SettingError
from app.params.checks import finite
from app.params.lab.density import DensitySettings
from app.params.lab.experiment import (
    MAX_POINTS_KEPT,
    UNREADABLE,
    PanelChoice,
    read_density,
    read_settings,
    write_density,
)
from app.params.lab.look import Look
from app.params.lab.particles import ParticleSettings, Shown
from app.params.lab.training import LabTrainSettings
from app.params.plain import shown
from app.state.lab.laboratory import Activity, LabState
from app.state.lab.particles import ParticlesState
from app.state.lab.plane import PlaneView
from app.state.lab.training import TrainingDraft

VERSION = 1
_log = logging.getLogger(__name__)


def remember(
    state: LabState, particles: ParticlesState, training: TrainingDraft,
    run: tuple[DensitySettings, Sequence[ParticleSettings]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The document; with a ``run`` of its density and panels rather than of what would run next."""
    density = state.density if run is None else run[0]
    panels = [PanelChoice(draft.value("sampler"), draft.changes) for draft in particles.panels]
    if run is not None:
        panels[: len(run[1])] = [PanelChoice.of(settings, density) for settings in run[1]]
    kept = density.points is None or len(density.points) <= MAX_POINTS_KEPT
    document: dict[str, Any] = {
        "version": VERSION,
        "activity": state.activity.value,
        "brush": state.brush,
        "shown": particles.shown.to_dict(),
    }
    if kept:  # the others suit this density
        document |= {
            "density": write_density(density),
            "view": [state.view.x, state.view.y, state.view.half],
            "look": state.look.to_dict(),
            "panels": [panel.write() for panel in panels],
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
        except UNREADABLE as error:
            _log.warning("stored setting of the laboratory dropped: %s: %s", name, error)
            return False
        return True

    if part("density", lambda stored: state.recall(density=read_density(stored))):
        part("view", lambda stored: state.recall(view=PlaneView(*stored)))
    part("look", lambda stored: state.recall(look=read_settings(Look, stored)))
    part("activity", lambda stored: state.recall(activity=Activity(stored)))
    part("brush", lambda stored: state.recall(brush=finite("the brush", stored)))
    part("shown", lambda stored: ParticlesState.shown.set(particles, read_settings(Shown, stored)))
    for draft in particles.panels:
        draft.set_density(state.density, fresh=True)
    part("panels", lambda stored: _read_panels(stored, state.density, particles))
    part("learning", lambda stored: training.replace(read_settings(LabTrainSettings, stored)))


def restore(document: Any, state: LabState, particles: ParticlesState, training: TrainingDraft) -> None:
    """Set up what :func:`remember` noted of an experiment, in a window that is in use: all of it or nothing.

    Raises SettingError that says what is wrong with it.
    """
    try:
        if document["version"] != VERSION:
            raise SettingError(f"the experiment has version {shown(document['version'])}, not {VERSION}")
        density = read_density(document["density"])
        look, shown_as = read_settings(Look, document["look"]), read_settings(Shown, document["shown"])
        density.check_meaning(look.meaning, look.sigma)
        view, activity = PlaneView(*document["view"]), Activity(document["activity"])
        panels = [PanelChoice.read(stored, density) for stored in document["panels"][: len(particles.panels)]]
        learning = read_settings(LabTrainSettings, document["learning"]) if "learning" in document else None
    except UNREADABLE as error:
        raise error if isinstance(error, SettingError) else SettingError(f"it cannot be read: {error}") from error
    state.choose(density)
    state.look, state.view = look, view
    particles.shown = shown_as
    for draft, panel in zip(particles.panels, panels, strict=False):
        draft.replace(panel.sampler, **panel.changes)
    if learning is not None:
        training.replace(learning)
    state.activity = activity


def _read_panels(stored: list[Any], density: DensitySettings, particles: ParticlesState) -> None:
    """All or nothing: the panels share their start and their seed."""
    found = [PanelChoice.read(panel, density) for panel in stored[: len(particles.panels)]]
    for draft, panel in zip(particles.panels, found, strict=True):
        draft.replace(panel.sampler, **panel.changes)
