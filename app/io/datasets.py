"""Picture data sets to train on: IDX, a folder or a zip of pictures, or arrays in .npz and .npy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from app.io.errors import DataError, why
from app.io.idx import MAX_BYTES, is_idx_name, read_idx
from app.io.images import check_sides, flattened, picture_errors

SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff"}
ARRAY_NAMES = ("images", "samples", "x_train", "data", "arr_0")


@dataclass(frozen=True)
class ImageSet:
    """Pictures of one size: ``images`` uint8 [N, C, H, W] with C = 1 (grey) or 3 (RGB), and the source's name."""

    images: np.ndarray
    name: str


def read_images(
    path: str | Path,
    *,
    size: int | None = None,
    grey: bool = False,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImageSet:
    """Read a data set of pictures, in the order of their names (or as stored).

    ``size`` crops each picture to a centred square and scales it to that side; without it all must be equally large.
    ``grey`` turns colours to luminance. Transparent pixels are put on white. ``limit`` takes the first so many.
    ``progress`` is called with (done, total). Raises DataError naming the file.
    """
    place = Path(path).expanduser()
    array = open_array(place, limit)
    if array is None:
        images = _from_pictures(place, size, grey, limit, progress)
    else:
        images = array
        if size is not None or (grey and images.shape[1] == 3):
            images = _stack(place, (_fit(_to_image(image), size, grey) for image in images), len(images), progress)
    if len(images) == 0:
        raise DataError(place, "it holds no pictures", f"Known are {', '.join(sorted(SUFFIXES))}, IDX, .npz and .npy")
    return ImageSet(np.ascontiguousarray(images), Path(path).name)


def open_array(place: Path, limit: int | None = None) -> np.ndarray | None:
    """Pictures uint8 [N, C, H, W] of a file (or folder) that holds them in one array; None for single picture files.

    Raises DataError.
    """
    if not place.exists():
        raise DataError(place, "there is no such file or folder", "Check the spelling and the folder")
    if place.is_dir():
        place = _idx_inside(place) or place
    if place.is_dir() or place.suffix.lower() == ".zip":
        return None
    array = _array(place)
    return _channels_first(place, array if limit is None else array[:limit])


def _idx_inside(folder: Path) -> Path | None:
    """The training pictures of a folder in MNIST's layout, if it is one."""
    found = [p for p in sorted(folder.iterdir()) if is_idx_name(p) and "images" in p.name and "train" in p.name]
    return found[0] if found else None


def _array(path: Path) -> np.ndarray:
    suffix = path.suffix.lower()
    if suffix not in (".npz", ".npy"):
        return read_idx(path)
    try:
        loaded = np.load(path, allow_pickle=False, mmap_mode="r" if suffix == ".npy" else None)
        if isinstance(loaded, np.ndarray):
            return loaded
        with loaded:
            names = [name for name in ARRAY_NAMES if name in loaded.files] or loaded.files
            if not names:
                raise DataError(path, "it holds no array", "Store the pictures under the name 'images'")
            array: np.ndarray = loaded[names[0]]
            return array
    except OSError as error:
        problem, advice = why(error)
        raise DataError(path, f"cannot be read: {problem}", advice) from error
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, SyntaxError) as error:
        raise DataError(path, f"the array cannot be read ({error})", "Write it with numpy.savez") from error


def _channels_first(path: Path, array: np.ndarray) -> np.ndarray:
    """Any usual layout of pictures as uint8 [N, C, H, W]."""
    if array.ndim == 3:
        array = array[:, None]
    elif array.ndim == 4 and array.shape[3] in (1, 3) and array.shape[1] not in (1, 3):
        array = array.transpose(0, 3, 1, 2)
    if array.ndim != 4 or array.shape[1] not in (1, 3):
        shape = " x ".join(map(str, array.shape))
        raise DataError(
            path,
            f"an array of shape {shape} is not a set of pictures",
            "Give N x H x W, or with C at either end",
        )
    if array.nbytes > MAX_BYTES:
        raise DataError(path, f"the pictures take {array.nbytes / 2**30:.0f} GiB", "Use fewer, or smaller ones")
    if array.dtype == np.uint8:
        return array
    if not np.issubdtype(array.dtype, np.floating):
        raise DataError(path, f"the array holds {array.dtype}", "Give uint8, or numbers from 0 to 1")
    low, high = float(array.min()), float(array.max())
    if not (low >= -1e-6 and high <= 1 + 1e-6):  # also refuses NaN
        raise DataError(path, f"its values go from {low:g} to {high:g}", "Give uint8, or numbers from 0 to 1")
    scaled: np.ndarray = np.rint(array * 255).clip(0, 255).astype(np.uint8)
    return scaled


def _from_pictures(
    place: Path, size: int | None, grey: bool, limit: int | None, progress: Callable[[int, int], None] | None
) -> np.ndarray:
    with members(place) as (names, opener):
        chosen = names[:limit]

        def pictures() -> Iterator[np.ndarray]:
            for name in chosen:
                with _open_picture(place / name, opener, name) as image:
                    yield _fit(image, size, grey)

        return _stack(place, pictures(), len(chosen), progress, chosen)


@contextmanager
def members(place: Path) -> Iterator[tuple[list[str], Callable[[str], IO[bytes]]]]:
    """The names of the pictures in a folder or zip, sorted, and how to open one."""
    if place.is_dir():
        found = (p for p in place.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        yield sorted(p.relative_to(place).as_posix() for p in found), lambda name: (place / name).open("rb")
        return
    try:
        with zipfile.ZipFile(place) as archive:
            entries = sorted(
                e.filename for e in archive.infolist() if Path(e.filename).suffix.lower() in SUFFIXES and not e.is_dir()
            )
            yield [e for e in entries if not e.startswith("__MACOSX/")], lambda name: _unpack(archive, name)
    except zipfile.BadZipFile as error:
        raise DataError(place, f"the zip is damaged ({error})", "Fetch it again") from error
    except (OSError, NotImplementedError) as error:
        raise DataError(place, f"cannot be read: {error}") from error


def read_member(place: Path, name: str) -> np.ndarray:
    """One picture of a folder or zip as uint8 [C, H, W], grey or RGB. Raises DataError."""
    with members(place) as (_, opener), _open_picture(place / name, opener, name) as image:
        return _fit(image, None, grey=False)


def _unpack(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    if archive.getinfo(name).file_size > 1 << 28:
        raise DataError(f"{archive.filename}/{name}", "it unpacks to more than 256 MiB", "Use smaller pictures")
    return io.BytesIO(archive.read(name))


@contextmanager
def _open_picture(path: Path, opener: Callable[[str], IO[bytes]], name: str) -> Iterator[Image.Image]:
    with picture_errors(path, DataError), opener(name) as stream, Image.open(stream) as image:
        check_sides(path, image, DataError)
        image.load()
        yield image


def _to_image(array: np.ndarray) -> Image.Image:
    return Image.fromarray(array[0] if len(array) == 1 else np.ascontiguousarray(array.transpose(1, 2, 0)))


def _fit(image: Image.Image, size: int | None, grey: bool) -> np.ndarray:
    """One picture as uint8 [C, H, W]: on white, grey or RGB, cropped and scaled if ``size`` is given."""
    image = flattened(image)
    if grey:
        image = image.convert("L")
    if size is not None and image.size != (size, size):
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        # Cropped first: resize's box would let the filter reach outside it.
        image = image.crop((left, top, left + side, top + side)).resize((size, size), Image.Resampling.LANCZOS)
    array = np.asarray(image)
    return array[None] if array.ndim == 2 else array.transpose(2, 0, 1)


def _stack(
    place: Path,
    pictures: Iterator[np.ndarray],
    total: int,
    progress: Callable[[int, int], None] | None,
    names: list[str] | None = None,
) -> np.ndarray:
    """All pictures in one array [N, C, H, W]; grey ones become RGB where colours occur, sizes must agree."""
    out: np.ndarray | None = None
    for index, picture in enumerate(pictures):
        if out is None:
            if total * picture.nbytes > MAX_BYTES:
                raise DataError(place, f"{total} pictures of this size need too much memory", "Use --size or fewer")
            out = np.empty((total, *picture.shape), np.uint8)
        if picture.shape[1:] != out.shape[2:]:
            where = place / names[index] if names else place
            found, first = (f"{s[-1]}x{s[-2]}" for s in (picture.shape, out.shape))
            raise DataError(where, f"it is {found}, the pictures before it are {first}", "Give a common size (--size)")
        if picture.shape[0] > out.shape[1]:
            out = out.repeat(3, axis=1)
        out[index] = picture
        if progress is not None:
            progress(index + 1, total)
    return np.empty((0, 1, 1, 1), np.uint8) if out is None else out
