"""Looking at samples and levels, marking, exporting, and restoring settings from a picture."""

import dataclasses

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QDialogButtonBox

from app.cli import main
from app.io.pictures import compose_grid, read_record
from app.io.records import KEY
from app.params.export import Showing
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui.application import Starter
from app.ui.runs.export_dialog import ExportDialog
from tests.ui.conftest import click

CONTROL = Qt.KeyboardModifier.ControlModifier


def complete(window, qtbot):
    run = window.workspace.run
    window.workspace.session.play_pause()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    assert run.reason is FinishReason.COMPLETE
    return run


def click_sample(window, qtbot, position, modifier=Qt.KeyboardModifier.NoModifier):
    grid = window.workspace.center.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, modifier, grid.sample_center(position))


def export(window, qtbot, path, **fields):
    """Through the dialog, as a user would; returns when the window says what it saved."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.workspace.center.grid, Qt.Key.Key_E, CONTROL)
    dialog = window.findChildren(ExportDialog)[-1]
    assert dialog.isVisible()
    for name, value in fields.items():
        widget = dialog.what if name == "what" else dialog.fields[name]
        if isinstance(widget, QComboBox):
            widget.setCurrentIndex(widget.findData(value))
        elif isinstance(value, bool):
            widget.setChecked(value)
        else:
            widget.setValue(value)
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    before = len(window.notices.problems)
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Save))
    qtbot.waitUntil(lambda: len(window.notices.problems) > before, timeout=30_000)
    return window.notices.problems[-1]


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = QPointF(window.rect().center())
    event = QDropEvent(
        middle, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def picture(path):
    array = np.asarray(Image.open(path))
    return array[:, :, None] if array.ndim == 2 else array


def test_an_exported_grid_is_the_command_line_s_bit_for_bit(digits_desk, qtbot, tmp_path):
    complete(digits_desk, qtbot)
    ours, theirs = tmp_path / "window.png", tmp_path / "command.png"
    assert export(digits_desk, qtbot, ours).title == "Saved window.png"
    settings = digits_desk.run.settings
    arguments = ["sample", "--checkpoint", "mnist", "-n", "4", "--batch-size", "4", "-L", "10", "-T", "2"]
    arguments += ["--epsilon", repr(settings.epsilon)]  # else it would be chosen anew for so few levels
    assert main([*arguments, "--seed", str(settings.seed), "--quiet", "--device", "cpu", "--out", str(theirs)]) == 0
    assert np.array_equal(picture(ours), picture(theirs))
    first, second = read_record(ours), read_record(theirs)
    assert (first.settings, first.sha256, first.changes) == (second.settings, second.sha256, second.changes)


def test_a_dropped_picture_restores_the_settings_and_makes_the_same_pictures(digits, qtbot, tmp_path):
    settings = digits.workspace.settings
    settings.set("epsilon", 3.5e-5)
    settings.set("seed", 12345)
    run = complete(digits, qtbot)
    made, used = run.frame.x, settings.valid
    export(digits, qtbot, tmp_path / "grid.png")
    for name, value in (("seed", 7), ("epsilon", 5e-5), ("levels", 9), ("count", 3)):
        settings.set(name, value)
    drop(digits, tmp_path / "grid.png")
    qtbot.waitUntil(lambda: settings.valid == used, timeout=30_000)
    assert "Settings restored" in digits.notices.problems[-1].title
    assert digits.workspace.sampler_panel.rows["seed"].edit.text() == "12345"
    complete(digits, qtbot)
    assert np.array_equal(run.frame.x, made)


def test_a_restored_run_repeats_its_changes_until_a_setting_is_touched(window, qtbot, tmp_path):
    run, settings = window.workspace.run, window.workspace.settings
    window.workspace.session.level()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    settings.set("temperature", 0.25)
    complete_from_pause(window, qtbot)
    tuned = run.frame.x
    export(window, qtbot, tmp_path / "tuned.png")
    settings.set("temperature", 1.0)
    complete(window, qtbot)
    assert not np.array_equal(run.frame.x, tuned)
    drop(window, tmp_path / "tuned.png")
    qtbot.waitUntil(lambda: bool(settings.replay), timeout=30_000)
    complete(window, qtbot)
    assert np.array_equal(run.frame.x, tuned)
    settings.set("seed", 3)
    assert settings.replay == ()


def complete_from_pause(window, qtbot):
    window.workspace.session.play_pause()
    qtbot.waitUntil(lambda: window.workspace.run.phase is RunPhase.IDLE, timeout=30_000)


@pytest.mark.parametrize("way", ["drop", "argument", "drop on the laboratory"])
def test_a_picture_without_settings_is_one_to_fill(window, qtbot, tmp_path, way):
    run = complete(window, qtbot)
    sample = window.workspace
    before, frame = sample.settings.valid, run.frame
    Image.new("L", (4, 4), 77).save(tmp_path / "plain.png")
    if way == "drop on the laboratory":
        window.show_workspace("lab")
    if way == "argument":
        Starter(window, str(tmp_path / "plain.png")).begin()
    else:
        drop(window, tmp_path / "plain.png")
    qtbot.waitUntil(lambda: window.workspace.__class__.__name__ == "InpaintWorkspace", timeout=30_000)
    qtbot.waitUntil(lambda: window.workspace.source.name == "plain.png", timeout=30_000)
    np.testing.assert_allclose(window.workspace.source.pixels, 77 / 255)
    assert not window.notices.problems
    assert sample.settings.valid == before
    assert run.frame is frame


@pytest.mark.parametrize("workspace", ["sample", "inpaint"])
def test_a_damaged_record_is_said_and_changes_nothing(window, qtbot, tmp_path, workspace):
    window.show_workspace(workspace)
    before = window.workspace.settings.valid
    info = PngInfo()
    info.add_text(KEY, '{"version": 1, "settings": ')
    Image.new("L", (4, 4), 77).save(tmp_path / "damaged.png", pnginfo=info)
    shown = window.workspace
    drop(window, tmp_path / "damaged.png")
    qtbot.waitUntil(lambda: bool(window.notices.problems), timeout=30_000)
    assert "damaged.png" in window.notices.problems[-1].title
    assert window.workspace is shown
    assert shown.settings.valid == before
    if workspace == "inpaint":
        assert shown.source.name == ""


def test_marked_samples_alone_are_exported_with_their_numbers(desk, qtbot, tmp_path):
    run = complete(desk, qtbot)
    for position in (2, 5):
        click_sample(desk, qtbot, position, CONTROL)
    assert run.marks == {2, 5}
    export(desk, qtbot, tmp_path / "marked.png", columns=1, padding=3, scale=2)
    expected = compose_grid(run.frame.x[[2, 5]], columns=1, padding=3, scale=2)
    assert np.array_equal(picture(tmp_path / "marked.png"), expected)
    assert read_record(tmp_path / "marked.png").extra["samples"] == [2, 5]
    export(desk, qtbot, tmp_path / "each", what="samples", showing=Showing.ESTIMATE, each_scale=3)
    files = sorted(path.name for path in (tmp_path / "each").iterdir())
    assert files == ["sample-0003.png", "sample-0006.png"]
    large = np.kron(run.frame.estimate[5, :, :, 0], np.ones((3, 3), np.uint8))  # at any whole scale
    assert np.array_equal(picture(tmp_path / "each" / "sample-0006.png")[:, :, 0], large)


def test_a_caption_goes_below_the_grid(desk, qtbot, tmp_path):
    run = complete(desk, qtbot)
    export(desk, qtbot, tmp_path / "caption.png", caption=True, scale=4)
    grid = compose_grid(run.frame.x, scale=4)
    array = picture(tmp_path / "caption.png")
    assert np.array_equal(array[: len(grid)], np.repeat(grid, 3, axis=2))
    below = array[len(grid) :]
    assert len(below) > 20
    assert below.min() < 100  # something is written
    assert below.max() == 255


def test_an_export_that_fails_says_where_and_writes_nothing(desk, qtbot, tmp_path):
    complete(desk, qtbot)
    problem = export(desk, qtbot, tmp_path / "nowhere" / "grid.png")
    assert "could not be written" in problem.title
    assert str(tmp_path / "nowhere") in problem.text
    assert not (tmp_path / "nowhere").exists()


def test_only_the_kept_samples_are_run_again_with_their_own_noise(desk, qtbot):
    run, settings, words = desk.run, desk.settings, desk.sampler_panel.error
    before = complete(desk, qtbot).frame.x
    click_sample(desk, qtbot, 3, CONTROL)
    click_sample(desk, qtbot, 9, CONTROL)
    grid = desk.center.grid
    qtbot.keyClick(grid, Qt.Key.Key_K)
    assert settings.indices == (3, 9)
    assert words.text() == f"The next runs sample 2 of {settings.value('count')} samples."
    assert words.isVisibleTo(desk.sampler_panel)
    complete(desk, qtbot)
    assert run.indices == (3, 9)
    assert np.abs(run.frame.x.astype(int) - before[[3, 9]]).max() <= 1
    qtbot.keyClick(grid, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    complete(desk, qtbot)
    assert np.array_equal(run.frame.x, before)


def test_d_toggles_the_estimate(desk, qtbot):
    run = complete(desk, qtbot)
    grid = desk.center.grid
    qtbot.keyClick(grid, Qt.Key.Key_D)
    assert np.array_equal(run.pictures(), run.frame.x)
    assert not desk.table["estimate"].isChecked()
    run.viewed_level = 1
    assert np.array_equal(run.pictures(), run.kept.level(1).x)
    assert "noisy x" in desk.center.caption.text.text()
    qtbot.keyClick(grid, Qt.Key.Key_D)
    assert np.array_equal(run.pictures(), run.kept.level(1).estimate)
    assert "estimate" in desk.center.caption.text.text()
    assert desk.table["estimate"].isChecked()  # as it is at first


def test_the_estimate_is_tweedie_s(desk, qtbot):
    run = complete(desk, qtbot)
    step = run.frame
    assert step.progress.denoising
    # The denoising step returns x + sigma^2 s itself, so x and the estimate agree there.
    assert np.array_equal(step.x, step.estimate)


def test_a_click_shows_one_sample_with_its_levels_and_arrows_move(desk, qtbot):
    run = complete(desk, qtbot)
    center = desk.center
    click_sample(desk, qtbot, 5)
    assert run.enlarged
    assert center.sample.isVisible()
    qtbot.keyClick(center.sample, Qt.Key.Key_Right)
    assert run.focus == 6
    desk.grab()
    qtbot.mouseClick(center.sample, Qt.MouseButton.LeftButton, pos=center.sample.cell_center(1))
    assert run.viewed_level == 1
    assert "level 2 of 4" in center.caption.text.text()
    qtbot.keyClick(center.sample, Qt.Key.Key_L)
    assert run.viewed_level is None
    qtbot.keyClick(center.sample, Qt.Key.Key_Escape)
    assert not run.enlarged
    assert center.grid.hasFocus()
    qtbot.keyClick(center.grid, Qt.Key.Key_Down)
    assert run.focus == 6 + center.grid.layout_shown.columns


def test_the_keys_go_from_level_to_level_and_back_to_the_run(desk, qtbot):
    run = complete(desk, qtbot)
    run.viewed_level = 2
    assert np.array_equal(run.pictures(), run.kept.level(2).estimate)
    assert desk.center.caption.live.isVisible()
    click(qtbot, desk.center.caption.live)
    assert run.viewed_level is None
    qtbot.keyClick(desk.center.grid, Qt.Key.Key_PageUp)
    assert run.viewed_level == 3  # before the denoised result, which is what was seen
    qtbot.keyClick(desk.center.grid, Qt.Key.Key_PageUp)
    assert run.viewed_level == 2
    for _ in range(2):
        qtbot.keyClick(desk.center.grid, Qt.Key.Key_PageDown)
    assert run.viewed_level is None


def test_the_wheel_zooms_by_whole_factors_and_pixels_stay_sharp(desk, qtbot):
    run = complete(desk, qtbot)
    grid = desk.center.grid
    fit = grid.layout_shown.scale
    desk.table["zoom_in"].trigger()
    assert grid.layout_shown.scale > fit
    desk.table["zoom_fit"].trigger()
    assert grid.layout_shown.scale == fit
    image = grid.grab().toImage()
    centre = grid.sample_center(0) * image.devicePixelRatio()
    half = fit * 4  # half of an 8-pixel sample
    corner = (round(centre.x()) - half, round(centre.y()) - half)
    # One screen pixel inside each data pixel has exactly its grey.
    for row, column in ((1, 1), (3, 6), (6, 2)):
        x = corner[0] + column * fit + fit // 2
        y = corner[1] + row * fit + fit // 2
        assert image.pixelColor(x, y).red() == run.frame.x[0, row, column, 0]


@pytest.mark.parametrize("count", [1, 2, 7, 16, 60, 100])
def test_any_number_of_samples_is_laid_out_within_the_view(count):
    from app.render.grids import fit_grid

    layout = fit_grid(count, 28, 28, (640, 460))
    assert layout.columns * layout.rows >= count
    assert layout.size[0] <= 640
    assert layout.size[1] <= 460
    rects = [layout.rect(i) for i in range(count)]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])
    for i, rect in enumerate(rects):
        assert layout.index_at(rect.center().x(), rect.center().y()) == i


def test_a_restored_picture_of_another_network_says_so(window, qtbot, tmp_path):
    complete(window, qtbot)
    export(window, qtbot, tmp_path / "grid.png")
    info = window.models.state.info
    window.models.state.info = dataclasses.replace(info, sha256="f" * 64)
    drop(window, tmp_path / "grid.png")
    qtbot.waitUntil(lambda: "restored" in window.notices.problems[-1].title, timeout=30_000)
    assert "another network" in window.notices.problems[-1].text


def test_a_run_that_fails_at_once_leaves_the_pictures_before(desk, qtbot, tmp_path, monkeypatch):
    settings = desk.settings
    run = complete(desk, qtbot)
    used, pictures = run.settings, run.frame.x
    settings.set("count", 3)
    settings.set("seed", 9)
    monkeypatch.setattr(desk.models.model, "score", lambda x, sigma: x + float("nan"))
    desk.session.play_pause()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    assert run.reason is FinishReason.DIVERGED
    assert (run.settings, len(run.indices)) == (used, 16)
    assert list(run.kept.levels) == [0, 1, 2, 3, 4]
    export(desk, qtbot, tmp_path / "kept.png", scale=1)
    assert np.array_equal(picture(tmp_path / "kept.png"), compose_grid(pictures))
    record = read_record(tmp_path / "kept.png")
    assert (record.settings, "interrupted" in record.extra) == (used, False)


def test_a_stopped_run_s_picture_says_so(desk, qtbot, tmp_path):
    run = desk.run
    desk.session.level()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    desk.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    export(desk, qtbot, tmp_path / "stopped.png")
    extra = read_record(tmp_path / "stopped.png").extra
    assert (extra["interrupted"], extra["evaluations"]) == (True, run.progress.done)


def test_many_levels_are_thinned_beside_the_large_sample_and_all_are_kept(desk, qtbot):
    settings = desk.settings
    settings.set("levels", 300)
    settings.set("steps_per_level", 1)
    settings.set("count", 2)
    run = complete(desk, qtbot)
    click_sample(desk, qtbot, 0)
    desk.grab()
    view = desk.center.sample
    shown = [level for _, level in view._cells]
    assert shown[-1] == 300  # the result
    assert len(set(np.diff(shown))) == 1
    assert all(view.rect().contains(view.cell_center(level)) for level in shown)
    assert len(run.kept.ends) == 301


def test_rows_and_columns_of_the_grid(desk, qtbot, tmp_path, subtests):
    run = complete(desk, qtbot)
    for rows, columns, shape, used in ((2, 0, (2, 8), 16), (3, 4, (3, 4), 12), (0, 5, (4, 5), 16)):
        with subtests.test(f"{rows} x {columns}"):
            path = tmp_path / f"grid{rows}{columns}.png"
            export(desk, qtbot, path, rows=rows, columns=columns, padding=0, scale=1)
            array = picture(path)
            assert array.shape[:2] == (8 * shape[0], 8 * shape[1])
            assert np.array_equal(array, compose_grid(run.frame.x[:used], columns=shape[1], padding=0))
            assert read_record(path).extra.get("samples") == (None if used == 16 else list(range(used)))


def test_settings_for_another_run_leave_a_run_that_goes_on_alone(window, qtbot, tmp_path):
    run, settings = window.workspace.run, window.workspace.settings
    complete(window, qtbot)
    export(window, qtbot, tmp_path / "grid.png")
    settings.set("epsilon", 2e-5)
    window.workspace.session.step()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    drop(window, tmp_path / "grid.png")
    qtbot.waitUntil(lambda: settings.value("epsilon") == 4e-5, timeout=30_000)
    settings.set("temperature", 0.5)  # this one is meant for it
    complete_from_pause(window, qtbot)
    last = run.kept.steps[-1].params
    assert (last.epsilon, last.temperature) == (2e-5, 0.5)
