"""The networks that come with the program: small, open to all, and written by its own command."""

import json

import numpy as np
import pytest
from safetensors import safe_open

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.places import bundled_checkpoints
from app.jobs.opening import licences
from app.params.recipes import Recipe, recipe

BUNDLED = bundled_checkpoints()
LARGEST = {"heroes": 12_000_000, "mnist": 8_000_000, "ncsn": 2_000_000}
SHAPES = {"heroes": (3, 48, 48), "mnist": (1, 28, 28), "ncsn": (1, 28, 28)}


def header_of(path):
    with safe_open(path, "pt") as file:
        kinds = {file.get_tensor(key).dtype for key in file.keys()}  # noqa: SIM118 - it is no dictionary
        return json.loads(file.metadata()["score_explorer"]), kinds


def test_these_come_with_the_program():
    assert BUNDLED.keys() == LARGEST.keys()


@pytest.mark.parametrize("name", LARGEST)
def test_it_is_small_opens_says_its_licence_and_samples(name, tmp_path):
    assert BUNDLED[name].stat().st_size <= LARGEST[name]
    info = load_checkpoint(name).describe()
    assert info.shape == SHAPES[name]
    assert licences([str(BUNDLED[name])]) == ((name, info.facts["licence of the data"]),)
    assert "CC BY-SA 3.0" in info.facts["licence of the data"]
    assert recipe(info, Recipe.FAST).plan.total <= 35
    words = ["--levels", "3", "-T", "1", "-n", "2", "--npz", str(tmp_path / "a.npz"), "--quiet"]
    assert main(["sample", "--checkpoint", name, *words]) == 0
    samples = np.load(tmp_path / "a.npz")["samples"]
    assert samples.shape == (2, *SHAPES[name])
    assert 0 <= samples.min() < samples.max() <= 1


def test_the_small_ncsn_was_written_by_the_command(tmp_path):
    """A training of one step on other pictures writes the same header, but for what that training came to."""
    kept, kinds = header_of(BUNDLED["ncsn"])
    pictures = np.random.default_rng(1).integers(0, 256, (4, 28, 28), dtype=np.uint8)
    np.savez(tmp_path / "four.npz", images=pictures)
    options = ["--architecture", "ncsn", "--features", "20", "--half", "--ema-decay", "0.999", "--batch-size", "4"]
    more = ["--epochs", "1", "--sample-every", "0", "--device", "cpu", "--licence", "made up", "--quiet"]
    out = tmp_path / "net.safetensors"
    assert main(["train", "--data", str(tmp_path / "four.npz"), *options, *more, "--out", str(out)]) == 0
    own, own_kinds = header_of(out)
    assert kinds == own_kinds
    facts = kept.pop("facts")
    assert facts.keys() == own.pop("facts").keys()
    for header in (kept, own):
        del header["digest"], header["program"]
    assert kept == own
    assert "3,750 of 3,750 steps (2 epochs)" in facts["training"]
    assert "of 32 pictures, learning rate 0.001, EMA 0.999, seed 0" in facts["training"]
    assert facts["data"] == "train-images-idx3-ubyte.gz, 60,000 pictures"
    assert facts["licence of the data"] == "MNIST, LeCun, Cortes and Burges; CC BY-SA 3.0"
