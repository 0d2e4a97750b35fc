"""Reading single pictures and masks of any usual kind, fitted to what a network takes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageOps, UnidentifiedImageError

from app.io.errors import FileError, ImageError, why
from app.io.pictures import save_png

MAX_SIDE = 8192
"""Pictures with a longer side are refused before they are decoded."""


@contextmanager
def picture_errors(path: str | Path, kind: type[FileError] = ImageError) -> Iterator[None]:
    """Turn what goes wrong while a picture is read into an error of ``kind`` that names ``path``."""
    try:
        yield
    except UnidentifiedImageError as error:
        raise kind(path, "this is not a picture", "Choose another, or save it again as PNG") from error
    except Image.DecompressionBombError as error:
        raise kind(path, "the picture is far too large", f"Sides may have up to {MAX_SIDE} pixels") from error
    except OSError as error:
        if error.errno is not None:
            raise kind(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error
        raise kind(path, f"the picture is damaged ({error})", "Choose another, or save it again") from error
    except (SyntaxError, ValueError, RuntimeError, EOFError) as error:
        raise kind(path, f"the picture is damaged ({error})", "Choose another, or save it again") from error


def check_sides(path: str | Path, image: Image.Image, kind: type[FileError] = ImageError) -> None:
    """Raise an error of ``kind`` if the picture is too large to be decoded without worry."""
    if max(image.size) > MAX_SIDE:
        raise kind(path, f"it is {image.width}x{image.height}", f"Sides may have up to {MAX_SIDE} pixels")


def flattened(image: Image.Image, ground: str = "white") -> Image.Image:
    """The picture as 8-bit grey ("L") or "RGB", upright as its EXIF orientation says, transparency put on ``ground``.

    Palettes are resolved and more than 8 bits brought to 8. Floating-point values have no agreed range: they are taken
    to reach 1, 255 or 65535, whichever is the first that holds them all.
    """
    image = _upright(image)
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image, ground)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        above = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", above.size, ground), above).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except (KeyError, TypeError, SyntaxError, struct.error):  # the EXIF data are damaged, the picture need not be
        return image


def _eight_bits(image: Image.Image, ground: str) -> Image.Image:
    """Grey values of 16 bits or more, or real ones, as 8-bit grey; the one that stands for transparency on ``ground``.

    Of 16 bits the high byte is what 8 bits would have been.
    """
    values = np.nan_to_num(np.asarray(image, np.float64), nan=0, posinf=0, neginf=0)
    top = float(values.max(initial=0))
    full = 65535 if image.mode != "F" else next((limit for limit in (1, 255) if top <= limit), 65535)
    levels = (values * (255 / full)).clip(0, 255).round().astype(np.uint8)
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        levels[values == clear] = ImageColor.getcolor(ground, "L")
    return Image.fromarray(levels)


def read_picture(path: str | Path, ground: str = "white") -> np.ndarray:
    """A picture file as uint8 [H, W, C] with C = 1 (grey) or 3; the first frame of an animation. Raises ImageError.

    Transparency is put on ``ground``, a colour's name.
    """
    with picture_errors(path), Image.open(path) as image:
        check_sides(path, image)
        image.seek(0)
        flat = flattened(image, ground)
        array = np.array(flat)
    return array[:, :, None] if array.ndim == 2 else array


def default_crop(height: int, width: int, target_height: int, target_width: int) -> tuple[int, int, int, int]:
    """The largest centred box (left, top, width, height) of the target's proportions."""
    scale = min(height / target_height, width / target_width)
    crop_width, crop_height = max(1, round(target_width * scale)), max(1, round(target_height * scale))
    return (width - crop_width) // 2, (height - crop_height) // 2, crop_width, crop_height


def fit_picture(
    picture: np.ndarray, shape: tuple[int, int, int], crop: tuple[int, int, int, int] | None = None
) -> np.ndarray:
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


def read_mask(path: str | Path, height: int, width: int, *, scale: bool = False) -> np.ndarray:
    """A mask file as bool [H, W]: white (at least half) is True, to be regenerated; transparent is kept.

    Raises ImageError if it has another size, unless ``scale`` allows to bring it to this one (nearest neighbour).
    """
    picture = read_picture(path, "black")
    if picture.shape[:2] != (height, width):
        if not scale:
            found = f"{picture.shape[1]}x{picture.shape[0]}"
            raise ImageError(
                path,
                f"the mask is {found}, the network's pictures are {width}x{height}",
                "It can be scaled (--scale-mask)",
            )
        rows = (np.arange(height) + 0.5) * picture.shape[0] / height
        columns = (np.arange(width) + 0.5) * picture.shape[1] / width
        picture = picture[rows.astype(int)][:, columns.astype(int)]
    mask: np.ndarray = picture.mean(axis=2) >= 127.5
    return mask


def save_mask(path: str | Path, mask: np.ndarray) -> None:
    """Write a mask bool [H, W] as PNG: white where it is True, to be regenerated. Raises WriteError."""
    save_png(path, (mask[:, :, None] * np.uint8(255)).astype(np.uint8))
