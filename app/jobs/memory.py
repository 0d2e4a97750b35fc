"""How much memory a device has in use, for the status bar."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import torch

GIB = 2**30


def memory_text(device: torch.device) -> str:
    """The memory in use of a ``torch.device``, such as "1.2 of 139 GiB used"; a CPU's is the process's peak.

    Empty where the system does not tell.
    """
    if device.type == "cuda":
        free, total = torch.cuda.mem_get_info(device)
        return f"{(total - free) / GIB:.1f} of {total / GIB:.0f} GiB used"
    if device.type == "mps":
        return f"{torch.mps.current_allocated_memory() / GIB:.1f} GiB used"
    if sys.platform == "win32":
        return ""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak / (GIB if sys.platform == 'darwin' else 2**20):.1f} GiB peak"


def free_bytes(device: torch.device) -> int | None:
    """The memory that is free on a device, as far as the system tells.

    On a CPU it is what the machine has left, or a container or a batch job that this process is in, if that is less.
    """
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return machine_bytes() if device.type == "cpu" else None


def machine_bytes(root: Path = Path("/")) -> int | None:
    """The memory that this process may still take; ``root`` is where the system's own files lie."""
    found = re.search(r"^MemAvailable:\s+(\d+) kB", _text(root / "proc/meminfo"), re.MULTILINE)
    left: list[int | None] = [] if found is None else [int(found[1]) * 1024]
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, controllers, path = (*line.split(":", 2), "", "")[:3]
        if not controllers:
            place, names = root / "sys/fs/cgroup", ("memory.max", "memory.current", "inactive_file")
        elif "memory" in controllers.split(","):
            place = root / "sys/fs/cgroup/memory"
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        else:
            continue
        inside = Path(path.strip("/"))
        if ".." not in inside.parts:  # seen from within a container, its own group may lie above what is mounted
            left += [_left(place / group, *names) for group in (inside, *inside.parents)]
    return min((value for value in left if value is not None), default=None)


def _left(group: Path, limit: str, used: str, cache: str) -> int | None:
    """What a control group may still take: pages of files that are not in use would be given up. None: all there is."""
    most, now = _text(group / limit).strip(), _text(group / used).strip()
    if not (most.isdecimal() and now.isdecimal()):
        return None  # no limit is written as "max"
    found = re.search(rf"^{cache} (\d+)$", _text(group / "memory.stat"), re.MULTILINE)
    return max(0, int(most) - int(now) + (int(found[1]) if found else 0))


def _text(path: Path) -> str:
    """A file of the system's; empty where it does not exist."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
