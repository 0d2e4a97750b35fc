"""Inpainting: known pixels stay, hidden ones do not matter, and a Gaussian is completed by its conditional law."""

import dataclasses
import functools
import math

import pytest
import torch

from app.core.inpainting import Filling, Known, completed
from app.core.noise import GlobalNoise, SampleNoise
from app.core.types import Phase
from app.core.walk import jump_back
from app.jobs.sampling import run_all
from app.networks.spaces import SpaceModel
from app.params import Sampler, SampleSettings, SettingError, Start
from app.params.inpainting import InpaintSettings, Paste
from tests.models import ExactModel, gaussian, small_network
from tests.walks import inpaint

SHAPE = (1, 8, 8)
SETTINGS = SampleSettings(levels=9, steps_per_level=2, sigma_max=2.0, sigma_min=0.05, epsilon=0.8 * 0.05**2, count=4)
SAMPLERS = [Sampler.ANNEALED, Sampler.CONSISTENT, Sampler.LANGEVIN]


@pytest.fixture
def model():
    return SpaceModel(small_network(), gaussian(shape=SHAPE).describe())


@pytest.fixture
def source():
    return torch.rand(SHAPE, generator=torch.Generator().manual_seed(3))


@pytest.fixture
def mask():
    holes = torch.zeros(8, 8, dtype=torch.bool)
    holes[2:6, 1:7] = True
    holes[0, 7] = True
    return holes


def fill(model, source, mask, settings=SETTINGS, **inpainting):
    noise = SampleNoise(settings.seed, model.shape, settings.count)
    known, how = Known(source, mask), InpaintSettings(**inpainting)
    return list(inpaint(model, settings, lambda: settings.live, noise, read_known=lambda: known, inpainting=how))


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("paste", list(Paste))
@pytest.mark.parametrize("resample", [1, 3])
def test_known_pixels_come_back_exactly(model, source, mask, sampler, paste, resample):
    settings = dataclasses.replace(SETTINGS, sampler=sampler)
    steps = fill(model, source, mask, settings, paste=paste, resample=resample)
    assert len(steps) == InpaintSettings(paste, resample).plan(settings).total
    assert steps[-1].phase is Phase.DENOISE
    pictures = completed(model, steps[-1].x, source, mask)
    assert (pictures - source)[:, :, ~mask].abs().max() == 0
    assert (pictures - source)[:, :, mask].abs().min() > 0
    assert pictures.isfinite().all()


@pytest.mark.parametrize("paste", list(Paste))
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_what_lies_under_the_mask_does_not_matter(model, source, mask, sampler, paste):
    settings = dataclasses.replace(SETTINGS, sampler=sampler)
    other = torch.where(mask, torch.rand(SHAPE), source)
    first, second = (fill(model, s, mask, settings, paste=paste, resample=2)[-1].x for s in (source, other))
    assert torch.equal(first, second)
    seen = torch.where(mask, source, 1 - source)
    assert not torch.allclose(
        fill(model, seen, mask, settings, paste=paste, resample=2)[-1].x[:, :, mask], first[:, :, mask]
    )


@pytest.mark.parametrize("paste", list(Paste))
def test_every_step_sees_the_source_with_the_levels_noise(source, mask, paste):
    model = ExactModel(lambda x, sigma: -x, shape=SHAPE)
    settings = dataclasses.replace(SETTINGS, count=400, levels=5, steps_per_level=3)
    steps = fill(model, source, mask, settings, paste=paste)
    for n, step in enumerate(steps[:-1]):
        sigma, where = (step.sigma, step.x) if paste is Paste.LEVEL else (step.sigma, step.x_in)
        noise = (where - source)[:, :, ~mask] / sigma
        assert noise.mean().abs() < 5 / noise.numel() ** 0.5
        assert noise.var().item() == pytest.approx(1, abs=5 * math.sqrt(2 / noise.numel()))
        if paste is Paste.LEVEL and step.step > 0:
            assert torch.equal(step.x[:, :, ~mask], steps[n - 1].x[:, :, ~mask])
        if paste is Paste.STEP and step.step > 0:
            assert not torch.equal(step.x_in[:, :, ~mask], steps[n - 1].x_in[:, :, ~mask])


@pytest.mark.parametrize(("sampler", "levels"), [(Sampler.ANNEALED, 60), (Sampler.CONSISTENT, 240)])
@pytest.mark.parametrize("paste", list(Paste))
def test_a_gaussian_is_completed_by_its_conditional_law(sampler, levels, paste):
    # Two pixels of unit variance and correlation 0.8 about 0; the first is known to be 1.5.
    rho, known, many = 0.8, 1.5, 4000
    covariance = torch.tensor([[1.0, rho], [rho, 1.0]])

    @functools.cache
    def precision(sigma):
        return torch.linalg.inv(covariance + sigma**2 * torch.eye(2))

    def score(x, sigma):
        return -(x.reshape(-1, 2) @ precision(sigma)).reshape(x.shape)

    model = ExactModel(score, shape=(1, 1, 2))
    settings = SampleSettings(
        sampler=sampler, levels=levels, steps_per_level=4, sigma_max=4.0, sigma_min=0.05, epsilon=0.3 * 0.05**2,
        start=Start.NORMAL,
    )  # fmt: skip
    torch.manual_seed(0)
    given = Known(torch.tensor([[[known, 99.0]]]), torch.tensor([[False, True]]))
    steps = inpaint(
        model, settings, lambda: settings.live, GlobalNoise((1, 1, 2), many),
        read_known=lambda: given, inpainting=InpaintSettings(paste, 4),
    )  # fmt: skip
    *_, last = steps
    filled = last.x[:, 0, 0, 1]
    assert filled.mean().item() == pytest.approx(rho * known, abs=0.08)
    assert filled.var().item() == pytest.approx(1 - rho**2, rel=0.25)


def test_jumping_back_restores_the_levels_noise():
    torch.manual_seed(0)
    x = 0.3 * torch.randn(40_000, 1, 1, 1)
    back = jump_back(x, torch.randn(40_000, 1, 1, 1), 1.0, 0.3)
    assert back.std().item() == pytest.approx(1, rel=0.02)


def test_a_mask_repainted_while_it_runs_acts_at_the_next_step(model, source, mask):
    now = {"known": Known(source, torch.ones(8, 8, dtype=torch.bool))}
    noise = SampleNoise(0, SHAPE, 2)
    steps = inpaint(
        model, SETTINGS, lambda: SETTINGS.live, noise, read_known=lambda: now["known"],
        inpainting=InpaintSettings(Paste.STEP),
    )  # fmt: skip
    for _ in range(6):
        before = next(steps)
    now["known"] = Known(source, mask)
    after = next(steps)
    unknown = (after.x_in == before.x).all(0)[0]
    assert torch.equal(unknown, mask)


@pytest.mark.parametrize("paste", list(Paste))
def test_a_source_drawn_on_while_it_runs_acts_at_the_next_step_with_the_same_noise(model, source, mask, paste):
    plain = fill(model, source, mask, paste=paste)
    other = torch.where(torch.arange(8) < 4, source, 1 - source)
    now = {"known": Known(source, mask)}
    noise = SampleNoise(SETTINGS.seed, SHAPE, SETTINGS.count)
    steps = inpaint(
        model, SETTINGS, lambda: SETTINGS.live, noise, read_known=lambda: now["known"],
        inpainting=InpaintSettings(paste),
    )  # fmt: skip
    for n in range(5):
        assert torch.equal(next(steps).x, plain[n].x)
    now["known"] = Known(other, mask)
    step = next(steps)
    seen, before = (step.x, plain[5].x) if paste is Paste.LEVEL else (step.x_in, plain[5].x_in)
    difference = (seen - before)[:, :, ~mask]
    torch.testing.assert_close(difference, (other - source)[:, ~mask].expand_as(difference), atol=1e-5, rtol=0)
    *_, last = steps
    assert (completed(model, last.x, other, mask) - other)[:, :, ~mask].abs().max() == 0


def test_batches_make_the_same_completions(model, source, mask):
    known = Known(source, mask)
    how = Filling(InpaintSettings(resample=2), lambda: known)
    *_, whole = (now.step.x for now in run_all(model, SETTINGS, make_filling=lambda: how))
    thirds = dataclasses.replace(SETTINGS, batch_size=3)
    split = {now.first: now.step.x for now in run_all(model, thirds, make_filling=lambda: how)}
    torch.testing.assert_close(torch.cat([split[0], split[3]]), whole, atol=1e-4, rtol=0)


@pytest.mark.parametrize("space", ["centred", "logit"])
def test_other_data_spaces_keep_the_pixels_exactly(source, mask, space):
    info = dataclasses.replace(gaussian(shape=SHAPE).describe(), data_space=space)
    model = SpaceModel(small_network(), info)
    x = fill(model, source, mask)[-1].x
    pictures = completed(model, x, source, mask)
    assert (pictures - source)[:, :, ~mask].abs().max() == 0
    # In data space the known pixels are the source's, up to the space's own rounding.
    torch.testing.assert_close(
        model.to_pixels(x)[:, :, ~mask], source[None].expand(4, -1, -1, -1)[:, :, ~mask], atol=1e-5, rtol=0
    )


@pytest.mark.parametrize("data", [{"paste": "glue"}, {"resample": 0}, {"resample": 1.5}, {"resample": 10**6}])
def test_absurd_settings_are_refused(data):
    with pytest.raises(SettingError):
        InpaintSettings.from_dict(data)
    assert InpaintSettings.from_dict({"paste": "level"}, InpaintSettings(resample=3)) == InpaintSettings(Paste.LEVEL, 3)


LATER = [Sampler.ANCESTRAL, Sampler.HEUN, Sampler.DPM_SOLVER, Sampler.REVERSE_DIFFUSION]


@pytest.mark.parametrize("sampler", LATER)
def test_later_samplers_keep_one_noise_for_the_run(source, mask, sampler):
    model = ExactModel(lambda x, sigma: -x / (1 + sigma**2), shape=SHAPE)
    settings = dataclasses.replace(SETTINGS, sampler=sampler, levels=6)
    how = InpaintSettings().suited(sampler)
    assert how.paste is Paste.RUN
    steps = fill(model, source, mask, settings, paste=how.paste)
    noises = [((s.x_in - source) / s.sigma)[:, :, ~mask] for s in steps]
    for noise in noises[1:]:
        torch.testing.assert_close(noise, noises[0], atol=1e-4, rtol=0)
    assert InpaintSettings(Paste.LEVEL).suited(sampler).paste is Paste.LEVEL
    assert InpaintSettings().suited(Sampler.ANNEALED).paste is Paste.STEP


@pytest.mark.parametrize("sampler", [Sampler.ANCESTRAL, Sampler.HEUN, Sampler.DPM_SOLVER])
def test_the_ode_completes_a_gaussian_by_a_law_with_its_conditional_mean(sampler):
    rho, known, many = 0.8, 1.5, 4000
    covariance = torch.tensor([[1.0, rho], [rho, 1.0]])

    def score(x, sigma):
        precision = torch.linalg.inv(covariance + sigma**2 * torch.eye(2))
        return -(x.reshape(-1, 2) @ precision).reshape(x.shape)

    settings = SampleSettings(sampler=sampler, levels=60, sigma_max=20.0, sigma_min=0.02, stochasticity=1.0, churn=30.0)
    torch.manual_seed(0)
    given = Known(torch.tensor([[[known, 99.0]]]), torch.tensor([[False, True]]))
    *_, last = inpaint(
        ExactModel(score, shape=(1, 1, 2)), settings, lambda: settings.live, GlobalNoise((1, 1, 2), many),
        read_known=lambda: given, inpainting=InpaintSettings(resample=4).suited(sampler),
    )  # fmt: skip
    assert last.x[:, 0, 0, 0].eq(known).all()
    assert last.x[:, 0, 0, 1].mean().item() == pytest.approx(rho * known, abs=0.3)  # by replacement, which is not exact


def test_a_mask_that_is_edited_makes_a_multistep_sampler_forget(source, mask):
    model = ExactModel(lambda x, sigma: -x / (1 + sigma**2), shape=SHAPE)
    settings = dataclasses.replace(SETTINGS, sampler=Sampler.DPM_SOLVER, levels=6)
    now = {"known": Known(source, mask)}
    noise = SampleNoise(0, SHAPE, 2)
    steps = inpaint(
        model, settings, lambda: settings.live, noise, read_known=lambda: now["known"],
        inpainting=InpaintSettings(Paste.RUN),
    )  # fmt: skip
    next(steps), next(steps)
    now["known"] = Known(source, ~mask)
    step = next(steps)
    sigma, after = settings.noise_levels[2:4]
    first_order = step.x_in + sigma * (sigma - after) * step.score
    torch.testing.assert_close(step.x, first_order)
