"""Mask and picture repainted during a run: they act at the next step, are logged, and can be replayed."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.cli import main
from app.io.pictures import read_record
from app.params.inpainting import Paste
from app.params.repaint import Patch, Repainted, Track
from app.state.inpainting import InpaintState
from tests.models import gaussian
from tests.ui.conftest import install, open_network
from tests.ui.inpaint import click_action, export, fill, finish


@pytest.fixture
def desk(inpaint_desk, qtbot, small):
    open_network(inpaint_desk, qtbot, small)
    return inpaint_desk.lay("run", "brush", "log")


@pytest.fixture
def filler(desk):
    return desk


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


def test_a_mask_of_another_networks_size_does_not_disturb_the_run(desk, gated, qtbot, gates):
    workspace, gate = gated
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: gate.entered == 1, timeout=10_000)
    other = gates(gaussian(0.5, 0.1, (1, 6, 10)))
    install(desk, other.model)
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
