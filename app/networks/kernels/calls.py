"""Calling the compiled kernels, which :mod:`app.io.kernels` has loaded."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from app.networks.instance_norm import Coefficients
from app.networks.winograd import CACHE

SOURCE = Path(__file__).with_name("kernels.cpp")
"""What is compiled; the headers beside it are included there."""

LANES = 16
"""Channels come in multiples of this."""


def available() -> bool:
    """Whether the kernels have been loaded."""
    return hasattr(torch.ops.score_explorer_kernels, "convolved")


def takes_channels(c_in: int, c_out: int) -> bool:
    """Whether maps with so many channels can be worked on."""
    return c_in % LANES == 0 and c_out % LANES == 0


def takes(x: Tensor) -> bool:
    """Whether these maps can be worked on; with fewer samples than half of the threads the plain way is faster."""
    if torch.is_grad_enabled() or x.dtype != torch.float32 or 2 * len(x) < torch.get_num_threads():
        return False
    return takes_channels(x.shape[1], LANES) and x.is_contiguous(memory_format=torch.channels_last)


def prepare(x: Tensor, norm: Coefficients | None, act: str) -> Tensor:
    """Normalise x [B, C, H, W], then activate ("elu", "relu", "lrelu", "swish", or "" for neither): the same shape.

    Raises RuntimeError for what the kernels are not for: x is float32 on the CPU, stored channels-last.
    """
    out: Tensor = torch.ops.score_explorer_kernels.prepared(x, *_unpacked(norm), act)
    return out


def convolve(
    x: Tensor, norm: Coefficients | None, act: str, pool: str, weights: Tensor, bias: Tensor | None,
    residual: Tensor | None, dilation: int,
) -> Tensor:  # fmt: skip
    """Normalise, activate, pool over 5x5 ("mean", "max" or ""), convolve, add: x [B, C, H, W] -> [B, C', H, W].

    ``weights`` [36, C, C'] are those of :func:`app.networks.winograd.transformed`; ``bias`` is [C'], ``residual``
    [B, C', H, W]. Raises RuntimeError for what the kernels are not for, as :func:`prepare`.
    """
    if residual is not None:
        residual = residual.contiguous(memory_format=torch.channels_last)
    out: Tensor = torch.ops.score_explorer_kernels.convolved(
        x, *_unpacked(norm), act, pool, weights, bias, residual, dilation, CACHE
    )
    return out


def _unpacked(norm: Coefficients | None) -> tuple[Tensor | None, Tensor | None, Tensor | None, int, float]:
    if norm is None:
        return None, None, None, 0, 0.0
    alpha = None if norm.alpha is None else norm.alpha.contiguous()
    return norm.gamma.contiguous(), alpha, norm.beta.contiguous(), norm.groups, norm.epsilon
