"""How much memory a device has in use, for the status bar."""

from __future__ import annotations

import sys

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
