"""Errors about files: what happened, to which file, what to do. All are one or two plain sentences."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from app.params.plain import plain

LONGEST = 500
"""No message has more characters, whatever the file is called and whatever stands in it."""

_NAME, _PROBLEM = 180, 240


class FileError(Exception):
    """Something is wrong with a file. ``path`` is the file, ``problem`` what happened, ``advice`` what to do."""

    def __init__(self, path: str | Path, problem: str, advice: str = "") -> None:
        self.path = Path(path)
        self.problem = plain(" ".join(problem.split()), _PROBLEM)
        self.advice = plain(advice, LONGEST)
        text = f"{name_of(path)}: {self.problem}." + (f" {self.advice}." if advice else "")
        super().__init__(plain(text, LONGEST))


class CheckpointError(FileError):
    """A checkpoint cannot be opened."""


class UnconfiguredError(CheckpointError):
    """A checkpoint cannot be opened without being told how its network was configured."""


class DataError(FileError):
    """A data set cannot be read."""


class ImageError(FileError):
    """A picture cannot be read, or does not hold what was asked of it."""


class LessonError(FileError):
    """A chapter cannot be read; the problem names the line."""


class NoRecordError(ImageError):
    """A picture is whole, but no run of this program is recorded in it."""


class WriteError(FileError):
    """A file cannot be written; what was there before is unchanged."""


def name_of(path: str | Path) -> str:
    """A file's name for people: printable, and of a very long one the end."""
    text = plain(str(path), 20_000)
    return text if len(text) <= _NAME else "…" + text[1 - _NAME :]


def why(error: OSError) -> tuple[str, str]:
    """(problem, advice) for an operating-system error, in a user's words."""
    full = ("the disk is full", "Free some space, or choose a folder on another disk")
    known = {
        errno.ENOENT: ("there is no such file or folder", "Check the spelling and the folder"),
        errno.EISDIR: ("this is a folder, not a file", "Name a file in it"),
        errno.ENOTDIR: ("a part of the path is a file, not a folder", "Check the path"),
        errno.EACCES: ("access was denied", "Check the permissions, or choose another folder"),
        errno.EPERM: ("the operation is not allowed", "Check the permissions, or choose another folder"),
        errno.EROFS: ("the disk is read-only", "Choose a folder on another disk"),
        errno.ENOSPC: full,
        errno.EDQUOT: ("the quota of this disk is used up", full[1]),
        errno.EFBIG: ("the file would be larger than this disk or this session allows", full[1]),
        errno.EIO: ("the disk reports an error", "Check the disk, or use another"),
        errno.ELOOP: ("its links lead in a circle", "Name the file itself"),
        errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one"),
        errno.EILSEQ: ("this disk does not allow such a name", "Choose another name"),
        errno.EMFILE: ("too many files are open", "Close other windows or programs"),
        errno.ENOMEM: ("the memory is used up", "Close other programs"),
    }
    if error.errno in known:
        return known[error.errno]
    return (error.strerror or str(error) or type(error).__name__, "")


def reading(path: str | Path, kind: type[FileError], error: Exception) -> FileError:
    """The error of ``kind`` for what the system says while ``path`` is opened or read."""
    if not isinstance(error, OSError):  # a NUL, or a character that no file name of this system can have
        return kind(path, "cannot be read: no file can have this name", "Check the spelling")
    problem, advice = why(error)
    return kind(path, f"cannot be read: {problem}", advice)


def expanded(path: str | os.PathLike[str]) -> Path:
    """The path with a leading ``~`` replaced, if that can be done."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # there is no such user
        return Path(path)
