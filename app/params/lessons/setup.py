"""What the button of a step sets up: a workspace, what is looked at there, its settings, and whether it begins to run.

A setup is read from plain values (of a chapter's head) by :func:`read_setup`; the window carries it out through the
states that its own controls edit, and :mod:`app.jobs.lessons` without a window.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import numpy as np

from app.params.checks import SettingError, finite
from app.params.inpainting import InpaintSettings
from app.params.lab.density import DensityName, DensitySettings, Mode, PointSet
from app.params.lab.look import Look
from app.params.lab.particles import ParticleSettings, ParticleStart, Shown
from app.params.lab.training import LabTrainSettings
from app.params.masks import Preset
from app.params.model import ModelInfo
from app.params.plain import shown
from app.params.recipes import Recipe, for_network, recipe
from app.params.samplers import Sampler
from app.params.sampling import SampleSettings
from app.params.settings import Option, Settings, fields_of, known_values

S = TypeVar("S", bound=Settings)

Changes = tuple[tuple[str, Any], ...]
"""Settings by their keys, as their own types."""


class Begin(Option):
    """What happens once everything is set."""

    REST = "rest", "nothing", "The reader begins"
    PLAY = "play", "the run begins", "The run begins"
    STEP = "step", "one step", "One step is taken"


class Doing(Option):
    """What the laboratory is to do."""

    FIELD = "field"
    PARTICLES = "particles"
    LEARNING = "learning"


@dataclass(frozen=True)
class Panel:
    """The sampler of one panel of particles, and what differs from what suits the density."""

    sampler: Sampler = Sampler.LANGEVIN
    changes: Changes = ()

    def settings(self, density: DensitySettings) -> ParticleSettings:
        """All of its settings. Raises SettingError."""
        return ParticleSettings.for_density(density, self.sampler, **dict(self.changes))


@dataclass(frozen=True)
class LabSetup:
    """The 2-D laboratory: ``view`` is (x, y, half width), None all of the density; one or two ``panels``."""

    workspace: ClassVar[str] = "lab"

    density: DensitySettings = dataclasses.field(default_factory=DensitySettings)
    doing: Doing = Doing.PARTICLES
    look: Look = dataclasses.field(default_factory=Look)
    view: tuple[float, float, float] | None = None
    panels: tuple[Panel, ...] = (Panel(),)
    shown: Shown = dataclasses.field(default_factory=Shown)
    training: LabTrainSettings | None = None
    run: Begin = Begin.REST


@dataclass(frozen=True)
class InsideLook:
    """The inside of the network is shown: its module ``layer`` (empty: all of it) at ``sigma`` (None: of what is seen).

    ``dilated``: with the network's dilations, else all are 1.
    """

    layer: str = ""
    sigma: float | None = None
    dilated: bool = True


@dataclass(frozen=True)
class PictureSetup:
    """Pictures of a bundled network: ``changes`` from what the recipe, or without one the network, recommends."""

    workspace: ClassVar[str] = "sample"

    network: str = "mnist"
    recipe: Recipe | None = None
    changes: Changes = ()
    estimate: bool = False
    run: Begin = Begin.REST
    inside: InsideLook | None = None

    def settings(self, info: ModelInfo) -> SampleSettings:
        """The settings for a network. Raises SettingError."""
        base = info.settings if self.recipe is None else recipe(info, self.recipe)
        changes = dict(self.changes)
        if "count" in changes:
            changes["batch_size"] = changes["count"]
        return for_network(dataclasses.replace(base, **changes), info)


@dataclass(frozen=True)
class FillSetup(PictureSetup):
    """A picture to fill: ``picture`` names one that lies beside the chapters, ``mask`` is ready-made."""

    workspace: ClassVar[str] = "inpaint"

    picture: str = ""
    mask: Preset = Preset.LOWER
    filling: InpaintSettings = dataclasses.field(default_factory=InpaintSettings)


Setup = LabSetup | PictureSetup | FillSetup


def read_setup(data: object) -> Setup:
    """The setup that plain values describe, e.g. ``{"workspace": "lab", "density": "ring"}``. Raises SettingError."""
    values = _mapping("the setup", data)
    workspace = values.pop("workspace", None)
    if workspace == LabSetup.workspace:
        return _lab(values)
    if workspace == FillSetup.workspace:
        return _fill(values)
    if workspace == PictureSetup.workspace:
        return _pictures(values)
    raise SettingError(f"the setup's workspace must be one of lab, sample, inpaint, not {shown(workspace)}")


# The laboratory


def _lab(values: dict[str, Any]) -> LabSetup:
    _only("the setup", values, ("density", "doing", "look", "view", "particles", "a", "b", "shown", "training", "run"))
    density = read_density(values.get("density", DensityName.TWO_GAUSSIANS.value))
    shared = _mapping("particles", values.get("particles", {}))
    names = [name for name in ("a", "b") if name in values] or ["a"]
    panels = tuple(_panel(name, {**shared, **_mapping(name, values.get(name, {}))}) for name in names)
    for panel in panels:
        panel.settings(density)  # they must fit together
    show = {"both": len(panels) == 2, **_mapping("shown", values.get("shown", {}))}
    look = _mapping("look", values.get("look", {}))
    seen = _settings(Look, "look", look)
    density.check_meaning(seen.meaning, seen.sigma)
    training = values.get("training")
    return LabSetup(
        density, _one_of(Doing, "doing", values.get("doing", "particles")), seen,
        _view(values.get("view")), panels, _settings(Shown, "shown", show),
        None if training is None else _settings(LabTrainSettings, "training", training), _begin(values),
    )  # fmt: skip


def read_density(data: object) -> DensitySettings:
    """A density by its name, or {name, ring, modes: [[x, y, std, weight]], points: [[x, y]]}. Raises SettingError."""
    values = _mapping("the density", data if isinstance(data, dict) else {"name": data})
    _only("the density", values, ("name", "ring", "modes", "points"))
    if "points" in values:
        return DensitySettings(DensityName.POINTS, points=_points("the density's points", values["points"]))
    if "ring" in values:
        return DensitySettings.ring(values["ring"])
    name = _one_of(DensityName, "the density", values.get("name", DensityName.TWO_GAUSSIANS.value))
    try:
        modes = tuple(Mode(*mode) for mode in values.get("modes", ()))
    except TypeError:
        raise SettingError("modes must be a list of [x, y, standard deviation, weight]") from None
    return DensitySettings(name, modes)


def _panel(name: str, values: dict[str, Any]) -> Panel:
    sampler = _one_of(Sampler, f"the sampler of {name}", values.pop("sampler", Sampler.LANGEVIN.value))
    places: Changes = ()
    if "points" in values:
        places = (("start", ParticleStart.POINTS), ("points", _points(f"the start of {name}", values.pop("points"))))
    return Panel(sampler, _changes(ParticleSettings, name, values) + places)


def _points(called: str, data: object) -> PointSet:
    try:
        points = np.array(data, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise SettingError(f"{called} must be a list of [x, y]") from None
    if points.ndim == 2 and len(points) == 1:
        points = points.repeat(2, axis=0)  # a set has two points at least
    return PointSet(points)


def _view(data: object) -> tuple[float, float, float] | None:
    if data is None:
        return None
    if not isinstance(data, list) or len(data) != 3:
        raise SettingError(f"the view must be [x, y, half width], not {shown(data)}")
    x, y = (finite("the view", value, -1e6, 1e6) for value in data[:2])
    return x, y, finite("the view's half width", data[2], 0, 1e6, open_low=True)


# Pictures


def _pictures(values: dict[str, Any]) -> PictureSetup:
    _only("the setup", values, ("network", "recipe", "settings", "estimate", "run", "inside"))
    return PictureSetup(**_common(values), inside=_inside(values["inside"]) if "inside" in values else None)


def _inside(data: object) -> InsideLook:
    values = _mapping("inside", data)
    _only("inside", values, ("layer", "sigma", "dilated"))
    layer, sigma, dilated = values.get("layer", ""), values.get("sigma"), values.get("dilated", True)
    if not isinstance(layer, str):
        raise SettingError(f"the layer must be the name of one, not {shown(layer)}")
    if not isinstance(dilated, bool):
        raise SettingError(f"dilated must be true or false, not {shown(dilated)}")
    return InsideLook(layer, None if sigma is None else finite("sigma", sigma, 0, 1e6, open_low=True), dilated)


def _fill(values: dict[str, Any]) -> FillSetup:
    _only("the setup", values, ("network", "recipe", "settings", "estimate", "run", "picture", "mask", "filling"))
    picture, mask = values.get("picture", ""), values.get("mask", Preset.LOWER.value)
    if not isinstance(picture, str) or not picture.replace("-", "").isalnum():
        raise SettingError(f"the picture must be a name of letters and digits, not {shown(picture)}")
    filling = _settings(InpaintSettings, "filling", values.get("filling", {}))
    return FillSetup(**_common(values), picture=picture, mask=_one_of(Preset, "the mask", mask), filling=filling)


def _common(values: dict[str, Any]) -> dict[str, Any]:
    network, name, estimate = values.get("network", "mnist"), values.get("recipe"), values.get("estimate", False)
    if not isinstance(network, str):
        raise SettingError(f"the network must be a bundled one's name, not {shown(network)}")
    if not isinstance(estimate, bool):
        raise SettingError(f"estimate must be true or false, not {shown(estimate)}")
    return {
        "network": network,
        "recipe": None if name is None else _one_of(Recipe, "the recipe", name),
        "changes": _changes(SampleSettings, "settings", values.get("settings", {})),
        "estimate": estimate,
        "run": _begin(values),
    }


# Plain values


def _mapping(called: str, data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise SettingError(f"{called} must be names with their values, not {shown(data)}")
    return dict(data)


def _only(called: str, values: dict[str, Any], known: Collection[str]) -> None:
    unknown = sorted(values.keys() - set(known))
    if unknown:
        raise SettingError(f"{called} knows no {shown(unknown[0])}: it may have {', '.join(known)}")


def _changes(cls: type[Settings], called: str, data: object) -> Changes:
    values = _mapping(called, data)
    _only(called, values, fields_of(cls))
    found = known_values(cls, values)
    for key, value in found.items():
        fields_of(cls)[key].check(value)
    return tuple(found.items())


def _settings(cls: type[S], called: str, data: object) -> S:
    return cls(**dict(_changes(cls, called, data)))


O = TypeVar("O", bound=StrEnum)  # noqa: E741


def _one_of(kind: type[O], called: str, value: object) -> O:
    if not isinstance(value, str) or value not in list(kind):
        raise SettingError(f"{called} must be one of {', '.join(kind)}, not {shown(value)}")
    return kind(value)


def _begin(values: dict[str, Any]) -> Begin:
    return _one_of(Begin, "run", values.get("run", Begin.REST.value))
