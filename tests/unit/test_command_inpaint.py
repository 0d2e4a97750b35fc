"""``score-explorer inpaint`` as a user calls it."""

import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.io.images import save_mask
from app.io.pictures import read_record, save_png
from app.networks.model import NetworkModel
from tests.models import write_small


@pytest.fixture
def files(tmp_path):
    """A checkpoint of 8x8 pictures, a picture and a mask for it."""
    write_small(tmp_path / "small.safetensors")
    picture = np.random.default_rng(0).integers(0, 256, (8, 8), dtype=np.uint8)
    Image.fromarray(picture).save(tmp_path / "in.png")
    mask = np.zeros((8, 8), bool)
    mask[:4] = True
    save_mask(tmp_path / "mask.png", mask)
    return picture, mask


@pytest.fixture
def inpaint(files, tmp_path):
    def call(*arguments, **changes):
        words = {
            "checkpoint": "small.safetensors", "image": "in.png", "mask": "mask.png", "out": "grid.png", "npz": "a.npz",
        } | changes  # fmt: skip
        named = [w for name, value in words.items() if value for w in (f"--{name}", str(tmp_path / value))]
        return main(["inpaint", *named, "--quiet", *map(str, arguments)])

    return call


def test_the_known_half_stays_and_the_grid_shows_what_was_given(inpaint, files, tmp_path):
    picture, mask = files
    assert inpaint("-n", 4, "--scale", 2, "--columns", 2, "--padding", 1) == 0
    with np.load(tmp_path / "a.npz") as stored:
        samples, source = stored["samples"], stored["source"]
        np.testing.assert_array_equal(stored["mask"], mask)
    assert samples.shape == (4, 1, 8, 8)
    np.testing.assert_array_equal(source[0], picture / np.float32(255))
    assert np.abs(samples - source)[:, :, ~mask].max() == 0
    assert len({s.tobytes() for s in samples}) == 4
    grid = np.asarray(Image.open(tmp_path / "grid.png"))
    assert grid.shape == (2 * 17 + 1, 4 * 17 + 1)
    np.testing.assert_array_equal(grid[1:17:2, 1:17:2], picture)
    masked = grid[1:17:2, 18:34:2]
    np.testing.assert_array_equal(masked[4:], picture[4:])
    assert (masked[:4] == 128).all()
    np.testing.assert_array_equal(grid[18:34:2, 52:68:2], np.rint(samples[3, 0] * 255))


def test_from_image_makes_the_same_again_and_other_seeds_another(inpaint, tmp_path):
    assert inpaint("-n", 3, "--method", "level", "--resample", 2, "--seed", 5) == 0
    record = read_record(tmp_path / "grid.png")
    assert record.extra["inpainting"]["paste"] == "level"
    assert record.extra["inpainting"]["resample"] == 2
    common = [
        "inpaint",
        "--checkpoint",
        str(tmp_path / "small.safetensors"),
        "--from-image",
        str(tmp_path / "grid.png"),
    ]
    assert main([*common, "--out", str(tmp_path / "again.png"), "--quiet"]) == 0
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "grid.png").read_bytes()
    assert main([*common, "--out", str(tmp_path / "other.png"), "--seed", "6", "--quiet"]) == 0
    assert (tmp_path / "other.png").read_bytes() != (tmp_path / "grid.png").read_bytes()


def test_threads_are_those_of_the_earlier_grid(inpaint, tmp_path, monkeypatch, capsys):
    """Other numbers of threads give other bits: what was recorded, from a window too, is set again."""
    taken = []
    monkeypatch.setattr("torch.set_num_threads", taken.append)
    assert inpaint("-n", 1, "--threads", 3) == 0
    assert read_record(tmp_path / "grid.png").extra["threads"] == 3
    again = {"image": None, "mask": None, "out": "again.png", "npz": None}
    assert inpaint("--from-image", tmp_path / "grid.png", **again) == 0
    assert taken == [3, 3]
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "grid.png").read_bytes()
    assert inpaint("--from-image", tmp_path / "grid.png", "--threads", 1, **again) == 0
    assert read_record(tmp_path / "again.png").extra["threads"] == 1
    assert inpaint("--threads", 0) == 2
    assert "--threads must be from 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "arguments", "code", "message"),
    [
        ({"mask": None}, [], 2, "--mask"),
        ({"image": "absent.png"}, [], 1, "absent.png: cannot be read"),
        ({"image": "small.safetensors"}, [], 1, "not a picture"),
        ({}, ["--no-denoise"], 2, "denoising"),
        ({}, ["--resample", "0"], 2, "resample"),
        ({"out": None, "npz": None}, [], 2, "nothing to write"),
    ],
)
def test_wrong_use(inpaint, capsys, changes, arguments, code, message):
    assert inpaint(*arguments, **changes) == code
    assert message in capsys.readouterr().err


def test_masks_that_do_not_fit(inpaint, tmp_path, capsys):
    save_mask(tmp_path / "large.png", np.ones((16, 16), bool))
    assert inpaint(mask="large.png") == 1
    assert "16x16, the network's pictures are 8x8" in capsys.readouterr().err
    assert inpaint("--scale-mask", mask="large.png") == 0  # a full mask: everything is made anew
    save_mask(tmp_path / "empty.png", np.zeros((8, 8), bool))
    assert inpaint(mask="empty.png") == 1
    assert "nothing to fill" in capsys.readouterr().err


def test_a_picture_of_another_kind_cannot_be_repeated(inpaint, tmp_path, capsys):
    checkpoint = str(tmp_path / "small.safetensors")
    plain = str(tmp_path / "plain.png")
    assert main(["sample", "--checkpoint", checkpoint, "--out", plain, "--quiet"]) == 0
    assert main(["inpaint", "--checkpoint", checkpoint, "--from-image", plain, "--out", plain]) == 1
    assert "not made by inpainting" in capsys.readouterr().err


def test_a_filled_grid_is_no_run_of_samples(inpaint, tmp_path, capsys):
    assert inpaint("-n", 1) == 0
    (tmp_path / "a.npz").unlink()
    arguments = ["--checkpoint", str(tmp_path / "small.safetensors"), "--npz", str(tmp_path / "a.npz")]
    assert main(["sample", "--from-image", str(tmp_path / "grid.png"), *arguments, "--quiet"]) == 1
    said = capsys.readouterr().err
    assert f"{tmp_path / 'grid.png'}: it was made by inpainting" in said
    assert "inpaint --from-image" in said
    assert not (tmp_path / "a.npz").exists()


def test_another_checkpoint_than_the_grids_is_said(inpaint, tmp_path, capsys):
    assert inpaint("-n", 1) == 0
    write_small(tmp_path / "other.safetensors", seed=1)
    again = {"image": "", "mask": "", "out": "again.png"}
    assert inpaint("--from-image", tmp_path / "grid.png", **again) == 0
    assert "another file" not in capsys.readouterr().err
    assert inpaint("--from-image", tmp_path / "grid.png", checkpoint="other.safetensors", **again) == 0
    assert f"another file than {tmp_path / 'other.safetensors'}" in capsys.readouterr().err


def test_ctrl_c_keeps_what_is_there(inpaint, files, tmp_path, monkeypatch):
    _, mask = files
    calls = []
    score = NetworkModel.score

    def interrupted(self, x, sigma):
        calls.append(sigma)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return score(self, x, sigma)

    monkeypatch.setattr(NetworkModel, "score", interrupted)
    assert inpaint() == 1
    with np.load(tmp_path / "a.npz") as stored:
        assert np.abs(stored["samples"] - stored["source"])[:, :, ~mask].max() == 0
    assert read_record(tmp_path / "grid.png").extra["interrupted"] is True


def test_a_run_repainted_too_often_to_be_recorded_is_repeated_as_far_as_can_be_and_told(inpaint, tmp_path, capsys):
    assert inpaint("-n", 2) == 0
    record = read_record(tmp_path / "grid.png")
    record.extra["inpainting"]["repainted"] = {"dropped": 7}
    save_png(tmp_path / "painted.png", np.zeros((4, 4, 1), np.uint8), record)
    words = ["--checkpoint", tmp_path / "small.safetensors", "--from-image", tmp_path / "painted.png", "--quiet"]
    assert main(["inpaint", *map(str, words), "--out", str(tmp_path / "again.png")]) == 0
    assert "repainted 7 times" in capsys.readouterr().err
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "grid.png").read_bytes()


def test_a_mask_of_the_photos_own_size_covers_the_same_object(inpaint, tmp_path, capsys):
    photo = np.zeros((30, 60), np.uint8)
    photo[10:20, 30:40] = 255
    Image.fromarray(photo).save(tmp_path / "photo.png")
    save_mask(tmp_path / "photomask.png", photo > 0)
    assert inpaint("-n", 1, "--scale-mask", image="photo.png", mask="photomask.png") == 0
    with np.load(tmp_path / "a.npz") as stored:
        source, mask = stored["source"][0], stored["mask"]
    assert (source > 0.5).any()
    assert (source > 0.5).sum() >= 4
    assert mask[source > 0.5].all()
    assert mask.mean() < 0.3
    save_mask(tmp_path / "other.png", photo[:, :20] > 0)
    assert inpaint("-n", 1, "--scale-mask", image="photo.png", mask="other.png") == 1
    assert "of other proportions" in capsys.readouterr().err
