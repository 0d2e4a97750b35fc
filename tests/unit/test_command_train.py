"""``score-explorer train`` as a user calls it."""

import signal

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.training_state import load_training_state
from app.params import TrainParams
from app.params.settings import fields_of
from app.training.images import ImageTrainer
from tests.models import quick_grids
from tests.unit.conftest import GRIDS, SMALL
from tests.warm import Command


def test_it_writes_a_checkpoint_that_samples(train, tmp_path, capsys):
    assert train("--licence", "CC0, made up", "--sample-every", "2") == 0
    printed = capsys.readouterr()
    assert "6 steps" in printed.out
    assert "epoch 2: loss" in printed.err
    assert "loss" in printed.err
    info = load_checkpoint(tmp_path / "net.safetensors").describe()
    assert info.shape == (1, 8, 8)
    assert info.facts["licence of the data"] == "CC0, made up"
    assert "6 of 6 steps (2 epochs) of 8 pictures, learning rate" in info.facts["training"]
    assert info.facts["data"] == "data.npz, 24 pictures"
    # 1.5 * 0.29 * sqrt(2 * 64) = 4.9, rounded up to one digit
    assert max(info.sigmas) == 5.0
    with Image.open(tmp_path / "net.samples.png") as grid:
        assert grid.size[0] > 100
    assert load_training_state(tmp_path / "net.resume.pt").complete
    out = str(tmp_path / "a.npz")
    assert main(["sample", "--checkpoint", str(tmp_path / "net.safetensors"), "-T", "1", "-n", "2", "--npz", out]) == 0
    assert np.load(out)["samples"].shape == (2, 1, 8, 8)


def test_the_file_says_what_was_made_of_the_pictures(train, tmp_path):
    assert train("--crop", "8x8+0+0", "--grey", "--size", "8", "--flip", "--precision", "bfloat16") == 0
    facts = load_checkpoint(tmp_path / "net.safetensors").describe().facts
    assert facts["of each picture"] == "8x8+0+0 cut out, colours to grey, a centred square scaled to 8x8"
    assert "of 8 pictures, half of them mirrored, learning rate" in facts["training"]
    assert facts["training"].endswith("seed 0, products in bfloat16")
    assert train(out="plain.safetensors") == 0
    facts = load_checkpoint(tmp_path / "plain.safetensors").describe().facts
    assert "of each picture" not in facts
    assert facts["training"].endswith("seed 0")


def test_an_interrupted_run_resumes_bit_for_bit(train, tmp_path, monkeypatch, capsys):
    assert train(out="whole.safetensors") == 0
    step = ImageTrainer._step

    def interrupted(self, batch, rate):
        if self.step == 4:
            raise KeyboardInterrupt
        return step(self, batch, rate)

    monkeypatch.setattr(ImageTrainer, "_step", interrupted)
    quick_grids(monkeypatch)
    assert train(*GRIDS) == 1  # whose samples take nothing of the training's noise
    assert "Interrupted after 4 steps" in capsys.readouterr().err
    assert "4 of 6 steps" in load_checkpoint(tmp_path / "net.safetensors").describe().facts["training"]
    monkeypatch.setattr(ImageTrainer, "_step", step)
    assert train() == 2
    assert "unfinished run" in capsys.readouterr().err
    assert train("--resume") == 0
    whole, resumed = (load_file(tmp_path / name) for name in ("whole.safetensors", "net.safetensors"))
    assert len(whole) > 10
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


def test_every_setting_has_an_option_that_reaches_the_training(train, monkeypatch, capsys):
    shared = {
        "epochs": 3, "batch_size": 4, "learning_rate": 0.01, "warmup_steps": 7, "decay_fraction": 0.5, "ema_decay": 0.9,
        "gradient_clip": 2.5, "seed": 11, "sigma_max": 30.0, "sigma_min": 0.02, "precision": "bfloat16",
        "flip": True,
    }  # fmt: skip
    own = [{"log_mean": 0.1, "log_std": 1.1}, {"architecture": "ncsn", "objective": "sliced", "levels": 5}]
    assert {name for settings in (shared, *own) for name in settings} == set(fields_of(TrainParams))
    for settings in own:
        wanted = TrainParams(**shared, **settings)
        changed = [(field.about.flags[0], value) for field, value, _ in wanted.differences(TrainParams())]
        assert len(changed) == len(shared | settings)
        said = [word for flag, value in changed for word in ((flag,) if value is True else (flag, value))]
        seen = []
        monkeypatch.setattr(
            ImageTrainer, "_step", lambda self, *_, seen=seen: seen.append(self.params) or _interrupt(self, *_)
        )
        assert train(*said, out=f"{wanted.architecture}.safetensors", sizes=("--features", "8")) == 1
        assert seen == [wanted]
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    printed = capsys.readouterr().out
    assert all(field.about.help[:10] in printed for field in fields_of(TrainParams).values())


def _interrupt(self, batch, rate):
    raise KeyboardInterrupt


def test_a_termination_signal_saves_the_state(data, tmp_path):
    out = tmp_path / "net.safetensors"
    words = ["train", "--data", data, "--out", str(out), *SMALL, "--epochs", "100000"]
    with Command(*words) as process:
        process.wait_for("epoch 2")
        process.send_signal(signal.SIGTERM)
        _, rest = process.communicate()
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


def test_a_finished_network_is_not_replaced_unasked(train, tmp_path, capsys):
    assert train(epochs=1) == 0
    before = (tmp_path / "net.safetensors").read_bytes()
    assert train("--seed", "3", epochs=1) == 2
    assert "--force" in capsys.readouterr().err
    (tmp_path / "net.resume.pt").unlink()  # a file from elsewhere
    for arguments in ([], ["--overwrite"]):
        assert train("--seed", "3", *arguments, epochs=1) == 2
        assert "net.safetensors exists" in capsys.readouterr().err
    assert (tmp_path / "net.safetensors").read_bytes() == before
    assert train("--seed", "3", "--force", epochs=1) == 0
    assert (tmp_path / "net.safetensors").read_bytes() != before


def test_a_picture_of_that_name_is_not_replaced_unasked(train, tmp_path, capsys):
    (tmp_path / "net.samples.png").write_bytes(b"mine")
    assert train(*GRIDS) == 2
    assert "net.samples.png exists" in capsys.readouterr().err
    assert train(epochs=1) == 0
    assert (tmp_path / "net.samples.png").read_bytes() == b"mine"


def test_a_finished_run_goes_on_with_more_epochs_as_if_it_had_had_them(train, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(ImageTrainer, "learning_rate", lambda self, step: 1e-3)  # it decays at the end of a run
    assert train(out="whole.safetensors", epochs=4) == 0
    assert train(epochs=2) == 0
    assert train("--resume", epochs=2) == 2
    assert "complete after 2 epochs" in capsys.readouterr().err
    assert train("--resume", epochs=4) == 0
    whole, resumed = (load_file(tmp_path / name) for name in ("whole.safetensors", "net.safetensors"))
    for name, tensor in whole.items():
        np.testing.assert_array_equal(tensor, resumed[name])
    assert load_training_state(tmp_path / "net.resume.pt").epochs == 4


@pytest.mark.parametrize(
    ("pictures", "message"),
    [
        ("ones", "the largest pixel is 1 of 255"),
        ("grey", "standard deviation"),
        ("one pixel", "the largest pixel is 1 of 255"),
    ],
)
def test_pictures_of_little_contrast_are_warned_of_and_trained_on(train, tmp_path, capsys, pictures, message):
    generator = np.random.default_rng(0)
    images = {
        "ones": generator.integers(0, 2, (8, 28, 28), dtype=np.uint8),
        "grey": generator.integers(127, 130, (8, 8, 8), dtype=np.uint8),
        "one pixel": np.zeros((8, 8, 8), np.uint8),
    }[pictures]
    images[0, 0, 0] += pictures == "one pixel"
    np.savez(tmp_path / "dark.npz", images=images)
    assert train(path=str(tmp_path / "dark.npz"), epochs=1) == 0
    assert message in capsys.readouterr().err
    info = load_checkpoint(tmp_path / "net.safetensors").describe()
    settings = info.settings
    assert 0 < settings.sigma_min < settings.sigma_max
    assert settings.eta == pytest.approx(0.8, rel=1e-3)
    std = info.arguments["data_std"]
    assert settings.sigma_max > std
    assert min(info.sigmas) < std / 5


def test_what_was_used_and_passed_over_is_said(train, tmp_path, capsys):
    generator = np.random.default_rng(0)
    np.savez(tmp_path / "a.npz", labels=np.arange(8), faces=generator.integers(0, 256, (8, 8, 8), dtype=np.uint8))
    assert train(path=str(tmp_path / "a.npz"), epochs=1) == 0
    assert "note: of the arrays in it, faces is used" in capsys.readouterr().err


def test_pictures_that_are_all_alike(train, tmp_path, capsys):
    for value in (0, 3, 7, 49, 255):  # the mean of some of them is not exactly what each is
        np.savez(tmp_path / "flat.npz", images=np.full((7, 8, 8), value, np.uint8))
        assert train(path=str(tmp_path / "flat.npz")) == 1
        assert "nothing to learn" in capsys.readouterr().err
