"""The history of fillings: entered, found by the next start, looked at with picture and mask, removed and undone."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from app.io.history import history_folder, open_history, read_folder, write_entry
from app.io.pictures import read_record, write_png
from app.params.inpainting import InpaintSettings, Paste
from app.params.masks import Preset
from app.params.repaint import Known, Repainted
from app.params.run import FinishReason
from app.params.status import RunPhase
from tests.ui.conftest import at_gate, open_network, whitened
from tests.ui.inpaint import fill, take
from tests.ui.test_history import entry, settle

LEFT = Qt.MouseButton.LeftButton
QUICK = {"levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 3}


def drawn(seed):
    return np.random.default_rng(seed).integers(0, 256, (8, 8, 1), dtype=np.uint8)


@pytest.fixture
def desk(inpaint_desk, qtbot, small):
    open_network(inpaint_desk, qtbot, small)
    settle(inpaint_desk, qtbot)
    return inpaint_desk.lay("run", "brush", "history")


@pytest.fixture
def quick(desk, qtbot):
    """Inpaint with a small network, a picture, a mask and settings for a short run, and the history seen."""
    return prepare(desk, qtbot)


def prepare(window, qtbot):
    workspace = window.workspace
    settle(window, qtbot)
    take(workspace, qtbot, drawn(0))
    workspace.brush_panel.presets[Preset.LOWER].click()
    for name, value in QUICK.items():
        workspace.settings.set(name, value)
    window.table["history"].trigger()
    return workspace


def filled(window, workspace, qtbot):
    fill(workspace, qtbot)
    settle(window, qtbot)
    return bits(workspace)


def bits(workspace):
    return [(f.progress.done, f.x.copy(), f.estimate.copy()) for f in workspace.run.kept.frames]


def same(one, other):
    return len(one) == len(other) and all(
        a[0] == b[0] and np.array_equal(a[1], b[1]) and np.array_equal(a[2], b[2])
        for a, b in zip(one, other, strict=True)
    )


def click(workspace, qtbot, row):
    workspace.context.actions["history"].trigger()  # behind another tab it is not kept up to date
    runs = workspace.history_panel.list
    qtbot.waitUntil(lambda: runs.count() > row)
    runs.scrollToItem(runs.item(row))
    qtbot.mouseClick(runs.viewport(), LEFT, pos=runs.visualItemRect(runs.item(row)).center())


def lines(workspace):
    runs = workspace.history_panel.list
    return [runs.item(row).text().split("\n") for row in range(runs.count())]


def canvas(workspace):
    return workspace.source.pixels.copy(), workspace.mask.pixels.copy()


def test_a_click_shows_a_filling_again_with_its_picture_and_its_mask(desk, quick, qtbot):
    first, was = filled(desk, quick, qtbot), canvas(quick)
    take(quick, qtbot, drawn(1))
    quick.brush_panel.presets[Preset.LEFT].click()
    quick.options.set(paste=Paste.LEVEL)
    second, now = filled(desk, quick, qtbot), canvas(quick)
    differs = lines(quick)[0][1]
    assert "Picture = another one" in differs
    assert "Mask = 50 % to fill" in differs
    assert "level" in differs
    click(quick, qtbot, 1)
    assert quick.run.run_id == 2  # nothing was computed
    assert same(bits(quick), first)
    assert all(map(np.array_equal, canvas(quick), was))
    np.testing.assert_array_equal(quick.filling.given.link.last().mask, was[1])
    assert quick.options.settings.paste is Paste.LEVEL  # looking changes no setting
    quick.undo.undo()
    quick.undo.undo()
    assert all(map(np.array_equal, canvas(quick), now))  # what was on the canvas is not lost
    click(quick, qtbot, 0)
    assert same(bits(quick), second)


def test_the_next_start_finds_it_and_makes_the_same_completions(window, qtbot, make_window, small):
    window.show_workspace("inpaint")
    quick = prepare(window, qtbot)
    first, was = filled(window, quick, qtbot), canvas(quick)
    before = lines(quick)
    window.close()
    again = make_window(workspace="sample")
    open_network(again, qtbot, small)
    again.show_workspace("inpaint")
    workspace = prepare(again, qtbot)
    take(workspace, qtbot, drawn(5))
    qtbot.waitUntil(lambda: lines(workspace) == before, timeout=10_000)
    click(workspace, qtbot, 0)
    qtbot.waitUntil(lambda: workspace.run.run_id == 1 and workspace.run.phase is RunPhase.IDLE, timeout=60_000)
    assert same(bits(workspace), first)
    assert all(map(np.array_equal, canvas(workspace), was))
    settle(again, qtbot)
    assert len(workspace.history.state.entries) == 1
    again.show_workspace("sample")
    assert again.workspace.history.state.entries == ()  # each workspace has its own


def test_what_was_painted_during_a_run_acts_again(desk, qtbot, gates):
    gate = at_gate(desk, gates)
    workspace = whitened(desk.workspace, qtbot)
    settle(desk, qtbot)
    workspace.run_panel.buttons["play"].click()
    gate.let(2)
    qtbot.waitUntil(lambda: gate.entered == 3)
    workspace.brush_panel.presets[Preset.LEFT].click()
    gate.open.set()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=60_000)
    settle(desk, qtbot)
    first = bits(workspace)
    (past,), _ = read_folder(history_folder("fillings"))
    assert past.filled[1].changes == 1
    workspace.brush_panel.presets[Preset.UPPER].click()
    workspace.history.state._paths.clear()
    click(workspace, qtbot, 0)
    qtbot.waitUntil(lambda: workspace.run.run_id == 2 and workspace.run.phase is RunPhase.IDLE, timeout=60_000)
    assert same(bits(workspace), first)
    settle(desk, qtbot)


def test_it_is_written_down_when_it_begins(window, gated, qtbot):
    workspace, gate = gated
    settle(window, qtbot)
    workspace.run_panel.buttons["play"].click()
    gate.let(1)
    qtbot.waitUntil(lambda: workspace.run.frame is not None, timeout=30_000)
    qtbot.waitUntil(lambda: len(list(history_folder("fillings").glob("*.png"))) == 1, timeout=30_000)
    (found,), broken = read_folder(history_folder("fillings"))  # what a start after a kill would find
    assert (found.reason, broken) == (None, [])
    np.testing.assert_array_equal(found.filled[1].last.mask, workspace.mask.pixels)
    gate.open.set()
    window.close()
    (found,), _ = read_folder(history_folder("fillings"))
    assert found.reason is not None


def test_a_removal_is_taken_back_among_the_strokes(desk, quick, qtbot):
    filled(desk, quick, qtbot)
    key = quick.history.state.entries[0].key
    qtbot.keyClick(quick.history_panel.list, Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert quick.history.state.entries == ()
    quick.brush_panel.presets[Preset.LEFT].click()
    mask = quick.mask.pixels.copy()
    desk.table["undo"].trigger()  # the mask
    assert not np.array_equal(quick.mask.pixels, mask)
    assert quick.history.state.entries == ()
    desk.table["undo"].trigger()
    assert [past.key for past in quick.history.state.entries] == [key]
    desk.table["redo"].trigger()
    assert quick.history.state.entries == ()
    desk.table["undo"].trigger()
    settle(desk, qtbot)
    assert [past.key for past in read_folder(history_folder("fillings"))[0]] == [key]


def test_settings_are_taken_over_with_the_way_it_was_filled(desk, quick, qtbot):
    quick.options.set(paste=Paste.LEVEL, resample=2)
    filled(desk, quick, qtbot)
    was = canvas(quick)
    quick.options.set(paste=Paste.STEP, resample=1)
    quick.settings.set("steps_per_level", 1)
    quick.brush_panel.presets[Preset.LEFT].click()
    panel = quick.history_panel
    panel.list.setCurrentRow(0)
    panel.list.menu_wanted.emit(panel.list.key, QPoint(10, 10))
    next(a for a in panel.menu.actions() if "settings" in a.text()).trigger()
    panel.menu.close()
    assert quick.options.settings == InpaintSettings(paste=Paste.LEVEL, resample=2)
    assert quick.settings.value("steps_per_level") == 2
    assert all(map(np.array_equal, canvas(quick), was))


def test_two_fillings_are_compared(desk, quick, qtbot):
    filled(desk, quick, qtbot)
    quick.brush_panel.presets[Preset.LEFT].click()
    filled(desk, quick, qtbot)
    quick.history_panel.list.setCurrentRow(1)
    qtbot.keyClick(quick.history_panel.list, Qt.Key.Key_C)
    comparison = quick.history_panel.comparison
    assert comparison.isVisible()
    table = comparison.table
    said = {table.item(row, 0).text() for row in range(table.rowCount())}
    assert "Mask" in said
    assert "Picture" not in said
    comparison.close()


def test_a_file_of_the_other_workspace_adds_nothing_and_says_so(window, qtbot, tmp_path):
    window.show_workspace("inpaint")
    quick = prepare(window, qtbot)
    filled(window, quick, qtbot)
    quick.history.save(str(tmp_path / "all.zip"))
    settle(window, qtbot)
    (past,), _ = open_history(tmp_path / "all.zip")
    assert past.filled is not None
    window.show_workspace("sample")
    window.workspace.history.open(str(tmp_path / "all.zip"))
    settle(window, qtbot)
    assert window.workspace.history.state.entries == ()
    assert "1 others belong to Inpaint" in window.notices.problems[-1].text


# Without a window


@pytest.mark.parametrize("shape", [[1, 8, 8], [1, 8], "8", [1, 2**20, 2**20], [0, 8, 8], [2, 8, 8]])
def test_what_was_filled_comes_back_or_is_refused(tmp_path, shape):
    rng = np.random.default_rng(0)
    source, mask = rng.integers(0, 256, (1, 8, 8), np.uint8) / np.float32(255), rng.random((8, 8)) > 0.5
    past = entry("a", filled=(InpaintSettings(), Repainted.still(Known(source, mask))), reason=FinishReason.COMPLETE)
    write_entry(tmp_path, past)
    path = tmp_path / "a.png"
    _with_shape(path, shape)
    found, broken = read_folder(tmp_path)
    if shape == [1, 8, 8]:
        np.testing.assert_array_equal(found[0].filled[1].last.source, source)
        np.testing.assert_array_equal(found[0].filled[1].last.mask, mask)
        assert found[0].filled[0] == InpaintSettings()
    else:
        assert (found, len(broken)) == ([], 1)


def _with_shape(path, shape):
    """The entry with another shape written into it."""
    record = read_record(str(path))
    extra = record.extra | {"history": record.extra["history"] | {"shape": shape}}
    write_png(path, np.zeros((1, 1, 1), np.uint8), dataclasses.replace(record, extra=extra).texts())
