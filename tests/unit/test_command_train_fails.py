"""``score-explorer train`` where the disk is full, a state is damaged, or the training itself fails."""

import os

import numpy as np
import pytest
import torch

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.errors import WriteError
from app.io.training_state import load_training_state
from app.jobs.training import Training
from app.training.images import ImageTrainer
from tests.unit.conftest import GRIDS, SMALL


@pytest.mark.parametrize("name", ["net.samples.png", "net.resume.pt", "net.safetensors"])
def test_places_that_cannot_be_written_are_found_before_the_first_step(train, tmp_path, capsys, name, monkeypatch):
    monkeypatch.setattr(ImageTrainer, "_step", None)  # not a step is taken
    (tmp_path / name).mkdir()
    assert train(*GRIDS) == 1
    assert name in capsys.readouterr().err
    (tmp_path / name).rmdir()
    os.mkfifo(tmp_path / name)
    assert train(*GRIDS) == 1
    assert "pipe" in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def test_a_grid_of_samples_that_fails_costs_nothing(train, tmp_path, monkeypatch, capsys):
    failures = iter([
        WriteError("net.samples.png", "cannot be written: the disk is full"), MemoryError("no memory"),
        RuntimeError("CUDA error"), ValueError("a picture of absurd size"),
    ])  # fmt: skip

    def fail(self):
        assert (tmp_path / "net.resume.pt").exists()  # saved before
        raise next(failures)

    monkeypatch.setattr("app.jobs.training.Training._sample_grid", fail)
    assert train(*GRIDS, epochs=4) == 0
    assert capsys.readouterr().err.count("no grid of samples this time") == 4
    assert "4 epochs" in load_checkpoint(tmp_path / "net.safetensors").describe().facts["training"]


def test_a_disk_that_is_full_for_a_while_does_not_end_the_training(train, tmp_path, monkeypatch, capsys):
    save, calls = Training.save, []

    def sometimes(self, **options):
        calls.append(1)
        if len(calls) <= 3:
            raise WriteError("net.resume.pt", "cannot be written: the disk is full")
        save(self, **options)

    monkeypatch.setattr(Training, "save", sometimes)
    assert train("--save-every", "0") == 0
    assert "the training goes on" in capsys.readouterr().err
    assert load_checkpoint(tmp_path / "net.safetensors").shape == (1, 8, 8)


def test_a_finished_network_is_written_elsewhere_if_its_place_is_full(train, tmp_path, monkeypatch, capsys):
    from app.io import native

    save_file = native.save_file

    def full(tensors, path, metadata):
        if path.parent == tmp_path:
            raise OSError(28, "No space left on device")
        save_file(tensors, path, metadata)

    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
    monkeypatch.setattr("app.io.native.save_file", full)
    assert train() == 1
    said = capsys.readouterr().err
    assert "the disk is full" in said
    (found,) = (tmp_path / "elsewhere").rglob("net.safetensors")
    assert str(found) in said
    assert load_checkpoint(found).shape == (1, 8, 8)


def test_an_error_in_the_middle_saves_the_state(train, tmp_path, monkeypatch, capsys):
    step = ImageTrainer._step

    def fail(self, batch, rate):
        if self.step == 4:
            raise RuntimeError("the device is gone")
        return step(self, batch, rate)

    monkeypatch.setattr(ImageTrainer, "_step", fail)
    assert train() == 1
    assert "after 4 steps is saved" in capsys.readouterr().err
    assert load_training_state(tmp_path / "net.resume.pt").step == 4


STATE_DAMAGES = {
    "no step": lambda s: s["state"].pop("step"),
    "a negative step": lambda s: s["state"].update(step=-1),
    "a step of 400 digits": lambda s: s["state"].update(step=10**150),
    "a step that is a text": lambda s: s["state"].update(step="3"),
    "no weights": lambda s: s["state"].update(network={}),
    "weights that are a number": lambda s: s["state"].update(network=3),
    "a weight of another shape": lambda s: s["state"]["network"].update({"stem.bias": torch.zeros(3)}),
    "an average of texts": lambda s: s["state"].update(average={"stem.bias": "x"}),
    "no optimizer": lambda s: s["state"].pop("optimizer"),
    "an optimizer of a list": lambda s: s["state"].update(optimizer=[1]),
    "no groups": lambda s: s["state"]["optimizer"].update(param_groups=[]),
    "a memory of another shape": lambda s: s["state"]["optimizer"]["state"][0].update(exp_avg=torch.zeros(2)),
    "a memory without a part": lambda s: s["state"]["optimizer"]["state"][0].pop("exp_avg_sq"),
    "a memory's step of many": lambda s: s["state"]["optimizer"]["state"][0].update(step=torch.zeros(4)),
    "a memory of another step": lambda s: s["state"]["optimizer"]["state"][0].update(step=torch.tensor(-1.0)),
    "an infinite loss": lambda s: s["state"].update(loss=float("inf")),
    "seconds of a text": lambda s: s["state"].update(seconds="long"),
    "no setup": lambda s: s.pop("setup"),
    "a setup of a list": lambda s: s.update(setup=[1]),
    "another format": lambda s: s.update(format="x"),
    "another version": lambda s: s.update(version=2),
    "a list within itself": lambda s: s["state"].update(network=[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]),
}  # fmt: skip


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory):
    """The state of a run that was interrupted after two steps, as it was saved, and its data."""
    folder = tmp_path_factory.mktemp("unfinished")
    pictures = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    np.savez(folder / "data.npz", images=pictures)
    step = ImageTrainer._step

    def interrupted(self, batch, rate):
        if self.step == 2:
            raise KeyboardInterrupt
        return step(self, batch, rate)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImageTrainer, "_step", interrupted)
        words = ["train", "--data", str(folder / "data.npz"), "--out", str(folder / "net.safetensors"), *SMALL]
        assert main([*words, "--epochs", "2"]) == 1
    return folder


@pytest.mark.parametrize("damage", STATE_DAMAGES)
def test_a_damaged_state_is_refused_by_name(unfinished, tmp_path, capsys, damage):
    data = torch.load(unfinished / "net.resume.pt", weights_only=True)
    STATE_DAMAGES[damage](data)
    torch.save(data, tmp_path / "net.resume.pt")
    words = ["train", "--data", str(unfinished / "data.npz"), "--out", str(tmp_path / "net.safetensors"), *SMALL]
    assert main([*words, "--epochs", "2", "--resume"]) == 1
    said = capsys.readouterr().err
    assert "net.resume.pt" in said
    assert "unexpected" not in said


def test_a_diverging_run_says_what_to_do(train, monkeypatch, capsys):
    monkeypatch.setattr(
        "app.training.objectives.denoising_losses", lambda *arguments: torch.tensor(float("inf"), requires_grad=True)
    )
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
