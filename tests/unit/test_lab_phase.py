"""The law of particles with velocities in the plane of x1 and v1, in closed form."""

import math

import numpy as np
import pytest

from app.jobs.lab.fields import FieldWork
from app.jobs.lab.particles import Panel
from app.jobs.lab.profiles import ProfileWork
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.lab.phase import phase_law, speeds
from app.params.lab.density import DensityName, DensitySettings, Extent, Mode, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import FieldRequest, PanelJob, PhaseLaw, ProfilePanel, ProfileRequest
from app.params.samplers import Sampler

MEAN, WIDTH = 1.0, 1.5
GAUSSIAN = DensitySettings(DensityName.RING, (Mode(MEAN, 2, WIDTH),))
VIEW = Extent(-8, 8, -8, 8)


def normal(x, mean, variance):
    return np.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)


@pytest.mark.parametrize("sigma", [0.0, 2.0])
@pytest.mark.parametrize(("tau", "mass"), [(1.0, 1.0), (2.0, 0.5), (0.5, 4.0)])
def test_one_gaussian_s_law_is_two_of_them(sigma, tau, mass):
    x, v, log_p = phase_law(build(GAUSSIAN), sigma, PhaseLaw(tau, mass), VIEW, 160)
    assert log_p.shape == (160, 160)
    expected = normal(x, MEAN, tau * (WIDTH**2 + sigma**2)) * normal(v, 0, tau / mass)[:, None]
    np.testing.assert_allclose(np.exp(log_p), expected, atol=0.01 * expected.max())


def test_x1_has_the_marginal_of_a_mixture():
    x, v, log_p = phase_law(build(DensitySettings()), 0.0, PhaseLaw(), VIEW, 160)
    expected = 0.8 * normal(x, 5, 1) + 0.2 * normal(x, -5, 1)
    p = np.exp(log_p)
    np.testing.assert_allclose(p[80] / p[80].sum(), expected / expected.sum(), atol=1e-4)
    np.testing.assert_allclose(p[:, 130] / p[:, 130].sum(), normal(v, 0, 1) * 0.1, atol=1e-4)


def test_a_bin_of_velocities_has_its_mean():
    edges = np.array([-1.0, 0.0, 3.0])
    half = math.erf(1 / math.sqrt(2)) / 2
    assert speeds(PhaseLaw(), edges).tolist() == pytest.approx([half, math.erf(3 / math.sqrt(2)) / 6])
    assert speeds(PhaseLaw(4.0, 1.0), 2 * edges).tolist() == pytest.approx([half / 2, math.erf(3 / math.sqrt(2)) / 12])


def test_the_window_s_thread_answers_with_it_where_it_is_asked_for():
    settings = FieldSettings(VIEW, 0.0, arrows=2, cells=80)
    request = FieldRequest(GAUSSIAN, (settings, settings), phase=(None, PhaseLaw(2.0, 3.0)))
    plane, phase = FieldWork()(request)
    np.testing.assert_array_equal(phase.log_density, phase_law(build(GAUSSIAN), 0.0, PhaseLaw(2.0, 3.0), VIEW, 80)[2])
    assert not np.array_equal(plane.log_density, phase.log_density)
    # Contours are ellipses of x1 and v1: with axes in the ratio of the deviations, sqrt(tau) s and sqrt(tau / m).
    for line in phase.contours:
        q = (line[:, 0] - MEAN) ** 2 / (2 * WIDTH**2) + line[:, 1] ** 2 / (2 / 3)
        assert np.ptp(q) < 0.12
    assert phase.contours


def test_the_particles_come_to_it():
    """Long underdamped dynamics: x1 and v1 have no correlation, and the variances tau v and tau / m, less the bias."""
    tau, mass, h = 2.0, 0.5, 0.2
    settings = ParticleSettings.for_density(
        GAUSSIAN, Sampler.UNDERDAMPED, count=8000, steps_per_level=150, time_step=h, mass=mass, temperature=tau,
        spread=3.0,
    )  # fmt: skip
    panel = Panel(PanelJob(settings), ParticleRun(build(GAUSSIAN), settings))
    while not panel.over:
        panel.take(settings.live)
    frame = panel.frame(0)
    x, v = frame.places[:, 0], frame.velocities[:, 0]
    error = 5 * math.sqrt(2 / len(x))
    assert np.var(x) == pytest.approx(tau * WIDTH**2, rel=error)
    bias = 1 - h**2 / (4 * mass * WIDTH**2)
    assert np.var(v) == pytest.approx(tau / mass * bias, rel=error)
    assert np.corrcoef(x, v)[0, 1] == pytest.approx(0, abs=5 / math.sqrt(len(x)))
    profile = ProfilePanel(0.0, SigmaMeaning.ADDED, tau, frame.places, frame.velocities, mass)
    (found,) = ProfileWork()(ProfileRequest(GAUSSIAN, (profile,), VIEW))
    h = found.velocities
    assert h.edges[-1] == pytest.approx(4 * math.sqrt(tau / mass))
    middles = (h.edges[1:] + h.edges[:-1]) / 2
    np.testing.assert_allclose(h.expected, normal(middles, 0, tau / mass), atol=0.003)
    np.testing.assert_allclose(h.found, h.expected, atol=6 * math.sqrt(h.expected.max() / (len(v) * 0.4)))
    resting = ProfilePanel(0.0, SigmaMeaning.ADDED)
    assert ProfileWork()(ProfileRequest(GAUSSIAN, (resting,), VIEW))[0].velocities is None
