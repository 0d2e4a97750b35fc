"""Picture data sets to train on: IDX, a folder, a zip or a Parquet file of pictures, or arrays in .npz and .npy."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from app.io.archives import archive_errors, check_ratio, open_zip
from app.io.arrays import ArrayFile, Header, open_arrays
from app.io.class_folders import Labels, labels_of
from app.io.door import is_file, opened
from app.io.errors import DataError, expanded, name_of, reading, why
from app.io.idx import MAX_BYTES, is_idx_name, read_idx
from app.io.images import MAX_FILE, check_sides, flattened, picture_in
from app.io.parquet import ENDING, pictures_in
from app.params.data import Cut
from app.params.endings import PICTURES

ARRAY_NAMES = ("images", "samples", "x_train", "data", "arr_0")
MAX_NAMES = 250_000
"""Pictures in one zip; a folder may hold more."""
MAX_UNPACKED = 2**28
MOST_IN_FOLDER = 5_000_000


@dataclass(frozen=True, eq=False)
class ImageSet:
    """Pictures of one size: ``images`` uint8 [N, C, H, W] with C = 1 (grey) or 3 (RGB), and the source's name.

    ``notes`` are sentences about what of the source was used and what was passed over. ``labels``: the classes of
    pictures that lie in a folder each.
    """

    images: np.ndarray
    name: str
    notes: tuple[str, ...] = ()
    labels: Labels | None = None


def read_images(
    path: str | Path,
    *,
    size: int | None = None,
    grey: bool = False,
    limit: int | None = None,
    cut: Cut | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImageSet:
    """Read a data set of pictures, in the order of their names (or as stored).

    ``cut`` takes a rectangle out of each picture first. ``size`` crops each picture to a centred square and scales it
    to that side; without it all must be equally large.
    ``grey`` turns colours to luminance. Transparent pixels are put on white. ``limit`` takes the first so many.
    ``progress`` is called with (done, total). Raises DataError naming the file.
    """
    place = expanded(path)
    notes: list[str] = []
    array = open_array(place, limit, notes=notes)
    fit = partial(_fit, size=size, grey=grey, cut=cut)
    labels = None
    if array is None:
        images, names = _from_pictures(place, fit, limit, progress, notes)
        labels = labels_of(names)
    else:
        images = array
        if cut is not None or size is not None or (grey and images.shape[1] == 3):
            images = _stack(place, (fit(_to_image(image), place) for image in images), len(images), progress)
    if len(images) == 0:
        raise no_pictures(place)
    return ImageSet(np.ascontiguousarray(images), name_of(place.name), tuple(notes), labels)


def no_pictures(place: Path) -> DataError:
    """The error for a data set without a picture."""
    return DataError(
        place, "it holds no pictures", f"Known are {', '.join(sorted(PICTURES))}, IDX, .npz, .npy and .parquet"
    )


def open_array(
    place: Path, limit: int | None = None, *, most: int = MAX_BYTES, notes: list[str] | None = None
) -> np.ndarray | None:
    """Pictures uint8 [N, C, H, W] of a file (or folder) that holds them in one array; None for single picture files.

    ``most`` is how many bytes they may take. Raises DataError.
    """
    found = array_file(place)
    if found is None:
        return None
    place = found
    if place.suffix.lower() in (".npz", ".npy"):
        with open_arrays(place, DataError) as file:
            return _from_arrays(file, limit, most, [] if notes is None else notes)
    array = read_idx(place, limit)
    header = Header(array.dtype, array.shape, columns_first=False)
    layout = _layout(header)
    if not layout:
        raise DataError(place, f"an array of {header.text} is not a set of pictures", _SHAPES)
    return _channels_first(array, layout)


def array_file(place: Path) -> Path | None:
    """The file at ``place``, or in a folder there, that holds pictures in one array; None for single picture files.

    Raises DataError.
    """
    try:
        folder = place.is_dir()
        place.stat()
    except OSError as error:
        raise DataError(place, *why(error)) from error
    except ValueError as error:
        raise reading(place, DataError, error) from error
    found = _idx_inside(place) if folder else place
    return None if found is None or found.suffix.lower() in (".zip", ENDING) else found


def _idx_inside(folder: Path) -> Path | None:
    """The training pictures of a folder in MNIST's layout, if it is one."""
    try:
        found = [p for p in sorted(folder.iterdir()) if is_idx_name(p) and "images" in p.name and "train" in p.name]
    except OSError as error:
        raise reading(folder, DataError, error) from error
    return found[0] if found else None


_SHAPES = "Give N x H x W, or with C at either end"
_NUMBERS = "Give uint8, or numbers from 0 to 1"


def _layout(header: Header) -> str:
    """How pictures lie in an array: "NHW", "NCHW", "NHWC", "HWC" for a single one; empty if they are none."""
    shape = header.shape
    if len(shape) == 3:
        return "HWC" if shape[2] in (1, 3) and min(shape[:2]) > 3 else "NHW"
    if len(shape) == 4 and shape[1] in (1, 3):
        return "NCHW"
    return "NHWC" if len(shape) == 4 and shape[3] in (1, 3) else ""


def _channels_first(array: np.ndarray, layout: str) -> np.ndarray:
    """Pictures in any usual layout as [N, C, H, W]."""
    if layout == "HWC":
        return array.transpose(2, 0, 1)[None]
    return array[:, None] if layout == "NHW" else array.transpose(0, 3, 1, 2) if layout == "NHWC" else array


def _from_arrays(file: ArrayFile, limit: int | None, most: int, notes: list[str]) -> np.ndarray:
    """The one array of pictures in a .npz or .npy, or the ``limit`` first of them."""
    name = _choose(file)
    header, layout = file.headers[name], _layout(file.headers[name])
    if len(file.headers) > 1:
        notes.append(f"of the arrays in it, {name_of(name)} is used ({header.text})")
    if header.dtype.kind not in "uf" or (header.dtype.kind == "u" and header.dtype.itemsize != 1):
        raise DataError(file.path, f"the array holds {header.dtype.name}", _NUMBERS)
    if 0 in header.shape:
        raise no_pictures(file.path)
    rows = header.shape[0] if limit is None or layout == "HWC" else min(limit, header.shape[0])
    count = rows * header.nbytes // header.dtype.itemsize // header.shape[0]
    if count > most:
        raise DataError(file.path, f"the pictures take {count / 2**30:.1f} GiB", "Use fewer (--limit), or smaller ones")
    pieces: list[np.ndarray] = []
    low, high = np.inf, -np.inf
    for piece in file.pieces(name, rows):
        if piece.dtype != np.uint8:
            low, high = float(np.minimum(low, piece.min())), float(np.maximum(high, piece.max()))
            if not (low >= -1e-6 and high <= 1 + 1e-6):  # also for NaN
                raise DataError(file.path, f"its values go from {low:g} to {high:g}", _NUMBERS)
            piece = np.rint(piece * np.float32(255)).clip(0, 255).astype(np.uint8)
        pieces.append(piece)
    return _channels_first(np.concatenate(pieces) if len(pieces) > 1 else pieces[0], layout)


def _choose(file: ArrayFile) -> str:
    """The name of the one array that is pictures; the usual names help where several could be."""
    headers = file.headers
    fitting = [name for name, header in headers.items() if _layout(header)]
    if not fitting:
        what = "; ".join(f"{name or 'the array'}: {header.text}" for name, header in list(headers.items())[:6])
        problem = f"what it holds is not a set of pictures ({what})" if headers else "it holds no array"
        raise DataError(file.path, problem, _SHAPES)
    usual = [name for name in ARRAY_NAMES if name in fitting]
    if len(fitting) > 1 and not usual:
        names = ", ".join(sorted(fitting)[:8])
        raise DataError(file.path, f"several of its arrays may be the pictures: {names}", "Call the right one 'images'")
    return usual[0] if usual else fitting[0]


def _from_pictures(
    place: Path,
    fit: Callable[[Image.Image, Path], np.ndarray],
    limit: int | None,
    progress: Callable[[int, int], None] | None,
    notes: list[str],
) -> tuple[np.ndarray, list[str]]:
    with members(place) as (names, hidden, opener):
        chosen = names[:limit]
        if hidden:
            notes.append(f"{hidden:,} hidden file{'s were' if hidden > 1 else ' was'} passed over")

        def pictures() -> Iterator[np.ndarray]:
            for name in chosen:
                with _open_picture(place / name, opener, name) as image:
                    yield fit(image, place / name)

        return _stack(place, pictures(), len(chosen), progress, chosen), chosen


Opener = Callable[[str], AbstractContextManager[IO[bytes]]]


@contextmanager
def members(place: Path) -> Iterator[tuple[list[str], int, Opener]]:
    """The names of pictures in a folder, a zip or a Parquet file, in order; how many are hidden; how to open one."""
    if place.is_dir():
        yield *_in_folder(place), _from_folder(place)
        return
    if place.suffix.lower() == ENDING:
        with pictures_in(place) as pictures:
            yield pictures.names, 0, pictures.open
        return
    with _archive(place) as archive:
        found = [name for name in archive.namelist() if _is_picture(name)]
        names = sorted(name for name in found if not _hidden(name))
        yield names, len(found) - len(names), partial(_unpacked, archive, place)


def _from_folder(place: Path) -> Opener:
    return lambda name: opened(place / name, DataError, limit=MAX_FILE)


@contextmanager
def _archive(place: Path) -> Iterator[zipfile.ZipFile]:
    with opened(place, DataError, limit=2**40) as file, open_zip(file, place, DataError, most=MAX_NAMES) as archive:
        yield archive


def _in_folder(place: Path) -> tuple[list[str], int]:
    names, hidden = [], 0
    for folder, folders, files in os.walk(place, onerror=_not_walked):
        inside = Path(folder).relative_to(place)
        for name in filter(_is_picture, files):
            if _hidden(name) or _hidden(inside.as_posix()):
                hidden += 1
            elif is_file(Path(folder) / name):
                names.append((inside / name).as_posix())
        if len(names) > MOST_IN_FOLDER or len(folders) > MOST_IN_FOLDER:
            raise DataError(place, f"it holds more than {MOST_IN_FOLDER:,} pictures", "Use a part of it")
    return sorted(names), hidden


def _not_walked(error: OSError) -> None:
    raise reading(error.filename or "folder", DataError, error) from error


def _is_picture(name: str) -> bool:
    return name[name.rfind(".") :].lower() in PICTURES


def _hidden(name: str) -> bool:
    """Whether a name, of parts between slashes, is of what systems and editors keep beside one's files."""
    return any(part == "__MACOSX" or (part.startswith(".") and part != ".") for part in name.split("/"))


def read_member(place: Path, name: str) -> np.ndarray:
    """One picture of a folder, a zip or a Parquet file as uint8 [C, H, W], grey or RGB. Raises DataError."""
    with contained(place) as opener, _open_picture(place / name, opener, name) as image:
        return _fit(image, place / name)


@contextmanager
def contained(place: Path) -> Iterator[Opener]:
    """How to open a picture in a folder, a zip or a Parquet file by its name."""
    if place.is_dir():
        yield _from_folder(place)
    elif place.suffix.lower() == ENDING:
        with pictures_in(place) as pictures:
            yield pictures.open
    else:
        with _archive(place) as archive:
            yield partial(_unpacked, archive, place)


@contextmanager
def _unpacked(archive: zipfile.ZipFile, place: Path, name: str) -> Iterator[IO[bytes]]:
    with archive_errors(place / name, DataError):
        entry = archive.getinfo(name)
        if entry.file_size > MAX_UNPACKED:
            raise DataError(place / name, "it unpacks to more than 256 MiB", "Use smaller pictures")
        check_ratio(place / name, DataError, entry.compress_size, entry.file_size)
        with archive.open(entry) as stream:
            data = stream.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise DataError(place / name, "it unpacks to more than 256 MiB", "Use smaller pictures")
    yield io.BytesIO(data)


@contextmanager
def _open_picture(path: Path, opener: Opener, name: str) -> Iterator[Image.Image]:
    with opener(name) as stream, picture_in(stream, path, DataError) as image:
        check_sides(path, image, DataError)
        image.load()
        yield image


def _to_image(array: np.ndarray) -> Image.Image:
    return Image.fromarray(array[0] if len(array) == 1 else np.ascontiguousarray(array.transpose(1, 2, 0)))


def _fit(
    image: Image.Image, where: Path, size: int | None = None, grey: bool = False, cut: Cut | None = None
) -> np.ndarray:
    """The picture at ``where`` as uint8 [C, H, W]: on white, cut out, grey or RGB, cropped and scaled to ``size``."""
    image = flattened(image)
    if cut is not None:
        right, bottom = cut.left + cut.width, cut.top + cut.height
        if right > image.width or bottom > image.height:
            problem = f"it is {image.width}x{image.height}: {cut.width}x{cut.height}+{cut.left}+{cut.top} is not inside"
            raise DataError(where, problem, "Cut out a smaller part (--crop)")
        image = image.crop((cut.left, cut.top, right, bottom))
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
