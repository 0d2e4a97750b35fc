"""``score-explorer sweep`` as a user calls it: the pictures of ``sample``, labelled, with the sweep inside."""

import csv
import json
import threading

import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.pictures import enlarge, read_record, save_png
from app.io.records import RunRecord
from app.networks.model import NetworkModel
from app.params.inpainting import InpaintSettings
from app.params.sweep import Sweep
from app.render.sweeps import lay_out, sweep_look
from tests.models import write_small


@pytest.fixture
def checkpoint(tmp_path):
    return str(write_small(tmp_path / "small.safetensors"))


@pytest.fixture
def call(checkpoint, tmp_path, monkeypatch, qapp):
    monkeypatch.chdir(tmp_path)

    def call(*words):
        return main([str(word) for word in (*words, "--quiet")])

    return call


RUN = ("-n", 3, "--seed", 7, "-L", 3)
SWEEP = ("--x", "epsilon=1e-4,3e-4", "--y", "sampler=annealed,heun", *RUN, "--scale", 3)


def shown(path, infos, filling=None):
    """(sweep, cells, the pictures in the table, by cell) of a table at threefold size."""
    record = read_record(path)
    sweep = Sweep.from_dict(record.extra["sweep"], record.settings, record.checkpoint, filling)
    infos = infos if isinstance(infos, dict) else dict.fromkeys(sweep.networks, infos)
    cells = sweep.cells(infos)
    image = np.asarray(Image.open(path))
    layout = lay_out(sweep_look(sweep, cells, {}, infos, footing=" "), scale=3)
    found = []
    for cell in cells:
        grid, rect = layout.cell, layout.rect(cell.index)
        places = [grid.rect(k).translated(rect.topLeft()) for k in range(cell.settings.count)]
        found.append([image[p.top() : p.bottom() + 1, p.left() : p.right() + 1] for p in places])
    return sweep, cells, found


def table(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def info(checkpoint):
    return load_checkpoint(checkpoint).describe()


def rgb(samples):
    """Pictures float [N, 1, H, W] as they stand in a table at threefold size."""
    frames = np.rint(samples * 255).astype(np.uint8).transpose(0, 2, 3, 1)
    return [enlarge(frame, 3).repeat(3, axis=2) for frame in frames]


def test_its_cells_are_the_pictures_of_sample(call, checkpoint, tmp_path, capsys):
    assert call("sweep", "--checkpoint", checkpoint, *SWEEP, "--out", "s.png", "--csv", "s.csv") == 0
    said = capsys.readouterr().out
    assert "4 cells, 3 different runs" in said
    assert "4 of 4 cells in" in said
    _, cells, found = shown(tmp_path / "s.png", info(checkpoint))
    for cell, pictures in zip(cells, found, strict=True):
        values = dict(cell.values)
        words = ("--epsilon", values["epsilon"], "--sampler", values["sampler"])
        assert call("sample", "--checkpoint", checkpoint, *RUN, *words, "--npz", "a.npz") == 0
        for picture, expected in zip(pictures, rgb(np.load("a.npz")["samples"]), strict=True):
            np.testing.assert_array_equal(picture, expected)
    rows = table(tmp_path / "s.csv")
    assert [(row["epsilon"], row["sampler"], row["does_nothing"], row["same_as"]) for row in rows] == [
        ("0.0001", "annealed", "", ""), ("0.0003", "annealed", "", ""),
        ("0.0001", "heun", "epsilon", ""), ("0.0003", "heun", "epsilon", "row 2 column 1"),
    ]  # fmt: skip
    assert [int(row["computed"]) for row in rows] == [int(row["evaluations"]) for row in rows[:3]] + [0]
    assert all(float(row["seconds"]) > 0 for row in rows[:3])


def test_a_table_is_made_again_from_itself_or_with_another_seed(call, checkpoint, tmp_path):
    assert call("sweep", "--checkpoint", checkpoint, *SWEEP, "--out", "s.png") == 0
    again = ("sweep", "--checkpoint", checkpoint, "--from-image", "s.png", "--scale", 3)
    assert call(*again, "--out", "again.png") == 0
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "s.png").read_bytes()
    assert call(*again, "--seed", 8, "--y", "denoise=on,off", "--out", "other.png") == 0
    sweep, cells, _ = shown(tmp_path / "other.png", info(checkpoint))
    assert (sweep.base.seed, sweep.x.values, sweep.y.key) == (8, (1e-4, 3e-4), "denoise")
    assert {cell.settings.levels for cell in cells} == {3}


def test_what_begins_at_a_level_is_made_again_by_sample_from_its_record(call, checkpoint, tmp_path):
    words = ("--x", "T=1,4", *RUN, "--from-level", 3, "--scale", 3, "--out", "late.png")
    assert call("sweep", "--checkpoint", checkpoint, *words) == 0
    _, cells, found = shown(tmp_path / "late.png", info(checkpoint))
    for cell, pictures in zip(cells, found, strict=True):
        record = RunRecord.of(info(checkpoint), cell.settings, changes=cell.changes)
        save_png("cell.png", np.zeros((2, 2, 1), np.uint8), record)
        assert call("sample", "--checkpoint", checkpoint, "--from-image", "cell.png", "--npz", "a.npz") == 0
        for picture, expected in zip(pictures, rgb(np.load("a.npz")["samples"]), strict=True):
            np.testing.assert_array_equal(picture, expected)


def test_a_sampler_that_begins_at_a_level_is_a_branch_of_sample(call, checkpoint, tmp_path):
    words = ("--x", "sampler=annealed,heun", *RUN, "--from-level", 3, "--scale", 3, "--out", "late.png")
    assert call("sweep", "--checkpoint", checkpoint, *words) == 0
    _, _, found = shown(tmp_path / "late.png", info(checkpoint))
    assert call("sample", "--checkpoint", checkpoint, *RUN, "--out", "base.png", "--npz", "0.npz") == 0
    branch = ("--branch-from", "base.png", "--at-level", 2, "--sampler", "heun", "--npz", "1.npz")
    assert call("sample", "--checkpoint", checkpoint, *branch) == 0
    for index, pictures in enumerate(found):
        for picture, expected in zip(pictures, rgb(np.load(f"{index}.npz")["samples"]), strict=True):
            np.testing.assert_array_equal(picture, expected)


def test_fillings_are_those_of_inpaint(call, checkpoint, tmp_path):
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 256, (8, 8), np.uint8)).save("photo.png")
    mask = np.zeros((8, 8), np.uint8)
    mask[:4] = 255
    Image.fromarray(mask).save("mask.png")
    given = ("--image", "photo.png", "--mask", "mask.png", *RUN)
    words = ("--x", "resample=1,2", "--y", "sampler=annealed,heun", "--scale", 3, "--out", "s.png")
    assert call("sweep", "--checkpoint", checkpoint, *given, *words) == 0
    _, cells, found = shown(tmp_path / "s.png", info(checkpoint), InpaintSettings())
    for cell, pictures in zip(cells, found, strict=True):
        values = dict(cell.values)
        words = ("--resample", values["resample"], "--sampler", values["sampler"], "--npz", "a.npz")
        assert call("inpaint", "--checkpoint", checkpoint, *given, *words) == 0
        for picture, expected in zip(pictures, rgb(np.load("a.npz")["samples"]), strict=True):
            np.testing.assert_array_equal(picture, expected)
    assert call("sweep", "--checkpoint", checkpoint, "--from-image", "s.png", "--scale", 3, "--out", "again.png") == 0
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "s.png").read_bytes()


def test_networks_beside_each_other(call, checkpoint, tmp_path):
    other = write_small(tmp_path / "other.safetensors", seed=1)
    words = ("--x", f"checkpoint={checkpoint},{other}", "-n", 2, "--scale", 3, "--out", "s.png")
    assert call("sweep", *words) == 0
    infos = {checkpoint: info(checkpoint), str(other): info(other)}
    _, _, found = shown(tmp_path / "s.png", infos)
    for name, pictures in zip(infos, found, strict=True):
        assert call("sample", "--checkpoint", name, "-n", 2, "--npz", "a.npz") == 0
        np.testing.assert_array_equal(pictures[1], rgb(np.load("a.npz")["samples"])[1])


def test_a_summary_as_json(call, checkpoint, capsys):
    assert call("sweep", "--checkpoint", checkpoint, *SWEEP, "--csv", "s.csv", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["complete"], summary["cells"], summary["runs"], summary["written"]) == (True, 4, 3, ["s.csv"])
    assert summary["evaluations"] < summary["without_sharing"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--x epsilon=1e-4,3e-4"),
        (("--x", "epsilon"), "SETTING=VALUES"),
        (("--x", "epsilon=1", "--y", "nothing=1"), "--y: there is no setting"),
        (("--x", "epsilon=1", "--y", "epsilon=2"), "two settings"),
        (("--x", "epsilon=1", "--epsilon", 1), "is on an axis"),
        (("--x", "start=all", "--from-level", 2), "begin at a level"),
        (("--x", "epsilon=1", "--from-level", 0), "level"),
        (("--x", "epsilon=1", "--resample", 2), "nothing is filled"),
        (("--x", "seed=0:99", "-n", 100_000), "pixels"),
        (("--x", "sampler=consistent", "-L", 2, "--epsilon", 1), "consistent annealed sampling needs"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_computed(call, checkpoint, words, said, capsys, monkeypatch):
    monkeypatch.setattr(NetworkModel, "score", None)
    assert call("sweep", "--checkpoint", checkpoint, *words, "--out", "s.png") == 2
    assert said in capsys.readouterr().err


def test_nothing_to_write_and_wrong_names_are_refused(call, checkpoint, capsys):
    assert call("sweep", "--x", "seed=1,2") == 2
    assert "--csv FILE.csv" in capsys.readouterr().err
    assert call("sweep", "--x", "seed=1,2", "--csv", "a.png") == 2
    assert call("sample", "--checkpoint", checkpoint, "-n", 1, "--out", "plain.png") == 0
    assert call("sweep", "--checkpoint", checkpoint, "--from-image", "plain.png", "--out", "s.png") == 1
    assert "holds no sweep" in capsys.readouterr().err


def test_a_cell_that_cannot_be_is_said_and_the_others_are_made(call, checkpoint, tmp_path, capsys):
    words = ("--x", "sampler=annealed,consistent", "-L", 2, "-n", 1, "--epsilon", "1e-5", "--out", "s.png")
    assert call("sweep", "--checkpoint", checkpoint, *words) == 0
    assert "note: column 2: consistent annealed sampling needs" in capsys.readouterr().err
    assert "sweep" in read_record(tmp_path / "s.png").extra


def test_ctrl_c_keeps_the_cells_that_are_there(call, checkpoint, tmp_path, monkeypatch, capsys):
    score, calls = NetworkModel.score, []

    def interrupted(self, x, sigma):
        calls.append(threading.get_ident())
        if len(calls) == 9:
            raise KeyboardInterrupt
        return score(self, x, sigma)

    monkeypatch.setattr(NetworkModel, "score", interrupted)
    words = ("--x", "seed=0,1,2", "-n", 2, "-L", 2, "-T", 2, "--out", "s.png", "--csv", "s.csv")
    assert call("sweep", "--checkpoint", checkpoint, *words) == 1
    assert "1 of 3 cells" in capsys.readouterr().out
    assert read_record(tmp_path / "s.png").extra["interrupted"] is True
    rows = table(tmp_path / "s.csv")
    assert [row["computed"] for row in rows] == ["5", "", ""]


def test_threads_are_those_of_the_earlier_table(call, checkpoint, tmp_path, monkeypatch):
    taken = []
    monkeypatch.setattr("torch.set_num_threads", taken.append)
    assert call("sweep", "--checkpoint", checkpoint, "--x", "seed=0,1", "-L", 2, "--threads", 3, "--out", "s.png") == 0
    assert read_record(tmp_path / "s.png").extra["threads"] == 3
    assert call("sweep", "--checkpoint", checkpoint, "--from-image", "s.png", "--out", "again.png") == 0
    assert taken == [3, 3]
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "s.png").read_bytes()
