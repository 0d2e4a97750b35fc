"""The program in the desktop's menu: its entry, its description and its icons, put where a user's own ones belong.

The files lie in ``resources/desktop`` as they lie below ``share`` in a wheel. There the command is looked for by its
name; a user's own entry names it with its whole path, so that it starts whatever the desktop knows of virtual
environments, and so that it leaves the menu when the command is gone (``TryExec``).
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from app.io.atomic import make_folder, remove, write_bytes
from app.io.door import is_file, read_bytes
from app.io.errors import FileError, WriteError
from app.io.places import desktop_folder, icons_folder

COMMAND = "score-explorer"

ENTRY = PurePath("applications", f"{COMMAND}.desktop")
SHAPE = PurePath("icons", "hicolor", "scalable", "apps", f"{COMMAND}.svg")

_LIMIT = 2**20
_RESERVED = re.compile(r'["`$\\]')


def own_command() -> tuple[str, ...]:
    """What starts this program from anywhere: a path that is not relative, and what must follow it.

    Raises FileError where nothing does: neither a command nor a checkout.
    """
    if getattr(sys, "frozen", False):  # a bundle is its own command
        return (str(Path(sys.executable).absolute()),)
    called, main = Path(sys.argv[0]), Path(__file__).resolve().parents[2] / "main.py"
    if called.stem == COMMAND and is_file(called):
        return (str(called.absolute()),)
    if is_file(main):
        return (sys.executable, str(main))
    script = Path(sysconfig.get_path("scripts"), COMMAND)
    if is_file(script):
        return (str(script),)
    raise FileError(called, f"a menu could not start this; there is no command {COMMAND}", "Install the package again")


def install(home: Path, command: Sequence[str]) -> tuple[Path, ...]:
    """Put entry, description and icons below ``home``; the files written, the entry last: it shows only when whole.

    Raises WriteError; what was there before is then still whole, file by file.
    """
    files = dict(_files())
    files[ENTRY] = entry_for(command, files.pop(ENTRY))
    for place, data in files.items():
        make_folder((home / place).parent)
        write_bytes(home / place, data)
    return tuple(home / place for place in files)


def uninstall(home: Path) -> tuple[Path, ...]:
    """Remove from ``home`` what :func:`install` puts there, the entry first; the files that were there.

    Raises WriteError.
    """
    found = [home / place for place in (ENTRY, *(place for place, _ in _files() if place != ENTRY))]
    found = [path for path in found if os.path.lexists(path)]
    for path in found:
        remove(path)
    return tuple(found)


def entry_for(command: Sequence[str], entry: bytes) -> bytes:
    """The desktop entry with another command; ``%f``, a file to open, follows it.

    Raises WriteError for a path that no entry can hold.
    """
    values = {"Exec": " ".join([*map(_argument, command), "%f"]), "TryExec": _text(command[0])}
    keys = ((line.partition("=")[0], line) for line in entry.decode().splitlines())
    return "".join(f"{key}={values[key]}\n" if key in values else f"{line}\n" for key, line in keys).encode()


def _files() -> Iterator[tuple[PurePath, bytes]]:
    """The files, as paths below ``share`` with what they hold; the entry is the last."""
    folder = desktop_folder()
    yield SHAPE, read_bytes(icons_folder() / "program.svg", FileError, limit=_LIMIT)
    places = sorted(path.relative_to(folder) for path in folder.rglob("*.*") if is_file(path))
    for place in sorted(places, key=lambda place: place == Path(ENTRY)):
        yield place, read_bytes(folder / place, FileError, limit=_LIMIT)


def _argument(word: str) -> str:
    """A word of ``Exec``: quoted, with reserved characters escaped, ``%`` doubled; then as any text is."""
    return _text('"' + _RESERVED.sub(r"\\\g<0>", word).replace("%", "%%") + '"')


def _text(value: str) -> str:
    """A value of type string by the desktop entry specification: backslashes doubled, no control characters."""
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise WriteError(value, "has a name that a desktop entry cannot hold", "Install the program in another folder")
    return value.replace("\\", "\\\\")
