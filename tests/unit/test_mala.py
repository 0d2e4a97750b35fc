"""MALA beside Langevin dynamics: no bias at any step size, the acceptance of one dimension in closed form."""

import math

import numpy as np
import pytest
import torch

from app.cli import main
from app.core.diagnostics import stationary_variance
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.params.lab.density import DensityName, DensitySettings, Mode
from app.params.lab.particles import ParticleSettings, ParticleStart
from app.params.samplers import ROWS, Sampler

ONE = DensitySettings(DensityName.RING, (Mode(0, 0, 1.0),))
MANY = 20_000


def run(sampler, steps, **changes):
    settings = ParticleSettings.for_density(
        ONE, sampler, count=MANY, steps_per_level=steps, start=ParticleStart.GAUSSIAN, spread=1.0, **changes
    )
    made = ParticleRun(build(ONE), settings)
    for _ in made.run(lambda: settings.live):
        pass
    return made


@pytest.mark.parametrize("tau", [1.0, 2.0])
@pytest.mark.parametrize("eta", [0.5, 2.0, 3.5])
def test_the_law_is_right_at_every_step_size_and_langevin_s_is_not(eta, tau):
    right, biased = (run(s, 40, epsilon=eta, temperature=tau).x.double() for s in (Sampler.MALA, Sampler.LANGEVIN))
    error = 5 * math.sqrt(2 / (2 * MANY))
    assert float(right.var()) == pytest.approx(tau, rel=2 * error)
    expected = tau * stationary_variance(1.0, eta)
    assert float(biased.var()) == pytest.approx(expected, rel=3 * error)
    assert expected > tau * (1 + 2 * error)


def test_steps_beyond_the_limit_of_stability_are_only_refused_more_often():
    small, large = run(Sampler.MALA, 30, epsilon=0.1), run(Sampler.MALA, 30, epsilon=6.0)
    assert 0.95 < small.accepted < 1
    assert large.accepted < 0.5
    assert float(large.x.double().var()) == pytest.approx(1, rel=0.05)  # it began there, and stays


def test_a_step_is_accepted_as_metropolis_says():
    """At x = (2, 0), alpha 1: the ratio p(x') q(x|x') / (p(x) q(x'|x)) by hand, for 20,000 proposals."""
    settings = ParticleSettings.for_density(ONE, Sampler.MALA, count=MANY, epsilon=1.0, spread=0.0, x=2.0)
    made = ParticleRun(build(ONE), settings)
    made.step(settings.live)
    moved = (made.x != torch.tensor([2.0, 0.0])).any(dim=1)
    z = np.random.default_rng(0).normal(size=(400_000, 2))
    new = np.array([1.0, 0.0]) + z  # x + (alpha/2) s = x / 2
    back = ((np.array([2.0, 0.0]) - new / 2) ** 2).sum(axis=1)
    log_ratio = 2.0 - (new**2).sum(axis=1) / 2 + (z**2).sum(axis=1) / 2 - back / 2
    expected = np.minimum(1, np.exp(log_ratio)).mean()
    assert float(moved.double().mean()) == pytest.approx(expected, abs=4 * 0.5 / math.sqrt(MANY))
    assert made.accepted == pytest.approx(float(moved.double().mean()))


def test_without_noise_it_rolls_down():
    made = run(Sampler.MALA, 40, epsilon=0.5, temperature=0.0)
    assert float(made.x.abs().max()) < 1e-3


def test_a_saved_walk_goes_on_with_the_same_bits():
    settings = ParticleSettings.for_density(ONE, Sampler.MALA, count=100, epsilon=1.0)
    first, second = ParticleRun(build(ONE), settings), ParticleRun(build(ONE), settings)
    for _ in range(5):
        first.step(settings.live)
    second.walk.restore(first.walk.save())
    for _ in range(5):
        first.step(settings.live)
        second.step(settings.live)
    assert torch.equal(first.x, second.x)


def test_a_density_edited_under_it_is_followed():
    settings = ParticleSettings.for_density(ONE, Sampler.MALA, count=4000, epsilon=0.5)
    made = ParticleRun(build(ONE), settings)
    for _ in range(50):
        made.step(settings.live)
    made.follow(build(ONE.move(0, 3.0, 0.0)))
    for _ in range(80):
        made.step(settings.live)
    assert float(made.x[:, 0].mean()) == pytest.approx(3, abs=0.1)


def test_it_runs_in_the_plane_alone_and_says_what_it_accepted(tmp_path, capsys):
    assert not ROWS[Sampler.MALA].pictures
    settings = ParticleSettings.for_density(DensitySettings(), Sampler.MALA, count=50, steps_per_level=9)
    options = ["--sampler", "mala", "--count", "50", "--steps-per-level", "9", "--quiet"]
    assert main(["particles", *options, "--npz", str(tmp_path / "p.npz")]) == 0
    made = ParticleRun(build(DensitySettings()), settings)
    for _ in made.run(lambda: settings.live):
        pass
    assert f"accepted: {made.accepted:.3f} of the proposals" in capsys.readouterr().out
