"""Consistent annealed sampling of particles: closed forms on a Gaussian and on one point, levels that it can take."""

import dataclasses
import math
from itertools import pairwise

import pytest
import torch

from app.core.noise import stream_seed
from app.core.samplers.consistent import consistent_noise
from app.jobs.lab.particles import MEAN_LENGTH, Panel, step_sizes
from app.lab.densities import build
from app.lab.particles import OneStream, ParticleRun
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import PanelJob
from app.params.samplers import ROWS, Sampler, check_consistent_levels, consistent_epsilon
from app.params.schedule import Schedule

MANY = 20_000


def gaussian(std=1.0):
    return DensitySettings(DensityName.RING, (Mode(1.0, -2.0, std),))


def make(density, **changes):
    settings = ParticleSettings.for_density(density, Sampler.CONSISTENT, **changes)
    return ParticleRun(build(density), settings)


def steps(run):
    return list(run.run(lambda: run.settings.live))


def noises(run):
    """The relative step h, the levels, and the noise after each, none after the last."""
    sigmas = run.sigmas
    h = run.settings.epsilon / sigmas[-1] ** 2 / 2
    return h, sigmas, [*(consistent_noise(h, *pair) for pair in pairwise(sigmas)), 0.0]


@pytest.mark.parametrize("meaning", SigmaMeaning)
@pytest.mark.parametrize("temperature", [1.0, 0.5])
def test_on_a_gaussian_each_step_is_the_linear_map_of_the_closed_form(meaning, temperature):
    """x' - m = (1 - h sigma^2 / (s^2 + sigma^2)) (x - m) + sqrt(tau) beta z, with the same z, to single precision."""
    s, mean = 0.7, torch.tensor([1.0, -2.0])
    run = make(gaussian(s), meaning=meaning, levels=12, count=500, temperature=temperature, seed=3, x=4.0)
    noise = OneStream(torch.Generator().manual_seed(stream_seed(3, 0)), 500)
    h, sigmas, spreads = noises(run)
    assert len(sigmas) == (11 if meaning is SigmaMeaning.TOTAL else 12)  # at their own width there is no noise
    x = torch.tensor([4.0, run.settings.y]) + sigmas[0] * noise.normal()
    torch.testing.assert_close(run.x, x)
    for sigma, spread, step in zip(sigmas, spreads, steps(run), strict=True):
        x = mean + (1 - h * sigma**2 / (s**2 + sigma**2)) * (x - mean)
        if spread:
            x = x + math.sqrt(temperature) * spread * noise.normal()
        assert step.sigma == pytest.approx(sigma)
        torch.testing.assert_close(step.x, x, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("std", [0.0, 1.0])
def test_the_variance_of_each_level_is_that_of_the_recursion(std):
    """Of one point it is the next level's own; of a Gaussian what the map above makes of the variance before."""
    mean = torch.tensor([1.0, -2.0], dtype=torch.float64)
    density = gaussian(std) if std else DensitySettings.of_points([[1.0, -2.0]] * 2)
    run = make(density, sigma_max=5.0, sigma_min=0.2, levels=15, count=MANY, x=1.0, y=-2.0)
    h, sigmas, spreads = noises(run)
    variance, error = sigmas[0] ** 2, math.sqrt(2 / (2 * MANY))
    for k, step in enumerate(steps(run)):
        variance = (1 - h * sigmas[k] ** 2 / (std**2 + sigmas[k] ** 2)) ** 2 * variance + spreads[k] ** 2
        if not std and k + 1 < len(sigmas):
            assert variance == pytest.approx(sigmas[k + 1] ** 2)
        x = step.x.double()
        assert float((x - mean).square().mean()) == pytest.approx(variance, rel=5 * error)
        assert x.mean(dim=0).tolist() == pytest.approx(mean.tolist(), abs=5 * math.sqrt(variance / MANY))


def test_the_step_that_suits_geometric_levels_is_ancestral_sampling():
    density = DensitySettings()
    ours = steps(make(density, count=200, levels=20))
    settings = ParticleSettings.for_density(density, Sampler.ANCESTRAL, count=200, levels=20, stochasticity=1.0)
    run = ParticleRun(build(density), settings)
    theirs = list(run.run(lambda: settings.live))
    for one, other in zip(ours[:-1], theirs[:-1], strict=True):  # at the last level one steps, the other denoises
        torch.testing.assert_close(one.x, other.x, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("levels", [2, 3, 10, 300])
@pytest.mark.parametrize(
    ("density", "meaning"),
    [(gaussian(), SigmaMeaning.ADDED), (gaussian(), SigmaMeaning.TOTAL), (DensitySettings(DensityName.CIRCLE), None)],
)
def test_the_step_that_is_chosen_suits_all_levels(density, meaning, levels):
    said = {} if meaning is None else {"meaning": meaning}
    run = make(density, levels=levels, count=5, **said)
    run.check_stable(run.settings.live)
    made = steps(run)
    assert len(made) == run.steps == len(run.sigmas)
    assert run.finished(made[-1])
    assert all(bool(step.x.isfinite().all()) for step in made)


def test_whole_widths_are_no_geometric_levels_and_each_pair_counts():
    run = make(gaussian(), meaning=SigmaMeaning.TOTAL, sigma_min=1.2, sigma_max=20.0, levels=6, count=5)
    ratios = [after / sigma for sigma, after in pairwise(run.sigmas)]
    assert max(ratios) - min(ratios) > 0.05
    for h in (1 - min(ratios), 1 + min(ratios)):
        check_consistent_levels(2 * (h + 1e-6 * (1 if h < 1 else -1)) * run.sigmas[-1] ** 2, run.sigmas)
        bad = 2 * (h - 1e-6 * (1 if h < 1 else -1)) * run.sigmas[-1] ** 2
        with pytest.raises(SettingError, match="consistent annealed sampling needs epsilon"):
            run.check_stable(dataclasses.replace(run.settings.live, epsilon=bad))
    limits = ROWS[Sampler.CONSISTENT].limits(run.settings, lambda s: SigmaMeaning.TOTAL.added(s, 1.0) ** 2)
    assert limits.low == pytest.approx(2 * (1 - min(ratios)) * run.sigmas[-1] ** 2)
    assert limits.high == pytest.approx(2 * (1 + min(ratios)) * run.sigmas[-1] ** 2)


def test_the_epsilon_by_hand():
    assert consistent_epsilon((4.0, 2.0, 1.5)) == pytest.approx(2 * (1 - 0.25) * 1.5**2)


def test_a_bad_epsilon_changes_nothing_and_the_run_goes_on():
    run, twin = (make(DensitySettings(), count=10) for _ in range(2))
    good = run.settings.live
    run.step(good)
    before = run.x.clone()
    with pytest.raises(SettingError, match=r"needs epsilon / \(2 sigma_L\^2\) between"):
        run.step(dataclasses.replace(run.settings.live, epsilon=1.0))
    assert torch.equal(run.x, before)
    twin.step(good)
    assert torch.equal(run.step(good).x, twin.step(good).x)


def test_what_it_cannot_have_and_what_it_does_not_use():
    with pytest.raises(SettingError, match="at least two levels"):
        make(DensitySettings(), levels=1)
    even = make(DensitySettings(), schedule=Schedule.UNIFORM)  # it has geometric levels, whatever is set
    assert even.sigmas == make(DensitySettings()).sigmas
    assert {"schedule", "steps_per_level"} <= ROWS[Sampler.CONSISTENT].ignores.keys()


def test_levels_that_add_no_noise_are_refused_where_noise_is_needed():
    settings = ParticleSettings.for_density(gaussian(), Sampler.HEUN, levels=1, meaning=SigmaMeaning.TOTAL)
    density = build(gaussian())
    with pytest.raises(SettingError, match="none of the noise levels"):
        ParticleRun(density, settings)


def test_the_sizes_of_a_step_are_its_own_and_no_time_passes():
    run = make(DensitySettings(), count=MANY)
    panel = Panel(PanelJob(run.settings), run)
    _, _, spreads = noises(run)
    for spread in spreads:
        panel.take(run.settings.live)
        sizes = step_sizes(panel.step, run)
        assert sizes.noise == pytest.approx(spread * MEAN_LENGTH, rel=5 * 0.53 / math.sqrt(MANY))
        assert sizes.drift == pytest.approx(panel.step.alpha / 2 * panel.step.score_norm)
        assert sizes.snr == (pytest.approx(sizes.drift / sizes.noise) if spread else None)
    assert panel.over
    assert panel.motion.time == 0


@pytest.mark.parametrize("std", [0.5, 2.0])
def test_a_mode_resized_during_the_run_leaves_the_levels(std):
    run = make(gaussian(), count=MANY, levels=40)
    before = run.sigmas
    run.step(run.settings.live)
    run.follow(build(gaussian(std)))
    run.check_stable(run.settings.live)
    assert run.sigmas == before
    steps(run)
    assert float(run.x.double().var(dim=0).mean()) == pytest.approx(std**2, rel=0.15)
