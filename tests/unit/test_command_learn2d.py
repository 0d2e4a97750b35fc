"""The network of the plane trained without a window: the trainer's own, its errors and its optimum in closed form."""

import numpy as np
import pytest
import torch

from app.cli import main
from app.io.lab import load_plane_network
from app.jobs.lab.fields import FieldWork
from app.lab.densities import build
from app.lab.errors import learning_errors, region_errors
from app.lab.training import LabTrainer
from app.params.lab.density import DensityName, DensitySettings, Extent, Mode, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.run import FieldRequest
from app.params.lab.training import LabTrainSettings, Objective

VIEW = Extent(-8, 8, -8, 8)
GAUSSIAN = build(DensitySettings(DensityName.RING, (Mode(1, -2, 1.5),)))


def test_the_command_trains_the_window_s_network(tmp_path, capsys):
    out = tmp_path / "net.safetensors"
    options = ["--steps", "25", "--width", "16", "--batch-size", "64", "--seed", "3", "--sigma-max", "5", "--quiet"]
    assert main(["learn2d", "--density", "ring", *options, "--out", str(out)]) == 0
    settings = LabTrainSettings(steps=25, width=16, batch_size=64, seed=3, sigma_max=5.0)
    trainer = LabTrainer(build(DensitySettings(DensityName.RING)), settings)
    losses = [step.loss for step in trainer.run()]
    loaded = load_plane_network(out)
    for name, tensor in trainer.average.state_dict().items():
        assert torch.equal(loaded.network.state_dict()[name], tensor), name
    assert loaded.density == "ring"
    assert loaded.training == settings.to_dict() | {"steps": 25}
    said = capsys.readouterr().out
    assert f"loss {losses[-1]:.4f} (of the exact score: {trainer.optimum():.4f})" in said
    errors = learning_errors(trainer.density, trainer.average.score, settings, DensitySettings(DensityName.RING).view)
    assert f"{errors.errors[0]:.3g} at sigma 5" in said
    assert f"by region: {errors.regions[0]:.3g} where data are many" in said
    npz = tmp_path / "p.npz"
    use = ["--density", "ring", "--network", str(out), "--npz", str(npz)]
    assert main(["field", "--sigma", "1", *use]) == 0
    assert main(["particles", *use, "--count", "20", "--steps-per-level", "3", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--out", "a.pth"], 2, "must end in .safetensors"),
        (["--out", "a.safetensors", "--no-noise"], 2, "denoising score matching learns from the noise"),
        (["--out", "a.safetensors", "--density", "segment", "--no-noise", "--objective", "sliced", "--limit", "0.01",
          "--steps", "5", "--quiet"], 1, "no smooth density"),
        (["--out", "no/folder/a.safetensors"], 1, "cannot be written"),
    ],
)  # fmt: skip
def test_mistakes_are_explained(tmp_path, monkeypatch, capsys, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    assert main(["learn2d", *arguments]) == code
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_training_keeps_its_network(tmp_path, monkeypatch, capsys):
    take = LabTrainer.take_step

    def interrupted(trainer, *args):
        if trainer.step == 4:
            raise KeyboardInterrupt
        return take(trainer, *args)

    monkeypatch.setattr(LabTrainer, "take_step", interrupted)
    out = tmp_path / "net.safetensors"
    assert main(["learn2d", "--steps", "9", "--width", "8", "--batch-size", "16", "--quiet", "--out", str(out)]) == 1
    assert "Interrupted after 4 of 9 steps" in capsys.readouterr().out
    assert load_plane_network(out).training["steps"] == 4


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # With lambda = sigma^2 (sigma^2 + v) / v a Gaussian's denoising loss is 1 at every sigma, in two dimensions.
        ({}, 1.0),
        ({"levels": 1, "sigma_max": 2.0, "sigma_min": 2.0}, 1.0),
        # Implicit and sliced: -lambda / 2 E|s|^2 = -sigma^2 / v.
        ({"objective": Objective.IMPLICIT, "levels": 1, "sigma_max": 3.0, "sigma_min": 3.0}, -9 / 2.25),
        ({"objective": Objective.SLICED, "noise": False}, -1.0),
    ],
)
def test_the_optimum_of_the_loss(changes, expected):
    trainer = LabTrainer(GAUSSIAN, LabTrainSettings(**changes))
    assert trainer.optimum(60_000) == pytest.approx(expected, rel=0.03)


def test_without_a_score_there_is_no_optimum_and_no_error():
    thin = build(DensitySettings(DensityName.SEGMENT))
    settings = LabTrainSettings(objective=Objective.SLICED, noise=False)
    trainer = LabTrainer(thin, settings)
    assert trainer.optimum() is None
    assert learning_errors(thin, trainer.average.score, settings, VIEW) is None


def test_the_first_network_is_a_gaussian_s_exact_score():
    settings = LabTrainSettings()
    found = learning_errors(GAUSSIAN, LabTrainer(GAUSSIAN, settings).average.score, settings, VIEW)
    assert (found.sigmas[0], found.sigmas[-1]) == pytest.approx((25, 0.1))
    assert found.errors.max() < 0.03  # its mean and variance are those of 20,000 samples
    assert max(found.regions) < 0.05


def test_errors_by_region_are_relative_to_the_score_there():
    density = build(DensitySettings())

    def wrong_far_away(x, sigma):
        below = density.log_prob(x.double(), sigma)
        far = below < below.max() - 8
        return density.score(x, sigma) * (1 + far.float()[:, None])

    assert region_errors(density, wrong_far_away, 0.5, VIEW) == pytest.approx((0, 0, 1), abs=1e-5)
    assert region_errors(density, lambda x, s: 0 * x, 0.5, VIEW) == pytest.approx((1, 1, 1))
    assert np.isnan(region_errors(density, wrong_far_away, 30.0, VIEW)[2])  # all of the view is in the data


def test_noisy_data_are_drawn_noisy():
    def shown(sigma, meaning=SigmaMeaning.ADDED, *, noisy=True):
        field = FieldSettings(sigma=sigma, meaning=meaning, arrows=2, cells=2)
        return FieldWork()(FieldRequest(DensitySettings(), (field,), data=True, noisy=noisy))[0].data

    clean = shown(3.0, noisy=False)
    assert np.array_equal(shown(0.0), clean)
    assert np.array_equal(shown(1.0, SigmaMeaning.TOTAL), clean)  # the modes' own width: nothing is added
    assert (shown(3.0) - clean).std() == pytest.approx(3, rel=0.1)
    assert np.allclose((shown(6.0) - clean) / 2, shown(3.0) - clean)
