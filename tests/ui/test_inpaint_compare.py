"""Comparing completions with the original: Tab held down, and the wiping divider; and the shortcuts."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QLineEdit, QScrollBar, QSpinBox

from app.params.masks import Preset, preset_mask
from app.params.status import RunPhase
from app.render.images import to_array
from app.state.mask import scaled_mask
from app.state.painting import Paintbox, PaintTool, Target
from app.ui.inpaint import compare as compare_module
from tests.models import gaussian
from tests.ui.conftest import install


@pytest.fixture
def filled(inpaint_desk, qtbot):
    install(inpaint_desk.with_keys(), gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = inpaint_desk.workspace
    workspace.source.replace(np.full((1, 8, 8), np.float32(1)), "white")
    workspace.brush_panel.presets[Preset.LOWER].click()
    for name, value in (("count", 4), ("levels", 3), ("steps_per_level", 2)):
        workspace.settings.set(name, value)
    workspace.run_panel.buttons["play"].click()
    qtbot.waitUntil(lambda: workspace.run.reason is not None, timeout=30_000)
    return workspace


BORDER = 4
"""The frame around the sample in focus lies over its neighbours' edges."""


def cell(view, position):
    grid = to_array(view.grab().toImage())
    rect = view.layout_shown.rect(position).translated(view._origin())
    return inner(grid[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1])


def inner(picture):
    return picture[BORDER:-BORDER, BORDER:-BORDER]


def large(pictures, position, scale):
    return inner(pictures[position].repeat(scale, 0).repeat(scale, 1).repeat(3, 2))


def test_tab_held_down_shows_the_original_everywhere(filled, qtbot, monkeypatch):
    monkeypatch.setattr(compare_module, "TAP_MS", -1)  # however soon it is let go, it was held
    view, frames = filled.completions.grid, filled.run.frame.x
    scale = view.layout_shown.scale
    view.setFocus()
    np.testing.assert_array_equal(cell(view, 3), large(frames, 3, scale))
    qtbot.keyPress(view, Qt.Key.Key_Tab)
    assert (cell(view, 3) == 255).all()
    qtbot.keyRelease(view, Qt.Key.Key_Tab)
    np.testing.assert_array_equal(cell(view, 3), large(frames, 3, scale))
    assert view.hasFocus()
    filled.context.actions["against_masked"].trigger()
    qtbot.keyPress(view, Qt.Key.Key_Tab)
    shown = cell(view, 0)
    assert (shown[: 4 * scale - BORDER] == 255).all()
    assert (shown[4 * scale - BORDER :] == 128).all()
    qtbot.keyRelease(view, Qt.Key.Key_Tab)


class FakeTimer:
    """A QElapsedTimer whose time is set by the test."""

    now = 0

    def __init__(self):
        self.begun = None

    def start(self):
        self.begun = FakeTimer.now

    def isValid(self):
        return self.begun is not None

    def elapsed(self):
        return FakeTimer.now - self.begun


def test_a_held_tab_that_the_keyboard_repeats_as_releases_moves_no_focus(filled, qtbot):
    view, peek = filled.completions.grid, filled.peek
    peek._held, peek._let_go = FakeTimer(), FakeTimer()
    view.setFocus()
    qtbot.keyPress(view, Qt.Key.Key_Tab)
    for FakeTimer.now in (500, 530, 560):  # X11: each repetition is a release and a press
        qtbot.keyRelease(view, Qt.Key.Key_Tab)
        qtbot.keyPress(view, Qt.Key.Key_Tab)
        assert filled.compare.peeking
    FakeTimer.now = 580
    qtbot.keyRelease(view, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert not filled.compare.peeking
    FakeTimer.now = 2000
    qtbot.keyPress(view, Qt.Key.Key_Tab)
    FakeTimer.now = 2100
    qtbot.keyRelease(view, Qt.Key.Key_Tab)  # a tap
    assert not view.hasFocus()


def test_a_tap_on_tab_moves_the_focus(filled, qtbot, monkeypatch):
    monkeypatch.setattr(compare_module, "TAP_MS", 10**6)
    filled.canvas.setFocus()
    qtbot.keyClick(filled.canvas, Qt.Key.Key_Tab)
    assert not filled.canvas.hasFocus()
    assert not filled.compare.peeking


def test_the_divider_is_dragged_and_shows_the_original_at_its_left(filled, qtbot):
    view, frames = filled.completions.grid, filled.run.frame.x
    qtbot.keyClick(view, Qt.Key.Key_W)
    assert filled.compare.wiping
    scale = view.layout_shown.scale
    rect = view.layout_shown.rect(2).translated(view._origin())
    start = rect.center()
    end = QPoint(rect.left() + 2 * scale, rect.center().y())
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, pos=end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert filled.compare.divider == pytest.approx(0.25)
    assert not filled.run.enlarged
    for position in range(4):
        shown, expected = cell(view, position), large(frames, position, scale)
        line = 2 * scale - BORDER
        assert (shown[:, : line - 1] == 255).all()
        np.testing.assert_array_equal(shown[:, line + 1 :], expected[:, line + 1 :])
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert filled.compare.divider == pytest.approx(0.30)


def test_one_completion_large_is_compared_too(filled, qtbot):
    filled.run.enlarged = True
    view = filled.completions.sample
    before = to_array(view.grab().toImage())
    filled.compare.peeking = True
    rect = view._target
    shown = to_array(view.grab().toImage())[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]
    assert (shown == 255).all()
    filled.compare.peeking = False
    np.testing.assert_array_equal(to_array(view.grab().toImage()), before)


# Shortcuts


def test_the_shortcuts_of_painting(filled, qtbot):
    canvas, box = filled.canvas, filled.paintbox
    canvas.setFocus()
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for key, modifier, tool in (
        (Qt.Key.Key_E, None, PaintTool.ERASER), (Qt.Key.Key_R, shift, PaintTool.RECTANGLE),
        (Qt.Key.Key_L, shift, PaintTool.LASSO), (Qt.Key.Key_B, None, PaintTool.BRUSH),
    ):  # fmt: skip
        qtbot.keyClick(canvas, key, modifier or Qt.KeyboardModifier.NoModifier)
        assert box.tool is tool
    qtbot.keyClick(canvas, Qt.Key.Key_M, shift)
    assert filled.mask.pixels[:4].all()
    assert not filled.mask.pixels[4:].any()
    qtbot.keyClick(canvas, Qt.Key.Key_C, shift)
    assert filled.mask.count == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Z, control)
    assert filled.mask.count == 32
    qtbot.keyClick(canvas, Qt.Key.Key_Y, control)
    assert filled.mask.count == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Z, control)
    qtbot.keyClick(canvas, Qt.Key.Key_Z, control | shift)
    assert filled.mask.count == 0
    size = box.size
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert box.size == size + 1
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert box.size == size
    qtbot.keyClick(canvas, Qt.Key.Key_H)
    assert box.hidden
    qtbot.keyClick(canvas, Qt.Key.Key_P)
    assert box.target is Target.PICTURE


def test_building_the_workspace_shows_no_other_window(window, qtbot):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Show and watched.isWindowType():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    window.show_workspace("inpaint")
    QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_space_on_the_canvas_fills(filled, qtbot):
    run = filled.run.run_id
    qtbot.keyClick(filled.canvas, Qt.Key.Key_Space)
    assert filled.run.run_id == run + 1
    qtbot.waitUntil(lambda: filled.run.phase is RunPhase.IDLE, timeout=30_000)


def test_every_control_has_a_name_for_screen_readers(filled):
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QSpinBox)
    for panel in (filled.source_panel, filled.brush_panel, filled.method_panel):
        controls = [
            widget
            for kind in kinds
            for widget in panel.findChildren(kind)
            if not isinstance(widget, QScrollBar) and not isinstance(widget.parent(), (QSpinBox, QComboBox))
        ]
        assert len(controls) >= 3, panel
        assert [widget for widget in controls if not widget.accessibleName()] == []


# Ready-made masks


def test_ready_made_masks():
    shape = (6, 8)
    assert np.argwhere(preset_mask(Preset.UPPER, shape)).max(0).tolist() == [2, 7]
    assert np.argwhere(preset_mask(Preset.LOWER, shape)).min(0).tolist() == [3, 0]
    assert np.argwhere(preset_mask(Preset.RIGHT, shape)).min(0).tolist() == [0, 4]
    np.testing.assert_array_equal(preset_mask(Preset.LEFT, shape), ~preset_mask(Preset.RIGHT, shape))
    centre = np.argwhere(preset_mask(Preset.CENTRE, (8, 8)))
    assert (centre.min(0).tolist(), centre.max(0).tolist(), len(centre)) == ([2, 2], [5, 5], 16)
    assert preset_mask(Preset.ROWS, shape)[:, 0].tolist() == [False, True] * 3
    for percent, count in ((0, 0), (25, 12), (50, 24), (100, 48)):
        assert preset_mask(Preset.RANDOM, shape, percent).sum() == count
    generators = [np.random.default_rng(k) for k in (1, 1, 2)]
    first, again, other = (preset_mask(Preset.RANDOM, shape, 50, g) for g in generators)
    assert (first == again).all()
    assert (first != other).any()


def test_masks_scale_by_whole_factors_and_back():
    mask = np.random.default_rng(0).random((5, 7)) < 0.5
    large = scaled_mask(mask, (15, 14))
    np.testing.assert_array_equal(large, mask.repeat(3, 0).repeat(2, 1))
    np.testing.assert_array_equal(scaled_mask(large, (5, 7)), mask)


def test_brush_sizes_step_by_eighths_and_stay_in_range():
    box = Paintbox()
    box.fit(256.0)
    box.size = 64
    box.resize(1)
    assert box.size == 72
    box.resize(100)
    assert box.size == 256
    box.resize(-100)
    assert box.size == 1
