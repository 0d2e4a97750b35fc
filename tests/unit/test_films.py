"""Films of runs: which steps they show, their frames, and what is written; and strips of levels."""

import dataclasses
import math
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from app.cli import main
from app.core.pixels import to_frames
from app.io.animation import MOST_PIXELS, save_film
from app.io.checkpoint import load_checkpoint
from app.io.errors import NoRecordError, WriteError
from app.io.pictures import compose_grid, read_record
from app.jobs.films import Reel, film_shots
from app.jobs.layout import BAR, TO_COME, barred, compose
from app.jobs.sampling import BatchStep, run_all
from app.params import SampleSettings
from app.params.colours import plasma
from app.params.export import GridLook, PictureExport
from app.params.film import COLOURS, Shot, axis_colours, evenly, frames_of
from app.params.path import Leg, OwnPicture, left_out
from app.params.timeaxis import LAST_STEP, TimeAxis
from tests.models import write_small

AXIS = TimeAxis((8.0, 4.0, 2.0, 1.0), denoise=False)


def test_shots_are_even_on_the_axis_and_show_the_newest_step():
    places = [0.25, 0.5, 0.75, 1.0]
    assert evenly(places, 5) == [Shot(0, 0), Shot(0.25, 0), Shot(0.5, 1), Shot(0.75, 2), Shot(1, 3)]
    assert [shot.step for shot in evenly(places, 9)] == [0, 0, 0, 0, 1, 1, 2, 2, 3]  # a step is seen until the next
    assert evenly(places, 1) == [Shot(1.0, 3)]
    assert evenly(places[:2], 3) == [Shot(0, 0), Shot(0.25, 0), Shot(0.5, 1)]  # to where the run has come
    assert evenly([], 7) == []


def test_no_film_has_more_frames_than_a_player_shows():
    assert [frames_of(100, 5), frames_of(100, 1), frames_of(1000, 600), frames_of(2, 1)] == [100, 50, 1000, 2]


def test_the_axis_has_the_colours_of_its_levels():
    colours = axis_colours(AXIS, (8.0, 1.0))
    quarter = COLOURS // 4
    for k, place in enumerate([0, 1 / 3, 2 / 3, 1]):
        assert np.array_equal(colours[k * quarter : (k + 1) * quarter], np.tile(plasma(place), (quarter, 1)))


def test_a_bar_is_coloured_as_far_as_the_run_has_come():
    image, colours = np.full((3, 8, 1), 7, np.uint8), np.array([[1, 2, 3], [4, 5, 6]], np.uint8)
    out = barred(image, colours, 0.75)
    assert np.array_equal(out[:3], np.full((3, 8, 3), 7))
    line = [[1, 2, 3]] * 4 + [[4, 5, 6]] * 2 + [[TO_COME] * 3] * 2
    assert np.array_equal(out[3:], np.tile(line, (BAR, 1, 1)))


def test_both_sides_stand_beside_each_other():
    x, estimate = (np.full((3, 2, 2, 1), value, np.uint8) for value in (10, 200))
    out = compose((x, estimate), GridLook(columns=3, padding=1, scale=2))
    one, gap = compose_grid(x, 3, 1, 2), 2
    assert out.shape == (one.shape[0], 2 * one.shape[1] + gap, 1)
    assert np.array_equal(out[:, : one.shape[1]], one)
    assert np.array_equal(out[:, -one.shape[1] :], compose_grid(estimate, 3, 1, 2))


def test_a_strip_has_a_row_for_each_sample_and_side():
    steps = tuple((np.full((2, 1, 1, 1), 10 + k, np.uint8), np.full((2, 1, 1, 1), 20 + k, np.uint8)) for k in range(3))
    for sides in steps:
        sides[0][1] += 100
    strip = PictureExport(steps, (1, 0), (1, 0), SimpleNamespace()).strip()
    assert strip.reshape(-1).tolist() == [110, 111, 112, 20, 21, 22, 10, 11, 12, 20, 21, 22]


# Files


def moving(count):
    for k in range(count):
        frame = np.zeros((9, 13, 3), np.uint8)
        frame[:, k % 13] = (255, 10 * k, 90)
        yield frame


def read(path):
    """The frames, and how long each is seen."""
    frames, times = [], []
    with Image.open(path) as image:
        for k in range(image.n_frames):
            image.seek(k)
            frames.append(np.asarray(image.convert("RGB")))
            times.append(image.info["duration"])
    return np.stack(frames), times


def test_a_webp_has_every_pixel_time_and_text(tmp_path):
    path = tmp_path / "run.webp"
    assert save_film(path, moving(7), delay_ms=33.4, comment="σ") == 7
    frames, times = read(path)
    assert np.array_equal(frames, np.stack(list(moving(7))))
    assert sum(times) == 200 + 1000  # six of 33.4 ms, none of which drifts, and the last second
    with Image.open(path) as image:
        assert image.info["xmp"] == "σ".encode()
        assert image.info["loop"] == 0


def test_a_gif_takes_as_long_as_it_should(tmp_path):
    save_film(tmp_path / "run.gif", moving(7), delay_ms=34, comment="")
    assert read(tmp_path / "run.gif")[1] == [30, 40, 30, 40, 30, 30, 1000]


def test_a_gif_of_grey_pictures_keeps_the_colours_of_the_thin_bar(tmp_path):
    greys = np.random.default_rng(0).integers(0, 256, (64, 64, 1), np.uint8).repeat(6, 0).repeat(6, 1)
    colours = plasma(np.linspace(0, 1, COLOURS))
    made = [barred(greys, colours, place) for place in np.linspace(0, 1, 9).tolist()]
    save_film(tmp_path / "run.gif", iter(made), delay_ms=100, comment="")
    found = read(tmp_path / "run.gif")[0][-1].astype(int)
    assert abs(found - made[-1])[-BAR:].max() <= 16
    assert abs(found - made[-1])[:-BAR].max() <= 16


def test_an_mp4_has_its_frames_and_text_and_is_even(tmp_path):
    av = pytest.importorskip("av", reason="films as MP4 need PyAV: pip install 'score-explorer[mp4]'")
    path = tmp_path / "run.mp4"
    calm = [np.full((9, 13, 3), 20 * k, np.uint8) for k in range(8)]
    assert save_film(path, iter(calm), delay_ms=100, comment="settings") == 8
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        frames = [frame.to_ndarray(format="rgb24") for frame in file.decode(stream)]
        assert (stream.average_rate, file.metadata["comment"]) == (10, "settings")
    assert len(frames) == 8 + 9  # the last one stays for a second
    for k, frame in enumerate(frames):
        assert frame.shape == (10, 14, 3)
        assert np.abs(frame.astype(int) - 20 * min(k, 7)).max() <= 4


def test_without_the_library_an_mp4_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(WriteError, match=r"pip install 'score-explorer\[mp4\]'"):
        save_film(tmp_path / "run.mp4", moving(2), delay_ms=50, comment="")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".gif", ".webp"])
def test_a_film_without_frames_or_with_too_many_is_refused(tmp_path, ending):
    path = tmp_path / f"run{ending}"
    with pytest.raises(WriteError, match="no frames"):
        save_film(path, [], delay_ms=50, comment="")
    wide = np.broadcast_to(np.zeros(3, np.uint8), (MOST_PIXELS // 10 + 1, 10, 3))
    with pytest.raises(WriteError, match="fewer frames or samples"):
        save_film(path, [wide], delay_ms=50, comment="")
    assert list(tmp_path.iterdir()) == []


def test_a_film_of_others_holds_no_run(tmp_path):
    for ending in (".gif", ".webp"):
        path = tmp_path / f"run{ending}"
        save_film(path, moving(3), delay_ms=50, comment='{"density": {"name": "ring"}}')
        with pytest.raises(NoRecordError):
            read_record(path)


# Runs

BRIEF = ("--quiet", "--film-frames", "5", "--scale", "1")


@pytest.fixture
def checkpoint(tmp_path):
    return str(write_small(tmp_path / "small.safetensors"))


def shown(checkpoint, settings, frames):
    """The frames of a film of x and its estimate, from the definition: every step of every batch is kept."""
    model = load_checkpoint(checkpoint)
    axis, batches = TimeAxis(settings.noise_levels), {}
    for now in run_all(model, settings):
        batches.setdefault(now.step.index, []).append(now.step)
    steps = [batches[index] for index in sorted(batches)]
    places = np.array([axis.place(parts[0]) for parts in steps])
    colours = axis_colours(axis, (max(model.describe().sigmas), min(model.describe().sigmas)))
    for place in np.linspace(0, 1, frames):
        parts = steps[max(0, int((places <= place + 1e-9).sum()) - 1)]
        sides = [
            np.concatenate([to_frames(model, getx(step)) for step in parts])
            for getx in (lambda s: s.x, lambda s: s.estimate())
        ]
        yield barred(compose(tuple(sides), GridLook(scale=2)), colours, place)


@pytest.mark.parametrize("sampler", ["annealed", "heun"])
def test_a_film_shows_the_run_evenly_in_log_sigma(checkpoint, tmp_path, sampler, capsys):
    path, grid = tmp_path / "run.webp", tmp_path / "grid.png"
    words = ["sample", "--checkpoint", checkpoint, "-n", "5", "--batch-size", "3", "-L", "6", "--sampler", sampler]
    words += ["--film", str(path), "--film-shows", "both", "--film-frames", "23", "--film-seconds", "2", "--scale", "2"]
    assert main([*words, "--quiet", "--out", str(grid)]) == 0
    assert str(path) in capsys.readouterr().out
    frames, times = read(path)
    assert sum(times) == round(2000 * 22 / 23) + 1000
    settings = read_record(grid).settings
    assert (settings.count, settings.batch_size, settings.levels) == (5, 3, 6)
    assert np.array_equal(frames, np.stack(list(shown(checkpoint, settings, 23))))


def test_a_film_alone_is_enough_and_the_run_is_inside(checkpoint, tmp_path):
    path = tmp_path / "run.gif"
    assert main(["sample", "--checkpoint", checkpoint, "-n", "2", "--seed", "5", "--film", str(path), *BRIEF]) == 0
    assert read_record(path).settings.seed == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--film", "run.avi"], "--film: the name must end in .gif or .webp or .mp4"),
        (["--out", "a.png", "--film-frames", "9"], "give the film's name: --film FILE.webp"),
        (["--film", "run.gif", "--film-frames", "1"], "--film-frames"),
        (["--film", "run.gif", "--film-seconds", "0"], "--film-seconds"),
        (["--film", "run.gif", "-n", "99999"], "take too much memory"),
        ([], "nothing to write"),
    ],
)
def test_what_cannot_be_filmed_is_said_before_the_run(checkpoint, tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("app.commands.filming.MOST_BYTES", 100_000)
    assert main(["sample", "--checkpoint", checkpoint, "--quiet", *words]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["small.safetensors"]


def test_an_mp4_without_the_library_is_refused_before_the_run(checkpoint, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("app.params.export.importlib.util.find_spec", lambda name: None)
    assert main(["sample", "--checkpoint", checkpoint, "--film", str(tmp_path / "run.mp4")]) == 2
    assert "pip install 'score-explorer[mp4]'" in capsys.readouterr().err


def test_a_filling_s_film_ends_with_the_known_pixels(checkpoint, tmp_path):
    picture = np.random.default_rng(0).integers(0, 256, (8, 8), dtype=np.uint8)
    mask = np.zeros((8, 8), np.uint8)
    mask[4:] = 255
    for name, array in (("picture", picture), ("mask", mask)):
        Image.fromarray(array).save(tmp_path / f"{name}.png")
    words = ["inpaint", "--checkpoint", checkpoint, "--quiet", "-n", "2", "--scale", "1", "--film-frames", "9"]
    words += ["--film-shows", "both", "--padding", "0"]
    words += ["--image", str(tmp_path / "picture.png"), "--mask", str(tmp_path / "mask.png"), "--resample", "2"]
    assert main([*words, "--film", str(tmp_path / "run.webp"), "--out", str(tmp_path / "grid.png")]) == 0
    frames, _ = read(tmp_path / "run.webp")
    with Image.open(tmp_path / "grid.png") as image:
        grid = np.asarray(image.convert("RGB"))
    assert len(frames) == 9
    wide = grid.shape[1]
    assert np.array_equal(frames[-1][:-BAR, :wide], grid)
    assert not np.array_equal(frames[0][:-BAR, :wide], grid)
    completions = grid[:8, 16:]
    assert np.array_equal(frames[-1][:8, -completions.shape[1] :], completions)
    for k in range(2):
        assert np.array_equal(completions[:4, 8 * k : 8 * k + 8, 0], picture[:4])


def test_a_film_of_a_run_from_a_picture_does_not_wait_for_levels_that_are_left_out():
    settings = SampleSettings(levels=5, steps_per_level=1, count=1, batch_size=1, denoise=False)
    legs, picture = (Leg(settings, (0,)),), OwnPicture(np.zeros((1, 2, 2), np.float32), 2)
    axis = TimeAxis(settings.noise_levels, False, left_out(legs, picture))
    shots = film_shots(legs, picture, axis, 7)
    assert [place for place, _ in shots] == pytest.approx([k / 6 for k in range(7)])
    assert [step for _, step in shots] == [1, 1, 1, 1, 2, 2, 3]  # a third of the film each, as levels of one ratio have
    assert left_out(legs, None) == left_out(legs, dataclasses.replace(picture, level=0)) == math.inf
    assert left_out(legs, dataclasses.replace(picture, level=9)) == settings.noise_levels[3]


def taken(reel, first, size, upto):
    for index in range(1, upto + 1):
        state = SimpleNamespace(x=torch.full((size, 1), 100.0 * first + size))
        reel.take(BatchStep(first, size, False, SimpleNamespace(index=index, x=state.x)))


def test_a_batch_that_was_halved_begins_anew_and_unfinished_ones_shorten_the_film():
    settings = SampleSettings(levels=4, steps_per_level=1, count=4, batch_size=4)
    shots = film_shots((Leg(settings, (0, 1, 2, 3)),), None, TimeAxis(settings.noise_levels), 100)
    reel = Reel(shots, lambda s: (s.x.numpy(),))
    taken(reel, 0, 4, 3)
    taken(reel, 0, 2, 5)  # out of memory after three steps
    taken(reel, 2, 2, 2)
    shots, places = reel.shots()
    assert {tuple(sides[0].reshape(-1)) for sides in shots} == {(2, 2, 202, 202)}
    assert places[-1] == pytest.approx(3 / 4 * (1 - LAST_STEP), abs=0.01)  # the second step is seen so long
    assert reel.steps == 5
    taken(reel, 2, 2, 4)
    taken(reel, 2, 1, 1)  # out of memory once more, and then stopped
    shots, places = reel.shots()
    assert {tuple(sides[0].reshape(-1)) for sides in shots} == {(2, 2, 201)}
    assert places[-1] == pytest.approx(2 / 4 * (1 - LAST_STEP), abs=0.01)
