"""Reading single pictures and masks of any usual kind, fitted to what a network takes."""

from __future__ import annotations

import functools
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, ImageColor, UnidentifiedImageError

from app.io.atomic import atomic_path
from app.io.door import opened
from app.io.errors import FileError, ImageError, why
from app.io.guards import SkeletonError, check_skeleton, orientation_of
from app.io.places import loaded_libraries

MAX_SIDE = 8192
"""Pictures with a longer side are refused before they are decoded."""
MAX_PIXELS = 51_000_000
"""And those with more pixels than a telephone's camera takes."""
MAX_FILE = 512 * 2**20
FORMATS = (
    "PNG", "JPEG", "MPO", "GIF", "BMP", "DIB", "WEBP", "TIFF", "PPM", "JPEG2000", "TGA", "ICO", "PCX", "AVIF",
)  # fmt: skip
"""What is read: some other formats are programs (EPS), or need one to be read."""

Crop = tuple[int, int, int, int]
"""A box (left, top, width, height) in pixels."""

_STRIP = 512
_TURNS = (
    Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_TOP_BOTTOM,
    Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_270, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_90,
)  # fmt: skip
"""What sets a picture of EXIF orientation 2, 3, ... 8 upright."""


@contextmanager
def opened_picture(path: str | Path, kind: type[FileError] = ImageError) -> Iterator[Image.Image]:
    """The picture file at ``path``, not decoded yet. Whatever goes wrong in the block is an error of ``kind``."""
    with opened(path, kind, limit=MAX_FILE) as file, picture_in(file, path, kind) as image:
        yield image


@contextmanager
def picture_in(file: IO[bytes], path: str | Path, kind: type[FileError] = ImageError) -> Iterator[Image.Image]:
    """The picture in an open file, called ``path`` in errors; the same otherwise."""
    with _picture_errors(path, kind), _quiet():
        check_skeleton(file)
        with Image.open(file, formats=_formats()) as image:
            yield image


def check_sides(path: str | Path, image: Image.Image, kind: type[FileError] = ImageError) -> None:
    """Raise an error of ``kind`` if the picture is too large to be decoded without worry."""
    if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
        raise kind(
            path, f"it is {image.width}x{image.height}",
            f"Sides may have up to {MAX_SIDE} pixels, and it may have {MAX_PIXELS // 10**6} million in all",
        )  # fmt: skip


@contextmanager
def _picture_errors(path: str | Path, kind: type[FileError]) -> Iterator[None]:
    again = "Choose another, or save it again"
    try:
        yield
    except UnidentifiedImageError as error:
        raise kind(path, "this is not a picture", "Choose another, or save it again as PNG") from error
    except Image.DecompressionBombError as error:
        raise kind(path, "the picture is far too large", f"Sides may have up to {MAX_SIDE} pixels") from error
    except SkeletonError as error:
        raise kind(path, f"this is no proper picture: {error}", again) from error
    except MemoryError as error:
        raise kind(path, "the memory does not suffice for it", "Close other programs, or make it smaller") from error
    except OSError as error:
        if error.errno is not None:
            raise kind(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error
        raise kind(path, f"the picture is damaged ({error})", again) from error
    except (SyntaxError, ValueError, LookupError, TypeError, RuntimeError, EOFError, ArithmeticError, struct.error,
            zlib.error, AttributeError) as error:  # fmt: skip
        raise kind(path, f"the picture is damaged ({error})", again) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Pillow's remarks about corrupt EXIF data and large pictures: what matters becomes an error."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        yield


@functools.cache
def _formats() -> tuple[str, ...]:
    """The formats that are read, once what reads them is loaded and says what goes wrong by errors alone."""
    Image.init()
    for library in loaded_libraries("libtiff"):
        for kind in ("Error", "Warning"):  # or it writes to standard error itself
            getattr(library, f"TIFFSet{kind}Handler")(None)
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    return tuple(name for name in FORMATS if name in Image.OPEN)


def flattened(image: Image.Image, ground: str = "white") -> Image.Image:
    """The picture as 8-bit grey ("L") or "RGB", upright as its EXIF orientation says, transparency put on ``ground``.

    Palettes are resolved and more than 8 bits brought to 8. Floating-point values have no agreed range: they are taken
    to reach 1, 255 or 65535, whichever is the first that holds them all.
    """
    turn = _turn(image)
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image, ground)
    grey = image.mode in ("1", "L") and "transparency" not in image.info
    flat = Image.new("L" if grey else "RGB", image.size)
    for top in range(0, image.height, _STRIP):  # in strips: a large one would be in memory four times
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        if strip.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
            above = strip.convert("RGBA")
            strip = Image.alpha_composite(Image.new("RGBA", above.size, ground), above)
        flat.paste(strip.convert(flat.mode), (0, top))
    return flat if turn is None else flat.transpose(turn)


def _turn(image: Image.Image) -> Image.Transpose | None:
    tags = getattr(image, "tag_v2", None)
    exif = image.info.get("exif", b"")
    orientation = tags.get(0x0112) if tags is not None else orientation_of(exif if isinstance(exif, bytes) else b"")
    return _TURNS[orientation - 2] if isinstance(orientation, int) and 2 <= orientation <= 8 else None


def _eight_bits(image: Image.Image, ground: str) -> Image.Image:
    """Grey values of 16 bits or more, or real ones, as 8-bit grey; the one that stands for transparency on ``ground``.

    Of 16 bits the high byte is what 8 bits would have been.
    """
    stored = np.asarray(image)
    strips = range(0, len(stored), _STRIP)
    full = 65535
    if image.mode == "F":
        top = max((float(_finite(stored[at : at + _STRIP]).max(initial=0)) for at in strips), default=0)
        full = next((limit for limit in (1, 255) if top <= limit), 65535)
    levels = np.empty(stored.shape, np.uint8)
    clear = image.info.get("transparency")
    for at in strips:
        values = _finite(stored[at : at + _STRIP])
        part = (values * (255 / full)).clip(0, 255).round().astype(np.uint8)
        if isinstance(clear, int):
            part[values == clear] = ImageColor.getcolor(ground, "L")
        levels[at : at + _STRIP] = part
    return Image.fromarray(levels)


def _finite(values: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # a signalling NaN
        return np.nan_to_num(values.astype(np.float64), nan=0, posinf=0, neginf=0)


def read_picture(path: str | Path, ground: str = "white") -> np.ndarray:
    """A picture file as uint8 [H, W, C] with C = 1 (grey) or 3; the first frame of an animation. Raises ImageError.

    Transparency is put on ``ground``, a colour's name.
    """
    with opened_picture(path) as image:
        check_sides(path, image)
        image.seek(0)
        array = np.array(flattened(image, ground))
    return array[:, :, None] if array.ndim == 2 else array


def default_crop(height: int, width: int, target_height: int, target_width: int) -> Crop:
    """The largest centred box (left, top, width, height) of the target's proportions."""
    scale = min(height / target_height, width / target_width)
    crop_width, crop_height = max(1, round(target_width * scale)), max(1, round(target_height * scale))
    return (width - crop_width) // 2, (height - crop_height) // 2, crop_width, crop_height


def fit_picture(picture: np.ndarray, shape: tuple[int, int, int], crop: Crop | None = None) -> np.ndarray:
    """A picture uint8 [H, W, 1 or 3] as a network takes it: float32 [C, H, W] in [0, 1].

    ``crop`` is a box (left, top, width, height) within the picture, by default the largest centred one; colours become
    luminance for a grey network and grey becomes three equal channels for a colour one.
    """
    channels, height, width = shape
    left, top, wide, tall = crop or default_crop(picture.shape[0], picture.shape[1], height, width)
    if wide < 1 or tall < 1 or left < 0 or top < 0 or left + wide > picture.shape[1] or top + tall > picture.shape[0]:
        raise ValueError(f"the crop {left}, {top}, {wide}x{tall} does not lie within the picture")
    box = picture[top : top + tall, left : left + wide]
    image = Image.fromarray(box[:, :, 0] if box.shape[2] == 1 else np.ascontiguousarray(box))
    image = image.convert("L" if channels == 1 else "RGB")
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    array = np.asarray(image, np.float32) / np.float32(255)
    fitted = array[None] if array.ndim == 2 else array.transpose(2, 0, 1)
    if channels == 4:
        fitted = np.concatenate([fitted, np.ones_like(fitted[:1])])
    return np.ascontiguousarray(fitted)


def read_mask(
    path: str | Path, height: int, width: int, *, scale: bool = False, photo: tuple[int, int] | None = None,
    crop: Crop | None = None,
) -> np.ndarray:  # fmt: skip
    """A mask file as bool [H, W]: white (at least half) is True, to be regenerated; transparent is kept.

    A file of 0 and 1 alone is read as black and white. ``scale`` allows another size: a mask of the proportions of the
    ``photo`` (height, width) that it belongs to is cropped as that is (``crop``, by default the largest centred box),
    one of the network's proportions is taken whole, and a pixel is True where anything white falls into it, so that no
    stroke is lost. Raises ImageError for other sizes and proportions, and for marks that are not white.
    """
    picture = read_picture(path, "black")
    mask = _white(path, picture)
    if mask.shape == (height, width):
        return mask
    found = f"{mask.shape[1]}x{mask.shape[0]}"
    if not scale:
        raise ImageError(
            path, f"the mask is {found}, the network's pictures are {width}x{height}",
            "It can be scaled (--scale-mask)",
        )  # fmt: skip
    if photo is not None and _alike(mask.shape, photo):
        left, top, wide, tall = crop or default_crop(*photo, height, width)
        zoom = mask.shape[0] / photo[0], mask.shape[1] / photo[1]
        return _reduced(mask, (top * zoom[0], tall * zoom[0]), (left * zoom[1], wide * zoom[1]), height, width)
    if not _alike(mask.shape, (height, width)):
        advice = f"Make it as the network's pictures are ({width}x{height})"
        if photo is not None:
            advice = (
                f"Make it as the network's pictures are ({width}x{height}) or as the picture is ({photo[1]}x{photo[0]})"
            )
        raise ImageError(path, f"the mask is {found}, of other proportions than it may have", advice)
    return _reduced(mask, (0, mask.shape[0]), (0, mask.shape[1]), height, width)


def _white(path: str | Path, picture: np.ndarray) -> np.ndarray:
    """Where a picture uint8 [H, W, C] is white. Raises ImageError if it has marks, but none is white."""
    mask: np.ndarray = picture.mean(axis=2) >= 127.5
    if mask.any():
        return mask
    if picture.max(initial=0) == 1:
        ones: np.ndarray = picture.max(axis=2) == 1
        return ones
    values = np.unique(picture.reshape(-1, picture.shape[2])[:: max(1, mask.size // 100_000)], axis=0)
    marks = [tuple(map(int, value)) for value in values if value.any()]
    if marks:
        names = ", ".join(str(mark[0] if len(mark) == 1 else mark) for mark in marks[:4])
        raise ImageError(
            path, f"no pixel of the mask is white: beside black it holds {names}" + ("" if len(marks) < 5 else ", …"),
            "Paint what is to be regenerated white (255)",
        )  # fmt: skip
    shades = set(read_picture(path, "white").reshape(-1).tolist())
    if {0, 255} <= shades:
        raise ImageError(
            path, "no pixel of the mask is white: its marks are black on transparent",
            "Paint what is to be regenerated white",
        )  # fmt: skip
    return mask


def _alike(one: tuple[int, ...], other: tuple[int, int]) -> bool:
    """Whether two sizes have the same proportions, up to a rounded pixel."""
    return 2 * abs(one[0] * other[1] - one[1] * other[0]) <= max(other)


def _reduced(
    mask: np.ndarray, rows: tuple[float, float], columns: tuple[float, float], height: int, width: int
) -> np.ndarray:
    """The box of a mask that (start, length) of its rows and columns give, with a pixel True where any within is."""
    for axis, ((start, length), size, side) in enumerate(
        zip((rows, columns), (height, width), mask.shape, strict=True)
    ):
        edges = start + length * np.arange(size + 1) / size
        first = np.floor(edges[:-1] + 1e-6).astype(int).clip(0, side - 1)
        last = np.ceil(edges[1:] - 1e-6).astype(int).clip(first + 1, side)
        counts = np.concatenate([np.zeros_like(mask.take([0], axis), np.int64), mask.cumsum(axis, np.int64)], axis)
        mask = counts.take(last, axis) > counts.take(first, axis)
    return mask


def save_mask(path: str | Path, mask: np.ndarray) -> None:
    """Write a mask bool [H, W] as PNG: white where it is True, to be regenerated. Raises WriteError."""
    with atomic_path(path) as temporary:
        Image.fromarray((mask * np.uint8(255)).astype(np.uint8)).save(temporary, format="PNG")
