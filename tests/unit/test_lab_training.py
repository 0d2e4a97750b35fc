"""The objectives against each other and closed forms, training, and what the paper's Figures 1 and 2 show."""

import dataclasses
import math

import numpy as np
import pytest
import torch

from app.lab.densities import build
from app.lab.fields import field_error, relative_error
from app.lab.matching import denoising_loss, implicit_loss, sliced_loss, weight
from app.lab.training import LabTrainer, LabTrainingDivergedError
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.training import LabTrainSettings, Objective

GAUSSIAN = DensitySettings(DensityName.RING, (Mode(2, -1, 1.5),))


def network(*, noise=True, random=True):
    ends = (0.1, 10.0) if noise else (0.0, 0.0)
    torch.manual_seed(0)
    net = PlaneScoreNet(PlaneNetConfig(16, 2, (2.0, -1.0), 1.5, *ends))
    if random:
        torch.nn.init.normal_(net.layers[-1].weight, std=0.3)
    return net


def data(n=500):
    return build(GAUSSIAN).sample(n, torch.Generator().manual_seed(0)).float()


def test_an_untrained_network_is_the_score_of_one_gaussian():
    density, net = build(GAUSSIAN), network(random=False)
    x = data()
    for sigma in (0.1, 1.0, 10.0):
        torch.testing.assert_close(net.score(x, sigma), density.score(x, sigma), rtol=1e-5, atol=1e-5)
    bare = network(noise=False, random=False)
    torch.testing.assert_close(bare.score(x, 0.0), density.score(x, 0.0), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("noise", [True, False])
def test_slices_along_the_axes_add_up_to_the_exact_trace(noise):
    net, x = network(noise=noise), data()
    sigma = torch.full((len(x),), 0.7 if noise else 0.0)
    # E over v = sqrt(2) e_1 and sqrt(2) e_2 is the expectation over v with covariance I.
    directions = [math.sqrt(2) * torch.eye(2)[k].expand(len(x), 2) for k in range(2)]
    sliced = [sliced_loss(net, x.clone(), sigma, v).item() for v in directions]
    assert np.mean(sliced) == pytest.approx(implicit_loss(net, x.clone(), sigma).item(), rel=1e-5)


def test_the_implicit_loss_is_the_trace_of_a_numerical_jacobian():
    net, x = network(), data(20)
    sigma = torch.full((20,), 0.7)
    jacobians = torch.func.vmap(torch.func.jacrev(lambda p: net(p[None], sigma[:1])[0]))(x)
    trace = jacobians.diagonal(dim1=1, dim2=2).sum(dim=1)
    expected = (weight(net, sigma) * (trace + net(x, sigma).square().sum(dim=1) / 2)).mean().item()
    assert implicit_loss(net, x.clone(), sigma).item() == pytest.approx(expected, rel=1e-4)


def test_denoising_and_implicit_score_matching_differ_by_a_constant_only():
    # Vincent (2011): both are E|s - s*|^2 / 2 up to terms without the network.
    generator = torch.Generator().manual_seed(1)
    n, sigma = 200_000, 0.8
    clean, z = data(n), torch.randn(n, 2, generator=generator)
    level = torch.full((n,), sigma)
    nets = [network(random=False), network()]
    denoising = [denoising_loss(net, clean, z, level).item() for net in nets]
    implicit = [implicit_loss(net, clean + sigma * z, level).item() for net in nets]
    assert denoising[1] - denoising[0] == pytest.approx(implicit[1] - implicit[0], rel=0.02)


def test_the_losses_minima_are_the_closed_forms():
    # For the exact score of N(m, v I): ISM is -lambda / v per coordinate of two, here lambda = v.
    exact = network(noise=False, random=False)
    zero = torch.zeros(100_000)
    assert implicit_loss(exact, data(100_000), zero).item() == pytest.approx(-1, abs=0.02)


def test_defaults_learn_the_two_gaussians():
    density = build(DensitySettings())
    trainer = LabTrainer(density, LabTrainSettings(steps=1500))
    for _ in trainer.run():
        pass
    for sigma in (0.5, 1, 2, 5, 20):
        assert relative_error(density, trainer.average.score, sigma) <= 0.10


@pytest.mark.parametrize("objective", [Objective.SLICED, Objective.IMPLICIT])
def test_figure_2_without_noise_the_score_is_wrong_where_data_are_scarce(objective):
    density = build(DensitySettings())
    trainer = LabTrainer(density, LabTrainSettings(objective=objective, noise=False, steps=200))
    for _ in trainer.run():
        pass
    settings = FieldSettings(sigma=1.0, meaning=SigmaMeaning.TOTAL)
    error = field_error(density, trainer.average.score, settings, per_side=60)
    p = density.log_prob_on_grid(torch.from_numpy(error.x), torch.from_numpy(error.y), 0.0).exp().numpy()
    scarce = error.difference[p < 1e-3 * p.max()].mean()
    near = error.difference[p > 0.1 * p.max()].mean()
    assert near < 0.2
    assert scarce >= 3 * near


@pytest.mark.parametrize("objective", [Objective.SLICED, Objective.IMPLICIT])
def test_figure_1_without_noise_thin_data_have_no_score(objective):
    settings = LabTrainSettings(objective=objective, noise=False, batch_size=256, width=32, depth=2, limit=300)
    trainer = LabTrainer(build(DensitySettings(DensityName.SEGMENT)), settings)
    with pytest.raises(LabTrainingDivergedError, match=r"no smooth density.*Train with noise"):
        for _ in trainer.run():
            pass
    assert all(bool(p.isfinite().all()) for p in trainer.average.parameters())


def test_with_noise_thin_data_are_learned():
    density = build(DensitySettings(DensityName.SEGMENT))
    settings = LabTrainSettings(objective=Objective.SLICED, sigma_min=0.5, batch_size=512, width=64, steps=400)
    trainer = LabTrainer(density, settings)
    for _ in trainer.run():
        pass
    assert relative_error(density, trainer.average.score, 1.0) < 0.3


def test_a_loss_that_is_not_a_number_stops_the_training():
    trainer = LabTrainer(build(GAUSSIAN), LabTrainSettings(width=8, depth=1))
    with torch.no_grad():
        trainer.network.layers[-1].bias.fill_(math.nan)
    with pytest.raises(LabTrainingDivergedError, match="smaller learning rate"):
        next(trainer.run())


SMALL = LabTrainSettings(width=16, depth=2, batch_size=32, steps=40)


def weights(trainer):
    return torch.cat([p.flatten() for p in [*trainer.network.parameters(), *trainer.average.parameters()]])


def test_a_resumed_run_is_the_uninterrupted_one():
    density = build(GAUSSIAN)
    whole, half, rest = (LabTrainer(density, SMALL) for _ in range(3))
    losses = [s.loss for s in whole.run()]
    stream = half.run()
    first = [next(stream).loss for _ in range(17)]
    rest.load_state(half.state())
    assert first + [s.loss for s in rest.run()] == losses
    assert torch.equal(weights(rest), weights(whole))


def test_training_leaves_the_global_random_numbers_alone():
    torch.manual_seed(4)
    expected = torch.rand(1)
    torch.manual_seed(4)
    next(LabTrainer(build(GAUSSIAN), SMALL).run())
    assert torch.equal(torch.rand(1), expected)


def test_the_learning_rate_is_read_before_every_step():
    trainer = LabTrainer(build(GAUSSIAN), SMALL)
    now = SMALL
    steps = trainer.run(lambda: now)
    first = next(steps).learning_rate
    now = dataclasses.replace(SMALL, learning_rate=SMALL.learning_rate / 10, batch_size=8)
    assert next(steps).learning_rate == pytest.approx(2 * first / 10)


def test_noise_levels_are_those_asked_for():
    continuum = LabTrainer(build(GAUSSIAN), SMALL).sigmas(1000)
    assert continuum.min() >= 0.1
    assert continuum.max() <= 25
    assert continuum.log().mean().item() == pytest.approx((math.log(0.1) + math.log(25)) / 2, abs=0.01)
    levels = LabTrainer(build(GAUSSIAN), dataclasses.replace(SMALL, levels=3, sigma_max=1.0, sigma_min=0.25)).sigmas(
        200
    )
    assert sorted(set(levels.tolist())) == [0.25, 0.5, 1.0]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"noise": False}, "learns from the noise"),
        ({"sigma_min": 30.0}, "sigma_min"),
        ({"learning_rate": 0.0}, "learning rate"),
        ({"batch_size": 1}, "batch size"),
        ({"width": 0}, "width"),
        ({"limit": 0.0}, "limit"),
    ],
)
def test_impossible_settings_are_refused(changes, message):
    with pytest.raises(SettingError, match=message):
        LabTrainSettings(**changes)
