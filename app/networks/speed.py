"""Making an opened network fast on the machine at hand."""

from __future__ import annotations

from torch import nn

from app.networks import kernels
from app.networks.model import NetworkModel
from app.networks.refinenet import Conv3x3, ConvMeanPool
from app.networks.winograd import EXPANSION

MEMORY = 2**29
"""Bytes of extra memory that a network's transformed convolutions may take without being asked for."""

COMPILED_MEMORY = 2**31
"""The same for a network that is to be compiled."""


class NotCompiledError(RuntimeError):
    """The network cannot be compiled; the message says why. It is as it was."""


def tune(network: nn.Module) -> None:
    """Prepare weights that will not change any more for faster use, where that pays and the memory is modest.

    Today: the wide convolutions of NCSN and NCSNv2 on a CPU (:mod:`app.networks.winograd`). Scores change by
    rounding, about 1e-6 of their size.
    """
    wide = [module for module in network.modules() if isinstance(module, Conv3x3) and module.can_transform()]
    if _size(wide) <= MEMORY:
        for module in wide:
            module.transform()


def can_compile(architecture: str, device: str) -> str:
    """Why a network cannot be compiled, in a few words; empty if it can."""
    if architecture not in ("ncsn", "ncsnv2", "ncsnpp"):
        return "only NCSN, NCSNv2 and NCSN++ have compiled kernels"
    return "" if device.partition(":")[0] == "cpu" else "the compiled kernels are for the CPU"


def check_compilable(model: NetworkModel) -> None:
    """Raise NotCompiledError unless the compiled kernels can be used for the model."""
    if why := can_compile(model.info.architecture, model.device.type):
        raise NotCompiledError(why)
    convolutions = [m for m in model.network.modules() if isinstance(m, Conv3x3) and m.can_compile()]
    if not convolutions:
        raise NotCompiledError(f"its numbers of features are no multiples of {kernels.LANES}")
    if _size(convolutions) > COMPILED_MEMORY:
        raise NotCompiledError(f"its prepared weights would take {_size(convolutions) / 2**30:.1f} GiB")


def use_kernels(network: nn.Module) -> None:
    """Use the compiled kernels, which must have been loaded, wherever they can be."""
    for module in network.modules():
        if isinstance(module, Conv3x3) and module.can_compile():
            module.transform()
            module.compiled = True
        elif isinstance(module, ConvMeanPool) or module is getattr(network, "end_conv", None):
            module.compiled = True  # what comes before it is done by the kernels


def _size(convolutions: list[Conv3x3]) -> int:
    return sum(module.weight.numel() for module in convolutions) * EXPANSION * 4
