"""Sums over the points that count at each cell of a grid, where the sums over all of them underflow.

Far from every point, or at a small sigma, each term exp(-|x - p|^2 / (2 v)) is zero in floating point though their
logarithm's gradient is not: only a few points next to the nearest one count there. They are found for whole tiles of
cells at once, and then for ever smaller tiles among those that the larger one left (a quadtree of the cells).
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.lab.density import LOG_2PI

_PRECISION = 25.0  # what all terms left out together may come to is exp(-25) of the largest term: 1e-11
_FADED = -100.0  # exponents below count for nothing; exp() is many times slower where its result underflows
_PAIRS = 1 << 18  # pairs (tile, point) at once, for the sake of memory and the processor's cache

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


def sum_nearby(
    points: Tensor, log_weights: Tensor, variance: float, xs: Tensor, ys: Tensor, wanted: Tensor, log_p: Tensor,
    score: Tensor | None,
) -> None:  # fmt: skip
    """Fill in log p [H, W] and the score [H, W, 2] in the cells ``wanted`` [H, W] (bool), all float64.

    p is sum_k w_k N(p_k, variance I) with ``points`` [K, 2] and ``log_weights`` [K]; the cells lie where ``xs`` [W] and
    ``ys`` [H] cross. Exact to 1e-10 of each value.
    """
    search = _Search(points, log_weights, variance, xs, ys, wanted, log_p, score)
    side = 1 << (max(len(xs), len(ys)) - 1).bit_length()
    one = np.zeros(1, np.intp)
    search.descend(one, one, np.zeros(len(points), np.intp), np.arange(len(points)), side)


class _Search:
    """What does not change on the way from large tiles to single cells."""

    def __init__(
        self, points: Tensor, log_weights: Tensor, variance: float, xs: Tensor, ys: Tensor, wanted: Tensor,
        log_p: Tensor, score: Tensor | None,
    ) -> None:  # fmt: skip
        self.px, self.py = (np.ascontiguousarray(c) for c in points.numpy().T)
        self.log_weights = log_weights.numpy()
        self.variance = variance
        self.xs, self.ys = xs.numpy(), ys.numpy()
        self.log_p = log_p.numpy()
        self.score = None if score is None else score.numpy()
        spread = float(self.log_weights.max() - self.log_weights.min())
        self.slack = 2 * variance * (_PRECISION + math.log(len(points)) + spread)
        self.wanted = {1: wanted.numpy()}

    def descend(self, rows: Indices, columns: Indices, t: Indices, p: Indices, side: int) -> None:
        """Tiles of ``side`` x ``side`` cells at ``rows``, ``columns`` [T] (counted in tiles), and their pairs.

        ``t`` (sorted) and ``p`` are the pairs' tiles and points: all points that can count anywhere in a tile, and
        perhaps others.
        """
        t, p = self._keep(rows, columns, t, p, side)
        if side == 1:
            self._sum(rows, columns, t, p)
            return
        if len(t) > _PAIRS and len(rows) > 1:
            half = len(rows) // 2
            cut = int(np.searchsorted(t, half))
            self.descend(rows[:half], columns[:half], t[:cut], p[:cut], side)
            self.descend(rows[half:], columns[half:], t[cut:] - half, p[cut:], side)
            return
        side //= 2
        there = self._any_wanted(side)
        ends = np.searchsorted(t, np.arange(len(rows) + 1))
        quarters = [(2 * rows + a, 2 * columns + b) for a in (0, 1) for b in (0, 1)]
        parents, r, c = [], [], []
        for row, column in quarters:
            inside = (row < there.shape[0]) & (column < there.shape[1])
            inside[inside] = there[row[inside], column[inside]]
            parents.append(inside.nonzero()[0])
            r.append(row[inside])
            c.append(column[inside])
        parent = np.concatenate(parents)
        counts = ends[parent + 1] - ends[parent]
        new_t = np.repeat(np.arange(len(parent)), counts)
        within = np.arange(len(new_t)) - np.repeat(np.cumsum(counts) - counts, counts)
        self.descend(np.concatenate(r), np.concatenate(c), new_t, p[np.repeat(ends[parent], counts) + within], side)

    def _any_wanted(self, side: int) -> NDArray[np.bool_]:
        if side not in self.wanted:
            self.wanted[side] = _coarse(self.wanted[1], side)
        return self.wanted[side]

    def _keep(self, rows: Indices, columns: Indices, t: Indices, p: Indices, side: int) -> tuple[Indices, Indices]:
        """The pairs that can count somewhere in their tile.

        Let q be the point nearest to the tile's centre c. At a cell c + u a point p is behind q by
        |c-p|^2 - |c-q|^2 - 2 u.(p-q); where that exceeds the slack for all u in the tile, p cannot count.
        """
        (cx, hx), (cy, hy) = _middles(self.xs, side), _middles(self.ys, side)
        cx, hx, cy, hy = cx[columns], hx[columns], cy[rows], hy[rows]
        x, y = self.px[p], self.py[p]
        distance = np.square(x - cx[t])
        distance += np.square(y - cy[t])
        starts = np.searchsorted(t, np.arange(len(rows)))
        nearest = np.minimum.reduceat(distance, starts)
        behind = distance - nearest[t]
        if side == 1:
            keep = behind <= self.slack
            return t[keep], p[keep]
        # First by distance alone, then the few that are left by the inequality above.
        h = np.hypot(hx, hy)
        farthest = np.square(h + np.sqrt(np.square(np.sqrt(nearest) + h) + self.slack)) - nearest
        keep = behind <= farthest[t]
        t, p, x, y, behind = t[keep], p[keep], x[keep], y[keep], behind[keep]
        first = np.searchsorted(t, np.arange(len(rows)))
        at_nearest = (behind == 0).nonzero()[0]
        q = at_nearest[np.searchsorted(at_nearest, first)]  # the first such pair of each tile
        reach = np.abs(x - x[q][t]) * (2 * hx)[t]
        reach += np.abs(y - y[q][t]) * (2 * hy)[t]
        keep = behind <= reach + self.slack
        return t[keep], p[keep]

    def _sum(self, rows: Indices, columns: Indices, t: Indices, p: Indices) -> None:
        """The sums over the pairs of each single cell; every cell has one."""
        starts = np.searchsorted(t, np.arange(len(rows)))
        x, y = self.px[p], self.py[p]
        dx, dy = x - self.xs[columns][t], y - self.ys[rows][t]
        exponents = (np.square(dx) + np.square(dy)) * (-0.5 / self.variance) + self.log_weights[p]
        top = np.maximum.reduceat(exponents, starts)
        # torch's exp is several times as fast as numpy's
        r = torch.from_numpy(exponents - top[t]).clamp_(min=_FADED).exp_().numpy()
        mass = np.add.reduceat(r, starts)
        self.log_p[rows, columns] = np.log(mass) + top - math.log(self.variance) - LOG_2PI
        if self.score is not None:
            mean = np.stack([np.add.reduceat(r * dx, starts), np.add.reduceat(r * dy, starts)], axis=1)
            self.score[rows, columns] = mean / (self.variance * mass)[:, None]


def _middles(places: Array, side: int) -> tuple[Array, Array]:
    """The middle and the half extent of each tile of ``side`` cells along one axis."""
    tiles = np.concatenate([places, np.full(-len(places) % side, places[-1])]).reshape(-1, side)
    low, high = tiles.min(axis=1), tiles.max(axis=1)
    return (low + high) / 2, (high - low) / 2


def _coarse(cells: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Whether each tile of ``side`` x ``side`` cells has a true one."""
    h, w = (-(-n // side) for n in cells.shape)
    padded = np.zeros((h * side, w * side), bool)
    padded[: cells.shape[0], : cells.shape[1]] = cells
    return np.asarray(padded.reshape(h, side, w, side).any(axis=(1, 3)))
