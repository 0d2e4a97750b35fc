"""What comes of a sweep: its cells as they are filled, its numbers as a table, and itself in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.model import ModelInfo
from app.params.sampling import SampleSettings
from app.params.settings import fields_of, plain
from app.params.sweep import Cell, Sweep
from app.params.sweep_words import place_text


@dataclass(frozen=True)
class Judged:
    """What the bundled features see in the pictures of a cell: the share of each class, the mean top probability."""

    shares: tuple[float, ...]
    top_probability: float


@dataclass(frozen=True)
class CellStep:
    """An evaluation was made for a cell: ``done`` of about ``total`` of the whole sweep."""

    index: int
    done: int
    total: int


@dataclass(frozen=True, eq=False)
class CellDone:
    """A cell is filled: ``frames`` uint8 [N, H, W, C], or the ``error`` that prevented it.

    ``evaluations`` are those of its run, ``computed`` those that were made for it, in ``seconds``.
    """

    index: int
    evaluations: int = 0
    computed: int = 0
    seconds: float = 0.0
    frames: np.ndarray | None = None
    judged: Judged | None = None
    error: str = ""


@dataclass(frozen=True)
class SweepPlanned:
    """The networks are open: their descriptions by name, and all cells."""

    cells: tuple[Cell, ...]
    infos: Mapping[str, ModelInfo]


Row = list[float | int | str]

RUN_KEYS = tuple(key for key, field in fields_of(SampleSettings).items() if field.about.flags)


def table(sweep: Sweep, cells: Sequence[Cell], done: Mapping[int, CellDone]) -> Iterator[Row]:
    """The numbers of the cells, the header first: where, every setting, what it took, and what the pictures are.

    Values that begin at a level stand in the columns of the settings, which level in ``begins``. What is not known is
    empty.
    """
    filled = tuple(fields_of(InpaintSettings)) if sweep.filling is not None else ()
    classes = max((len(cell.judged.shares) for cell in done.values() if cell.judged is not None), default=0)
    seen = ["top_probability", *(f"share_{k}" for k in range(classes))] if classes else []
    yield [
        "row", "column", "recipe", "checkpoint", *RUN_KEYS, *filled, "begins", "evaluations", "computed", "seconds",
        "same_as", "does_nothing", "problem", *seen,
    ]  # fmt: skip
    for cell in cells:
        yield [*_place(sweep, cell), *_settings(cell, filled), sweep.begins, *_result(sweep, cell, done, len(seen))]


def _place(sweep: Sweep, cell: Cell) -> Row:
    row, column = divmod(cell.index, sweep.columns)
    chosen = dict(cell.values).get("recipe", sweep.recipe)
    return [row + 1, column + 1, str(chosen), cell.network]


def _settings(cell: Cell, filled: Sequence[str]) -> Row:
    """As they are at the end of the run; of a cell without one what the axes say."""
    said = dict(cell.values)
    if cell.settings is None:
        return [plain(said.get(key, "")) for key in (*RUN_KEYS, *filled)]
    values = cell.settings.values()
    if cell.changes:
        values |= cell.changes[-1][1].values()
    if cell.filling is not None:
        values |= cell.filling.values()
    return [plain(values[key]) for key in (*RUN_KEYS, *filled)]


def _result(sweep: Sweep, cell: Cell, done: Mapping[int, CellDone], numbers: int) -> Row:
    result = done.get(cell.index)
    took: Row = ["", "", ""] if result is None else [result.evaluations, result.computed, round(result.seconds, 3)]
    same = "" if cell.same_as is None else place_text(sweep, cell.same_as)
    error = cell.error if result is None else result.error
    found = None if result is None else result.judged
    seen: Row = [""] * numbers
    if found is not None:
        seen = [round(found.top_probability, 4), *(round(share, 4) for share in found.shares)]
    return [*took, same, " ".join(key for key, _ in cell.idle), error, *seen]
