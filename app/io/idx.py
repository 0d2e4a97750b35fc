"""IDX files, the form MNIST comes in: a magic number, the dimensions, then the bytes; also gzip-compressed."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import Protocol

import numpy as np

from app.io.errors import DataError, why


class Readable(Protocol):
    """What is read from: a plain or a compressed file."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes."""
        ...


MAX_BYTES = 8 * 2**30
"""No more than this is read into memory from one file."""


def read_idx(path: str | Path) -> np.ndarray:
    """The uint8 array in an IDX file (``.gz`` too), of any number of dimensions.

    Raises DataError for anything else, a truncated file included; the size is checked before memory is taken.
    """
    file = Path(path)
    try:
        with file.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        if packed:
            with gzip.open(file, "rb") as unpacked:
                return _parse(file, unpacked)
        with file.open("rb") as stream:
            return _parse(file, stream)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(file, "the compressed file is damaged or incomplete", "Fetch it again") from error
    except OSError as error:
        problem, advice = why(error)
        raise DataError(file, f"cannot be read: {problem}", advice) from error


def is_idx_name(path: Path) -> bool:
    """Whether a file's name says that it is IDX: ``...-ubyte``, ``.idx``, or either with ``.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(("-ubyte", ".ubyte", ".idx")) or (".idx" in name and name.endswith("ubyte"))


def _parse(path: Path, stream: Readable) -> np.ndarray:
    head = stream.read(4)
    if len(head) < 4 or head[0] != 0 or head[1] != 0 or head[3] == 0:
        raise DataError(path, "this is not an IDX file", "Give images as IDX, .npz, a folder or a zip of pictures")
    if head[2] != 0x08:
        raise DataError(path, f"it holds values of IDX type 0x{head[2]:02x}, not bytes", "Give unsigned bytes (0x08)")
    size = stream.read(4 * head[3])
    if len(size) < 4 * head[3]:
        raise DataError(path, "the file ends inside its header", "Fetch it again")
    shape = struct.unpack(f">{head[3]}I", size)
    total = math.prod(shape)
    if total == 0 or total > MAX_BYTES:
        raise DataError(path, f"its header claims an array of {' x '.join(map(str, shape))}", "The file is damaged")
    data = _read(stream, total)
    if len(data) < total:
        raise DataError(path, f"it ends after {len(data):,} of {total:,} bytes of data", "Fetch it again")
    if stream.read(1):
        raise DataError(path, "there is more in the file than its header says", "The file is damaged")
    return np.frombuffer(data, np.uint8).reshape(shape)


def _read(stream: Readable, total: int) -> bytearray:
    # In pieces, so that a header that lies about the size costs no more memory than the file has.
    data = bytearray()
    while len(data) < total:
        piece = stream.read(min(1 << 24, total - len(data)))
        if not piece:
            break
        data += piece
    return data
