"""One-shot tasks of inpainting: reading pictures, masks and data sets, writing masks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.repaint import Repainted
from app.params.tone import AS_IT_IS, Tone
from app.workers.restoring import Restored, read_settings

if TYPE_CHECKING:
    from app.io.gallery import Gallery

Shape = tuple[int, int, int]
Crop = tuple[int, int, int, int]
"""(left, top, width, height) in pixels of the file's picture."""

PREVIEW = 240
"""The longer side of the small copy that the crop is chosen on."""


@dataclass(frozen=True, eq=False)
class Opened:
    """A picture from outside: as it was read, uint8 [H, W, C], a small copy, and fitted to the network in ``tone``."""

    name: str
    picture: np.ndarray
    preview: np.ndarray
    crop: Crop
    fitted: np.ndarray
    tone: Tone = AS_IT_IS


def fit(picture: np.ndarray, name: str, shape: Shape, crop: Crop | None = None, tone: Tone = AS_IT_IS) -> Opened:
    """A picture uint8 [H, W, C] made ready for a network of this shape (C, H, W)."""
    from app.io.images import default_crop, fit_picture

    height, width, channels = picture.shape
    if channels == 4:  # from a network with transparency: on white, as pictures from files are
        alpha = picture[:, :, 3:].astype(np.float32) / 255
        picture = np.rint(picture[:, :, :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    box = crop or default_crop(height, width, *shape[1:])
    step = max(1, -(-max(height, width) // PREVIEW))
    preview = np.ascontiguousarray(picture[::step, ::step])
    return Opened(name, picture, preview, box, tone.of(fit_picture(picture, shape, box)), tone)


def open_picture(path: str, shape: Shape) -> Opened:
    """Read a picture file. Raises ImageError."""
    from app.io.images import read_picture

    return fit(read_picture(path), Path(path).name, shape)


def convert_and_fit(convert: Callable[[], np.ndarray], name: str, shape: Shape) -> Opened:
    """A picture that has to be converted first (the clipboard's), made ready."""
    return fit(convert(), name, shape)


def refit(picture: np.ndarray, shape: Shape, crop: Crop, tone: Tone) -> np.ndarray:
    """The same picture with another crop or tone: float32 [C, H, W]."""
    from app.io.images import fit_picture

    return tone.of(fit_picture(picture, shape, crop))


@dataclass(frozen=True, eq=False)
class MaskFile:
    """A mask bool [H, W], or None if the file's size (width, height) is not the network's and it was not scaled."""

    path: str
    mask: np.ndarray | None
    size: tuple[int, int]


def open_mask(
    path: str, height: int, width: int, *, scale: bool = False, photo: tuple[int, int] | None = None,
    crop: Crop | None = None,
) -> MaskFile:  # fmt: skip
    """Read a mask: white is regenerated. ``photo`` is the size (height, width) of the picture that it belongs to.

    Raises ImageError.
    """
    from app.io.images import read_mask, read_picture

    picture = read_picture(path)
    size = picture.shape[1], picture.shape[0]
    if size != (width, height) and not scale:
        return MaskFile(path, None, size)
    return MaskFile(path, read_mask(path, height, width, scale=scale, photo=photo, crop=crop), size)


def write_mask(path: str, mask: np.ndarray) -> str:
    """Write a mask as PNG, white where pixels are regenerated. Raises WriteError."""
    from app.io.images import save_mask

    save_mask(path, mask)
    return path


def open_data_set(path: str) -> Gallery:
    """A data set to pick pictures from. Raises DataError."""
    from app.io.gallery import open_gallery

    return open_gallery(path)


def pick(gallery: Gallery, index: int, shape: Shape, tone: Tone) -> Opened:
    """One picture of a data set, made ready. Raises DataError."""
    picture, name = gallery.read(index)
    return fit(picture, name, shape, tone=tone)


@dataclass(frozen=True)
class RestoredInpainting:
    """What a PNG of this program holds: the run's settings, how it was filled, and what."""

    restored: Restored
    settings: InpaintSettings
    repainted: Repainted


@dataclass(frozen=True)
class MisfitInpainting:
    """A PNG of this program whose picture and mask do not fit the open network; ``problem`` says how."""

    restored: Restored
    problem: str


def open_any(path: str, shape: Shape) -> RestoredInpainting | MisfitInpainting | MaskFile | Opened:
    """A dropped picture file: a run to restore, a mask, or a picture to fill. Raises ImageError.

    A mask is strictly black and white, and has the network's size or "mask" in its name. Where it is transparent it is
    black; without anything white on that, it is a drawing.
    """
    from app.io.errors import ImageError, NoRecordError
    from app.io.images import read_picture
    from app.io.inpainting import read_inpainting
    from app.io.pictures import read_record

    try:
        record = read_record(path)
        damage = None
    except ImageError as error:
        record, damage = None, error
    if record is not None and "inpainting" in record.extra:
        restored = read_settings(path)
        try:
            return RestoredInpainting(restored, *read_inpainting(record, shape, path))
        except ImageError as error:
            return MisfitInpainting(restored, error.problem)
    picture = read_picture(path)
    if damage is not None and not isinstance(damage, NoRecordError):
        raise damage
    on_black = read_picture(path, "black")
    black_and_white = bool(((on_black == 0) | (on_black == 255)).all() and (on_black == on_black[:, :, :1]).all())
    drawing = not on_black.any() and bool(picture.any())
    if not drawing and black_and_white and ("mask" in Path(path).stem.lower() or picture.shape[:2] == shape[1:]):
        return open_mask(path, shape[1], shape[2])
    return fit(picture, Path(path).name, shape)
