"""The compiled kernels of NCSN, NCSNv2 and NCSN++ on a CPU (``kernels.cpp``), once :mod:`app.io.kernels` loaded them.

Between the convolutions of such a network each map is read and written half a dozen times; the kernels do all of it
while a few samples' maps are in the processor's cache.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from app.networks.winograd import CACHE

SOURCE = Path(__file__).with_name("kernels.cpp")
LANES = 16
"""Channels come in multiples of this."""

POOLS = {"": 0, "mean": 1, "max": 2}


def available() -> bool:
    """Whether the kernels have been loaded."""
    return hasattr(torch.ops.score_explorer_kernels, "convolved")


def takes(c_in: int, c_out: int) -> bool:
    """Whether maps with so many channels can be worked on."""
    return c_in % LANES == 0 and c_out % LANES == 0


def fits(x: Tensor) -> bool:
    """Whether these maps can be worked on; with fewer samples than half of the threads the plain way is faster."""
    if torch.is_grad_enabled() or x.dtype != torch.float32 or 2 * len(x) < torch.get_num_threads():
        return False
    return takes(x.shape[1], LANES) and x.is_contiguous(memory_format=torch.channels_last)


def prepare(x: Tensor, coefficients: Any, act: int, *, groups: int = 0) -> Tensor:
    """Normalise x [B, C, H, W] with gamma, alpha, beta ([1 or B, C]; alpha may be None), then activate.

    The statistics are each map's, or those of ``groups`` of maps.
    """
    out: Tensor = torch.ops.score_explorer_kernels.prepared(x, *map(_dense, coefficients), groups, act)
    return out


def convolve(
    x: Tensor, coefficients: Any, act: int, pool: str, conv: Any, residual: Tensor | None, *, groups: int = 0
) -> Tensor:
    """Normalise, activate, pool, convolve with the transformed weights of ``conv``, add: [B, C, H, W]."""
    out: Tensor = torch.ops.score_explorer_kernels.convolved(
        x, *map(_dense, coefficients), groups, act, POOLS[pool], conv.kernels, conv.bias,
        residual if residual is None else residual.contiguous(memory_format=torch.channels_last), conv.rate, CACHE,
    )  # fmt: skip
    return out


def _dense(coefficient: Tensor | None) -> Tensor | None:
    return None if coefficient is None else coefficient.contiguous()
