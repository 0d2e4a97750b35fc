"""Arrays as text inside a picture's record: masks with a bit a pixel, pictures with a byte a value, compressed."""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Sequence

import numpy as np


def as_bytes(picture: np.ndarray) -> np.ndarray:
    """Values in [0, 1] as uint8."""
    levels: np.ndarray = np.rint(picture * 255).clip(0, 255).astype(np.uint8)
    return levels


def packed(arrays: Sequence[np.ndarray]) -> str:
    """Masks bool and pictures in [0, 1], one after the other."""
    data = b"".join((np.packbits(a) if a.dtype == bool else as_bytes(a)).tobytes() for a in arrays)
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")


def packed_size(shape: tuple[int, ...], kind: type[np.generic]) -> int:
    """Bytes of an array before it is compressed."""
    size = math.prod(shape)
    return -(-size // 8) if kind is np.bool_ else size


def unpacked(text: str, shape: tuple[int, ...], kind: type[np.generic]) -> np.ndarray:
    """The one array of a text, bool or float32 in [0, 1]. Raises ValueError, TypeError or zlib.error."""
    return unpacked_all(text, [shape], kind)[0]


def unpacked_all(text: str, shapes: Sequence[tuple[int, ...]], kind: type[np.generic]) -> list[np.ndarray]:
    """All arrays of a text, of these shapes."""
    sizes = [packed_size(shape, kind) for shape in shapes]
    # No more than is expected: a crafted record must not unpack to gigabytes.
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(base64.b64decode(text, validate=True), sum(sizes) + 1)
    if len(data) != sum(sizes):
        raise ValueError("it has another size")
    ends = np.cumsum(sizes, dtype=int)
    parts = [np.frombuffer(data, np.uint8)[end - size : end] for size, end in zip(sizes, ends, strict=True)]
    if kind is np.bool_:
        whole = (np.unpackbits(part, count=math.prod(shape)) for part, shape in zip(parts, shapes, strict=True))
        return [bits.reshape(shape).astype(bool) for bits, shape in zip(whole, shapes, strict=True)]
    return [part.reshape(shape) / np.float32(255) for part, shape in zip(parts, shapes, strict=True)]
