"""How the windows before this one ended: what a process keeps in a file while it lives tells the next one.

A window that closes removes its file. One that a fatal signal ended has left its stack there. Of one that the system
ended nothing says so, but the system counts the programs that it ends for want of memory: what that count was at the
start stands in the file.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.io.door import read_text
from app.io.errors import FileError
from app.io.owners import is_litter, owner

LIMIT = 2**20
"""Bytes of a file that are read: a stack has some kilobytes."""


@dataclass(frozen=True)
class LastEnd:
    """An end that was no closing.

    ``stack``: what a fatal signal left, if one did. ``starved``: how many programs the system ended for want of memory
    from the start of that window until now; 0 also where it does not tell.
    """

    stack: str
    starved: int


def begin(folder: Path, root: Path = Path("/")) -> tuple[Path, list[LastEnd]]:
    """The file that this process has to remove at its end, and how those ended that have left theirs.

    Each is told once. ``folder`` must exist; ``root`` is where the system's own files lie. Raises OSError if nothing
    can be written.
    """
    found = []
    with os.scandir(folder) as entries:
        dead = sorted(entry.path for entry in entries if entry.name.startswith("fatal.") and is_litter(entry))
    for path in map(Path, dead):
        with suppress(FileError):
            found.append(_read(read_text(path, FileError, limit=LIMIT), root))
        path.unlink(missing_ok=True)
    path = folder / f"fatal.{owner()}-0.tmp"
    path.write_text(f"{_boot(root)} {_starved(root)}\n", encoding="ascii")
    return path, found


def _read(text: str, root: Path) -> LastEnd:
    first, _, stack = text.partition("\n")
    boot, _, count = first.partition(" ")
    same = boot == _boot(root) and count.isdecimal()
    return LastEnd(stack.strip(), max(0, _starved(root) - int(count[:18])) if same else 0)


def _boot(root: Path) -> str:
    """A mark of when the machine was started, since its counts begin anew then."""
    return _system(root / "proc/sys/kernel/random/boot_id").strip() or "unknown"


def _starved(root: Path) -> int:
    """How many programs the system has ended for want of memory since then; 0 where it does not tell."""
    found = re.search(r"^oom_kill (\d+)$", _system(root / "proc/vmstat"), re.MULTILINE)
    return int(found[1]) if found else 0


def _system(path: Path) -> str:
    """A file of the system's own; empty where it does not exist."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
