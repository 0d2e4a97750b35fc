"""Numbers as comma-separated values: one line a row, full precision, a header that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.io.atomic import atomic_path


def save_csv(path: str | Path, header: Sequence[str], rows: Iterable[Sequence[float | int | str]]) -> None:
    """Write a table atomically (UTF-8, RFC 4180). Raises WriteError."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
