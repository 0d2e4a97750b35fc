"""Points of the plane from CSV and .npy files, and back."""

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


def load_points(path: str | Path) -> PointSet:
    """Read points from a CSV (two columns, separated by comma, semicolon, tab or blanks; a heading line and lines that
    begin with # are allowed) or a .npy file [N, 2].

    Raises DataError for anything else, for fewer than 2 or more than MAX_POINTS points, and for values that are not
    finite numbers.
    """  # fmt: skip
    path = expanded(path)
    if path.suffix.lower() == ".npy":
        array = _read_npy(path)
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


def _read_npy(path: Path) -> NDArray[np.float64]:
    with open_arrays(path, DataError) as file:
        name, header = next(iter(file.headers.items()))
        if name or header.dtype.kind not in "fiu":
            raise DataError(path, "it is not an array of real numbers", _ADVICE)
        if len(header.shape) != 2 or header.shape[1] != 2:
            raise DataError(path, f"its array has the shape {list(header.shape)}, not [N, 2]", _ADVICE)
        if header.shape[0] > MAX_POINTS:
            raise DataError(path, f"it has {header.shape[0]:,} points, more than {MAX_POINTS:,}", "Use fewer")
        return file.read(name).astype(np.float64)


def _read_text(path: Path, text: str) -> NDArray[np.float64]:
    separator = next((s for s in (";", "\t", ",") if s in text), None)
    rows: list[tuple[float, float]] = []
    heading_allowed = True
    for number, line in enumerate(io.StringIO(text), start=1):
        if len(line) > LONGEST_LINE or number > MOST_LINES:
            raise DataError(path, f"line {number} is more than a point file has", _ADVICE)
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        try:
            cells = stripped.split() if separator is None else next(csv.reader([stripped], delimiter=separator))
        except csv.Error as error:
            raise DataError(path, f"line {number} cannot be understood ({error})", _ADVICE) from error
        if separator == ";":
            cells = [cell.replace(",", ".") for cell in cells]  # a decimal comma goes with a semicolon
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) != 2:
            raise DataError(path, f"line {number} has {len(cells)} values instead of 2", _ADVICE)
        try:
            rows.append((float(cells[0]), float(cells[1])))
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
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
