"""Numbers as text: tables with a header that names the columns, and lists of noise levels."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.io.atomic import atomic_path
from app.io.door import read_text
from app.io.errors import DataError, expanded
from app.params.sampling import MAX_LEVELS, MAX_SIGMA

MAX_BYTES = 2**20


def read_levels(path: str | Path) -> tuple[float, ...]:
    """Noise levels from a text file, separated by lines, commas or blanks, sorted to descend. Raises DataError."""
    path = expanded(path)
    words = read_text(path, DataError, limit=MAX_BYTES).replace(",", " ").split()
    try:
        levels = sorted({float(word) for word in words}, reverse=True)
    except ValueError as error:
        raise DataError(path, f"it holds something else than numbers ({error})", "One noise level a line") from error
    if not levels or not 0 < levels[-1] <= levels[0] <= MAX_SIGMA or len(levels) > MAX_LEVELS:
        raise DataError(path, "it does not hold noise levels", f"Up to {MAX_LEVELS:,} numbers above 0, one a line")
    return tuple(levels)


def save_csv(path: str | Path, header: Sequence[str], rows: Iterable[Sequence[float | int | str]]) -> None:
    """Write a table atomically (UTF-8, RFC 4180). Raises WriteError."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
