"""One setting against another: the axes of a sweep, its cells, and what of them need be computed only once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.params.axes import SWEPT, Axis
from app.params.checks import SettingError, whole
from app.params.inpainting import InpaintSettings
from app.params.model import ModelInfo
from app.params.path import Leg
from app.params.plain import shown
from app.params.recipes import Recipe, recipe, settled, unused
from app.params.samplers import ROWS, LiveParams
from app.params.sampling import MAX_LEVELS, SampleSettings
from app.params.schedule import Schedule
from app.params.settings import fields_of, live_keys
from app.params.stages import CHURN, COUNTS, Route, Stem, churns, goes_on_at, route, same_levels

MAX_CELLS = 400

LIVE = live_keys(SampleSettings)

WHOLE = ("checkpoint", "count", "batch_size", "start", "paste", "resample")
"""What a run has from its start."""


@dataclass(frozen=True)
class Cell:
    """A picture of the table: what is run, and what is to be said about it.

    ``changes`` act after so many evaluations, and ``before`` is what it goes on from, as in a record. ``idle``: the
    settings that do nothing here, each with the reason. ``error``: why there can be no run. ``same_as``: the first
    cell with the same run, by its number.
    """

    index: int
    values: tuple[tuple[str, Any], ...]
    network: str
    settings: SampleSettings | None = None
    filling: InpaintSettings | None = None
    changes: tuple[tuple[int, LiveParams], ...] = ()
    before: tuple[Leg, ...] = ()
    route: Route | None = None
    idle: tuple[tuple[str, str], ...] = ()
    error: str = ""
    same_as: int | None = None

    @property
    def batches(self) -> int:
        """How many batches its samples go through the network in."""
        return 0 if self.settings is None else -(-self.settings.count // self.settings.batch_size)

    @property
    def evaluations(self) -> int:
        """How many evaluations its run takes, of all batches."""
        return 0 if self.route is None else self.route.evaluations * self.batches


@dataclass(frozen=True)
class Work:
    """A run to be made: that of ``cell``, which goes on from the cell ``source`` after ``at`` evaluations of a batch.

    0: it begins by itself.
    """

    cell: Cell
    source: int = 0
    at: int = 0

    @property
    def evaluations(self) -> int:
        """How many have to be made, of all batches."""
        return self.cell.evaluations - self.at * self.cell.batches


@dataclass(frozen=True)
class Sweep:
    """``x`` goes across, ``y`` down.

    What is not on an axis is as in ``base`` if its key is in ``fixed``, and else what the cell's network and recipe
    recommend, adapted to the rest as the command ``sample`` does it. ``checkpoint`` names the network unless an axis
    does. ``begins``: the level, from 1, from whose first step on what is on the axes acts, but for what a run has from
    its start (``WHOLE``); up to there all runs go as without. Parameters of the steps change during the run, with
    other settings another run goes on there.
    """

    x: Axis
    y: Axis | None = None
    base: SampleSettings = field(default_factory=SampleSettings)
    fixed: tuple[str, ...] = ()
    recipe: Recipe = Recipe.ALGORITHM1
    checkpoint: str = ""
    filling: InpaintSettings | None = None
    begins: int = 1

    def __post_init__(self) -> None:
        """Raise SettingError unless this can be run."""
        if self.y is not None and self.y.key == self.x.key:
            raise SettingError(f"a sweep needs two settings, not {self.x.field.called} twice")
        if self.columns * self.rows > MAX_CELLS:
            raise SettingError(f"a sweep has at most {MAX_CELLS} cells, not {self.columns} x {self.rows}")
        whole("the level from which on the settings act", self.begins, 1, MAX_LEVELS)
        if self.begins > 1 and all(axis.key in WHOLE for axis in self.axes):
            names = " and ".join(axis.field.called for axis in self.axes)
            raise SettingError(f"a run has it from its start: {names} cannot begin at a level")
        unknown = set(self.fixed) - {*fields_of(SampleSettings)}
        if unknown:
            raise SettingError(f"there is no setting {shown(min(unknown))}")

    @property
    def axes(self) -> tuple[Axis, ...]:
        """X, and y if there is one."""
        return (self.x,) if self.y is None else (self.x, self.y)

    @property
    def columns(self) -> int:
        """Cells across."""
        return len(self.x.values)

    @property
    def rows(self) -> int:
        """Cells down."""
        return 1 if self.y is None else len(self.y.values)

    @property
    def networks(self) -> tuple[str, ...]:
        """The names of the networks that are needed."""
        named = next((axis.values for axis in self.axes if axis.key == "checkpoint"), (self.checkpoint,))
        return tuple(str(name) for name in named)

    def values_at(self, index: int) -> dict[str, Any]:
        """What the axes say in a cell, counted row by row."""
        row, column = divmod(index, self.columns)
        values = {self.x.key: self.x.values[column]}
        return values if self.y is None else values | {self.y.key: self.y.values[row]}

    def cells(self, infos: Mapping[str, ModelInfo]) -> tuple[Cell, ...]:
        """All cells, row by row; ``infos`` describe the networks by the names that :attr:`networks` has."""
        cells = [self._cell(index, infos) for index in range(self.rows * self.columns)]
        firsts: dict[Route, int] = {}
        for index, cell in enumerate(cells):
            if cell.route is not None and (first := firsts.setdefault(cell.route, index)) != index:
                cells[index] = dataclasses.replace(cell, same_as=first)
        return tuple(dataclasses.replace(cell, idle=self._idle(cell, cells, infos[cell.network])) for cell in cells)

    def _cell(self, index: int, infos: Mapping[str, ModelInfo]) -> Cell:
        values = self.values_at(index)
        network = str(values.get("checkpoint", self.checkpoint))
        cell = Cell(index, tuple(values.items()), network)
        try:
            run = self._run(values, infos[network], infos[network].sha256 or network)
        except SettingError as error:
            return dataclasses.replace(cell, error=str(error))
        return dataclasses.replace(run, index=index, values=cell.values, network=network)

    def _run(self, values: dict[str, Any], info: ModelInfo, network: str) -> Cell:
        """What is run in a cell with such values. Raises SettingError."""
        settings = self._settings(info, values)
        filling = self._filling(settings, values)
        if self.begins == 1:
            return Cell(0, (), "", settings, filling, route=route(network, settings, None, filling))
        later = [key for key in values if key not in WHOLE]
        stem_values = {key: value for key, value in values.items() if key in WHOLE}
        before = self._settings(info, stem_values)
        levels = len(before.noise_levels)
        if self.begins > levels:
            raise SettingError(f"the run has {levels} levels: none begins at number {self.begins}")
        level, held = self.begins - 1, self._filling(before, stem_values)
        stem = route(network, before, None, held)
        until = stem.before(level)
        if all(key in LIVE for key in later):
            live = dataclasses.replace(before.live, **{key: values[key] for key in later})
            dataclasses.replace(before, **live.values())  # would it be allowed?
            found = route(network, before, (level, live), held)
            return Cell(0, (), "", before, held, _changes(before.live, until, live), route=found)
        found = route(network, settings, None, filling, Stem(stem, until, goes_on_at(before, settings, level)))
        changes: tuple[tuple[int, LiveParams], ...] = ()
        if same_levels(before, settings):
            changes = tuple(change for change in _changes(before.live, until, settings.live) if change[0] > until)
            settings = dataclasses.replace(settings, **{k: getattr(before, k) for k in COUNTS}) if changes else settings
        leg = Leg(before, tuple(range(before.count)), until, inpainting=held)
        return Cell(0, (), "", settings, filling, changes, (leg,), found)

    def _settings(self, info: ModelInfo, values: dict[str, Any]) -> SampleSettings:
        said = {key: getattr(self.base, key) for key in self.fixed}
        if "native" in said:  # each network knows its own
            said["native"] = info.sigmas if self.base.native and not info.continuous else ()
        said |= {key: value for key, value in values.items() if key in fields_of(SampleSettings)}
        return settled(recipe(info, values.get("recipe", self.recipe)), said, info)

    def _filling(self, settings: SampleSettings, values: dict[str, Any]) -> InpaintSettings | None:
        if self.filling is None:
            return None
        said = {key: value for key, value in values.items() if key in fields_of(InpaintSettings)}
        filling = dataclasses.replace(self.filling, **said)
        return filling if "paste" in said else filling.suited(settings.sampler)

    def _idle(self, cell: Cell, cells: Sequence[Cell], info: ModelInfo) -> tuple[tuple[str, str], ...]:
        if cell.settings is None:
            return ()
        found = {}
        for axis in self.axes:
            why = idle(axis.key, cell.settings, cell.filling, info)
            if not why and len(axis.values) > 1 and len({cells[k].route for k in self._line(axis, cell.index)}) == 1:
                why = "All of its values here make the same run"
            if why:
                found[axis.key] = why
        return tuple(found.items())

    def _line(self, axis: Axis, index: int) -> range:
        """The cells along an axis through one."""
        row, column = divmod(index, self.columns)
        if axis is self.x:
            return range(row * self.columns, (row + 1) * self.columns)
        return range(column, self.rows * self.columns, self.columns)

    def to_dict(self) -> dict[str, Any]:
        """What a record needs besides the base settings and what is filled, as plain JSON."""
        return {
            "x": self.x.to_dict(), **({} if self.y is None else {"y": self.y.to_dict()}), "fixed": list(self.fixed),
            "recipe": self.recipe.value, "begins": self.begins,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Any, base: SampleSettings, checkpoint: str, filling: InpaintSettings | None) -> Sweep:
        """The sweep of :meth:`to_dict`. Raises SettingError for what is none."""
        if not isinstance(data, dict):
            raise SettingError(f"a sweep must be a mapping, not {shown(data)}")
        fixed = data.get("fixed", [])
        if not isinstance(fixed, list) or not all(isinstance(key, str) for key in fixed):
            raise SettingError("the fixed settings of a sweep must be a list of names")
        name = SWEPT["recipe"].typed(data.get("recipe", Recipe.ALGORITHM1))
        SWEPT["recipe"].check(name)
        y = Axis.from_dict(data["y"]) if "y" in data else None
        begins = data.get("begins", 1)
        return cls(Axis.from_dict(data.get("x")), y, base, tuple(fixed), name, checkpoint, filling, begins)


def _changes(before: LiveParams, evaluations: int, after: LiveParams) -> tuple[tuple[int, LiveParams], ...]:
    """The changes in a record of a run in which a level begins after so many evaluations, with other parameters.

    Whether a level ends is asked when the next step is due, with the number of steps that is in force by then: another
    one comes into force a step later.
    """
    steps = {key: getattr(before, key) for key in COUNTS}
    first = dataclasses.replace(after, **steps)
    changes = [(evaluations, first)] if first != before or after == before else []
    return (*changes, (evaluations + 1, after)) if after != first else tuple(changes)


@dataclass(frozen=True)
class Works:
    """The runs of a sweep's cells in the order in which they are made, but for those ``done``, and what that saves."""

    cells: tuple[Cell, ...]
    done: frozenset[int] = frozenset()

    @cached_property
    def runs(self) -> tuple[Work, ...]:
        """One for each different cell; each goes on from the one before it that has gone furthest the same way."""
        found: list[Work] = []
        by_root: dict[object, list[tuple[Cell, Route]]] = {}
        for cell in self.cells:
            if cell.route is None or cell.same_as is not None or cell.index in self.done:
                continue
            earlier = by_root.setdefault(cell.route.root, [])
            at, source = max(((cell.route.shared(c), -other.index) for other, c in earlier), default=(0, 0))
            found.append(Work(cell, -source, at) if at else Work(cell))
            earlier.append((cell, cell.route))
        return tuple(found)

    @cached_property
    def evaluations(self) -> int:
        """How many have to be made."""
        return sum(work.evaluations for work in self.runs)

    @cached_property
    def all_evaluations(self) -> int:
        """How many the cells would take one by one."""
        return sum(cell.evaluations for cell in self.cells)


def idle(key: str, settings: SampleSettings, filling: InpaintSettings | None, info: ModelInfo | None = None) -> str:
    """Why a setting does nothing in a run with these settings, of the network if one is given; empty if it acts."""
    row = ROWS[settings.sampler]
    if key in row.ignores:
        return row.ignores[key]
    if key in fields_of(SampleSettings) and row.lacks(key):
        return "It belongs to other samplers"
    if why := unused(settings, info).get(key):
        return why
    if key in CHURN[1:] and not churns(settings.live):
        return "No noise is added"
    if key in ("sigma_max", "schedule") and settings.levels == 1:
        return "There is one level only, the smallest"
    if key == "rho" and (row.one_level or settings.levels == 1 or settings.schedule is not Schedule.RHO):
        return "The levels are spaced otherwise"
    if key in fields_of(InpaintSettings) and filling is None:
        return "Nothing is filled"
    if key == "resample" and len(settings.noise_levels) == 1:
        return "There is no level above to go back to"
    if key == "denoise" and filling is not None:
        return "A filling always ends with the denoising step"
    return ""
