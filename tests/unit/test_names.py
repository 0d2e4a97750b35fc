"""Every command reads and writes files of any name that the disk allows."""

import contextlib
import io
import os

import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.pictures import read_record
from tests.models import quick_grids, write_small

NAMES = [b"\xff\xfe\n", "é 漢字".encode(), b"x" * 200, b"-n ~%s"]


@pytest.fixture(params=NAMES, ids=range(len(NAMES)))
def folder(request, tmp_path):
    """A folder with a name that is no usual one, in which everything happens."""
    place = tmp_path / os.fsdecode(request.param)
    try:
        place.mkdir()
    except OSError:
        pytest.skip("this disk does not allow such a name")
    return place


def run(*words):
    """The exit code of a command, whose streams escape what they cannot write, as those of the program do."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(list(words))
    assert "unexpected" not in said.getvalue()
    return code


def test_commands_with_files_of_any_name(folder, monkeypatch):
    quick_grids(monkeypatch)  # a whole one takes minutes where many programs run
    write_small(folder.parent / "small.safetensors").rename(folder / "s.safetensors")
    small, small_run = str(folder / "s.safetensors"), ["-n", "1", "-L", "2", "-T", "1", "--quiet", "--device", "cpu"]
    grid, copy, net = (str(folder / os.fsdecode(b"\xe9" + end)) for end in (b".png", b".safetensors", b"n.safetensors"))
    assert run("info", small) == 0
    assert run("sample", "--checkpoint", small, *small_run, "--out", grid, "--npz", str(folder / "a.npz")) == 0
    assert read_record(grid).checkpoint == "s"
    assert run("sample", "--checkpoint", small, "--from-image", grid, "--out", grid, "--quiet") == 0
    assert run("convert", small, copy) == 0
    assert load_checkpoint(copy).shape == (1, 8, 8)
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).save(folder / os.fsdecode(b"\xff.png"))
    words = ["--features", "8", "--coarse-features", "16", "--device", "cpu", "--quiet", "--epochs", "1"]
    assert run("train", "--data", str(folder), "--out", net, *words, "--size", "8") == 0
    assert load_checkpoint(net).shape == (1, 8, 8)
    assert (folder / os.fsdecode(b"\xe9n.samples.png")).exists()
