"""The one door for reading: every file from outside is opened here.

A name from outside may stand for a pipe that nobody writes to, an endless device, a folder, or a file of terabytes
that holds nothing. So a file is looked at before it is opened and again afterwards, opened so that nothing can block,
and its size is compared with what the caller can use before a byte is read. Whatever goes wrong is one FileError.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from app.io.errors import FileError, reading

Name = str | os.PathLike[str]

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
_KINDS = (
    (stat.S_ISDIR, "this is a folder, not a file", "Name a file in it"),
    (stat.S_ISFIFO, "this is a pipe (FIFO), not a file", "Save what comes out of it to a file"),
    (stat.S_ISSOCK, "this is a socket, not a file", "Name a file"),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), "this is a device, not a file", "Name a file"),
)
_LFS = b"version https://git-lfs"
_SPARSE = 64 * 2**20
_EXTENTS = 10_000


@dataclass(frozen=True)
class Identity:
    """What tells one state of a file from another: the file itself, its size, and when it was last changed."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> Identity:
        """The identity in what the system says about a file."""
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def not_a_file(mode: int) -> tuple[str, str] | None:
    """(problem, advice) if a mode of ``os.stat`` is of anything but a regular file."""
    if stat.S_ISREG(mode):
        return None
    return next(((problem, advice) for test, problem, advice in _KINDS if test(mode)), ("this is no file", ""))


def identity(path: Name, kind: type[FileError] = FileError) -> Identity:
    """The identity of the regular file at ``path`` (links are followed). Raises ``kind``."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as error:
        raise reading(Path(path), kind, error) from error
    _check_kind(path, kind, found)
    return Identity.of(found)


def is_file(path: Name) -> bool:
    """Whether a regular file is at ``path``; never raises."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


@contextmanager
def opened(path: Name, kind: type[FileError], *, limit: int) -> Iterator[BufferedReader]:
    """The regular file at ``path``, open for reading in binary, of at most ``limit`` bytes.

    Raises ``kind`` for what is no regular file, is too large, was never wholly written (a sparse file of mostly
    nothing), is a Git LFS pointer, cannot be opened, or fails while it is read.
    """
    name = Path(path)
    try:
        _check_kind(name, kind, name.stat())  # looked at first: opening some devices already does something
        descriptor = os.open(name, _FLAGS)
    except (OSError, ValueError) as error:
        raise reading(name, kind, error) from error
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        _check_kind(name, kind, found)
        _check_size(name, kind, found.st_size, limit)
        try:
            _check_whole(name, kind, file, found.st_size)
            yield file
        except OSError as error:
            raise reading(name, kind, error) from error


def read_bytes(path: Name, kind: type[FileError], *, limit: int) -> bytes:
    """All of a file of at most ``limit`` bytes. Raises ``kind``, see :func:`opened`."""
    with opened(path, kind, limit=limit) as file:
        data = file.read(limit + 1)
        _check_size(Path(path), kind, len(data), limit)  # it may have grown
        return data


def read_text(path: Name, kind: type[FileError], *, limit: int) -> str:
    """All of a UTF-8 text file (with or without a byte order mark) of at most ``limit`` bytes. Raises ``kind``."""
    try:
        return read_bytes(path, kind, limit=limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise kind(Path(path), "it is not a text file (UTF-8)", "Choose another") from error


def read_head(path: Name, size: int) -> bytes:
    """The first ``size`` bytes of a file, or nothing if it cannot be read: for guesses about its kind."""
    try:
        with opened(path, FileError, limit=2**63) as file:
            return file.read(size)
    except FileError:
        return b""


def digest(file: BufferedReader) -> str:
    """The SHA-256 of an open file from its beginning, in hexadecimal."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def bytes_text(size: int) -> str:
    """A size for people."""
    return f"{size / 2**20:.0f} MiB" if size >= 2**20 else f"{size:,} bytes"


def _check_kind(path: Name, kind: type[FileError], found: os.stat_result) -> None:
    if (wrong := not_a_file(found.st_mode)) is not None:
        raise kind(Path(path), f"cannot be read: {wrong[0]}", wrong[1])


def _check_size(path: Path, kind: type[FileError], size: int, limit: int) -> None:
    if size > limit:
        raise kind(path, f"it is too large: {bytes_text(size)}, and at most {bytes_text(limit)} are read", "")


def _check_whole(path: Path, kind: type[FileError], file: BufferedReader, size: int) -> None:
    """Raise for a pointer of Git LFS, and for a file that the disk knows to be more than half empty."""
    if size < 1024 and file.read(len(_LFS)) == _LFS:
        raise kind(
            path, "it is only a Git LFS pointer: the file itself has not been fetched",
            "Run 'git lfs pull' where it lies, or download the file itself",
        )  # fmt: skip
    if size > _SPARSE and (missing := _never_written(file.fileno(), size)) > size // 2:
        raise kind(
            path, f"{bytes_text(missing)} of its {bytes_text(size)} were never written: copying it was not finished",
            "Fetch it again",
        )  # fmt: skip
    file.seek(0)


def _never_written(descriptor: int, size: int) -> int:
    """How many bytes of a file are holes, as far as the disk tells."""
    if not hasattr(os, "SEEK_DATA"):
        return 0
    holes = at = 0
    try:
        for _ in range(_EXTENTS):
            data = os.lseek(descriptor, at, os.SEEK_DATA)
            holes += data - at
            at = os.lseek(descriptor, data, os.SEEK_HOLE)
            if at >= size:
                break
    except OSError as error:
        if error.errno == errno.ENXIO:  # nothing but a hole follows
            holes += size - at
    return holes
