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
    """The memory that is free on a device, as far as the system tells."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^MemAvailable:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found and device.type == "cpu" else None
