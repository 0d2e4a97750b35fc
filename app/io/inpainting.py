"""What inpainting adds to a picture's record, and the layout of its grid."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.io.errors import ImageError
from app.io.pictures import BACKGROUND, compose_grid
from app.io.records import RunRecord
from app.params import SettingError
from app.params.inpainting import InpaintSettings

Masks = Sequence[tuple[int, np.ndarray]]
"""Masks bool [H, W] that took effect during a run, each with the number of evaluations made by then."""


def inpainting_extra(
    settings: InpaintSettings, mask: np.ndarray, source: np.ndarray, masks: Masks = ()
) -> dict[str, Any]:
    """The record's ``extra``: settings, the mask bool [H, W] and the source float32 [C, H, W] with 8 bits a value.

    ``masks`` is given where the mask was repainted during the run; ``mask`` is the last of them.
    """
    data = settings.to_dict() | {"mask": _packed(np.packbits(mask)), "source": _packed(_bytes(source))}
    if len(masks) > 1:
        data["masks"] = [{"evaluation": n, "mask": _packed(np.packbits(m))} for n, m in masks]
    return {"inpainting": data}


def read_masks(record: RunRecord, shape: tuple[int, int, int], path: str | Path) -> tuple[tuple[int, np.ndarray], ...]:
    """The masks that took effect during a recorded run; none if there was but one. Raises ImageError."""
    data = record.extra.get("inpainting")
    entries = data.get("masks", []) if isinstance(data, dict) else []
    try:
        masks = tuple((int(entry["evaluation"]), _mask(entry["mask"], *shape[1:])) for entry in entries)
        if masks and masks[0][0] != 0:
            raise ValueError("the first does not act from the start")
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise ImageError(path, f"its masks are damaged ({error})", "Use another picture") from error
    return masks


def read_inpainting(
    record: RunRecord, shape: tuple[int, int, int], path: str | Path
) -> tuple[InpaintSettings, np.ndarray, np.ndarray]:
    """(settings, mask, source) from a record for a network of this shape (C, H, W). Raises ImageError."""
    data = record.extra.get("inpainting")
    if not isinstance(data, dict):
        raise ImageError(path, "it was not made by inpainting", "Choose another picture, or use 'sample'")
    channels, height, width = shape
    try:
        source = _unpacked(data["source"], channels * height * width).reshape(shape)
        return InpaintSettings.from_dict(data), _mask(data["mask"], height, width), source / np.float32(255)
    except (KeyError, TypeError, ValueError, zlib.error, SettingError) as error:
        raise ImageError(
            path, f"its mask or source does not fit this network ({error})", "Choose the checkpoint it was made with"
        ) from error


def as_frame(picture: np.ndarray) -> np.ndarray:
    """A picture float32 [C, H, W] in [0, 1] as uint8 [H, W, C]."""
    return np.ascontiguousarray(_bytes(picture).transpose(1, 2, 0))


def masked_frame(source: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The source float32 [C, H, W] as uint8 [H, W, C] with mid-grey where pixels are regenerated."""
    frame = as_frame(source)
    frame[mask] = BACKGROUND
    return frame


def compose_completions(
    source: np.ndarray, mask: np.ndarray, frames: np.ndarray, columns: int, padding: int, scale: int
) -> np.ndarray:
    """The grid of an inpainting, uint8 [rows, cols, C]: source and masked input in the first two columns.

    The completions uint8 [N, H, W, C] stand beside them in ``columns`` columns.
    """
    given = np.stack([as_frame(source), masked_frame(source, mask)])
    left = compose_grid(given, 2, padding, scale)
    right = compose_grid(frames, columns, padding, scale)
    grid = np.full((right.shape[0], left.shape[1] - padding + right.shape[1], right.shape[2]), BACKGROUND, np.uint8)
    grid[: left.shape[0], : left.shape[1]] = left
    grid[:, left.shape[1] - padding :] = right
    return grid


def _mask(text: str, height: int, width: int) -> np.ndarray:
    bits = np.unpackbits(_unpacked(text, -(-height * width // 8)), count=height * width)
    return bits.reshape(height, width).astype(bool)


def _bytes(picture: np.ndarray) -> np.ndarray:
    levels: np.ndarray = np.rint(picture * 255).clip(0, 255).astype(np.uint8)
    return levels


def _packed(array: np.ndarray) -> str:
    return base64.b64encode(zlib.compress(array.tobytes(), 9)).decode("ascii")


def _unpacked(text: str, size: int) -> np.ndarray:
    # No more than is expected: a crafted record must not unpack to gigabytes.
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(base64.b64decode(text, validate=True), size + 1)
    if len(data) != size:
        raise ValueError("it has another size")
    return np.frombuffer(data, np.uint8)
