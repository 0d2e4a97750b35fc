"""Points of the plane from CSV, .npy and .npz files, and CSV and .npy again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.io.arrays import open_arrays
from app.io.atomic import atomic_path, write_bytes
from app.io.door import read_text
from app.io.errors import DataError, expanded
from app.params import SettingError
from app.params.lab.density import MAX_POINTS, PointSet

MAX_BYTES = 16 * 2**20
LONGEST_LINE = 1000
MOST_LINES = 3 * MAX_POINTS
_ADVICE = "A point file has two numbers a line, x and y"
_NAMES = ("particles", "points", "")


def load_points(path: str | Path) -> PointSet:
    """Read points from a CSV (two columns, separated by comma, semicolon, tab or blanks; a heading line and lines that
    begin with # are allowed), a .npy file [N, 2] or [2, N], or the array "particles" or "points" of a .npz file (or the
    only one there). A first column that merely counts the points, 0, 1, ... or 1, 2, ..., is left out.

    Raises DataError for anything else, for fewer than 2 or more than MAX_POINTS points, and for values that are not
    finite numbers.
    """  # fmt: skip
    path = expanded(path)
    if path.suffix.lower() in (".npy", ".npz"):
        array = _read_arrays(path)
    else:
        array = _read_text(path, read_text(path, DataError, limit=MAX_BYTES))
    try:
        return PointSet(array)
    except SettingError as error:
        raise DataError(path, str(error), "Correct the file, or choose another") from error


def save_points(path: str | Path, points: PointSet) -> None:
    """Write points as CSV with a heading, or as .npy, by the name's ending; atomically. Raises WriteError."""
    if Path(path).suffix.lower() == ".npy":
        with atomic_path(path) as temporary, temporary.open("wb") as file:
            np.save(file, points.points)
        return
    lines = ["x,y", *(f"{x!r},{y!r}" for x, y in points.points.tolist())]
    write_bytes(path, ("\n".join(lines) + "\n").encode())


def _read_arrays(path: Path) -> NDArray[np.float64]:
    with open_arrays(path, DataError) as file:
        numbers = {name: header for name, header in file.headers.items() if header.dtype.kind in "fiu"}
        name = next((n for n in (*_NAMES, *numbers) if n in numbers and (n in _NAMES or len(numbers) == 1)), None)
        if not numbers:
            raise DataError(path, "it is not an array of real numbers", _ADVICE)
        if name is None:
            raise DataError(path, f"none of its {len(numbers)} arrays is called 'particles' or 'points'", _ADVICE)
        shape = numbers[name].shape
        unfit = DataError(path, f"its array has the shape {list(shape)}, not [N, 2]", _ADVICE)
        if len(shape) != 2 or not ({2, 3} & set(shape)):
            raise unfit
        if max(shape) > MAX_POINTS:
            raise DataError(path, f"it has {max(shape):,} points, more than {MAX_POINTS:,}", "Use fewer")
        array = file.read(name).astype(np.float64)
    either = (array, array.T)
    fit = [a for a in either if a.shape[1] == 2]
    fit += [a[:, 1:] for a in either if a.shape[1] == 3 and _counts(a[:, 0])]
    if not fit:
        raise unfit
    return fit[0]


def _counts(column: NDArray[np.float64]) -> bool:
    """Whether a column merely numbers its rows: 0, 1, 2, ... or 1, 2, 3, ..."""
    return len(column) > 1 and column[0] in (0, 1) and np.array_equal(column, column[0] + np.arange(len(column)))


def _read_text(path: Path, text: str) -> NDArray[np.float64]:
    separator = next((s for s in (";", "\t", ",") if s in text), None)
    rows: list[list[float]] = []
    columns = 2
    heading_allowed = True
    for number, line in enumerate(io.StringIO(text), start=1):
        if len(line) > LONGEST_LINE or number > MOST_LINES:
            raise DataError(path, f"line {number} is more than a point file has", _ADVICE)
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        cells = _cells(path, number, stripped, separator)
        if not rows and len(cells) == 3:
            columns = 3  # the first may be an index
        if len(cells) != columns:
            raise DataError(path, f"line {number} has {len(cells)} values instead of {columns}", _ADVICE)
        try:
            rows.append([float(cell) for cell in cells])
        except ValueError as error:
            if heading_allowed and not any(_is_number(cell) for cell in cells):
                heading_allowed = False
                continue
            raise DataError(path, f"line {number} does not hold two numbers: {stripped[:60]!r}", _ADVICE) from error
        heading_allowed = False
        if not np.isfinite(rows[-1]).all():
            raise DataError(path, f"line {number} holds a value that is not finite: {stripped[:60]!r}", "Remove it")
        if len(rows) > MAX_POINTS:
            raise DataError(path, f"it has more than {MAX_POINTS:,} points", f"Use at most {MAX_POINTS:,} of them")
    array = np.array(rows, dtype=np.float64).reshape(-1, columns)
    if columns == 3 and not _counts(array[:, 0]):
        raise DataError(path, "its lines have 3 values, and the first does not merely count them", _ADVICE)
    return array[:, -2:]


def _cells(path: Path, number: int, line: str, separator: str | None) -> list[str]:
    """What stands in a line, without what is empty at its end."""
    try:
        cells = line.split() if separator is None else next(csv.reader([line], delimiter=separator))
    except csv.Error as error:
        raise DataError(path, f"line {number} cannot be understood ({error})", _ADVICE) from error
    if separator == ";":
        cells = [cell.replace(",", ".") for cell in cells]  # a decimal comma goes with a semicolon
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
