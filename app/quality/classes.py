"""Whether samples fall into the classes as often as real pictures do."""

from __future__ import annotations

import torch
from torch import Tensor


def counts(classes: Tensor, total: int) -> Tensor:
    """How many of the decisions int64 [N] are for each of ``total`` classes: int64 [total]."""
    return torch.bincount(classes, minlength=total)


def chi_squared(first: Tensor, second: Tensor) -> tuple[float, int, float]:
    """(statistic, degrees of freedom, p) of Pearson's test that two rows of counts [K] have the same shares.

    The test of homogeneity: both sides are counted samples, neither is taken for the truth. A class that occurs on
    neither side does not count. p is the regularised upper incomplete gamma function Q(degrees / 2, statistic / 2).
    """
    table = torch.stack([first, second]).double()
    table = table[:, table.sum(0) > 0]
    degrees = table.shape[1] - 1
    if degrees < 1:
        return 0.0, 0, 1.0
    expected = table.sum(1, keepdim=True) * table.sum(0) / table.sum()
    statistic = ((table - expected).square() / expected).sum()
    half = torch.tensor(degrees / 2, dtype=torch.float64)
    return float(statistic), degrees, float(torch.special.gammaincc(half, statistic / 2))


PARTS = 10
"""Of which the inception score's mean and deviation are taken."""


def inception_score(probabilities: Tensor) -> tuple[float, float]:
    """(mean, deviation) over PARTS of exp(mean KL(p(y|x) || p(y))) of decisions [N, K] (Salimans et al. 2016).

    From 1 (nothing is told apart) to K (all classes as often, each surely). The parts follow one another, as published.
    """
    p = probabilities.double()
    scores = []
    for part in p.tensor_split(min(PARTS, len(p))):
        divergence = torch.special.xlogy(part, part) - torch.special.xlogy(part, part.mean(0))
        scores.append(divergence.sum(1).mean().exp())
    found = torch.stack(scores)
    return float(found.mean()), float(found.std(correction=0))
