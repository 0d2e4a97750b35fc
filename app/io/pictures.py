"""Pictures on disk: grids of samples as PNG with the run's record inside, and the record read back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, PngImagePlugin

from app.io.atomic import atomic_path, make_folder
from app.io.errors import NoRecordError
from app.io.images import opened_picture
from app.io.records import FILM_KEY, KEY, RunRecord
from app.params.tiles import tiled

MAX_PIXELS = 64_000_000
"""Larger pictures are refused before memory is taken for them."""

BACKGROUND = 128
"""The grey between samples: neither of the usual background values of data."""


def grid_columns(count: int) -> int:
    """The number of columns of the most nearly square grid."""
    return max(1, math.ceil(math.sqrt(count)))


def grid_scale(height: int, width: int, count: int, columns: int, target: int = 800) -> int:
    """The whole factor that brings a grid's longer side nearest to ``target`` pixels without passing it; at least 1."""
    rows = math.ceil(count / columns)
    return max(1, min(target // (columns * (width + 1)), target // (rows * (height + 1))))


def compose_grid(frames: np.ndarray, columns: int | None = None, padding: int = 1, scale: int = 1) -> np.ndarray:
    """Samples uint8 [N, H, W, C] side by side, row by row: uint8 [rows, cols, C].

    Each sample is enlarged ``scale`` times without smoothing; ``padding`` pixels (not enlarged) lie between samples and
    around them. Raises ValueError for an empty set or a picture of absurd size.
    """
    if frames.ndim != 4 or len(frames) == 0:
        raise ValueError("a grid needs at least one sample")
    count, height, width, _ = frames.shape
    columns = min(columns or grid_columns(count), count)
    rows = math.ceil(count / columns)
    if columns < 1 or padding < 0 or scale < 1:
        raise ValueError("columns and scale must be at least 1 and padding at least 0")
    tall, wide = height * scale + padding, width * scale + padding
    if (rows * tall + padding) * (columns * wide + padding) > MAX_PIXELS:
        raise ValueError(
            f"a grid of {rows}x{columns} samples at scale {scale} would have more than {MAX_PIXELS / 1e6:g} million "
            "pixels; use a smaller scale or fewer samples"
        )
    large = np.stack([enlarge(frame, scale) for frame in frames])
    around = (padding, padding), (padding, padding), (0, 0)
    return np.pad(tiled(large, columns, gap=padding, background=BACKGROUND), around, constant_values=BACKGROUND)


def enlarge(frame: np.ndarray, scale: int) -> np.ndarray:
    """A picture [H, W, C] with each pixel repeated ``scale`` times both ways."""
    return frame.repeat(scale, axis=0).repeat(scale, axis=1)


def to_image(array: np.ndarray) -> Image.Image:
    """A pillow image of uint8 [H, W, C] with C = 1 (grey), 3 (RGB) or 4 (RGBA)."""
    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] not in (1, 3, 4):
        raise ValueError(f"not a picture: {array.dtype} {array.shape}")
    return Image.fromarray(array[:, :, 0] if array.shape[2] == 1 else array)


def write_png(path: str | Path, array: np.ndarray, texts: Mapping[str, str]) -> None:
    """Write uint8 [H, W, C] as PNG, atomically, with ``texts`` under their keys. Raises WriteError."""
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_text(key, text) if key == "Software" else info.add_itxt(key, text)
    with atomic_path(path) as temporary:
        to_image(array).save(temporary, format="PNG", pnginfo=info)


PictureFormat = Callable[[str | Path, np.ndarray, Mapping[str, str]], None]
"""Writes a picture uint8 [H, W, C] and what it says about itself, text by key: see :meth:`RunRecord.texts`."""

PICTURES: dict[str, PictureFormat] = {".png": write_png}
"""The formats of pictures, by their files' ending."""


def save_picture(path: str | Path, array: np.ndarray, texts: Mapping[str, str]) -> None:
    """Write uint8 [H, W, C] in the format of the name's ending, with ``texts`` as far as it has room for them.

    Raises WriteError.
    """
    PICTURES[Path(path).suffix.lower()](path, array, texts)


def save_png(path: str | Path, array: np.ndarray, record: RunRecord | None = None) -> None:
    """Write uint8 [H, W, C] as PNG, atomically, with the record in its text. Raises WriteError."""
    write_png(path, array, {} if record is None else record.texts())


def save_samples(
    folder: str | Path, frames: Iterable[np.ndarray], record: RunRecord, indices: Sequence[int], ending: str = ".png"
) -> list[Path]:
    """Write each sample uint8 [H, W, C] to its own file in ``folder``; the paths written.

    The names count from 1 as the window does: index 0 is ``sample-0001.png``.
    """
    place = make_folder(folder)
    paths = [place / f"sample-{index + 1:04d}{ending}" for index in indices]
    for path, frame in zip(paths, frames, strict=True):
        PICTURES[ending](path, frame, record.texts())
    return paths


def save_npz(path: str | Path, record: RunRecord | None = None, **arrays: np.ndarray) -> None:
    """Write arrays to ``path`` as .npz, atomically; the record goes in as the JSON string ``record``."""
    if record is not None:
        arrays["record"] = np.array(record.to_json())
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def read_record(path: str | Path) -> RunRecord:
    """The record inside a picture or film of this program. Raises NoRecordError if it holds none, or ImageError."""
    with opened_picture(path) as image:
        stored = getattr(image, "text", {}).get(KEY) if image.format == "PNG" else _of_film(image)
    if not isinstance(stored, str):
        raise NoRecordError(path, "it holds no settings of a run", "Choose a PNG written by score-explorer")
    return RunRecord.from_json(stored, path)


def _of_film(image: Image.Image) -> str | None:
    """The record in a film, behind the key; None if there is none."""
    said = image.info.get({"GIF": "comment", "WEBP": "xmp"}.get(image.format or "", ""))
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else ""
    return text.removeprefix(FILM_KEY) if text.startswith(FILM_KEY) else None
