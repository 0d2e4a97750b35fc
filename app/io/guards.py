"""A look at a picture file's skeleton before a library reads it.

Pillow reads some parts of a file piece by piece, or as often as the file says: a megabyte of empty PNG chunks, of
comment in a GIF, or of TIFF tags that all point to the same megabyte would take it minutes or all of the memory.
"""

from __future__ import annotations

import io
import struct
from typing import IO

CHUNKS = 50_000
"""Parts of a PNG or JPEG; a photograph of 50 megapixels in chunks of 8 KiB has some twenty thousand."""
COMMENT = 1 << 20
TAGS = 1 << 24
"""Bytes of all TIFF tags together, beyond those that the file has."""

_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8)
"""Bytes of a value of each TIFF type."""


class SkeletonError(ValueError):
    """The file is made in a way that no picture is."""


def check_skeleton(file: IO[bytes]) -> None:
    """Raise SkeletonError for a picture file made to be read for ever. The file then stands at its beginning."""
    file.seek(0)
    start = file.read(16)
    try:
        if start.startswith(b"\x89PNG\r\n\x1a\n"):
            _check_png(file)
        elif start.startswith(b"GIF8"):
            _check_gif(file)
        elif start[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
            size = file.seek(0, 2)
            _check_tags(file, size)
        elif start.startswith(b"\xff\xd8"):
            _check_jpeg(file)
    except (struct.error, IndexError):  # it breaks off: who reads it will say so
        pass
    file.seek(0)


def orientation_of(exif: bytes) -> int:
    """The orientation (1 to 8) in EXIF data; 1, upright, where they say nothing or are damaged."""
    data = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}L", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        for k in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHLH", data, at + 2 + 12 * k)
            if tag == 0x0112:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _check_png(file: IO[bytes]) -> None:
    at = 8
    for _ in range(CHUNKS):
        file.seek(at)
        head = file.read(8)
        length, kind = struct.unpack(">L4s", head)
        if kind == b"IEND":
            return
        at += length + 12
    raise SkeletonError(f"it has more than {CHUNKS:,} chunks")


def _check_gif(file: IO[bytes]) -> None:
    file.seek(10)
    flags = file.read(3)[0]
    file.seek(3 << ((flags & 7) + 1) if flags & 0x80 else 0, 1)
    read = 0
    while file.read(1) == b"!":  # an extension, before the first picture
        file.read(1)
        while size := file.read(1)[0]:
            file.seek(size, 1)
            read += size + 1
            if read > COMMENT:
                raise SkeletonError("it has more than a megabyte of comment")


def _check_jpeg(file: IO[bytes]) -> None:
    file.seek(2)
    for _ in range(CHUNKS):
        (marker,) = struct.unpack(">H", file.read(2))
        if marker == 0xFFFF:
            file.seek(-1, 1)
            continue
        if marker >> 8 != 0xFF or marker in (0xFFDA, 0xFFD9):  # the picture's data follow, or nothing
            return
        if 0xFFD0 <= marker <= 0xFFD8 or marker == 0xFF01:
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if marker == 0xFFE1:
            data = file.read(length - 2)
            if data.startswith(b"Exif\0\0"):
                _check_tags(io.BytesIO(data[6:]), len(data))
        else:
            file.seek(length - 2, 1)
    raise SkeletonError(f"it has more than {CHUNKS:,} parts")


def _check_tags(file: IO[bytes], size: int) -> None:
    """Compare what the tags of a TIFF file's (or EXIF data's) first directory claim with what there is."""
    file.seek(0)
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    large = head[2:4] in (b"+\0", b"\0+")
    file.seek(struct.unpack_from(f"{order}Q", head, 8)[0] if large else struct.unpack_from(f"{order}L", head, 4)[0])
    wide, row = ("Q", f"{order}HHQQ") if large else ("H", f"{order}HHLL")
    (count,) = struct.unpack(f"{order}{wide}", file.read(struct.calcsize(wide)))
    entry, claimed = struct.calcsize(row), 0
    for _ in range(min(count, 2 * CHUNKS)):
        _, kind, values, _ = struct.unpack(row, file.read(entry))
        claimed += values * _SIZES[min(kind, len(_SIZES) - 1)]
        if claimed > size + TAGS:
            raise SkeletonError("its tags claim more than the file holds")
