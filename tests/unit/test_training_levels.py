"""Training NCSN and NCSNv2 with the objectives of their papers: losses against closed forms, what is learned."""

import itertools
import math

import numpy as np
import pytest
import torch

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.jobs.planning import check_orders, params_for, plan_for
from app.networks.ncsn import NCSN
from app.params import SettingError, TrainParams
from app.params.training import SizeParams
from app.training.images import ImageTrainer
from app.training.objectives import LevelDenoising, LevelSliced
from app.training.plans import LevelsPlan, levels_for

LEVELS = (1.0, 0.5, 0.1)
CPU = torch.device("cpu")


def normal_data(n, side=8, std=0.2):
    generator = torch.Generator().manual_seed(1)
    return 0.5 + std * torch.randn(n, 1, side, side, generator=generator)


class Known:
    """The score of N(0.5, std^2) under noise."""

    def __init__(self, std):
        self.variance = std * std

    def __call__(self, x, sigma):
        return (0.5 - x) / (self.variance + sigma[:, None, None, None] ** 2)


def optimum(std, levels=LEVELS):
    return np.mean([std**2 / (std**2 + sigma**2) for sigma in levels])


@pytest.mark.parametrize("objective", [LevelDenoising, LevelSliced])
def test_the_loss_of_the_true_score_of_normal_data_is_the_known_optimum(objective):
    clean = normal_data(3000)
    sigma = torch.tensor(LEVELS).repeat(1000)
    z = torch.randn(3000, objective.normals, 1, 8, 8, generator=torch.Generator().manual_seed(2))
    loss = float(objective(LEVELS).losses(Known(0.2), clean, z, sigma).detach().mean())
    assert loss == pytest.approx(optimum(0.2), rel=0.05)
    worse = float(objective(LEVELS).losses(Known(0.4), clean, z, sigma).detach().mean())
    assert worse > loss + 0.02


@pytest.mark.parametrize("objective", [LevelDenoising, LevelSliced])
def test_a_network_that_knows_nothing_has_a_loss_of_one(objective):
    z = torch.randn(600, objective.normals, 1, 8, 8, generator=torch.Generator().manual_seed(2))
    sigma = torch.tensor(LEVELS).repeat(200)
    losses = objective(LEVELS).losses(lambda x, _: 0 * x, normal_data(600), z, sigma)
    assert float(losses.detach().mean()) == pytest.approx(1, abs=0.02)


def test_levels_are_drawn_evenly():
    drawn = LevelDenoising(LEVELS).sigmas(9000, torch.Generator().manual_seed(0))
    for sigma in LEVELS:
        assert int(torch.isclose(drawn, torch.tensor(sigma)).sum()) == pytest.approx(3000, abs=150)


def test_the_settings_are_the_published_ones_unless_chosen():
    images = torch.zeros(1, 1, 28, 28, dtype=torch.uint8)
    plan = plan_for(images, 0.1, 0.3, "ncsn", SizeParams())
    params = params_for(plan, {"architecture": "ncsn"})
    assert (plan.arguments["features"], plan.betas) == (64, (0.9, 0.999))
    assert (params.learning_rate, params.levels, params.sigma_max, params.sigma_min) == (1e-3, 10, 1.0, 0.01)
    assert (params.ema_decay, params.warmup_steps, params.decay_fraction) == (0, 0, 0)
    assert params_for(plan, {"architecture": "ncsn", "levels": 4}).levels == 4
    colour = plan_for(torch.zeros(1, 3, 32, 32, dtype=torch.uint8), 0.5, 0.25, "ncsnv2", SizeParams())
    params = params_for(colour, {"architecture": "ncsnv2"})
    assert (colour.arguments["features"], params.learning_rate, params.ema_decay) == (128, 1e-4, 0.999)
    assert params.sigma_max == 30  # 1.5 * 0.25 * sqrt(2 * 3072) = 29.4, rounded up to one digit
    assert params.levels == levels_for(30, 0.01, 3072) > 150


def test_neighbouring_levels_share_half_of_their_mass():
    dimensions = 3072
    gamma = (50 / 0.01) ** (1 / (levels_for(50, 0.01, dimensions) - 1))
    a = math.sqrt(2 * dimensions) * (gamma - 1)
    phi = [0.5 * (1 + math.erf((a + sign * 3 * gamma) / math.sqrt(2))) for sign in (1, -1)]
    assert phi[0] - phi[1] == pytest.approx(0.5, abs=0.02)
    assert levels_for(50, 0.01, dimensions) == pytest.approx(232, abs=12)  # as published for CIFAR-10


def toy(architecture, objective):
    """A trainer on pictures that are each of one grey, near 0.2 or 0.8."""
    generator = torch.Generator().manual_seed(4)
    grey = torch.where(torch.rand(64, 1, 1, 1, generator=generator) < 0.5, 51, 204).byte()
    images = grey.expand(64, 1, 8, 8).contiguous()
    plan = plan_for(images, 0.5, 0.3, architecture, SizeParams(features=4))
    given = {"architecture": architecture, "objective": objective, "levels": 2, "sigma_max": 1.0, "sigma_min": 0.5,
             "epochs": 1000, "batch_size": 16, "learning_rate": 1e-2}  # fmt: skip
    params = params_for(plan, given)
    torch.manual_seed(0)
    return ImageTrainer(plan.network(params), plan.objective(params), images, params, CPU, betas=plan.betas)


@pytest.mark.parametrize(
    ("architecture", "objective"), [("ncsn", "denoising"), ("ncsnv2", "denoising"), ("ncsn", "sliced")]
)
def test_each_architecture_learns(architecture, objective):
    losses = [step.loss for step in itertools.islice(toy(architecture, objective).run(), 15)]
    # A picture of one grey is one number of 64, of variance 0.3^2: what cannot be known of the noise is little.
    best = np.mean([0.3**2 / (0.3**2 + sigma**2 / 64) / 64 for sigma in (1.0, 0.5)])
    assert losses[0] > 1
    assert best < 0.02 < np.mean(losses[-5:]) < 0.65  # who knows nothing has 1, and five batches a deviation of 0.02


@pytest.mark.parametrize(
    ("architecture", "more"), [("ncsn", ["--objective", "sliced"]), ("ncsnv2", ["--levels", "4"]), ("ncsn", [])]
)
def test_the_command_writes_networks_that_open_and_sample(tmp_path, architecture, more, capsys):
    np.savez(tmp_path / "d.npz", images=np.random.default_rng(1).integers(0, 256, (16, 8, 8), dtype=np.uint8))
    out = tmp_path / "net.safetensors"
    words = ["train", "--data", str(tmp_path / "d.npz"), "--out", str(out), "--architecture", architecture]
    words += ["--features", "4", "--batch-size", "8", "--epochs", "1", "--sample-every", "0", "--device", "cpu", *more]
    assert main(words) == 0
    info = load_checkpoint(out).describe()
    assert (info.architecture, info.continuous, info.shape) == (architecture, architecture == "ncsnv2", (1, 8, 8))
    assert info.settings.levels == len(info.sigmas) == (4 if more[:1] == ["--levels"] else 10)
    assert info.settings.steps_per_level == (100 if architecture == "ncsn" else 5)
    assert info.weights == ("live" if architecture == "ncsn" else "EMA")
    assert ("sliced" in info.facts["training"]) == ("sliced" in more)
    assert "levels, geometric" in info.facts["training noise"]
    assert main(["sample", "--checkpoint", str(out), "-T", "1", "-n", "2", "--npz", str(tmp_path / "s.npz")]) == 0
    capsys.readouterr()
    assert main([*words, "--resume", "--epochs", "2"]) == 0
    assert "4 of 4 steps" in load_checkpoint(out).describe().facts["training"]


@pytest.mark.parametrize(
    ("given", "sizes", "start", "words"),
    [
        ({"levels": 4}, SizeParams(), False, "--levels cannot be given: compact"),
        ({"architecture": "ncsn", "log_mean": 0.0}, SizeParams(blocks=3), False, "--log-mean, --blocks cannot be"),
        ({"architecture": "ncsnv2"}, SizeParams(), True, "--start"),
    ],
)  # fmt: skip
def test_what_does_nothing_for_an_architecture_is_refused(given, sizes, start, words):
    with pytest.raises(SettingError, match=words):
        check_orders(given, sizes, start=start)


def test_what_no_network_can_be_trained_with_is_refused():
    with pytest.raises(SettingError, match="sliced is for ncsn"):
        TrainParams(objective="sliced")
    with pytest.raises(SettingError, match="above sigma_min"):
        TrainParams(architecture="ncsn", sigma_max=0.1, sigma_min=0.1)
    with pytest.raises(SettingError, match="even"):
        LevelsPlan("ncsn", (1, 9, 9), 8, 0.3)
    with pytest.raises(SettingError, match="features"):
        plan_for(torch.zeros(1, 1, 8, 8), 0.5, 0.3, "ncsn", SizeParams(features=2))


def test_the_levels_of_a_trained_network_are_in_its_file():
    plan = LevelsPlan("ncsnv2", (1, 8, 8), 8, 0.3)
    params = params_for(plan, {"architecture": "ncsnv2", "levels": 3, "sigma_max": 4.0, "sigma_min": 1.0})
    assert plan.network(params).sigmas.tolist() == [4.0, 2.0, 1.0]
    v1 = LevelsPlan("ncsn", (1, 8, 8), 8, 0.3).network(TrainParams(architecture="ncsn", levels=2, sigma_max=1.0))
    assert isinstance(v1, NCSN)
    assert v1.config.sigmas == (1.0, 0.01)
