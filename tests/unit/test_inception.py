"""Inception's weights as features for colour: a stand-in of the same form, and the library's own layers where it is."""

import json
import math
import sys
import types

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from app.cli import main
from app.io.errors import CheckpointError
from app.io.features import read_features
from app.networks.inception import CLASSES, Inception
from app.params import SettingError
from app.quality.classes import inception_score
from app.quality.features import see


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3, bias=False)
        self.bn = nn.BatchNorm2d(6)


class StandIn(nn.Module):
    """Made and called as the library's network is, with its first layer's and its last one's names, and little between.

    As that one it reads its weights while it is made.
    """

    def __init__(self, name, features_list, feature_extractor_weights_path=None):
        super().__init__()
        assert (name, features_list) == ("inception", ["2048", "logits_unbiased"])
        self.Conv2d_1a_3x3 = Layer()
        self.fc = nn.Linear(6, CLASSES)
        self.load_state_dict(torch.load(feature_extractor_weights_path, weights_only=False))

    def forward(self, x):
        assert x.dtype == torch.uint8
        assert x.shape[1] == 3
        features = self.Conv2d_1a_3x3.conv((x.float() - 128) / 128).relu().mean((2, 3))
        return features, features @ self.fc.weight.T


@pytest.fixture
def library(monkeypatch):
    package = types.ModuleType("torch_fidelity")
    module = types.ModuleType("torch_fidelity.feature_extractor_inceptionv3")
    module.FeatureExtractorInceptionV3 = StandIn
    monkeypatch.setitem(sys.modules, "torch_fidelity", package)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def weights(seed=0):
    generator = torch.Generator().manual_seed(seed)
    shapes = {"Conv2d_1a_3x3.conv.weight": (6, 3, 3, 3), "fc.weight": (CLASSES, 6), "fc.bias": (CLASSES,)}
    shapes |= {f"Conv2d_1a_3x3.bn.{name}": (6,) for name in ("weight", "bias", "running_mean", "running_var")}
    return {name: torch.randn(shape, generator=generator) for name, shape in shapes.items()}


@pytest.fixture
def file(tmp_path, library):
    torch.save(weights(), tmp_path / "inception.pth")
    return tmp_path / "inception.pth"


def pictures(count, seed, channels=3, side=16):
    return np.random.default_rng(seed).integers(0, 256, (count, channels, side, side), np.uint8)


def test_weights_written_by_torch_are_read_without_running_them(file):
    network = read_features(file)
    assert isinstance(network, Inception)
    assert not network.training
    state = network.layers.state_dict()
    assert all(torch.equal(state[name], tensor) for name, tensor in weights().items())
    assert state["Conv2d_1a_3x3.bn.num_batches_tracked"] == 0  # of which the published files know nothing
    again = StandIn.__new__(StandIn)
    assert type(network.layers) is type(again)


def test_the_same_weights_as_safetensors_are_the_same_network(file, tmp_path):
    save_file(weights(), tmp_path / "inception.safetensors")
    a, b = (see(read_features(path), pictures(3, 0)) for path in (file, tmp_path / "inception.safetensors"))
    assert torch.equal(a.features, b.features)
    assert a.probabilities.shape == (3, CLASSES)


def test_grey_pictures_are_three_equal_channels(file):
    network, grey = read_features(file), pictures(4, 1, channels=1)
    assert torch.equal(see(network, grey).features, see(network, grey.repeat(3, axis=1)).features)


def test_colour_is_evaluated_with_its_score(file, tmp_path, capsys):
    for name, seed in (("a", 1), ("b", 2), ("train", 3)):
        np.savez(tmp_path / f"{name}.npz", images=pictures(60, seed))
    arguments = ["evaluate", str(tmp_path / "a.npz"), "--against", str(tmp_path / "b.npz"), "--features", str(file)]
    assert main([*arguments, "--train", str(tmp_path / "train.npz"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["frechet"] >= 0
    assert len(found["nearest"]["distances"]) == 60
    score = found["inception_score"]
    expected = inception_score(see(read_features(file), pictures(60, 1)).probabilities)
    assert (score["samples"], score["samples_spread"]) == pytest.approx(expected)
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "inception score:" in text
    assert "classes, %" not in text


def test_the_inception_score_of_sure_decisions_is_the_number_of_classes():
    sure = torch.eye(4).repeat(10, 1)  # each part holds each class once
    assert inception_score(sure) == pytest.approx((4, 0))
    assert inception_score(torch.full((40, 4), 0.25)) == pytest.approx((1, 0))
    # Half sure of two classes: exp(ln 2 - H(0.9, 0.1)).
    unsure = torch.tensor([[0.9, 0.1], [0.1, 0.9]]).repeat(10, 1)
    entropy = -(0.9 * math.log(0.9) + 0.1 * math.log(0.1))
    assert inception_score(unsure)[0] == pytest.approx(2 / math.exp(entropy), rel=1e-6)


def test_without_the_library_it_is_named(tmp_path, monkeypatch):
    for name in ("torch_fidelity", "torch_fidelity.feature_extractor_inceptionv3"):
        monkeypatch.setitem(sys.modules, name, None)
    torch.save(weights(), tmp_path / "inception.pth")
    with pytest.raises(SettingError, match=r"score-explorer\[inception\]"):
        read_features(tmp_path / "inception.pth")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fc.bias": None}, "missing"),
        ({"fc.bias": torch.zeros(3)}, "shape"),
        ({"fc.bias": torch.full((CLASSES,), math.nan)}, "not finite"),
        ({"more": torch.zeros(1)}, "unknown"),
        ({"fc.weight": None}, "no feature network"),
        ({"fc.bias": 3}, "no dictionary of tensors"),
    ],
)
def test_other_weights_are_refused(tmp_path, library, change, words):
    found = {k: v for k, v in (weights() | change).items() if v is not None}
    torch.save(found, tmp_path / "a.pth")
    with pytest.raises(CheckpointError, match=words):
        read_features(tmp_path / "a.pth")


def test_a_pickle_that_asks_for_more_is_refused(tmp_path, library):
    torch.save({**weights(), "fc.bias": types.SimpleNamespace(a=1)}, tmp_path / "a.pth")
    with pytest.raises(CheckpointError):
        read_features(tmp_path / "a.pth")


def test_the_library_s_own_layers_take_a_file_of_their_form(tmp_path):
    pytest.importorskip("torch_fidelity")
    from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

    with torch.device("meta"):
        blank = Inception().layers
    assert type(blank) is FeatureExtractorInceptionV3
    generator = torch.Generator().manual_seed(0)
    state = {
        name: torch.rand(tensor.shape, generator=generator) * 0.02
        for name, tensor in blank.state_dict().items() if not name.endswith("num_batches_tracked")
    }  # fmt: skip
    torch.save(state, tmp_path / "inception.pth")
    network, x = read_features(tmp_path / "inception.pth"), pictures(2, 0, side=32)
    features, logits = network.look(torch.from_numpy(x))
    own = FeatureExtractorInceptionV3(
        "inception", ["2048", "logits_unbiased"], feature_extractor_weights_path=str(tmp_path / "inception.pth")
    )
    expected = own(torch.from_numpy(x))
    torch.testing.assert_close(features, expected[0])
    torch.testing.assert_close(logits, expected[1])
    assert logits.shape == (2, CLASSES)
