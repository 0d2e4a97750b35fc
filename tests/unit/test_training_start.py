"""A training that begins with a finished network's weights, grows by blocks, computes and writes in 16 bits."""

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.jobs.start import StartNetwork
from app.networks.compact import CompactConfig, CompactScoreNet
from app.params import SettingError

SMALL = ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--device", "cpu", "--sample-every", "0"]


@pytest.fixture
def train(tmp_path):
    pictures = np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)

    def call(out, *arguments):
        words = ["train", "--data", str(tmp_path / "data.npz"), "--out", str(tmp_path / out), *SMALL]
        return main([*words, *map(str, arguments)])

    return call


@pytest.fixture
def first(train, tmp_path):
    assert train("first.safetensors", "--epochs", 3) == 0
    return tmp_path / "first.safetensors"


def test_a_larger_network_begins_as_the_smaller_one_bit_for_bit(first):
    start = StartNetwork(first)
    small = load_checkpoint(first)
    wanted = CompactConfig(height=8, width=8, features=8, coarse_features=16, blocks=3, coarse_blocks=4, data_std=0.4)
    config = start.fitted(wanted)
    assert (config.blocks, config.coarse_blocks, config.data_std) == (3, 4, small.network.config.data_std)
    large = CompactScoreNet(config).eval()
    start.hand_on(large)
    x = torch.randn(4, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    for sigma in (0.02, 0.5, 4.0):
        with torch.inference_mode():
            assert torch.equal(large(x, torch.tensor([sigma])), small.score(x, sigma))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"features": 16}, "features must be 8, as in first, not 16"),
        ({"blocks": 1}, "blocks must be at least 2, as in first, not 1"),
        ({"height": 12}, "height must be 8, as in first, not 12"),
    ],
)
def test_weights_that_cannot_serve_are_refused(first, changes, words):
    wanted = {"height": 8, "width": 8, "features": 8, "coarse_features": 16} | changes
    with pytest.raises(SettingError, match=words):
        StartNetwork(first).fitted(CompactConfig(**wanted))


def test_the_command_goes_on_from_a_finished_network_and_says_so(train, first, tmp_path, capsys):
    more = ["--epochs", 1, "--start", first, "--blocks", 3, "--learning-rate", 1e-9]
    assert train("second.safetensors", *more) == 0
    facts = load_checkpoint(tmp_path / "second.safetensors").describe().facts
    assert facts["started from"].startswith("first, SHA-256 ")
    assert "9 of 9 steps" in facts["started from"]
    assert "3 of 3 steps" in facts["training"]
    before, after = load_file(first), load_file(tmp_path / "second.safetensors")
    # A learning rate of 1e-9 moves no weight by more than a few steps of it: these are the weights it began with.
    assert all(torch.allclose(after[name], before[name], atol=1e-7) for name in before)
    # What it began with belongs to the run: it is not resumed from another beginning.
    assert train("second.safetensors", "--epochs", 2, "--blocks", 3, "--learning-rate", 1e-9, "--resume") == 2
    assert "other start" in capsys.readouterr().err
    assert train("second.safetensors", *more[2:], "--epochs", 2, "--resume") == 0


def test_a_network_of_another_kind_is_no_beginning(train, tmp_path, capsys):
    (tmp_path / "no.safetensors").write_bytes(b"nothing")
    assert train("net.safetensors", "--start", tmp_path / "no.safetensors") == 1
    assert "no.safetensors" in capsys.readouterr().err


def test_half_the_bits_hold_the_same_network(train, tmp_path):
    assert train("full.safetensors", "--epochs", 2) == 0
    assert train("half.safetensors", "--epochs", 2, "--half") == 0
    full, half = (load_file(tmp_path / f"{name}.safetensors") for name in ("full", "half"))
    assert {tensor.dtype for tensor in half.values()} == {torch.float16}
    assert all(torch.equal(half[name], full[name].half()) for name in full)
    x = torch.rand(2, 1, 8, 8)
    exact, near = (load_checkpoint(tmp_path / f"{name}.safetensors").score(x, 0.5) for name in ("full", "half"))
    assert float((near - exact).norm() / exact.norm()) < 1e-3


def test_products_in_16_bits_train_nearly_the_same_network(train, tmp_path):
    assert train("exact.safetensors", "--epochs", 1) == 0
    assert train("fast.safetensors", "--epochs", 1, "--precision", "bfloat16") == 0
    exact, fast = (load_file(tmp_path / f"{name}.safetensors") for name in ("exact", "fast"))
    assert all(tensor.dtype == torch.float32 for tensor in fast.values())
    differences = [float((fast[name] - exact[name]).abs().max()) for name in exact]
    assert 0 < max(differences) < 0.01  # three steps of 1e-3 a weight at most, of the same sign for most
