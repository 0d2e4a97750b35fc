"""What the lessons say comes out: their setups, carried out without a window, against closed forms and the text."""

import dataclasses
import functools
import math

import numpy as np
import pytest
import torch

from app.jobs.lessons import field, run_particles, train
from app.lab.densities import build, counted
from app.lab.particles import ParticleRun
from app.lab.statistics import Reference, shares
from app.lab.training import LabTrainer
from app.params.checks import SettingError
from app.params.lab.density import DensityName
from app.params.lessons.setup import Doing, LabSetup
from tests.lessons import CHAPTERS, STEPS, boltzmann, changed, clouds, largest, setup_of


@pytest.mark.parametrize(("chapter", "step"), STEPS)
def test_every_setup_of_the_laboratory_runs(chapter, step):
    setup = CHAPTERS[chapter].steps[step].setup
    if not isinstance(setup, LabSetup):
        return
    field(setup, arrows=4)
    if setup.doing is Doing.PARTICLES:
        for cloud in run_particles(changed(setup, count=20), steps=2):
            assert cloud.run.index == 2
            assert bool(torch.isfinite(cloud.run.x).all())
    if setup.training is not None:
        small = dataclasses.replace(setup, training=dataclasses.replace(setup.training, width=8, batch_size=16))
        assert np.isfinite(train(small, steps=2).losses).all()


# 1 What is a picture?


def test_1_4_two_per_cent_of_the_square_lie_near_the_circle():
    ((_, x),) = clouds(1, 4, steps=0)
    ring = 2 * math.pi * 4 * 0.2 / 16**2
    assert ring == pytest.approx(0.02, abs=0.0005)
    near = float(((x.norm(dim=1) - 4).abs() < 0.1).double().mean())
    assert near == pytest.approx(ring, abs=4 * math.sqrt(ring / len(x)))


# 2 Langevin dynamics


def energy(run, x):
    return float((run.v.double().square().sum(dim=1) / 2 + x.square().sum(dim=1) / 8).mean())


def test_2_1_without_friction_and_kicks_the_swing_goes_on_together():
    start = (25 + 9) / 8
    ((run, x),) = clouds(2, 1, steps=500)
    assert energy(run, x) == pytest.approx(start, rel=2e-3)
    assert float(x.std(dim=0).max()) == 0.0


def test_2_2_friction_brings_all_to_the_bottom():
    ((run, x),) = clouds(2, 2, steps=1200)
    assert float(x.abs().max()) < 0.02
    assert energy(run, x) < 1e-3


def test_2_3_kicks_make_a_cloud_of_temperature_one():
    ((run, x),) = clouds(2, 3, steps=900)
    assert float(run.v.double().square().mean()) == pytest.approx(1, abs=0.15)
    assert float(x.square().mean()) == pytest.approx(4, abs=0.6)


def test_2_4_the_sum_of_uniform_and_kicks_becomes_a_bell():
    def kurtosis(steps):
        ((_, x),) = clouds(2, 4, steps=steps)
        return float((x**4).mean() / x.square().mean() ** 2)

    assert kurtosis(0) == pytest.approx(1.8, abs=0.05)  # of the uniform law
    variance = 1 / 3 + 40 * 0.02
    assert kurtosis(40) == pytest.approx(3 - 1.2 * (1 / 3 / variance) ** 2, abs=0.12)


def test_2_5_kicks_without_friction_heat_without_end():
    setup = setup_of(2, 5)
    for steps, t in ((300, 15.0), (1200, 60.0)):
        (cold, _), (hot, _) = [(c.run, c.run.x) for c in run_particles(setup, steps=steps)]
        assert float(cold.v.double().square().mean()) == pytest.approx(1, abs=0.2)
        expected = 1000 * (1 - math.exp(-0.001 * t))
        assert float(hot.v.double().square().mean()) == pytest.approx(expected, rel=0.2)
    a, b = (panel.settings(setup.density) for panel in setup.panels)
    kicks = [math.sqrt(s.temperature * (1 - math.exp(-2 * s.friction * s.time_step))) for s in (a, b)]
    assert kicks[0] == pytest.approx(kicks[1], rel=0.03)  # "the same kicks"


# 3 Overdamped


def test_3_1_little_friction_overshoots_and_much_does_not():
    setup = changed(setup_of(3, 1), count=200)
    lowest = [0.0, 0.0]
    for steps in range(80, 200, 20):
        for k, cloud in enumerate(run_particles(setup, steps=steps)):
            lowest[k] = min(lowest[k], float(cloud.run.x.double().mean(dim=0)[0]))
    assert lowest[0] < -0.5
    assert lowest[1] == 0.0


@pytest.mark.parametrize("steps", [60, 200, 600])
def test_3_3_over_and_underdamped_clouds_agree(steps):
    (under, x), (over, y) = clouds(3, 3, steps=steps)
    s, o = under.settings, over.settings
    assert o.epsilon == pytest.approx(2 * s.time_step / (s.mass * s.friction))
    assert s.friction * s.time_step <= 0.2
    torch.testing.assert_close(x.mean(dim=0), y.mean(dim=0), atol=0.25, rtol=0)
    torch.testing.assert_close(x.var(dim=0), y.var(dim=0), atol=0.1, rtol=0.12)


def test_3_2_the_limit_of_the_step():
    setup = setup_of(3, 2)
    run = ParticleRun(build(setup.density), setup.panels[0].settings(setup.density))
    assert run.limits(run.settings.live).high == pytest.approx(16)
    with pytest.raises(SettingError, match="unstable"):
        run.check_stable(dataclasses.replace(run.settings.live, epsilon=17.0))


@pytest.mark.parametrize("steps", [40, 300])
def test_3_2_the_mean_shrinks_and_the_variance_grows_as_the_rule_has_it(steps):
    ((run, x),) = clouds(3, 2, steps=steps)
    eta = run.settings.epsilon / 4
    left = (1 - eta / 2) ** steps
    variance = 4 / (1 - eta / 4) * (1 - left**2)
    wide = math.sqrt(variance / len(x))
    assert x.mean(dim=0).tolist() == pytest.approx([5 * left, 3 * left], abs=4 * wide)
    assert x.var(dim=0).tolist() == pytest.approx([variance] * 2, rel=4 * math.sqrt(2 / len(x)))


# 4 Boltzmann and Einstein


def diffusion(s):
    """BAOAB's own: (h tau / 2 m) coth(rate h / 2)."""
    return s.time_step * s.temperature / (2 * s.mass) / math.tanh(s.friction * s.time_step / 2)


@pytest.mark.parametrize("step", [1, 2])
def test_4_1_and_2_the_variance_of_free_particles(step):
    for run, x in clouds(4, step):
        s = run.settings
        t = run.index * s.time_step
        late = 1.5 / s.friction if s.friction * s.time_step < 1 else 0.0  # they start at rest
        assert float(x.square().mean()) == pytest.approx(2 * diffusion(s) * (t - late), rel=0.08)


def test_4_2_einstein_s_relation_and_where_the_scheme_leaves_it():
    good, bad = (panel.settings(setup_of(4, 2).density) for panel in setup_of(4, 2).panels)
    assert good.friction * good.time_step == pytest.approx(0.2)
    assert diffusion(good) == pytest.approx(good.temperature / (good.mass * good.friction), rel=1 / 300)
    assert bad.friction * bad.time_step == pytest.approx(5)
    assert diffusion(bad) * bad.mass * bad.friction / bad.temperature == pytest.approx(2.5, abs=0.05)
    assert 2 * diffusion(bad) * 40 == pytest.approx(4, abs=0.1)
    run = clouds(4, 2)[1][0]
    assert float(run.v.double().square().mean()) == pytest.approx(1, abs=0.08)  # the temperature is right


def test_4_3_the_shares_follow_boltzmann():
    for (run, x), said in zip(clouds(4, 3, steps=1000), (0.80, 0.56), strict=True):
        exact = boltzmann(run)
        assert exact[0] == pytest.approx(said, abs=0.01)
        assert shares(run.density, x)[0] == pytest.approx(exact[0], abs=0.045)


def test_4_4_the_barrier_and_who_crosses_it():
    (cold, x), (warm, y) = clouds(4, 4, steps=1000)
    line = torch.linspace(-2, 2, 401).double()
    v = -warm.density.log_prob(torch.stack([line, torch.zeros_like(line)], dim=1), warm.sigmas[-1])
    assert float(v.max() - v.min()) == pytest.approx(1.8, abs=0.05)
    assert shares(warm.density, y)[1] == pytest.approx(boltzmann(warm)[1], abs=0.06)
    assert shares(cold.density, x)[1] < 0.06


# 5 The score is a force


def test_5_2_the_cloud_becomes_the_density():
    ((run, x),) = clouds(5, 2, steps=400)
    reference = Reference.for_run(build(setup_of(5, 2).density), run.settings)
    start = clouds(5, 2, steps=0)[0][1]
    assert reference.numbers(x).energy_distance < 0.3 < 1.0 < reference.numbers(start).energy_distance


def test_5_4_the_variance_is_tau_times_as_large():
    for (run, x), tau in zip(clouds(5, 4), (1.0, 0.25), strict=True):
        assert run.settings.temperature == tau
        eta = run.settings.epsilon / 4
        assert float(x.square().mean()) == pytest.approx(4 * tau / (1 - eta / 4), rel=0.07)


# 6 Thin data


def test_6_1_the_score_beside_the_line():
    density = build(setup_of(6, 1).density)
    assert setup_of(6, 1).density.name is DensityName.SEGMENT
    normal = torch.tensor([[-1.0, 2.0]]).double() / math.sqrt(5)
    s = density.score(0.3 * normal, 0.03)
    assert float((s * normal).sum()) == pytest.approx(-0.3 / 0.03**2, rel=1e-3)


@functools.cache
def trained_with_noise():
    """That of the third step, for two tests."""
    return train(setup_of(6, 3), steps=250)


def test_6_2_and_3_without_noise_the_loss_falls_without_end_and_with_noise_it_settles():
    bare = train(setup_of(6, 2), steps=150)
    assert "beyond the limit of 300" in bare.stopped
    assert bare.losses[-1] < -50
    noisy = trained_with_noise()
    assert not noisy.stopped
    assert noisy.losses.min() > -50


def test_6_4_there_is_a_minimum_with_noise_alone_and_a_larger_network_falls_faster():
    bare, noisy = (setup_of(6, step) for step in (2, 3))
    assert LabTrainer(build(bare.density), bare.training).optimum() is None
    least = LabTrainer(build(noisy.density), noisy.training).optimum()
    assert trained_with_noise().losses[-50:].mean() == pytest.approx(least, abs=0.3)
    falls = [len(train(with_width(bare, width), steps=400).losses) for width in (64, 256)]
    assert falls[1] < falls[0] < 400


def with_width(setup, width):
    return dataclasses.replace(setup, training=dataclasses.replace(setup.training, width=width))


# 7 Where there are no data


def relative_error(setup, learned, near, radius):
    arrays = field(setup, learned, arrows=40)
    x, y = np.meshgrid(arrays.arrow_x, arrays.arrow_y)
    chosen = np.min([np.hypot(x - a, y - b) for a, b in near], axis=0) < radius
    size = [np.square(a).sum(axis=2)[chosen].mean() for a in (arrays.learned - arrays.score, arrays.score)]
    return math.sqrt(size[0] / size[1])


def test_7_2_the_learned_score_is_wrong_where_data_are_scarce():
    setup = setup_of(7, 2)
    smaller = dataclasses.replace(setup.training, batch_size=256)
    learned = train(dataclasses.replace(setup, training=smaller), steps=150).learned
    at_modes = relative_error(setup, learned, ((5, 5), (-5, -5)), 2)
    between = relative_error(setup, learned, ((0, 0),), 2.5)
    assert at_modes < 0.15
    assert between > 0.5


def test_7_4_with_much_noise_it_is_right_everywhere():
    setup = setup_of(7, 4)
    learned = train(dataclasses.replace(setup, training=dataclasses.replace(setup.training, batch_size=256)), steps=400)
    assert setup.look.sigma == 8
    assert relative_error(setup, learned.learned, ((0, 0),), 11) < 0.15
    nearer = dataclasses.replace(setup, look=dataclasses.replace(setup.look, sigma=1.0))
    assert relative_error(nearer, learned.learned, ((5, 5), (-5, -5)), 2) < 0.25  # near the data at a small one, too


# 8 Weights of separate modes


def test_8_1_the_weight_has_dropped_out_of_the_score():
    density = counted(build(setup_of(8, 1).density), setup_of(8, 1).look.meaning)
    offsets = torch.randn(50, 2, generator=torch.Generator().manual_seed(0)).double()
    one, other = (density.score(offsets + place, 1.0) for place in (5.0, -5.0))
    torch.testing.assert_close(one, other, atol=1e-6, rtol=0)


def test_8_3_a_half_and_then_four_fifths():
    (plain, x), (annealed, y) = clouds(8, 3)
    assert plain.steps == annealed.steps == 1000
    assert largest(plain, x) == pytest.approx(0.5, abs=0.04)
    assert largest(annealed, y) == pytest.approx(0.8, abs=0.04)
    exact = Reference.for_run(build(setup_of(8, 3).density), annealed.settings)
    assert largest(annealed, exact.samples) == pytest.approx(0.8, abs=0.03)
    line = torch.linspace(-5, 5, 401).double()
    v = -plain.density.log_prob(torch.stack([line, line], dim=1), 1.0)
    assert float(v.max() - v[0]) == pytest.approx(24, abs=1)  # the barrier


def test_8_4_it_is_decided_while_the_hill_splits():
    setup = setup_of(8, 4)
    run = ParticleRun(build(setup.density), setup.panels[0].settings(setup.density))
    found = {}
    while (step := run.step(run.settings.live)) is not None:
        if step.last_of_level:
            found[step.sigma] = largest(run, run.x.double())
    inside = [share for sigma, share in found.items() if 3 <= sigma <= 10.5]
    below = [share for sigma, share in found.items() if sigma < 3]
    assert inside[-1] - inside[0] > 0.06
    assert max(below) - min(below) < 0.01
    assert largest(*clouds(8, 4)[1]) < 0.72  # five steps a level are not enough
    late = run_particles(changed(setup, 0, sigma_max=3.0), steps=1000)[0].run
    assert largest(late, late.x.double()) < 0.72
