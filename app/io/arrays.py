"""Arrays in .npy and .npz files, of which no more is read than is needed.

numpy's own reader takes a header's word for what follows, unpacks a whole member before a slice of it can be taken, and
fails in a dozen ways. Here a header is compared with what can follow it, and rows are read one after another.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path

import numpy as np

from app.io.archives import Readable, archive_errors, check_ratio, open_zip
from app.io.door import opened
from app.io.errors import FileError

MOST_ARRAYS = 10_000
MAX_FILE = 16 * 2**30
PIECE = 1 << 24

_SAVE = "Write it with numpy.save"
_MAGIC = b"\x93NUMPY"
_LONGEST_HEADER = 10_000
_DESCR = re.compile(r"""['"]descr['"]\s*:\s*['"]([<>=|]?(?:b1|[iu][1248]|f[248]|c8|c16|[US]\d{1,6}))['"]""")
_ORDER = re.compile(r"""['"]fortran_order['"]\s*:\s*(True|False)""")
_SHAPE = re.compile(r"""['"]shape['"]\s*:\s*\(\s*((?:\d{1,13}L?\s*,\s*){0,8}(?:\d{1,13}L?)?)\s*\)""")


@dataclass(frozen=True)
class Header:
    """What the beginning of a .npy file says: the values' type, the array's shape, and its order in the file."""

    dtype: np.dtype
    shape: tuple[int, ...]
    columns_first: bool

    @property
    def nbytes(self) -> int:
        """The size of the values."""
        return self.dtype.itemsize * math.prod(self.shape)

    @property
    def text(self) -> str:
        """Type and shape for people."""
        return f"{self.dtype.name}, {' x '.join(map(str, self.shape)) or 'one value'}"


@dataclass(frozen=True)
class Part:
    """One .npy in a file: how reading it begins, the bytes that it takes there, and those that it claims to hold."""

    begin: Callable[[], AbstractContextManager[Readable]]
    packed: int
    size: int


class ArrayFile:
    """The arrays of plain numbers in an open .npy or .npz file: ``headers`` by name (a .npy's array is called "")."""

    def __init__(self, path: Path, kind: type[FileError], parts: dict[str, Part]) -> None:
        self.path = path
        self._kind, self._parts = kind, parts
        self.headers: dict[str, Header] = {}
        problem: FileError | None = None
        for name, part in parts.items():
            try:
                with archive_errors(path, kind), part.begin() as stream:
                    self.headers[name] = _read_header(path, kind, stream)
            except FileError as error:  # text or objects beside the pictures do no harm
                problem = problem or error
        if problem is not None and not self.headers:
            raise problem

    def pieces(self, name: str, first: int | None = None) -> Iterator[np.ndarray]:
        """The rows of the array ``name``, or the ``first`` of them, some at a time; what is read can be written to."""
        header, part = self.headers[name], self._parts[name]
        rows, inner = (header.shape[0], header.shape[1:]) if header.shape else (1, ())
        wanted = rows if first is None else min(first, rows)
        row = header.dtype.itemsize * math.prod(inner)
        needed = header.nbytes if header.columns_first else wanted * row
        if header.nbytes > part.size:
            raise self._error(f"its header claims {header.text}, more than the file holds")
        check_ratio(self.path, self._kind, part.packed, needed)
        with archive_errors(self.path, self._kind), part.begin() as stream:
            _read_header(self.path, self._kind, stream)
            if header.columns_first:
                whole = np.frombuffer(_exactly(stream, needed), header.dtype).reshape(header.shape, order="F")
                yield whole[:wanted] if header.shape else whole
                return
            each = max(1, PIECE // max(1, row))
            for start in range(0, wanted, each):
                count = min(each, wanted - start)
                values = np.frombuffer(_exactly(stream, count * row), header.dtype)
                yield values.reshape(count, *inner) if header.shape else values.reshape(())

    def read(self, name: str) -> np.ndarray:
        """The whole array ``name``."""
        header = self.headers[name]
        pieces = list(self.pieces(name))
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces) if pieces else np.zeros(header.shape, header.dtype)

    def _error(self, problem: str) -> FileError:
        return self._kind(self.path, problem, "The file is damaged")


@contextmanager
def open_arrays(path: Path, kind: type[FileError]) -> Iterator[ArrayFile]:
    """The arrays in a .npy or .npz file (told apart by their contents). Raises ``kind``."""
    with opened(path, kind, limit=MAX_FILE) as file:
        start = file.read(6)
        if start == _MAGIC:
            size = file.seek(0, 2)
            yield ArrayFile(path, kind, {"": Part(lambda: _from_start(file), size, size)})
        elif start[:2] == b"PK":
            with open_zip(file, path, kind, most=MOST_ARRAYS) as archive:
                names = [entry for entry in archive.infolist() if entry.filename.endswith(".npy")]
                parts = {
                    entry.filename.removesuffix(".npy"): Part(
                        partial(archive.open, entry), entry.compress_size, entry.file_size
                    )
                    for entry in names
                }
                yield ArrayFile(path, kind, parts)
        else:
            raise kind(path, "it is not an array, or a file of them", "Write it with numpy.savez or numpy.save")


def _from_start(file: BufferedReader) -> AbstractContextManager[Readable]:
    file.seek(0)
    return nullcontext(file)


def _read_header(path: Path, kind: type[FileError], stream: Readable) -> Header:
    """The header of the .npy that begins here; the stream then stands at its first value."""
    start = stream.read(8)
    if start[:6] != _MAGIC or len(start) < 8 or start[6] not in (1, 2, 3):
        raise kind(path, "the array cannot be read: it does not begin as one", _SAVE)
    code = "<H" if start[6] == 1 else "<I"
    (length,) = struct.unpack(code, stream.read(struct.calcsize(code)))
    if length > _LONGEST_HEADER:
        raise kind(path, f"the array cannot be read: its header claims {length:,} bytes", "The file is damaged")
    text = stream.read(length).decode("utf-8", "replace")
    found = [pattern.search(text) for pattern in (_DESCR, _ORDER, _SHAPE)]
    if len(text) < length or found[1] is None or found[2] is None:
        raise kind(path, "the array cannot be read: its header is damaged", _SAVE)
    if found[0] is None:
        raise kind(path, "it cannot be read, for it is not an array of numbers", "Write it with numpy.save")
    shape = tuple(int(side.strip(" L")) for side in found[2][1].split(",") if side.strip())
    return Header(np.dtype(found[0][1]), shape, found[1][1] == "True" and len(shape) > 1)


def _exactly(stream: Readable, size: int) -> bytearray:
    """The next ``size`` bytes. Raises EOFError if there are fewer: a false claim costs no memory."""
    data = bytearray()
    while len(data) < size:
        piece = stream.read(min(PIECE, size - len(data)))
        if not piece:
            raise EOFError(f"it ends {size - len(data):,} bytes too early")
        data += piece
    return data
