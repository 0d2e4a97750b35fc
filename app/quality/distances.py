"""How far two sets of features are apart: the Frechet distance and the kernel distance, in float64."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

BLOCKS = 10
FEWEST = 2 * BLOCKS
"""Pictures below which there is no kernel distance: each block needs two."""
DRAWS = 5


def frechet_distance(first: Tensor, second: Tensor) -> float:
    """|m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)) of the means and covariances of two sets [N, D], N >= 2.

    The squared 2-Wasserstein distance of two Gaussians, called FID with Inception's features (Heusel et al. 2017). It
    is biased upwards for few rows: compare it with what as many real pictures have (:func:`draws`). The trace of the
    root is taken from the eigenvalues of the symmetric C1^(1/2) C2 C1^(1/2), so singular covariances do no harm.
    """
    a, b = first.double(), second.double()
    c1, c2 = (torch.cov(rows.T).reshape(rows.shape[1], rows.shape[1]) for rows in (a, b))
    values, vectors = torch.linalg.eigh(c1)
    root = vectors * values.clamp_min(0).sqrt() @ vectors.T
    cross = torch.linalg.eigvalsh(root @ c2 @ root).clamp_min(0).sqrt().sum()
    return max(0.0, float((a.mean(0) - b.mean(0)).square().sum() + c1.trace() + c2.trace() - 2 * cross))


def kernel_distance(first: Tensor, second: Tensor) -> tuple[float, float]:
    """(squared maximum mean discrepancy, its standard error) of two sets [N, D] and [M, D], each of at least FEWEST.

    The kernel is (x.y / D + 1)^3; with Inception's features this is called KID (Binkowski et al. 2018). Each of BLOCKS
    disjoint pairs of blocks gives an unbiased estimate (Gretton et al. 2012, equation 3), which may be negative; the
    distance is their mean. A block takes every BLOCKS-th row, for files are often sorted.
    """
    if min(len(first), len(second)) < FEWEST:
        raise ValueError(f"a kernel distance needs {FEWEST} rows on either side, not {len(first)} and {len(second)}")
    a, b = first.double(), second.double()
    found = torch.stack([_discrepancy(a[k::BLOCKS], b[k::BLOCKS]) for k in range(BLOCKS)])
    return float(found.mean()), float(found.std() / BLOCKS**0.5)


def _discrepancy(a: Tensor, b: Tensor) -> Tensor:
    """The unbiased estimate of the squared maximum mean discrepancy."""
    return _mean_of_pairs(a) + _mean_of_pairs(b) - 2 * _kernel(a, b).mean()


def _mean_of_pairs(rows: Tensor) -> Tensor:
    """The mean of the kernel over all pairs of different rows."""
    kernel = _kernel(rows, rows)
    return (kernel.sum() - kernel.trace()) / (len(rows) * (len(rows) - 1))


def _kernel(a: Tensor, b: Tensor) -> Tensor:
    return (a @ b.T / a.shape[1] + 1) ** 3


def draws(total: int, count: int) -> Iterator[Tensor]:
    """The rows of up to DRAWS disjoint random draws of ``count`` out of ``total``; the same ones every time."""
    order = torch.randperm(total, generator=torch.Generator().manual_seed(0))
    return (order[k * count : (k + 1) * count] for k in range(min(DRAWS, total // count)))


def mean_and_spread(values: list[float]) -> tuple[float, float | None]:
    """(mean, standard deviation) of some draws' values; one value has no deviation."""
    found = torch.tensor(values, dtype=torch.float64)
    return float(found.mean()), float(found.std()) if len(values) > 1 else None


def without(rows: Tensor, left_out: Tensor) -> Tensor:
    """``rows`` [N, D] but those of the given indices."""
    kept = torch.ones(len(rows), dtype=torch.bool)
    kept[left_out] = False
    return rows[kept]
