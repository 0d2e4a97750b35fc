"""Atomic writes, pictures and the record inside them."""

import dataclasses
import errno
import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.io.atomic import atomic_path, check_writable, write_bytes
from app.io.errors import ImageError, WriteError
from app.io.pictures import compose_grid, grid_columns, grid_scale, read_record, save_npz, save_png, save_samples
from app.io.records import KEY, RunRecord
from app.params import LiveParams, Sampler, SampleSettings

RECORD = RunRecord(
    SampleSettings(sampler=Sampler.CONSISTENT, levels=99, epsilon=1e-5, seed=12, sigma_max=0.5),
    "mnist",
    "ab" * 32,
    changes=((4, LiveParams(1e-4, 3, 0.5)),),
    extra={"what": "σ"},
)


def numbers(count=3, channels=1):
    return np.random.default_rng(0).integers(0, 256, (count, 5, 4, channels), dtype=np.uint8)


def left_over(folder):
    return [p for p in folder.iterdir() if p.name.endswith(".tmp")]


def test_a_failed_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "a"
    write_bytes(path, b"before")

    def fail():
        with atomic_path(path) as temporary:
            temporary.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(WriteError, match="disk is full") as caught:
        fail()
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"before"
    assert left_over(tmp_path) == []


def test_other_errors_pass_and_leave_nothing(tmp_path):
    path = tmp_path / "a"
    with pytest.raises(KeyboardInterrupt), atomic_path(path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_and_permissions_stay(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    write_bytes(target, b"1")
    assert target.stat().st_mode & 0o777 == 0o666 & ~_umask()
    target.chmod(0o640)
    link.symlink_to(target)
    write_bytes(link, b"2")
    assert link.is_symlink()
    assert target.read_bytes() == b"2"
    assert target.stat().st_mode & 0o777 == 0o640


def _umask():
    current = os.umask(0o22)
    os.umask(current)
    return current


@pytest.mark.parametrize("name", ["absent/a", "file/a", ".", "x" * 300])
def test_places_that_cannot_be_written_are_found_before_the_run(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    for attempt in (check_writable, lambda path: write_bytes(path, b"")):
        with pytest.raises(WriteError, match="cannot be written"):
            attempt(tmp_path / name)


def test_a_grid_puts_each_sample_in_its_place():
    frames = numbers(5)
    grid = compose_grid(frames, columns=3, padding=2, scale=2)
    assert grid.shape == (2 * (10 + 2) + 2, 3 * (8 + 2) + 2, 1)
    fifth = grid[14:24:2, 12:20:2]
    np.testing.assert_array_equal(fifth, frames[4])
    np.testing.assert_array_equal(grid[15:24:2, 13:20:2], frames[4])
    assert (grid[:2] == 128).all()
    assert (grid[14:, 22:] == 128).all()  # the place of a sixth


def test_grids_are_nearly_square_and_of_a_readable_size():
    assert [grid_columns(n) for n in (1, 2, 4, 5, 16, 17, 64)] == [1, 2, 2, 3, 4, 5, 8]
    assert grid_scale(28, 28, 16, 4) == 6
    assert grid_scale(256, 256, 64, 8) == 1


@pytest.mark.parametrize("arguments", [{"scale": 0}, {"padding": -1}, {"scale": 10_000}])
def test_absurd_grids_are_refused(arguments):
    with pytest.raises(ValueError, match=r"scale|padding"):
        compose_grid(numbers(), **arguments)
    with pytest.raises(ValueError, match="at least one"):
        compose_grid(numbers(0))


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_picture_carries_its_record(tmp_path, channels):
    path = tmp_path / "grid.png"
    frame = numbers(1, channels)[0]
    save_png(path, frame, RECORD)
    assert read_record(path) == RECORD
    np.testing.assert_array_equal(np.asarray(Image.open(path)).reshape(frame.shape), frame)


def test_each_sample_as_a_file(tmp_path):
    paths = save_samples(tmp_path / "new" / "folder", numbers(2), RECORD, [3, 11])
    assert [p.name for p in paths] == ["sample-0004.png", "sample-0012.png"]
    np.testing.assert_array_equal(np.asarray(Image.open(paths[1])), numbers(2)[1, :, :, 0])
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="cannot be made"):
        save_samples(tmp_path / "file", numbers(1), RECORD, [0])


def test_arrays_carry_the_record_too(tmp_path):
    save_npz(tmp_path / "a.npz", RECORD, samples=numbers())
    with np.load(tmp_path / "a.npz", allow_pickle=False) as stored:
        assert RunRecord.from_json(str(stored["record"]), "a") == RECORD
        np.testing.assert_array_equal(stored["samples"], numbers())


def _with_text(path, text):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if text is not None:
        info.add_text(KEY, text)
    Image.new("L", (2, 2)).save(path, pnginfo=info)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "holds no settings"),
        ("{", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        (RECORD.to_json().replace('"version": 1', '"version": 9'), "version 9"),
        (RECORD.to_json().replace("99", "-99"), "levels"),
        (RECORD.to_json().replace('"sha256"', '"sha"'), "sha256"),
        ("[" * 100_000, "damaged"),
    ],
)
def test_a_picture_without_a_good_record_is_refused(tmp_path, text, message):
    path = tmp_path / "a.png"
    _with_text(path, text)
    with pytest.raises(ImageError, match=message) as caught:
        read_record(path)
    assert str(path) in str(caught.value)


def test_files_that_are_no_pictures_are_refused(tmp_path):
    good = tmp_path / "good.png"
    save_png(good, numbers(1)[0], RECORD)
    text, cut, absent = tmp_path / "a.txt", tmp_path / "cut.png", tmp_path / "absent.png"
    text.write_text("hello")
    cut.write_bytes(good.read_bytes()[:40])
    for path in (text, cut, absent, tmp_path):
        with pytest.raises(ImageError) as caught:
            read_record(path)
        assert Path(caught.value.path) == path


def test_unknown_settings_of_a_later_version_are_ignored():
    data = json.loads(RECORD.to_json())
    data["settings"]["colour"] = "blue"
    assert RunRecord.from_json(json.dumps(data), "a") == dataclasses.replace(RECORD)
