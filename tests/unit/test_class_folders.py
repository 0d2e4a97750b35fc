"""Pictures in a folder for each class: their labels are kept, and ``evaluate`` compares with them where they fit."""

import io
import json
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image

from app.cli import main
from app.io.class_folders import labels_of
from app.io.datasets import read_images
from app.io.features import read_features, save_features
from app.networks.digits import Digits
from app.params.data import Cut
from app.quality.features import see
from tests.bench.classifier import task

COUNTS = {"0": 6, "3": 8, "7": 9}


@pytest.mark.parametrize(
    ("names", "classes", "of"),
    [
        (["a/1.png", "a/2.png", "b/1.png"], ("a", "b"), [0, 0, 1]),
        (["train/3/a.png", "train/5/b.png", "train/3/c.png"], ("3", "5"), [0, 1, 0]),
        (["cat/in/1.png", "cat/out/2.png", "dog/3.png"], ("cat", "dog"), [0, 0, 1]),
        (["1.png", "2.png"], None, None),
        (["one/1.png", "one/2.png"], None, None),
        (["one/1.png", "2.png"], None, None),
        ([], None, None),
    ],
)
def test_the_folders_in_which_pictures_differ_are_their_classes(names, classes, of):
    found = labels_of(names)
    assert (None if found is None else found.classes) == classes
    assert (None if found is None else found.of.tolist()) == of


@pytest.mark.parametrize(
    ("folders", "total", "numbers"),
    [
        (("0", "3", "7"), 10, [0, 3, 7]),
        (("00", "01"), 10, [0, 1]),
        (("0", "10"), 10, None),
        (("0", "00"), 10, None),
        (("cat", "dog"), 10, None),
        (("٣", "0"), 10, None),
    ],
)
def test_folders_called_by_numbers_are_the_classes_of_a_network(folders, total, numbers):
    found = labels_of([f"{folder}/a.png" for folder in folders]).as_numbers(total)
    order = sorted(folders)
    assert (None if found is None else [found[order.index(folder)] for folder in folders]) == numbers


def pictures():
    """(name, uint8 [28, 28]) of every picture in its class's folder."""
    rng = np.random.default_rng(5)
    for folder, count in COUNTS.items():
        for number in range(count):
            yield f"{folder}/{number}.png", rng.integers(0, 256, (28, 28), dtype=np.uint8)


def write_folder(place, rename=lambda name: name):
    for name, picture in pictures():
        path = place / rename(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(picture).save(path)
    return place


def test_a_folder_and_a_zip_keep_the_labels_of_the_pictures_that_are_read(tmp_path):
    folder = write_folder(tmp_path / "data")
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for name, picture in pictures():
            data = io.BytesIO()
            Image.fromarray(picture).save(data, "PNG")
            archive.writestr(name, data.getvalue())
    for place in (folder, tmp_path / "data.zip"):
        found = read_images(place)
        assert found.labels.classes == tuple(COUNTS)
        assert np.bincount(found.labels.of).tolist() == list(COUNTS.values())
        by_name = dict(pictures())
        assert (found.images[6 + 8, 0] == by_name["7/0.png"]).all()
        assert read_images(place, limit=8).labels.of.tolist() == [0] * 6 + [1] * 2
        assert read_images(place, limit=3).labels is None


@pytest.fixture
def features(tmp_path):
    torch.manual_seed(0)
    save_features(tmp_path / "features.safetensors", Digits(), {"data": "none"})
    return str(tmp_path / "features.safetensors")


def test_evaluate_compares_with_the_shares_of_the_folders(tmp_path, features, capsys):
    folder = write_folder(tmp_path / "real")
    samples = np.random.default_rng(6).integers(0, 256, (30, 1, 28, 28), np.uint8)
    np.savez(tmp_path / "samples.npz", samples=samples)
    words = ["evaluate", str(tmp_path / "samples.npz"), "--against", str(folder), "--features", features]
    assert main([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["labelled"]
    expected = np.zeros(10)
    expected[[0, 3, 7]] = np.array([6, 8, 9]) / 23
    assert found["real"] == pytest.approx(expected.tolist())
    network = read_features(features)
    real = read_images(folder)
    decided = see(network, real.images).classes.numpy()
    assert found["agreement"] == pytest.approx(np.mean(decided == real.labels.as_numbers(10)))
    table = np.array([np.bincount(see(network, samples).classes.numpy(), minlength=10), 23 * expected])
    table = table[:, table.sum(0) > 0]
    independent = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    assert found["chi_squared"] == pytest.approx(((table - independent) ** 2 / independent).sum())
    assert found["degrees"] == table.shape[1] - 1
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert "of the real, by folder:   26.1  0.0  0.0 34.8  0.0  0.0  0.0 39.1" in printed
    assert "judged as their folder" in printed


def test_folders_that_are_no_classes_of_the_network_are_said_and_not_compared(tmp_path, features, capsys):
    folder = write_folder(tmp_path / "real", lambda name: f"cat\u202e{name}")
    np.savez(tmp_path / "samples.npz", samples=np.random.default_rng(6).integers(0, 256, (30, 1, 28, 28), np.uint8))
    words = ["evaluate", str(tmp_path / "samples.npz"), "--against", str(folder), "--features", features]
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert "are no classes of the feature network, which are called 0 to 9" in printed
    assert "by folder" not in printed
    assert "\u202e" not in printed
    assert main([*words, "--json"]) == 0
    assert "labelled" not in json.loads(capsys.readouterr().out)


def test_a_classifier_of_folders_holds_every_fifth_picture_out(tmp_path):
    folder = write_folder(tmp_path / "real")
    found = task(folder, Cut.of("24x16+2+3"))
    (train, known), (test, asked) = found.train, found.test
    whole = read_images(folder)
    assert (test[:, 0] == whole.images[::5, 0, 3:19, 2:26]).all()
    assert asked.tolist() == whole.labels.as_numbers(10)[::5].tolist()
    assert len(train) + len(test) == len(whole.images)
    assert len(known) == len(train)
    assert (found.network.shape, found.network.classes) == ((1, 16, 24), 8)
    assert found.network.mean == pytest.approx(train.mean() / 255, rel=1e-5)
