"""The walk: states are saved and taken up again, a failed step changes nothing, rows and kernels belong together."""

import dataclasses

import pytest
import torch

from app.core.diagnostics import SamplingDivergedError
from app.core.inpainting import Filling, Known
from app.core.noise import SampleNoise
from app.core.samplers import KERNELS
from app.core.sampling import picture_walk
from app.lab.densities import build
from app.lab.particles import OneStream, ParticleRun, PlaneScale, start_places
from app.networks.spaces import SpaceModel
from app.params import Plan, Sampler, SampleSettings
from app.params.inpainting import InpaintSettings, Paste
from app.params.lab.density import DensitySettings
from app.params.lab.particles import ParticleSettings
from app.params.samplers import ROWS, stable_epsilon
from tests.models import gaussian, small_network
from tests.walks import PARTICLE_SAMPLERS, PICTURE_SAMPLERS, Walk

SHAPE = (1, 8, 8)
SETTINGS = SampleSettings(levels=6, steps_per_level=2, sigma_max=1.0, sigma_min=0.2, epsilon=0.8 * 0.2**2, count=3)


@pytest.fixture(scope="module")
def model():
    return SpaceModel(small_network(), gaussian(shape=SHAPE).describe())


def settings_for(sampler):
    return dataclasses.replace(SETTINGS, sampler=sampler)


def filling(paste):
    mask = torch.zeros(8, 8, dtype=torch.bool)
    mask[2:6, 1:7] = True
    known = Known(torch.rand(SHAPE, generator=torch.Generator().manual_seed(1)), mask)
    return Filling(InpaintSettings(paste, 2), lambda: known)


def test_every_row_has_its_kernel_and_every_kernel_its_row():
    assert KERNELS.keys() == ROWS.keys() == set(Sampler)
    for sampler, kernel in KERNELS.items():
        assert kernel.row is ROWS[sampler]
        assert (kernel.prime is not None) == kernel.row.primes


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
@pytest.mark.parametrize("paste", [None, *Paste])
def test_a_run_goes_on_from_any_of_its_branch_points_with_the_same_bits(model, sampler, paste):
    settings = settings_for(sampler)

    def begin():
        how = None if paste is None else filling(paste)
        return picture_walk(model, settings, SampleNoise(7, SHAPE, 3), how)

    walk, points, steps = begin(), [], []
    while (step := walk.step(settings.live)) is not None:
        steps.append(step)
        points.append(walk.save())
    for n in (0, len(points) // 2, len(points) - 2):
        branch = begin()
        branch.restore(points[n])
        rest = list(branch.steps(lambda: settings.live))
        assert [s.index for s in rest] == [s.index for s in steps[n + 1 :]]
        assert all(torch.equal(ours.x, theirs.x) for ours, theirs in zip(rest, steps[n + 1 :], strict=True))


def test_a_changed_branch_is_another_picture_from_there_on(model):
    walk = picture_walk(model, SETTINGS, SampleNoise(7, SHAPE, 3))
    for _ in range(5):
        before = walk.step(SETTINGS.live)
    point = walk.save()
    plain = walk.step(SETTINGS.live)
    branch = picture_walk(model, SETTINGS, SampleNoise(7, SHAPE, 3))
    branch.restore(point)
    assert torch.equal(branch.state.x, before.x)
    assert not torch.equal(branch.step(dataclasses.replace(SETTINGS.live, epsilon=1e-3)).x, plain.x)


def test_a_walk_does_not_go_back(model):
    walk = picture_walk(model, SETTINGS, SampleNoise(7, SHAPE, 3))
    point = walk.save()
    walk.step(SETTINGS.live)
    with pytest.raises(ValueError, match="back"):
        walk.restore(point)


@pytest.mark.parametrize("sampler", PARTICLE_SAMPLERS)
def test_particles_go_on_from_a_branch_point_too(sampler):
    density = build(DensitySettings())
    settings = ParticleSettings.for_density(DensitySettings(), sampler, count=20, levels=8, steps_per_level=4)
    run = ParticleRun(density, settings)
    for _ in range(3):
        run.step(settings.live)
    point = run.walk.save()
    rest = [step.x for step in run.run(lambda: settings.live)]
    other = ParticleRun(density, settings)
    other.walk.restore(point)
    again = [step.x for step in other.run(lambda: settings.live)]
    assert len(rest) == len(again) > 0
    assert all(torch.equal(a, b) for a, b in zip(rest, again, strict=True))


@pytest.mark.parametrize("sampler", PARTICLE_SAMPLERS)
def test_a_step_that_fails_changes_nothing_and_draws_nothing_anew(sampler):
    settings = ParticleSettings.for_density(DensitySettings(), sampler, count=10, levels=4, steps_per_level=3)
    density = build(DensitySettings())

    def begin(score):
        noise = OneStream(torch.Generator().manual_seed(3), settings.count)
        x = start_places(settings, noise, 20.0)
        return Walk(score, x, settings.noise_levels, KERNELS[sampler], noise, scale=PlaneScale(density))

    broken, whole = begin(density.score), begin(density.score)
    broken.step(settings.live), whole.step(settings.live)
    broken.score = lambda x, sigma: x / 0
    before = broken.save()
    for _ in range(2):
        with pytest.raises(SamplingDivergedError):
            broken.step(settings.live)
    assert broken.position.index == before.position.index
    assert torch.equal(broken.state.x, before.state.x)
    broken.score = density.score
    assert torch.equal(broken.step(settings.live).x, whole.step(settings.live).x)


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
@pytest.mark.parametrize("paste", [None, *Paste])
def test_the_plan_counts_what_the_walk_takes_and_what_is_left_at_every_step(model, sampler, paste):
    settings = settings_for(sampler)
    how = None if paste is None else filling(paste)
    plan = settings.plan if how is None else how.settings.plan(settings)
    steps = list(picture_walk(model, settings, SampleNoise(0, SHAPE, 2), how).steps(lambda: settings.live))
    assert len(steps) == plan.total
    left = [plan.left(s.level, s.repeat, s.step, s.steps) for s in steps[:-1]]
    assert left == list(range(plan.total - 1, 0, -1))


def test_a_plan_of_one_level_has_nothing_to_repeat():
    assert Plan(levels=1, steps=7, passes=5, denoise=True).total == 8
    assert Plan(levels=3, steps=1, passes=4, single=2, denoise=True).total == 4 + 4 + 1 + 1
    assert Plan(levels=3, steps=2, passes=4).total == 2 * (1 + 4 + 4)


def test_the_stable_epsilon_is_the_smallest_of_all_levels():
    # With the modes' width 1 beside the noise: alpha = epsilon (sigma / sigma_L)^2 < 4 (1 + sigma^2).
    sigmas = (4.0, 2.0, 1.0)
    assert stable_epsilon(sigmas, lambda s: 1 + s**2) == pytest.approx(4 * 17 / 16)
    assert stable_epsilon((0.0,), lambda s: 1.0) == 4.0


@pytest.mark.parametrize("sampler", [Sampler.ANNEALED, Sampler.LANGEVIN, Sampler.ANCESTRAL])
def test_noise_is_drawn_once_the_network_has_been_asked(sampler):
    """A card evaluates while the processor goes on: what is drawn meanwhile costs no time."""
    order = []

    class Noise(SampleNoise):
        def normal(self):
            order.append("noise")
            return super().normal()

    def score(x, sigma):
        order.append("score")
        return -x / (1 + sigma**2)

    walk = Walk(score, torch.zeros(2, *SHAPE), (1.0, 0.5), KERNELS[sampler], Noise(0, SHAPE, 2))
    assert walk.step(settings_for(sampler).live) is not None
    assert order == ["score", "noise"]
