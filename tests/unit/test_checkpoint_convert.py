"""``score-explorer convert``, as a user calls it."""

import json

import pytest
import torch

from app.cli import main
from app.io.checkpoint import load_checkpoint
from tests.unit.test_checkpoint_formats import ncsn_state, ncsnv2_state, saved


def test_convert_writes_a_file_that_opens_and_says_what_it_assumed(tmp_path, capsys):
    source, target = saved(tmp_path / "checkpoint.pth", [ncsn_state(), {}]), tmp_path / "out.safetensors"
    assert main(["convert", str(source), str(target), "--native-sigma-max", "2"]) == 0
    said = capsys.readouterr().out
    assert "ncsn" in said
    assert "sigma_min = 0.01" in said
    assert "sigma_max" not in said
    assert load_checkpoint(target).describe().sigmas[0] == 2
    assert main(["info", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["facts"]["Converted from"] == "ncsn checkpoint"


def test_convert_replaces_nothing_unasked(tmp_path, capsys):
    source, target = saved(tmp_path / "c.pth", [ncsn_state(), {}]), tmp_path / "out.safetensors"
    target.write_bytes(b"mine")
    assert main(["convert", str(source), str(target)]) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"
    assert main(["convert", str(source), str(target), "--force"]) == 0
    assert main(["convert", str(target), str(target), "--force"]) == 2
    assert "the one to read" in capsys.readouterr().err
    assert main(["convert", str(source), str(tmp_path / "out.pth")]) == 2


def test_a_conversion_that_fails_leaves_no_file(tmp_path, capsys):
    source, target = tmp_path / "c.pth", tmp_path / "out.safetensors"
    source.write_bytes(b"nothing of use")
    assert main(["convert", str(source), str(target)]) == 1
    assert str(source) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [source]
    assert main(["convert", str(saved(source, [ncsn_state(), {}])), str(tmp_path / "no" / "out.safetensors")]) == 1


@pytest.mark.parametrize("live", [False, True])
def test_convert_takes_the_average_unless_told_otherwise(tmp_path, live):
    state = ncsnv2_state()
    ema = {k.removeprefix("module."): torch.zeros_like(v) for k, v in state.items() if k != "module.sigmas"}
    source, target = saved(tmp_path / "c.pth", [state, {}, 1, 2, ema]), tmp_path / "out.safetensors"
    assert main(["convert", str(source), str(target), *(["--live"] if live else [])]) == 0
    info = load_checkpoint(target).describe()
    assert info.weights == ("live" if live else "EMA")
    assert (info.has_ema, info.has_live) == (not live, live)
    assert bool(load_checkpoint(target).network.state_dict()["end_conv.weight"].any()) is live
