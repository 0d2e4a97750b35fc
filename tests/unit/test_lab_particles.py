"""Particle runs: the paper's Figure 3, known moments, determinism, live parameters and refusals."""

import dataclasses
import math

import pytest
import torch

from app.core.diagnostics import SamplingDivergedError
from app.core.samplers.underdamped import kinetic_temperature
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Mode, PointSet, SigmaMeaning
from app.params.lab.particles import ParticleSettings, ParticleStart
from app.params.samplers import ROWS, Sampler
from app.params.schedule import Schedule
from tests.walks import PARTICLE_SAMPLERS as SAMPLERS

FIGURE_3 = DensitySettings()
UNIT = DensitySettings(DensityName.RING, (Mode(1, -2, 1.0),))


def make(sampler, density=FIGURE_3, network=None, **changes):
    return ParticleRun(build(density), ParticleSettings.for_density(density, sampler, **changes), network)


def finish(run, **changes):
    live = dataclasses.replace(run.settings.live, **changes)
    for _ in run.run(lambda: live):
        pass
    return run.x


def heavier_share(x):
    return float((x.sum(dim=1) > 0).double().mean())


def test_figure_3_plain_langevin_gets_the_weights_wrong_and_annealing_mends_it():
    for seed in range(2):
        plain = finish(make(Sampler.LANGEVIN, seed=seed))
        annealed = finish(make(Sampler.ANNEALED, seed=seed))
        assert 0.45 <= heavier_share(plain) <= 0.56
        assert heavier_share(annealed) == pytest.approx(0.8, abs=0.05)


def test_figure_3_has_the_paper_s_settings():
    plain = ParticleSettings.for_density(FIGURE_3, Sampler.LANGEVIN)
    assert (plain.count, plain.epsilon, plain.steps_per_level, plain.spread) == (1280, 0.1, 1000, 8)
    assert ParticleSettings() == plain
    annealed = make(Sampler.ANNEALED)
    assert annealed.sigmas[0] == 20
    assert annealed.sigmas[-1] == 1
    assert (len(annealed.sigmas), annealed.settings.steps_per_level) == (10, 100)
    step = annealed.step(annealed.settings.live)
    assert step.alpha == pytest.approx(0.1 * 400)
    assert step.eta == pytest.approx(0.1)


@pytest.mark.parametrize("sampler", [Sampler.LANGEVIN, Sampler.ANNEALED, Sampler.UNDERDAMPED])
def test_a_run_ends_at_the_data_s_own_width_or_at_a_tenth_of_noise_added(sampler):
    """At added noise of the mode's own width, as it once was, a law of twice the data's variance was left."""
    gaussian = DensitySettings.ring(1)  # of width 0.5
    usual = ParticleSettings.for_density(gaussian, sampler)
    assert (usual.meaning, usual.sigma_min, usual.epsilon) == (SigmaMeaning.TOTAL, 0.5, pytest.approx(0.025))
    added = ParticleSettings.for_density(gaussian, sampler, meaning=SigmaMeaning.ADDED)
    assert added.sigma_min == 0.1
    highest = (0.25 + 400) * (0.1 / 20) ** 2 if sampler is Sampler.ANNEALED else 1.0  # eta 1 at the first level
    assert added.epsilon == pytest.approx(min(0.1 * (0.25 + 0.01), highest))


@pytest.mark.parametrize("tau", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("sampler", [Sampler.LANGEVIN, Sampler.UNDERDAMPED])
def test_the_stationary_law_is_the_power_one_over_tau(sampler, tau):
    n, epsilon = 20_000, 0.4
    run = make(sampler, UNIT, count=n, epsilon=epsilon, time_step=0.6, steps_per_level=60, temperature=tau, spread=1.0)
    x = finish(run)
    overdamped = sampler is Sampler.LANGEVIN
    expected = tau / (1 - epsilon / 4) if overdamped else tau
    error = expected * math.sqrt(2 / n)
    assert x.mean(dim=0).tolist() == pytest.approx([1, -2], abs=5 * math.sqrt(expected / n))
    assert x.var(dim=0).tolist() == pytest.approx([expected] * 2, abs=5 * error)
    if not overdamped:
        kinetic = tau * (1 - 0.6**2 / 4)
        assert run.v.var(dim=0).tolist() == pytest.approx([kinetic] * 2, abs=5 * error)


def test_the_same_seed_gives_the_same_run_and_the_same_start_for_all_samplers():
    starts = [make(sampler, seed=5, count=100).x for sampler in SAMPLERS if not ROWS[sampler].added]
    assert all(torch.equal(starts[0], x) for x in starts[1:])
    assert not torch.equal(starts[0], make(Sampler.LANGEVIN, seed=6, count=100).x)
    a, b = (finish(make(Sampler.UNDERDAMPED, seed=5, count=100), steps_per_level=20) for _ in range(2))
    assert torch.equal(a, b)
    assert a.dtype == torch.float32


def test_reset_repeats_the_run():
    run = make(Sampler.UNDERDAMPED, count=50)
    first = finish(run, steps_per_level=10).clone()
    run.reset()
    assert run.index == 0
    assert torch.equal(finish(run, steps_per_level=10), first)


def test_parameters_are_read_before_every_step():
    run = make(Sampler.ANNEALED, count=10)
    live = run.settings.live
    steps = run.run(lambda: live)
    assert next(steps).alpha == pytest.approx(40)
    live = dataclasses.replace(live, epsilon=0.05)
    assert next(steps).alpha == pytest.approx(20)
    live = dataclasses.replace(live, steps_per_level=2)
    third = next(steps)
    assert (third.level, third.step, third.index) == (1, 0, 3)
    rest = list(steps)
    assert len(rest) == 2 * 9 - 1
    assert rest[-1].last_of_level


@pytest.mark.parametrize(
    ("sampler", "change", "message"),
    [
        (Sampler.LANGEVIN, {"epsilon": 4.0}, "below 4 "),
        (Sampler.ANNEALED, {"epsilon": 4.1}, "below 4 "),
        (Sampler.UNDERDAMPED, {"time_step": 2.0}, "below 2 "),
    ],
)
def test_an_unstable_step_is_refused_and_the_run_can_go_on(sampler, change, message):
    run = make(sampler, count=10)
    good = run.settings.live
    run.step(good)
    before = run.x.clone()
    with pytest.raises(SettingError, match=message):
        next(run.run(lambda: dataclasses.replace(good, **change)))
    assert torch.equal(run.x, before)
    twin = make(sampler, count=10)
    twin.step(good)
    assert torch.equal(run.step(good).x, twin.step(good).x)


def test_a_score_that_is_not_finite_stops_the_run_before_it_does_harm():
    run = make(Sampler.LANGEVIN, count=10, network=lambda x, sigma: x / 0)
    before = run.x.clone()
    with pytest.raises(SamplingDivergedError, match="finite"):
        run.step(run.settings.live)
    assert torch.equal(run.x, before)
    assert run.index == 0
    run.walk.score = run.density.score
    twin = make(Sampler.LANGEVIN, count=10)
    assert torch.equal(run.step(run.settings.live).x, twin.step(twin.settings.live).x)


def test_a_learned_score_is_asked_for_the_noise_added():
    asked = []

    def network(x, sigma):
        asked.append(sigma)
        return -x

    run = make(Sampler.ANNEALED, count=4, levels=2, steps_per_level=1, network=network)
    finish(run)
    assert asked == pytest.approx([math.sqrt(20**2 - 1), 0.0])


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_particles_follow_a_density_that_changes_under_them(sampler):
    run = make(sampler, count=500, steps_per_level=40)
    before = run.step(run.settings.live).x.clone()
    if not ROWS[sampler].added:  # those count sigma as added noise, which a circle has, too
        with pytest.raises(SettingError, match="mixture"):
            run.follow(build(DensitySettings(DensityName.CIRCLE)))
    run.follow(build(FIGURE_3.move(0, 5, -5).remove(1)))
    assert torch.equal(run.x, before)
    x = finish(run, steps_per_level=80)
    assert x.mean(dim=0).tolist() == pytest.approx([5, -5], abs=1.0)


def test_the_kinetic_temperature_is_the_scheme_s_within_its_standard_error():
    """BAOAB on N(0, 1): velocities read tau (1 - h^2 / 4m); at h = 1, m = 1 three quarters of it."""
    density = DensitySettings(DensityName.RING, (Mode(0, 0, 1.0),))
    settings = ParticleSettings.for_density(
        density, Sampler.UNDERDAMPED, time_step=1.0, temperature=2.0, count=20_000, steps_per_level=60
    )
    run = ParticleRun(build(density), settings)
    for _ in run.run(lambda: settings.live):
        pass
    expected, error = run.kinetic_temperature(settings.live)
    assert (expected, error) == (pytest.approx(1.5), pytest.approx(1.5 / math.sqrt(20_000)))
    assert abs(kinetic_temperature(run.v, 1.0) - expected) < 4 * error


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Schedule.UNIFORM, [9.0, 7.0, 5.0, 3.0, 1.0]),
        (Schedule.GEOMETRIC, [9.0, 9**0.75, 3.0, 9**0.25, 1.0]),
        (Schedule.RHO, [9.0, 2.5**2, 4.0, 1.5**2, 1.0]),  # with rho 2 the roots fall evenly
    ],
)
def test_the_levels_are_spaced_as_the_schedule_has_it(schedule, expected):
    settings = ParticleSettings.for_density(
        DensitySettings(), Sampler.ANNEALED, sigma_max=9.0, levels=5, schedule=schedule, rho=2.0, count=10,
        steps_per_level=1,
    )  # fmt: skip
    run = ParticleRun(build(DensitySettings()), settings)
    assert [step.sigma for step in run.run(lambda: settings.live)] == pytest.approx(expected)


def test_starts():
    box = make(Sampler.LANGEVIN, count=5000, spread=3.0, x=10.0).x
    assert float((box[:, 0] - 10).abs().max()) <= 3
    assert box.var(dim=0).tolist() == pytest.approx([3, 3], rel=0.1)
    gaussian = make(Sampler.LANGEVIN, count=5000, spread=3.0, start=ParticleStart.GAUSSIAN).x
    assert gaussian.var(dim=0).tolist() == pytest.approx([9, 9], rel=0.1)
    places = PointSet([[1, 2], [3, 4]])
    given = make(Sampler.LANGEVIN, count=3, start=ParticleStart.POINTS, points=places).x
    assert given.tolist() == [[1, 2], [3, 4], [1, 2]]


def test_plain_langevin_on_the_data_themselves():
    run = make(Sampler.LANGEVIN, UNIT, sigma_min=0.0, meaning=SigmaMeaning.ADDED, count=10)
    step = run.step(run.settings.live)
    assert step.sigma == 0
    assert step.eta == pytest.approx(0.1)


@pytest.mark.parametrize(
    "changes",
    [
        {"count": 0},
        {"count": 50_001},
        {"epsilon": 0.0},
        {"mass": 0.0},
        {"sigma_max": 0.5},
        {"start": ParticleStart.POINTS},
        {"temperature": -1.0},
        {"seed": -1},
    ],
)
def test_impossible_settings_are_refused(changes):
    with pytest.raises(SettingError):
        make(Sampler.ANNEALED, **changes)


def test_data_without_width_need_noise():
    with pytest.raises(SettingError, match="sigma must be at least"):
        make(Sampler.LANGEVIN, DensitySettings(DensityName.CIRCLE), sigma_min=0.001)
    with pytest.raises(SettingError, match="mixture"):
        make(Sampler.LANGEVIN, DensitySettings(DensityName.CIRCLE), meaning=SigmaMeaning.TOTAL)


@pytest.mark.parametrize("name", [n for n in DensityName if n is not DensityName.POINTS])
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_density_runs_with_its_own_defaults(name, sampler):
    run = make(sampler, DensitySettings(name), count=64)
    run.check_stable(run.settings.live)
    for _ in range(3):
        assert bool(run.step(run.settings.live).x.isfinite().all())
