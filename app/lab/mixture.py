"""Mixtures of isotropic Gaussians: modes, finely divided curves, and (with no width) sets of points.

For sets of points p_sigma is the empirical distribution convolved with N(0, sigma^2 I), so one class serves all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from typing_extensions import override

from app.lab.density import LOG_2PI, RIDGE, Density, choose, grid_points
from app.lab.nearby import sum_nearby
from app.params.lab.density import Mode, check_whole_width

_CHUNK = 1 << 18  # pairs (x, mode) at once: temporaries that fit the processor's cache
_FADED = -100.0  # exponents below count for nothing; exp() is many times slower where its result underflows
_LOST = -345.0  # exponents below become this; two such factors still have a normal product
_SAFE = math.exp(-300)  # in sums above this, factors of exp(_LOST) do not count
_EXPANDABLE = 1e6  # |x|^2 / v below which rounding in |x|^2 - 2 x.c + |c|^2 stays below 1e-9 of an exponent


class GaussianMixture(Density):
    """sum_k w_k N(c_k, s_k^2 I).

    ``centres`` [K, 2], ``stds`` [K] (all positive, or all zero), ``weights`` [K] up to a factor; ``parts`` [K] names
    the part that each belongs to, by default its own.
    """

    own_width = 0.0
    """What was taken from every mode's width, so that it counts in sigma: see :meth:`narrowed`."""

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

        This is how the paper's toy code counts sigma: as the modes' whole standard deviation. Below s_min there is no
        such law: no noise makes modes narrower than they are.
        """
        stds = (self.stds.square() - self.width**2).clamp_(min=0).sqrt()
        narrowed = GaussianMixture(self.centres, stds, self.weights, self.parts)
        narrowed.own_width = self.width
        return narrowed

    @property
    @override
    def sigma_floor(self) -> float:
        return self.own_width or super().sigma_floor

    @override
    def check_sigma(self, sigma: float) -> None:
        if self.own_width and 0 <= sigma < math.inf:
            check_whole_width(sigma, self.own_width)
        else:
            super().check_sigma(sigma)

    @override
    def ridge(self) -> Tensor:
        """The centres, or some of very many."""
        return self.centres[:: -(-len(self.centres) // RIDGE)]

    @property
    @override
    def part_weights(self) -> tuple[float, ...]:
        return self._part_weights

    @override
    def part_of(self, x: Tensor) -> Tensor:
        """The part of the mode under which x is most likely, whatever the modes' weights: [N, 2] -> [N]."""
        if len(self._part_weights) == 1:
            return super().part_of(x)
        variances = self.stds.square() + (0.0 if self.width > 0 else 1.0)
        x = x.double()
        exponents = self._exponents(x, variances, -variances.log())
        return self.parts[torch.cat([exponents(chunk).argmax(dim=1) for chunk in self._chunks(x)])]

    @override
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

    @override
    def _shares_at(self, x: Tensor, sigma: float) -> Tensor:
        variances = self.stds.square() + sigma**2
        exponents = self._exponents(x, variances, self._log_weights - variances.log())
        shares = torch.zeros(len(x), len(self._part_weights), dtype=torch.float64)
        return shares.index_add_(1, self.parts, exponents(x).softmax(dim=1))

    @override
    def on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """As in :class:`Density`, by products of one factor for x and one for y where nothing underflows."""
        score = torch.empty(len(ys), len(xs), 2, dtype=torch.float64)
        return self._on_grid(xs.double(), ys.double(), sigma, score), score

    @override
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
        if not self._equal or len(self.centres) * int(bad.sum()) <= 1 << 18:
            cells = grid_points(xs, ys)[bad.flatten()]
            log_p[bad], exact = self._evaluate(cells, sigma)
            if score is not None:
                score[bad] = exact
            return
        variance = self.width**2 + sigma**2
        sum_nearby(self.centres, self._log_weights, variance, xs, ys, bad, log_p, score)

    @override
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
    return exponents.sub_(top).clamp_(min=_LOST).exp_(), top
