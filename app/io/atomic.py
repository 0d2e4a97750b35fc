"""The one writer: a file is either what it was before or complete, and nothing but a file is ever written to.

What is written goes to a temporary file beside the target, to the disk, and only then to its place. A link stays and
the file that it points to is replaced; a pipe, a device or a folder is refused. A process that is killed leaves its
temporary file behind; the next one that writes to the same folder removes it: the name says whose it was.
"""

from __future__ import annotations

import functools
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.io.door import not_a_file
from app.io.errors import WriteError, why
from app.io.owners import is_litter, owner

_NAME = 60
"""Bytes of the target's name that the temporary one begins with."""


@contextmanager
def atomic_path(path: str | Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it replaces ``path`` if the block ends well.

    Symbolic links are followed, so the link stays. On any error the temporary file is removed and what was at ``path``
    is unchanged; an OSError becomes a WriteError that names ``path``, also for a target that is no regular file.
    """
    temporary, mode = _begin(path)
    target = _target(path)
    try:
        yield temporary
        _flush(temporary)
        temporary.chmod(mode)  # mkstemp makes private files
        check_target(path)  # a long time may have passed
        temporary.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def check_writable(path: str | Path) -> None:
    """Raise WriteError now if ``path`` could not be written later: before a long run, not after it."""
    temporary, _ = _begin(path)
    with suppress(OSError):
        temporary.unlink()


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write ``data`` to ``path`` atomically. Raises WriteError."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(data)


def make_folder(path: str | Path) -> Path:
    """Make a folder and those above it, if they are not there. Raises WriteError."""
    place = Path(path)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _write_error(place, error, "cannot be made") from error
    return place


def remove(path: str | Path) -> None:
    """Remove a file of this program's own, if it is there. Raises WriteError."""
    try:
        Path(path).unlink(missing_ok=True)
    except OSError as error:
        raise _write_error(path, error, "cannot be removed") from error


def sweep(folder: Path) -> int:
    """Remove the temporary files of this program's dead processes of this host from ``folder``; how many there were."""
    found = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_litter(entry):
                with suppress(OSError):
                    Path(entry.path).unlink()
                    found += 1
    return found


def check_target(path: str | Path) -> None:
    """Raise WriteError if something is at ``path`` (links are followed) that must not be replaced by a file."""
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _write_error(path, error) from error
    if (wrong := not_a_file(found.st_mode)) is not None:
        raise WriteError(path, f"cannot be written: {wrong[0]}", "Give the name of a file")
    if not os.access(path, os.W_OK):
        raise WriteError(path, "cannot be written: it is write-protected", "Choose another name")


def _begin(path: str | Path) -> tuple[Path, int]:
    """A new temporary file beside the target, and the permissions that the finished one is to have."""
    check_target(path)
    try:
        target = _target(path)
        _sweep_once(target.parent)
        stem = os.fsencode(target.name)[:_NAME].decode(errors="ignore")
        descriptor, name = tempfile.mkstemp(prefix=f".{stem}.{owner()}-", suffix=".tmp", dir=target.parent)
        os.close(descriptor)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    except (OSError, ValueError) as error:
        raise _write_error(path, error) from error
    return Path(name), mode


def _target(path: str | Path) -> Path:
    return Path(os.path.realpath(path))


@functools.cache
def _sweep_once(folder: Path) -> int:
    """A process looks for litter once in each folder: thousands of pictures may go to one."""
    return sweep(folder)


def _write_error(path: str | Path, error: Exception, what: str = "cannot be written") -> WriteError:
    if not isinstance(error, OSError):
        return WriteError(path, f"{what}: no file can have this name", "Choose another name")
    problem, advice = why(error)
    return WriteError(path, f"{what}: {problem}", advice)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Let the new name reach the disk, where the system can be asked to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
