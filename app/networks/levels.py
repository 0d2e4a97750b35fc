"""Noise levels of networks that know only some."""

from __future__ import annotations

from torch import Tensor


def nearest_level(sigma: Tensor, log_sigmas: Tensor) -> Tensor:
    """The index of the level nearest in log sigma: sigma [B], log_sigmas [L] -> [B] long."""
    return (sigma.to(log_sigmas.dtype).log()[:, None] - log_sigmas).abs().argmin(dim=1)
