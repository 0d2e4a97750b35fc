"""Mixtures of isotropic Gaussians: modes, finely divided curves, and (with no width) sets of points.

For sets of points p_sigma is the empirical distribution convolved with N(0, sigma^2 I), so one class serves all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from app.params.toy import Mode
from app.toy.density import LOG_2PI, Density, choose, grid_points

_CHUNK = 1 << 18  # pairs (x, mode) at once: temporaries that fit the processor's cache
_FADED = -100.0  # exponents below count for nothing; exp() is many times slower where its result underflows
_LOST = -345.0  # exponents below are set to zero; two such factors still have a normal product
_SAFE = math.exp(-300)  # sums above this have lost nothing that counts
_NEGLIGIBLE = 40.0  # exp(-40) of the largest term is below float64's rounding
_EXPANDABLE = 1e6  # |x|^2 / v below which rounding in |x|^2 - 2 x.c + |c|^2 stays below 1e-9 of an exponent
_TILE = 8


class GaussianMixture(Density):
    """sum_k w_k N(c_k, s_k^2 I).

    ``centres`` [K, 2], ``stds`` [K] (all positive, or all zero), ``weights`` [K] up to a factor; ``parts`` [K] names
    the part that each belongs to, by default its own.
    """

    def __init__(self, centres: Tensor, stds: Tensor, weights: Tensor, parts: Tensor | None = None) -> None:
        self.centres, self.stds = centres.double(), stds.double()
        self.weights = weights.double() / weights.double().sum()
        self.parts = torch.arange(len(centres)) if parts is None else parts
        self.width = float(self.stds.min())
        self._equal = bool((self.stds == self.stds[0]).all())
        self._log_weights = self.weights.log()
        self._part_weights = tuple(
            torch.zeros(int(self.parts.max()) + 1).double().index_add(0, self.parts, self.weights).tolist()
        )

    @classmethod
    def of_modes(cls, modes: Sequence[Mode]) -> GaussianMixture:
        """From the modes of a :class:`DensitySettings`."""
        table = torch.tensor([(m.x, m.y, m.std, m.weight) for m in modes], dtype=torch.float64)
        return cls(table[:, :2], table[:, 2], table[:, 3])

    @classmethod
    def of_points(cls, points: Tensor) -> GaussianMixture:
        """The empirical distribution of ``points`` [N, 2]: one part, no width."""
        n = len(points)
        return cls(points, torch.zeros(n), torch.ones(n), torch.zeros(n, dtype=torch.int64))

    def narrowed(self) -> GaussianMixture:
        """The mixture with s_min^2 taken from every mode's variance, so that sigma = s_min gives this one back.

        This is how the paper's toy code counts sigma: as the modes' whole standard deviation.
        """
        stds = (self.stds.square() - self.width**2).clamp_(min=0).sqrt()
        return GaussianMixture(self.centres, stds, self.weights, self.parts)

    @property
    def part_weights(self) -> tuple[float, ...]:
        """The total weight of each part."""
        return self._part_weights

    def part_of(self, x: Tensor) -> Tensor:
        """The part of the mode under which x is most likely, whatever the modes' weights: [N, 2] -> [N]."""
        if len(self._part_weights) == 1:
            return super().part_of(x)
        variances = self.stds.square() + (0.0 if self.width > 0 else 1.0)
        x = x.double()
        exponents = self._exponents(x, variances, -variances.log())
        return self.parts[torch.cat([exponents(chunk).argmax(dim=1) for chunk in self._chunks(x)])]

    def _evaluate(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        variances = self.stds.square() + sigma**2
        offsets = self._log_weights - variances.log() - LOG_2PI
        # One product gives all sums over the modes: of r c / v, of r / v and of r.
        table = torch.stack([*(self.centres / variances[:, None]).T, 1 / variances, torch.ones_like(variances)], dim=1)
        log_p, score = torch.empty(len(x), dtype=torch.float64), torch.empty_like(x)
        exponents_of = self._exponents(x, variances, offsets)
        start = 0
        for chunk in self._chunks(x):
            end = start + len(chunk)
            exponents = exponents_of(chunk)
            top = exponents.amax(dim=1, keepdim=True)
            sums = exponents.sub_(top).clamp_(min=_FADED).exp_() @ table
            log_p[start:end] = sums[:, 3].log() + top[:, 0]
            score[start:end] = (sums[:, :2] - chunk * sums[:, 2:3]) / sums[:, 3:4]
            start = end
        return log_p, score

    def on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """As in :class:`Density`, by products of one factor for x and one for y where nothing underflows."""
        score = torch.empty(len(ys), len(xs), 2, dtype=torch.float64)
        return self._on_grid(xs.double(), ys.double(), sigma, score), score

    def log_prob_on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> Tensor:
        """The first part of :meth:`on_grid` for a third of the work."""
        return self._on_grid(xs.double(), ys.double(), sigma, None)

    def _on_grid(self, xs: Tensor, ys: Tensor, sigma: float, score: Tensor | None) -> Tensor:
        self.check_sigma(sigma)
        variances = self.stds.square() + sigma**2
        offsets = self._log_weights - variances.log() - LOG_2PI
        fx, top_x = _factor(self.centres[:, 0], variances, xs, torch.zeros_like(offsets))
        fy, top_y = _factor(self.centres[:, 1], variances, ys, offsets)
        total = fy.T @ fx
        log_p = total.log() + top_x + top_y[:, None]
        if score is not None:
            scaled = fx / variances[:, None]
            mean_x = fy.T @ (scaled * self.centres[:, :1])
            mean_y = (fy * self.centres[:, 1:]).T @ scaled
            inverse = total / variances[0] if self._equal else fy.T @ scaled
            score[:] = torch.stack([mean_x - xs * inverse, mean_y - ys[:, None] * inverse], dim=-1) / total[..., None]
        bad = total < _SAFE
        if bool(bad.any()):
            self._repair(xs, ys, sigma, bad, log_p, score)
        return log_p

    def _repair(self, xs: Tensor, ys: Tensor, sigma: float, bad: Tensor, log_p: Tensor, score: Tensor | None) -> None:
        """Fill in the cells where the product of factors underflowed."""
        if not self._equal or len(self.centres) * int(bad.sum()) <= 1 << 20:
            cells = grid_points(xs, ys)[bad.flatten()]
            log_p[bad], exact = self._evaluate(cells, sigma)
            if score is not None:
                score[bad] = exact
            return
        variance = self.width**2 + sigma**2
        rows = _tiles(len(ys))
        columns = _tiles(len(xs))
        wanted = bad[rows[:, :, None, None], columns].any(dim=3).any(dim=1).nonzero()  # [T, 2]
        for some in torch.split(wanted, max(1, 2 * _CHUNK // len(self.centres))):
            self._repair_tiles(xs, ys, rows[some[:, 0]], columns[some[:, 1]], variance, log_p, score)

    def _repair_tiles(
        self, xs: Tensor, ys: Tensor, rows: Tensor, columns: Tensor, variance: float, log_p: Tensor,
        score: Tensor | None,
    ) -> None:  # fmt: skip
        """Log-sum-exp in tiles of cells, each over the points that can count anywhere in it.

        Let q be the point nearest to the tile's centre c. At a cell c + u a point p is behind q by
        |c-p|^2 - |c-q|^2 - 2 u.(p-q); where that exceeds 2 v _NEGLIGIBLE for all u in the tile, p cannot count.
        rows, columns [T, _TILE] are the tiles' indices into ys and xs.
        """
        x, y = xs[columns], ys[rows]
        px, py = self.centres[:, 0], self.centres[:, 1]
        cx, cy = (x[:, 0] + x[:, -1]) / 2, (y[:, 0] + y[:, -1]) / 2
        hx, hy = (x[:, -1] - x[:, 0]).abs() / 2, (y[:, -1] - y[:, 0]).abs() / 2
        distance = (cx[:, None] - px).square_().add_((cy[:, None] - py).square_())  # [T, K]
        nearest, q = distance.min(dim=1)
        slack = 2 * variance * (_NEGLIGIBLE + float(self._log_weights.max() - self._log_weights.min()))
        # First by distance alone, which is cheap, then the few that are left by the inequality above.
        h = torch.hypot(hx, hy)
        farthest = (h + ((nearest.sqrt() + h).square() + slack).sqrt()).square()
        tile, k = (distance <= farthest[:, None]).nonzero(as_tuple=True)
        near = q[tile]
        reach = 2 * ((px[k] - px[near]).abs_() * hx[tile] + (py[k] - py[near]).abs_() * hy[tile]) + slack
        keep = distance[tile, k] - nearest[tile] <= reach
        tile, k = tile[keep], k[keep]
        step = _CHUNK // _TILE**2
        ends = torch.bincount(tile, minlength=len(x)).cumsum(0)
        first = 0
        while first < len(x):  # as many whole tiles at once as memory should hold
            begin = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(torch.searchsorted(ends, begin + step, right=True)))
            stop = int(ends[last - 1])
            t, p = tile[begin:stop] - first, k[begin:stop]
            self._sum_tiles(
                x[first:last], y[first:last], rows[first:last], columns[first:last], t, p, variance, log_p, score
            )
            first = last

    def _sum_tiles(
        self, x: Tensor, y: Tensor, rows: Tensor, columns: Tensor, t: Tensor, p: Tensor, variance: float,
        log_p: Tensor, score: Tensor | None,
    ) -> None:  # fmt: skip
        """The sums over the pairs (tile t, point p), which are sorted by tile; every tile has a pair."""
        starts = torch.searchsorted(t, torch.arange(len(x))).numpy()

        def total(values: Tensor) -> Tensor:
            return torch.from_numpy(np.add.reduceat(values.numpy(), starts, axis=0))

        c = self.centres[p]
        dx = (x[t] - c[:, :1]).square_().div_(-2 * variance)
        dy = (y[t] - c[:, 1:]).square_().div_(-2 * variance).add_(self._log_weights[p][:, None])
        exponents = dy[:, :, None] + dx[:, None, :]
        top = torch.from_numpy(np.maximum.reduceat(exponents.numpy(), starts, axis=0))
        r = exponents.sub_(top[t]).clamp_(min=_FADED).exp_()
        mass = total(r)
        at = (rows[:, :, None], columns[:, None, :])
        log_p[at] = mass.log() + top - math.log(variance) - LOG_2PI
        if score is not None:
            mean_x, mean_y = total(r * c[:, 0, None, None]) / mass, total(r * c[:, 1, None, None]) / mass
            score[at] = torch.stack([mean_x - x[:, None, :], mean_y - y[:, :, None]], dim=-1) / variance

    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        k = choose(self.weights, n, generator)
        z = torch.randn(n, 2, generator=generator, dtype=torch.float64)
        return self.centres[k] + self.stds[k][:, None] * z

    def _chunks(self, x: Tensor) -> Sequence[Tensor]:
        return torch.split(x, max(1, _CHUNK // len(self.centres)))

    def _exponents(self, x: Tensor, variances: Tensor, offsets: Tensor) -> Callable[[Tensor], Tensor]:
        """The function offsets_k - |x - c_k|^2 / (2 v_k), [n, 2] -> [n, K], for parts of ``x``."""
        c, factors = self.centres, -0.5 / variances
        if float(max(x.abs().amax(), c.abs().amax())) ** 2 < _EXPANDABLE * float(variances.min()):
            # |x|^2 - 2 x.c + |c|^2 as one matrix product: ten times faster, and here without harmful cancellation.
            table = torch.stack([*(c / variances[:, None]).T, factors])
            constants = offsets + c.square().sum(dim=1) * factors
            return lambda part: torch.addmm(
                constants, torch.cat([part, part.square().sum(dim=1, keepdim=True)], dim=1), table
            )

        def direct(part: Tensor) -> Tensor:
            squares = (part[:, :1] - c[:, 0]).square_().add_((part[:, 1:] - c[:, 1]).square_())
            return squares.mul_(factors).add_(offsets)

        return direct


def _factor(centres: Tensor, variances: Tensor, at: Tensor, offsets: Tensor) -> tuple[Tensor, Tensor]:
    """exp(offsets_k - (at - c_k)^2 / (2 v_k) - top) [K, G] and top [G], the largest exponent at each place."""
    exponents = (at - centres[:, None]).square_().mul_((-0.5 / variances)[:, None]).add_(offsets[:, None])
    top = exponents.amax(dim=0)
    exponents.sub_(top)
    lost = exponents < _LOST
    return exponents.masked_fill_(lost, 0.0).exp_().masked_fill_(lost, 0.0), top


def _tiles(n: int) -> Tensor:
    """Indices 0 ... n - 1 in runs of _TILE; the last run repeats its last index to be full: [tiles, _TILE]."""
    padded = torch.arange(math.ceil(n / _TILE) * _TILE).clamp_(max=n - 1)
    return padded.view(-1, _TILE)
