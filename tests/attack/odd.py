"""Names that stand for something other than a usual file, and small files that stand for large ones."""

from __future__ import annotations

import gzip
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.attack import mutations, seeds

FOREIGN = (
    b"", b"<html>", b"GIF89a", b"%PDF", b"\x89HDF\r\n\x1a\n", b"\x7fELF", b"{}", b"\x1f\x8b\x08", b"PK\x05\x06",
    b"ustar", b"RIFF\0\0\0\0WEBP", b"BM", b"%!PS-Adobe-3.0 EPSF-3.0\n",
)  # fmt: skip
STRANGE = (b"\xff\xfe", b"a\nSHA-256: 0", b"\x1b[2J", b"~nobody", b" ", b"%s%n", "é\u202e".encode(), b"-x")
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 4\n"

Make = Callable[[random.Random, Path, bytes], None]


def _link(target: str) -> Make:
    return lambda rng, path, data: path.symlink_to(target.replace("PATH", str(path)))


def _link_to_fifo(rng: random.Random, path: Path, data: bytes) -> None:
    pipe = path.with_name("fifo")
    if not pipe.exists():
        os.mkfifo(pipe)
    path.symlink_to(pipe)


def _link_to_file(rng: random.Random, path: Path, data: bytes) -> None:
    path.with_name("real").write_bytes(data)
    path.symlink_to("real")


def _sparse(rng: random.Random, path: Path, data: bytes) -> None:
    """A beginning, and gigabytes that were never written."""
    with path.open("wb") as file:
        file.write(data[: rng.choice((0, 4, 16, len(data)))])
        file.truncate(rng.choice((3, 7, 20)) * 2**30)


SPECIAL: dict[str, Make] = {
    "fifo": lambda rng, path, data: os.mkfifo(path),
    "folder": lambda rng, path, data: path.mkdir(),
    "absent": lambda rng, path, data: None,
    "dangling": _link("nothing"), "circle": _link("PATH"), "device": _link("/dev/zero"),
    "link to fifo": _link_to_fifo, "link": _link_to_file, "sparse": _sparse,
    "foreign": lambda rng, path, data: path.write_bytes(rng.choice(FOREIGN) + rng.randbytes(rng.choice((0, 10, 5000)))),
    "pointer": lambda rng, path, data: path.write_bytes(POINTER),
    "name": lambda rng, path, data: path.write_bytes(mutations.blind(rng, data, data)[1]),
}  # fmt: skip
"""What a name may stand for. Devices are only ever read: a defect in writing must not replace one."""


def special(rng: random.Random, path: Path, data: bytes, *, written: bool) -> tuple[str, Path]:
    """Make one of SPECIAL at ``path``, or beside it under a strange name; ``written``: the reader also writes there."""
    how = rng.choice([name for name in SPECIAL if not (written and name == "device")])
    if how == "name":
        path = Path(os.fsdecode(os.fsencode(path.parent) + b"/" + rng.choice(STRANGE) + os.fsencode(path.name)))
    SPECIAL[how](rng, path, data)
    return how, path


def _packed_idx() -> bytes:
    """A megabyte that says that it is three hundred."""
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(struct.pack(">4B3I", 0, 0, 8, 3, 400_000, 28, 28) + bytes(310_000_000)) + packer.flush()


BOMBS: dict[str, Callable[[], bytes]] = {
    "idx.gz": _packed_idx,
    "empty-parts.gz": lambda: gzip.compress(b"") * 200_000,
    "large.npz": lambda: seeds.zipped({"images.npy": seeds.array(np.zeros((300_000, 28, 28), np.uint8))}),
    "large.zip": lambda: seeds.zipped({f"{k}.png": bytes(40_000_000) for k in range(3)}),
    "entries.zip": lambda: seeds.zipped({f"{k}.png": b"" for k in range(60_000)}, zipfile.ZIP_STORED),
    "row.csv": lambda: b"1 " * 7_000_000,
    "lines.csv": lambda: b"\n" * 15_000_000,
}
"""Name -> contents."""
