"""Making an opened network fast on the machine at hand."""

from __future__ import annotations

from torch import nn

from app.networks.refinenet import Conv3x3

MEMORY = 2**29
"""Bytes of extra memory that a network's transformed convolutions may take without being asked for."""


def tune(network: nn.Module) -> None:
    """Prepare weights that will not change any more for faster use, where that pays and the memory is modest.

    Today: the wide convolutions of NCSN, NCSNv2 and NCSN++ on a CPU (:mod:`app.networks.winograd`). Scores change
    by rounding, about 1e-6 of their size.
    """
    wide = [module for module in network.modules() if isinstance(module, Conv3x3) and module.can_transform()]
    if sum(module.transformed_bytes() for module in wide) <= MEMORY:
        for module in wide:
            module.transform()
