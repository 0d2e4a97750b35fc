"""The later samplers are run as Algorithm 1 is: live settings, replay, known pixels, and a stop where numbers end."""

import math

import pytest
import torch

from app.core.diagnostics import SamplingDivergedError
from app.core.noise import GlobalNoise, SampleNoise
from app.core.samplers import KERNELS, At, State
from app.core.sampling import picture_walk
from app.core.walk import PictureScale, Walk
from app.jobs.sampling import run_all
from app.params import LiveParams, Sampler, SampleSettings
from tests.models import ExactModel, gaussian

OWN = {
    Sampler.ANCESTRAL: {"stochasticity": 0.8},
    Sampler.REVERSE_DIFFUSION: {"snr": 0.4},
    Sampler.HEUN: {"churn": 3.0},
}
"""A live setting of each sampler, with another value than its default. DPM-Solver++ has none."""

LATER = [*OWN, Sampler.DPM_SOLVER]
SHAPE = (1, 4, 4)
SIGMAS = (4.0, 2.0, 1.0, 0.5)


def settings(sampler, **changes):
    values = {"levels": 6, "sigma_max": 4.0, "sigma_min": 0.1, "count": 2, "batch_size": 2, "seed": 3}
    return SampleSettings(sampler=sampler, **{**values, **changes})


def steps(model, asked, changes=()):
    return [now.step for now in run_all(model, asked, changes)]


@pytest.mark.parametrize("sampler", list(OWN))
def test_a_live_setting_acts_at_the_next_evaluation_and_again_when_it_is_replayed(sampler):
    model, asked, when = gaussian(0.3, 0.2, SHAPE), settings(sampler), 4
    plain = steps(model, asked)
    other = LiveParams(**OWN[sampler])
    changed = steps(model, asked, [(when, other)])
    assert len(changed) == len(plain)
    for k, (a, b) in enumerate(zip(plain, changed, strict=True)):
        assert b.params == (other if k >= when else asked.live)
        same = torch.equal(a.x, b.x)
        assert same if k < when else not same or k == when  # what it reads may act with the level's next step
    assert not torch.equal(plain[when + 1].x, changed[when + 1].x)
    again = steps(model, asked, [(when, other)])
    assert all(torch.equal(a.x, b.x) for a, b in zip(changed, again, strict=True))


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
@pytest.mark.parametrize("sampler", LATER)
def test_numbers_that_are_none_stop_the_run_where_they_come(sampler, wrong):
    good = gaussian(0.3, 0.2, SHAPE)
    calls = []

    def score(x, sigma):
        calls.append(sigma)
        return good.function(x, sigma) * (wrong if len(calls) == 4 else 1)

    taken = []
    with pytest.raises(SamplingDivergedError) as caught:
        taken += run_all(ExactModel(score, SHAPE), settings(sampler))
    assert len(calls) == 4
    assert caught.value.sigma == pytest.approx(calls[-1], rel=0.5)
    assert caught.value.eta is None or sampler is Sampler.REVERSE_DIFFUSION


@pytest.mark.parametrize("sampler", LATER)
def test_the_state_of_before_is_there_after_a_step_that_failed(sampler):
    model, fail = gaussian(0.3, 0.2, SHAPE), False

    def score(x, sigma):
        return model.function(x, sigma) * (math.nan if fail else 1)

    walk = picture_walk(ExactModel(score, SHAPE), settings(sampler), SampleNoise(3, SHAPE, 2))
    whole = [step.x for step in picture_walk(model, settings(sampler), SampleNoise(3, SHAPE, 2)).steps(LiveParams)]
    for k, expected in enumerate(whole):
        if k == 3:
            fail = True
            with pytest.raises(SamplingDivergedError):
                walk.step(LiveParams())
            fail = False
        assert torch.equal(walk.step(LiveParams()).x, expected)


def test_a_pass_that_is_repeated_makes_a_multistep_sampler_forget():
    model = gaussian(0.3, 0.2)
    torch.manual_seed(0)
    x, kernel = torch.tensor([[[[3.0]]]], dtype=torch.float64), KERNELS[Sampler.DPM_SOLVER]
    noise = GlobalNoise((1, 1, 1), 1)
    walk = Walk(model.function, x, SIGMAS, kernel, noise, passes=2)
    repeated = 0
    while (step := walk.step(LiveParams())) is not None:
        first_order = kernel.step(State(step.x_in), step.score, None, LiveParams(), _at(step))
        if step.repeat > 0:
            repeated += 1
            torch.testing.assert_close(step.x, first_order.x, rtol=0, atol=0)
    assert repeated > 0


def test_without_passes_the_same_sampler_remembers():
    model = gaussian(0.3, 0.2)
    x, kernel = torch.tensor([[[[3.0]]]], dtype=torch.float64), KERNELS[Sampler.DPM_SOLVER]
    walk = Walk(model.function, x, SIGMAS, kernel, GlobalNoise((1, 1, 1), 1))
    first, second = walk.step(LiveParams()), walk.step(LiveParams())
    for step, same in ((first, True), (second, False)):
        alone = kernel.step(State(step.x_in), step.score, None, LiveParams(), _at(step))
        assert torch.equal(step.x, alone.x) is same


def _at(step):
    return At(step.level, SIGMAS, PictureScale(), step.step)
