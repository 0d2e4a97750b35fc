"""``score-explorer sample`` and ``info`` as a user calls them."""

import dataclasses
import json
import signal
import struct
import zipfile
from hashlib import sha256

import numpy as np
import pytest
import torch
from PIL import Image

from app import __version__
from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.pictures import read_record, save_png
from app.io.records import RunRecord
from app.jobs.sampling import run_all
from app.networks.model import NetworkModel
from app.params import LiveParams, SampleSettings
from tests.models import write_small
from tests.processes import python
from tests.warm import Command


@pytest.fixture
def checkpoint(tmp_path):
    return str(write_small(tmp_path / "small.safetensors"))


@pytest.fixture
def sample(checkpoint, tmp_path):
    def call(*arguments, out="grid.png", npz="samples.npz"):
        files = [*(["--out", str(tmp_path / out)] if out else []), *(["--npz", str(tmp_path / npz)] if npz else [])]
        return main(["sample", "--checkpoint", checkpoint, *files, "--quiet", *map(str, arguments)])

    return call


def test_samples_and_a_grid_with_every_setting_inside(sample, checkpoint, tmp_path, capsys):
    options = ["--sampler", "annealed", "--epsilon", "1e-4", "-T", "3", "-L", "5", "--sigma-max", "3"]
    options += [
        "--sigma-min",
        "0.02",
        "--schedule",
        "uniform",
        "--temperature",
        "0.5",
        "--start",
        "normal",
        "--no-denoise",
    ]
    assert sample(*options, "-n", 6, "--seed", 7, "--columns", 3, "--scale", 2, "--padding", 4) == 0
    assert "6 samples in" in capsys.readouterr().out
    with np.load(tmp_path / "samples.npz") as stored:
        samples = stored["samples"]
    assert (samples.shape, samples.dtype) == ((6, 1, 8, 8), np.float32)
    assert samples.min() >= 0
    assert samples.max() <= 1
    image = np.asarray(Image.open(tmp_path / "grid.png"))
    assert image.shape == (2 * 20 + 4, 3 * 20 + 4)
    np.testing.assert_array_equal(image[24:40:2, 4:20:2], np.rint(samples[3, 0] * 255))
    record = read_record(tmp_path / "grid.png")
    assert record.program == f"score-explorer {__version__}"
    assert (record.checkpoint, record.sha256) == ("small", load_checkpoint(checkpoint).describe().sha256)
    assert record.settings.to_dict() == {
        "sampler": "annealed", "epsilon": 1e-4, "steps_per_level": 3, "levels": 5, "sigma_max": 3.0, "sigma_min": 0.02,
        "schedule": "uniform", "temperature": 0.5, "denoise": False, "start": "normal", "seed": 7, "count": 6,
        "batch_size": 6,
    }  # fmt: skip
    # The engine itself, asked the same.
    *_, now = run_all(load_checkpoint(checkpoint), record.settings)
    np.testing.assert_array_equal(samples, now.step.x.clamp(0, 1).numpy())


def test_without_options_the_checkpoints_recommendation_is_used(sample, tmp_path):
    assert sample() == 0
    settings = read_record(tmp_path / "grid.png").settings
    assert (settings.levels, settings.steps_per_level, settings.sigma_max) == (4, 2, 2.0)
    assert (settings.count, settings.seed) == (16, 0)


def test_the_official_codes_step_is_converted(sample, tmp_path):
    assert sample("--step-lr", "2e-5") == 0
    assert read_record(tmp_path / "grid.png").settings.epsilon == 4e-5


def test_from_image_makes_the_same_picture_again(sample, checkpoint, tmp_path):
    assert sample("-n", 5, "--seed", 3, "--batch-size", 2, "-T", 1) == 0
    again = tmp_path / "again.png"
    source = str(tmp_path / "grid.png")
    assert main(["sample", "--from-image", source, "--checkpoint", checkpoint, "--out", str(again), "--quiet"]) == 0
    assert again.read_bytes() == (tmp_path / "grid.png").read_bytes()


def test_from_image_repeats_what_was_changed_while_it_ran(checkpoint, tmp_path):
    model = load_checkpoint(checkpoint)
    settings = SampleSettings.from_dict(
        {"levels": 3, "steps_per_level": 2, "epsilon": 4e-5, "count": 2, "batch_size": 2}
    )
    record = RunRecord.of(model.describe(), settings, changes=((2, LiveParams(1e-4, 4, 0.5)),))
    *_, now = run_all(model, settings, record.changes)
    save_png(tmp_path / "tuned.png", np.zeros((2, 2, 1), np.uint8), record)
    common = ["sample", "--checkpoint", checkpoint, "--from-image", str(tmp_path / "tuned.png"), "--quiet"]
    assert main([*common, "--npz", str(tmp_path / "a.npz")]) == 0
    np.testing.assert_array_equal(np.load(tmp_path / "a.npz")["samples"], now.step.x.clamp(0, 1).numpy())
    # With another setting it is another run, without those changes.
    assert main([*common, "--npz", str(tmp_path / "b.npz"), "--out", str(tmp_path / "b.png"), "-T", "1"]) == 0
    assert read_record(tmp_path / "b.png").changes == ()


def test_from_image_with_another_network_says_so(sample, checkpoint, tmp_path, capsys):
    assert sample() == 0
    other = write_small(tmp_path / "other.safetensors", seed=1)
    source, out = str(tmp_path / "grid.png"), str(tmp_path / "o.png")
    assert main(["sample", "--from-image", source, "--checkpoint", str(other), "--out", out, "--quiet"]) == 0
    assert "another file" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [b"f8,O", b"V2147483647"])
def test_a_picture_may_name_a_file_that_would_end_the_process(sample, tmp_path, capsys, kind):
    """numpy makes numbers of any type that a pickle names, also of one that holds addresses, or that has 2 GiB."""
    hostile, picture = tmp_path / "hostile.pth", tmp_path / "grid.png"
    dtype = b"cnumpy\ndtype\n(X" + struct.pack("<I", len(kind)) + kind + b"\x89\x88tR"
    with zipfile.ZipFile(hostile, "w") as file:
        file.writestr("a/data.pkl", b"\x80\x02cnumpy._core.multiarray\nscalar\n(" + dtype + b"tR.")
        file.writestr("a/version", "3\n")
    assert sample() == 0
    named = dataclasses.replace(
        read_record(picture), checkpoint=str(hostile), sha256=sha256(hostile.read_bytes()).hexdigest()
    )
    save_png(picture, np.zeros((2, 2, 1), np.uint8), named)
    for words in (["info", str(hostile)], ["sample", "--from-image", str(picture), "--out", str(tmp_path / "o.png")]):
        assert main(words) == 1
        said = capsys.readouterr().err
        assert "hostile.pth: it is damaged" in said
        assert "a numpy type of no plain numbers" in said


@pytest.mark.parametrize("command", ["sample", "inpaint"])
def test_from_image_of_a_file_that_has_no_name_here_says_which_one_to_give(
    sample, checkpoint, tmp_path, capsys, command, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert sample() == 0
    picture = tmp_path / "grid.png"
    assert main([command, "--from-image", str(picture), "--out", "again.png", "--quiet"]) == 1
    said = capsys.readouterr().err
    record = read_record(picture)
    for words in (str(picture), repr(record.checkpoint), record.sha256, "Give that file with --checkpoint"):
        assert words in said
    assert not (tmp_path / "again.png").exists()


def test_a_summary_as_json(sample, tmp_path, capsys):
    assert sample("--json", "-n", 2) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["complete"] is True
    assert summary["samples"] == 2
    assert summary["written"] == [str(tmp_path / "grid.png"), str(tmp_path / "samples.npz")]
    assert summary["settings"]["count"] == 2


def test_the_progress_bar_shows_level_and_sigma(checkpoint, tmp_path, capsys):
    assert main(["sample", "--checkpoint", checkpoint, "--out", str(tmp_path / "a.png")]) == 0
    bar = capsys.readouterr().err
    assert "9/9" in bar
    assert "level 4/4, sigma 0.01" in bar
    assert "it/s" in bar


def test_ctrl_c_keeps_what_is_there(sample, tmp_path, monkeypatch, capsys):
    calls = []
    score = NetworkModel.score

    def interrupted(self, x, sigma):
        calls.append(sigma)
        if len(calls) == 12:  # in the second batch: 9 evaluations make one
            raise KeyboardInterrupt
        return score(self, x, sigma)

    monkeypatch.setattr(NetworkModel, "score", interrupted)
    assert sample("-n", 6, "--batch-size", 2) == 1
    out = capsys.readouterr().out
    assert "Interrupted: 4 of 6" in out
    assert np.load(tmp_path / "samples.npz")["samples"].shape == (4, 1, 8, 8)
    assert read_record(tmp_path / "grid.png").extra == {"interrupted": True}


def test_out_of_memory_goes_on_with_a_smaller_batch(checkpoint, tmp_path, monkeypatch, capsys):
    score = NetworkModel.score

    def small(self, x, sigma):
        if len(x) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return score(self, x, sigma)

    monkeypatch.setattr(NetworkModel, "score", small)
    out = str(tmp_path / "a.npz")
    assert main(["sample", "--checkpoint", checkpoint, "-n", "5", "--batch-size", "4", "--npz", out]) == 0
    assert "too little memory: going on with 2" in capsys.readouterr().err
    assert len(np.load(out)["samples"]) == 5


def test_divergence_says_what_to_do(sample, tmp_path, capsys):
    assert sample("--epsilon", "1", "-T", 200) == 1
    message = capsys.readouterr().err
    assert "no longer finite" in message
    assert "must stay below 0.0004" in message
    assert "Traceback" not in message
    assert not (tmp_path / "grid.png").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--epsilon", "-1"], "epsilon must be above 0"),
        (["--epsilon", "nan"], "finite"),
        (["-L", "0"], "levels"),
        (["-T", "999999999"], "steps per level"),
        (["-n", "0"], "count"),
        (["--seed", "-4"], "seed"),
        (["--sigma-min", "9"], "sigma_min"),
        (["--sampler", "consistent", "--epsilon", "1e-9"], "consistent annealed sampling needs"),
        (["--device", "quantum"], "'quantum' is not at hand"),
        (["--device", "cpu:x"], "cpu:x"),
        (["--scale", "0"], "--scale"),
        (["--scale", "9999"], "smaller --scale"),
    ],
)
def test_absurd_wishes_are_wrong_use(sample, tmp_path, capsys, options, message):
    assert sample(*options) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "grid.png").exists()


def test_wrong_outputs_are_found_before_the_run(sample, checkpoint, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(NetworkModel, "score", None)  # a run would fail
    for names, code, message in (
        ({"out": None, "npz": None}, 2, "nothing to write"),
        ({"out": "grid.jpg"}, 2, ".png"),
        ({"npz": "a.txt"}, 2, ".npz"),
        ({"out": "absent/grid.png"}, 1, "no such file or folder"),
    ):
        assert sample(**names) == code
        assert message in capsys.readouterr().err


def test_a_full_disk_leaves_the_picture_of_before(sample, tmp_path, monkeypatch, capsys):
    (tmp_path / "grid.png").write_bytes(b"before")

    def full(self, *arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    assert sample() == 1
    assert "the disk is full" in capsys.readouterr().err
    assert (tmp_path / "grid.png").read_bytes() == b"before"
    assert not list(tmp_path.glob("*.tmp")) + list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize("name", ["absent.safetensors", "unknown"])
def test_a_missing_checkpoint(tmp_path, capsys, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["sample", "--checkpoint", name, "--out", "a.png"]) == 1
    assert f"{name}: cannot be read: there is no such file" in capsys.readouterr().err


def test_a_truncated_checkpoint(checkpoint, tmp_path, capsys):
    data = (tmp_path / "small.safetensors").read_bytes()
    (tmp_path / "small.safetensors").write_bytes(data[: len(data) // 2])
    assert main(["info", checkpoint]) == 1
    assert "damaged or incomplete" in capsys.readouterr().err


def test_debug_gives_the_traceback(tmp_path, capsys):
    for order in (["--debug", "info", "absent"], ["info", "absent", "--debug"]):
        assert main(order) == 1
        assert "Traceback" in capsys.readouterr().err


def test_unexpected_errors_are_one_line(sample, monkeypatch, capsys):
    def fail(self, x, sigma):
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(NetworkModel, "score", fail)
    assert sample() == 1
    message = capsys.readouterr().err
    assert "unexpected ZeroDivisionError: by chance" in message
    assert "Traceback" not in message


def test_info_in_words_and_as_json(checkpoint, capsys):
    assert main(["info", checkpoint]) == 0
    text = capsys.readouterr().out
    for part in ("small", "compact", "8x8, grey", "any from 5 to 0.01", "random numbers", "SHA-256"):
        assert part in text
    assert main(["info", checkpoint, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["shape"] == [1, 8, 8]
    assert data["sha256"] == load_checkpoint(checkpoint).describe().sha256


@pytest.mark.parametrize("way", [["-m", "app"], ["main.py"]])
def test_the_ways_to_start(way):
    assert python(*way, "--version").stdout.strip() == f"score-explorer {__version__}"


def test_help_has_examples_and_needs_neither_torch_nor_qt():
    code = (
        "import sys\nfrom app.cli import main\n"
        "for words in (['--help'], ['sample', '--help'], ['train', '--help'], ['info', '--help']):\n"
        "    try: main(words)\n"
        "    except SystemExit as e: print('exit', e.code, sorted(m for m in sys.modules if m in ('torch', 'PySide6')))"
    )
    out = python("-c", code).stdout
    assert out.count("exit 0 []") == 4, out
    assert "examples:" in out


def test_wrong_words_exit_with_two():
    for words in (["sampel"], ["sample", "--colour"], ["info"], ["--colour"]):
        with Command(*words) as process:
            _, said = process.communicate()
        assert process.returncode == 2, words
        assert "Traceback" not in said


def test_a_termination_signal_keeps_what_is_there(checkpoint, tmp_path):
    out = tmp_path / "a.npz"
    words = ["sample", "--checkpoint", checkpoint, "--npz", str(out), "-T", "100000"]
    with Command(*words) as process:
        process.wait_for("level")
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode == 1
    assert np.load(out)["samples"].shape == (16, 1, 8, 8)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--strip-levels", "4"], "give the strip's name"),
        (["--strip", "run.gif"], "--strip: the name must end in .png"),
        (["--strip", "run.png", "--strip-levels", "0"], "--strip-levels must be from 1 to 1000"),
    ],
)
def test_a_strip_that_cannot_be_is_refused_before_the_run(sample, tmp_path, capsys, words, said):
    placed = [str(tmp_path / word) if word.startswith("run.") else word for word in words]
    assert sample(*placed) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.png"))


def test_a_strip_alone_is_enough_and_each_level_is_shown_once(sample, tmp_path):
    strip = tmp_path / "strip.png"
    words = ["--strip", str(strip), "-n", 2, "-L", 3, "-T", 2, "--scale", 1, "--padding", 0]
    assert sample(*words, out=None, npz=None) == 0
    assert (
        np.asarray(Image.open(strip)).shape[1] == 4 * 8
    )  # three levels and the denoised end, though 12 were asked for
