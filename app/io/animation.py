"""Films on disk: GIF, WebP and, where PyAV is installed, MP4. All are written atomically, and hold a text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.io.atomic import atomic_path, check_writable
from app.io.errors import WriteError

_PALETTE_FRAMES = 8

COLOURS = 256
"""Of a GIF."""

LAST_MS = 1000
"""The last frame stays so long."""

MOST_PIXELS = 300_000_000
"""Of all frames together: a format that sees them all at once takes 3 bytes for each."""

WEBP_SIDE = 16_383
"""The longest side that the format has room for."""

Frames = Iterable[NDArray[np.uint8]]
"""Pictures uint8 [H, W, 3] of one size; a generator is asked for one after another."""


def save_gif(path: str | Path, frames: Frames, *, delay_ms: float = 50, comment: str = "") -> int:
    """Write an endless GIF and return how many frames there were.

    All frames share one palette, taken from some of them, so that nothing flickers; the last one stays for a second.
    Of each frame one byte a pixel is kept meanwhile. Raises WriteError, also when there are no frames.
    """
    check_writable(path)  # the frames may take long to make
    # A frame's own 256 colours are all it has, or nearly; the common palette can be chosen only when all are known.
    images = [_in_palette(Image.fromarray(frame), _palette([frame])) for frame in _bounded(path, frames)]
    palette = _common_palette(images)
    images = [_in_palette(image.convert("RGB"), palette) for image in images]
    with atomic_path(path) as temporary:
        images[0].save(
            temporary, format="GIF", save_all=True, append_images=images[1:], loop=0,
            duration=_delays(len(images), max(20, delay_ms), 10), comment=comment.encode(), optimize=False, disposal=1,
        )  # fmt: skip
    return len(images)


def save_webp(path: str | Path, frames: Frames, *, delay_ms: float = 50, comment: str = "") -> int:
    """Write an endless WebP without loss, and return how many frames there were.

    The last one stays for a second, the text is its XMP. Raises WriteError, also when there are no frames.
    """
    check_writable(path)
    images = [Image.fromarray(frame) for frame in _bounded(path, frames)]
    if max(images[0].size) > WEBP_SIDE:
        raise WriteError(path, f"a WebP has at most {WEBP_SIDE} pixels a side", "Enlarge less, or write a GIF")
    with atomic_path(path) as temporary:
        images[0].save(
            temporary, format="WEBP", save_all=True, append_images=images[1:], loop=0, lossless=True, method=2,
            quality=50, duration=_delays(len(images), delay_ms, 1), xmp=comment.encode(),
        )  # fmt: skip
    return len(images)


def save_mp4(path: str | Path, frames: Frames, *, delay_ms: float = 50, comment: str = "") -> int:
    """Write H.264 as every player has it (4:2:0, an even size), and return how many frames there were.

    The last one is repeated for a second. Raises WriteError, also without PyAV and when there are no frames.
    """
    try:
        import av
    except ImportError as error:
        raise WriteError(path, *NO_MP4) from error
    check_writable(path)
    rate = (1000 / Fraction(delay_ms)).limit_denominator(1000)
    iterator = iter(_bounded(path, frames))
    first, count = next(iterator), 0
    with atomic_path(path) as temporary, av.open(temporary, "w", format="mp4") as file:
        file.metadata["comment"] = comment
        stream = file.add_stream("libx264", rate=rate, options={"crf": "12", "preset": "medium"})
        stream.height, stream.width = (side + side % 2 for side in first.shape[:2])
        stream.pix_fmt = "yuv420p"
        last = first
        for frame in itertools.chain([first], iterator):
            last, count = frame, count + 1
            file.mux(stream.encode(av.VideoFrame.from_ndarray(_even(frame), format="rgb24")))
        for _ in range(round(LAST_MS / 1000 * rate) - 1):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(_even(last), format="rgb24")))
        file.mux(stream.encode(None))
    return count


NO_MP4 = (
    "MP4 needs a library that is not installed here (PyAV)",
    "Install it with: pip install 'score-explorer[mp4]', or choose GIF or WebP",
)
"""What is wrong without the library, and what to do."""


class FilmFormat(Protocol):
    """What writes a film."""

    def __call__(self, path: str | Path, frames: Frames, *, delay_ms: float, comment: str) -> int:
        """Write frames uint8 [H, W, 3] and the text that the file carries; how many frames there were."""
        ...


FILMS: dict[str, FilmFormat] = {".gif": save_gif, ".webp": save_webp, ".mp4": save_mp4}
"""The formats of films, by their files' ending."""


def save_film(path: str | Path, frames: Frames, *, delay_ms: float, comment: str) -> int:
    """Write a film in the format of the name's ending; how many frames there were. Raises WriteError."""
    return FILMS[Path(path).suffix.lower()](path, frames, delay_ms=delay_ms, comment=comment)


def _bounded(path: str | Path, frames: Frames) -> Iterator[NDArray[np.uint8]]:
    """The same frames; WriteError if there are none, or more than memory should hold."""
    pixels = 0
    for frame in frames:
        pixels += frame.shape[0] * frame.shape[1]
        if pixels > MOST_PIXELS:
            text = f"all frames together would have more than {MOST_PIXELS // 10**6} million pixels"
            raise WriteError(path, text, "Use fewer frames or samples, or enlarge less")
        yield frame
    if not pixels:
        raise WriteError(path, "there are no frames to write", "Let the run take at least one step")


def _delays(count: int, delay_ms: float, unit: int) -> list[int]:
    """How long each frame stays, in whole ``unit`` milliseconds that drift away from nothing; the last its second."""
    ends = [round(k * delay_ms / unit) * unit for k in range(count)]
    return [*(b - a for a, b in itertools.pairwise(ends)), LAST_MS]


def _even(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """With its last line and column once more where their number is odd."""
    height, width, _ = frame.shape
    return np.ascontiguousarray(np.pad(frame, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge"))


def _common_palette(images: list[Image.Image]) -> Image.Image:
    some = images[:: max(1, len(images) // _PALETTE_FRAMES)] + images[-1:]
    return _palette([np.asarray(image.convert("RGB")) for image in some])


def _palette(frames: list[NDArray[np.uint8]]) -> Image.Image:
    """256 colours for them; each colour counts, not only those of many pixels: a thin bar keeps its own."""
    pixels = np.concatenate([frame[::2, ::2].reshape(-1, 3) for frame in frames])
    packed = np.unique(pixels @ np.array([1 << 16, 1 << 8, 1], np.int32))
    colours = np.stack([packed >> 16, packed >> 8, packed], axis=-1).astype(np.uint8)
    if len(colours) > COLOURS:
        colours = np.concatenate([pixels, np.repeat(colours, max(1, len(pixels) // len(colours)), axis=0)])
    return Image.fromarray(colours[None]).quantize(COLOURS)


def _in_palette(image: Image.Image, palette: Image.Image) -> Image.Image:
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def sampled(total: int, frames: int) -> Iterator[int]:
    """The steps (from 1 to ``total``) to show when at most ``frames`` are: evenly spread, the last one among them."""
    wanted = min(total, frames)
    for k in range(1, wanted + 1):
        yield round(k * total / wanted)
