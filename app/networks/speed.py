"""Making an opened network fast on the machine at hand."""

from __future__ import annotations

import time

import torch
from torch import nn

from app.networks.model import NetworkModel
from app.networks.refinenet import Conv3x3
from app.networks.winograd import EXPANSION

MEMORY = 2**29
"""Bytes of extra memory that a network's transformed convolutions may take."""


def tune(network: nn.Module) -> None:
    """Prepare weights that will not change any more for faster use, where that pays and the memory is modest.

    Today: the wide convolutions of NCSN and NCSNv2 on a CPU (:mod:`app.networks.winograd`). Scores change by
    rounding, about 1e-6 of their size.
    """
    wide = [module for module in network.modules() if isinstance(module, Conv3x3) and module.can_transform()]
    if sum(module.weight.numel() for module in wide) * EXPANSION * 4 <= MEMORY:
        for module in wide:
            module.transform()


def compile_model(model: NetworkModel, batch: int) -> float:
    """Compile the model's network for batches of this size and return how many seconds it took.

    The first time on a machine that is minutes for a large network; torch keeps what it made in a
    cache on disk, so that later it is a few seconds. Scores change by rounding. On CUDA the steps are also recorded
    as a graph. Raises RuntimeError where there is no compiler.
    """
    began = time.perf_counter()
    mode = "reduce-overhead" if model.device.type == "cuda" else "default"
    model.network.compile(dynamic=False, mode=mode)
    x = torch.zeros(batch, *model.shape, device=model.device)
    try:
        with torch.inference_mode():
            model.score(x, float(model.sigmas[0]))
    except Exception as error:  # a missing compiler and its failures come as many types
        model.network._compiled_call_impl = None  # noqa: SLF001 - the only way back to the plain network
        reason = str(error).strip().partition("\n")[0][:200]
        raise RuntimeError(f"the network cannot be compiled here ({type(error).__name__}: {reason})") from error
    return time.perf_counter() - began
