"""The nearest picture of a set: tells whether samples are copies of what the network was trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

CHUNK = 4096


@dataclass(frozen=True)
class Nearest:
    """Of N pictures: the ``indices`` int64 [N] of their nearest ones in a set, and the ``distances`` float64 [N]."""

    indices: np.ndarray
    distances: np.ndarray


@torch.inference_mode()
def nearest(pictures: np.ndarray, among: np.ndarray) -> Nearest:
    """The nearest of ``among`` uint8 [M, C, H, W] for each of ``pictures`` uint8 [N, C, H, W].

    The distance is the L2 norm of the difference, with pixels from 0 to 1.
    """
    rows = _rows(pictures)
    best = torch.full((len(rows),), torch.inf)
    indices = torch.zeros(len(rows), dtype=torch.int64)
    for first in range(0, len(among), CHUNK):
        others = _rows(among[first : first + CHUNK])
        # |a - b|^2 less |a|^2, which is the same for all b.
        found, at = (others.square().sum(1) - 2 * rows @ others.T).min(1)
        closer = found < best
        best = torch.where(closer, found, best)
        indices = torch.where(closer, at + first, indices)
    chosen = indices.numpy()
    # Anew from the pixels: the difference of large numbers above has lost the small distances' digits.
    difference = (pictures.astype(np.float64) - among[chosen]) / 255
    return Nearest(chosen, np.sqrt(np.square(difference).reshape(len(pictures), -1).sum(1)))


def _rows(pictures: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pictures.reshape(len(pictures), -1)).float() / 255
