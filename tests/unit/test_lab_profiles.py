"""Sections, barriers and marginals against closed forms."""

import math

import numpy as np
import pytest
import torch

from app.jobs.lab.profiles import ProfileWork
from app.lab.densities import build
from app.lab.profiles import barriers, marginals, section
from app.params.lab.density import DensityName, DensitySettings, Extent, Mode, SigmaMeaning
from app.params.lab.run import ProfilePanel, ProfileRequest

ONE = build(DensitySettings(DensityName.RING, (Mode(1, 2, 1.5),)))
TWO = DensitySettings(modes=(Mode(3, 0, 1.0, 3), Mode(-3, 0, 1.0, 1)))


def draw(density, n, sigma=0.0):
    return density.sample(n, torch.Generator().manual_seed(3), sigma).numpy()


@pytest.mark.parametrize("sigma", [0.0, 2.0])
@pytest.mark.parametrize("tau", [1.0, 2.0])
def test_along_any_line_a_gaussian_s_potential_is_a_parabola(sigma, tau):
    v = 1.5**2 + sigma**2
    line = (1 - 4 / math.sqrt(2), 2 - 4 / math.sqrt(2), 1 + 4 / math.sqrt(2), 2 + 4 / math.sqrt(2))  # 8 long, about it
    found = section(ONE, line, sigma, tau)
    np.testing.assert_allclose(found.potential, (found.along - 4) ** 2 / (2 * v), atol=1e-9)
    assert found.barriers == ()
    middles = (found.histogram.edges[1:] + found.histogram.edges[:-1]) / 2
    law = np.exp(-((middles - 4) ** 2) / (2 * v * tau))
    np.testing.assert_allclose(found.histogram.expected, law / (law.sum() * 8 / 30), rtol=1e-2)  # of bins, not places
    assert (found.histogram.found, found.counted) == (None, 0)


def test_the_barrier_between_two_wells_is_seen_from_both():
    density = build(TWO)
    found = section(density, (-6, 0, 6, 0), 0.0)

    def v(x):
        return -math.log(0.75 * math.exp(-((x - 3) ** 2) / 2) + 0.25 * math.exp(-((x + 3) ** 2) / 2))

    grid = np.linspace(-3, 3, 6001)
    top = max(v(x) for x in grid)
    assert found.barriers == pytest.approx((top - v(-3), top - v(3)), abs=2e-3)
    assert barriers(np.array([3.0, 1, 2, 0, 5])) == (1.0, 2.0)
    assert barriers(np.array([3.0, 1, 2, 3, 5])) == ()


def test_the_particles_near_the_line_are_those_of_the_strip():
    density = build(TWO)
    x = draw(density, 200_000)
    found = section(density, (-6, 0, 6, 0), 0.0, places=x)
    assert found.counted == int(((np.abs(x[:, 1]) <= 0.3) & (np.abs(x[:, 0]) <= 6)).sum())
    tolerance = 6 * math.sqrt(found.histogram.expected.max() / (found.counted * 0.4))
    np.testing.assert_allclose(found.histogram.found, found.histogram.expected, atol=tolerance)


@pytest.mark.parametrize("tau", [1.0, 2.0])
@pytest.mark.parametrize("name", [DensityName.TWO_GAUSSIANS, DensityName.RINGS, DensityName.CHECKERBOARD])
def test_marginals_are_those_of_exact_samples(name, tau):
    density = build(DensitySettings(name))
    edges = np.linspace(-12, 12, 31)
    sigma = 0.5
    x = draw(density, 100_000, sigma) if tau == 1 else None
    for k, found in enumerate(marginals(density, (edges, edges), sigma, tau, x)):
        assert (found.expected * np.diff(edges)).sum() == pytest.approx(1, abs=2e-3)
        if x is not None:
            np.testing.assert_allclose(found.found, found.expected, atol=0.008)
        assert found.edges is edges, k


def test_a_hot_gaussian_s_marginal_is_the_wider_gaussian():
    edges = np.linspace(-20, 22, 43)
    hot = marginals(ONE, (edges, edges), 0.0, 3.0)[0].expected
    wide = build(DensitySettings(DensityName.RING, (Mode(1, 2, 1.5 * math.sqrt(3)),)))
    np.testing.assert_allclose(hot, marginals(wide, (edges, edges), 0.0)[0].expected, atol=2e-4)


def test_the_panels_have_their_own_laws():
    view = Extent(-8, 8, -8, 8)
    panels = (ProfilePanel(0.5, SigmaMeaning.ADDED), ProfilePanel(2.0, SigmaMeaning.TOTAL, 2.0, np.zeros((5, 2))))
    a, b = ProfileWork()(ProfileRequest(TWO, panels, view, (-6, 0, 6, 0)))
    assert a.section.barriers > b.section.barriers
    assert a.marginals[0].found is None
    assert b.marginals[1].found.max() == pytest.approx(1 / 0.4)  # all five in one bin
    (alone,) = ProfileWork()(ProfileRequest(TWO, panels[:1], view))
    assert alone.section is None
