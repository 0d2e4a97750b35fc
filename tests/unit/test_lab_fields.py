"""Fields on a grid, their errors and contours."""

import math

import numpy as np
import pytest
import torch

from app.lab.densities import build
from app.lab.fields import compute_field, contour_levels, contour_lines, field_error, learned_arrows, relative_error
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Extent, Mode, SigmaMeaning
from app.params.lab.fields import FieldSettings

ONE = build(DensitySettings(DensityName.RING, (Mode(1, 0, 1.0),)))
SETTINGS = FieldSettings(Extent(-3, 5, -2, 6), sigma=1.0, arrows=4, cells=80)


def test_a_field_is_the_score_at_the_cells_centres():
    field = compute_field(ONE, SETTINGS)
    assert field.arrow_x.tolist() == [-2, 0, 2, 4]
    assert field.arrow_y.tolist() == [-1, 1, 3, 5]
    assert field.score.shape == (4, 4, 2)
    np.testing.assert_allclose(field.score[2, 3], [-(4 - 1) / 2, -3 / 2])
    assert field.log_density.shape == (80, 80)
    row, column = 13, 41
    x, y = field.x[column], field.y[row]
    expected = -((x - 1) ** 2 + y**2) / 4 - math.log(4 * math.pi)
    assert field.log_density[row, column] == pytest.approx(expected)
    np.testing.assert_array_equal(field.potential, -field.log_density)


def test_sigma_may_mean_the_total_width():
    total = FieldSettings(sigma=1.0, meaning=SigmaMeaning.TOTAL, arrows=2)
    np.testing.assert_allclose(compute_field(ONE, total).score[1, 1], [-(4 - 1), -4])


def test_the_error_is_the_difference_and_the_angle():
    def turned(x, sigma):
        s = ONE.score(x, sigma)
        return torch.stack([-s[:, 1], s[:, 0]], dim=1)

    error = field_error(ONE, turned, SETTINGS, per_side=5)
    np.testing.assert_allclose(error.angle, 90, atol=1e-4)
    exact = learned_arrows(ONE, ONE.score, SETTINGS, 5)
    np.testing.assert_allclose(error.difference, math.sqrt(2) * np.linalg.norm(exact, axis=-1), rtol=1e-5)
    assert relative_error(ONE, turned, 1.0) == pytest.approx(math.sqrt(2), rel=1e-5)
    opposite = field_error(ONE, lambda x, sigma: -ONE.score(x, sigma), SETTINGS, per_side=5)
    np.testing.assert_allclose(opposite.angle, 180, atol=1e-4)
    assert relative_error(ONE, lambda x, sigma: 0 * x, 1.0) == pytest.approx(1)


def test_contours_of_a_gaussian_are_circles():
    field = compute_field(ONE, FieldSettings(Extent(-8, 8, -8, 8), sigma=1.0))
    radius = 2.0
    level = -(radius**2) / 4 - math.log(4 * math.pi)
    ((line,),) = contour_lines(field, [level])
    np.testing.assert_allclose(np.hypot(line[:, 0] - 1, line[:, 1]), radius, atol=2e-3)
    levels = contour_levels(field, count=3, step=2.0)
    assert levels == sorted(levels)
    top = field.log_density.max()
    assert levels == pytest.approx([top - 5, top - 3, top - 1])


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Extent(1, 1, 0, 1),
        lambda: Extent(0, math.nan, 0, 1),
        lambda: FieldSettings(sigma=-1.0),
        lambda: FieldSettings(arrows=1),
        lambda: compute_field(build(DensitySettings(DensityName.CIRCLE)), FieldSettings(sigma=0.0)),
    ],
)
def test_impossible_fields_are_refused(bad):
    with pytest.raises(SettingError):
        bad()


@pytest.mark.parametrize("cells", [40, 200])
def test_modes_narrower_than_a_cell_do_not_vanish(cells):
    """The cell that holds a centre shows the mode's peak, log(w / (2 pi s^2)), wherever between the cells it lies."""
    density = DensitySettings(DensityName.RING, (Mode(-5, -3, 0.01, 1), Mode(4.03, 2.27, 0.01, 3)))
    field = compute_field(build(density), FieldSettings(sigma=0.0, cells=cells))
    for mode, weight in zip(density.modes, density.weights, strict=True):
        row, column = (int((v + 8) / 16 * cells) for v in (mode.y, mode.x))
        assert field.log_density[row, column] == pytest.approx(math.log(weight / (2 * math.pi * 0.01**2)))
    circle = build(DensitySettings(DensityName.CIRCLE))
    values = compute_field(circle, FieldSettings(sigma=0.01, cells=cells)).log_density
    angle = np.linspace(0, 2 * np.pi, 100, endpoint=False)
    on = [((np.array([4 * np.sin(a), 4 * np.cos(a)]) + 8) / 16 * cells).astype(int) for a in angle]
    # A circle, not dots: but for cells that it only just touches.
    assert np.mean([values[row, column] > values.max() - 3 for row, column in on]) > 0.95


def test_what_is_wider_than_a_cell_is_shown_at_the_cells_centres():
    density = build(DensitySettings())
    field = compute_field(density, FieldSettings(sigma=0.0))
    x = torch.stack(torch.meshgrid(torch.tensor(field.x), torch.tensor(field.y), indexing="xy"), dim=-1)
    expected = density.log_prob(x.view(-1, 2), 0.0).view(200, 200)
    np.testing.assert_allclose(field.log_density, expected, rtol=1e-12)
