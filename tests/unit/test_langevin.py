"""Langevin dynamics against closed forms: Gaussians, mixtures, steps by hand."""

import dataclasses
import math

import pytest
import torch

from app.core.diagnostics import SamplingDivergedError, stationary_variance
from app.core.noise import GlobalNoise, RecordedNoise
from app.core.samplers.langevin import langevin_step
from app.core.types import Phase
from app.params import LiveParams, Sampler, SampleSettings, Start
from app.params.schedule import geometric
from tests.models import ExactModel, gaussian, mixture
from tests.walks import anneal, final_denoise, run_batch

MANY = 10_000


@pytest.fixture(autouse=True)
def _seed():
    torch.manual_seed(1)


def last(steps):
    *_, step = steps
    return step


def noise(count=MANY):
    return GlobalNoise((1, 1, 1), count)


def test_a_step_without_noise_by_hand():
    x, score = torch.tensor([1.0, 2.0]), torch.tensor([-0.5, 4.0])
    zero = torch.zeros(2)
    # x + (alpha / 2) s with alpha = 0.2.
    torch.testing.assert_close(langevin_step(x, score, 0.2, zero), torch.tensor([0.95, 2.4]))


def test_a_steps_noise_by_hand():
    x, z = torch.zeros(2), torch.tensor([1.0, -3.0])
    # sqrt(tau alpha) z with tau = 0.25 and alpha = 0.16.
    torch.testing.assert_close(langevin_step(x, x, 0.16, z, 0.25), torch.tensor([0.2, -0.6]))


def test_two_levels_by_hand():
    # Data at 0: s = -x / sigma^2, so each step multiplies x by 1 - eta/2 and adds sqrt(eta) sigma z.
    sigmas, eta = (2.0, 1.0), 0.5
    z = [torch.full((1, 1, 1, 1), v) for v in (1.0, -2.0, 0.5, 3.0)]
    start = torch.full((1, 1, 1, 1), 8.0)
    steps = list(anneal(gaussian(), start, sigmas, lambda: LiveParams(eta, 2), RecordedNoise(z)))
    x = 8.0
    for step, sigma, draw in zip(steps, (2, 2, 1, 1), (1.0, -2.0, 0.5, 3.0), strict=True):
        x = x * 0.75 + math.sqrt(eta) * sigma * draw
        assert step.x.item() == pytest.approx(x, rel=1e-5)
        assert step.alpha == pytest.approx(eta * sigma**2)
        assert (step.sigma, step.eta) == (sigma, pytest.approx(eta))
    assert [(s.level, s.step, s.last_of_level) for s in steps] == [
        (0, 0, False),
        (0, 1, True),
        (1, 0, False),
        (1, 1, True),
    ]
    # |s| = |x| / sigma^2 and snr = sqrt(alpha) |s| / (2 |z|), both at the second step.
    before = steps[0].x.item()
    assert steps[1].score_norm == pytest.approx(before / 4, rel=1e-5)
    assert steps[1].snr == pytest.approx(math.sqrt(2) * (before / 4) / (2 * 2), rel=1e-5)


@pytest.mark.parametrize(("tau", "snr"), [(0.25, 2.0), (1.0, 1.0), (4.0, 0.5), (0.0, None)])
def test_the_signal_to_noise_ratio_is_that_of_the_noise_at_its_temperature(tau, snr):
    # x = 4 on N(0, 1): drift (alpha / 2) |x| = 1 at alpha 1/2, noise sqrt(tau / 2) |z| with |z| = sqrt(2).
    z = RecordedNoise([torch.full((1, 1, 1, 1), math.sqrt(2.0))])
    (step,) = anneal(gaussian(), torch.full((1, 1, 1, 1), 4.0), (1.0,), lambda: LiveParams(0.5, 1, tau), z)
    assert step.snr == (None if snr is None else pytest.approx(snr))


@pytest.mark.parametrize("eta", [0.1, 1.0, 3.0])
def test_the_stationary_law_is_the_discretisations_own(eta):
    sigma, mean = 0.5, 2.0
    settings = LiveParams(eta * sigma**2, 100 if eta < 0.5 else 40)
    x = last(anneal(gaussian(mean), torch.zeros(MANY, 1, 1, 1), (sigma,), lambda: settings, noise())).x
    expected = sigma**2 / (1 - eta / 4)
    assert stationary_variance(sigma, eta) == pytest.approx(expected)
    assert x.mean().item() == pytest.approx(mean, abs=5 * math.sqrt(expected / MANY) + 2 * (1 - eta / 2) ** 100)
    assert x.var().item() == pytest.approx(expected, rel=5 * math.sqrt(2 / MANY))


@pytest.mark.parametrize("temperature", [0.0, 0.25, 2.0])
def test_the_temperature_scales_the_variance(temperature):
    # p^(1/tau) of N(0, v) is N(0, tau v).
    params = LiveParams(0.4, 60, temperature)
    x = last(anneal(gaussian(variance=0.75), torch.zeros(MANY, 1, 1, 1), (0.5,), lambda: params, noise())).x
    expected = temperature * stationary_variance(1.0, 0.4)
    assert x.var().item() == pytest.approx(expected, rel=5 * math.sqrt(2 / MANY), abs=1e-12)


def test_annealing_finds_the_modes_weights_where_plain_dynamics_does_not():
    # Modes at +-4 of deviation 0.1 and weights 0.8 / 0.2; from a symmetric start.
    model = mixture([4.0, -4.0], [0.8, 0.2], variance=0.01)
    start = torch.linspace(-8, 8, MANY).reshape(-1, 1, 1, 1)
    params = LiveParams(0.3 * 0.1**2, 40)
    plain = last(anneal(model, start, (0.1,), lambda: params, noise())).x
    annealed = last(anneal(model, start, geometric(10, 0.1, 20), lambda: params, noise())).x
    assert (plain > 0).double().mean().item() == pytest.approx(0.5, abs=0.02)
    assert (annealed > 0).double().mean().item() == pytest.approx(0.8, abs=0.02)
    right = annealed[annealed > 0]
    assert right.mean().item() == pytest.approx(4, abs=0.01)


def test_parameters_are_read_before_every_step():
    now = {"params": LiveParams(0.1, 3)}
    steps = anneal(gaussian(), torch.ones(2, 1, 1, 1), (2.0, 1.0), lambda: now["params"], noise(2))
    assert next(steps).eta == pytest.approx(0.1)
    now["params"] = LiveParams(0.2, 3)
    assert next(steps).eta == pytest.approx(0.2)
    now["params"] = LiveParams(0.2, 5)
    assert [next(steps).step for _ in range(3)] == [2, 3, 4]
    now["params"] = LiveParams(0.2, 1)
    assert [(s.level, s.step) for s in steps] == [(1, 0)]


def test_the_final_denoising_is_the_posterior_mean():
    mean, v, sigma = 0.3, 0.5, 0.2
    x = torch.tensor([0.0, 1.0, -2.0]).reshape(3, 1, 1, 1)
    step = final_denoise(gaussian(mean, v), x, (1.0, sigma), LiveParams())
    expected = (sigma**2 * mean + v * x) / (v + sigma**2)
    torch.testing.assert_close(step.x, expected)
    torch.testing.assert_close(step.estimate(), expected)
    assert (step.phase, step.level, step.levels) == (Phase.DENOISE, 1, 2)


def test_divergence_stops_with_where_and_the_stable_epsilon():
    sigma = 0.1
    params = LiveParams(4.4 * sigma**2, 10_000)
    with pytest.raises(SamplingDivergedError) as caught:
        last(anneal(gaussian(), torch.ones(4, 1, 1, 1), (1.0, sigma), lambda: params, noise(4)))
    error = caught.value
    # |1 - eta/2| = 1.2 a step: float32's 3e38 is passed after about 486 steps of the first level.
    assert error.level == 0
    assert 400 < error.step < 500
    assert error.eta == pytest.approx(4.4)
    assert error.stable_epsilon == pytest.approx(4 * sigma**2)
    assert "level 1" in str(error)
    assert "0.04" in str(error)


def test_just_below_the_limit_nothing_diverges():
    params = LiveParams(3.9 * 0.01, 2000)
    assert last(anneal(gaussian(), torch.ones(4, 1, 1, 1), (0.1,), lambda: params, noise(4))).x.isfinite().all()


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_network_that_gives_nonsense_is_named_as_the_cause(bad):
    def score(x, sigma):
        out = -x
        out[2] = bad
        return out

    params = LiveParams(1e-3, 3)
    with pytest.raises(SamplingDivergedError, match="network itself"):
        next(anneal(ExactModel(score), torch.ones(4, 1, 1, 1), (1.0, 0.5), lambda: params, noise(4)))


def test_recorded_noise_that_is_too_short_says_so():
    recorded = RecordedNoise([torch.zeros(1, 1, 1, 1)])
    steps = anneal(gaussian(), torch.ones(1, 1, 1, 1), (1.0,), lambda: LiveParams(0.1, 2), recorded)
    next(steps)
    with pytest.raises(ValueError, match="used up"):
        next(steps)


def test_plain_dynamics_stays_at_the_smallest_level():
    settings = SampleSettings(sampler=Sampler.LANGEVIN, sigma_max=9.0, sigma_min=0.5, steps_per_level=4, levels=10)
    model = gaussian()
    steps = list(run_batch(model, settings, lambda: settings.live, noise(3)))
    assert {sigma for _, sigma in model.calls} == {0.5}
    assert len(steps) == settings.plan.total == 5
    assert steps[0].alpha == pytest.approx(settings.epsilon)


def test_the_starting_laws():
    settings = SampleSettings(steps_per_level=1, levels=2, sigma_max=3.0, sigma_min=1.0)
    uniform = next(run_batch(gaussian(), settings, lambda: settings.live, noise())).x_in
    assert 0 <= uniform.min() < 0.01
    assert 0.99 < uniform.max() < 1
    assert uniform.var().item() == pytest.approx(1 / 12, rel=0.02)
    normal = dataclasses.replace(settings, start=Start.NORMAL)
    wide = next(run_batch(gaussian(), normal, lambda: settings.live, noise())).x_in
    assert wide.var().item() == pytest.approx(9, rel=5 * math.sqrt(2 / MANY))
