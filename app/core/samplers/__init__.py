"""The samplers, one file each: a pure step, bound to the row that describes it in :mod:`app.params.samplers`."""

import importlib
import pkgutil
from collections.abc import Iterator

from app.core.samplers.base import At, Draw, Kernel, Scale, State
from app.params import Sampler


def _kernels() -> Iterator[Kernel]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        yield from (value for value in found if isinstance(value, Kernel))


KERNELS: dict[Sampler, Kernel] = {kernel.row.sampler: kernel for kernel in _kernels()}
"""Every sampler by its name, from all modules that lie here."""

__all__ = ["KERNELS", "At", "Draw", "Kernel", "Scale", "State"]
