"""What samples are worth: every number against a closed form or a sum written out."""

import itertools
import math

import numpy as np
import pytest
import torch

from app.networks.digits import Digits
from app.quality.classes import chi_squared, counts
from app.quality.distances import draws, frechet_distance, kernel_distance, mean_and_spread, without
from app.quality.features import see
from app.quality.neighbours import CHUNK, nearest


def with_moments(rows, mean, covariance):
    """The rows [N, D], moved and stretched to have exactly this mean and covariance."""
    centred = rows - rows.mean(0)
    own = torch.linalg.cholesky(torch.cov(centred.T))
    wanted = torch.linalg.cholesky(covariance)
    return centred @ torch.linalg.inv(own).T @ wanted.T + mean


@pytest.fixture
def generator():
    return torch.Generator().manual_seed(5)


def normal(generator, *shape):
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def test_frechet_distance_of_gaussians_that_share_their_axes(generator):
    # |m1 - m2|^2 + sum (s1 - s2)^2
    wide, narrow = torch.diag(torch.tensor([4.0, 9, 1]).double()), torch.eye(3, dtype=torch.float64)
    a = with_moments(normal(generator, 300, 3), torch.tensor([1.0, 0, 2]), wide)
    b = with_moments(normal(generator, 200, 3), torch.tensor([0.0, 3, 2]), narrow)
    assert frechet_distance(a, b) == pytest.approx(10 + 1 + 4, abs=1e-9)
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-9)


def test_frechet_distance_of_two_gaussians_in_the_plane_whose_covariances_do_not_commute(generator):
    # tr sqrt(M) = sqrt(tr M + 2 sqrt(det M)) for a 2x2 matrix M = C1 C2.
    c1 = torch.tensor([[2.0, 1], [1, 3]], dtype=torch.float64)
    c2 = torch.tensor([[5.0, -2], [-2, 1]], dtype=torch.float64)
    a, b = (with_moments(normal(generator, 100, 2), torch.zeros(2), c) for c in (c1, c2))
    root = math.sqrt(float((c1 @ c2).trace()) + 2 * math.sqrt(float(torch.det(c1 @ c2))))
    assert frechet_distance(a, b) == pytest.approx(5 + 6 - 2 * root, abs=1e-9)


def test_frechet_distance_of_singular_covariances_is_that_of_the_means(generator):
    rows = normal(generator, 12, 40)  # fewer rows than sides
    assert frechet_distance(rows, rows + 2) == pytest.approx(4 * 40, rel=1e-6)
    assert frechet_distance(rows, rows) == pytest.approx(0, abs=1e-5)
    assert frechet_distance(torch.zeros(5, 1), torch.ones(5, 1)) == 1


def test_kernel_distance_is_the_mean_over_blocks_of_the_unbiased_estimate(generator):
    a, b = normal(generator, 20, 2), normal(generator, 30, 2)

    def kernel(x, y):
        return (float(x @ y) / 2 + 1) ** 3

    found = []
    for k in range(10):
        left, right = a[k::10], b[k::10]
        within = [np.mean([kernel(x, y) for x, y in itertools.permutations(rows, 2)]) for rows in (left, right)]
        across = np.mean([kernel(x, y) for x in left for y in right])
        found.append(sum(within) - 2 * across)
    value, error = kernel_distance(a, b)
    assert value == pytest.approx(np.mean(found))
    assert error == pytest.approx(np.std(found, ddof=1) / math.sqrt(10))


def test_kernel_distance_of_one_law_is_zero_within_its_error(generator):
    value, error = kernel_distance(normal(generator, 1000, 8), normal(generator, 3000, 8))
    assert abs(value) < 4 * error
    assert error < 0.05


def test_kernel_distance_of_shifted_gaussians(generator):
    # (xy + 1)^3 compares three moments: 3 dm1^2 + 3 dm2^2 + dm3^2, and of N(0.5, 1) they are 0.5, 1.25, 1.625.
    expected = 3 * 0.5**2 + 3 * 0.25**2 + 1.625**2
    value, error = kernel_distance(normal(generator, 20_000, 1) + 0.5, normal(generator, 20_000, 1))
    assert abs(value - expected) < 4 * error
    assert error < 0.3


def test_kernel_distance_needs_two_rows_a_block():
    with pytest.raises(ValueError, match="20 rows"):
        kernel_distance(torch.zeros(19, 2), torch.zeros(40, 2))


def test_draws_are_disjoint_and_the_same_every_time():
    found = list(draws(1000, 150))
    assert [len(rows) for rows in found] == [150] * 5
    assert len(torch.cat(found).unique()) == 750
    assert all(torch.equal(a, b) for a, b in zip(found, draws(1000, 150), strict=True))
    assert len(list(draws(1000, 400))) == 2
    assert list(draws(10, 11)) == []


def test_without_leaves_the_rest():
    assert without(torch.arange(6)[:, None], torch.tensor([4, 1])).flatten().tolist() == [0, 2, 3, 5]


def test_mean_and_spread():
    assert mean_and_spread([1.0, 3.0]) == (2, pytest.approx(math.sqrt(2)))
    assert mean_and_spread([7.0]) == (7, None)


def test_chi_squared_of_a_table_of_four():
    # n (ad - bc)^2 / (product of the sums of rows and columns); for one degree p = erfc(sqrt(statistic / 2)).
    statistic, degrees, p = chi_squared(torch.tensor([10, 20, 0]), torch.tensor([30, 20, 0]))
    expected = 80 * (10 * 20 - 20 * 30) ** 2 / (30 * 50 * 40 * 40)
    assert statistic == pytest.approx(expected)
    assert degrees == 1
    assert p == pytest.approx(math.erfc(math.sqrt(expected / 2)))


def test_chi_squared_has_the_p_values_of_the_tables():
    # 16.919 is the table's value for 9 degrees of freedom and 5 %: a table of 2 x 10 made to have this statistic.
    shift = math.sqrt(16.919 * 50 / 10)
    first = torch.full((10,), 50.0, dtype=torch.float64)
    first[::2] += shift / math.sqrt(2)
    first[1::2] -= shift / math.sqrt(2)
    statistic, degrees, p = chi_squared(first, 100 - first)
    assert degrees == 9
    assert statistic == pytest.approx(16.919)
    assert p == pytest.approx(0.05, abs=1e-5)


def test_chi_squared_of_equal_shares():
    assert chi_squared(torch.tensor([1, 2, 3]), torch.tensor([10, 20, 30]))[::2] == (0, 1)
    assert chi_squared(torch.tensor([5, 0]), torch.tensor([9, 0])) == (0, 0, 1)


def test_counts_name_the_empty_classes():
    assert counts(torch.tensor([0, 2, 2]), 4).tolist() == [1, 0, 2, 0]


def test_nearest_finds_the_picture_and_its_distance():
    rng = np.random.default_rng(0)
    among = rng.integers(0, 256, (CHUNK + 50, 1, 4, 4), np.uint8)
    pictures = among[[3, CHUNK + 7, 11]].copy()
    pictures[0, 0, 0, 0] ^= 1  # a 255th of the range
    pictures[1, 0, :2, 0] ^= 1
    found = nearest(pictures, among)
    assert found.indices.tolist() == [3, CHUNK + 7, 11]
    assert found.distances == pytest.approx([1 / 255, math.sqrt(2) / 255, 0])


def test_nearest_agrees_with_all_distances_written_out():
    rng = np.random.default_rng(1)
    pictures, among = (rng.integers(0, 256, (n, 1, 5, 5), np.uint8) for n in (7, 60))
    every = np.sqrt((((pictures[:, None].astype(float) - among[None]) / 255) ** 2).sum((2, 3, 4)))
    found = nearest(pictures, among)
    assert found.indices.tolist() == every.argmin(1).tolist()
    assert found.distances == pytest.approx(every.min(1))


def test_seeing_in_chunks_is_seeing_at_once():
    torch.manual_seed(0)
    network = Digits().eval()
    pictures = np.random.default_rng(0).integers(0, 256, (501, 1, 28, 28), np.uint8)
    seen = see(network, pictures)
    with torch.no_grad():
        x = torch.from_numpy(pictures).float() / 255
        expected, features = network(x).softmax(1), network.features(x)
    torch.testing.assert_close(seen.probabilities, expected)
    torch.testing.assert_close(seen.features, features)
    assert seen.classes.tolist() == expected.argmax(1).tolist()
    assert seen.top_probability == pytest.approx(float(expected.amax(1).mean()))
