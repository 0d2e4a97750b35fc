"""Files of safetensors: the length of a JSON header, the header, and the tensors' bytes one after another.

Read here rather than by the library, which maps the file into memory and opens it by its name.
"""

from __future__ import annotations

import math
from functools import partial

import torch
from torch import Tensor

from app.io.errors import CheckpointError
from app.io.formats.stored import Stored, sides, tensor_of
from app.io.source import Source
from app.params.documents import TextError, parse_json

LONGEST_HEADER = 16 * 2**20
AGAIN = "Fetch or write the file again"

_DTYPES = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64,
    "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool,
}  # fmt: skip


def read_safetensors(source: Source) -> tuple[dict[str, str], dict[str, Stored]]:
    """The metadata in the header and the tensors by name, within a session. Raises CheckpointError."""
    try:
        return _parse(source)
    except (TextError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(source.path, f"it is damaged or incomplete ({error})", AGAIN) from error


def _parse(source: Source) -> tuple[dict[str, str], dict[str, Stored]]:
    if source.size < 8:
        raise ValueError("it ends inside its header")
    length = int.from_bytes(source.read(0, 8), "little")
    if length > min(LONGEST_HEADER, source.size - 8):
        raise ValueError(f"its header claims {length:,} bytes")
    header = parse_json(bytes(source.read(8, length)))
    if not isinstance(header, dict):
        raise TypeError("its header is no mapping")
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(text, str) for text in metadata.values()):
        raise TypeError("its metadata are no texts")
    tensors, places = {}, []
    for name, row in header.items():
        dtype, shape = _DTYPES[row["dtype"]], sides(row["shape"])
        begin, end = sides(row["data_offsets"])
        if end - begin != math.prod(shape) * dtype.itemsize:
            raise ValueError(f"the tensor {name[:80]!r} has another size than its shape says")
        places.append((begin, end))
        tensors[name] = Stored(shape, dtype, partial(_load, source, name, 8 + length + begin, dtype, shape))
    at = 0
    for begin, end in sorted(places):
        if begin != at:
            raise ValueError("its tensors do not lie one after another")
        at = end
    if at != source.size - 8 - length:
        raise ValueError(f"its tensors take {at:,} bytes, and it has {source.size - 8 - length:,}")
    return metadata, tensors


def _load(source: Source, name: str, offset: int, dtype: torch.dtype, shape: tuple[int, ...]) -> Tensor:
    data = source.kept.get(name)
    if data is None:
        data = source.read(offset, math.prod(shape) * dtype.itemsize)
        if source.keep:
            source.kept[name] = data
    return tensor_of(data, dtype, shape)
