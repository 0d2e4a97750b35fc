"""Compressed files, unpacked no further than somebody needs: gzip streams and zip archives.

What a compressed file claims about its contents is never believed: bytes are unpacked in pieces, only as many as are
asked for, and an archive's directory is measured before it is read.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, Protocol

from app.io.errors import FileError

PIECE = 1 << 20
DIRECTORY = 64 * 2**20
"""Bytes of a zip archive's directory: some three hundred thousand entries."""
EMPTY_PARTS = 1000
RATIO, RATIO_FROM = 200, 64 * 2**20
"""What unpacks to more than RATIO times its size and more than RATIO_FROM bytes was made to fill the memory."""

AGAIN = "Fetch it again, or make it again"
_ENTRY = b"PK\x01\x02"
_END = struct.Struct("<4s4H2LH")
_LOCATOR, _END64 = struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")


class Readable(Protocol):
    """What is read from: a plain or a compressed file."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; fewer only at the end."""
        ...


class Unpacked:
    """The contents of an open gzip file. Reading raises zlib.error or EOFError where it is damaged or cut short."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._packed = b""
        self._unpacker: Any = _gzip_part()  # None between two parts
        self._empty = 0

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; fewer only at the end."""
        parts: list[bytes] = []
        while size > 0 and (part := self._some(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _some(self, size: int) -> bytes:
        while True:
            packed = self._packed or self._file.read(PIECE)
            if self._unpacker is None:
                packed = packed.lstrip(b"\0")  # padding
                while not packed and (more := self._file.read(PIECE)):
                    packed = more.lstrip(b"\0")
                if not packed:
                    return b""
                self._unpacker = _gzip_part()
            part: bytes = self._unpacker.decompress(packed, min(size, PIECE))
            if self._unpacker.eof:
                self._packed, self._unpacker = self._unpacker.unused_data, None
            else:
                self._packed = self._unpacker.unconsumed_tail
                if not part and not packed:
                    raise EOFError("it ends too early")
            self._empty = 0 if part else self._empty + 1
            if self._empty > EMPTY_PARTS:
                raise zlib.error("it is made of empty parts")
            if part:
                return part


def _gzip_part() -> Any:
    return zlib.decompressobj(31)  # 31: gzip, with its checksum verified


@contextmanager
def archive_errors(path: str | Path, kind: type[FileError], what: str = "it") -> Iterator[None]:
    """Turn what goes wrong while a compressed file is read into an error of ``kind`` that names ``path``."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, struct.error) as error:
        raise kind(path, f"{what} is damaged or incomplete ({error})", AGAIN) from error
    except NotImplementedError as error:
        raise kind(path, f"its way of packing is not known ({error})", "Make it again as a plain zip") from error
    except RuntimeError as error:
        if "password" not in str(error):
            raise
        raise kind(path, "it is locked by a password", "Unpack it first") from error
    except (KeyError, ValueError, OverflowError, IndexError, MemoryError) as error:
        raise kind(path, f"{what} is damaged ({type(error).__name__}: {error})", AGAIN) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise kind(path, f"{what} is damaged ({error})", AGAIN) from error


def open_zip(file: BufferedReader, path: str | Path, kind: type[FileError], *, most: int) -> zipfile.ZipFile:
    """The zip archive in an open file, of at most ``most`` entries that together fit into it. Raises ``kind``."""
    size = file.seek(0, 2)
    with archive_errors(path, kind, "the zip"):
        directory = _directory(file, size)
        if directory.count(_ENTRY) > most:
            raise kind(path, f"it holds more than {most:,} files", "Unpack it to a folder")
        file.seek(0)
        archive = zipfile.ZipFile(file)
        if sum(entry.compress_size for entry in archive.infolist()) > size:
            raise zipfile.BadZipFile("its parts claim to be larger than the file")
        return archive


def _directory(file: BufferedReader, size: int) -> bytes:
    """The bytes of the archive's directory, found as :mod:`zipfile` finds it."""
    tail_at = max(0, size - (1 << 16) - _END.size)
    file.seek(tail_at)
    tail = file.read(size - tail_at)
    found = len(tail) - _END.size
    if found < 0 or tail[found : found + 4] != b"PK\x05\x06" or tail[-2:] != b"\0\0":
        found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        raise zipfile.BadZipFile("it has no directory")
    length, end = _END.unpack_from(tail, found)[5], tail_at + found
    if end >= _LOCATOR.size + _END64.size:
        file.seek(end - _LOCATOR.size - _END64.size)
        both = file.read(_LOCATOR.size + _END64.size)
        if both.startswith(b"PK\x06\x06") and both[_END64.size :].startswith(b"PK\x06\x07"):
            length = _END64.unpack_from(both)[8]
            end -= len(both)
    if length > min(end, DIRECTORY):
        raise zipfile.BadZipFile("its directory claims too much")
    file.seek(end - length)
    return file.read(length)


def check_ratio(path: str | Path, kind: type[FileError], packed: int, unpacked: int) -> None:
    """Raise ``kind`` if what is to be unpacked is out of all proportion to the file that it comes from."""
    if unpacked > RATIO_FROM and unpacked > RATIO * packed:
        raise kind(
            path, f"it would unpack to {unpacked / 2**20:,.0f} MiB, {unpacked // max(1, packed):,} times its size",
            "Read a part of it (--limit)",
        )  # fmt: skip
