"""Densities with closed forms of their own: uniform laws on circles, a segment and the squares of a checkerboard."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from typing_extensions import override

from app.lab.density import LOG_2PI, Density, Law, choose
from app.params.lab.density import DensityName


class Circles(Density):
    """Concentric circles around the origin, uniform along each, blurred by N(0, width^2 I).

    On a circle of radius R, with v = width^2 + sigma^2 and z = r R / v: p = exp(-(r^2 + R^2) / (2 v)) I_0(z) / (2 pi v)
    and the score is radial, (R I_1(z) / I_0(z) - r) / v. The exponentially scaled Bessel functions keep both finite.
    """

    def __init__(self, radii: Sequence[float], weights: Sequence[float], width: float = 0.0) -> None:
        self.radii = torch.tensor(radii, dtype=torch.float64)
        self.weights = torch.tensor(weights, dtype=torch.float64)
        self.weights /= self.weights.sum()
        self.width = width

    @property
    @override
    def part_weights(self) -> tuple[float, ...]:
        return tuple(self.weights.tolist())

    @override
    def part_of(self, x: Tensor) -> Tensor:
        """The nearest circle, [N, 2] -> [N]."""
        r: Tensor = torch.linalg.vector_norm(x.double(), dim=1, keepdim=True)
        return (r - self.radii).abs().argmin(dim=1)

    @override
    def _log_prob(self, x: Tensor, sigma: float) -> Tensor:
        r = torch.linalg.vector_norm(x, dim=1, keepdim=True)
        return self._logits(r, sigma).logsumexp(dim=1)

    @override
    def _evaluate(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        v = self.variance(sigma)
        r = torch.linalg.vector_norm(x, dim=1, keepdim=True)
        z = r * self.radii / v
        pull = self.radii * (torch.special.i1e(z) / torch.special.i0e(z)) - r
        logits = self._logits(r, sigma)
        radial = (logits.softmax(dim=1) * pull).sum(dim=1, keepdim=True) / v
        return logits.logsumexp(dim=1), radial * x / r.clamp(min=1e-300)

    @override
    def _shares_at(self, x: Tensor, sigma: float) -> Tensor:
        return self._logits(torch.linalg.vector_norm(x, dim=1, keepdim=True), sigma).softmax(dim=1)

    def _logits(self, r: Tensor, sigma: float) -> Tensor:
        """The logarithm of each circle's part of p_sigma at radius r, [N, 1] -> [N, circles]."""
        v = self.variance(sigma)
        constant = self.weights.log() - math.log(v) - LOG_2PI
        i0: Tensor = torch.special.i0e(r * self.radii / v)
        return i0.log() - (r - self.radii).square() / (2 * v) + constant

    @override
    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        r = self.radii[choose(self.weights, n, generator)]
        angle = 2 * math.pi * torch.rand(n, generator=generator, dtype=torch.float64)
        x = torch.stack([r * angle.cos(), r * angle.sin()], dim=1)
        return x + self.width * torch.randn(n, 2, generator=generator, dtype=torch.float64) if self.width else x


class Segment(Density):
    """Uniform on the straight line from ``start`` to ``end``: a 1-D manifold in the plane.

    Along the line p_sigma is a difference of two normal distribution functions, across it a Gaussian.
    """

    width = 0.0

    def __init__(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        a, b = torch.tensor(start, dtype=torch.float64), torch.tensor(end, dtype=torch.float64)
        self.middle = (a + b) / 2
        self.length = float(torch.linalg.vector_norm(b - a))
        self.along = (b - a) / self.length
        self.across = torch.stack([-self.along[1], self.along[0]])

    @override
    def _evaluate(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        u, w = (x - self.middle) @ self.along, (x - self.middle) @ self.across
        half = self.length / 2
        log_u, score_u = interval(u, -half, half, sigma)
        log_p = log_u - math.log(self.length) - w.square() / (2 * sigma**2) - math.log(sigma) - LOG_2PI / 2
        return log_p, score_u[:, None] * self.along - (w / sigma**2)[:, None] * self.across

    @override
    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        u = self.length * (torch.rand(n, 1, generator=generator, dtype=torch.float64) - 0.5)
        return self.middle + u * self.along


class Checkerboard(Density):
    """Uniform on every other square of a board of ``cells`` x ``cells`` around the origin.

    p_sigma is a sum of two products of 1-D laws: even columns with even rows, odd columns with odd rows.
    """

    def __init__(self, cells: int = 4, side: float = 2.0) -> None:
        self.width = 0.0
        self.cells, self.side = cells, side
        self.edges = side * (torch.arange(cells + 1, dtype=torch.float64) - cells / 2)
        index = torch.arange(cells)
        self.squares = torch.tensor([(i, j) for j in index.tolist() for i in index.tolist() if (i + j) % 2 == 0])

    @property
    @override
    def part_weights(self) -> tuple[float, ...]:
        return (1 / len(self.squares),) * len(self.squares)

    @override
    def part_of(self, x: Tensor) -> Tensor:
        """The nearest square, [N, 2] -> [N]."""
        low = self.edges[self.squares]  # [S, 2]
        gap = (x.double()[:, None] - low - self.side / 2).abs().sub_(self.side / 2).clamp_(min=0)
        return gap.square().sum(dim=2).argmin(dim=1)

    @override
    def _evaluate(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        return self._combine(*self._columns(x[:, 0], sigma), *self._columns(x[:, 1], sigma))

    @override
    def on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """As in :class:`Density`; the 1-D laws are evaluated once a row and once a column."""
        self.check_sigma(sigma)
        log_x, score_x = self._columns(xs.double(), sigma)
        log_y, score_y = self._columns(ys.double(), sigma)
        wide = (len(ys), len(xs), 2)
        return self._combine(
            log_x.expand(wide), score_x.expand(wide), log_y[:, None].expand(wide), score_y[:, None].expand(wide)
        )

    @override
    def log_prob_on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> Tensor:
        """As in :class:`Density`, in the same way."""
        self.check_sigma(sigma)
        log_x, log_y = self._columns(xs.double(), sigma)[0], self._columns(ys.double(), sigma)[0]
        both = torch.logaddexp(log_x[:, 0] + log_y[:, :1], log_x[:, 1] + log_y[:, 1:])
        return both - math.log(len(self.squares) * self.side**2)

    @override
    def _shares_at(self, x: Tensor, sigma: float) -> Tensor:
        low = self.edges[self.squares]  # [S, 2]
        inside = [interval(x[:, k : k + 1], low[:, k], low[:, k] + self.side, sigma)[0] for k in range(2)]
        return (inside[0] + inside[1]).softmax(dim=1)

    def _columns(self, u: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """The logarithm of the even and the odd columns' law (unnormalised) and its derivative: [N] -> [N, 2] each."""
        logs, scores = [], []
        for parity in (0, 1):
            low = self.edges[:-1][parity::2]
            log_f, score_f = interval(u[:, None], low, low + self.side, sigma)
            logs.append(log_f.logsumexp(dim=1))
            scores.append((log_f.softmax(dim=1) * score_f).sum(dim=1))
        return torch.stack(logs, dim=1), torch.stack(scores, dim=1)

    def _combine(self, log_x: Tensor, score_x: Tensor, log_y: Tensor, score_y: Tensor) -> tuple[Tensor, Tensor]:
        logits = log_x + log_y
        share = logits.softmax(dim=-1)
        log_p = logits.logsumexp(dim=-1) - math.log(len(self.squares) * self.side**2)
        return log_p, torch.stack([(share * score_x).sum(dim=-1), (share * score_y).sum(dim=-1)], dim=-1)

    @override
    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        k = choose(torch.ones(len(self.squares)), n, generator)
        return self.edges[self.squares[k]] + self.side * torch.rand(n, 2, generator=generator, dtype=torch.float64)


def interval(u: Tensor, low: Tensor | float, high: Tensor | float, sigma: float) -> tuple[Tensor, Tensor]:
    """log(Phi((high - u) / sigma) - Phi((low - u) / sigma)) and its derivative by u, without underflow anywhere."""
    a, b = (low - u) / sigma, (high - u) / sigma
    # Both ends on one side of 0 are reflected to the left, where log Phi is accurate.
    flip = a + b > 0
    left, right = torch.where(flip, -b, a), torch.where(flip, -a, b)
    upper = torch.special.log_ndtr(right)
    log_mass = upper + torch.log(-torch.expm1(torch.special.log_ndtr(left) - upper))
    slope = torch.exp(-a.square() / 2 - LOG_2PI / 2 - log_mass) - torch.exp(-b.square() / 2 - LOG_2PI / 2 - log_mass)
    return log_mass, slope / sigma


RINGS = Law(DensityName.RINGS, lambda settings: Circles((1.5, 3.0, 4.5), (1, 2, 3), settings.width))
CIRCLE = Law(DensityName.CIRCLE, lambda _: Circles((4.0,), (1,)))
SEGMENT = Law(DensityName.SEGMENT, lambda _: Segment((-4, -2), (4, 2)))
CHECKERBOARD = Law(DensityName.CHECKERBOARD, lambda _: Checkerboard())
