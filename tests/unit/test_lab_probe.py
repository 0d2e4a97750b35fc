"""What is read off at a place, and how a step is taken apart, against closed forms."""

import math

import numpy as np
import pytest
import torch

from app.jobs.lab.particles import MEAN_LENGTH, forces_of, step_sizes
from app.jobs.lab.probe import ProbeWork
from app.lab.densities import LAWS, build
from app.lab.particles import ParticleRun
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import ProbeRequest
from app.params.samplers import Sampler
from app.render.lab.fields import ArrowLength, arrow_key, arrow_vectors

ADDED, TOTAL = SigmaMeaning.ADDED, SigmaMeaning.TOTAL
TWO = DensitySettings(modes=(Mode(1, 0, 1.0, 3), Mode(-1, 0, 1.0, 1)))


@pytest.mark.parametrize(("meaning", "sigma", "variance"), [(ADDED, 1.0, 2.0), (TOTAL, 1.5, 2.25), (ADDED, 0.0, 1.0)])
def test_the_probe_reads_off_closed_forms(meaning, sigma, variance):
    x, y = 0.5, -0.7
    n = ProbeWork()(ProbeRequest(TWO, (x, y), sigma, meaning))
    parts = [w / (2 * math.pi * variance) * math.exp(-((x - c) ** 2 + y**2) / (2 * variance))
             for w, c in ((0.75, 1), (0.25, -1))]  # fmt: skip
    p = sum(parts)
    assert n.log_density == pytest.approx(math.log(p))
    assert n.shares == pytest.approx([part / p for part in parts])
    mean = (parts[0] - parts[1]) / p
    assert n.score == pytest.approx(((mean - x) / variance, -y / variance))
    assert n.learned is None
    with pytest.raises(SettingError):
        ProbeWork()(ProbeRequest(TWO, (x, y), 0.3, TOTAL))


def points():
    return DensitySettings.of_points(np.random.default_rng(0).normal(size=(40, 2)))


@pytest.mark.parametrize("name", list(DensityName))
def test_shares_are_those_of_the_samples_that_lie_there(name):
    """By Bayes: over samples of p_sigma the mean share of each part is the part's weight."""
    density = build(points() if name is DensityName.POINTS else DensitySettings(name))
    assert name in LAWS
    x = density.sample(20_000, torch.Generator().manual_seed(1), 0.8)
    shares = density.shares_at(x, 0.8)
    torch.testing.assert_close(shares.sum(dim=1), torch.ones(len(x), dtype=torch.float64))
    np.testing.assert_allclose(shares.mean(dim=0), density.part_weights, atol=0.015)
    assert float(shares.min()) >= 0


def run(sampler, **changes):
    settings = ParticleSettings.for_density(TWO, sampler, count=20_000, **changes)
    made = ParticleRun(build(TWO), settings)
    return made, made.step(settings.live)


@pytest.mark.parametrize("tau", [1.0, 4.0])
def test_a_langevin_step_is_its_drift_and_its_kick(tau):
    made, step = run(Sampler.LANGEVIN, epsilon=0.2, temperature=tau)
    forces = forces_of(step, made)
    np.testing.assert_allclose(np.add(forces.place, np.add(forces.drift, forces.kick)), made.x[0], atol=1e-6)
    score = build(TWO).score(step.x_in[:1].double(), 0.0)[0]
    np.testing.assert_allclose(forces.drift, 0.1 * score, rtol=1e-4, atol=1e-6)
    sizes = step_sizes(step, made)
    lengths = (step.x - step.x_in - 0.1 * step.score).norm(dim=1)
    assert sizes.noise == pytest.approx(math.sqrt(0.2 * tau) * MEAN_LENGTH)
    assert float(lengths.mean()) == pytest.approx(sizes.noise, rel=0.02)
    assert sizes.drift == pytest.approx(float(0.1 * step.score.norm(dim=1).mean()), rel=1e-5)


def test_an_underdamped_step_kicks_the_velocity():
    made, step = run(Sampler.UNDERDAMPED, time_step=0.5, mass=2.0, friction=3.0)
    sizes = step_sizes(step, made)
    assert sizes.drift == pytest.approx(0.25 * float(step.score.norm(dim=1).mean()), rel=1e-5)
    assert sizes.noise == pytest.approx(math.sqrt((1 - math.exp(-3.0)) / 2) * MEAN_LENGTH)
    assert forces_of(step, made) is None


def test_a_step_of_the_ode_has_neither_drift_nor_noise():
    made, step = run(Sampler.HEUN)
    assert forces_of(step, made) is None
    assert (step_sizes(step, made).drift, step_sizes(step, made).noise) == (None, None)


@pytest.mark.parametrize("length", [ArrowLength.LINEAR, ArrowLength.LOG])
@pytest.mark.parametrize("size", [1e-5, 0.7, 3.0, 4e7])
def test_the_arrow_with_a_number_is_as_long_as_one_of_that_score(length, size):
    score = size * np.random.default_rng(0).normal(size=(10, 10, 2))
    value, cells = arrow_key(score, length)
    score[0, 0] = value, 0
    drawn = np.linalg.norm(arrow_vectors(score, length, score), axis=-1)[0, 0]
    assert drawn == pytest.approx(cells, rel=0.1)  # the one arrow that was put in shifts the scale a little
    assert 0.5 <= cells <= 1.4
    assert f"{value:.0e}"[0] in "125"
    assert arrow_key(score, ArrowLength.NORMALISED) is None
