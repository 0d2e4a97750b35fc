"""Filling: the same bits as the command line, export, restoring, samples and completions as sources."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from app.cli import main
from app.io.images import save_mask
from app.io.pictures import read_record
from app.params.inpainting import Paste
from app.params.masks import Preset
from app.params.run import FinishReason
from app.params.status import RunPhase
from tests.ui.conftest import at_gate, click, half_masked, open_network, whitened
from tests.ui.inpaint import click_action, export, fill, finish, take
from tests.walks import PICTURE_SAMPLERS


@pytest.fixture
def first_workspace():
    return "inpaint"


@pytest.fixture
def desk(inpaint_desk, qtbot, small):
    open_network(inpaint_desk, qtbot, small)
    return inpaint_desk.lay("run", "brush")


@pytest.fixture
def filler(desk):
    return desk


def test_a_stopped_run_ends_with_the_exact_known_pixels_too(inpaint, qtbot):
    run, known = inpaint.run, ~inpaint.mask.pixels
    inpaint.session.level()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    source = inpaint.source.frame()
    noisy = run.frame
    assert not np.array_equal(noisy.x[0][known], source[known])  # during the run they are as noisy as the level
    inpaint.run_panel.buttons["stop"].click()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    assert run.reason is FinishReason.STOPPED
    for pictures in (run.frame.x, run.frame.estimate):
        assert all(np.array_equal(picture[known], source[known]) for picture in pictures)
    assert np.array_equal(run.frame.x[:, ~known], noisy.x[:, ~known])


@pytest.mark.parametrize(("method", "resample"), [("step", 1), ("level", 2)])
def test_the_window_makes_the_command_lines_pictures_to_the_last_bit(inpaint, qtbot, tmp_path, small, method, resample):
    inpaint.options.set(paste=Paste(method), resample=resample)
    frames = fill(inpaint, qtbot)
    Image.fromarray(inpaint.source.frame()[:, :, 0]).save(tmp_path / "in.png")
    save_mask(tmp_path / "mask.png", inpaint.mask.pixels)
    export(inpaint, qtbot, tmp_path / "window.png")
    words = [
        "inpaint", "--checkpoint", small, "--image", str(tmp_path / "in.png"), "--mask", str(tmp_path / "mask.png"),
        "-n", "3", "--seed", "7", "--method", method, "--resample", str(resample), "--quiet",
        "--out", str(tmp_path / "command.png"), "--npz", str(tmp_path / "command.npz"),
    ]  # fmt: skip
    assert main(words) == 0
    with np.load(tmp_path / "command.npz") as stored:
        expected = np.rint(stored["samples"] * 255).astype(np.uint8).transpose(0, 2, 3, 1)
        assert (stored["samples"][:, :, :4] == stored["source"][:, :4]).all()
    np.testing.assert_array_equal(frames, expected)
    first, second = (np.asarray(Image.open(tmp_path / f"{name}.png")) for name in ("window", "command"))
    np.testing.assert_array_equal(first, second)
    records = [read_record(tmp_path / f"{name}.png") for name in ("window", "command")]
    assert records[0].extra["inpainting"] == records[1].extra["inpainting"]


def test_known_pixels_are_exact_and_what_lies_under_the_mask_does_not_matter(inpaint, qtbot):
    frames = fill(inpaint, qtbot)
    source = inpaint.source.frame()
    assert (frames[:, :4] == source[:4]).all()
    assert not (frames[:, 4:] == source[4:]).all()
    other = source.copy()
    other[4:] = 255 - other[4:]
    take(inpaint, qtbot, other)
    np.testing.assert_array_equal(fill(inpaint, qtbot), frames)


def test_progress_counts_every_pass(inpaint, qtbot, subtests):
    inpaint.options.set(resample=3)
    totals = []
    inpaint.run.frame_changed.connect(lambda: totals.append((inpaint.run.progress.done, inpaint.run.progress.total)))
    for sampler in PICTURE_SAMPLERS:
        with subtests.test(sampler.value):
            inpaint.settings.set("sampler", sampler)
            inpaint.settings.set("epsilon", 2e-4)  # eta = 2: within the consistent sampler's range
            totals.clear()
            fill(inpaint, qtbot)
            expected = inpaint.options.settings.plan(inpaint.settings.valid).total
            assert {total for _, total in totals} == {expected}
            assert totals[-1][0] == expected


def test_an_empty_mask_is_refused_and_a_full_one_is_not(inpaint, qtbot):
    click_action(inpaint, "clear_mask")
    inpaint.run_panel.buttons["play"].click()
    assert inpaint.run.phase is RunPhase.IDLE
    assert "empty" in inpaint.context.notices.problems[-1].title
    click_action(inpaint, "fill_mask")
    fill(inpaint, qtbot)


# Export, restoring


def test_a_dropped_grid_brings_picture_mask_and_settings_back(inpaint, qtbot, tmp_path):
    inpaint.options.set(paste=Paste.LEVEL, resample=2)
    frames = fill(inpaint, qtbot)
    source, mask, settings = inpaint.source.pixels.copy(), inpaint.mask.pixels.copy(), inpaint.settings.valid
    export(inpaint, qtbot, tmp_path / "grid.png", scale=2, columns=3)
    grid_shown = np.asarray(Image.open(tmp_path / "grid.png"))
    assert grid_shown.shape == (18, 5 * 17 + 1)
    np.testing.assert_array_equal(grid_shown[1:17:2, 1:17:2], np.rint(source[0] * 255))
    assert (grid_shown[1:17:2, 18:34:2][mask] == 128).all()
    click_action(inpaint, "empty_canvas")
    click_action(inpaint, "invert_mask")
    inpaint.options.set(paste=Paste.STEP, resample=1)
    inpaint.settings.set("seed", 123)
    with qtbot.waitSignal(inpaint.sources.restored, timeout=10_000):
        inpaint.open_path(str(tmp_path / "grid.png"))
    np.testing.assert_array_equal(inpaint.source.pixels, source)
    np.testing.assert_array_equal(inpaint.mask.pixels, mask)
    assert inpaint.settings.valid == settings
    assert inpaint.options.settings.to_dict() == {"paste": "level", "resample": 2}
    np.testing.assert_array_equal(fill(inpaint, qtbot), frames)


def test_a_filled_grid_dropped_on_the_samples_comes_here(window, qtbot, tmp_path):
    window.show_workspace("inpaint")
    inpaint = half_masked(window.workspace, qtbot)
    fill(inpaint, qtbot)
    export(inpaint, qtbot, tmp_path / "grid.png")
    click_action(inpaint, "clear_mask")
    window.show_workspace("sample")
    with qtbot.waitSignal(inpaint.sources.restored, timeout=10_000):
        window.open_path(str(tmp_path / "grid.png"))
    assert window.workspace is inpaint
    assert inpaint.mask.count == 32


@pytest.mark.parametrize("what", ["samples", "levels"])
def test_the_other_exports_carry_the_inpainting_too(inpaint, qtbot, tmp_path, what):
    fill(inpaint, qtbot)
    path = tmp_path / ("folder" if what == "samples" else "levels.png")
    export(inpaint, qtbot, path, what=what)
    record = read_record(path / "sample-0002.png" if what == "samples" else path)
    assert record.extra["inpainting"]["paste"] == "step"


def test_marked_completions_are_made_again_alone(inpaint, qtbot):
    frames = fill(inpaint, qtbot)
    inpaint.run.marks = frozenset({1})
    click_action(inpaint, "keep_marked")
    again = fill(inpaint, qtbot)
    assert again.shape[0] == 1
    assert np.abs(again[0].astype(int) - frames[1]).max() <= 1


# Going round: samples and completions as sources


@pytest.mark.parametrize("first_workspace", ["sample"])
def test_a_sample_is_handed_over_and_a_completion_becomes_the_next_source(window, qtbot):
    sample = window.workspace
    sample.settings.set("count", 2)
    qtbot.keyClick(sample.center.empty, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: sample.run.reason is not None, timeout=30_000)
    sample.run.focus = 1
    qtbot.keyClick(sample.center.grid, Qt.Key.Key_I)
    workspace = window.workspace
    assert workspace is not sample
    qtbot.waitUntil(lambda: workspace.source.name != "", timeout=10_000)
    np.testing.assert_array_equal(workspace.source.frame(), sample.run.frame.x[1])
    workspace.brush_panel.presets[Preset.RIGHT].click()
    workspace.settings.set("count", 3)
    frames = fill(workspace, qtbot)
    workspace.run.focus = 2
    click_action(workspace, "inpaint_this")
    qtbot.waitUntil(lambda: np.array_equal(workspace.source.frame(), frames[2]), timeout=10_000)
    click_action(workspace, "undo")
    np.testing.assert_array_equal(workspace.source.frame(), sample.run.frame.x[1])


def test_without_samples_the_button_says_what_to_do(desk, inpaint, qtbot):
    desk.lay("picture")
    click(qtbot, inpaint.source_panel.samples)
    assert "no samples" in inpaint.context.notices.problems[-1].title


def test_a_restored_run_does_not_disturb_the_one_that_goes_on(gated, qtbot, tmp_path):
    workspace, gate = gated
    gate.open.set()
    workspace.settings.set("temperature", 0.5)
    fill(workspace, qtbot)
    export(workspace, qtbot, tmp_path / "grid.png")
    gate.open.clear()
    workspace.settings.set("temperature", 1.0)
    take(workspace, qtbot, np.zeros((8, 8, 1), np.uint8))
    workspace.brush_panel.presets[Preset.LEFT].click()
    entered = gate.entered
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: gate.entered == entered + 1, timeout=10_000)
    with qtbot.waitSignal(workspace.sources.restored, timeout=10_000):
        workspace.open_path(str(tmp_path / "grid.png"))
    assert workspace.settings.value("temperature") == 0.5
    assert (workspace.source.pixels == 1).all()
    click_action(workspace, "invert_mask")  # for the next run, too: this one has another picture
    gate.open.set()
    finish(workspace, qtbot)
    assert workspace.run.kept.changes == ()
    given = workspace.filling.given.link.repainted()
    assert given.changes == 0
    assert (workspace.run.frame.x[:, :, 4:] == 0).all()
    click_action(workspace, "undo")
    assert (fill(workspace, qtbot)[:, :4] == 255).all()


def test_enter_in_a_field_gives_the_keyboard_back_to_the_picture(desk, inpaint, qtbot):
    edit = inpaint.sampler_panel.rows["levels"].edit
    desk.lay("sampler")
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert inpaint.canvas.hasFocus()


def test_a_completion_can_be_taken_only_when_there_is_one(desk, gated, qtbot):
    desk.lay("picture")
    workspace, gate = gated
    button = workspace.source_panel.completion
    assert not button.isEnabled()
    workspace.run_panel.buttons["play"].click()
    gate.let(2)
    qtbot.waitUntil(lambda: workspace.run.frame is not None, timeout=10_000)
    assert not button.isEnabled()
    gate.open.set()
    finish(workspace, qtbot)
    click(qtbot, button)
    qtbot.waitUntil(lambda: workspace.source.name == "completion 1", timeout=10_000)
    np.testing.assert_array_equal(workspace.source.frame(), workspace.run.frame.x[0])


def test_the_status_bar_is_that_of_the_workspace_shown(window, qtbot, gates):
    gate = at_gate(window, gates)
    window.show_workspace("inpaint")
    workspace = whitened(window.workspace, qtbot)
    told = []
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: gate.entered == 1, timeout=10_000)
    window.show_workspace("sample")
    workspace.status_changed.connect(told.append)
    gate.open.set()
    finish(workspace, qtbot)
    assert told == []
    window.show_workspace("inpaint")
    assert "I takes the completion" in told[-1]


def test_painting_between_two_changes_of_a_setting_keeps_its_line(gated, qtbot):
    workspace, gate = gated
    workspace.run_panel.buttons["play"].click()
    changes = [
        lambda: workspace.settings.set("temperature", 0.5),
        lambda: click_action(workspace, "invert_mask"),
        lambda: workspace.settings.set("temperature", 0.25),
    ]
    for n, change in enumerate(changes, 1):
        qtbot.waitUntil(lambda n=n: gate.entered == n, timeout=10_000)
        change()
        gate.let()
    gate.open.set()
    finish(workspace, qtbot)
    lines = [line.split(": ")[1] for line in workspace.run.log_lines if line.count(": ") and "level" in line]
    assert lines[-3:] == ["τ 1 → 0.5", "mask repainted, 50 % regenerated", "τ 0.5 → 0.25"]
