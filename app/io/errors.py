"""Errors about files: what happened, to which file, what to do. All are one or two plain sentences."""

from __future__ import annotations

import errno
from pathlib import Path


class FileError(Exception):
    """Something is wrong with a file. ``path`` is the file, ``problem`` what happened, ``advice`` what to do."""

    def __init__(self, path: str | Path, problem: str, advice: str = "") -> None:
        self.path = Path(path)
        self.problem = problem
        self.advice = advice
        super().__init__(f"{path}: {problem}." + (f" {advice}." if advice else ""))


class CheckpointError(FileError):
    """A checkpoint cannot be opened."""


class UnconfiguredError(CheckpointError):
    """A checkpoint cannot be opened without being told how its network was configured."""


class DataError(FileError):
    """A data set cannot be read."""


class ImageError(FileError):
    """A picture cannot be read, or does not hold what was asked of it."""


class NoRecordError(ImageError):
    """A picture is whole, but no run of this program is recorded in it."""


class WriteError(FileError):
    """A file cannot be written; what was there before is unchanged."""


def why(error: OSError) -> tuple[str, str]:
    """(problem, advice) for an operating-system error, in a user's words."""
    known = {
        errno.ENOENT: ("there is no such file or folder", "Check the spelling and the folder"),
        errno.EISDIR: ("this is a folder, not a file", "Name a file in it"),
        errno.ENOTDIR: ("a part of the path is a file, not a folder", "Check the path"),
        errno.EACCES: ("access was denied", "Check the permissions, or choose another folder"),
        errno.EPERM: ("the operation is not allowed", "Check the permissions, or choose another folder"),
        errno.EROFS: ("the disk is read-only", "Choose a folder on another disk"),
        errno.ENOSPC: ("the disk is full", "Free some space, or choose a folder on another disk"),
        errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one"),
    }
    if error.errno in known:
        return known[error.errno]
    return (error.strerror or str(error) or type(error).__name__, "")
