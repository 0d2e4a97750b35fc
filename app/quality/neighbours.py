"""The nearest picture of a set: tells whether samples are copies of what the network was trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from app.quality.features import Watch, unwatched

CHUNK = 4096


@dataclass(frozen=True, eq=False)
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


@torch.inference_mode()
def neighbours(picture: np.ndarray, among: np.ndarray, count: int, watch: Watch = unwatched) -> Nearest:
    """The ``count`` nearest of ``among`` uint8 [M, C, H, W] to one ``picture`` [C, H, W], the nearest first."""
    row = _rows(picture[None])[0]
    found = torch.empty(0)
    for first in range(0, len(among), CHUNK):
        watch(first, len(among))
        found = torch.cat([found, (_rows(among[first : first + CHUNK]) - row).square().sum(1)])
    # A few more than asked for: float32 need not have told equal ones apart.
    near = found.topk(min(2 * count, len(among)), largest=False).indices.numpy()
    difference = (among[near].astype(np.float64) - picture) / 255
    distances = np.sqrt(np.square(difference).reshape(len(near), -1).sum(1))
    order = np.argsort(distances, kind="stable")[:count]
    return Nearest(near[order], distances[order])


def _rows(pictures: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(pictures.reshape(len(pictures), -1)).float() / 255
