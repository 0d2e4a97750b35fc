"""Point files, 2-D score networks, GIFs and arrays: what is written comes back, what is wrong is named."""

import json

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from app.io.animation import sampled, save_gif
from app.io.errors import CheckpointError, DataError, WriteError
from app.io.lab import load_plane_network, save_arrays, save_plane_network, view_texts
from app.io.native import KEY
from app.io.pictures import save_picture
from app.io.points import load_points, save_points
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.params.lab.density import MAX_POINTS, PointSet
from app.params.lab.training import LabTrainSettings

POINTS = [[1.0, 2.0], [-3.5, 4e-3], [0.1, 1 / 3]]


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n-3.5,4e-3\n",
        "x,y\n1,2\n\n# a remark\n-3.5, 4e-3\n",
        "1;2\n-3,5;0,004\n",
        "1\t2\r\n-3.5\t4e-3\r\n",
        " 1   2\n-3.5 4e-3",
        '\ufeff"x","y"\n1,2,\n-3.5,4e-3,\n',
    ],
)
def test_the_usual_kinds_of_csv_are_read(tmp_path, text):
    path = tmp_path / "points.csv"
    path.write_text(text, encoding="utf-8")
    np.testing.assert_allclose(load_points(path).points, POINTS[:2])


@pytest.mark.parametrize(
    "text", ["0,1,2\n1,-3.5,4e-3\n", ",x,y\n0,1,2\n1,-3.5,4e-3\n", "n;x;y\n1;1;2\n2;-3,5;0,004\n", "1 1 2\n2 -3.5 4e-3"]
)
def test_a_column_that_counts_the_points_is_left_out(tmp_path, text):
    path = tmp_path / "points.csv"
    path.write_text(text, encoding="utf-8")
    np.testing.assert_allclose(load_points(path).points, POINTS[:2])


@pytest.mark.parametrize(
    "array",
    [np.array(POINTS).T, np.hstack([[[0], [1], [2]], POINTS]), np.hstack([[[1], [2], [3]], POINTS]).astype("f4").T],
)
def test_arrays_may_lie_on_their_side_or_have_an_index(tmp_path, array):
    np.save(tmp_path / "a.npy", array)
    np.testing.assert_allclose(load_points(tmp_path / "a.npy").points, POINTS, rtol=1e-6)


def test_the_laboratory_s_own_arrays_are_points(tmp_path):
    save_arrays(tmp_path / "p.npz", {"a": 1}, particles=np.array(POINTS, np.float32))
    np.testing.assert_allclose(load_points(tmp_path / "p.npz").points, POINTS, rtol=1e-6)
    np.savez(tmp_path / "other.npz", data=np.array(POINTS))
    np.testing.assert_allclose(load_points(tmp_path / "other.npz").points, POINTS)
    np.savez(tmp_path / "two.npz", x=np.zeros(3), y=np.zeros(3))
    with pytest.raises(DataError, match="none of its 2 arrays is called 'particles' or 'points'"):
        load_points(tmp_path / "two.npz")


@pytest.mark.parametrize("name", ["a.csv", "a.npy", "a.txt"])
def test_points_come_back_as_they_were_saved(tmp_path, name):
    points = PointSet(POINTS)
    save_points(tmp_path / name, points)
    assert load_points(tmp_path / name) == points


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"1,2\n3\n", "line 2 has 1 values"),
        (b"1,2\n3,4,5\n", "line 2 has 3 values"),
        (b"1,2,3\n3,4,5\n", "does not merely count"),
        (b"0,2,3\n1,4\n", "line 2 has 2 values instead of 3"),
        (b"1,2\n3,four\n", "line 2 does not hold two numbers: '3,four'"),
        (b"x,y\nu,v\n1,2\n3,4\n", "line 2 does not hold"),
        (b"1,2\n\n3,nan\n", "line 3 holds a value that is not finite"),
        (b"1,2\n3,inf\n", "not finite"),
        (b"1,2\n", "from 2 to"),
        (b"", "from 2 to"),
        (b"\x89PNG\r\n\xff\xfe", "not a text file"),
        (b"1,2\n1e30,3\n", "scale them"),
    ],
)
def test_malformed_csv_is_refused_by_line(tmp_path, content, message):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=message) as caught:
        load_points(path)
    assert str(path) in str(caught.value)


def test_huge_files_are_refused(tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("1,2\n" * (MAX_POINTS + 1))
    with pytest.raises(DataError, match="more than 100,000 points"):
        load_points(rows)
    hole = tmp_path / "hole.csv"
    with hole.open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(DataError, match="10240 MiB"):
        load_points(hole)
    array = tmp_path / "array.npy"
    np.save(array, np.zeros((MAX_POINTS + 1, 2)))
    with pytest.raises(DataError, match="100,001"):
        load_points(array)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((3, 3)), "shape"),
        (np.array([[0, 0], [1, np.nan]]), "point 2 of 2"),
        (np.array([["a", "b"]]), "real numbers"),
        (np.array([{}, {}], dtype=object), "not an array of numbers"),
    ],
)
def test_unfit_arrays_are_refused(tmp_path, array, message):
    np.save(tmp_path / "a.npy", array)
    with pytest.raises(DataError, match=message):
        load_points(tmp_path / "a.npy")


def test_missing_and_false_files_are_named(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        load_points(tmp_path / "none.csv")
    with pytest.raises(DataError, match="folder"):
        load_points(tmp_path)
    (tmp_path / "a.npy").write_bytes(b"not numpy")
    with pytest.raises(DataError, match="not an array"):
        load_points(tmp_path / "a.npy")


def network():
    torch.manual_seed(1)
    net = PlaneScoreNet(PlaneNetConfig(8, 2, (3.0, -1.0), 2.0, 0.1, 20.0))
    torch.nn.init.normal_(net.layers[-1].weight)
    return net


def test_a_network_comes_back_with_its_settings(tmp_path):
    path, net = tmp_path / "net.safetensors", network()
    save_plane_network(path, net, "two-gaussians", LabTrainSettings(), 700)
    loaded = load_plane_network(path)
    x = torch.randn(20, 2)
    assert torch.equal(loaded.network.score(x, 0.5), net.score(x, 0.5))
    assert loaded.density == "two-gaussians"
    assert loaded.training["steps"] == 700
    assert loaded.training["objective"] == "denoising"


def _damage(path, change):
    header = {"format": "score-explorer 2-D score network", "version": 1, "config": vars(network().config)}
    save_file({k: v.contiguous() for k, v in network().state_dict().items()}, path, metadata={KEY: change(header)})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda h: json.dumps(h | {"format": "score-explorer checkpoint"}), "not a 2-D score network"),
        (lambda h: json.dumps(h | {"version": 9}), "version 9"),
        (lambda h: "{", "damaged"),
        (lambda h: json.dumps(h | {"config": {}}), "does not describe"),
        (lambda h: json.dumps(h | {"config": h["config"] | {"width": 10**9}}), "out of range"),
        (lambda h: json.dumps(h | {"config": h["config"] | {"width": 9}}), "shape"),
        (lambda h: json.dumps(h | {"config": h["config"] | {"std": -1}}), "standard deviation"),
        (lambda h: json.dumps(h | {"config": h["config"] | {"depth": 1}}), "shape"),
    ],
)
def test_damaged_networks_are_refused(tmp_path, change, message):
    path = tmp_path / "net.safetensors"
    _damage(path, change)
    with pytest.raises(CheckpointError, match=message):
        load_plane_network(path)


def test_other_files_are_no_networks(tmp_path):
    path = tmp_path / "net.safetensors"
    with pytest.raises(CheckpointError, match="no such file"):
        load_plane_network(path)
    path.write_bytes(b"12345678 not safetensors")
    with pytest.raises(CheckpointError, match="damaged"):
        load_plane_network(path)
    save_file({"a": torch.zeros(1)}, path)
    with pytest.raises(CheckpointError, match="not a 2-D score network"):
        load_plane_network(path)


def frames(n):
    for k in range(n):
        frame = np.full((20, 30, 3), 255, np.uint8)
        frame[:, k : k + 5] = (200, 10 * k, 0)
        yield frame


def test_a_gif_has_its_frames_times_and_comment(tmp_path):
    path = tmp_path / "run.gif"
    assert save_gif(path, frames(12), delay_ms=50, comment='{"seed": 0}') == 12
    with Image.open(path) as image:
        assert (image.n_frames, image.size, image.info["loop"]) == (12, (30, 20), 0)
        assert image.info["comment"] == b'{"seed": 0}'
        assert image.info["duration"] == 50
        for k, frame in enumerate(frames(12)):
            image.seek(k)
            shown = np.asarray(image.convert("RGB")).astype(int)
            assert np.abs(shown - frame).max() <= 8
        assert image.info["duration"] == 1000


def test_a_gif_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "run.gif"
    path.write_bytes(b"old")

    def failing():
        yield from frames(2)
        raise RuntimeError("in the middle of the run")

    with pytest.raises(RuntimeError):
        save_gif(path, failing())
    with pytest.raises(WriteError, match="no frames"):
        save_gif(path, [])

    def half(image, place, **options):
        place.write_bytes(b"half")
        raise OSError(28, "disk full")

    monkeypatch.setattr(Image.Image, "save", half)
    with pytest.raises(WriteError, match="the disk is full"):
        save_gif(path, frames(2))
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["run.gif"]


@pytest.mark.parametrize(("total", "count"), [(1000, 99), (5, 99), (7, 3), (1, 1)])
def test_frames_are_spread_evenly_to_the_last_step(total, count):
    steps = list(sampled(total, count))
    assert len(steps) == min(total, count)
    assert steps[-1] == total
    assert steps == sorted(set(steps))
    assert steps[0] >= 1


def test_pictures_and_arrays_carry_their_settings(tmp_path):
    settings = {"sigma": 1.0, "name": "σ"}
    save_picture(tmp_path / "a.png", np.zeros((4, 5, 3), np.uint8), view_texts(settings))
    with Image.open(tmp_path / "a.png") as image:
        assert json.loads(image.text["score-explorer-laboratory"]) == settings
    save_arrays(tmp_path / "a.npz", settings, particles=np.ones((3, 2), np.float32))
    with np.load(tmp_path / "a.npz") as stored:
        assert json.loads(str(stored["settings"])) == settings
        assert stored["particles"].dtype == np.float32
