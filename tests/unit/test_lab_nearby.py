"""The points that count at each cell of a grid: against the sum over all of them, by log-sum-exp."""

import math

import numpy as np
import pytest
import torch

from app.lab import nearby
from app.lab.nearby import sum_nearby


def direct(points, log_weights, variance, xs, ys):
    x = torch.stack(torch.meshgrid(xs, ys, indexing="xy"), dim=-1).reshape(-1, 2)
    exponents = log_weights - (x[:, None] - points).square().sum(dim=2) / (2 * variance)
    log_p = exponents.logsumexp(dim=1) - math.log(2 * math.pi * variance)
    score = (exponents.softmax(dim=1) @ points - x) / variance
    return log_p.view(len(ys), len(xs)), score.view(len(ys), len(xs), 2)


def scattered(n, seed=0, scale=2.0):
    generator = torch.Generator().manual_seed(seed)
    points = scale * torch.randn(n, 2, generator=generator, dtype=torch.float64)
    weights = torch.rand(n, generator=generator, dtype=torch.float64) ** 4 + 1e-6
    return points, (weights / weights.sum()).log()


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (33, 64), (41, 3)])
@pytest.mark.parametrize("sigma", [0.01, 0.3, 5.0])
@pytest.mark.parametrize("n", [1, 2, 150])
def test_it_is_the_sum_over_all_points(n, sigma, shape):
    points, log_weights = scattered(n)
    ys, xs = (torch.linspace(-8, 9, k, dtype=torch.float64) for k in shape)
    log_p, score = torch.full(shape, torch.nan).double(), torch.full((*shape, 2), torch.nan).double()
    sum_nearby(points, log_weights, sigma**2, xs, ys, torch.ones(shape, dtype=torch.bool), log_p, score)
    expected = direct(points, log_weights, sigma**2, xs, ys)
    torch.testing.assert_close(log_p, expected[0], rtol=1e-11, atol=1e-9)
    torch.testing.assert_close(score, expected[1], rtol=1e-8, atol=1e-7 / sigma)


def test_only_the_wanted_cells_are_touched_and_the_score_may_be_left_out():
    points, log_weights = scattered(60)
    xs = torch.linspace(-5, 5, 45, dtype=torch.float64)
    wanted = torch.rand(45, 45, generator=torch.Generator().manual_seed(1)) < 0.1
    log_p = torch.full((45, 45), 7.0).double()
    sum_nearby(points, log_weights, 0.01, xs, xs, wanted, log_p, None)
    assert bool((log_p[~wanted] == 7).all())
    torch.testing.assert_close(log_p[wanted], direct(points, log_weights, 0.01, xs, xs)[0][wanted], rtol=1e-11, atol=0)


def test_many_pairs_are_taken_in_parts(monkeypatch):
    """Everything counts everywhere at a large sigma: the pairs must be divided, and nothing is lost on the way."""
    monkeypatch.setattr(nearby, "_PAIRS", 500)
    points, log_weights = scattered(200)
    xs = torch.linspace(-3, 3, 30, dtype=torch.float64)
    log_p, score = torch.empty(30, 30).double(), torch.empty(30, 30, 2).double()
    sum_nearby(points, log_weights, 4.0, xs, xs, torch.ones(30, 30, dtype=torch.bool), log_p, score)
    expected = direct(points, log_weights, 4.0, xs, xs)
    torch.testing.assert_close(log_p, expected[0], rtol=1e-11, atol=1e-11)
    torch.testing.assert_close(score, expected[1], rtol=1e-9, atol=1e-9)


def test_few_pairs_are_left_far_from_the_points_at_a_small_sigma(monkeypatch):
    """What makes it quick: of 2,000 points only a handful is summed in each cell."""
    summed = []
    whole = nearby._Search._sum
    monkeypatch.setattr(
        nearby._Search,
        "_sum",
        lambda self, rows, *rest: summed.append((len(rows), len(rest[1]))) or whole(self, rows, *rest),
    )
    points, log_weights = scattered(2000)
    xs = torch.linspace(-8, 8, 200, dtype=torch.float64)
    log_p = torch.empty(200, 200).double()
    sum_nearby(
        points, log_weights * 0 - math.log(2000), 1e-4, xs, xs, torch.ones(200, 200, dtype=torch.bool), log_p, None
    )
    cells, pairs = np.array(summed).sum(axis=0)
    assert cells == 40_000
    assert pairs < 3 * cells


def test_points_in_one_place_all_count():
    points = torch.ones(50, 2, dtype=torch.float64)
    xs = torch.tensor([1.0, 400.0]).double()
    log_p, score = torch.empty(2, 2).double(), torch.empty(2, 2, 2).double()
    sum_nearby(
        points,
        torch.full((50,), -math.log(50)).double(),
        1e-4,
        xs,
        xs,
        torch.ones(2, 2, dtype=torch.bool),
        log_p,
        score,
    )
    assert float(log_p[0, 0]) == pytest.approx(-math.log(2 * math.pi * 1e-4))
    assert score[1, 0].tolist() == pytest.approx([0.0, -399 / 1e-4])
