"""The later samplers against closed forms: the exact ODE of a Gaussian, its order of convergence, the SDE's moments."""

import dataclasses
import itertools
import math
import sys

import pytest
import torch

from app.core.noise import GlobalNoise, SampleNoise
from app.core.samplers import KERNELS, At, State
from app.core.samplers.ancestral import split
from app.core.samplers.heun import churned
from app.core.samplers.reverse_diffusion import step_size
from app.core.sampling import picture_walk, starting_point
from app.core.types import Phase
from app.core.walk import PictureScale, Walk
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.lab.statistics import Reference
from app.params import LiveParams, Sampler, SampleSettings, Schedule, SettingError, Start
from app.params.lab.density import DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import MOST_CHURN, ROWS
from app.params.schedule import spaced
from tests.models import ExactModel, gaussian

ODES = [Sampler.ANCESTRAL, Sampler.HEUN, Sampler.DPM_SOLVER]
LATER = [*ODES, Sampler.REVERSE_DIFFUSION]
MANY = 20_000


class Zeros:
    """Noise that is not there."""

    def __init__(self, like):
        self._like, self.draws = like, 0

    def normal(self):
        self.draws += 1
        return torch.zeros_like(self._like)


class Counted(GlobalNoise):
    draws = 0

    def normal(self):
        self.draws += 1
        return super().normal().double()


def gaussian_score(mean, variance):
    return lambda x, sigma: (mean - x) / (variance + sigma**2)


def exact(x, mean, variance, sigma, after):
    """The probability-flow ODE of N(mean, variance) keeps each point's quantile."""
    return mean + (x - mean) * math.sqrt((variance + after**2) / (variance + sigma**2))


def solve(sampler, levels, x, params=None, score=None, **more):
    walk = Walk(score or gaussian_score(0.5, 0.3), x, levels, KERNELS[sampler], Zeros(x), **more)
    return list(walk.steps(lambda: params or LiveParams()))


@pytest.mark.parametrize(("sampler", "order"), [(Sampler.ANCESTRAL, 1), (Sampler.HEUN, 2), (Sampler.DPM_SOLVER, 2)])
def test_the_order_of_convergence_is_the_method_s(sampler, order, capsys):
    x = torch.linspace(-30, 30, 9, dtype=torch.float64).view(-1, 1, 1, 1)
    right = exact(x, 0.5, 0.3, 10.0, 0.1)
    errors = []
    for count in (20, 40, 80, 160, 320):
        last = solve(sampler, spaced(Schedule.GEOMETRIC, 10.0, 0.1, count), x)[-1].x
        errors.append(float((last - right).abs().max()))
    orders = [math.log2(a / b) for a, b in itertools.pairwise(errors)]
    with capsys.disabled():
        words = ", ".join(f"{o:.2f}" for o in orders)
        sys.stdout.write(f"\n{sampler.value}: errors {errors[0]:.2e} … {errors[-1]:.2e}, orders {words}\n")
    assert orders[-1] == pytest.approx(order, abs=0.1)


@pytest.mark.parametrize("sampler", ODES)
def test_a_step_from_any_level_of_a_point_is_exact(sampler):
    # Data at one point: D = m at every sigma, so each of them is exact for any step.
    x = torch.tensor([4.0, -3.0], dtype=torch.float64).view(2, 1, 1, 1)
    steps = solve(sampler, (8.0, 3.0, 0.2), x, score=gaussian_score(1.0, 0.0))
    torch.testing.assert_close(steps[-1].x, 1 + (x - 1) * 0.2 / 8)


def test_dpm_solver_by_hand():
    x = torch.tensor([[[[2.0]]]], dtype=torch.float64)
    sigmas = (4.0, 2.0, 0.5)
    first, second = solve(Sampler.DPM_SOLVER, sigmas, x, score=lambda x, sigma: -x / 10)
    d1 = 2.0 - 16 * 0.2
    x1 = 0.5 * 2.0 - (math.exp(-math.log(2)) - 1) * d1
    assert first.x.item() == pytest.approx(x1)
    d2 = x1 - 4 * x1 / 10
    r = math.log(2) / math.log(4)
    mixed = (1 + 1 / (2 * r)) * d2 - d1 / (2 * r)
    assert second.x.item() == pytest.approx(0.25 * x1 - (0.25 - 1) * mixed)


def test_a_multistep_sampler_that_forgets_is_of_the_first_order_again():
    x = torch.tensor([[[[2.0]]]], dtype=torch.float64)
    kernel, params = KERNELS[Sampler.DPM_SOLVER], LiveParams()
    walk = Walk(gaussian_score(0.0, 1.0), x, (4.0, 2.0, 0.5), kernel, Zeros(x))
    walk.step(params)
    before = walk.state.x
    walk.forget()
    after = walk.step(params).x
    ddim = solve(Sampler.ANCESTRAL, (2.0, 0.5), before, score=gaussian_score(0.0, 1.0))[-1].x
    torch.testing.assert_close(after, ddim)


@pytest.mark.parametrize("stochasticity", [0.0, 0.5, 1.0])
def test_ancestral_noise_makes_exactly_the_next_level_s(stochasticity):
    for sigma, after in ((5.0, 4.0), (5.0, 0.1), (1.0, 0.999)):
        down, up = split(sigma, after, stochasticity)
        assert down**2 + up**2 == pytest.approx(after**2)
        assert up <= after
        assert up == pytest.approx(min(after, stochasticity * math.sqrt(after**2 * (sigma**2 - after**2) / sigma**2)))
    torch.manual_seed(0)
    x = 1.5 + 5 * torch.randn(MANY, 1, 1, 1, dtype=torch.float64)
    levels = spaced(Schedule.GEOMETRIC, 5.0, 0.2, 12)
    walk = Walk(gaussian_score(1.5, 0.0), x, levels, KERNELS[Sampler.ANCESTRAL], Counted((1, 1, 1), MANY))
    for step, after in zip(walk.steps(lambda: LiveParams(stochasticity=stochasticity)), levels[1:], strict=True):
        assert step.x.std().item() == pytest.approx(after, rel=5 / math.sqrt(2 * MANY))
        assert step.x.mean().item() == pytest.approx(1.5, abs=5 * after / math.sqrt(MANY))


def test_reverse_diffusion_has_the_discretised_sde_s_moments():
    # x' = x + d (m - x)/(v + sigma^2) + sqrt(d) z with d = sigma^2 - sigma'^2: mean and variance by recursion.
    torch.manual_seed(0)
    mean, v, levels = 2.0, 0.5, spaced(Schedule.GEOMETRIC, 6.0, 0.3, 15)
    x = 1.0 + 6 * torch.randn(MANY, 1, 1, 1, dtype=torch.float64)
    m, variance = 1.0, 36.0
    walk = Walk(gaussian_score(mean, v), x, levels, KERNELS[Sampler.REVERSE_DIFFUSION], Counted((1, 1, 1), MANY))
    params = LiveParams(corrector_steps=0)
    for step, sigma, after in zip(walk.steps(lambda: params), levels, levels[1:], strict=False):
        d = sigma**2 - after**2
        keep = 1 - d / (v + sigma**2)
        m, variance = mean + keep * (m - mean), keep**2 * variance + d
        assert step.x.mean().item() == pytest.approx(m, abs=5 * math.sqrt(variance / MANY))
        assert step.x.var().item() == pytest.approx(variance, rel=5 * math.sqrt(2 / MANY))
        assert step.alpha is step.eta is step.snr is None


def test_the_corrector_s_step_is_each_sample_s_own():
    score, z = torch.randn(3, 1, 4, 4), torch.randn(3, 1, 4, 4)
    score[2] = 0
    alpha = step_size(score, z, 0.16)
    for k in (0, 1):
        assert alpha[k].item() == pytest.approx(4 * (0.16 * float(z[k].norm() / score[k].norm())) ** 2, rel=1e-5)
    assert alpha[2] == 0
    # A Langevin step in the paper's form has sqrt(alpha)|s| / (2|z|) = r.
    walk = Walk(
        lambda x, sigma: -x, torch.ones(2, 1, 4, 4), (2.0, 1.0), KERNELS[Sampler.REVERSE_DIFFUSION],
        GlobalNoise((1, 4, 4), 2),
    )  # fmt: skip
    steps = list(walk.steps(lambda: LiveParams(snr=0.2, corrector_steps=3)))
    assert len(steps) == 4
    assert [s.sigma for s in steps] == [2.0, 1.0, 1.0, 1.0]
    assert [s.snr for s in steps[1:]] == pytest.approx([0.2] * 3)
    assert all(s.alpha > 0 for s in steps[1:])


def test_heun_churns_as_edm_does():
    params = LiveParams(churn=10, churn_min=0.5, churn_max=5.0)
    assert churned(0.4, params, 18, 20.0) == 0.4
    assert churned(6.0, params, 18, 20.0) == 6.0
    assert churned(2.0, params, 18, 20.0) == pytest.approx(2 * (1 + MOST_CHURN))  # 10/18 is more
    assert churned(2.0, LiveParams(churn=1), 18, 20.0) == pytest.approx(2 * (1 + 1 / 18))
    assert churned(19.0, LiveParams(churn=100), 18, 20.0) == 20.0  # never above the largest level
    # By hand: x^ = x + sqrt(sigma^^2 - sigma^2) S z, Euler to sigma', then the mean slope from x^.
    x, z = torch.tensor([[[[2.0]]]], dtype=torch.float64), 0.7
    kernel, at = KERNELS[Sampler.HEUN], At(1, (20.0, 4.0, 1.0), PictureScale())
    params = LiveParams(churn=0.9, churn_noise=1.1)
    hat = 4 * (1 + 0.9 / 3)
    moved = kernel.move(State(x), torch.full_like(x, z), params, at)
    assert moved.sigma == pytest.approx(hat)
    x_hat = 2 + math.sqrt(hat**2 - 16) * 1.1 * z
    assert moved.x.item() == pytest.approx(x_hat)
    first = kernel.step(moved, -moved.x / 20, None, params, at)
    d = hat * x_hat / 20
    euler = x_hat + (1 - hat) * d
    assert (first.x.item(), first.sigma) == (pytest.approx(euler), 1.0)
    second = kernel.step(first, -first.x / 2, None, params, dataclasses.replace(at, step=1))
    assert second.x.item() == pytest.approx(x_hat + (1 - hat) * (d + euler / 2) / 2)
    assert second.memory is None


def test_eighteen_levels_of_heun_are_thirty_five_evaluations():
    settings = SampleSettings(sampler=Sampler.HEUN, levels=18, schedule=Schedule.RHO, sigma_max=20.0, sigma_min=0.02)
    assert settings.plan.total == 35
    assert dataclasses.replace(settings, sampler=Sampler.DPM_SOLVER).plan.total == 18
    assert dataclasses.replace(settings, sampler=Sampler.REVERSE_DIFFUSION, corrector_steps=2).plan.total == 17 * 3 + 1


def test_edm_s_levels_by_its_formula():
    sigmas = spaced(Schedule.RHO, 80.0, 0.002, 18, 7.0)
    expected = [(80 ** (1 / 7) + i / 17 * (0.002 ** (1 / 7) - 80 ** (1 / 7))) ** 7 for i in range(18)]
    assert sigmas == pytest.approx(expected)
    assert spaced(Schedule.RHO, 2.0, 1.0, 3, 1.0) == pytest.approx((2.0, 1.5, 1.0))


@pytest.mark.parametrize("sampler", LATER)
def test_they_start_with_the_first_level_s_noise_and_end_with_the_denoising_step(sampler):
    settings = SampleSettings(sampler=sampler, levels=12, sigma_max=8.0, sigma_min=0.05, start=Start.UNIFORM, count=2)
    model = gaussian(0.5, 0.25, shape=(1, 4, 4))
    start = starting_point(model, settings, SampleNoise(3, (1, 4, 4), 2))
    torch.testing.assert_close(start, 8 * SampleNoise(3, (1, 4, 4), 2).normal())
    torch.manual_seed(0)
    many = dataclasses.replace(settings, levels=60, corrector_steps=0)  # one number alone makes a wild ratio |z|/|s|
    walk = picture_walk(gaussian(0.5, 0.25), many, GlobalNoise((1, 1, 1), 4 * MANY))
    *_, last = walk.steps(lambda: many.live)
    assert last.x.mean().item() == pytest.approx(0.5, abs=0.05)
    assert last.x.std().item() == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("sampler", LATER)
def test_a_batch_does_not_matter_to_its_samples(sampler):
    settings = SampleSettings(sampler=sampler, levels=6, sigma_max=3.0, sigma_min=0.1)
    params = LiveParams(stochasticity=0.7, churn=2.0)
    model = ExactModel(lambda x, sigma: -x / (0.1 + sigma**2), shape=(1, 4, 4))

    def run(**which):
        *_, last = picture_walk(model, settings, SampleNoise(5, (1, 4, 4), **which)).steps(lambda: params)
        return last.x

    torch.testing.assert_close(torch.cat([run(count=2), run(indices=[2])]), run(count=3), atol=1e-6, rtol=0)


@pytest.mark.parametrize("sampler", LATER)
def test_draws_stay_aligned_whatever_their_factors(sampler):
    settings = SampleSettings(sampler=sampler, levels=5, sigma_max=3.0, sigma_min=0.1)
    counts = set()
    for params in (LiveParams(), LiveParams(stochasticity=1.0, churn=5.0)):
        noise = Counted((1, 1, 1), 2)
        list(picture_walk(gaussian(), settings, noise).steps(lambda p=params: p))
        counts.add(noise.draws)
    assert len(counts) == 1


def test_given_levels_are_visited_and_recorded():
    settings = SampleSettings(sampler=Sampler.HEUN, sigmas=(9.0, 2.0, 0.3))
    assert settings.noise_levels == (9.0, 2.0, 0.3)
    assert SampleSettings.from_dict(settings.to_dict()) == settings
    assert "sigmas" not in SampleSettings().to_dict()
    for bad in ((1.0, 2.0), (1.0, 0.0), (math.nan,)):
        with pytest.raises(SettingError, match="given level"):
            SampleSettings(sigmas=bad)


def test_what_a_sampler_ignores_has_a_reason_and_the_rest_acts():
    for sampler, row in ROWS.items():
        assert all(len(why) > 10 for why in row.ignores.values()), sampler
    own = {"stochasticity", "snr", "corrector_steps", "churn", "churn_min", "churn_max", "churn_noise"}
    assert {key for key in own if ROWS[Sampler.HEUN].uses(key)} == {"churn", "churn_min", "churn_max", "churn_noise"}
    assert {key for key in own if ROWS[Sampler.ANCESTRAL].uses(key)} == {"stochasticity"}
    assert {key for key in own if ROWS[Sampler.ANNEALED].uses(key)} == set()


@pytest.mark.parametrize("sampler", LATER)
@pytest.mark.parametrize("meaning", list(SigmaMeaning))
def test_in_the_plane_they_end_at_the_data_with_the_modes_weights(sampler, meaning):
    density = DensitySettings()
    settings = ParticleSettings.for_density(
        density, sampler, count=4000, levels=60, sigma_max=200.0, meaning=meaning,
        sigma_min=1.001 if meaning is SigmaMeaning.TOTAL else 0.1,
    )  # fmt: skip
    run = ParticleRun(build(density), settings)
    steps = list(run.run(lambda: settings.live))
    assert len(steps) == run.steps == run.index
    assert steps[-1].phase is Phase.DENOISE
    numbers = Reference.for_run(build(density), settings).numbers(run.x)
    assert numbers.shares[0] == pytest.approx(0.8, abs=0.04)
    assert numbers.energy_distance < 0.35
    assert torch.isfinite(run.x).all()


def test_more_evaluations_bring_the_plane_s_ode_nearer_to_the_data():
    density, distances = DensitySettings(), {}
    for sampler in ODES:
        for levels in (6, 60):
            settings = ParticleSettings.for_density(density, sampler, count=4000, sigma_max=200.0, levels=levels)
            run = ParticleRun(build(density), settings)
            evaluations = len(list(run.run(lambda s=settings: s.live)))
            found = Reference.for_run(build(density), settings).numbers(run.x)
            distances[sampler, levels] = found.energy_distance
            sys.stderr.write(f"{sampler.value}: {evaluations} evaluations, distance {found.energy_distance:.3f}\n")
        assert distances[sampler, 60] < distances[sampler, 6]
