"""Pictures in a column of a Parquet file, as data sets are published today: each cell holds a picture file's bytes.

The format needs a library of its own (pyarrow, the extra ``parquet``), which is imported only when such a file is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from app.io.door import opened
from app.io.errors import DataError

ENDING = ".parquet"
COLUMNS = ("image", "img", "images", "picture", "pixels", "jpg", "png")
"""The names of such columns, the likeliest first."""
MAX_FILE = 2**40
MAX_GROUP = 2**31
"""Bytes of the rows that are stored, and so read, together."""
MAX_PICTURE = 2**28
MAX_ROWS = 5_000_000


@contextmanager
def pictures_in(place: Path) -> Iterator[ParquetPictures]:
    """The pictures of a Parquet file, open for the block. Raises DataError, also where the library is missing."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise DataError(
            place, "reading Parquet needs the library pyarrow, which is not installed",
            "Install it (pip install 'score-explorer[parquet]'), or save the pictures as files",
        ) from error  # fmt: skip
    with opened(place, DataError, limit=MAX_FILE) as file:
        try:
            yield ParquetPictures(place, parquet.ParquetFile(file))
        except (arrow.ArrowException, OSError, ValueError, KeyError, OverflowError) as error:
            raise DataError(place, f"it is no whole Parquet file ({error})", "Fetch it again") from error


class ParquetPictures:
    """The cells of the one column of pictures, by names that count the rows."""

    def __init__(self, place: Path, table: Any) -> None:
        self._place, self._table = place, table
        self._column, self._inner = self._choose()
        counts = [table.metadata.row_group(i).num_rows for i in range(table.metadata.num_row_groups)]
        if sum(counts) > MAX_ROWS or any(count < 0 for count in counts):
            raise DataError(place, f"it claims {sum(counts):,} rows", "Use a part of it")
        rows = [(group, row) for group, count in enumerate(counts) for row in range(count)]
        self._places = {f"row-{number:07d}": place for number, place in enumerate(rows)}
        self._group: tuple[int, list[Any]] = (-1, [])

    @property
    def names(self) -> list[str]:
        """A name for each row, in order."""
        return list(self._places)

    def _choose(self) -> tuple[str, bool]:
        """The column of pictures, and whether its cells are structures with the bytes inside."""
        schema = self._table.schema_arrow
        fitting = {}
        for name in schema.names:
            kind = str(schema.field(name).type)
            if kind in ("binary", "large_binary"):
                fitting[name] = False
            elif kind.startswith("struct<") and "bytes: binary" in kind:
                fitting[name] = True
        usual = [name for name in COLUMNS if name in fitting]
        if not fitting or (len(fitting) > 1 and not usual):
            held = ", ".join(f"{name}: {schema.field(name).type}" for name in schema.names[:6])
            what = "several of its columns may be" if fitting else "none of its columns is"
            raise DataError(
                self._place,
                f"{what} the pictures ({held[:160]})",
                "Call the column 'image'; it holds PNG or JPEG files",
            )
        name = usual[0] if usual else next(iter(fitting))
        return name, fitting[name]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The picture file in a row."""
        group, row = self._places[name]
        if self._group[0] != group:
            size = self._table.metadata.row_group(group).total_byte_size
            if size > MAX_GROUP:
                raise DataError(self._place, f"its rows lie in groups of {size / 2**30:.1f} GiB", "Use smaller groups")
            column = self._table.read_row_group(group, columns=[self._column]).column(self._column)
            self._group = group, column.to_pylist()
        cell = self._group[1][row]
        data = cell.get("bytes") if self._inner and cell is not None else cell
        if not isinstance(data, bytes) or not 0 < len(data) <= MAX_PICTURE:
            raise DataError(
                self._place / name, "there is no picture in it", "Save the bytes of each picture in the file"
            )
        yield io.BytesIO(data)
