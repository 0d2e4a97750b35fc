"""Filling: the same bits as the command line, the mask repainted during a run, export and restoring."""

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from app.cli import main
from app.io.images import save_mask
from app.io.pictures import read_record
from app.params.export import EXPORTS, ExportChoice, ExportOptions
from app.params.inpainting import Paste
from app.params.masks import Preset
from app.params.repaint import Patch, Repainted, Track
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.state.inpainting import InpaintState
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.walks import PICTURE_SAMPLERS


@pytest.fixture
def first_workspace():
    return "inpaint"


@pytest.fixture
def inpaint(window, qtbot):
    """The workspace with a small network, a picture drawn at random and its lower half masked."""
    window.show_workspace("inpaint")
    workspace = window.workspace
    picture = np.random.default_rng(0).integers(0, 256, (8, 8, 1), dtype=np.uint8)
    take(workspace, qtbot, picture)
    workspace.brush_panel.presets[Preset.LOWER].click()
    for name, value in (("count", 3), ("seed", 7)):
        workspace.settings.set(name, value)
    return workspace


def take(workspace, qtbot, picture):
    with qtbot.waitSignal(workspace.sources.changed, timeout=10_000):
        workspace.receive(picture)


def finish(workspace, qtbot):
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=30_000)
    assert workspace.run.reason is FinishReason.COMPLETE, workspace.context.notices.problems


def fill(workspace, qtbot):
    workspace.run_panel.buttons["play"].click()
    assert workspace.run.phase is RunPhase.RUNNING
    finish(workspace, qtbot)
    return workspace.run.frame.x


def grid(path, **changes):
    row = EXPORTS[changes.pop("what", "grid")]
    return ExportChoice(row, str(path), ExportOptions(**changes))


def export(workspace, qtbot, path, **changes):
    tasks = workspace.context.tasks
    workspace.exporter.export(grid(path, **changes))
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=10_000)
    assert path.exists(), workspace.context.notices.problems


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


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
def test_progress_counts_every_pass(inpaint, qtbot, sampler):
    inpaint.options.set(resample=3)
    inpaint.settings.set("sampler", sampler)
    inpaint.settings.set("epsilon", 2e-4)  # eta = 2: within the consistent sampler's range
    totals = []
    inpaint.run.frame_changed.connect(lambda: totals.append((inpaint.run.progress.done, inpaint.run.progress.total)))
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


def click_action(workspace, action_id):
    workspace.context.actions[action_id].trigger()


# The mask repainted during a run


@pytest.fixture
def gated(window, qtbot, gates):
    """The workspace with a network that waits before each evaluation."""
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(window, gate.model)
    window.show_workspace("inpaint")
    workspace = window.workspace
    defaults = {"levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 2}
    for name, value in defaults.items():
        workspace.settings.set(name, value)
    take(workspace, qtbot, np.full((8, 8, 1), 255, np.uint8))
    workspace.brush_panel.presets[Preset.LOWER].click()
    return workspace, gate


def test_a_repainted_mask_acts_at_the_next_step_is_logged_and_can_be_replayed(gated, qtbot, tmp_path):
    workspace, gate = gated
    seen = []
    function = gate._function
    gate._function = lambda x, sigma: seen.append(x.clone()) or function(x, sigma)
    workspace.run_panel.buttons["play"].click()
    gate.let(2)
    qtbot.waitUntil(lambda: gate.entered == 3, timeout=10_000)
    click_action(workspace, "invert_mask")  # while the third evaluation waits
    gate.open.set()
    finish(workspace, qtbot)
    used = workspace.filling.given.link.repainted().mask
    assert [patch.evaluation for patch in used.patches] == [3]
    lower = np.zeros((8, 8), bool)
    lower[4:] = True
    np.testing.assert_array_equal(used.first, lower)
    np.testing.assert_array_equal(used.last, ~lower)
    # The known half of what the network saw is white plus noise; only those rows have a mean near 1.
    means = torch.stack([torch.stack([x[:, :, :4].mean(), x[:, :, 4:].mean()]) for x in seen])
    assert means[5:, 1].min() > means[5:, 0].max()
    assert (workspace.run.frame.x[:, 4:] == 255).all()
    assert not (workspace.run.frame.x[:, :4] == 255).all()
    assert any("step 4, level 2: mask repainted, 50 % regenerated" in line for line in workspace.run.log_lines)

    frames = workspace.run.frame.x
    export(workspace, qtbot, tmp_path / "grid.png")
    click_action(workspace, "clear_mask")
    workspace.settings.set("seed", 99)
    workspace.open_path(str(tmp_path / "grid.png"))
    qtbot.waitUntil(lambda: workspace.filling.replay is not None, timeout=10_000)
    np.testing.assert_array_equal(workspace.mask.pixels, ~lower)
    assert workspace.settings.value("seed") == 0
    np.testing.assert_array_equal(fill(workspace, qtbot), frames)


def test_the_command_line_repeats_a_run_with_a_repainted_mask(inpaint, qtbot, tmp_path, small):
    lower = inpaint.mask.pixels.copy()
    inpaint.mask.replace(~lower, "upper")
    first = inpaint.source.pixels.copy()
    drawn = np.where(np.arange(8) == 2, np.float32(1), first)
    inpaint.source.replace(drawn, "line")
    masks, sources = Track(lower, (Patch(3, 0, 0, ~lower),)), Track(first, (Patch(2, 0, 2, drawn[:, :, 2:3]),))
    inpaint.filling.replay = Repainted(sources, masks)
    frames = fill(inpaint, qtbot)
    assert (frames[:, 4:, 2] == 255).all()
    repeated = inpaint.filling.given.link.repainted()
    assert [p.evaluation for track in (repeated.source, repeated.mask) for p in track.patches] == [2, 3]
    export(inpaint, qtbot, tmp_path / "window.png")
    words = ["inpaint", "--from-image", tmp_path / "window.png", "--checkpoint", small, "--quiet"]
    outputs = ["--npz", tmp_path / "command.npz", "--out", tmp_path / "command.png"]
    assert main([str(w) for w in words + outputs]) == 0
    with np.load(tmp_path / "command.npz") as stored:
        expected = np.rint(stored["samples"] * 255).astype(np.uint8).transpose(0, 2, 3, 1)
    np.testing.assert_array_equal(frames, expected)
    extra = [read_record(tmp_path / f"{name}.png").extra["inpainting"] for name in ("window", "command")]
    assert extra[0] == extra[1]
    inpaint.filling.replay = None
    assert not np.array_equal(fill(inpaint, qtbot), frames)


def test_one_log_line_a_stroke_however_many_steps_it_took(gated, qtbot):
    workspace, gate = gated
    workspace.run_panel.buttons["play"].click()
    workspace.mask.begin()
    for place in range(3):
        qtbot.waitUntil(lambda place=place: gate.entered == place + 1, timeout=10_000)
        workspace.mask.stroke((place + 0.5, 0.5), (place + 0.5, 0.5), 1, True)
        gate.let()
    qtbot.waitUntil(lambda: gate.entered == 4, timeout=10_000)
    assert len([line for line in workspace.run.log_lines if "repainted" in line]) == 0
    workspace.mask.commit("brush")
    gate.open.set()
    finish(workspace, qtbot)
    lines = [line for line in workspace.run.log_lines if "repainted" in line]
    assert len(lines) == 1
    assert "step 2 … 4" in lines[0]
    assert [patch.evaluation for patch in workspace.filling.given.link.repainted().mask.patches] == [1, 2, 3]


def test_a_mask_of_another_networks_size_does_not_disturb_the_run(gated, qtbot, gates):
    workspace, gate = gated
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: gate.entered == 1, timeout=10_000)
    other = gates(gaussian(0.5, 0.1, (1, 6, 10)))
    install(workspace.context.models.parent(), other.model)
    assert workspace.mask.shape == (6, 10)
    click_action(workspace, "fill_mask")
    gate.open.set()
    finish(workspace, qtbot)
    assert workspace.run.frame.x.shape == (2, 8, 8, 1)
    assert workspace.filling.given.link.repainted().changes == 0


def kept_options(preferences):
    """What the next start begins with."""
    state = InpaintState()
    state.keep_in(preferences)
    return state.settings.to_dict()


def test_method_and_passes_come_back_at_the_next_start(inpaint, preferences):
    inpaint.options.set(paste=Paste.LEVEL, resample=4)
    inpaint.close()
    assert kept_options(preferences) == {"paste": "level", "resample": 4}
    preferences.store("texts/inpaint", '{"paste": "no such thing"}')
    assert kept_options(preferences) == {"paste": "step", "resample": 1}
    click_action(inpaint, "recommended")
    assert inpaint.options.settings.resample == 1


def test_the_first_frame_does_not_take_the_brush_away(gated, qtbot):
    workspace, gate = gated
    workspace.canvas.setFocus()
    workspace.run_panel.buttons["play"].click()
    qtbot.mousePress(workspace.canvas, Qt.MouseButton.LeftButton, pos=workspace.canvas.rect().center())
    gate.open.set()
    finish(workspace, qtbot)
    assert workspace.canvas.pen.down
    assert workspace.canvas.hasFocus()
    qtbot.mouseRelease(workspace.canvas, Qt.MouseButton.LeftButton, pos=workspace.canvas.rect().center())
    assert workspace.undo.undoText() == "brush"


def test_a_picture_drawn_on_during_a_run_acts_at_the_next_step_is_logged_and_can_be_replayed(gated, qtbot, tmp_path):
    workspace, gate = gated
    seen = []
    function = gate._function
    gate._function = lambda x, sigma: seen.append(x.clone()) or function(x, sigma)
    workspace.run_panel.buttons["play"].click()
    gate.let(1)
    qtbot.waitUntil(lambda: gate.entered == 2, timeout=10_000)
    workspace.source.begin()
    workspace.source.stroke((0, 2), (8, 2), 8, 1.0, (0.0, 0.0, 0.0))  # while the second evaluation waits
    workspace.source.commit("draw")
    gate.open.set()
    finish(workspace, qtbot)
    # The known half of what the network saw was white and is black; each has the noise of its step about it.
    means = [float(x[:, :, :4].mean()) for x in seen]
    assert min(means[:2]) > 0.7
    assert max(means[2:]) < 0.3
    assert any("step 3, level 2: picture changed" in line for line in workspace.run.log_lines)
    frames = workspace.run.frame.x
    assert (frames[:, :4] == 0).all()
    export(workspace, qtbot, tmp_path / "grid.png")
    click_action(workspace, "undo")
    workspace.open_path(str(tmp_path / "grid.png"))
    qtbot.waitUntil(lambda: workspace.filling.replay is not None, timeout=10_000)
    assert (workspace.source.pixels[:, :4] == 0).all()
    np.testing.assert_array_equal(fill(workspace, qtbot), frames)


def test_more_painting_than_a_record_keeps_is_told_and_the_last_state_kept(gated, qtbot, tmp_path, monkeypatch):
    workspace, gate = gated
    monkeypatch.setattr("app.ui.inpaint.session.HISTORY_BYTES", 100)
    workspace.run_panel.buttons["play"].click()
    for evaluation in range(1, 5):
        qtbot.waitUntil(lambda n=evaluation: gate.entered == n, timeout=10_000)
        click_action(workspace, "invert_mask")
        gate.let()
    gate.open.set()
    finish(workspace, qtbot)
    assert len([line for line in workspace.run.log_lines if "last state only" in line]) == 1
    export(workspace, qtbot, tmp_path / "grid.png")
    assert read_record(tmp_path / "grid.png").extra["inpainting"]["repainted"] == {"dropped": 4}
    mask = workspace.mask.pixels.copy()
    click_action(workspace, "invert_mask")
    workspace.open_path(str(tmp_path / "grid.png"))
    qtbot.waitUntil(lambda: np.array_equal(workspace.mask.pixels, mask), timeout=10_000)
    assert workspace.filling.replay is None
    assert "repainted 4 times" in workspace.context.notices.problems[-1].text


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
        inpaint.context.models.parent().open_path(str(tmp_path / "grid.png"))
    np.testing.assert_array_equal(inpaint.source.pixels, source)
    np.testing.assert_array_equal(inpaint.mask.pixels, mask)
    assert inpaint.settings.valid == settings
    assert inpaint.options.settings.to_dict() == {"paste": "level", "resample": 2}
    np.testing.assert_array_equal(fill(inpaint, qtbot), frames)


def test_a_filled_grid_dropped_on_the_samples_comes_here(inpaint, qtbot, tmp_path):
    fill(inpaint, qtbot)
    export(inpaint, qtbot, tmp_path / "grid.png")
    click_action(inpaint, "clear_mask")
    window = inpaint.context.models.parent()
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
    record = read_record(path / "sample-0001.png" if what == "samples" else path)
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


def test_without_samples_the_button_says_what_to_do(inpaint, qtbot):
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


def test_enter_in_a_field_gives_the_keyboard_back_to_the_picture(inpaint, qtbot):
    edit = inpaint.sampler_panel.rows["levels"].edit
    inpaint.context.models.parent().findChild(QDockWidget, "inpaint-sampler").raise_()
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert inpaint.canvas.hasFocus()


def test_a_completion_can_be_taken_only_when_there_is_one(gated, qtbot):
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
    qtbot.waitUntil(lambda: workspace.source.name == "completion 0", timeout=10_000)
    np.testing.assert_array_equal(workspace.source.frame(), workspace.run.frame.x[0])


def test_the_status_bar_is_that_of_the_workspace_shown(gated, qtbot):
    workspace, gate = gated
    window = workspace.context.models.parent()
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
