"""Our checkpoint format: what is written is read, and what is broken is refused by name."""

import dataclasses
import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from app.cli import main
from app.core.types import ScoreModel
from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError
from app.io.native import KEY, save_native
from app.io.places import bundled_checkpoints
from app.params import Sampler
from app.params.recipes import Recipe, recipe
from tests.models import small_config, small_header, small_network, write_small


def rewrite(path, header=None, **tensors):
    """The checkpoint at ``path`` with another header document or other tensors (None removes one)."""
    stored = load_file(path)
    for name, tensor in tensors.items():
        name = name.replace("__", ".")
        if tensor is None:
            del stored[name]
        else:
            stored[name] = tensor
    document = json.loads(small_header(small_config()).to_json()) | (header or {})
    save_file(stored, path, metadata={KEY: json.dumps(document)})
    return path


@pytest.fixture
def path(tmp_path):
    return write_small(tmp_path / "small.safetensors")


def test_what_is_written_is_read(path):
    model = load_checkpoint(path)
    assert isinstance(model, ScoreModel)
    network = small_network()
    x, sigma = torch.rand(3, 1, 8, 8), torch.tensor([0.7])
    torch.testing.assert_close(model.score(x, 0.7), network(x, sigma))
    torch.testing.assert_close(model.score(x, torch.tensor([0.7, 0.7, 0.7])), network(x, sigma), rtol=1e-4, atol=1e-4)
    info = model.describe()
    assert (info.name, info.shape, info.architecture) == ("small", (1, 8, 8), "compact")
    assert info.arguments == dataclasses.asdict(small_config())
    assert info.parameters == sum(p.numel() for p in network.parameters())
    assert info.facts == {"data": "random numbers"}
    assert info.settings.levels == 4
    assert info.settings.sigma_max == 2.0
    assert list(model.sigmas) == sorted(model.sigmas, reverse=True)
    assert len(info.sha256) == 64


def test_half_precision_storage_is_read(path):
    halved = {name.replace(".", "__"): tensor.half() for name, tensor in load_file(path).items()}
    x = torch.rand(2, 1, 8, 8)
    before = load_checkpoint(path).score(x, 1.0)
    after = load_checkpoint(rewrite(path, **halved)).score(x, 1.0)
    assert after.dtype == torch.float32
    torch.testing.assert_close(after, before, rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ({"version": 2}, "version 2"),
        ({"format": "other"}, "damaged"),
        ({"architecture": "gan"}, "'gan'"),
        ({"arguments": {"features": 7}}, "multiple"),
        ({"arguments": {"features": 1e9}}, "right kind"),
        ({"arguments": {"colour": 1}}, "colour"),
        ({"arguments": dataclasses.asdict(small_config(features=16))}, "shape"),
        ({"arguments": dataclasses.asdict(small_config(height=512, width=512, features=1024, blocks=16))}, "shape"),
        ({"sigmas": []}, "damaged"),
        ({"sigmas": [1.0, -1.0]}, "damaged"),
        ({"sigmas": "many"}, "damaged"),
        ({"shape": [1, 8]}, "damaged"),
        ({"recommended": {"epsilon": -1}}, "epsilon"),
        ({"facts": 3}, "damaged"),
    ],
)
def test_a_damaged_header_is_refused(path, header, message):
    with pytest.raises(CheckpointError, match=message) as caught:
        load_checkpoint(rewrite(path, header))
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("tensors", "message"),
    [
        ({"head__bias": None}, "'head.bias' is missing"),
        ({"extra": torch.zeros(2)}, "unknown tensor 'extra'"),
        ({"head__bias": torch.zeros(5)}, r"shape \(5,\) instead of \(4,\)"),
        ({"head__bias": torch.tensor([0, float("nan"), 0, 0])}, "'head.bias' holds values that are not finite"),
    ],
)
def test_damaged_tensors_are_named(path, tensors, message):
    with pytest.raises(CheckpointError, match=message) as caught:
        load_checkpoint(rewrite(path, **tensors))
    assert str(path) in str(caught.value)


def test_no_file_a_folder_and_an_unreadable_one(tmp_path, path, monkeypatch):
    for wrong in (tmp_path / "absent.safetensors", tmp_path):
        with pytest.raises(CheckpointError) as caught:
            load_checkpoint(wrong)
        assert str(wrong) in str(caught.value)


def test_a_bundled_name_opens_unless_a_file_has_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "mnist" in bundled_checkpoints()
    bundled = load_checkpoint("mnist").describe()
    assert bundled.shape == (1, 28, 28)
    write_small(tmp_path / "mnist")
    assert load_checkpoint("mnist").describe().shape == (1, 8, 8)


def test_the_bundled_checkpoint_is_small_and_says_where_it_comes_from():
    path = bundled_checkpoints()["mnist"]
    assert path.stat().st_size <= 8_000_000
    info = load_checkpoint(path).describe()
    assert "CC BY-SA" in info.facts["licence of the data"]
    assert "275 epochs" in info.facts["training"]
    assert info.settings.count == 16


def test_the_bundled_digits_recipes_keep_to_their_evaluations():
    info = load_checkpoint("mnist").describe()
    totals = {name: recipe(info, name).plan.total for name in Recipe}
    assert set(info.recipes) == {"paper", "fast", "best"}
    assert totals[Recipe.ALGORITHM1] <= 450
    assert totals[Recipe.FAST] <= 36 < totals[Recipe.BEST] < 100
    assert info.settings.sampler is Sampler.ANNEALED


def test_the_settings_of_a_picture_become_the_recommended_ones(path, tmp_path):
    picture, tuned = str(tmp_path / "good.png"), tmp_path / "tuned.safetensors"
    options = ["-L", "7", "-T", "3", "--epsilon", "1e-4", "-n", "2", "--seed", "9"]
    assert main(["sample", "--checkpoint", str(path), *options, "--out", picture, "--quiet"]) == 0
    assert main(["convert", str(path), str(tuned), "--recommend-from", picture]) == 0
    info = load_checkpoint(tuned).describe()
    assert (info.settings.levels, info.settings.steps_per_level, info.settings.epsilon) == (7, 3, 1e-4)
    assert (info.settings.seed, info.settings.count) == (0, 16)
    before, after = load_file(path), load_file(tuned)
    assert all(torch.equal(after[name], tensor) for name, tensor in before.items())


@pytest.mark.parametrize("half", [False, True])
def test_the_settings_of_a_picture_become_a_recipe_and_the_weights_stay_what_they_are(tmp_path, half, capsys):
    network, picture = small_network(), str(tmp_path / "good.png")
    source, tuned = tmp_path / "source.safetensors", tmp_path / "tuned.safetensors"
    save_native(source, network, small_header(network.config), half=half)
    options = ["--sampler", "ancestral", "--stochasticity", "0.5", "-L", "7", "-n", "2", "--seed", "9"]
    assert main(["sample", "--checkpoint", str(source), *options, "--out", picture, "--quiet"]) == 0
    assert main(["convert", str(source), str(tuned), "--recipe", "fast"]) == 2
    assert "give that picture, too" in capsys.readouterr().err
    assert main(["convert", str(source), str(tuned), "--recommend-from", picture, "--recipe", "fast"]) == 0
    before, after = load_checkpoint(source).describe(), load_checkpoint(tuned).describe()
    fast = recipe(after, Recipe.FAST)
    assert (fast.sampler, fast.stochasticity, fast.levels) == (Sampler.ANCESTRAL, 0.5, 7)
    assert (fast.seed, fast.count) == (0, 16)
    assert after.settings == before.settings
    assert all(recipe(after, name) == recipe(before, name) for name in Recipe if name is not Recipe.FAST)
    old, new = load_file(source), load_file(tuned)
    assert old.keys() == new.keys()
    assert all(new[name].dtype == tensor.dtype and torch.equal(new[name], tensor) for name, tensor in old.items())
