"""Sweeps in the window: typed, started, paused, looked through, taken over and exported with real mouse and keys."""

import csv
import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.io.checkpoint import load_checkpoint
from app.io.pictures import read_record
from app.params import Sampler
from app.params.masks import Preset
from app.params.status import RunPhase
from app.ui.palette import CommandPalette
from app.ui.runs.export_dialog import ExportDialog
from tests.models import ExactModel, write_small
from tests.ui.conftest import click, install
from tests.ui.test_pictures import complete, drop

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_sweep(window, qtbot):
    """By the shortcut, as a user does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.workspace.central, Qt.Key.Key_T, CONTROL)
    sweep = window.workspace.sweeps.window
    qtbot.waitUntil(sweep.isActiveWindow)
    return sweep


def choose(qtbot, entry, title, values=None):
    """A setting by the arrow keys, and values typed."""
    box = entry.setting
    place = next(k for k in range(box.count()) if box.itemText(k).startswith(title))
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText().startswith(title)
    if values is not None:
        entry.values.selectAll()
        qtbot.keyClicks(entry.values, values)


def ask(qtbot, sweep, across, down=None, count=2):
    choose(qtbot, sweep.form.across, *across)
    choose(qtbot, sweep.form.down, *(down or ("nothing",)))
    sweep.form.count.selectAll()
    qtbot.keyClicks(sweep.form.count, str(count))


def finish(qtbot, sweep):
    qtbot.waitUntil(lambda: sweep.session.status.phase is RunPhase.IDLE, timeout=60_000)


def fill(qtbot, sweep):
    click(qtbot, sweep.start)
    finish(qtbot, sweep)


def click_cell(qtbot, sweep, index):
    qtbot.mouseClick(sweep.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     sweep.view.cell_center(index))  # fmt: skip


def one_at_a_time(window, gates):
    """A network of one evaluation at a time: 1 x 2 x 2 pixels, two levels of one step each."""
    model = ExactModel(lambda x, sigma: (0.5 - x) / (0.1 + sigma**2), (1, 2, 2), (1.0, 0.1))
    gate = gates(model)
    install(window, model)
    for name, value in (("levels", 2), ("steps_per_level", 1), ("sigma_max", 1.0), ("sigma_min", 0.1)):
        window.workspace.settings.set(name, value)
    return gate


@pytest.fixture
def gated(bare_desk, gates):
    return bare_desk, one_at_a_time(bare_desk, gates)


def test_it_is_in_the_menu_and_in_the_command_palette(window, qtbot):
    window.show_palette()
    (palette,) = window.findChildren(CommandPalette)
    qtbot.keyClicks(palette.line, "sweep")
    assert "Sweep" in palette.list.item(0).text()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.workspace.sweeps.window.isVisible()
    assert window.table["sweep"] in window.menuBar().actions()[1].menu().actions()


def test_cells_fill_and_a_click_brings_the_run_whose_pictures_are_the_same(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Step size", "1e-4, 3e-4"), ("Algorithm", "annealed, heun"), count=3)
    assert sweep.cost.text().startswith("4 cells, 3 different runs")
    fill(qtbot, sweep)
    assert sweep.status.text() == "4 of 4 cells"
    assert [cell.same_as for cell in sweep.runner.cells] == [None, None, None, 2]
    for index in (1, 2):
        click_cell(qtbot, sweep, index)
        settings = desk.settings.valid
        cell = sweep.runner.cells[index].settings
        assert (settings.epsilon, settings.sampler, settings.count) == (cell.epsilon, cell.sampler, 3)
        frame = complete(desk, qtbot).frame
        np.testing.assert_array_equal(frame.x, sweep.runner.done[index].frames)
    assert "row 2 column 1 are taken over" in sweep.status.text()


def test_where_a_setting_does_nothing_is_marked_and_said(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Step size", "1e-4,3e-4"), ("Algorithm", "heun"))
    fill(qtbot, sweep)
    assert "noise levels" in sweep.words(0)
    assert "The same run as column 1" in sweep.words(1)
    look = sweep.runner.look()
    assert [cell.idle for cell in look.cells] == [True, True]
    assert "does nothing" in look.footing
    assert sweep.words(99) == ""


NO_VALUES = {
    "1e-4, x": "must be a number", "": "needs values", "1:2:900": "has 1 to 100 values", "0": "above 0",
}  # fmt: skip
"""What is typed -> what is said."""


def test_what_cannot_be_swept_is_said_while_it_is_typed(desk, qtbot, subtests):
    sweep = open_sweep(desk, qtbot)
    for values, said in NO_VALUES.items():
        with subtests.test(said):
            choose(qtbot, sweep.form.across, "Step size", values or "1")
            if not values:
                qtbot.keyClick(sweep.form.across.values, Qt.Key.Key_Backspace)
            assert said in sweep.error.text()
            assert sweep.error.isVisible()
            assert not sweep.start.isEnabled()
            choose(qtbot, sweep.form.across, "Step size", "1e-4")
            assert sweep.start.isEnabled()
            assert not sweep.error.isVisible()


def test_a_chosen_setting_suggests_values_around_the_present_one(desk, qtbot):
    desk.settings.set("temperature", 0.5)
    sweep = open_sweep(desk, qtbot)
    for title, values in (
        ("Step size", "1.33e-5, 4e-5, 1.2e-4"), ("Levels", "2, 4, 8"), ("Temperature", "0:0.5:3"),
        ("Denoise", "on, off"), ("Recipe", "all"), ("Seed", "0, 1"),
    ):  # fmt: skip
        choose(qtbot, sweep.form.across, title)
        assert sweep.form.across.values.text() == values
        assert sweep.start.isEnabled(), sweep.error.text()
    keys = [sweep.form.across.setting.itemData(i) for i in range(sweep.form.across.setting.count())]
    assert "resample" not in keys
    assert "batch_size" not in keys


def test_cells_come_one_by_one_it_pauses_and_goes_on_while_one_works(gated, qtbot):
    desk, gate = gated
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Seed", "1, 2, 3"))
    click(qtbot, sweep.start)
    qtbot.waitUntil(lambda: gate.entered == 1)
    assert not sweep.form.isEnabled()
    assert sweep.start.text() == "&Pause"
    gate.let(4)  # a cell of two steps and the denoising step, and one more
    qtbot.waitUntil(lambda: gate.entered == 5)
    assert sorted(sweep.runner.done) == [0]
    assert sweep.status.text() == "1 of 3 cells, running"
    desk.settings.set("temperature", 0.5)  # one goes on working: it is not for this sweep
    click(qtbot, sweep.start)
    gate.let(1)
    qtbot.waitUntil(lambda: sweep.session.status.phase is RunPhase.PAUSED)
    assert gate.entered == 5
    assert sweep.status.text() == "1 of 3 cells, paused"
    click(qtbot, sweep.start)
    gate.open.set()
    finish(qtbot, sweep)
    assert sorted(sweep.runner.done) == [0, 1, 2]
    assert {cell.settings.temperature for cell in sweep.runner.cells} == {1.0}


@pytest.mark.usefixtures("usual_font")
def test_stopped_it_keeps_its_cells_and_goes_on_or_begins_anew(gated, qtbot):
    desk, gate = gated
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Seed", "1, 2, 3"))
    click(qtbot, sweep.start)
    gate.let(3)
    qtbot.waitUntil(lambda: gate.entered == 4)
    QApplication.processEvents()
    places = [widget.geometry() for widget in (sweep.stage, sweep.start, sweep.stop)]
    click(qtbot, sweep.stop)
    assert not sweep.start.isEnabled()
    gate.let(1)
    finish(qtbot, sweep)
    QApplication.processEvents()
    # Nothing moves under the mouse: the bar leaves its room, the third button comes before the others.
    assert [widget.geometry() for widget in (sweep.stage, sweep.start, sweep.stop)] == places
    assert sweep.status.text() == "1 of 3 cells, stopped"
    first = sweep.runner.done[0]
    assert sweep.start.text() == "&Go on"
    assert sweep.anew.isVisible()
    click_cell(qtbot, sweep, 0)  # which sets the seed: the sweep is not another one for that
    assert desk.settings.value("seed") == 1
    gate.open.set()
    before = gate.entered
    fill(qtbot, sweep)
    assert gate.entered == before + 6
    assert sweep.runner.done[0] is first
    assert not sweep.anew.isVisible()
    qtbot.keyClicks(sweep.form.across.values, ", 4")
    assert sweep.start.text() == "&Start"
    fill(qtbot, sweep)
    assert sweep.runner.done[0] is not first
    assert len(sweep.runner.done) == 4


def test_another_beginning_after_a_stop_forgets_the_cells(gated, qtbot):
    desk, gate = gated
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Seed", "1, 2"))
    click(qtbot, sweep.start)
    gate.let(3)
    qtbot.waitUntil(lambda: gate.entered == 4)
    click(qtbot, sweep.stop)
    gate.open.set()
    finish(qtbot, sweep)
    before = gate.entered
    desk.settings.set("temperature", 0.5)
    click(qtbot, sweep.anew)
    finish(qtbot, sweep)
    assert gate.entered == before + 6
    assert {cell.settings.temperature for cell in sweep.runner.cells} == {0.5}


def test_the_program_ends_in_the_midst_of_a_sweep(window, qtbot, gates):
    gate = one_at_a_time(window, gates)
    sweep = open_sweep(window, qtbot)
    ask(qtbot, sweep, ("Seed", "0:50"))
    click(qtbot, sweep.start)
    qtbot.waitUntil(lambda: gate.entered == 1)
    gate.open.set()
    window.close()
    assert window.finished


def test_the_keyboard_alone_finds_and_takes_a_cell(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Seed", "5, 6"), ("Levels", "2, 3"), count=1)
    fill(qtbot, sweep)
    view = sweep.view
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    assert view.focus == 3
    assert "Seed = 6" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settings = desk.settings
    assert (settings.value("seed"), settings.value("levels")) == (6, 3)


def test_settings_that_begin_at_a_level_come_back_as_a_run_with_a_change(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Temperature", "0, 1"))
    sweep.form.begins.selectAll()
    qtbot.keyClicks(sweep.form.begins, "3")
    assert "1 run begun by another one" in sweep.cost.text()
    fill(qtbot, sweep)
    click_cell(qtbot, sweep, 0)
    assert desk.settings.replay == sweep.runner.cells[0].changes
    np.testing.assert_array_equal(complete(desk, qtbot).frame.x, sweep.runner.done[0].frames)
    choose(qtbot, sweep.form.across, "Samples", "1,2")
    assert "cannot begin at a level" in sweep.error.text()


def test_a_sampler_that_begins_at_a_level_comes_back_as_a_branch(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Algorithm", "heun"))
    sweep.form.begins.selectAll()
    qtbot.keyClicks(sweep.form.begins, "3")
    fill(qtbot, sweep)
    click_cell(qtbot, sweep, 0)
    assert desk.settings.before == sweep.runner.cells[0].before
    np.testing.assert_array_equal(complete(desk, qtbot).frame.x, sweep.runner.done[0].frames)


def export(qtbot, window, sweep, key, path):
    click(qtbot, sweep.export)
    dialog = sweep.findChildren(ExportDialog)[-1]
    dialog.what.setCurrentIndex(dialog.what.findData(key))
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    before = len(sweep.notices.problems)
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Save))
    qtbot.waitUntil(lambda: len(sweep.notices.problems) > before, timeout=60_000)  # in the window that is looked at
    (told,) = sweep.notices.shown()
    assert told.problem.title == f"Saved {path.name}"
    assert not told.visibleRegion().isEmpty()
    assert told.deed_button.text() == "Open folder"


def test_the_table_is_exported_and_brings_the_sweep_back(window, qtbot, tmp_path):
    sweep = open_sweep(window, qtbot)
    assert not sweep.export.isEnabled()
    ask(qtbot, sweep, ("Step size", "1e-4, 3e-4"), ("Algorithm", "annealed, heun"))
    fill(qtbot, sweep)
    export(qtbot, window, sweep, "sweep", tmp_path / "s.png")
    export(qtbot, window, sweep, "sweep_numbers", tmp_path / "s.csv")
    record = read_record(tmp_path / "s.png")
    assert record.extra["sweep"]["x"] == {"key": "epsilon", "values": [1e-4, 3e-4]}
    with (tmp_path / "s.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["sampler"] for row in rows] == ["annealed", "annealed", "heun", "heun"]
    sweep.close()
    choose(qtbot, sweep.form.across, "Seed", "1")
    window.workspace.settings.set("levels", 9)
    drop(window, tmp_path / "s.png")
    qtbot.waitUntil(sweep.isVisible)
    assert sweep.form.axes() == (sweep.runner.sweep.x, sweep.runner.sweep.y)
    assert sweep.form.count.value() == 2
    assert window.workspace.settings.value("levels") == record.settings.levels


def test_networks_are_swept_and_a_cell_of_another_one_opens_it(desk, qtbot, tmp_path, small):
    other = str(write_small(tmp_path / "other.safetensors", seed=1))
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Network", f"{small},{other}"), count=1)
    assert sweep.cost.text() == "2 cells"
    fill(qtbot, sweep)
    assert [cell.network for cell in sweep.runner.cells] == [small, other]
    frames = [sweep.runner.done[index].frames for index in (0, 1)]
    assert not np.array_equal(*frames)
    with qtbot.waitSignal(desk.models.opened, timeout=30_000):
        click_cell(qtbot, sweep, 1)
    assert desk.models.state.info.name == "other"
    np.testing.assert_array_equal(complete(desk, qtbot).frame.x, frames[1])


def test_a_network_that_cannot_be_opened_is_a_problem(desk, qtbot, tmp_path):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Network", str(tmp_path / "missing.pth")))
    fill(qtbot, sweep)
    assert "could not be opened" in sweep.error.text()
    assert "missing.pth" in desk.notices.problems[-1].text
    assert sweep.start.isEnabled()


def test_cells_that_diverge_say_so(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Step size", "1e-4, 1e5"))
    fill(qtbot, sweep)
    assert sweep.runner.done[1].frames is None
    assert "no longer finite" in sweep.words(1)
    assert "no longer finite" in sweep.runner.look().cells[1].trouble


@pytest.fixture
def inpaint(window):
    window.show_workspace("inpaint")
    window.workspace.settings.set("levels", 3)
    return window


def test_fillings_are_swept_by_their_passes_too(inpaint, qtbot):
    sweep, workspace = open_sweep(inpaint, qtbot), inpaint.workspace
    ask(qtbot, sweep, ("Passes per level", "1, 3"))
    click(qtbot, sweep.start)
    assert "mask is empty" in sweep.error.text()
    click(qtbot, workspace.brush_panel.presets[Preset.LOWER])
    fill(qtbot, sweep)
    assert [cell.filling.resample for cell in sweep.runner.cells] == [1, 3]
    click_cell(qtbot, sweep, 1)
    assert workspace.options.settings.resample == 3
    np.testing.assert_array_equal(complete(inpaint, qtbot).frame.x, sweep.runner.done[1].frames)


def test_the_two_workspaces_sweep_apart(inpaint, qtbot):
    first = open_sweep(inpaint, qtbot)
    inpaint.show_workspace("sample")
    second = open_sweep(inpaint, qtbot)
    assert first is not second
    ask(qtbot, second, ("Seed", "1"))
    fill(qtbot, second)
    assert second.runner.done
    assert not first.runner.done


def test_hidden_it_counts_nothing_and_shown_again_it_knows_what_was_set(desk, qtbot):
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Seed", "1"))
    before = sweep.cost.text()
    sweep.close()
    desk.settings.set("levels", 9)
    assert sweep.cost.text() == before
    assert open_sweep(desk, qtbot) is sweep
    assert sweep.cost.text() != before


def test_nothing_is_open(bare_desk, qtbot):
    desk = bare_desk
    sweep = open_sweep(desk, qtbot)
    click(qtbot, sweep.start)
    assert "There is no network" in sweep.error.text()


def test_recipes_stand_beside_each_other_as_they_are(desk, qtbot):
    desk.settings.set("epsilon", 1e-5)
    desk.settings.set("seed", 4)
    sweep = open_sweep(desk, qtbot)
    ask(qtbot, sweep, ("Recipe", "algorithm1, fast"), count=1)
    fill(qtbot, sweep)
    cells = [cell.settings for cell in sweep.runner.cells]
    assert [cell.sampler for cell in cells] == [Sampler.ANNEALED, Sampler.HEUN]
    assert cells[0] == dataclasses.replace(
        load_checkpoint(desk.models.state.info.path).describe().settings, seed=4, count=1, batch_size=1
    )
