"""Going on from a picture's run on the command line: the same bits where nothing is changed, as often as one likes."""

import json

import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.io.errors import ImageError
from app.io.legs import MOST_LEGS
from app.io.pictures import read_record
from app.io.records import RunRecord
from tests.models import write_small
from tests.warm import Command

RUN = ["-n", 3, "--seed", 4, "-L", 5, "-T", 2, "--sigma-max", 2, "--sigma-min", 0.05, "--epsilon", 1e-3]


@pytest.fixture
def checkpoint(tmp_path):
    return str(write_small(tmp_path / "small.safetensors"))


@pytest.fixture
def call(checkpoint, tmp_path):
    def run(command, name, *arguments):
        files = ["--out", tmp_path / f"{name}.png", "--npz", tmp_path / f"{name}.npz"]
        words = [command, "--checkpoint", checkpoint, "--quiet", *files, *arguments]
        assert main(list(map(str, words))) == 0
        with np.load(tmp_path / f"{name}.npz") as stored:
            return stored["samples"]

    return run


@pytest.fixture
def branch(call, tmp_path):
    def run(name, *arguments, of="run", level=3, command="sample"):
        return call(command, name, "--branch-from", tmp_path / f"{of}.png", "--at-level", level, *arguments)

    return run


@pytest.mark.parametrize("level", [1, 3, 5])
@pytest.mark.parametrize("sampler", ["annealed", "heun", "dpm-solver"])
def test_a_branch_with_nothing_given_makes_the_pictures_of_its_run(call, branch, level, sampler):
    run = call("sample", "run", *RUN, "--sampler", sampler)
    if sampler != "annealed" and level == 5:
        level = 4  # their last level has no steps
    assert np.array_equal(branch("branch", level=level), run)


def test_what_is_given_acts_from_there_on_and_again_from_the_branch_s_own_picture(call, branch, tmp_path):
    run = call("sample", "run", *RUN)
    changed = branch("branch", "--temperature", 0.25, "--sampler", "ancestral")
    assert not np.array_equal(changed, run)
    record = read_record(tmp_path / "branch.png")
    assert [(leg.until, leg.settings.temperature) for leg in record.before] == [(6, 1.0)]
    again = call("sample", "again", "--from-image", tmp_path / "branch.png")
    assert np.array_equal(again, changed)
    assert read_record(tmp_path / "again.png").before == record.before
    # A branch of the branch, before it and after it.
    assert np.array_equal(branch("early", of="branch", level=2), call("sample", "plain", "--from-image",
                          tmp_path / "early.png"))  # fmt: skip
    assert len(read_record(tmp_path / "early.png").before) == 1
    assert np.array_equal(branch("late", of="branch", level=4), changed)
    assert len(read_record(tmp_path / "late.png").before) == 2


def test_another_process_makes_the_same_branch(call, branch, checkpoint, tmp_path):
    call("sample", "run", *RUN)
    ours = branch("ours", "--seed", 77)
    words = ["sample", "--checkpoint", checkpoint, "--quiet", "--npz", tmp_path / "theirs.npz"]
    words += ["--branch-from", tmp_path / "run.png", "--at-level", 3, "--seed", 77]
    with Command(*map(str, words)) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said
    with np.load(tmp_path / "theirs.npz") as stored:
        assert np.array_equal(stored["samples"], ours)


def test_many_go_on_from_one_sample(call, branch, tmp_path):
    call("sample", "run", *RUN, "--batch-size", 2)
    fan = branch("fan", "--from-sample", 2, "-n", 5, "--batch-size", 3)
    assert len(fan) == 5
    assert len({picture.tobytes() for picture in fan}) == 5
    assert np.array_equal(call("sample", "again", "--from-image", tmp_path / "fan.png"), fan)


def test_a_run_starts_with_a_picture_of_ones_own(call, branch, tmp_path):
    Image.fromarray(np.full((8, 8), 128, np.uint8)).save(tmp_path / "grey.png")
    own = ["--start-image", tmp_path / "grey.png", "--at-level"]
    near, far = (call("sample", name, *RUN, *own, level) for name, level in (("near", 5), ("far", 1)))
    assert np.abs(near - 128 / 255).mean() < np.abs(far - 128 / 255).mean()
    assert np.array_equal(call("sample", "again", "--from-image", tmp_path / "near.png"), near)
    assert np.array_equal(branch("on", of="far", level=2), far)
    assert call("sample", "other", "--from-image", tmp_path / "near.png", "--seed", 5).shape == near.shape


@pytest.mark.parametrize("method", ["step", "level", "run"])
def test_a_filling_is_gone_on_from_with_the_same_mask_or_another(call, branch, tmp_path, method):
    picture = np.arange(64, dtype=np.uint8).reshape(8, 8) * 3
    masks = np.zeros((2, 8, 8), np.uint8)
    masks[0, :, :4] = masks[1, :, 4:] = 255
    for name, array in (("picture", picture), ("left", masks[0]), ("right", masks[1])):
        Image.fromarray(array).save(tmp_path / f"{name}.png")
    given = ["--image", tmp_path / "picture.png", "--mask", tmp_path / "left.png", "--method", method]
    run = call("inpaint", "run", *RUN, *given, "--resample", 2)
    assert np.array_equal(branch("branch", command="inpaint"), run)
    other = branch("other", "--mask", tmp_path / "right.png", command="inpaint")
    assert not np.array_equal(other, run)
    assert np.array_equal(other[:, 0, :, :4], np.broadcast_to(picture[:, :4] / np.float32(255), (3, 8, 4)))
    assert np.array_equal(call("inpaint", "again", "--from-image", tmp_path / "other.png"), other)


@pytest.mark.parametrize(("words", "said"), [
    (["--branch-from", "RUN"], "at which level"),
    (["--at-level", "2"], "goes with"),
    (["--branch-from", "RUN", "--at-level", "0"], "counts from 1"),
    (["--branch-from", "RUN", "--at-level", "9"], "no steps at level 9"),
    (["--branch-from", "RUN", "--at-level", "2", "-n", "4"], "goes with --from-sample"),
    (["--branch-from", "RUN", "--at-level", "2", "--from-sample", "3"], "only 0 to 2"),
    (["--branch-from", "RUN", "--from-image", "RUN", "--at-level", "2"], "neither"),
    (["--from-sample", "1"], "goes with --branch-from"),
])  # fmt: skip
def test_what_cannot_be_is_said(call, checkpoint, tmp_path, capsys, words, said):
    call("sample", "run", *RUN)
    words = [str(tmp_path / "run.png") if word == "RUN" else word for word in words]
    assert main(["sample", "--checkpoint", checkpoint, "--npz", str(tmp_path / "no.npz"), "--quiet", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "no.npz").exists()


DAMAGES = {
    "evaluations": -1, "settings": {"levels": "many"}, "changes": 7, "samples": [99], "from_sample": 99,
    "inpainting": {"resample": 0},
}  # fmt: skip


@pytest.mark.parametrize("key", DAMAGES)
def test_a_damaged_record_of_the_runs_before_is_refused(call, branch, tmp_path, key):
    call("sample", "run", *RUN)
    branch("branch")
    data = json.loads(read_record(tmp_path / "branch.png").to_json())
    data["before"][0][key] = DAMAGES[key]
    with pytest.raises(ImageError, match="damaged"):
        RunRecord.from_json(json.dumps(data), "x.png")


def test_a_record_of_too_many_runs_or_of_a_wrong_picture_is_refused(call, branch, tmp_path):
    call("sample", "run", *RUN)
    branch("branch")
    data = json.loads(read_record(tmp_path / "branch.png").to_json())
    for change in (
        {"before": data["before"] * (MOST_LEGS + 1)},
        {"before": data["before"] * 2},  # the second does not come later
        {"beginning": {"level": 0, "shape": [1, 8], "picture": ""}},
        {"beginning": {"level": 0, "shape": [1, 8, 8], "picture": "AAAA"}},
        {"beginning": {"level": 0, "shape": [99999, 99999, 9], "picture": ""}},
    ):
        with pytest.raises(ImageError, match="damaged"):
            RunRecord.from_json(json.dumps(data | change), "x.png")
