"""The command ``evaluate``, its feature files, and what it says of real pictures."""

import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError
from app.io.features import read_features, save_features
from app.io.idx import read_idx
from app.io.native import KEY
from app.io.places import bundled_checkpoints, bundled_features
from app.jobs.evaluate import evaluate
from app.networks.classifier import Classifier
from app.networks.digits import Digits
from app.params import SettingError
from app.quality.features import see

COLOUR = {"shape": [3, 16, 24], "classes": 3, "mean": 0.4, "std": 0.2}


@pytest.fixture
def features(tmp_path):
    """A feature network that has learned nothing: what is said of it is not its accuracy."""
    torch.manual_seed(0)
    path = tmp_path / "features.safetensors"
    save_features(path, Digits(), {"data": "none"})
    return path


def pictures(count, seed):
    return np.random.default_rng(seed).integers(0, 256, (count, 1, 28, 28), np.uint8)


@pytest.fixture
def files(tmp_path):
    """Samples of which two are training pictures, real pictures, and training pictures."""
    train, against = pictures(90, 1), pictures(80, 2)
    samples = pictures(30, 3)
    samples[[4, 9]] = train[[70, 20]]
    paths = {name: tmp_path / f"{name}.npz" for name in ("samples", "against", "train")}
    np.savez(paths["samples"], samples=(samples / 255).astype(np.float32))
    np.savez(paths["against"], images=against)
    np.savez(paths["train"], images=train)
    return paths


def evaluated(capsys, *arguments):
    assert main(["evaluate", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_holds_the_numbers_of_the_job(capsys, files, features):
    found = evaluated(
        capsys, files["samples"], "--against", files["against"], "--train", files["train"], "--features", features
    )
    assert list(found) == [
        "top_probability", "classes", "frechet", "frechet_floor", "kernel", "kernel_error", "nearest"
    ]  # fmt: skip
    assert found["frechet_floor"]["draws"] == 3
    assert found["nearest"]["indices"][4] == 70
    assert found["nearest"]["indices"][9] == 20
    close = [k for k, distance in enumerate(found["nearest"]["distances"]) if distance == 0]
    assert close == [4, 9]
    assert len(found["nearest"]["held_out"]) == 30
    assert min(found["nearest"]["held_out"]) > 1
    assert sum(found["classes"]["samples"]) == pytest.approx(1)


def test_without_training_pictures_the_floor_is_of_the_real_ones(capsys, files, features):
    found = evaluated(capsys, files["samples"], "--against", files["against"], "--features", features)
    assert found["nearest"] is None
    assert found["frechet_floor"]["draws"] == 2


def test_too_few_real_pictures_have_no_floor(capsys, files, features):
    arguments = ["evaluate", str(files["against"]), "--against", str(files["train"]), "--features", str(features)]
    assert evaluated(capsys, *arguments[1:])["frechet_floor"] is None
    assert main(arguments) == 0
    assert "too few real pictures" in capsys.readouterr().out


def test_the_same_pictures_are_at_no_distance(capsys, files, features):
    found = evaluated(capsys, files["against"], "--against", files["against"], "--features", features)
    assert found["frechet"] == pytest.approx(0, abs=1e-6)
    assert found["classes"]["chi_squared"] == 0
    assert found["classes"]["p"] == 1
    assert found["top_probability"]["samples"] == found["top_probability"]["real"]


def test_words_say_what_stands_beside_what(capsys, files, features):
    arguments = [files["samples"], "--against", files["against"], "--train", files["train"], "--features", features]
    assert main(["evaluate", *map(str, arguments)]) == 0
    text = capsys.readouterr().out
    for words in (
        "30 samples beside 80 real pictures",
        "3 draws",
        "degrees of freedom",
        "smallest 0.00 in L2",
        "held-out",
    ):
        assert words in text


def test_pictures_that_the_network_does_not_know_are_refused(capsys, files, tmp_path):
    np.savez(tmp_path / "colour.npz", images=np.zeros((30, 3, 32, 32), np.uint8))
    assert main(["evaluate", str(tmp_path / "colour.npz"), "--against", str(files["against"])]) == 2
    assert "grey pictures of 28x28; the samples are 32x32, RGB" in capsys.readouterr().err
    with pytest.raises(SettingError, match="the real pictures must be at least 20, not 19"):
        evaluate(pictures(20, 0), pictures(19, 0), None, read_features())


def test_a_feature_file_comes_back_in_half_precision(features):
    torch.manual_seed(0)
    before, after = Digits().state_dict(), read_features(features).state_dict()
    assert all(torch.equal(after[name].to(t.dtype), t.half().to(t.dtype)) for name, t in before.items())
    assert not read_features(features).training


def test_a_classifier_of_other_pictures_comes_back_and_judges_them(tmp_path, capsys):
    torch.manual_seed(0)
    network = Classifier((3, 16, 24), 3, 0.4, 0.2).eval()
    save_features(tmp_path / "features.safetensors", network, {"data": "none"})
    again = read_features(tmp_path / "features.safetensors")
    assert (again.shape, again.classes, again.mean, again.std) == ((3, 16, 24), 3, 0.4, 0.2)
    rng = np.random.default_rng(4)
    samples, real = (rng.integers(0, 256, (count, 3, 16, 24), np.uint8) for count in (30, 70))
    expected = see(network.half().float(), real).top_probability
    for name, images in (("samples", samples), ("real", real)):
        np.savez(tmp_path / f"{name}.npz", images=images)
    words = [tmp_path / "samples.npz", "--against", tmp_path / "real.npz"]
    found = evaluated(capsys, *words, "--features", tmp_path / "features.safetensors")
    assert found["top_probability"]["real"] == pytest.approx(expected, abs=1e-6)
    assert len(found["classes"]["real"]) == 3
    assert found["frechet_floor"]["draws"] == 2


def test_reading_features_draws_no_random_numbers(features):
    state = torch.get_rng_state()
    read_features(features)
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "another"}, "no feature network of this program"),
        ({"version": 2}, "version 2"),
        ({"network": "inception"}, "the network 'inception'"),
        ({"network": "classifier"}, "its header is damaged"),
        ({"network": "classifier", "arguments": {"shape": [1, 28, 28], "classes": 10, "mean": 0.5}}, "damaged"),
        ({"network": "classifier", "arguments": COLOUR | {"shape": [4, 16, 24]}}, r"damaged \(no classifier of 3"),
        ({"network": "classifier", "arguments": COLOUR | {"shape": [3, 16, 10**9]}}, "damaged"),
        ({"network": "classifier", "arguments": COLOUR | {"classes": 1}}, "damaged"),
        ({"network": "classifier", "arguments": COLOUR | {"std": 0}}, "damaged"),
        ({"network": "classifier", "arguments": COLOUR | {"mean": 1e999}}, "not finite"),
        ({"network": "classifier", "arguments": COLOUR}, "has shape"),
        ({"digest": "0"}, "not those that were written"),
    ],
)
def test_another_header_is_refused(features, change, words):
    header = {"format": "score-explorer features", "version": 1, "network": "digits"}
    save_file(load_file(features), features, metadata={KEY: json.dumps(header | change)})
    with pytest.raises(CheckpointError, match=words):
        read_features(features)


@pytest.mark.parametrize("metadata", [None, {KEY: "[1]"}, {KEY: "{"}])
def test_a_file_without_a_proper_header_is_refused(features, metadata):
    save_file(load_file(features), features, metadata=metadata)
    with pytest.raises(CheckpointError, match=r"no feature network|damaged"):
        read_features(features)


def test_score_networks_and_feature_networks_are_not_mistaken_for_each_other(features):
    with pytest.raises(CheckpointError, match="samples are compared by"):
        load_checkpoint(features)
    with pytest.raises(CheckpointError, match="no feature network"):
        read_features(bundled_checkpoints()["mnist"])


def test_the_bundled_network_is_small_and_no_checkpoint():
    path = bundled_features()["digits"]
    assert path.stat().st_size <= 400_000
    assert path not in bundled_checkpoints().values()


def test_the_bundled_network_reads_digits(shared):
    folder = shared / "data" / "mnist"
    third = slice(None, None, 3)  # of the ten thousand, which take three times as long
    images = read_idx(folder / "t10k-images-idx3-ubyte.gz")[third, None]
    labels = read_idx(folder / "t10k-labels-idx1-ubyte.gz")[third]
    assert np.mean(see(read_features(), images).classes.numpy() == labels) >= 0.993
