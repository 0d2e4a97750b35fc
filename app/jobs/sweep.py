"""The cells of a sweep, one after another: equal ones once, and what several begin with once."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from app.core.course import size_of
from app.core.diagnostics import SamplingDivergedError
from app.core.inpainting import Filling, completed
from app.core.pixels import to_frames, unit_frames
from app.core.types import ScoreModel
from app.core.walk import BranchPoint, Walk
from app.io.errors import CheckpointError
from app.io.features import read_features
from app.io.places import resolve_checkpoint
from app.jobs.opening import load
from app.jobs.sampling import BatchStep, Before, replayed, run_all
from app.networks.digits import CLASSES, SHAPE
from app.params.opening import Opening, Unconfigured, Wish
from app.params.repaint import Repainted
from app.params.sweep import Cell, Work, Works
from app.params.sweeping import CellDone, CellStep, Judged
from app.quality.classes import counts
from app.quality.features import see

BRANCH_BYTES = 256 * 2**20
"""Memory for the places that later cells go on from; beyond it they begin at the start."""

MOST_OPEN = 4
"""Networks beside the window's that are kept open."""

Models = Callable[[str], ScoreModel]
"""The network of a name; asked for again whenever another one was asked for in between."""

Judge = Callable[[np.ndarray], Judged]
"""Tells what pictures uint8 [N, H, W, C] are."""


@dataclass
class _Places:
    """Branch points by the cell that they belong to, its batch (first, size), and the evaluations done by then."""

    wanted: dict[int, set[int]] = field(default_factory=dict)
    """After which evaluations of a cell others go on."""
    points: dict[tuple[int, int, int, int], BranchPoint] = field(default_factory=dict)
    size: int = 0

    @classmethod
    def of(cls, works: Iterable[Work]) -> _Places:
        places = cls()
        for work in works:
            if work.at:
                places.wanted.setdefault(work.source, set()).add(work.at)
        return places

    def keep(self, cell: int, first: int, size: int, walk: Walk) -> None:
        done = walk.position.index
        if done not in self.wanted.get(cell, ()):
            return
        point = walk.save()
        bytes_ = size_of(point)
        if self.size + bytes_ <= BRANCH_BYTES:
            self.points[cell, first, size, done] = point
            self.size += bytes_

    def forget(self, later: Iterable[Work]) -> None:
        """Keep what cells that are still to come go on from."""
        wanted = {(work.source, work.at) for work in later}
        self.points = {key: point for key, point in self.points.items() if (key[0], key[3]) in wanted}
        self.size = sum(map(size_of, self.points.values()))


def run_sweep(
    cells: tuple[Cell, ...], models: Models, *, known: Repainted | None = None,
    done: Mapping[int, CellDone] | None = None, judge: Callable[[ScoreModel], Judge | None] | None = None,
) -> Iterator[CellStep | CellDone]:  # fmt: skip
    """Fill the cells in their order: a CellStep after each evaluation of the network, a CellDone for each cell.

    ``known`` is what is filled, in a sweep of fillings. Whoever stops taking from the iterator stops the sweep; with
    the cells ``done`` by then another call goes on where it ended. A cell that diverges is done with an error.
    """
    found = dict(done or {})
    works = Works(cells, frozenset(found))
    to_do = {work.cell.index: work for work in works.runs}
    places, total, made = _Places.of(works.runs), works.evaluations, 0
    name, model, judged = "", None, None
    for cell in cells:
        if cell.index in found:
            continue
        if cell.settings is None or cell.same_as is not None:
            found[cell.index] = _without_run(cell, found)
            yield found[cell.index]
            continue
        if model is None or cell.network != name:
            name, model = cell.network, models(cell.network)
            judged = None if judge is None else judge(model)
        run = _CellRun(cell, to_do[cell.index], model, places, known)
        for _ in run.steps():
            yield CellStep(cell.index, made + run.computed, max(total, made + run.computed))
        made += run.computed
        found[cell.index] = run.result(judged)
        yield found[cell.index]
        places.forget(work for index, work in to_do.items() if index > cell.index)


def _without_run(cell: Cell, found: Mapping[int, CellDone]) -> CellDone:
    if cell.same_as is None:
        return CellDone(cell.index, error=cell.error)
    return dataclasses.replace(found[cell.same_as], index=cell.index, computed=0, seconds=0.0)


class _CellRun:
    """One cell's run: all batches, each from its place in an earlier run, if that is kept."""

    def __init__(self, cell: Cell, work: Work, model: ScoreModel, places: _Places, known: Repainted | None) -> None:
        self.computed = 0
        """Evaluations of the network."""
        self._cell, self._work, self._model, self._places, self._known = cell, work, model, places, known
        self._parts: list[Tensor] = []
        self._error = ""
        self._seconds = 0.0

    def steps(self) -> Iterator[None]:
        """Run it, one evaluation after another; the time that passes outside is not counted."""
        settings = self._cell.settings
        if settings is None:
            return
        now: BatchStep | None = None
        cell, how = self._cell, self._cell.filling
        filled = None if how is None or self._known is None else (how, self._known)
        run = run_all(self._model, settings, cell.changes, self._filling, Before(cell.before, filled=filled), self)
        while True:
            begun = time.perf_counter()
            try:
                now = next(run, None)
            except SamplingDivergedError as error:
                self._error = str(error)
                return
            finally:
                self._seconds += time.perf_counter() - begun
            if now is None:
                return
            self.computed += 1
            yield

    def _filling(self) -> Filling | None:
        how, known = self._cell.filling, self._known
        return None if how is None or known is None else replayed(self._model, how, known)

    def point(self, first: int, size: int) -> BranchPoint | None:
        """Where a batch is taken up."""
        work = self._work
        return self._places.points.get((work.source, first, size, work.at)) if work.at else None

    def passed(self, walk: Walk, first: int, size: int) -> None:
        """Keep the place if another cell goes on from it."""
        self._places.keep(self._cell.index, first, size, walk)

    def ended(self, walk: Walk) -> None:
        """These are the pictures."""
        self._parts.append(walk.state.x)

    def result(self, judge: Judge | None) -> CellDone:
        """What came of it."""
        cell = self._cell
        if self._error:
            return CellDone(cell.index, cell.evaluations, self.computed, self._seconds, error=self._error)
        x = torch.cat(self._parts)
        if cell.filling is None or self._known is None:
            frames = to_frames(self._model, x)
        else:
            last = self._known.last
            frames = unit_frames(completed(self._model, x, torch.from_numpy(last.source), torch.from_numpy(last.mask)))
        judged = None if judge is None else judge(frames)
        return CellDone(cell.index, cell.evaluations, self.computed, self._seconds, frames, judged)


class OpenNetworks:
    """The networks of a sweep in the window by their names: the one that is open there, and others, opened here.

    ``remembered``: how files were opened before, as :class:`Wish` has it. Raises CheckpointError when called.
    """

    def __init__(self, name: str, model: ScoreModel, remembered: Mapping[str, Any]) -> None:
        self._name, self._model, self._remembered = name, model, remembered
        self._opened: dict[str, ScoreModel] = {}
        info = model.describe()
        self._path = info.path
        if info.opening.get("graphs"):  # what is recorded on the card serves one thread at a time
            self._model = self._load(Wish(info.path, str(model.device), Opening.from_dict(info.opening)))

    def __call__(self, name: str) -> ScoreModel:
        """The network of that name or path."""
        path = str(resolve_checkpoint(name))
        if name == self._name or (self._path and Path(path) == Path(self._path)):
            return self._model
        if name not in self._opened:
            if len(self._opened) >= MOST_OPEN:
                self._opened.pop(next(iter(self._opened)))
            self._opened[name] = self._load(Wish(path, str(self._model.device), remembered=self._remembered))
        return self._opened[name]

    @staticmethod
    def _load(wish: Wish) -> ScoreModel:
        loaded = load(wish)
        if isinstance(loaded, Unconfigured):
            raise CheckpointError(wish.path, loaded.problem.rstrip("."), "Open it in the window first, which asks")
        return loaded.model


def judge_for(model: ScoreModel) -> Judge | None:
    """What tells the classes of a network's pictures: the bundled features, if they are pictures of that kind."""
    if tuple(model.shape) != SHAPE:
        return None
    network = read_features()

    def judge(frames: np.ndarray) -> Judged:
        seen = see(network, np.ascontiguousarray(frames.transpose(0, 3, 1, 2)))
        shares = counts(seen.classes, CLASSES) / len(frames)
        return Judged(tuple(shares.tolist()), seen.top_probability)

    return judge
