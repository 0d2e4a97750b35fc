"""Which networks the compiled kernels are for, and handing one over to them."""

from __future__ import annotations

from torch import nn

from app.networks.kernels.calls import LANES
from app.networks.model import NetworkModel
from app.networks.refinenet import Conv3x3, ConvMeanPool

ASKED_MEMORY = 2**31
"""Bytes of extra memory that a network's transformed convolutions may take, as it is asked for."""


class NotCompiledError(RuntimeError):
    """The network cannot be compiled; the message says why. It is as it was."""


def can_compile(architecture: str, device: str) -> str:
    """Why a network cannot be compiled, in a few words; empty if it can."""
    if architecture not in ("ncsn", "ncsnv2", "ncsnpp"):
        return "only NCSN, NCSNv2 and NCSN++ have compiled kernels"
    return "" if device.partition(":")[0] == "cpu" else "the compiled kernels are for the CPU"


def check_compilable(model: NetworkModel) -> None:
    """Raise NotCompiledError unless the compiled kernels can be used for the model."""
    if why := can_compile(model.info.architecture, model.device.type):
        raise NotCompiledError(why)
    convolutions = [
        module for module in model.network.modules() if isinstance(module, Conv3x3) and module.can_compile()
    ]
    if not convolutions:
        raise NotCompiledError(f"its numbers of features are no multiples of {LANES}")
    if (size := sum(module.transformed_bytes() for module in convolutions)) > ASKED_MEMORY:
        raise NotCompiledError(f"its prepared weights would take {size / 2**30:.1f} GiB")


def use_kernels(network: nn.Module) -> None:
    """Use the compiled kernels, which must have been loaded, wherever they can be."""
    for module in network.modules():
        if isinstance(module, Conv3x3) and module.can_compile():
            module.transform()
            module.compiled = True
        elif isinstance(module, ConvMeanPool) or module is getattr(network, "end_conv", None):
            module.compiled = True  # what comes before it is done by the kernels
