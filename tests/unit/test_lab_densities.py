"""The exact densities and scores against automatic differentiation and numerical convolution."""

import math
import pickle

import numpy as np
import pytest
import torch

from app.lab.densities import LAWS, added_noise, build, counted
from app.lab.density import grid_points
from app.lab.mixture import GaussianMixture
from app.params import SettingError
from app.params.lab.density import DENSITIES, DensityName, DensitySettings, Extent, Mode, PointSet, SigmaMeaning

NAMES = [name for name in DensityName if name is not DensityName.POINTS]


def some_points(seed=0, n=300):
    return np.random.default_rng(seed).normal(size=(n, 2)) * (3, 1.5) + (0.5, -1)


def settings_of(name):
    return DensitySettings.of_points(some_points()) if name is DensityName.POINTS else DensitySettings(name)


def uneven():
    modes = (Mode(1, 2, 0.4, 3), Mode(-3, 0, 1.2, 1), Mode(2, -4, 0.1, 2))
    return build(DensitySettings(DensityName.RING, modes))


def anywhere(n=400, seed=1, half=9.0):
    return (2 * torch.rand(n, 2, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) - 1) * half


def plain_log_prob(density, x, sigma):
    """log p_sigma that can be differentiated; for mixtures written down again as the textbook has it."""
    if not isinstance(density, GaussianMixture):
        return density.log_prob(x, sigma)
    v = density.stds**2 + sigma**2
    squares = ((x[:, None] - density.centres) ** 2).sum(dim=2)
    return torch.logsumexp(density.weights.log() - torch.log(2 * math.pi * v) - squares / (2 * v), dim=1)


def test_every_density_has_a_row_and_a_law_of_the_width_that_the_row_says():
    assert set(LAWS) == set(DENSITIES) == set(DensityName)
    for name in DensityName:
        settings = settings_of(name)
        assert build(settings).width == pytest.approx(settings.width, rel=1e-6), name


@pytest.mark.parametrize("sigma", [0.05, 0.7, 5.0])
@pytest.mark.parametrize("name", list(DensityName))
def test_the_score_is_the_gradient_of_the_log_density(name, sigma):
    density = build(settings_of(name))
    x = anywhere().requires_grad_()
    log_prob = plain_log_prob(density, x, sigma)
    (gradient,) = torch.autograd.grad(log_prob.sum(), x)
    torch.testing.assert_close(density.score(x.detach(), sigma), gradient, rtol=1e-6, atol=1e-7)
    torch.testing.assert_close(density.log_prob(x.detach(), sigma), log_prob.detach(), rtol=1e-9, atol=1e-9)


def test_unequal_modes_have_the_gradient_too():
    x = anywhere().requires_grad_()
    (gradient,) = torch.autograd.grad(plain_log_prob(uneven(), x, 0.3).sum(), x)
    torch.testing.assert_close(uneven().score(x.detach(), 0.3), gradient, rtol=1e-8, atol=1e-9)


def fine_points(name, n=200_000):
    """The data themselves, finely and evenly divided, and nothing of the code under test."""
    u = (torch.arange(n, dtype=torch.float64) + 0.5) / n
    if name is DensityName.SEGMENT:
        return torch.tensor([-4.0, -2.0]) + u[:, None] * torch.tensor([8.0, 4.0])
    if name is DensityName.CIRCLE:
        return 4 * torch.stack([torch.cos(2 * math.pi * u), torch.sin(2 * math.pi * u)], dim=1)
    side = torch.arange(-4, 4, 0.02, dtype=torch.float64) + 0.01
    board = grid_points(side, side)
    return board[(board + 4).div(2).floor().sum(dim=1) % 2 == 0]


@pytest.mark.parametrize("sigma", [0.3, 1.0, 4.0])
@pytest.mark.parametrize("name", [DensityName.SEGMENT, DensityName.CIRCLE, DensityName.CHECKERBOARD])
def test_closed_forms_are_the_convolution_with_a_gaussian(name, sigma):
    x = anywhere(20, half=5.0)
    data = fine_points(name)
    logits = -torch.cdist(x, data).square() / (2 * sigma**2)
    expected = logits.logsumexp(dim=1) - math.log(len(data)) - math.log(2 * math.pi * sigma**2)
    mean = logits.softmax(dim=1) @ data
    density = build(DensitySettings(name))
    torch.testing.assert_close(density.log_prob(x, sigma), expected, rtol=5e-4, atol=3e-3)
    torch.testing.assert_close(density.score(x, sigma), (mean - x) / sigma**2, rtol=1e-3, atol=3e-3)


@pytest.mark.parametrize(
    "name",
    [DensityName.TWO_GAUSSIANS, DensityName.RING, DensityName.TWO_MOONS, DensityName.SWISS_ROLL, DensityName.RINGS],
)
def test_noise_added_is_the_convolution_on_a_grid(name):
    sigma, step = 0.6, 0.05
    density = build(DensitySettings(name))
    side = torch.arange(-12, 12, step, dtype=torch.float64) + step / 2
    mass = density.log_prob_on_grid(side, side, 0.0).exp().flatten() * step**2
    assert float(mass.sum()) == pytest.approx(1, abs=1e-6)
    x = anywhere(30, half=7.0)
    kernel = torch.exp(-torch.cdist(x, grid_points(side, side)).square() / (2 * sigma**2)) / (2 * math.pi * sigma**2)
    torch.testing.assert_close(density.log_prob(x, sigma).exp(), kernel @ mass, rtol=1e-7, atol=1e-12)


@pytest.mark.parametrize("sigma", [0.01, 0.05, 0.5, 20.0])
@pytest.mark.parametrize("name", list(DensityName))
def test_the_grid_s_short_ways_give_what_single_points_give(name, sigma):
    density = build(settings_of(name))
    xs = torch.linspace(-9, 8, 61, dtype=torch.float64)
    ys = torch.linspace(-7, 9, 53, dtype=torch.float64)
    log_p, score = density.on_grid(xs, ys, sigma)
    x = grid_points(xs, ys)
    torch.testing.assert_close(log_p.flatten(), density.log_prob(x, sigma), rtol=1e-9, atol=1e-9)
    torch.testing.assert_close(score.view(-1, 2), density.score(x, sigma), rtol=1e-7, atol=1e-7)
    torch.testing.assert_close(density.log_prob_on_grid(xs, ys, sigma), log_p, rtol=1e-9, atol=1e-9)
    assert bool(log_p.isfinite().all() & score.isfinite().all())


def test_many_points_underflow_into_the_tiles_and_stay_exact():
    density = build(DensitySettings.of_points(some_points(n=2000)))
    xs = torch.linspace(-20, 20, 130, dtype=torch.float64)
    log_p, score = density.on_grid(xs, xs, 0.02)
    some = torch.arange(0, 130, 7)
    x = grid_points(xs[some], xs[some])
    offsets = -(x[:, None] - density.centres).square().sum(dim=2) / (2 * 0.02**2)
    expected = offsets.logsumexp(dim=1) - math.log(2000) - math.log(2 * math.pi * 0.02**2)
    nearest = (offsets.softmax(dim=1) @ density.centres - x) / 0.02**2
    torch.testing.assert_close(log_p[some][:, some].flatten(), expected, rtol=1e-11, atol=0)
    torch.testing.assert_close(score[some][:, some].reshape(-1, 2), nearest, rtol=1e-8, atol=1e-6)


@pytest.mark.parametrize(
    "name", [DensityName.SEGMENT, DensityName.CIRCLE, DensityName.CHECKERBOARD, DensityName.POINTS]
)
def test_data_without_width_are_finite_at_the_floor_and_refused_below(name):
    density = build(settings_of(name))
    x = torch.cat([anywhere(200, half=50.0), torch.zeros(1, 2, dtype=torch.float64)])
    assert bool(density.log_prob(x, 0.01).isfinite().all())
    assert bool(density.score(x, 0.01).isfinite().all())
    with pytest.raises(SettingError, match=r"at least 0\.01"):
        density.score(x, 0.009)


def test_points_equally_far_all_count():
    # Seen from around the centre, many points of a circle are at nearly the same distance, far beyond underflow.
    angle = torch.arange(2000, dtype=torch.float64) / 2000 * 2 * math.pi
    density = GaussianMixture.of_points(3 * torch.stack([angle.cos(), angle.sin()], dim=1))
    side = torch.linspace(-0.03, 0.03, 20, dtype=torch.float64)
    side = torch.cat([side, torch.linspace(-9, 9, 30, dtype=torch.float64)])
    log_p, score = density.on_grid(side, side, 0.08)
    x = grid_points(side[:20], side[:20])
    exponents = -(x[:, None] - density.centres).square().sum(dim=2) / (2 * 0.08**2)
    expected = exponents.logsumexp(dim=1) - math.log(2000) - math.log(2 * math.pi * 0.08**2)
    torch.testing.assert_close(log_p[:20, :20].flatten(), expected, rtol=1e-11, atol=0)
    mean = exponents.softmax(dim=1) @ density.centres
    torch.testing.assert_close(score[:20, :20].reshape(-1, 2), (mean - x) / 0.08**2, rtol=1e-8, atol=1e-6)


@pytest.mark.parametrize("sigma", [-1.0, math.inf, math.nan])
def test_an_impossible_sigma_is_refused(sigma):
    with pytest.raises(SettingError, match="finite"):
        build(DensitySettings()).score(torch.zeros(1, 2), sigma)


def test_sigma_as_total_width_gives_the_data_at_the_narrowest_mode():
    density = uneven()
    total = counted(density, SigmaMeaning.TOTAL)
    x = anywhere()
    torch.testing.assert_close(total.score(x, 0.1), density.score(x, 0.0), rtol=1e-9, atol=1e-9)
    noise = added_noise(density, SigmaMeaning.TOTAL, 0.5)
    torch.testing.assert_close(total.score(x, 0.5), density.score(x, noise), rtol=1e-9, atol=1e-9)
    for evaluate in (total.score, total.log_prob):
        with pytest.raises(SettingError, match=r"0\.1 wide without any noise.* not 0\.05"):
            evaluate(x, 0.05)
    with pytest.raises(SettingError, match="at least 0, not -1"):
        total.score(x, -1.0)
    with pytest.raises(SettingError, match="mixture"):
        counted(build(DensitySettings(DensityName.SEGMENT)), SigmaMeaning.TOTAL)


def test_the_paper_s_two_gaussians():
    density = build(DensitySettings())
    x = torch.tensor([[5.0, 5.0], [0.0, 0.0]], dtype=torch.float64)
    near = math.log(0.8 / (2 * math.pi))
    assert float(density.log_prob(x, 0.0)[0]) == pytest.approx(near, abs=1e-12)
    assert density.score(x, 0.0)[1].tolist() == pytest.approx([5 * 0.8 - 5 * 0.2] * 2, abs=1e-12)


@pytest.mark.parametrize("name", list(DensityName))
def test_samples_have_the_density_s_shares_and_moments(name):
    density = build(settings_of(name))
    generator = torch.Generator().manual_seed(3)
    n = 40_000
    x = density.sample(n, generator, 0.5)
    assert x.shape == (n, 2)
    # E[s] = 0 and E[x s^T] = -I hold for the exact score of any density (Stein's identity).
    score = density.score(x, 0.5)
    assert score.mean(dim=0).abs().max() < 5 * float(score.std()) / math.sqrt(n)
    product = x.T @ score / n
    spread = float((x[:, :1] * score).std()) / math.sqrt(n)
    torch.testing.assert_close(product, -torch.eye(2, dtype=torch.float64), rtol=0, atol=6 * spread)
    clean = density.sample(n, generator)
    shares = torch.bincount(density.part_of(clean), minlength=len(density.part_weights)) / n
    assert shares.tolist() == pytest.approx(density.part_weights, abs=0.02)
    assert sum(density.part_weights) == pytest.approx(1)


def test_samples_are_the_same_for_the_same_generator():
    density = build(DensitySettings(DensityName.TWO_SPIRALS))
    a, b = (density.sample(50, torch.Generator().manual_seed(7), 0.1) for _ in range(2))
    assert torch.equal(a, b)


def test_single_precision_comes_back_in_single_precision():
    density = build(DensitySettings())
    assert density.score(torch.zeros(3, 2), 1.0).dtype == torch.float32


def test_modes_are_edited_into_new_settings():
    first = DensitySettings()
    second = first.move(1, -3, 4).reweight(1, 0.6).resize(0, 2.0)
    assert first == DensitySettings()
    assert second.modes == (Mode(5, 5, 2.0, 0.8), Mode(-3, 4, 1, 0.6))
    assert second.weights == pytest.approx((0.8 / 1.4, 0.6 / 1.4))
    assert second.add(Mode(0, 0)).remove(0).modes == (Mode(-3, 4, 1, 0.6), Mode(0, 0))
    assert second.smallest_std == 1
    moved = build(second)
    assert float(moved.log_prob(torch.tensor([[-3.0, 4.0]]), 0.0)) == pytest.approx(
        math.log(0.6 / 1.4 / (2 * math.pi)), abs=1e-4
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.move(2, 0, 0),
        lambda d: d.move(0, math.nan, 0),
        lambda d: d.resize(0, 0.0),
        lambda d: d.reweight(0, -1.0),
        lambda d: d.remove(0).remove(0),
        lambda d: DensitySettings(DensityName.CIRCLE).move(0, 1, 1),
        lambda d: DensitySettings(DensityName.CIRCLE, modes=d.modes),
        lambda d: DensitySettings(DensityName.POINTS),
        lambda d: DensitySettings.ring(0),
    ],
)
def test_impossible_edits_are_refused(edit):
    with pytest.raises(SettingError):
        edit(DensitySettings())


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([[0, 0]], "from 2 to"),
        ([[0, 0], [1, math.nan]], "point 2 of 2"),
        ([[0, 0, 0], [1, 1, 1]], "shape"),
        ([[0, 0], [1e9, 0]], "scale them"),
        ([["a", "b"]], "pairs of numbers"),
    ],
)
def test_impossible_points_are_refused(points, message):
    with pytest.raises(SettingError, match=message):
        PointSet(points)


def test_settings_are_values():
    points = some_points()
    a, b = DensitySettings.of_points(points), DensitySettings.of_points(points)
    points[0] = 99
    assert a == b
    assert hash(a) == hash(b)
    assert pickle.loads(pickle.dumps(a)) == a
    assert a != DensitySettings.of_points(points)
    with pytest.raises(ValueError, match="read-only"):
        a.points.points[0] = 1


def test_points_are_looked_through_once_however_often_they_are_asked_for():
    """Each stroke of the brush asks for the view of up to 100,000 points with every setting."""
    density = DensitySettings.of_points([[0.0, -3.0], [2.0, 1.0], [1.0, 7.0]])
    assert density.view == Extent(1 - 6.25, 1 + 6.25, 2 - 6.25, 2 + 6.25)
    assert density.view is density.view
    assert hash(density.points) == hash(DensitySettings.of_points(density.points.points).points)


@pytest.mark.parametrize("name", list(DensityName))
def test_the_view_holds_the_data(name):
    settings = settings_of(name)
    x = build(settings).sample(2000, torch.Generator().manual_seed(0))
    view = settings.view
    inside = (x[:, 0] > view.x_min) & (x[:, 0] < view.x_max) & (x[:, 1] > view.y_min) & (x[:, 1] < view.y_max)
    assert float(inside.double().mean()) > 0.99


def test_far_away_points_keep_their_digits():
    mixture = GaussianMixture.of_points(torch.tensor([[1e5, 1e5], [1e5 + 0.1, 1e5]], dtype=torch.float64))
    x = torch.tensor([[1e5 + 0.02, 1e5]], dtype=torch.float64)
    close = GaussianMixture.of_points(torch.tensor([[0.0, 0.0], [0.1, 0.0]], dtype=torch.float64))
    expected = close.score(torch.tensor([[0.02, 0.0]], dtype=torch.float64), 0.05)
    torch.testing.assert_close(mixture.score(x, 0.05), expected, rtol=1e-4, atol=1e-6)
