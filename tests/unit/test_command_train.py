"""``score-explorer train`` as a user calls it."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.training.images import ImageTrainer
from tests.conftest import ROOT

SMALL = ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--device", "cpu"]


@pytest.fixture
def data(tmp_path):
    pictures = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)
    return str(tmp_path / "data.npz")


@pytest.fixture
def train(data, tmp_path):
    def call(*arguments, out="net.safetensors", path=data, epochs=2):
        words = ["train", "--data", path, "--out", str(tmp_path / out), *SMALL, "--epochs", str(epochs)]
        return main([*words, *map(str, arguments)])

    return call


def test_it_writes_a_checkpoint_that_samples(train, tmp_path, capsys):
    assert train("--licence", "CC0, made up") == 0
    printed = capsys.readouterr()
    assert "6 steps" in printed.out
    assert "epoch 2: loss" in printed.err
    assert "loss" in printed.err
    info = load_checkpoint(tmp_path / "net.safetensors").describe()
    assert info.shape == (1, 8, 8)
    assert info.facts["licence of the data"] == "CC0, made up"
    assert "6 of 6 steps (2 epochs) of 8 pictures" in info.facts["training"]
    assert info.facts["data"] == "data.npz, 24 pictures"
    # 1.5 * 0.29 * sqrt(2 * 64) = 4.9, rounded up to one digit
    assert max(info.sigmas) == 5.0
    with Image.open(tmp_path / "net.samples.png") as grid:
        assert grid.size[0] > 100
    assert not (tmp_path / "net.resume.pt").exists()
    out = str(tmp_path / "a.npz")
    assert main(["sample", "--checkpoint", str(tmp_path / "net.safetensors"), "-T", "1", "-n", "2", "--npz", out]) == 0
    assert np.load(out)["samples"].shape == (2, 1, 8, 8)


def test_an_interrupted_run_resumes_bit_for_bit(train, tmp_path, monkeypatch, capsys):
    assert train(out="whole.safetensors") == 0
    step = ImageTrainer._step

    def interrupted(self, batch, rate):
        if self.step == 4:
            raise KeyboardInterrupt
        return step(self, batch, rate)

    monkeypatch.setattr(ImageTrainer, "_step", interrupted)
    assert train() == 1
    assert "Interrupted after 4 steps" in capsys.readouterr().err
    assert "4 of 6 steps" in load_checkpoint(tmp_path / "net.safetensors").describe().facts["training"]
    monkeypatch.setattr(ImageTrainer, "_step", step)
    assert train() == 2
    assert "unfinished run" in capsys.readouterr().err
    assert train("--resume") == 0
    whole, resumed = (load_file(tmp_path / name) for name in ("whole.safetensors", "net.safetensors"))
    for name, tensor in whole.items():
        np.testing.assert_array_equal(tensor, resumed[name])
    assert train("--resume") == 2
    assert "no unfinished run" in capsys.readouterr().err


def test_a_resumed_run_must_be_the_same_one(train, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(ImageTrainer, "_step", _interrupt)
    assert train() == 1
    monkeypatch.undo()
    for changed, what in CHANGES:
        assert train("--resume", *changed) == 2
        assert what in capsys.readouterr().err
    path = tmp_path / "net.resume.pt"
    path.write_bytes(path.read_bytes()[:1000])
    assert train("--resume") == 1
    assert "net.resume.pt" in capsys.readouterr().err
    assert train("--overwrite") == 0


# What is changed on resuming, and what the message calls it; another set of pictures has another mean, too.
CHANGES = (
    (["--seed", "5"], "other params;"),
    (["--limit", "20"], "other config, data;"),
    (["--features", "16"], "other config;"),
)


def _interrupt(self, batch, rate):
    raise KeyboardInterrupt


def test_a_termination_signal_saves_the_state(data, tmp_path):
    out = tmp_path / "net.safetensors"
    words = ["train", "--data", data, "--out", str(out), *SMALL, "--epochs", "100000", "--sample-every", "0"]
    process = subprocess.Popen([sys.executable, "-m", "app", *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    seen = ""
    while "epoch 2" not in seen:
        seen += process.stderr.read(1)
    os.kill(process.pid, signal.SIGTERM)
    _, rest = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "the state is saved" in rest
    assert (tmp_path / "net.resume.pt").exists()
    assert load_checkpoint(out).shape == (1, 8, 8)


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ({"path": "absent"}, 1, "absent: there is no such file"),
        ({"out": "net.pth"}, 2, ".safetensors"),
        ({"out": "absent/net.safetensors"}, 1, "no such file or folder"),
        ({"epochs": 0}, 2, "epochs"),
    ],
)
def test_wrong_use(train, capsys, options, code, message):
    assert train(**options) == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--learning-rate", "nan"], "learning rate"),
        (["--sigma-max", "0.001"], "sigma_max"),
        (["--size", "9999"], "--size"),
        (["--size", "10"], "multiples of 4"),
        (["--limit", "0"], "--limit"),
        (["--features", "7"], "features"),
        (["--batch-size", "0"], "batch size"),
    ],
)
def test_absurd_numbers(train, capsys, arguments, message):
    assert train(*arguments) == 2
    assert message in capsys.readouterr().err


def test_pictures_that_are_all_alike(train, tmp_path, capsys):
    np.savez(tmp_path / "flat.npz", images=np.full((4, 8, 8), 7, np.uint8))
    assert train(path=str(tmp_path / "flat.npz")) == 1
    assert "nothing to learn" in capsys.readouterr().err


def test_a_diverging_run_says_what_to_do(train, monkeypatch, capsys):
    monkeypatch.setattr("app.training.images.denoising_loss", lambda *arguments: torch.tensor(float("inf")))
    assert train() == 1
    err = capsys.readouterr().err
    assert "the loss became inf at step 1; use a smaller learning rate than 0.001" in err
    assert "Traceback" not in err


def test_a_full_disk_while_saving(train, tmp_path, monkeypatch, capsys):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.io.native.save_file", full)
    assert train() == 1
    assert "the disk is full" in capsys.readouterr().err
    assert not (tmp_path / "net.safetensors").exists()
