"""Two runs beside each other: wiped, subtracted, at one level of noise, one sample, one zoom; and what differs."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from app.io.features import bundled_network
from app.params.quality import FEWEST, REAL_PICTURES
from app.quality.features import see
from app.render.images import to_array
from app.ui.palette import CommandPalette
from app.ui.runs.compare_view import Beside, difference_of
from app.ui.runs.compare_window import level_beside
from tests.ui.conftest import install, open_network
from tests.ui.test_history import click, complete, prepare, settle, state_of
from tests.ui.test_quality_panel import Digitlike
from tests.ui.test_quality_panel import pictures as noise_pictures

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def both(desk, qtbot):
    """The comparison of two runs; the right one has another seed, more steps and more levels."""
    settle(desk, qtbot)
    prepare(desk)
    complete(desk, qtbot)
    complete(desk, qtbot, seed=7, steps_per_level=3, levels=5)
    panel = desk.history_panel
    click(desk, qtbot, 1)
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_C)
    assert panel.comparison.isVisible()
    return desk, panel.comparison


def table_of(window):
    table = window.table
    return [tuple(table.item(row, column).text() for column in range(3)) for row in range(table.rowCount())]


def paths_of(window):
    return [state_of(window).path(past.key) for past in reversed(state_of(window).entries)]


def pixel(view, point):
    image = view.grab().toImage()
    ratio = view.devicePixelRatioF()
    return to_array(image)[round(point.y() * ratio), round(point.x() * ratio)]


def test_what_differs_is_named(both):
    _, comparison = both
    lines = table_of(comparison)
    assert ("Levels L", "3", "5") in lines
    assert ("Seed", "0", "7") in lines
    assert ("Evaluations", "7", "16") in lines
    assert lines[-1][0].startswith("Root mean square")


def test_the_right_run_is_seen_at_the_sigma_of_the_left(both, qtbot):
    window, comparison = both
    one, other = paths_of(window)
    left_ends, right_ends = one.kept.ends, other.kept.ends
    assert level_beside(one.kept, left_ends[-1], other.kept) is right_ends[-1]
    assert level_beside(one.kept, left_ends[1], other.kept) is right_ends[2]  # the middle of 3 and of 5
    comparison.level.setFocus()
    qtbot.keyClick(comparison.level, Qt.Key.Key_Home)
    assert comparison.level.value() == 0
    left, right = comparison.view.shown()
    assert np.array_equal(left, left_ends[0].estimate)
    assert np.array_equal(right, right_ends[0].estimate)
    comparison.estimate.click()
    assert np.array_equal(comparison.view.shown()[0], left_ends[0].x)


def test_the_wipe_is_dragged_and_shows_the_left_run_left_of_it(both, qtbot):
    window, comparison = both
    view = comparison.view
    one, other = paths_of(window)
    qtbot.mouseClick(comparison.buttons[Beside.WIPE], LEFT)
    assert view.mode is Beside.WIPE
    area, ratio = view.areas()[0], view.devicePixelRatioF()
    y = round(area.center().y() / ratio)

    def at(share):
        return QPoint(round((area.left() + share * area.width()) / ratio), y)

    qtbot.mousePress(view, LEFT, pos=at(0.5))
    qtbot.mouseMove(view, at(0.3))
    qtbot.mouseRelease(view, LEFT, pos=at(0.3))
    assert view.compare.divider == pytest.approx(0.3, abs=0.01)
    assert view.focus is None  # a drag is no click
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.compare.divider == pytest.approx(0.35, abs=0.01)
    view.show_sample(1)
    layout, origin = view._layout_of(view.shown()[0], area)
    for share, path in ((0.0, other), (1.0, one)):
        view.compare.divider = share
        rect = layout.rect(0).translated(origin)
        corner = QPoint(round((rect.left() + 2) / ratio), round((rect.top() + 2) / ratio))
        assert pixel(view, corner)[0] == path.last.estimate[1, 0, 0, 0]


def test_sample_and_zoom_are_those_of_both(both, qtbot):
    _, comparison = both
    view = comparison.view
    layout, origin = view._layout_of(view.shown()[1], view.areas()[1])
    place = (layout.rect(2).translated(origin).center()) / view.devicePixelRatioF()
    qtbot.mouseClick(view, LEFT, pos=place)
    assert view.focus == 2
    assert [len(batch) for batch in view.shown()] == [1, 1]
    assert "sample 3" in comparison.caption.text()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.focus == 1
    before = view._layout_of(view.shown()[0], view.areas()[0])[0].scale
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    scales = {view._layout_of(b, a)[0].scale for b, a in zip(view.shown(), view.areas(), strict=True)}
    assert scales == {before - 1}
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.focus is None


def test_a_difference_is_grey_where_nothing_differs():
    left = np.array([[[[0], [10], [255], [7]]]], np.uint8)
    right = np.array([[[[255], [10], [0], [9]]]], np.uint8)
    assert difference_of(left, right).ravel().tolist() == [255, 128, 0, 129]


def test_a_difference_has_its_scale(both, qtbot):
    """From black to white in the middle above the pictures; the other views have none."""
    _, comparison = both
    view = comparison.view
    band = []
    for mode in (Beside.SIDES, Beside.DIFFERENCE):
        view.set_mode(mode)
        picture = to_array(view.grab().toImage())
        middle = picture.shape[1] // 2
        band.append(picture[round(12 * view.devicePixelRatioF()), middle - 40 : middle + 40, 0].astype(int))
    assert np.ptp(band[0]) == 0
    assert (np.diff(band[1]) >= 0).mean() > 0.9
    assert np.ptp(band[1]) > 180


def test_one_that_is_not_in_memory_is_made_again_first(both, qtbot):
    window, comparison = both
    comparison.close()
    state = state_of(window)
    shown, other = state.shown, next(past.key for past in state.entries if past.key != state.shown)
    before = state.path(other).last.x
    del state._paths[other]
    window.workspace.history.compare(other)
    qtbot.waitUntil(comparison.isVisible, timeout=60_000)
    assert (comparison.left.currentData(), comparison.right.currentData()) == (shown, other)
    assert np.array_equal(state.path(other).last.x, before)
    settle(window, qtbot)


def quality_of(comparison):
    found = {line[0]: line[1:] for line in table_of(comparison)}
    none = found.get("Distances from real pictures")
    return found.get("Mean top probability"), found.get("Fréchet distance", none), found.get("Kernel distance", none)


def top_of(comparison):
    """The mean top probabilities of what is seen."""
    network = bundled_network("digits")
    seen = (see(network, np.ascontiguousarray(batch.transpose(0, 3, 1, 2))) for batch in comparison._pictures)
    return tuple(f"{found.probabilities.max(1).values.mean():.3f}" for found in seen)


def test_what_the_pictures_are_is_found_out_in_the_background(make_desk, qtbot, tmp_path):
    desk = make_desk()
    settle(desk, qtbot)
    install(desk, Digitlike())
    prepare(desk)
    complete(desk, qtbot, count=3)
    complete(desk, qtbot, seed=7, count=FEWEST)
    complete(desk, qtbot, seed=8)
    newest, middle, first = (past.key for past in state_of(desk).entries)
    history, panel = desk.history, desk.history_panel
    history.compare(first)
    comparison = panel.comparison
    settle(desk, qtbot)
    top, *distances = quality_of(comparison)
    assert top == top_of(comparison)
    assert distances == [("no real pictures named", f"fewer than {FEWEST} samples")] * 2
    qtbot.keyClick(comparison.level, Qt.Key.Key_Home)  # other pictures are seen
    settle(desk, qtbot)
    assert quality_of(comparison)[0] == top_of(comparison) != top
    comparison.close()
    real = tmp_path / "real.npz"
    np.savez(real, images=noise_pictures(230, seed=8))
    desk.preferences.keep_document(REAL_PICTURES, {Digitlike().describe().sha256: str(real)})
    history.compare(middle)
    settle(desk, qtbot)
    _, frechet, kernel = quality_of(comparison)
    assert {comparison.left.currentData(), comparison.right.currentData()} == {newest, middle}
    assert all(float(text) > 0 for text in frechet)
    assert all("±" in text for text in kernel)
    qtbot.keyClick(comparison, Qt.Key.Key_Escape)
    assert not comparison.judging.busy
    settle(desk, qtbot)


def test_other_pictures_have_no_such_rows(both):
    assert quality_of(both[1]) == (None, None, None)


def test_runs_of_the_same_name_are_told_apart(desk, qtbot):
    """Network, sampler and seed are the same: what differs stands behind them, over the pictures and in the lists."""
    settle(desk, qtbot)
    prepare(desk)
    complete(desk, qtbot)
    complete(desk, qtbot, steps_per_level=3)
    newest, first = (past.key for past in state_of(desk).entries)
    desk.history.compare(first)
    comparison = desk.history_panel.comparison
    comparison.show_runs(first, newest)
    left, right = comparison.view._names
    assert (left.rsplit(", ", 1)[1], right.rsplit(", ", 1)[1]) == ("T = 2", "T = 3")
    assert left.rsplit(", ", 1)[0] == right.rsplit(", ", 1)[0]
    assert " · T = 3 · " in comparison.right.currentText()
    settle(desk, qtbot)
    comparison.close()


def test_the_only_one_in_memory_is_compared_with_the_run_before_and_never_with_itself(make_desk, qtbot, small):
    desk = make_desk()
    open_network(desk, qtbot, small)
    settle(desk, qtbot)
    prepare(desk)
    panel = desk.history_panel
    complete(desk, qtbot)
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_C)
    assert desk.notices.shown()[0].problem.title == "There is only one run"
    assert panel.comparison is None
    complete(desk, qtbot, seed=5)
    newest, first = (past.key for past in state_of(desk).entries)
    desk.close()
    again = make_desk()  # nothing is in memory
    open_network(again, qtbot, small)
    prepare(again)
    settle(again, qtbot)
    panel = again.workspace.history_panel
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: panel.comparison is not None and panel.comparison.isVisible())
    comparison = panel.comparison
    assert (comparison.left.currentData(), comparison.right.currentData()) == (newest, first)
    assert ("Seed", "5", "0") in table_of(comparison)
    settle(again, qtbot)
    comparison.close()


def test_runs_are_compared_by_key_or_command_wherever_the_keyboard_is(window, qtbot):
    settle(window, qtbot)
    prepare(window)
    keys = Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, *keys)
    assert window.notices.problems[-1].title == "There is no run to compare yet"
    for seed in (0, 7):
        complete(window, qtbot, seed=seed)
    qtbot.keyClick(window, *keys)
    comparison = window.workspace.history_panel.comparison
    assert comparison.isVisible()
    assert ("Seed", "0", "7") in [line[:1] + tuple(sorted(line[1:])) for line in table_of(comparison)]
    comparison.close()
    window.show_palette()
    palette = window.findChild(CommandPalette)
    qtbot.keyClicks(palette.line, "compare runs")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert comparison.isVisible()
