"""Animations on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.io.atomic import atomic_path, check_writable
from app.io.errors import WriteError

_PALETTE_FRAMES = 8


def save_gif(path: str | Path, frames: Iterable[NDArray[np.uint8]], *, delay_ms: int = 50, comment: str = "") -> int:
    """Write frames uint8 [H, W, 3] as an endless GIF, atomically, and return how many there were.

    All frames share one palette, taken from some of them, so that nothing flickers; the last one stays for a second.
    ``comment`` is stored inside. The frames may be a generator: of each, one byte a pixel is kept. Raises WriteError,
    also when there are no frames.
    """
    check_writable(path)  # the frames may take long to make
    # A frame's own 256 colours are all it has, or nearly; the common palette can be chosen only when all are known.
    images = [Image.fromarray(frame).quantize(256) for frame in frames]
    if not images:
        raise WriteError(path, "there are no frames to write", "Let the run take at least one step")
    palette = _common_palette(images)
    images = [image.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    delays = [max(20, round(delay_ms / 10) * 10)] * (len(images) - 1) + [1000]
    with atomic_path(path) as temporary:
        images[0].save(
            temporary, format="GIF", save_all=True, append_images=images[1:], duration=delays, loop=0,
            comment=comment.encode(), optimize=False, disposal=1,
        )  # fmt: skip
    return len(images)


class FilmFormat(Protocol):
    """What writes a film."""

    def __call__(self, path: str | Path, frames: Iterable[NDArray[np.uint8]], *, delay_ms: int, comment: str) -> int:
        """Write frames uint8 [H, W, 3] and the text that the file carries; how many frames there were."""
        ...


FILMS: dict[str, FilmFormat] = {".gif": save_gif}
"""The formats of films, by their files' ending."""


def save_film(path: str | Path, frames: Iterable[NDArray[np.uint8]], *, delay_ms: int, comment: str) -> int:
    """Write a film in the format of the name's ending; how many frames there were. Raises WriteError."""
    return FILMS[Path(path).suffix.lower()](path, frames, delay_ms=delay_ms, comment=comment)


def _common_palette(images: list[Image.Image]) -> Image.Image:
    some = images[:: max(1, len(images) // _PALETTE_FRAMES)] + images[-1:]
    strips = np.concatenate([np.asarray(image.convert("RGB"))[::2, ::2] for image in some])
    return Image.fromarray(strips).quantize(256)


def sampled(total: int, frames: int) -> Iterator[int]:
    """The steps (from 1 to ``total``) to show when at most ``frames`` are: evenly spread, the last one among them."""
    wanted = min(total, frames)
    for k in range(1, wanted + 1):
        yield round(k * total / wanted)
