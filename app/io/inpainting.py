"""What inpainting adds to a picture's record, and the layout of its grid."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import numpy as np

from app.io.errors import ImageError
from app.io.legs import LAST
from app.io.packing import as_bytes, packed, packed_size, unpacked, unpacked_all
from app.io.pictures import BACKGROUND, compose_grid
from app.io.records import RunRecord
from app.params.checks import whole
from app.params.inpainting import InpaintSettings
from app.params.repaint import HISTORY_BYTES, Known, Patch, Repainted, Track

MAX_HISTORY = 2 * HISTORY_BYTES
"""A record whose repaintings unpack to more than this was not written by this program."""


def inpainting_extra(settings: InpaintSettings, repainted: Repainted) -> dict[str, Any]:
    """The record's ``extra``: settings, the mask bool [H, W] and the source float32 [C, H, W] with 8 bits a value.

    Both as they were at the end. Where they were repainted during the run, ``repainted`` holds how each began and what
    changed when, or how many changes were too many to be kept.
    """
    last = repainted.last
    data = settings.to_dict() | {"mask": packed([last.mask]), "source": packed([last.source])}
    if repainted.changes:
        data["repainted"] = {"mask": _track(repainted.mask), "source": _track(repainted.source)}
    elif repainted.dropped:
        data["repainted"] = {"dropped": repainted.dropped}
    return {"inpainting": data}


def read_inpainting(
    record: RunRecord, shape: tuple[int, int, int], path: str | Path
) -> tuple[InpaintSettings, Repainted]:
    """How a recorded run filled what, for a network of this shape (C, H, W). Raises ImageError."""
    data = record.extra.get("inpainting")
    if not isinstance(data, dict):
        raise ImageError(path, "it was not made by inpainting", "Choose another picture, or use 'sample'")
    try:
        settings = InpaintSettings.from_dict(data)
        last = Known(unpacked(data["source"], shape, np.float32), unpacked(data["mask"], shape[1:], np.bool_))
        painted = data.get("repainted", {})
        if "mask" not in painted:
            return settings, Repainted.still(last, whole("the number of changes", painted.get("dropped", 0), 0, LAST))
        source = _read_track(painted["source"], shape, np.float32)
        return settings, Repainted(source, _read_track(painted["mask"], shape[1:], np.bool_))
    except (KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise ImageError(
            path, f"its mask or source does not fit this network ({error})", "Choose the checkpoint it was made with"
        ) from error


def as_frame(picture: np.ndarray) -> np.ndarray:
    """A picture float32 [C, H, W] in [0, 1] as uint8 [H, W, C]."""
    return np.ascontiguousarray(as_bytes(picture).transpose(1, 2, 0))


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


def _track(track: Track) -> dict[str, Any]:
    """The first state, the place of each patch [evaluation, top, left, height, width], and all their pixels."""
    places = [[p.evaluation, p.top, p.left, *p.pixels.shape[-2:]] for p in track.patches]
    return {
        "first": packed([track.first]),
        "patches": places,
        "pixels": packed([p.pixels for p in track.patches]),
    }


def _read_track(data: dict[str, Any], shape: tuple[int, ...], kind: type[np.generic]) -> Track:
    *more, height, width = shape
    shapes: list[tuple[int, ...]] = []
    places: list[tuple[int, int, int]] = []
    for evaluation, top, left, tall, wide in data["patches"]:
        when = whole("the time of a change", evaluation, places[-1][0] + 1 if places else 1, LAST)
        across = whole("the height of a change", tall, 1, height), whole("the width of a change", wide, 1, width)
        shapes.append((*more, *across))
        row, column = whole("its row", top, 0, height - across[0]), whole("its column", left, 0, width - across[1])
        places.append((when, row, column))
    if sum(packed_size(s, kind) for s in shapes) > MAX_HISTORY:
        raise ValueError("too many changes")
    arrays = unpacked_all(data["pixels"], shapes, kind)
    patches = tuple(Patch(*place, pixels) for place, pixels in zip(places, arrays, strict=True))
    return Track(unpacked(data["first"], shape, kind), patches)
