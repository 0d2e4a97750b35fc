"""Consistent annealed sampling: with an exact score each level's noise is exactly that level's sigma."""

import math

import pytest
import torch

from app.core.noise import GlobalNoise
from app.core.samplers.consistent import consistent_noise
from app.params import LiveParams, Sampler, SampleSettings, SettingError, Start
from app.params.schedule import geometric
from tests.models import gaussian
from tests.walks import anneal, run_batch

MANY = 10_000


def test_the_added_noise_by_hand():
    # h = 0.5, sigma = 2 -> sigma' = 1.5: gamma = 0.75; 1.5 sqrt(1 - (0.5 / 0.75)^2).
    assert consistent_noise(0.5, 2.0, 1.5) == pytest.approx(1.5 * math.sqrt(1 - 4 / 9))


@pytest.mark.parametrize("h", [0.2, 0.25, 1.75, 2.0])
def test_steps_outside_the_range_are_refused(h):
    with pytest.raises(SettingError, match="between"):
        consistent_noise(h, 2.0, 1.5)


@pytest.mark.parametrize("eta", [0.2, 1.0, 3.0])
def test_every_level_has_its_own_noise(eta):
    torch.manual_seed(0)
    sigmas, mean = geometric(4.0, 0.5, 25), 1.5
    x = mean + sigmas[0] * torch.randn(MANY, 1, 1, 1)
    params = LiveParams(eta * sigmas[-1] ** 2)
    source = GlobalNoise((1, 1, 1), MANY)
    for i, step in enumerate(anneal(gaussian(mean), x, sigmas, lambda: params, source, Sampler.CONSISTENT)):
        after = sigmas[i + 1] if i + 1 < len(sigmas) else abs(1 - eta / 2) * sigmas[-1]
        assert step.x.std().item() == pytest.approx(after, rel=0.025)
        assert step.x.mean().item() == pytest.approx(mean, abs=5 * after / math.sqrt(MANY))


def test_it_is_a_sampler_like_the_others():
    torch.manual_seed(0)
    settings = SampleSettings(
        sampler=Sampler.CONSISTENT, epsilon=0.6 * 0.1**2, levels=60, sigma_max=3.0, sigma_min=0.1, start=Start.NORMAL
    )
    model = gaussian(2.0, 0.25)
    steps = list(run_batch(model, settings, lambda: settings.live, GlobalNoise((1, 1, 1), 20_000)))
    assert len(steps) == settings.plan.total == 61
    assert steps[-1].x.mean().item() == pytest.approx(2, abs=0.02)
    assert 0.3 < steps[-1].x.std().item() < 0.6
