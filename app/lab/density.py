"""What every 2-D density of the laboratory offers."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from app.params import SettingError
from app.params.lab.density import SIGMA_FLOOR, DensityName, DensitySettings

LOG_2PI = math.log(2 * math.pi)

RIDGE = 4000
"""Places that show where a density is that is narrower than the cells of a grid."""

ScoreField = Callable[[Tensor, float], Tensor]
"""A score, exact or learned: x [N, 2], sigma -> [N, 2]."""


class Density(ABC):
    """A law p of the plane, and p_sigma, the law of x + sigma z with x ~ p and z ~ N(0, I).

    Everything is computed in float64 and returned in the argument's type.
    """

    width: float
    """The data's own standard deviation around their modes or curves; 0 for points and 1-D manifolds."""

    @property
    def sigma_floor(self) -> float:
        """The smallest sigma that may be asked for: data without a width have no density before noise is added."""
        return 0.0 if self.width > 0 else SIGMA_FLOOR

    def variance(self, sigma: float) -> float:
        """The smallest variance in p_sigma, which limits the step size of every sampler."""
        return self.width**2 + sigma**2

    def log_prob(self, x: Tensor, sigma: float) -> Tensor:
        """The values of log p_sigma, [N, 2] -> [N]. Raises SettingError for a sigma below :attr:`sigma_floor`."""
        self.check_sigma(sigma)
        return self._log_prob(x.double(), sigma).to(x.dtype)

    def score(self, x: Tensor, sigma: float) -> Tensor:
        """The exact score, the gradient of log p_sigma: [N, 2] -> [N, 2]. Raises SettingError as log_prob does."""
        self.check_sigma(sigma)
        return self._evaluate(x.double(), sigma)[1].to(x.dtype)

    def on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """The values of log p_sigma [H, W] and the score [H, W, 2] where ``xs`` [W] and ``ys`` [H] cross, float64."""
        self.check_sigma(sigma)
        log_p, score = self._evaluate(grid_points(xs.double(), ys.double()), sigma)
        return log_p.view(len(ys), len(xs)), score.view(len(ys), len(xs), 2)

    def log_prob_on_grid(self, xs: Tensor, ys: Tensor, sigma: float) -> Tensor:
        """The first part of :meth:`on_grid`, which takes less work."""
        self.check_sigma(sigma)
        return self._log_prob(grid_points(xs.double(), ys.double()), sigma).view(len(ys), len(xs))

    def sample(self, n: int, generator: torch.Generator, sigma: float = 0.0) -> Tensor:
        """Draw n exact samples of p_sigma, [n, 2] float64."""
        x = self._sample(n, generator)
        return x.add_(torch.randn(n, 2, generator=generator, dtype=torch.float64), alpha=sigma) if sigma else x

    def ridge(self) -> Tensor:
        """Places [K, 2] where p is largest, the data without their width, for whoever looks at p_sigma too coarsely."""
        return self._sample(RIDGE, torch.Generator().manual_seed(0))

    @property
    def part_weights(self) -> tuple[float, ...]:
        """The true share of each part: modes, arms, rings or squares; one part where there is nothing to divide."""
        return (1.0,)

    def part_of(self, x: Tensor) -> Tensor:
        """The part that each x belongs to, [N, 2] -> [N] int64."""
        return torch.zeros(len(x), dtype=torch.int64)

    def shares_at(self, x: Tensor, sigma: float) -> Tensor:
        """The share of each part in p_sigma at each x, its responsibility: [N, 2] -> [N, parts] float64, rows sum to 1.

        Raises SettingError as log_prob does.
        """
        self.check_sigma(sigma)
        return self._shares_at(x.double(), sigma)

    def check_sigma(self, sigma: float) -> None:
        """Raise SettingError if p_sigma has no density that can be evaluated here."""
        if not 0 <= sigma < math.inf:
            raise SettingError(f"sigma must be a finite number of at least 0, not {sigma!r}")
        if sigma < self.sigma_floor:
            raise SettingError(
                f"these data have no width of their own, so sigma must be at least {self.sigma_floor:g}, not {sigma:g}"
            )

    def _log_prob(self, x: Tensor, sigma: float) -> Tensor:
        """The first part of :meth:`_evaluate`, for densities that can give it alone for less."""
        return self._evaluate(x, sigma)[0]

    def _shares_at(self, x: Tensor, _sigma: float) -> Tensor:
        """What :meth:`shares_at` returns; all of it where there is one part."""
        return torch.ones(len(x), 1, dtype=torch.float64)

    @abstractmethod
    def _evaluate(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        """The values of log p_sigma [N] and score [N, 2] for x [N, 2], all float64."""

    @abstractmethod
    def _sample(self, n: int, generator: torch.Generator) -> Tensor:
        """Draw n samples of p, [n, 2] float64."""


@dataclass(frozen=True)
class Law:
    """A density with a name: how it is made from settings that name it. Its row is in :mod:`app.params.lab.density`."""

    name: DensityName
    build: Callable[[DensitySettings], Density]


def grid_points(xs: Tensor, ys: Tensor) -> Tensor:
    """The crossings of ``xs`` [W] and ``ys`` [H], row by row: [H * W, 2]."""
    return torch.stack([xs.expand(len(ys), -1), ys[:, None].expand(-1, len(xs))], dim=-1).reshape(-1, 2)


def choose(weights: Tensor, n: int, generator: torch.Generator) -> Tensor:
    """Draw n indices with probabilities proportional to ``weights`` [K]: [n] int64."""
    edges = weights.double().cumsum(0)
    u = torch.rand(n, generator=generator, dtype=torch.float64) * edges[-1]
    return torch.searchsorted(edges, u, right=True).clamp_(max=len(edges) - 1)
