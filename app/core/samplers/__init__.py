"""The samplers, one file each: a pure step, bound to the row that describes it in :mod:`app.params.samplers`."""

from app.core.samplers.base import At, Draw, Kernel, Scale, State
from app.core.samplers.consistent import CONSISTENT
from app.core.samplers.langevin import ANNEALED, LANGEVIN
from app.core.samplers.underdamped import UNDERDAMPED

KERNELS = {kernel.row.sampler: kernel for kernel in (ANNEALED, CONSISTENT, LANGEVIN, UNDERDAMPED)}
"""Every sampler by its name."""

__all__ = ["KERNELS", "At", "Draw", "Kernel", "Scale", "State"]
