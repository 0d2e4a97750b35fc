"""Denoising score matching and its loop, against closed forms and against itself after an interruption."""

import dataclasses
import math

import pytest
import torch

from app.networks.compact import CompactScoreNet
from app.params import TrainParams
from app.training.denoising import denoising_losses, sample_sigmas
from app.training.ema import WeightAverage
from app.training.images import ImageTrainer, TrainingDivergedError
from app.training.objectives import PreconditionedDenoising
from app.training.ranks import coins
from app.training.recipe import largest_sigma, pixel_moments, recommended_settings, typical_distance
from tests.models import small_config

CPU = torch.device("cpu")
CARD = pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA graphics card here")
PARAMS = TrainParams(epochs=3, batch_size=8, warmup_steps=4, sigma_max=5.0)


def pictures(count=24):
    generator = torch.Generator().manual_seed(7)
    return torch.randint(0, 256, (count, 1, 8, 8), generator=generator, dtype=torch.uint8)


def trainer(params=PARAMS, images=None, device=CPU):
    torch.manual_seed(0)
    network = CompactScoreNet(small_config())
    objective = PreconditionedDenoising(params, network.config.data_std)
    return ImageTrainer(network, objective, pictures() if images is None else images, params, device)


class Prior:
    """The best denoiser of N(m, s^2 I)."""

    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def denoise(self, x, sigma):
        sig = sigma[:, None, None, None]
        return self.mean + (x - self.mean) * self.std**2 / (self.std**2 + sig**2)


def test_the_loss_of_the_best_denoiser_of_a_gaussian_is_one_at_every_level():
    torch.manual_seed(0)
    clean = 0.3 + 0.5 * torch.randn(2000, 1, 8, 8)
    for sigma in (0.01, 0.5, 20.0):
        loss = denoising_losses(Prior(0.3, 0.5), clean, torch.randn_like(clean), torch.full((2000,), sigma), 0.5).mean()
        assert loss.item() == pytest.approx(1, abs=5 * math.sqrt(2 / clean.numel()))


def test_the_loss_by_hand():
    class Zero:
        def denoise(self, x, sigma):
            return torch.zeros_like(x)

    clean = torch.full((1, 1, 2, 2), 2.0)
    # |0 - 2|^2 (sigma^2 + s^2) / (sigma s)^2 = 4 (0.25 + 1) / 0.25
    assert denoising_losses(Zero(), clean, torch.zeros_like(clean), torch.tensor([0.5]), 1.0).item() == pytest.approx(
        20
    )


def test_sigmas_follow_the_truncated_normal_law_in_ln_sigma():
    generator = torch.Generator().manual_seed(0)
    log_sigma = sample_sigmas(100_000, 0.01, 20.0, -0.7, 1.4, generator).double().log()
    normal = torch.distributions.Normal(-0.7, 1.4)
    low, high = (normal.cdf(torch.tensor(math.log(s))) for s in (0.01, 20.0))
    p = torch.linspace(0.05, 0.95, 19)
    expected = normal.icdf(low + p * (high - low)).double()
    torch.testing.assert_close(torch.quantile(log_sigma, p.double()), expected, atol=1e-3, rtol=0)
    assert math.log(0.01) <= log_sigma.min() + 1e-6
    assert log_sigma.max() <= math.log(20) + 1e-6


def test_the_average_by_hand():
    network = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.constant_(network.weight, 1.0)
    average = WeightAverage(network, 0.9)
    torch.nn.init.constant_(network.weight, 3.0)
    average.update(network, 0)  # decay min(0.9, 1/10): 0.1 * 1 + 0.9 * 3
    assert average.network.weight.item() == pytest.approx(2.8)
    average.update(network, 1000)  # decay 0.9: 0.9 * 2.8 + 0.1 * 3
    assert average.network.weight.item() == pytest.approx(2.82)
    assert not average.network.weight.requires_grad


def test_the_learning_rate_warms_up_stays_and_decays_to_zero():
    t = trainer(dataclasses.replace(PARAMS, epochs=100, decay_fraction=0.5, learning_rate=0.01))
    rates = [t.learning_rate(step) for step in range(t.total_steps)]
    assert t.total_steps == 300
    assert rates[:5] == pytest.approx([0.0025, 0.005, 0.0075, 0.01, 0.01])
    assert rates[150] == pytest.approx(0.01)
    assert rates[225] == pytest.approx(0.005)
    assert 0 < rates[-1] < 1e-4


def test_training_lowers_the_loss():
    t = trainer(dataclasses.replace(PARAMS, epochs=60, learning_rate=3e-3), pictures(8))
    losses = [step.loss for step in t.run()]
    assert len(losses) == 60
    assert sum(losses[-10:]) < 0.9 * sum(losses[:10])


def test_an_interrupted_run_goes_on_bit_for_bit():
    whole = trainer()
    losses = [step.loss for step in whole.run()]
    first = trainer()
    run = first.run()
    part = [next(run).loss for _ in range(5)]  # in the middle of the second epoch
    state = {k: v.clone() if isinstance(v, torch.Tensor) else v for k, v in first.state().items()}
    second = trainer(dataclasses.replace(PARAMS, seed=PARAMS.seed))
    torch.manual_seed(12345)
    second.load_state(state)
    part += [step.loss for step in second.run()]
    assert part == losses
    for mine, theirs in zip(second.average.network.parameters(), whole.average.network.parameters(), strict=True):
        assert torch.equal(mine, theirs)


def test_every_picture_is_seen_once_an_epoch():
    seen = []
    t = trainer()
    t._step = lambda batch, rate: (0.0, seen.append(batch.pictures))
    list(t.run())
    everything = {p.numpy().tobytes() for p in pictures()}
    for epoch in range(3):
        batches = torch.cat(seen[3 * epoch : 3 * epoch + 3])
        assert {p.numpy().tobytes() for p in batches} == everything
    assert not torch.equal(torch.cat(seen[:3]), torch.cat(seen[3:6]))


@pytest.mark.parametrize("device", ["cpu", pytest.param("cuda", marks=CARD)])
def test_a_loss_that_is_not_finite_stops_the_training(device):
    t = trainer(dataclasses.replace(PARAMS, learning_rate=1e-3), device=torch.device(device))
    run = t.run()
    next(run)
    with torch.no_grad():
        t.network.head.bias.fill_(float("nan"))
    with pytest.raises(TrainingDivergedError, match="step 2"):
        next(run)
    assert t.step == 1


@pytest.mark.parametrize("images", [torch.zeros(0, 1, 8, 8, dtype=torch.uint8), torch.zeros(4, 1, 8, 8)])
def test_only_pictures_are_trained_on(images):
    with pytest.raises(ValueError, match="uint8"):
        trainer(images=images)


def test_what_follows_from_the_data():
    images = torch.tensor([0, 51, 255, 102], dtype=torch.uint8).reshape(1, 1, 2, 2)
    mean, std = pixel_moments(images)
    values = torch.tensor([0, 0.2, 1, 0.4], dtype=torch.float64)
    assert (mean, std) == pytest.approx((values.mean().item(), values.std(correction=0).item()))
    config = small_config()
    assert typical_distance(config) == pytest.approx(0.4 * math.sqrt(128))
    assert largest_sigma(config) == 7.0  # 1.5 * 4.53 = 6.8
    settings = recommended_settings(PARAMS, config)
    assert settings["sigma_max"] <= PARAMS.sigma_max


def test_half_of_the_pictures_are_mirrored_and_others_in_the_next_step():
    seen = []
    images = pictures(256)
    subject = trainer(dataclasses.replace(PARAMS, flip=True, batch_size=256), images)
    forward = subject._loss.forward
    subject._loss.forward = lambda clean, *others: seen.append(clean) or forward(clean, *others)
    steps = subject.run()
    next(steps), next(steps)
    originals = {picture.numpy().tobytes(): index for index, picture in enumerate(images)}
    mirrored = []
    for clean in seen:
        found = [(picture * 255).round().to(torch.uint8) for picture in clean]
        flipped = {originals[p.flip(2).numpy().tobytes()] for p in found if p.numpy().tobytes() not in originals}
        assert abs(len(flipped) - 128) < 5 * 8  # five deviations of 256 fair coins
        mirrored.append(flipped)
    assert mirrored[0] != mirrored[1]


def test_a_coin_is_the_picture_s_own_whoever_throws_it():
    whole = coins(3, 5, range(64))
    assert torch.equal(torch.cat([coins(3, 5, range(20)), coins(3, 5, range(20, 64))]), whole)
    assert not torch.equal(coins(3, 6, range(64)), whole)
