"""What is said about a checkpoint on the command line acts, is recorded, and comes back with the record."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from app.cli import main
from app.io import opening as opening_module
from app.io.checkpoint import load_checkpoint
from app.io.opening import open_network
from app.io.pictures import read_record, save_png
from app.io.records import RunRecord
from app.jobs.sampling import run_all
from app.networks.kernels.choice import NotCompiledError
from app.params import SettingError
from app.params.opening import Opening
from tests.models import write_ncsn, write_small

FAST = ["-n", "2", "-L", "3", "-T", "1", "--quiet", "--scale", "1"]


@pytest.fixture
def ncsn(tmp_path):
    return str(write_ncsn(tmp_path / "checkpoint.pth"))


@pytest.fixture
def sample(ncsn, tmp_path):
    def call(*arguments, name="a", checkpoint=ncsn):
        files = ["--out", str(tmp_path / f"{name}.png"), "--npz", str(tmp_path / f"{name}.npz")]
        code = main(["sample", "--checkpoint", checkpoint, *files, "--quiet", "--scale", "1", *arguments])
        if code == 0:
            with np.load(tmp_path / f"{name}.npz") as stored:
                return read_record(tmp_path / f"{name}.png"), stored["samples"]
        return code

    return call


def test_answers_and_choices_are_recorded_and_repeat_the_run(sample, tmp_path):
    said = ["--image-size", "12", "--native-sigma-max", "3", "--native-sigma-min", "0.05", "--rescaled"]
    record, samples = sample(*FAST, *said)
    assert record.opening == {"image_size": 12, "sigma_max": 3.0, "sigma_min": 0.05, "rescaled": True}
    assert samples.shape == (2, 1, 12, 12)
    again, same = sample("--from-image", str(tmp_path / "a.png"), name="b")
    assert (again.opening, again.settings) == (record.opening, record.settings)
    np.testing.assert_array_equal(same, samples)


def test_the_command_line_goes_before_the_record(sample, tmp_path):
    sample(*FAST, "--image-size", "12", "--rescaled")
    record, _ = sample("--from-image", str(tmp_path / "a.png"), "--image-size", "16", "--logit-transform", name="b")
    assert record.opening == {"image_size": 16, "logit_transform": True}
    assert record.settings.count == 2


def test_a_record_of_another_file_says_nothing_about_this_one(sample, tmp_path):
    other = str(write_ncsn(tmp_path / "other.pth", seed=1))
    sample(*FAST, "--image-size", "12")
    record, samples = sample("--from-image", str(tmp_path / "a.png"), checkpoint=other, name="b")
    assert record.opening == {}
    assert samples.shape == (2, 1, 28, 28)


def test_a_record_that_says_what_does_nothing_for_the_file_still_repeats_its_run(sample, tmp_path, capsys):
    file = str(write_small(tmp_path / "small.safetensors"))
    record, samples = sample(*FAST, checkpoint=file)
    with Image.open(tmp_path / "a.png") as image:
        save_png(tmp_path / "a.png", np.asarray(image)[:, :, None], replace(record, opening={"use_ema": False}))
    again, same = sample("--from-image", str(tmp_path / "a.png"), checkpoint=file, name="b")
    assert "note: what the picture says about the file was left out" in capsys.readouterr().err
    assert again.opening == {}
    np.testing.assert_array_equal(same, samples)
    assert sample("--from-image", str(tmp_path / "a.png"), "--image-size", "16", checkpoint=file, name="c") == 2


def test_live_weights_are_recorded_and_the_average_can_be_asked_for(sample, tmp_path):
    both = str(write_ncsn(tmp_path / "v2.pth", ema=True))
    averaged, first = sample(*FAST, "--image-size", "12", checkpoint=both)
    live, second = sample(*FAST, "--image-size", "12", "--live", checkpoint=both, name="b")
    assert (averaged.opening.get("use_ema"), live.opening["use_ema"]) == (None, False)
    assert not np.array_equal(first, second)
    _, again = sample("--from-image", str(tmp_path / "b.png"), checkpoint=both, name="c")
    np.testing.assert_array_equal(again, second)
    _, back = sample("--from-image", str(tmp_path / "b.png"), "--ema", checkpoint=both, name="d")
    np.testing.assert_array_equal(back, first)


def test_native_levels_are_the_networks_own_and_are_recorded(sample, ncsn, tmp_path):
    record, samples = sample(*FAST, "-L", "9", "--image-size", "12", "--native-levels")
    own = load_checkpoint(ncsn).describe().sigmas
    assert record.settings.native == record.settings.noise_levels == own
    *_, now = run_all(load_checkpoint(ncsn, image_size=12), record.settings)
    np.testing.assert_array_equal(samples, now.step.x.clamp(0, 1).numpy())
    again, same = sample("--from-image", str(tmp_path / "a.png"), name="b")
    assert again.settings == record.settings
    np.testing.assert_array_equal(same, samples)
    free, others = sample("--from-image", str(tmp_path / "a.png"), "--no-native-levels", name="c")
    assert free.settings.native == ()
    assert not np.array_equal(others, samples)


def test_every_sigma_is_native_to_a_network_of_any(sample, tmp_path):
    record, _ = sample(*FAST, "--native-levels", checkpoint=str(write_small(tmp_path / "small.safetensors")))
    assert record.settings.native == ()


def test_what_cannot_be_made_faster_is_said_and_the_run_goes_on(sample, tmp_path, capsys, monkeypatch):
    def fail(model):
        raise NotCompiledError("there is no C++ compiler here")

    monkeypatch.setattr(opening_module, "compile_model", fail)
    record, _ = sample(*FAST, "--image-size", "12", "--compile", "--precision", "bf16", "--cuda-graphs")
    assert record.opening == {"image_size": 12}
    said = capsys.readouterr().err
    assert "not compiled: there is no C++ compiler here" in said
    assert "NVIDIA" in said


def test_compiled_runs_say_so_and_how_long_it_took(sample, capsys, monkeypatch):
    used = []
    monkeypatch.setattr(opening_module, "compile_model", lambda model: used.append(model) or 12.3)
    record, _ = sample(*FAST, "--image-size", "12", "--compile")
    assert record.opening == {"image_size": 12, "compiled": True}
    assert len(used) == 1
    assert "took 12 s to build" in capsys.readouterr().err


def test_records_without_an_opening_still_open_and_damaged_ones_are_refused(tmp_path, ncsn):
    info = load_checkpoint(ncsn).describe()
    record = RunRecord.of(info, info.settings)
    data = json.loads(record.to_json())
    del data["opening"]
    old = RunRecord.from_json(json.dumps(data), "a")
    assert (old.opening, old.settings) == (None, record.settings)
    assert RunRecord.from_json(old.to_json(), "a") == old
    with pytest.raises(Exception, match="damaged"):
        RunRecord.from_json(json.dumps(data | {"opening": {"image_size": "large"}}), "a")


def test_openings_out_of_range_are_refused_by_name():
    for values, name in (
        ({"precision": "fp8"}, "precision"), ({"use_ema": 1}, "use_ema"), ({"config": 3}, "config"),
        ({"logit_transform": True, "rescaled": True}, "not both"), ({"sigma_max": 0.0}, "sigma_max"),
    ):  # fmt: skip
        with pytest.raises(SettingError, match=name):
            Opening.from_dict(values)
    with pytest.raises(SettingError, match="mapping"):
        Opening.from_dict([])
    said = Opening(image_size=12, use_ema=False)
    assert Opening.from_dict(said.to_dict() | {"later": 1}) == said


def test_info_says_which_weights_there_are_and_what_becomes_of_other_sigmas(ncsn, tmp_path, capsys):
    main(["info", ncsn])
    assert "nearest in log sigma" in capsys.readouterr().out
    both = str(write_ncsn(tmp_path / "v2.pth", ema=True))
    main(["info", both])
    assert "EMA and live" in capsys.readouterr().out
    main(["info", both, "--live", "--json"])
    assert json.loads(capsys.readouterr().out)["weights"] == "live"


def test_an_opened_network_says_what_was_done(ncsn):
    opened = open_network(ncsn, Opening(image_size=12, precision="tf32"))
    assert opened.model.describe().opening == {"image_size": 12}
    assert len(opened.remarks) == 1
    assert isinstance(opened.model.score(torch.zeros(1, 1, 12, 12), 0.5), torch.Tensor)
