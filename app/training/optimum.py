"""The smallest loss that there is: that of a network which knows every picture of the data by heart.

The data are N pictures, so their density under noise is a mixture of N normal densities, and its score is known
exactly. The best estimate of the clean picture is the mean of all of them, weighted by how well each explains what is
seen, w_k ~ exp(-|x - x_k|^2 / (2 sigma^2)) (Karras et al. 2022, arXiv 2206.00364, appendix B.3). A network that reaches
this line has learned the pictures, not what they have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor

from app.core.noise import stream_seed

TRIALS, MOST_TRIALS = 32, 1024
"""Noisy pictures at each level of which the mean is taken: the more, the fewer numbers there are in all pictures."""

WORK = 2**31
"""The product of the two, about."""

MOST_NUMBERS = 2**27
"""Of more numbers in all pictures the optimum is not worked out: it would take minutes."""

CHUNK = 2048


def computable(images: Tensor) -> bool:
    """Whether the optimum of pictures uint8 [N, C, H, W] takes seconds only."""
    return images.numel() <= MOST_NUMBERS


@torch.inference_mode()
def best_losses(
    images: Tensor, sigmas: Sequence[float], weight: Callable[[float], float], *, flip: bool, seed: int = 0
) -> Iterator[float]:
    """The expected loss of the best network at each noise level, one after another.

    ``images`` are uint8 [N, C, H, W]; with ``flip`` their mirror images are as likely. ``weight(sigma)`` is what the
    mean squared error of a pixel counts (:meth:`app.training.objectives.Objective.weight`).
    """
    generator = torch.Generator().manual_seed(stream_seed(seed, 0))
    trials = max(TRIALS, min(MOST_TRIALS, WORK // images.numel()))
    rows = torch.randint(len(images), (trials,), generator=generator)
    clean = _rows(images[rows])
    noise = torch.randn(clean.shape, generator=generator, dtype=torch.float64)
    for sigma in sigmas:
        estimate = _estimate(clean + sigma * noise, images, sigma, flip=flip)
        yield float((estimate - clean).square().mean()) * weight(sigma)


def _estimate(noisy: Tensor, images: Tensor, sigma: float, *, flip: bool) -> Tensor:
    """The mean of the clean picture given the noisy ones [B, D], over all pictures: [B, D], both float64."""
    top = torch.full((len(noisy), 1), -torch.inf, dtype=torch.float64)
    total = torch.zeros_like(top)
    mean = torch.zeros_like(noisy)
    for first in range(0, len(images), CHUNK):
        part = images[first : first + CHUNK]
        for known in (_rows(part), *([_rows(part.flip(3))] if flip else [])):
            # The square of what is seen is the same for all and falls out.
            logits = (noisy @ known.T - known.square().sum(1) / 2) / sigma**2
            higher = torch.maximum(top, logits.amax(1, keepdim=True))
            shrink, weights = (top - higher).exp(), (logits - higher).exp()
            total = total * shrink + weights.sum(1, keepdim=True)
            mean = mean * shrink + weights @ known
            top = higher
    return mean / total


def _rows(images: Tensor) -> Tensor:
    return images.flatten(1).double() / 255
