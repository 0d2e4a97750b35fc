"""Boltzmann's law at another temperature: p_sigma^(1/tau), which particles of temperature tau sample, on a grid."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.lab.density import Density, grid_points

CELLS = 301
COLDEST = 0.02
"""Colder laws would be points; this one stands for them."""
FADED = 1e-9
"""Cells of less than this part of the largest value count for nothing."""


class Tempered:
    """p_sigma^(1/tau) of a density, normalised over a square that holds all of it but what does not matter."""

    def __init__(self, density: Density, sigma: float, temperature: float) -> None:
        self.density, self.temperature = density, max(temperature, COLDEST)
        some = density.sample(4000, torch.Generator().manual_seed(0), sigma)
        low, high = some.amin(dim=0), some.amax(dim=0)
        middle = (low + high) / 2
        # The tails of p^(1/tau) reach sqrt(tau) times as far as those of p.
        half = 0.65 * float((high - low).max()) * math.sqrt(max(1.0, self.temperature)) + 1e-3
        self._step = 2 * half / (CELLS - 1)
        offsets = torch.linspace(-half, half, CELLS, dtype=torch.float64)
        xs, ys = middle[0] + offsets, middle[1] + offsets
        logs = density.log_prob_on_grid(xs, ys, sigma).flatten() / self.temperature
        law = (logs - logs.max()).exp()
        kept = law > FADED
        self._cells = grid_points(xs, ys)[kept]
        self._law = law[kept] / law[kept].sum()

    @property
    def part_weights(self) -> tuple[float, ...]:
        """The share of each part of the density."""
        parts = len(self.density.part_weights)
        if parts == 1:
            return (1.0,)
        shares = torch.zeros(parts, dtype=torch.float64).index_add_(0, self.density.part_of(self._cells), self._law)
        return tuple(shares.tolist())

    def distribution(self, axis: int, at: NDArray[np.float64]) -> NDArray[np.float64]:
        """The distribution function of one coordinate at the places ``at`` [B], each cell's mass spread over it."""
        cells, index = torch.unique(self._cells[:, axis], return_inverse=True)
        mass = torch.zeros(len(cells), dtype=torch.float64).index_add_(0, index, self._law)
        ends = np.append(cells.numpy() - self._step / 2, float(cells[-1]) + self._step / 2)
        return np.asarray(np.interp(at, ends, np.append(0.0, mass.cumsum(0).numpy())))

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """Draw n places of it, [n, 2] float64, evenly within the cells."""
        edges = self._law.cumsum(0)
        drawn = torch.rand(n, generator=generator, dtype=torch.float64) * edges[-1]
        chosen = torch.searchsorted(edges, drawn).clamp_(max=len(edges) - 1)
        return self._cells[chosen] + self._step * (torch.rand(n, 2, generator=generator, dtype=torch.float64) - 0.5)


@lru_cache(maxsize=16)
def weights_at(density: Density, sigma: float, temperature: float) -> tuple[float, ...]:
    """The share of each part in p_sigma^(1/tau); at tau = 1 those of the density itself."""
    if temperature == 1 or len(density.part_weights) == 1:
        return density.part_weights
    return Tempered(density, sigma, temperature).part_weights
