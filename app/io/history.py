"""The history on the disk: one PNG a run, its small picture with the record inside, which opens like any other."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np

from app.io.archives import archive_errors, check_ratio, open_zip
from app.io.atomic import atomic_path, make_folder, remove
from app.io.door import is_file, opened, read_bytes
from app.io.errors import FileError, ImageError
from app.io.images import check_sides, flattened, picture_in
from app.io.inpainting import inpainting_extra, read_inpainting
from app.io.legs import LAST, MOST_PIXELS
from app.io.pictures import write_png
from app.io.places import data_folder
from app.io.records import KEY, RunRecord
from app.params.checks import SettingError, real, whole
from app.params.history import LONGEST_NAME, MOST_ENTRIES, Past
from app.params.inpainting import InpaintSettings
from app.params.plain import plain
from app.params.repaint import Repainted
from app.params.run import FinishReason
from app.params.threads import recorded_threads

ENTRY_BYTES = 8 * 2**20
"""No entry is larger."""

LOOKED_AT = 20 * MOST_ENTRIES
"""Files of the folder that are read at most."""

ARCHIVE_BYTES = 2**30

_NAME = re.compile(r"[0-9a-z][0-9a-z-]{0,62}")
_BLANK = np.full((1, 1, 1), 128, np.uint8)
_LATEST = 2**40


def history_folder(name: str = "history") -> Path:
    """Where the entries of a history lie; it need not exist."""
    return data_folder() / name


def write_entry(folder: Path, past: Past) -> int:
    """Write an entry in place of what there is of it; the bytes of its file. Raises WriteError."""
    told: dict[str, Any] = {
        "key": past.key, "when": past.when, "name": past.name, "starred": past.starred,
        "evaluations": past.evaluations, "seconds": past.seconds,
    }  # fmt: skip
    if past.reason is not None:
        told["reason"] = past.reason.value
    extra: dict[str, Any] = {"shows": "estimate", "history": told}
    if past.indices != tuple(range(past.settings.count)):
        extra["samples"] = list(past.indices)
    if past.threads is not None:
        extra["threads"] = past.threads
    if past.filled is not None:
        extra |= inpainting_extra(*past.filled)
        told["shape"] = list(past.filled[1].source.first.shape)
    record = RunRecord(
        past.settings, past.checkpoint, past.sha256, past.changes, extra=extra, opening=past.opening,
        before=past.before, beginning=past.beginning,
    )  # fmt: skip
    path = make_folder(folder) / f"{past.key}.png"
    write_png(path, _BLANK if past.picture is None else past.picture, record.texts())
    return path.stat().st_size


def remove_entry(folder: Path, key: str) -> None:
    """Remove an entry, if it is there. Raises WriteError."""
    remove(folder / f"{key}.png")


def read_folder(folder: Path) -> tuple[list[Past], list[str]]:
    """The entries, newest first, and what is wrong with those that cannot be read; they stay where they are."""
    found, broken = [], []
    for path in sorted(folder.glob("*.png"), reverse=True)[:LOOKED_AT]:
        try:
            with opened(path, ImageError, limit=ENTRY_BYTES) as file:
                found.append(_read(file, path, path.stem))
        except FileError as error:
            broken.append(str(error))
    return newest_first(found), broken


def newest_first(entries: Iterable[Past]) -> list[Past]:
    """The entries in the order of the history."""
    return sorted(entries, key=lambda past: (past.when, past.key), reverse=True)


def save_history(path: str | Path, folder: Path, keys: Sequence[str]) -> int:
    """Put the files of these entries into one zip; how many there were. Raises WriteError or ImageError."""
    count = 0
    with atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
        for name in (f"{key}.png" for key in keys):
            if is_file(folder / name):
                archive.writestr(name, read_bytes(folder / name, ImageError, limit=ENTRY_BYTES))
                count += 1
    return count


def open_history(path: str | Path) -> tuple[list[Past], list[str]]:
    """The entries in such a zip, newest first, and what is wrong with others. Raises ImageError."""
    found, broken = [], []
    with opened(path, ImageError, limit=ARCHIVE_BYTES) as file, archive_errors(path, ImageError, "the history"):
        archive = open_zip(file, path, ImageError, most=LOOKED_AT)
        inside = [entry for entry in archive.infolist() if entry.filename.endswith(".png")]
        if not inside:
            raise ImageError(path, "it holds no run", "Choose a history saved by score-explorer")
        check_ratio(path, ImageError, sum(e.compress_size for e in inside), sum(e.file_size for e in inside))
        for entry in inside:
            name = plain(entry.filename, LONGEST_NAME)
            if entry.file_size > ENTRY_BYTES:
                broken.append(f"{name}: it is too large.")
                continue
            try:
                data = archive.read(entry)
                found.append(_read(BytesIO(data), name, Path(entry.filename).stem))
            except FileError as error:
                broken.append(str(error))
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                broken.append(f"{name}: it is damaged ({plain(str(error), LONGEST_NAME)}).")
    return newest_first(found), broken


def _read(file: IO[bytes], path: str | Path, key: str) -> Past:
    """Raises ImageError."""
    if not _NAME.fullmatch(key):
        raise ImageError(path, "no run of the history has such a name", "Open it as a picture")
    size = file.seek(0, 2)
    file.seek(0)
    with picture_in(file, path) as image:
        check_sides(path, image)
        stored = getattr(image, "text", {}).get(KEY)
        if image.format != "PNG" or not isinstance(stored, str):
            raise ImageError(path, "it holds no settings of a run", "Open it as a picture")
        array = np.array(flattened(image))
    picture = array[:, :, None] if array.ndim == 2 else array
    record = RunRecord.from_json(stored, path)
    try:
        told = record.extra["history"]
        chosen = record.extra.get("samples", range(record.settings.count))
        return Past(
            key, real("the time", told["when"], 0, _LATEST), record.settings, record.checkpoint, record.sha256,
            tuple(whole("a sample", k, 0, record.settings.count - 1) for k in chosen), record.changes, record.opening,
            record.before, record.beginning, FinishReason(told["reason"]) if "reason" in told else None,
            whole("the evaluations", told["evaluations"], 0, LAST), real("the seconds", told["seconds"], 0, _LATEST),
            None if picture.shape[:2] == (1, 1) else picture, plain(told["name"], LONGEST_NAME),
            told["starred"] is True, size, _filled(record, told, path),
            recorded_threads(record.extra.get("threads")),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, SettingError) as error:
        raise ImageError(path, f"what it says of its run is damaged ({error})", "Use another") from error


def _filled(record: RunRecord, told: dict[str, Any], path: str | Path) -> tuple[InpaintSettings, Repainted] | None:
    """What the run filled. Raises ImageError, ValueError, KeyError, TypeError or SettingError."""
    if "inpainting" not in record.extra:
        return None
    channels, height, width = (whole("a side", side, 1, MOST_PIXELS) for side in told["shape"])
    if channels * height * width > MOST_PIXELS:
        raise ValueError("its picture is too large")
    return read_inpainting(record, (channels, height, width), path)
