"""A file that is read in stretches, some now and some later, and must not change in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from app.io.door import Identity, digest, identity, opened
from app.io.errors import FileError

AGAIN = "Fetch the file again"


class Readable(Protocol):
    """What a checkpoint is read from: a :class:`Source`, or several as one (:class:`app.io.folders.FolderSource`)."""

    path: Path
    keep: bool

    @property
    def size(self) -> int:
        """The size in bytes."""
        ...

    @property
    def sha256(self) -> str:
        """The SHA-256 in hexadecimal; within a session."""
        ...

    def session(self) -> AbstractContextManager[None]:
        """What keeps it open for a block; sessions may be nested."""
        ...

    def unchanged(self) -> bool:
        """Whether it is still what was opened."""
        ...


class Source:
    """The regular file at ``path``, of at most ``limit`` bytes. Every error is one of ``kind``.

    Nothing is mapped into memory: a file that is cut while it is mapped ends the process that reads it. ``kept`` holds
    stretches by name that several tensors share; it is emptied at the end of a session unless ``keep`` is set.
    """

    def __init__(self, path: Path, kind: type[FileError], limit: int, *, sha256: str = "") -> None:
        self.path, self.kind = path, kind
        self.identity = identity(path, kind)
        self.keep = False
        self.kept: dict[str, bytearray] = {}
        self._limit = limit
        self._file: BufferedReader | None = None
        self._sha256 = sha256

    @property
    def size(self) -> int:
        """The file's size in bytes."""
        return self.identity.size

    @contextmanager
    def session(self) -> Iterator[None]:
        """Have the file open for the block; sessions may be nested. Raises ``kind`` if it is another file by now."""
        if self._file is not None:
            yield
            return
        with opened(self.path, self.kind, limit=self._limit) as file:
            if Identity.of(os.fstat(file.fileno())) != self.identity:
                raise self.kind(self.path, "it was changed while it was in use", "Open it again")
            self._file = file
            try:
                yield
            finally:
                self._file = None
                if not self.keep:
                    self.kept.clear()

    @property
    def file(self) -> BufferedReader:
        """The open file, within a session."""
        if self._file is None:
            raise RuntimeError("no session")
        return self._file

    def read(self, offset: int, size: int) -> bytearray:
        """``size`` bytes from ``offset`` on, within a session."""
        if offset < 0 or size < 0 or offset + size > self.size:
            raise self.kind(self.path, "it is damaged: it ends before what it should hold", AGAIN)
        data = bytearray(size)
        self.file.seek(offset)
        if self.file.readinto(data) != size:
            raise self.kind(self.path, "it was cut while it was read", AGAIN)
        return data

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal, computed once; within a session."""
        if not self._sha256:
            self._sha256 = digest(self.file)
        return self._sha256

    def unchanged(self) -> bool:
        """Whether the file is still the one that was opened."""
        try:
            return identity(self.path, self.kind) == self.identity
        except FileError:
            return False
