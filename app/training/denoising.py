"""Denoising score matching over a continuum of noise levels, for preconditioned networks.

The objective is the paper's equation 5 (Song & Ermon 2019) after Vincent (2011),

    1/2 E_{p(x)} E_{z ~ N(0, I)} || s(x + sigma z, sigma) + z / sigma ||^2,

weighted over sigma by lambda(sigma) as in equation 6. With the denoiser D = x~ + sigma^2 s it reads
||D - x||^2 / (2 sigma^4). The paper takes lambda = sigma^2; here lambda = 2 sigma^2 (sigma^2 + v) / v with v the data's
variance, which gives the target of the network's trainable part unit variance at every level (Karras et al. 2022,
section 5): twice the paper's at sigma far below the data's scale, and not fading out above it, where it grows as
sigma^4. The squares are averaged over the components of a picture here, not summed, so that the size of pictures does
not change the size of the loss.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor


class Denoiser(Protocol):
    """What the loss needs of a network: E[clean | noisy] for noisy [B, C, H, W] and sigma [B]."""

    def denoise(self, x: Tensor, sigma: Tensor) -> Tensor:
        """The estimate of the clean picture, [B, C, H, W]."""
        ...


def sample_sigmas(
    n: int, sigma_min: float, sigma_max: float, log_mean: float, log_std: float, generator: torch.Generator
) -> Tensor:
    """Draw n noise levels, ln sigma from a normal law truncated to [ln sigma_min, ln sigma_max]: [n].

    The n values are stratified (one common random offset over n equal slices of probability), which lowers the
    variance of the loss without changing its mean. Their order is not random: give each to a randomly chosen picture.
    """

    def cdf(sigma: float) -> float:
        return 0.5 * (1 + math.erf((math.log(sigma) - log_mean) / (log_std * math.sqrt(2))))

    u = (torch.arange(n, dtype=torch.float64) + torch.rand((), generator=generator, dtype=torch.float64)) / n
    p = cdf(sigma_min) + u * (cdf(sigma_max) - cdf(sigma_min))
    log_sigma = log_mean + log_std * math.sqrt(2) * torch.erfinv(2 * p - 1)
    return log_sigma.exp().clamp(sigma_min, sigma_max).float()


def denoising_losses(network: Denoiser, clean: Tensor, noise: Tensor, sigma: Tensor, data_std: float) -> Tensor:
    """The weighted denoising score matching loss of each picture, [B]: near 1 for a network that knows nothing.

    clean, noise [B, C, H, W] (noise standard normal), sigma [B]; ``data_std`` as the network's preconditioning has it.
    """
    sig = sigma[:, None, None, None]
    error = network.denoise(clean + sig * noise, sigma) - clean
    weight = (sigma * sigma + data_std * data_std) / (sigma * data_std) ** 2
    return error.square().mean(dim=(1, 2, 3)) * weight
