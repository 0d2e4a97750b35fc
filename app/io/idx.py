"""IDX files, the form MNIST comes in: a magic number, the dimensions, then the bytes; also gzip-compressed."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np

from app.io.archives import Readable, Unpacked, archive_errors, check_ratio
from app.io.door import opened
from app.io.errors import DataError

MAX_BYTES = 8 * 2**30
"""No more than this is read into memory from one file."""
_PIECE = 1 << 24


def read_idx(path: str | Path, limit: int | None = None) -> np.ndarray:
    """The uint8 array in an IDX file (``.gz`` too), of any number of dimensions, or the first ``limit`` rows of it.

    Raises DataError for anything else, a truncated file included; no more is read and unpacked than is needed, and what
    the header claims costs no memory that the file does not fill.
    """
    file = Path(path)
    with opened(file, DataError, limit=2 * MAX_BYTES) as raw, archive_errors(file, DataError):
        packed = raw.read(2) == b"\x1f\x8b"
        size = raw.seek(0, 2)
        raw.seek(0)
        return _parse(file, Unpacked(raw) if packed else raw, size if packed else MAX_BYTES, limit)


def is_idx_name(path: Path) -> bool:
    """Whether a file's name says that it is IDX: ``...-ubyte``, ``.idx``, or either with ``.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(("-ubyte", ".ubyte", ".idx")) or (".idx" in name and name.endswith("ubyte"))


def _parse(path: Path, stream: Readable, packed: int, limit: int | None) -> np.ndarray:
    head = stream.read(4)
    if len(head) < 4 or head[0] != 0 or head[1] != 0 or head[3] == 0:
        raise DataError(path, "this is not an IDX file", "Give images as IDX, .npz, a folder or a zip of pictures")
    if head[2] != 0x08:
        raise DataError(path, f"it holds values of IDX type 0x{head[2]:02x}, not bytes", "Give unsigned bytes (0x08)")
    size = stream.read(4 * head[3])
    if len(size) < 4 * head[3]:
        raise DataError(path, "the file ends inside its header", "Fetch it again")
    if head[3] > 8:
        raise DataError(path, f"its header claims an array of {head[3]} dimensions", "The file is damaged")
    rows, *inner = struct.unpack(f">{head[3]}I", size)
    claimed = rows * math.prod(inner)
    wanted = rows if limit is None else min(rows, limit)
    total = wanted * math.prod(inner)
    if claimed == 0 or total > MAX_BYTES:
        raise DataError(
            path, f"its header claims an array of {' x '.join(map(str, (rows, *inner)))}", "The file is damaged"
        )
    check_ratio(path, DataError, packed, total)
    data = _read(stream, total)
    if len(data) < total:
        raise DataError(path, f"it ends after {len(data):,} of {total:,} bytes of data", "Fetch it again")
    if wanted == rows and stream.read(1):
        raise DataError(path, "there is more in the file than its header says", "The file is damaged")
    return np.frombuffer(data, np.uint8).reshape(wanted, *inner)


def _read(stream: Readable, total: int) -> bytearray:
    # In pieces, so that a header that lies about the size costs no more memory than the file has.
    data = bytearray()
    while len(data) < total:
        piece = stream.read(min(_PIECE, total - len(data)))
        if not piece:
            break
        data += piece
    return data
