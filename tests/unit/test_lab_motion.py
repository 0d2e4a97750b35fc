"""Einstein's relation, and the terms of the equation of motion switched off one at a time, against closed forms."""

import dataclasses
import math

import numpy as np
import pytest
import torch

from app.jobs.lab.particles import Panel
from app.lab.densities import build
from app.lab.motion import FreeMotion, diffusion
from app.lab.particles import ParticleRun
from app.params.lab.density import DensityName, DensitySettings, Mode
from app.params.lab.particles import ParticleParams, ParticleSettings
from app.params.lab.run import PanelJob
from app.params.samplers import Sampler

ONE = DensitySettings(DensityName.RING, (Mode(0, 0, 1.0),))
MANY = 20_000


def panel(sampler, **changes):
    settings = ParticleSettings.for_density(ONE, sampler, count=MANY, **changes)
    return Panel(PanelJob(settings), ParticleRun(build(ONE), settings))


def moved(made):
    return float((made.run.x - made.start).double().square().sum(dim=1).mean())


@pytest.mark.parametrize("tau", [0.5, 2.0])
def test_free_overdamped_particles_diffuse_as_einstein_says(tau):
    made = panel(Sampler.LANGEVIN, epsilon=0.2, temperature=tau, force=False)
    for _ in range(50):
        made.take(made.job.settings.live)
    # 50 steps of alpha 0.2 last 5; D = tau, d = 2.
    assert made.motion.time == pytest.approx(5.0)
    assert made.motion.einstein == pytest.approx(2 * 2 * tau * 5.0)
    assert made.motion.free == pytest.approx(made.motion.einstein)
    assert moved(made) == pytest.approx(made.motion.free, rel=5 / math.sqrt(MANY))


@pytest.mark.parametrize(("h", "rate", "mass"), [(0.1, 1.0, 1.0), (0.5, 4.0, 2.0)])
def test_free_underdamped_particles_start_ballistic_and_then_diffuse(h, rate, mass):
    made = panel(Sampler.UNDERDAMPED, time_step=h, friction=rate, mass=mass, temperature=1.5, force=False)
    steps = round(12 / (rate * h))
    for _ in range(steps):
        made.take(made.job.settings.live)
    assert moved(made) == pytest.approx(made.motion.free, rel=5 / math.sqrt(MANY))
    # The slope that is left: (h tau / 2m) coth(rate h / 2), which is Einstein's tau / (m rate) for rate h << 1.
    before, params = made.motion.free, made.job.settings.live
    made.motion.underdamped(params)
    slope = (made.motion.free - before) / (2 * 2 * h)
    assert slope == pytest.approx(h * 1.5 / (2 * mass) / math.tanh(rate * h / 2), rel=1e-3)
    assert diffusion(params) == pytest.approx(1.5 / (mass * rate))
    assert made.motion.einstein == pytest.approx(4 * diffusion(params) * h * (steps + 1))


def test_free_motion_goes_through_the_steps_exactly():
    """Two steps by hand: x2 = h/2 (v0 + 2 v1 + v2) with v_k = keep v_(k-1) + kick z_k, from rest."""
    params = ParticleParams(time_step=0.4, friction=2.0, mass=1.0, temperature=1.0)
    keep, motion = math.exp(-0.8), FreeMotion()
    kick2 = 1 - keep**2
    motion.underdamped(params)
    assert motion.free == pytest.approx(2 * 0.04 * kick2)
    motion.underdamped(params)
    assert motion.free == pytest.approx(2 * 0.04 * kick2 * ((2 + keep) ** 2 + 1))


def test_without_drag_the_kicks_heat_without_bound():
    made = panel(Sampler.UNDERDAMPED, time_step=0.1, friction=1.0, temperature=1.0, force=False, drag=False)
    for _ in range(100):
        made.take(made.job.settings.live)
    # Each step adds 2 rate tau h / m to the variance of v: 100 steps make it 20 times that of equilibrium.
    assert float(made.run.v.double().var()) == pytest.approx(20, rel=0.05)
    assert diffusion(made.job.settings.live) == math.inf


def test_without_kicks_particles_roll_down_and_stay():
    made = panel(Sampler.UNDERDAMPED, time_step=0.1, friction=2.0, kicks=False)
    for _ in range(300):
        made.take(made.job.settings.live)
    assert float(made.run.x.abs().max()) < 1e-3
    plain = panel(Sampler.LANGEVIN, epsilon=0.2, kicks=False)
    start = plain.run.x.clone()
    plain.take(plain.job.settings.live)
    torch.testing.assert_close(plain.run.x, 0.9 * start)  # x (1 - alpha / 2)


def test_a_force_switched_off_acts_at_the_next_step_and_the_noise_stays_aligned():
    settings = ParticleSettings.for_density(ONE, Sampler.UNDERDAMPED, count=50, friction=0.0)
    run = ParticleRun(build(ONE), settings)
    run.step(settings.live)
    free = dataclasses.replace(settings.live, force=False)
    velocity, x = run.v.clone(), run.x.clone()
    run.step(free)
    np.testing.assert_allclose(run.v, velocity, atol=1e-6)  # nothing pulls, nothing slows down
    np.testing.assert_allclose(run.x, x + settings.time_step * velocity, atol=1e-5)
    other = ParticleRun(build(ONE), dataclasses.replace(settings, sampler=Sampler.LANGEVIN))
    hidden = dataclasses.replace(settings.live, force=False)
    same = ParticleRun(build(ONE), dataclasses.replace(settings, sampler=Sampler.HEUN, sigma_min=0.1))
    again = ParticleRun(build(ONE), dataclasses.replace(settings, sampler=Sampler.HEUN, sigma_min=0.1))
    same.step(hidden)
    again.step(settings.live)  # a sampler without such a switch does not know it
    assert torch.equal(same.x, again.x)
    assert other.step(hidden) is not None
