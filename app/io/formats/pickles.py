"""Files of ``torch.save``, of any torch version, as containers of tensors that are read when they are used.

A pickle in them is never run as Python runs one: :mod:`app.io.formats.machine` makes data of it or refuses it. What it
claims about sizes is compared with what the file has before anything is read.
"""

from __future__ import annotations

import math
import struct
import sys
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import torch
from torch import Tensor
from typing_extensions import override

from app.io.archives import open_zip
from app.io.errors import CheckpointError
from app.io.formats.builders import PickleError, RefusedNameError, Storage, View
from app.io.formats.machine import Machine
from app.io.formats.stored import Stored
from app.io.source import Source

LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
"""The number that begins a file of torch before 1.6: pickles and raw storages one after another."""

LONGEST = 32 * 2**20
"""Bytes of a pickle; that of a network with its optimizer has some hundred thousand."""
MOST_RECORDS = 50_000

DAMAGED = "Fetch the file again, or write it again with torch.save"
FOREIGN = (
    "Give a checkpoint of ncsn, ncsnv2, score_sde_pytorch or the score-SDE tutorial, a folder of diffusers, or a "
    "score-explorer .safetensors file"
)


def read_pickle(source: Source) -> Any:
    """The containers in a file of ``torch.save``, with a :class:`Stored` for each tensor, within a session.

    Raises CheckpointError if the file is something else, damaged, asks for anything but tensors in containers, or
    claims more than it holds.
    """
    start = bytes(source.read(0, min(4, source.size)))
    if not start:
        raise CheckpointError(source.path, "the file is empty", DAMAGED)
    if start == b"PK\x03\x04":
        return _read_archive(source)
    if start[:1] == b"\x80":
        return _read_legacy(source)
    raise CheckpointError(source.path, "it is not a checkpoint", FOREIGN)


class _Storages:
    """Where the numbers of tensors lie in a file; ``swapped``: in the byte order of the other kind of processor."""

    swapped = False

    def __init__(self, source: Source) -> None:
        self.source = source

    def size(self, key: str) -> int:
        """The bytes kept under ``key``. Raises KeyError."""
        raise NotImplementedError

    def read(self, key: str) -> bytearray:
        """All of them."""
        raise NotImplementedError

    def tensor(self, view: View) -> Stored:
        """The tensor that a pickle describes so."""
        return Stored(view.shape, _dtype(view.storage), partial(self._load, view))

    def check(self, storage: Storage) -> None:
        """Raise PickleError if the pickle claims more numbers than there are."""
        claimed = storage.first + storage.count
        if claimed * _dtype(storage).itemsize > self.size(storage.key):
            raise PickleError(f"it claims {claimed:,} numbers, more than the file holds ({self.source.size:,} bytes)")

    def _load(self, view: View) -> Tensor:
        key, dtype = view.storage.key, _dtype(view.storage)
        if math.prod(view.shape) * dtype.itemsize > self.source.size:
            raise _damaged(self.source, "a tensor claims more than the file holds")
        if 0 in view.shape:
            return torch.empty(view.shape, dtype=dtype)
        data = self.source.kept.get(key)
        if data is None:
            data = self.read(key)
            if self.swapped and dtype.itemsize > 1:
                np.frombuffer(data, f"u{dtype.itemsize}").byteswap(inplace=True)
            if self.source.keep or math.prod(view.shape) < view.storage.count:  # others may share it
                self.source.kept[key] = data
        values = torch.frombuffer(data, dtype=dtype, count=len(data) // dtype.itemsize)
        return values.as_strided(view.shape, view.strides, view.storage.first + view.offset).contiguous()


class _Archive(_Storages):
    """The records of the zip archive that torch writes since version 1.6: nothing in it is compressed."""

    def __init__(self, source: Source, folder: str, records: dict[str, zipfile.ZipInfo]) -> None:
        super().__init__(source)
        self._folder, self._records = folder, records
        big = f"{folder}byteorder" in records and self.record("byteorder").strip() == b"big"
        self.swapped = big != (sys.byteorder == "big")

    @override
    def size(self, key: str) -> int:
        return self._records[f"{self._folder}data/{key}"].file_size

    @override
    def read(self, key: str) -> bytearray:
        return self.record(f"data/{key}")

    @override
    def tensor(self, view: View) -> Stored:
        try:
            self.check(view.storage)
        except KeyError:
            raise PickleError("the numbers of a tensor are missing") from None
        return super().tensor(view)

    def record(self, name: str) -> bytearray:
        """A record's bytes, which must be those that were written."""
        entry = self._records[self._folder + name]
        head = self.source.read(entry.header_offset, 30)
        name_size, extra_size = struct.unpack_from("<2H", head, 26)
        data = self.source.read(entry.header_offset + 30 + name_size + extra_size, entry.file_size)
        if zlib.crc32(data) != entry.CRC:
            raise _damaged(self.source, f"the checksum of {entry.filename!r} is wrong")
        return data


def _read_archive(source: Source) -> Any:
    path = source.path
    with open_zip(source.file, path, CheckpointError, most=MOST_RECORDS) as archive:
        records = {entry.filename: entry for entry in archive.infolist()}
    pickles = [name for name in records if name.endswith("/data.pkl") and name.count("/") == 1]
    if any(name.endswith("/constants.pkl") for name in records):
        raise CheckpointError(
            path, "it is a TorchScript program, which holds code", "Save its state_dict() with torch.save"
        )
    if len(pickles) != 1:
        raise CheckpointError(path, "it is a zip archive, but not one that torch.save wrote", FOREIGN)
    whole = all(r.compress_type == zipfile.ZIP_STORED and r.compress_size == r.file_size for r in records.values())
    if not whole or sum(r.file_size for r in records.values()) > source.size:
        raise CheckpointError(path, f"its parts claim to be larger than the file ({source.size:,} bytes)", DAMAGED)
    if records[pickles[0]].file_size > LONGEST:
        raise CheckpointError(path, "its pickle is too large for one of tensors", FOREIGN)
    storages = _Archive(source, pickles[0].removesuffix("data.pkl"), records)
    return _run(source, Machine(bytes(storages.record("data.pkl")), storages.tensor))


class _Legacy(_Storages):
    """The storages at the end of a file of torch before 1.6."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._places: dict[str, tuple[int, int]] = {}

    @override
    def size(self, key: str) -> int:
        return self._places[key][1]

    @override
    def read(self, key: str) -> bytearray:
        return self.source.read(*self._places[key])

    def find(self, keys: Any, storages: set[Storage], at: int, *, big: bool) -> None:
        """Learn where the storages lie: one after another from ``at`` on, each after the number of its values."""
        types = {storage.key: _dtype(storage) for storage in storages}
        for key in keys if isinstance(keys, list) else ():
            if not isinstance(key, str) or key in self._places or key not in types:
                raise PickleError("its tensors and their numbers do not belong together")
            (count,) = struct.unpack(">q" if big else "<q", self.source.read(at, 8))
            size = count * types[key].itemsize
            if not 0 <= size <= self.source.size - at - 8:
                raise PickleError(f"it claims {count:,} numbers, more than the file holds ({self.source.size:,} bytes)")
            self._places[key] = at + 8, size
            at += 8 + size
        for storage in storages:
            if storage.key not in self._places or _dtype(storage) != types[storage.key]:
                raise PickleError("the numbers of a tensor are missing")
            self.check(storage)


def _read_legacy(source: Source) -> Any:
    storages = _Legacy(source)
    machine = Machine(bytes(source.read(0, min(source.size, LONGEST))), storages.tensor)
    if _run(source, machine) != LEGACY_MAGIC:
        raise CheckpointError(source.path, "it is a pickle, but not one that torch.save wrote", FOREIGN)
    _, system, data, keys = (_run(source, machine) for _ in range(4))
    big = isinstance(system, dict) and system.get("little_endian") is False
    storages.swapped = big != (sys.byteorder == "big")
    try:
        storages.find(keys, machine.storages, machine.position, big=big)
    except PickleError as error:
        raise _damaged(source, str(error)) from error
    return data


def _run(source: Source, machine: Machine) -> Any:
    """What the next pickle stands for. Raises CheckpointError."""
    try:
        return machine.run()
    except RefusedNameError as error:
        _refuse(source.path, error.name)
    except PickleError as error:
        raise _damaged(source, f"its pickle cannot be read ({error})") from error


def _dtype(storage: Storage) -> torch.dtype:
    found: torch.dtype = getattr(torch, storage.dtype)
    return found


def _damaged(source: Source, problem: str) -> CheckpointError:
    return CheckpointError(source.path, f"it is damaged: {problem}", DAMAGED)


def _refuse(path: Path, name: str) -> NoReturn:
    module = name.partition(".")[0]
    if module in ("dnnlib", "torch_utils", "training"):
        raise CheckpointError(
            path, f"it is a pickled program of NVIDIA's (it asks for {name}): opening it would run code from the file",
            "Load it in its own code base and save its state_dict() with torch.save",
        )  # fmt: skip
    what = "a whole module" if name.startswith("torch.nn.") else "something other than weights"
    raise CheckpointError(
        path, f"it holds {what}: it asks to use {name!r}, and score-explorer runs no code from a file",
        "Save the network's state_dict() with torch.save, and open that",
    )  # fmt: skip
