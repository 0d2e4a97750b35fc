"""Filling begins with a digit, half of it masked, so that Space does something at once."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.io.images import read_picture
from app.io.lessons import picture_path
from app.params.masks import FIGURES, Preset, preset_mask
from app.params.status import RunPhase
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.inpaint import finish, idle

DIGITS = (1, 28, 28)


@pytest.fixture
def large(inpaint_desk):
    """The workspace with a network that takes the pictures of digits."""
    install(inpaint_desk, gaussian(0.5, 0.1, DIGITS))
    return inpaint_desk


def settings(workspace):
    values = {"levels": 2, "steps_per_level": 1, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 2}
    for name, value in values.items():
        workspace.settings.set(name, value)


def test_the_canvas_begins_with_a_digit_and_space_fills_it(make_window, qtbot):
    large = make_window()
    install(large, gaussian(0.5, 0.1, DIGITS))
    large.show_workspace("inpaint")
    workspace = large.workspace
    idle(workspace, qtbot)
    np.testing.assert_array_equal(workspace.source.frame(), read_picture(picture_path("eight")))
    np.testing.assert_array_equal(workspace.mask.pixels, preset_mask(Preset.LOWER, (28, 28)))
    assert not workspace.undo.canUndo()  # nobody has done anything
    assert large.status.text.text() == "Space fills the mask"
    settings(workspace)
    workspace.give_focus()
    qtbot.keyClick(workspace.canvas, Qt.Key.Key_Space)
    finish(workspace, qtbot)
    known = ~workspace.mask.pixels
    for picture in workspace.run.frame.x:
        np.testing.assert_array_equal(picture[known], workspace.source.frame()[known])
    assert large.status.text.text().startswith("Space fills again")
    qtbot.keyClick(workspace.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert large.status.text.text() == "Paint over what is to be filled"


def begins_with(workspace, picture, preset):
    shown = workspace.source.frame()
    np.testing.assert_array_equal(shown, read_picture(picture_path(picture)).reshape(shown.shape))
    np.testing.assert_array_equal(workspace.mask.pixels, preset_mask(preset, shown.shape[:2]))


def test_another_network_brings_its_own_unless_somebody_has_painted(large, qtbot):
    large.lay("brush")
    workspace = large.workspace
    head = workspace.brush_panel.presets[Preset.HEAD]
    idle(workspace, qtbot)
    assert head.isHidden()
    install(large, gaussian(0.5, 0.1, FIGURES))
    idle(workspace, qtbot)
    begins_with(workspace, "hero", Preset.HEAD)
    assert not head.isHidden()
    install(large, gaussian(0.5, 0.1, DIGITS))
    idle(workspace, qtbot)
    begins_with(workspace, "eight", Preset.LOWER)
    workspace.brush_panel.presets[Preset.UPPER].click()
    install(large, gaussian(0.5, 0.1, FIGURES))
    idle(workspace, qtbot)
    hero = read_picture(picture_path("hero"))
    assert workspace.source.pixels.shape == FIGURES
    assert not np.array_equal(workspace.source.frame(), hero)  # the digit that was being worked at, at another size


def test_the_head_is_what_stands_above_the_shoulders():
    mask = preset_mask(Preset.HEAD, FIGURES[1:])
    assert mask[:23].all()
    assert not mask[23:].any()


def test_a_sample_of_the_network_comes_first(make_window, qtbot):
    large = make_window()
    install(large, gaussian(0.5, 0.1, DIGITS))
    large.show_workspace("sample")
    sample = large.workspace
    settings(sample)
    sample.session.play_pause()
    qtbot.waitUntil(lambda: sample.run.phase is RunPhase.IDLE and sample.run.frame is not None, timeout=30_000)
    sample.run.focus = 1
    large.show_workspace("inpaint")
    idle(large.workspace, qtbot)
    np.testing.assert_array_equal(large.workspace.source.frame(), sample.run.pictures()[1])


def test_an_empty_canvas_stays_empty(large, qtbot):
    workspace = large.workspace
    idle(workspace, qtbot)
    large.table["empty_canvas"].trigger()
    install(large, gaussian(0.5, 0.1, (1, 28, 28)))
    idle(workspace, qtbot)
    assert not workspace.source.pixels.any()


def test_other_networks_are_given_no_digit(inpaint_desk, qtbot):
    install(inpaint_desk, gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = inpaint_desk.workspace
    idle(workspace, qtbot)
    assert workspace.painting.untouched
    assert workspace.mask.count == 0
