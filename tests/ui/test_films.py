"""Films and strips of runs, written by the dialog: the same frames as the command line's."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from app.cli import main
from app.io.pictures import compose_grid, read_record
from app.jobs.layout import BAR, barred
from app.params.colours import level_position, plasma
from app.params.export import EXPORTS, ExportChoice, ExportOptions, Showing
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui.runs.export_dialog import ExportDialog
from tests.ui.conftest import click
from tests.ui.test_pictures import CONTROL, click_sample, complete, drop, export, picture
from tests.unit.test_films import read


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_the_window_s_film_is_the_command_line_s(desk, qtbot, small, tmp_path, ending):
    run = complete(desk, qtbot)
    film, grid = tmp_path / f"window.{ending}", tmp_path / "grid.png"
    export(desk, qtbot, grid)
    look = {"showing": Showing.BOTH, "frames": 12, "seconds": 2, "scale": 2, "columns": 8}
    assert export(desk, qtbot, film, what=f"run_{ending}", **look).title == f"Saved window.{ending}"
    again = tmp_path / f"line.{ending}"
    words = ["sample", "--from-image", str(grid), "--checkpoint", small, "--quiet", "--film", str(again)]
    words += ["--film-shows", "both", "--film-frames", "12", "--film-seconds", "2", "--scale", "2", "--columns", "8"]
    assert main(words) == 0
    (ours, our_times), (theirs, their_times) = read(film), read(again)
    assert our_times == their_times
    assert np.array_equal(ours, theirs)
    if ending == "webp":
        last = compose_grid(run.frame.estimate, columns=8, scale=2)
        assert np.array_equal(ours[-1][:-BAR, -last.shape[1] :], np.repeat(last, 3, axis=2))


def test_a_filling_s_film_is_the_command_line_s(inpaint, window, qtbot, small, tmp_path):
    workspace = inpaint
    qtbot.keyClick(workspace.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=30_000)
    assert workspace.run.reason is FinishReason.COMPLETE
    film, grid, again = tmp_path / "window.webp", tmp_path / "grid.png", tmp_path / "line.webp"
    for key, path in (("grid", grid), ("run_webp", film)):
        before = len(window.notices.problems)
        options = ExportOptions(frames=5, scale=1)
        workspace.exporter.export(ExportChoice(EXPORTS[key], str(path), options))
        qtbot.waitUntil(lambda before=before: len(window.notices.problems) > before, timeout=30_000)
    words = ["inpaint", "--from-image", str(grid), "--checkpoint", small, "--quiet", "--film", str(again)]
    assert main([*words, "--film-frames", "5", "--scale", "1"]) == 0
    assert np.array_equal(read(film)[0], read(again)[0])
    assert np.array_equal(read(film)[0][-1][:-BAR], np.asarray(Image.open(grid).convert("RGB")))


@pytest.mark.parametrize("filling", [False, True])
def test_the_window_s_strip_is_the_command_line_s(inpaint, window, qtbot, small, tmp_path, filling):
    workspace = inpaint
    if not filling:
        window.show_workspace("sample")
        workspace = window.workspace
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: workspace.run.reason is FinishReason.COMPLETE, timeout=60_000)
    ours, grid, theirs = (tmp_path / name for name in ("window.png", "grid.png", "line.png"))
    for key, path in (("grid", grid), ("levels", ours)):
        before = len(window.notices.problems)
        options = ExportOptions(levels=5, showing=Showing.BOTH)
        workspace.exporter.export(ExportChoice(EXPORTS[key], str(path), options))
        qtbot.waitUntil(lambda before=before: len(window.notices.problems) > before, timeout=30_000)
    words = ["inpaint" if filling else "sample", "--from-image", str(grid), "--checkpoint", small, "--quiet"]
    assert main([*words, "--strip", str(theirs), "--strip-levels", "5", "--strip-shows", "both"]) == 0
    assert np.array_equal(np.asarray(Image.open(ours)), np.asarray(Image.open(theirs)))
    one, other = (read_record(path) for path in (ours, theirs))
    assert one.settings == other.settings
    assert one.extra["shows"] == other.extra["shows"] == "both"


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_a_film_dropped_on_the_window_brings_its_settings_back(window, qtbot, tmp_path, ending):
    settings = window.workspace.settings
    settings.set("seed", 77)
    complete(window, qtbot)
    export(window, qtbot, tmp_path / f"run.{ending}", what=f"run_{ending}", frames=3, scale=1)
    settings.set("seed", 1)
    window.show_workspace("inpaint")
    window.show_workspace("lab")
    drop(window, tmp_path / f"run.{ending}")
    qtbot.waitUntil(lambda: settings.value("seed") == 77, timeout=30_000)
    assert window.docks.current == "sample"


def test_a_film_of_a_stopped_run_ends_where_it_has_come(desk, qtbot, tmp_path):
    run = desk.run
    for _ in range(2):
        desk.session.level()
        qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    export(desk, qtbot, tmp_path / "run.webp", what="run_webp", scale=1, showing=Showing.NOISY)
    frames, times = read(tmp_path / "run.webp")
    assert sum(times) == round(5000 * 99 / 100) + 1000  # as long as was asked for
    assert np.array_equal(frames[-1][:-BAR, :, 0], compose_grid(run.frame.x)[:, :, 0])
    coloured = (frames[-1][-1] != frames[-1][-1, -1]).any(axis=1)
    assert 0 < coloured.sum() < len(coloured)
    desk.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)


def test_a_film_of_one_sample(desk, qtbot, tmp_path):
    run = complete(desk, qtbot)
    click_sample(desk, qtbot, 6)
    assert run.enlarged
    export(desk, qtbot, tmp_path / "one.webp", what="run_webp", padding=0, scale=3)
    large = np.kron(run.frame.estimate[6, :, :, 0], np.ones((3, 3), np.uint8))
    assert np.array_equal(read(tmp_path / "one.webp")[0][-1][:-BAR, :, 1], large)


def test_the_strip_has_k_levels_evenly_in_log_sigma_with_their_colours(desk, qtbot, tmp_path):
    for name, value in (("levels", 40), ("steps_per_level", 1), ("sigma_max", 8.0), ("sigma_min", 0.5), ("count", 2)):
        desk.settings.set(name, value)
    run = complete(desk, qtbot)
    click_sample(desk, qtbot, 1, CONTROL)
    look = {"padding": 0, "scale": 1, "levels": 5, "showing": Showing.BOTH}
    export(desk, qtbot, tmp_path / "levels.png", what="levels", **look)
    # a quarter of the axis is ten levels, and a little more for the denoising step's place
    columns = [run.kept.levels[k] for k in (0, 9, 19, 30, 40)]
    rows = [np.concatenate([getattr(f, side)[1] for f in columns], axis=1) for side in ("x", "estimate")]
    info = run.info
    colours = [plasma(level_position(f.progress.sigma, max(info.sigmas), min(info.sigmas))) for f in columns]
    assert np.array_equal(picture(tmp_path / "levels.png"), barred(np.concatenate(rows), np.array(colours)))
    assert read_record(tmp_path / "levels.png").extra["shows"] == "both"


def test_a_strip_of_more_levels_than_there_are_has_each_once(desk, qtbot, tmp_path):
    run = complete(desk, qtbot)
    export(desk, qtbot, tmp_path / "levels.png", what="levels", padding=0, scale=1, levels=1000)
    levels = run.settings.levels + 1
    assert picture(tmp_path / "levels.png").shape == (16 * 8 + BAR, levels * 8, 3)


def test_writing_a_film_can_be_cancelled(desk, qtbot, tmp_path):
    complete(desk, qtbot)
    desk.activateWindow()
    qtbot.keyClick(desk.center.grid, Qt.Key.Key_E, CONTROL)
    dialog = desk.findChildren(ExportDialog)[-1]
    dialog.what.setCurrentIndex(dialog.what.findData("run_webp"))
    dialog.fields["frames"].setValue(1000)
    dialog.fields["seconds"].setValue(60)
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(tmp_path / "run.webp"))
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Save))
    exporter = desk.exporter
    assert exporter.progress is not None
    before = list(desk.notices.problems)
    exporter.progress.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: exporter.progress is None, timeout=30_000)
    assert list(tmp_path.glob("*run.webp*")) == []
    assert desk.notices.problems == before  # it did not end because it was too large
