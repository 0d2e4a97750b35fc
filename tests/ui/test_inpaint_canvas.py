"""Painting with real mouse and key events: the mask's pixels, strokes off the canvas, undo, zoom, keyboard."""

import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QPolygonF
from PySide6.QtWidgets import QApplication

from app.render.images import to_array
from app.state.painting import Paintbox, PaintTool, Target
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.easel import ALT, CONTROL, LEFT, MIDDLE, NONE, PLAIN, RIGHT, SHIFT, Easel


@pytest.fixture
def easel(qtbot):
    return Easel(qtbot)


def swept(shape, points, size):
    """Pixels within the radius of a densely sampled path, or holding one of its corners: the definition, slowly."""
    rows, columns = np.mgrid[: shape[0], : shape[1]] + 0.5
    covered = np.zeros(shape, bool)
    pairs = list(itertools.pairwise(points)) or [(points[0], points[0])]
    for (x0, y0), (x1, y1) in pairs:
        for t in np.linspace(0, 1, 2001):
            x, y = x0 + t * (x1 - x0), y0 + t * (y1 - y0)
            covered |= (columns - x) ** 2 + (rows - y) ** 2 <= (size / 2) ** 2 + 1e-4
    for x, y in points:
        if 0 <= x < shape[1] and 0 <= y < shape[0]:
            covered[math.floor(y), math.floor(x)] = True
    return covered


# The mask's pixels


@pytest.mark.parametrize("scale", [1, 2, 5, 13, 22, 40])
def test_a_click_regenerates_the_pixel_under_it_at_every_zoom(easel, scale):
    easel.zoom_to(scale)
    expected = np.zeros((28, 28), bool)
    for x, y in ((10, 12), (14, 14), (17, 11)):
        easel.stroke((x + 0.5, y + 0.5))
        expected[y, x] = True
    np.testing.assert_array_equal(easel.mask.pixels, expected)


@pytest.mark.parametrize("scale", [3, 13])
@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_a_stroke_covers_all_between_two_distant_events(easel, scale, size):
    easel.zoom_to(scale)
    easel.box.size = size
    points = [(3.2, 4.1), (22.7, 17.9), (6.3, 24.4)]
    easel.stroke(*points)
    np.testing.assert_array_equal(easel.mask.pixels, swept((28, 28), points, size))


def test_the_thinnest_line_has_no_gaps(easel):
    easel.stroke((0.5, 3.4), (27.5, 19.8))
    rows = [np.flatnonzero(column) for column in easel.mask.pixels.T]
    assert all(len(r) >= 1 for r in rows)
    assert all(b[0] - a[-1] <= 1 for a, b in itertools.pairwise(rows))


def test_a_stroke_that_leaves_the_canvas_and_comes_back_keeps_everything(easel):
    easel.box.size = 3
    points = [(20.3, 10.2), (60.1, 10.7), (60.4, 20.3), (5.2, 20.8)]
    easel.stroke(*points)
    np.testing.assert_array_equal(easel.mask.pixels, swept((28, 28), points, 3))
    assert easel.undo.count() == 1


def test_a_stroke_may_begin_outside(easel):
    easel.stroke((-9, 5.5), (4.5, 5.5))
    assert np.flatnonzero(easel.mask.pixels[5]).tolist() == [0, 1, 2, 3, 4]


def test_leaving_the_widget_or_losing_the_focus_keeps_the_stroke(easel):
    easel.press(3.5, 3.5)
    easel.move(8.5, 3.5)
    QApplication.sendEvent(easel.canvas, QEvent(QEvent.Type.Leave))
    easel.move(12.5, 3.5)
    assert easel.undo.count() == 0
    QApplication.sendEvent(easel.canvas, QFocusEvent(QEvent.Type.FocusOut))
    assert easel.undo.count() == 1
    assert easel.mask.count == 10
    easel.move(20.5, 3.5)  # the button is still down, but the stroke is over
    assert easel.mask.count == 10


def test_a_release_that_got_lost_ends_the_stroke(easel):
    easel.press(3.5, 3.5)
    easel.move(6.5, 3.5, buttons=NONE)
    easel.move(20.5, 3.5, buttons=NONE)
    assert easel.mask.count == 1
    assert easel.undo.count() == 1


# Erasing, shapes


@pytest.mark.parametrize("how", ["tool", "alt", "right"])
def test_three_ways_to_erase(easel, how):
    easel.mask.replace(np.ones((28, 28), bool), "fill")
    easel.box.tool = PaintTool.ERASER if how == "tool" else PaintTool.BRUSH
    points = [(4.5, 4.5), (9.5, 4.5)]
    easel.stroke(*points, button=RIGHT if how == "right" else LEFT, modifiers=ALT if how == "alt" else PLAIN)
    expected = np.ones((28, 28), bool)
    expected[4, 4:10] = False
    np.testing.assert_array_equal(easel.mask.pixels, expected)


@pytest.mark.parametrize(
    "corners", [((4.2, 6.7), (10.9, 20.1)), ((10.9, 20.1), (4.2, 6.7)), ((10.9, 6.7), (4.2, 20.1))]
)
def test_a_rectangle_follows_the_pointer_and_is_one_undo_item(easel, corners):
    easel.box.tool = PaintTool.RECTANGLE
    start, end = corners
    easel.press(*start)
    easel.move(27.5, 27.5)  # larger meanwhile
    easel.move(*end)
    expected = np.zeros((28, 28), bool)
    expected[6:21, 4:11] = True
    np.testing.assert_array_equal(easel.mask.pixels, expected)
    easel.release(*end)
    np.testing.assert_array_equal(easel.mask.pixels, expected)
    assert easel.undo.count() == 1
    command = easel.undo.command(0)
    assert command.after.shape == (15, 7)


def test_a_lasso_takes_the_pixels_it_winds_around(easel):
    easel.box.tool = PaintTool.LASSO
    points = [(3.3, 3.1), (24.2, 5.4), (20.3, 22.7), (11.4, 12.6), (5.2, 23.9), (14.1, 1.9)]
    easel.stroke(*points)
    polygon = QPolygonF([QPointF(*p) for p in points])
    expected = [
        [polygon.containsPoint(QPointF(x + 0.5, y + 0.5), Qt.FillRule.WindingFill) for x in range(28)]
        for y in range(28)
    ]
    np.testing.assert_array_equal(easel.mask.pixels, expected)
    assert easel.undo.count() == 1
    easel.stroke(*points, button=RIGHT)
    assert easel.mask.count == 0


def test_shift_draws_a_straight_line_from_the_last_stroke(easel):
    easel.stroke((2.5, 2.5))
    easel.stroke((2.5, 20.5), modifiers=SHIFT)
    assert np.flatnonzero(easel.mask.pixels[:, 2]).tolist() == list(range(2, 21))


# Undo


def test_one_undo_item_a_stroke_holding_only_the_changed_box(easel):
    easel.stroke((10.5, 10.5), (14.5, 12.5))
    after_first = easel.mask.pixels.copy()
    easel.stroke((12.5, 11.5), (20.5, 11.5))
    assert easel.undo.count() == 2
    command = easel.undo.command(0)
    assert command.box == (10, 10, 13, 15)
    assert command.before.shape == command.after.shape == (3, 5)
    after_second = easel.mask.pixels.copy()
    easel.undo.undo()
    np.testing.assert_array_equal(easel.mask.pixels, after_first)
    easel.undo.undo()
    assert easel.mask.count == 0
    easel.undo.redo()
    easel.undo.redo()
    np.testing.assert_array_equal(easel.mask.pixels, after_second)


def test_a_stroke_that_changes_nothing_is_no_undo_item(easel):
    easel.stroke((3.5, 3.5))
    easel.stroke((3.5, 3.5))
    easel.stroke((50, 50), (60, 60))
    assert easel.undo.count() == 1


def test_escape_gives_a_stroke_up(easel, qtbot):
    easel.stroke((3.5, 3.5))
    easel.press(10.5, 10.5)
    easel.move(20.5, 10.5)
    qtbot.keyClick(easel.canvas, Qt.Key.Key_Escape)
    easel.move(25.5, 10.5)
    easel.release(25.5, 10.5)
    assert easel.mask.count == 1
    assert easel.undo.count() == 1


# Keyboard


def test_the_keyboard_alone_paints(easel, qtbot):
    key = lambda k, modifier=PLAIN: qtbot.keyClick(easel.canvas, k, modifier)  # noqa: E731
    key(Qt.Key.Key_Right)  # the cursor appears in the middle
    assert easel.canvas.pointer == (14.5, 14.5)
    key(Qt.Key.Key_Left, SHIFT)
    key(Qt.Key.Key_Up)
    assert easel.canvas.pointer == (6.5, 13.5)
    key(Qt.Key.Key_Return)
    for _ in range(3):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert np.argwhere(easel.mask.pixels).tolist() == [[13, 6], [14, 6], [15, 6], [16, 6]]
    assert easel.undo.count() == 1
    easel.box.tool = PaintTool.RECTANGLE
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert easel.mask.pixels[16:18, 6:8].all()
    assert easel.mask.count == 7
    for _ in range(40):
        key(Qt.Key.Key_Right)
    assert easel.canvas.pointer[0] == 27.5


def test_the_cursor_is_described_in_words(easel, qtbot):
    told = []
    easel.canvas.told.connect(told.append)
    qtbot.keyClick(easel.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(easel.canvas, Qt.Key.Key_Return)
    assert told == ["row 15, col 15: known", "row 15, col 15: to fill, pen down"]
    qtbot.keyClick(easel.canvas, Qt.Key.Key_Escape)
    assert told[2:] == ["row 15, col 15: known"]


# Zoom and pan


@pytest.mark.parametrize("notches", [1, 3, -2])
def test_the_wheel_zooms_about_the_pointer(easel, notches):
    before, place = easel.canvas.view.scale, easel.place(7.25, 19.5)
    easel.wheel(notches, 7.25, 19.5)
    view = easel.canvas.view
    assert (view.scale > before) == (notches > 0)
    x, y = view.to_picture(place * easel.canvas.devicePixelRatioF())
    assert abs(x - 7.25) * view.scale <= 1  # offsets are whole device pixels
    assert abs(y - 19.5) * view.scale <= 1


def test_control_and_wheel_size_the_brush_within_bounds(easel):
    easel.wheel(3, 14, 14, CONTROL)
    assert easel.box.size == 4
    easel.wheel(-40, 14, 14, CONTROL)
    assert easel.box.size == 1
    easel.wheel(80, 14, 14, CONTROL)
    assert easel.box.size == 28
    assert easel.canvas.view.fitted


@pytest.mark.parametrize("how", ["space", "middle"])
def test_dragging_pans(easel, qtbot, how):
    tapped = []
    easel.canvas.space_tapped.connect(lambda: tapped.append(1))
    corner = easel.canvas.view.rect.topLeft()
    button = LEFT if how == "space" else MIDDLE
    if how == "space":
        qtbot.keyPress(easel.canvas, Qt.Key.Key_Space)
    start = QPointF(100, 100)
    easel.send(QEvent.Type.MouseButtonPress, start, button, button)
    easel.send(QEvent.Type.MouseMove, start + QPointF(31, -17), NONE, button)
    easel.send(QEvent.Type.MouseButtonRelease, start + QPointF(31, -17), button, NONE)
    if how == "space":
        qtbot.keyRelease(easel.canvas, Qt.Key.Key_Space)
    moved, ratio = easel.canvas.view.rect.topLeft() - corner, easel.canvas.devicePixelRatioF()
    assert abs(moved.x() - 31 * ratio) < 1  # whole device pixels
    assert abs(moved.y() + 17 * ratio) < 1
    assert easel.mask.count == 0
    assert not tapped


def test_space_alone_is_told(easel, qtbot):
    with qtbot.waitSignal(easel.canvas.space_tapped):
        qtbot.keyClick(easel.canvas, Qt.Key.Key_Space)


def test_a_double_click_fits_and_paints_nothing(easel, qtbot):
    easel.zoom_to(30)
    qtbot.mouseClick(easel.canvas, LEFT, pos=QPoint(200, 200))
    assert easel.mask.count == 1
    qtbot.mouseDClick(easel.canvas, LEFT, pos=QPoint(200, 200))
    assert easel.canvas.view.fitted
    assert easel.mask.count == 0


def test_the_first_stroke_does_not_move_the_canvas(inpaint_desk, qtbot):
    install(inpaint_desk, gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = inpaint_desk.workspace
    assert workspace.center.hint.text()
    place = workspace.canvas.geometry()
    middle = workspace.canvas.rect().center()
    qtbot.mousePress(workspace.canvas, LEFT, pos=middle)
    qtbot.waitUntil(lambda: workspace.center.hint.text() == "")
    workspace.canvas.parentWidget().layout().activate()
    assert workspace.canvas.geometry() == place
    qtbot.mouseRelease(workspace.canvas, LEFT, pos=middle)


# What is seen


@pytest.mark.parametrize("scale", [1, 7, 14])
def test_the_overlay_shows_exactly_the_masks_pixels(easel, scale):
    generator = np.random.default_rng(0)
    mask = generator.random((28, 28)) < 0.4
    easel.source.replace(np.rint(generator.random((1, 28, 28)) * 255) / 255, "noise")
    easel.mask.replace(mask, "random")
    easel.zoom_to(scale)
    easel.box.opacity = 1.0
    assert_shown(easel, mask, scale)
    easel.box.hidden = True
    grey = easel.source.frame().repeat(scale, 0).repeat(scale, 1).repeat(3, 2)
    np.testing.assert_array_equal(shown(easel), grey)


def shown(easel):
    easel.canvas._pointer = None  # no cursor in the picture
    rect = easel.canvas.view.rect
    return to_array(easel.canvas.grab().toImage())[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]


def assert_shown(easel, mask, scale):
    picture = shown(easel)
    teal = (picture == (21, 170, 191)).all(axis=2)
    np.testing.assert_array_equal(teal, mask.repeat(scale, 0).repeat(scale, 1))
    grey = easel.source.frame().repeat(scale, 0).repeat(scale, 1).repeat(3, 2)
    np.testing.assert_array_equal(picture[~teal], grey[~teal])


def test_strokes_far_from_one_another_are_all_shown(easel):
    easel.zoom_to(7)
    easel.box.opacity = 1.0
    assert_shown(easel, easel.mask.pixels, 7)
    easel.stroke((4, 4), (9, 4))  # neither is painted before the other is there
    easel.stroke((24, 24), (22, 24))
    easel.box.target, easel.box.ink = Target.PICTURE, (0.5, 0.5, 0.5)
    easel.stroke((24, 5), (20, 5))
    assert easel.mask.pixels.any()
    assert easel.source.pixels.any()
    assert_shown(easel, easel.mask.pixels, 7)
    for _ in range(3):
        easel.undo.undo()
    assert_shown(easel, np.zeros((28, 28), bool), 7)
    assert not easel.source.pixels.any()


# Drawing the picture


def test_the_soft_brush_covers_its_middle_and_crossing_does_not_darken(easel):
    easel.box.target = Target.PICTURE
    easel.box.size, easel.box.hardness, easel.box.ink = 8.0, 0.0, (0.6, 0.6, 0.6)
    easel.stroke((14.5, 14.5), (24.5, 14.5), (14.5, 14.5), (24.5, 14.5))
    once = easel.source.pixels[0].copy()
    assert easel.undo.count() == 1
    assert once.max() == np.float32(153) / np.float32(255)  # 0.6 of 255
    values = once[14:18, 20]
    assert (np.diff(values) < 0).all()
    assert 0 < values[-1] < values[0]
    np.testing.assert_array_equal(once * 255, np.rint(once * 255))
    easel.box.tool = PaintTool.ERASER
    easel.box.size, easel.box.hardness = 28.0, 1.0
    easel.stroke((14, 14), (20, 14))
    assert easel.source.pixels[0, 14, 14] == 0
    easel.undo.undo()
    np.testing.assert_array_equal(easel.source.pixels[0], once)
    assert easel.mask.count == 0


def test_colour_and_grey(qtbot):
    easel = Easel(qtbot, 16, 16, 3)
    easel.box.target = Target.PICTURE
    easel.box.size, easel.box.hardness, easel.box.ink = 6.0, 1.0, (1.0, 0.2, 0.0)
    easel.stroke((8, 8))
    np.testing.assert_array_equal(easel.source.frame()[8, 8], (255, 51, 0))


def test_replacements_that_join_are_one_item_and_others_are_not(easel):
    start = easel.source.pixels.copy()
    first, second = start.copy(), start.copy()
    first[0, 2:4, 3:9] = 1
    second[0, 10:20, 1:5] = np.float32(0.2)
    second[0, 2, 3] = 1
    easel.source.replace(first, "crop", "a", joins=True)
    easel.source.replace(second, "crop", "b", joins=True)
    assert easel.undo.count() == 1
    easel.undo.undo()
    np.testing.assert_array_equal(easel.source.pixels, start)
    assert easel.source.name == ""
    easel.undo.redo()
    np.testing.assert_array_equal(easel.source.pixels, second)
    assert easel.source.name == "b"
    easel.source.replace(first, "open")
    easel.source.replace(start, "crop", joins=True)
    easel.mask.replace(np.ones((28, 28), bool), "crop", joins=True)
    assert easel.undo.count() == 4


@pytest.mark.parametrize(("side", "drawn", "masked"), [(28, 3, 6), (64, 6, 14)])
def test_a_picture_is_drawn_with_a_pen_and_a_mask_with_a_brush(side, drawn, masked):
    box = Paintbox()
    box.fit(float(side))
    assert box.size == masked
    box.target = Target.PICTURE
    assert box.size == drawn
    box.size = drawn + 2
    box.target = Target.MASK
    assert box.size == masked
    box.size = masked + 1
    box.target = Target.PICTURE
    assert box.size == drawn + 2  # each keeps the size it was given
    box.tool = PaintTool.LASSO  # which only the mask has
    assert (box.target, box.size) == (Target.MASK, masked + 1)
