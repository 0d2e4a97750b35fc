"""A large sampling in parts: one file a batch, so that any number of processes share it and none does what is done.

The batches are the same however many processes there are; each belongs to the process of its number modulo theirs.
They know nothing of each other: a part that is there is passed over, and whoever finds all of them there, puts them
together. Two that find so at once write the same file.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import numpy as np

from app.io.atomic import make_folder, remove, write_bytes
from app.io.door import is_file, read_bytes
from app.io.errors import FileError
from app.io.records import RunRecord
from app.training.ranks import Ranks


class Parts:
    """The parts of the run of ``record`` that is to be written to ``out``, in a folder beside it.

    The folder's name tells runs apart, so no part of another run is taken for one of this.
    """

    def __init__(self, out: Path, record: RunRecord, shape: tuple[int, int, int]) -> None:
        settings = record.settings
        self._size, self._count, self._shape = settings.batch_size, settings.count, shape
        key = hashlib.sha256(record.to_json().encode()).hexdigest()[:12]
        self.folder = out.with_name(f"{out.name}.parts-{key}")

    @property
    def count(self) -> int:
        """How many batches there are."""
        return -(-self._count // self._size)

    def samples(self, index: int) -> range:
        """The samples of a batch."""
        return range(index * self._size, min((index + 1) * self._size, self._count))

    def missing(self, ranks: Ranks) -> list[int]:
        """The batches of this process that are not there yet."""
        return [index for index in range(ranks.rank, self.count, ranks.size) if self._read(index) is None]

    def write(self, index: int, samples: np.ndarray) -> None:
        """Keep a batch, float32 [B, C, H, W] in [0, 1]. Raises WriteError."""
        make_folder(self.folder)
        write_bytes(self._path(index), np.ascontiguousarray(samples, np.float32).tobytes())

    def together(self) -> np.ndarray | None:
        """All samples, [N, C, H, W], or None if a part is missing."""
        if not all(is_file(self._path(index)) for index in range(self.count)):
            return None
        parts = [self._read(index) for index in range(self.count)]
        whole = [part for part in parts if part is not None]
        return np.concatenate(whole) if len(whole) == self.count else None

    def remove(self) -> None:
        """Throw the parts away."""
        for index in range(self.count):
            remove(self._path(index))
        with suppress(OSError):  # another process may have been first, or keep something of its own there
            self.folder.rmdir()

    def _path(self, index: int) -> Path:
        return self.folder / f"batch-{index:06d}.f32"

    def _read(self, index: int) -> np.ndarray | None:
        shape = (len(self.samples(index)), *self._shape)
        try:
            data = read_bytes(self._path(index), FileError, limit=4 * int(np.prod(shape)))
        except FileError:
            return None
        return np.frombuffer(data, np.float32).reshape(shape) if len(data) == 4 * int(np.prod(shape)) else None
