"""Whose temporary file is it: names that say which process made them, and whether that one still lives.

A name ends in ``.score-explorer-HOST-PID-START-RANDOM.tmp``. HOST is the machine (and, in a container, its own count
of processes), so that a folder shared over a network is safe; START is when the process began, so that a later one with
the same number is not taken for it.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import time
from pathlib import Path

_PATTERN = re.compile(r"\.score-explorer-([\w.]+)-(\d+)-(\w+)-[^-]*\.tmp")
_DAY_S = 86_400
_UNKNOWN = "unknown"


def _host() -> str:
    """The machine's name and a mark of its count of processes: two containers may have one name, or one folder."""
    marks = [socket.gethostname()]
    for read in (Path("/etc/machine-id").read_bytes, Path("/proc/self/ns/pid").readlink):
        try:
            marks.append(str(read()))
        except OSError:
            marks.append("")
    name = re.sub(r"[^\w.]", "_", marks[0], flags=re.ASCII)[:40]
    return f"{name}_{hashlib.sha256(repr(marks).encode()).hexdigest()[:8]}"


def start_of(pid: int) -> str | None:
    """When a process of this machine began, as a mark to compare; None if there is none of this number."""
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[19].decode()
        except FileNotFoundError:
            return None
        except (OSError, IndexError):
            return _UNKNOWN
    if os.name == "nt":  # asking after a process is no business of os.kill there: it would end it
        return _UNKNOWN
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:
        pass
    return _UNKNOWN


HOST = _host()


def owner() -> str:
    """What this process's temporary files carry in their names."""
    return f"score-explorer-{HOST}-{os.getpid()}-{start_of(os.getpid())}"


def is_litter(entry: os.DirEntry[str]) -> bool:
    """Whether a file of a folder is a temporary one of this program's whose process, on this host, is dead."""
    found = _PATTERN.search(entry.name) if entry.name.endswith(".tmp") else None
    if found is None or found[1] != HOST or not entry.is_file(follow_symlinks=False):
        return False
    now = start_of(int(found[2]))
    if now == _UNKNOWN or found[3] == _UNKNOWN:
        return now is None or entry.stat(follow_symlinks=False).st_mtime < time.time() - _DAY_S
    return now != found[3]
