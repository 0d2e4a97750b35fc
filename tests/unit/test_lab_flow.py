"""Lines of the probability-flow ODE: closed forms on one Gaussian, shares of equally probable lines, what cannot be."""

import math

import numpy as np
import pytest
import torch

from app.jobs.lab.flow import FlowWork
from app.lab.densities import build
from app.lab.flow import flow_lines, flow_sigmas, flow_starts
from app.lab.training import LabTrainer
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Extent, Mode, SigmaMeaning
from app.params.lab.flow import FlowPanel, FlowRequest, FlowStart
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings, Objective
from app.render.images import to_array
from app.render.lab.fields import render_panels
from app.render.lab.flow import Flow
from app.render.lab.panel import LIGHT, Panel

MEAN, WIDTH = np.array([1.0, -2.0]), 0.5
VIEW = Extent(-8, 8, -8, 8)
GAUSSIAN = DensitySettings(DensityName.RING, (Mode(1, -2, WIDTH),))


def exact(lines, sigmas, mean=MEAN, variance=WIDTH**2):
    """mu + (x_0 - mu) sqrt((v + sigma^2) / (v + sigma_0^2))."""
    shrunk = np.sqrt((variance + sigmas**2) / (variance + sigmas[0] ** 2))
    return mean + (lines[:, :1] - mean) * shrunk[:, None]


@pytest.mark.parametrize("smallest", [0.0, 0.1, 3.0])
@pytest.mark.parametrize("start", [FlowStart.GRID, FlowStart.LINE])
def test_lines_of_one_gaussian(start, smallest):
    density = build(GAUSSIAN)
    starts = flow_starts(density, start, 20.0)
    lines, sigmas = flow_lines(density.score, starts, 20.0, smallest), flow_sigmas(20.0, smallest)
    assert (sigmas[0], sigmas[-1]) == pytest.approx((20, smallest), abs=1e-12)
    assert (np.diff(sigmas) < 0).all()
    np.testing.assert_array_equal(lines[:, 0], starts)
    np.testing.assert_allclose(lines, exact(lines, sigmas), atol=2e-4)


def test_the_method_is_of_the_fourth_order():
    density = build(GAUSSIAN)
    starts = flow_starts(density, FlowStart.LINE, 20.0)
    errors = []
    for steps in (24, 48):
        lines = flow_lines(density.score, starts, 20.0, 0.1, steps)
        errors.append(np.abs(lines - exact(lines, flow_sigmas(20.0, 0.1, steps))).max())
    assert np.log2(errors[0] / errors[1]) == pytest.approx(4, abs=0.5)


def test_sigma_may_be_the_modes_whole_width():
    """Then the lines go through the same places, whose noise levels are counted otherwise."""
    panel = FlowPanel(1.3, SigmaMeaning.TOTAL)
    (found,) = FlowWork()(FlowRequest(GAUSSIAN, FlowStart.GRID, 20.0, (panel,)))
    assert (found.sigmas[0], found.sigmas[-1]) == pytest.approx((20, 1.3))
    np.testing.assert_allclose(found.lines, exact(found.lines, found.sigmas, variance=0.0), atol=2e-4)


def test_each_line_of_the_grid_carries_the_same_probability():
    """So the lines of the paper's two Gaussians end in them by their weights, as nearly as 144 lines can say it."""
    density = build(DensitySettings())
    (found,) = FlowWork()(FlowRequest(DensitySettings(), FlowStart.GRID, 20.0, (FlowPanel(0.1),)))
    share = (density.part_of(torch.from_numpy(found.lines[:, -1])) == 0).double().mean()
    assert float(share) == pytest.approx(0.8, abs=1 / 24)


def test_a_grid_has_the_law_s_quantiles_at_the_largest_sigma():
    """Of N(mu, v + sigma^2) on either axis, but for what 4,000 samples do not tell of mu and v."""
    starts = flow_starts(build(GAUSSIAN), FlowStart.GRID, 1.0)
    quantiles = torch.special.ndtri((torch.arange(12, dtype=torch.float64) + 0.5) / 12).numpy()
    for k in range(2):
        expected = MEAN[k] + math.sqrt(WIDTH**2 + 1) * quantiles
        np.testing.assert_allclose(np.unique(starts[:, k].round(9)), expected, atol=0.06)
    assert len(starts) == 144


def test_starts_on_a_line():
    starts = flow_starts(build(GAUSSIAN), FlowStart.LINE, 20.0, (-4, 1, 4, -3))
    steps = np.diff(starts, axis=0)
    np.testing.assert_allclose(steps, np.tile(steps[0], (len(steps), 1)))
    np.testing.assert_allclose(starts.mean(axis=0), [0, -1], atol=1e-9)
    np.testing.assert_allclose(starts[0] - steps[0] / 2, [-4, 1])


def test_a_learned_score_has_lines_of_its_own():
    """An untrained network's score is that of one Gaussian with the data's mean and variance."""
    settings = LabTrainSettings(width=8, depth=1)
    network = LabTrainer(build(DensitySettings()), settings).average.eval()
    learned = LearnedScore(network, "two-gaussians", settings, 0)
    panels = (FlowPanel(0.5), FlowPanel(0.5, network=learned))
    first, second = FlowWork()(FlowRequest(DensitySettings(), FlowStart.LINE, 20.0, panels))
    config = network.config
    np.testing.assert_allclose(
        second.lines, exact(second.lines, second.sigmas, np.array(config.mean), config.std**2), atol=2e-3
    )
    assert np.abs(first.lines - second.lines).max() > 1
    blind = LearnedScore(network, "", LabTrainSettings(noise=False, objective=Objective.SLICED), 0)
    assert FlowWork()(FlowRequest(DensitySettings(), FlowStart.LINE, 20.0, (FlowPanel(0.5, network=blind),))) == (None,)


@pytest.mark.parametrize(
    ("density", "panel", "message"),
    [
        (DensitySettings(), FlowPanel(20.0), "from a larger sigma to a smaller one"),
        (DensitySettings(DensityName.CIRCLE), FlowPanel(0.001), "at least 0.01"),
        (DensitySettings(DensityName.CIRCLE), FlowPanel(1.0, SigmaMeaning.TOTAL), "mixture"),
    ],
)
def test_what_cannot_be_is_explained(density, panel, message):
    with pytest.raises(SettingError, match=message):
        FlowWork()(FlowRequest(density, FlowStart.GRID, 20.0, (panel,)))


def test_what_is_known_is_not_worked_out_again(monkeypatch):
    work, exact_panel = FlowWork(), FlowPanel(0.5)
    first = work(FlowRequest(GAUSSIAN, FlowStart.LINE, 20.0, (exact_panel,)))
    again = work(FlowRequest(GAUSSIAN, FlowStart.LINE, 20.0, (exact_panel, FlowPanel(0.7))))
    assert again[0] is first[0]
    other = work(FlowRequest(DensitySettings(), FlowStart.LINE, 20.0, (exact_panel,)))
    assert other[0] is not first[0]


def test_lines_are_drawn_in_the_colours_of_their_pieces_and_end_in_a_dot(qapp):
    lines = np.array([[[-6.0, 0.0], [0.0, 0.0], [6.0, 0.0]]])
    panel = Panel(VIEW, flow=Flow(lines, ("#ff0000", "#0000ff")))
    picture = to_array(render_panels([panel], LIGHT, panel_width=400, scale=1.0)).astype(int)
    row = np.abs(np.diff(picture[..., [0, 2]], axis=-1))[..., 0].max(axis=1).argmax()
    red, blue = picture[row, :, 0] - picture[row, :, 2] > 150, picture[row, :, 2] - picture[row, :, 0] > 150
    assert red.sum() == pytest.approx(blue.sum(), abs=8)
    assert np.flatnonzero(red).max() < np.flatnonzero(blue).min()
    after = picture[row, np.flatnonzero(blue).max() + 1 :]
    assert (after.min(axis=1) > 240).any()
