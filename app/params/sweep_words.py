"""A sweep in words, which the window translates and the commands say in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.params.axes import SWEPT, Axis, symbol_of, title_of, value_texts
from app.params.model import ModelInfo
from app.params.recipes import Recipe, recipe
from app.params.sweep import WHOLE, Cell, Sweep, Works

Words = Callable[[str], str]
"""Translates a text."""

PLACE, PLACE_ALONE = "row {0} column {1}", "column {0}"
NOTHING, BOTH_NOTHING, SAME = "{0} does nothing", "{0} and {1} do nothing", "as {0}"
RECIPE, SEED, FROM_LEVEL = "recipe {0}", "seed {0}", "{0} from level {1} on"
ONE_CELL, CELLS, ONE_RUN, RUNS = "{0} cell", "{0} cells", "{0} different run", "{0} different runs"
NEED = "{0}, {1}: {2} evaluations of the network"
SAVED = "{0} instead of {1}, {2} % saved ({3})"
ONE_EQUAL, EQUAL = "{0} equal cell", "{0} equal cells"
ONE_BEGUN, BEGUN = "{0} run begun by another one", "{0} runs begun by another one"
DASHED = "Dashed: a setting on an axis does nothing there."
SAID = (
    PLACE, PLACE_ALONE, NOTHING, BOTH_NOTHING, SAME, RECIPE, SEED, FROM_LEVEL, ONE_CELL, CELLS, ONE_RUN, RUNS, NEED,
    SAVED, ONE_EQUAL, EQUAL, ONE_BEGUN, BEGUN, DASHED, "on", "off", "All of its values here make the same run",
    "It belongs to other samplers", "No noise is added", "There is one level only, the smallest",
    "The levels are spaced otherwise", "Nothing is filled", "There is no level above to go back to",
    "A filling always ends with the denoising step",
)  # fmt: skip
"""All that the window translates."""


def place_text(sweep: Sweep, index: int, words: Words = str) -> str:
    """Where a cell is, counted from 1."""
    row, column = divmod(index, sweep.columns)
    return words(PLACE).format(row + 1, column + 1) if sweep.rows > 1 else words(PLACE_ALONE).format(column + 1)


def axis_words(axis: Axis, words: Words) -> tuple[str, tuple[str, ...]]:
    """An axis's title, and its values."""
    return title_of(axis.field, words), value_texts(axis.field, axis.values, words)


def cell_note(sweep: Sweep, cell: Cell, words: Words = str) -> str:
    """What is to be said below a cell, in a few words: what does nothing there, and whose picture it shows again."""
    idle = [symbol_of(SWEPT[key], words) for key, _ in cell.idle]
    parts = [words(NOTHING if len(idle) == 1 else BOTH_NOTHING).format(*idle)] if idle else []
    if cell.same_as is not None:
        parts.append(words(SAME).format(place_text(sweep, cell.same_as, words)))
    return "; ".join(parts)


def heading_text(sweep: Sweep, infos: Mapping[str, ModelInfo], words: Words = str) -> str:
    """What is the same in all cells: network, seed, and what else is not as recommended."""
    swept = {axis.key for axis in sweep.axes}
    parts = [] if "checkpoint" in swept else [info.name for info in infos.values()]
    if "recipe" not in swept and sweep.recipe is not Recipe.ALGORITHM1:
        parts.append(words(RECIPE).format(words(sweep.recipe.label)))
    parts += [words(SEED).format(sweep.base.seed)] if "seed" not in swept else []
    usual = [recipe(info, sweep.recipe) for info in infos.values()]
    for key in sweep.fixed:
        value = getattr(sweep.base, key)
        if key in SWEPT and key not in swept | {"seed", "batch_size"} and any(getattr(u, key) != value for u in usual):
            parts.append(f"{symbol_of(SWEPT[key], words)} = {value_texts(SWEPT[key], (value,), words)[0]}")
    if sweep.begins > 1:
        names = ", ".join(symbol_of(axis.field, words) for axis in sweep.axes if axis.key not in WHOLE)
        parts.append(words(FROM_LEVEL).format(names, sweep.begins))
    return ", ".join(parts)


def saving_text(works: Works, words: Words = str) -> str:
    """How many runs and evaluations there are, and what is saved by making none of them twice."""

    def many(number: int, one: str, several: str) -> str:
        return words(one if number == 1 else several).format(f"{number:,}")

    cells, runs = sum(cell.route is not None for cell in works.cells), len(works.runs)
    branched = sum(work.at > 0 for work in works.runs)
    need, all_of_them = works.evaluations, works.all_evaluations
    text = words(NEED).format(many(cells, ONE_CELL, CELLS), many(runs, ONE_RUN, RUNS), f"{need:,}")
    if need >= 0.995 * all_of_them:  # also where no cell can be run
        return text
    why = [many(cells - runs, ONE_EQUAL, EQUAL)] * (runs < cells)
    why += [many(branched, ONE_BEGUN, BEGUN)] * (branched > 0)
    return words(SAVED).format(text, f"{all_of_them:,}", f"{100 * (1 - need / all_of_them):.0f}", ", ".join(why))
