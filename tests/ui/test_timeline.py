"""The timeline: scrubbed, stepped and played, during a run and after it; and runs that go on from what is looked at."""

import dataclasses

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog, QLabel, QToolTip

from app.io.pictures import read_record
from app.params import Sampler
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.params.timeaxis import LAST_STEP
from app.state.preferences import FAN, MIB
from app.ui.runs.replay import WHOLE_SECONDS
from app.ui.sample.start_level import StartLevel
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.ui.test_pictures import drop, export

LEFT = Qt.MouseButton.LeftButton
QUICK = {"levels": 6, "steps_per_level": 3, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 4}
TOTAL = 6 * 3 + 1


@pytest.fixture
def quick(desk):
    """A small network, settings for a short run, and pictures over their timeline."""
    return prepared(desk)


@pytest.fixture
def whole(window):
    """The same in a window."""
    return prepared(window)


def prepared(window):
    for name, value in QUICK.items():
        window.workspace.settings.set(name, value)
    assert window.workspace.center.isVisible()
    return window


def parts(window):
    return window.workspace.run, window.workspace.center.timeline


def idle(window, qtbot):
    run = window.workspace.run
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    assert run.reason is FinishReason.COMPLETE
    return run


def complete(window, qtbot):
    window.workspace.runner.play_pause()
    return idle(window, qtbot)


def x_of(view, run, done):
    """Where the step of so many evaluations is on the screen."""
    places = dict(zip((f.progress.done for f in run.kept.frames), view.places.kept(), strict=True))
    return view.places.x_of(places[done])


def drag(qtbot, view, *xs):
    y = view.height() // 2
    qtbot.mousePress(view, LEFT, pos=QPoint(xs[0], y))
    for x in xs[1:]:
        qtbot.mouseMove(view, QPoint(x, y))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(xs[-1], y))


# Looking


def test_the_playhead_is_dragged_to_every_step_and_back_to_the_end(quick, qtbot):
    run, timeline = parts(quick)
    complete(quick, qtbot)
    view = timeline.view
    assert [f.progress.done for f in run.kept.frames] == list(range(1, TOTAL + 1))
    for done in (1, 7, 12, 18):
        drag(qtbot, view, x_of(view, run, 15), x_of(view, run, done))
        assert run.viewed == done
        assert np.array_equal(run.pictures(), run.kept.at(done).pictures(estimate=run.show_estimate))
        assert view.places.head == x_of(view, run, done)
    drag(qtbot, view, x_of(view, run, 4), view.width() - 1)
    assert run.viewed is None
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert run.viewed == 1
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert run.viewed == 2
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert run.viewed == 1
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # from anywhere
    assert run.viewed == 2
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert run.viewed == 3  # the level's last step
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert run.viewed is None


def test_one_looks_back_while_the_run_goes_on_and_comes_back_to_it(quick, qtbot, gates):
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(quick, gate.model)
    for name, value in QUICK.items():
        quick.workspace.settings.set(name, value)
    run, timeline = parts(quick)
    quick.workspace.runner.play_pause()
    gate.let(7)
    qtbot.waitUntil(lambda: run.progress is not None and len(run.kept.frames) == 7, timeout=30_000)
    view = timeline.view
    qtbot.mouseClick(view, LEFT, pos=QPoint(x_of(view, run, 2), 9))
    assert run.viewed == 2
    assert "level 1 of 6 · step 2 of 3" in timeline.caption.text.text()
    gate.let(3)
    qtbot.waitUntil(lambda: len(run.kept.frames) == 10, timeout=30_000)
    assert run.viewed == 2  # it went on meanwhile, and nobody was taken away
    qtbot.mouseClick(timeline.caption.live, LEFT)
    assert run.viewed is None
    assert np.array_equal(run.pictures(), run.frame.pictures(estimate=run.show_estimate))
    gate.open.set()
    idle(quick, qtbot)


def test_the_numbers_are_those_of_what_is_seen(quick, qtbot):
    run, timeline = parts(quick)
    values = {label.accessibleName(): label for label in quick.workspace.run_panel.findChildren(QLabel)}
    plots = quick.workspace.levels_panel.plots
    complete(quick, qtbot)
    assert values["Level i"].text() == "denoising"
    assert values["η"].text() == "–"  # the last step is no Langevin step
    said = {label.text() for label in quick.workspace.run_panel.findChildren(QLabel)}
    assert {f"Complete: step {TOTAL} of {TOTAL}", "drift ‖σ² s‖"} <= said
    run.viewed = 8
    said = {label.text() for label in quick.workspace.run_panel.findChildren(QLabel)}
    assert {f"Looking back: step 8 of {TOTAL}", "drift ‖½ α s‖"} <= said
    shown = run.kept.at(8).progress
    assert values["Level i"].text() == "3 / 6"
    assert values["Step t"].text() == "2 / 3"
    assert values["η"].text() == "0.100"
    assert (run.shown, shown.level, shown.step) == (shown, 2, 1)
    run.viewed = None
    qtbot.waitUntil(lambda: [bool(chart.value) for chart in plots.charts] == [True, False, True, False])  # σ and ‖s‖
    run.viewed = 8
    qtbot.waitUntil(lambda: all(chart.value for chart in plots.charts))
    qtbot.waitUntil(lambda: {chart.cursor for chart in plots.charts if not chart.blank} == {shown.position})
    assert "Level 3, step 2" in timeline.view.accessibleDescription()


def test_the_pictures_span_the_run_and_thicken_where_the_mouse_is(quick, qtbot):
    _, timeline = parts(quick)
    view = timeline.view
    assert not view.places.cells
    complete(quick, qtbot)
    cells = sorted(view.places.cells, key=lambda cell: cell.x)
    assert 12 <= len(cells) <= 16
    assert cells[0].done == 1
    assert cells[-1].done == TOTAL
    assert len(set(np.diff([cell.x for cell in cells]))) <= 2  # even, to the pixel
    middle = view.rect().center()
    qtbot.mouseMove(view, middle)
    near = [cell for cell in view.places.cells if abs(cell.x - middle.x()) < 120]
    assert len(near) > len([cell for cell in cells if abs(cell.x - middle.x()) < 120])
    xs = sorted(cell.x for cell in view.places.cells)
    assert min(np.diff(xs)) > 32  # none covers another


def test_the_tooltip_names_the_step_under_the_pointer(quick, qtbot):
    run, timeline = parts(quick)
    view = timeline.view
    quick.workspace.runner.level()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=60_000)
    run.viewed = 1  # what is looked at is another
    said = {x_of(view, run, done): f"Level 1, step {done}: σ = 1.00" for done in (1, 3)}
    said[view.places.x_of(view.places.axis.ends[4])] = "Level 5: σ = 0.158, not reached yet"
    for x, text in said.items():
        place = QPoint(x, view.height() // 2)
        qtbot.mouseMove(view, place)
        QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
        assert QToolTip.text() == text
    QToolTip.hideText()
    quick.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)


def test_the_drag_of_a_slider_is_one_mark(quick, qtbot):
    run, timeline = parts(quick)
    session, row = quick.workspace.session, quick.workspace.sampler_panel.rows["temperature"]
    session.step()
    for _ in range(5):
        qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
        row.slider.setFocus()
        qtbot.keyClick(row.slider, Qt.Key.Key_Left)
        session.step()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    changes = run.kept.changes
    assert len(changes) == 5
    assert timeline.view.places.turns() == [x_of(timeline.view, run, changes[-1].evaluation)]
    session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)


def test_empty_places_stand_for_what_is_to_come(quick, qtbot):
    run, timeline = parts(quick)
    for _ in range(2):
        quick.workspace.runner.level()
        qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    cells = sorted(timeline.view.places.cells, key=lambda cell: cell.x)
    reached = timeline.view.places.kept()[-1]
    assert reached == pytest.approx(2 / 6 * (1 - LAST_STEP))  # two levels of six
    assert [bool(cell.done) for cell in cells] == [cell.place <= reached + 1e-9 for cell in cells]
    assert not cells[-1].done
    quick.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)


def test_it_plays_both_ways_at_its_speed_and_follows_the_run_at_the_end(quick, qtbot):
    run, timeline = parts(quick)
    complete(quick, qtbot)
    replay, places = timeline.replay, timeline.view.places.kept()
    qtbot.keyClick(timeline.view, Qt.Key.Key_J)
    assert replay.direction == 1
    assert run.viewed == 1  # from the end it begins anew
    timeline.speed.setCurrentIndex(timeline.speed.findData(2.0))
    replay.advance(WHOLE_SECONDS / 8)  # at this speed a quarter of the axis
    assert places[run.viewed - 1] == pytest.approx(places[0] + 0.25, abs=0.06)
    qtbot.keyClick(timeline.view, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert replay.direction == -1
    replay.advance(WHOLE_SECONDS)
    assert (replay.direction, run.viewed) == (0, 1)
    qtbot.keyClick(timeline.view, Qt.Key.Key_J)
    replay.advance(WHOLE_SECONDS)
    assert (replay.direction, run.viewed) == (0, None)
    qtbot.keyClick(timeline.view, Qt.Key.Key_J)
    drag(qtbot, timeline.view, x_of(timeline.view, run, 5))
    assert (replay.direction, run.viewed) == (0, 5)  # who takes the playhead has it


# Going on


def test_playing_at_an_earlier_step_with_nothing_changed_makes_the_same_bits(quick, qtbot):
    run, timeline = parts(quick)
    complete(quick, qtbot)
    before = run.path
    qtbot.mouseClick(timeline.view, LEFT, pos=QPoint(x_of(timeline.view, run, 8), 9))
    assert quick.table["play"].text() == "&Branch here"
    qtbot.keyClick(timeline.view, Qt.Key.Key_Space)
    idle(quick, qtbot)
    after = run.path
    assert after.run_id == before.run_id + 1
    assert after.branches == (8,)
    assert [f.progress.done for f in after.kept.frames] == list(range(1, TOTAL + 1))
    for ours, theirs in zip(after.kept.frames, before.kept.frames, strict=True):
        assert np.array_equal(ours.x, theirs.x)
        assert np.array_equal(ours.estimate, theirs.estimate)
    assert before.kept.frames[0] is after.kept.frames[0]  # what was kept stays, and is shared
    assert run.viewed is None


CHANGES = {"epsilon": 4e-3, "steps_per_level": 5, "temperature": 0.5, "seed": 9, "sampler": Sampler.HEUN}


def test_a_changed_setting_acts_from_there_on(quick, qtbot, subtests):
    run, _ = parts(quick)
    complete(quick, qtbot)
    first, settings = run.path, quick.workspace.settings.valid
    for name in CHANGES:
        with subtests.test(name):
            quick.workspace.settings.replace(settings)
            if run.path is not first:  # what was changed is no part of the next one
                complete(quick, qtbot)
            change(quick, qtbot, name)


def change(quick, qtbot, name):
    """One setting at the eighth step of a whole run."""
    run, timeline = parts(quick)
    before = run.path
    qtbot.mouseClick(timeline.view, LEFT, pos=QPoint(x_of(timeline.view, run, 8), 9))
    quick.workspace.settings.set(name, CHANGES[name])
    qtbot.keyClick(timeline.view, Qt.Key.Key_Space)
    idle(quick, qtbot)
    ours, theirs = run.path.kept, before.kept
    assert all(np.array_equal(ours.at(n).x, theirs.at(n).x) for n in range(1, 9))
    assert not np.array_equal(ours.newest.x, theirs.newest.x)
    assert getattr(run.settings, name) == CHANGES[name]
    assert getattr(before.settings, name) != CHANGES[name]


def test_a_step_at_an_earlier_step_ends_the_run_that_pauses_and_goes_on_from_there(quick, qtbot):
    run, timeline = parts(quick)
    for _ in range(3):
        quick.workspace.runner.level()
        qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=30_000)
    first = run.path
    qtbot.mouseClick(timeline.view, LEFT, pos=QPoint(x_of(timeline.view, run, 4), 9))
    qtbot.keyClick(timeline.view, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED and run.run_id == 2, timeout=30_000)
    assert run.progress.done == 5
    assert (run.path.branches, len(run.kept.frames)) == ((4,), 5)
    assert len(first.kept.frames) == 9  # still there, for whoever holds it
    quick.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)


def test_many_go_on_from_the_sample_in_focus_with_fresh_noise(quick, qtbot):
    run, _ = parts(quick)
    assert quick.fan.judging is not None
    complete(quick, qtbot)
    assert not quick.table["fan_out"].isEnabled()  # nothing comes after the last step
    run.focus, run.viewed = 2, 8
    source = run.kept.at(8).x[2]
    qtbot.keyClick(quick.workspace.center.grid, Qt.Key.Key_F)
    idle(quick, qtbot)
    assert run.count == FAN
    assert all(np.array_equal(picture, source) for picture in run.kept.at(8).x)
    assert len({picture.tobytes() for picture in run.frame.x}) == FAN
    assert (run.path.before[0].sample, run.settings.seed) == (2, 1)
    quick.grab()


def test_how_many_go_on_is_chosen(whole, qtbot):
    run, _ = parts(whole)
    complete(whole, qtbot)
    whole.table["fan_size"].trigger()
    dialog = whole.findChild(QInputDialog)
    assert dialog.intValue() == FAN
    dialog.setIntValue(3)
    dialog.accept()
    assert whole.preferences.fan == 3
    run.viewed = 8
    qtbot.keyClick(whole.workspace.center.grid, Qt.Key.Key_F)
    idle(whole, qtbot)
    assert run.count == 3


def test_a_run_begins_with_a_picture_of_ones_own(quick, qtbot, tmp_path):
    run, timeline = parts(quick)
    Image.fromarray(np.full((8, 8), 200, np.uint8)).save(tmp_path / "grey.png")
    quick.workspace.start_picture.open(str(tmp_path / "grey.png"))
    qtbot.waitUntil(lambda: quick.findChild(StartLevel) is not None, timeout=30_000)
    dialog = quick.findChild(StartLevel)
    assert dialog.said.text() == "of 6: σ = 0.251"  # of the middle, level 4
    dialog.level.selectAll()
    qtbot.keyClicks(dialog.level, "6")
    assert dialog.said.text() == "of 6: σ = 0.100"
    assert (dialog.picture.pictures == 200).all()
    qtbot.keyClick(dialog.invert, Qt.Key.Key_Space)
    assert (dialog.picture.pictures == 55).all()
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))
    qtbot.waitUntil(lambda: run.run_id == 1, timeout=30_000)
    idle(quick, qtbot)
    first = run.kept.frames[0].progress
    assert (first.level, first.done, run.progress.done) == (5, 1, 4)
    assert abs(run.kept.frames[0].x.astype(float).mean() - 55) < 20
    places = timeline.view.places
    assert places.kept() == pytest.approx([(1 - LAST_STEP) * k / 3 for k in (1, 2, 3)] + [1])  # one level
    assert places.slots()[0] == (places.start, 0.0)
    assert places.axis.sigma_at(0.0) == first.sigma  # noise that it never had has no place
    first_text = timeline.view.labels(timeline.view.fontMetrics(), timeline.view.width())[0][1]
    assert first_text == "σ 0.100"


def test_a_branch_s_picture_brings_the_same_branch_back(whole, qtbot, tmp_path):
    run, _ = parts(whole)
    complete(whole, qtbot)
    run.viewed = 8
    whole.workspace.settings.set("temperature", 0.5)
    qtbot.keyClick(whole.workspace.center.grid, Qt.Key.Key_Space)
    idle(whole, qtbot)
    branch = run.path
    run.viewed = 12
    export(whole, qtbot, tmp_path / "branch.png")
    record = read_record(tmp_path / "branch.png")
    assert (record.extra["level"], record.extra["seen_after"]) == (4, 12)
    assert [leg.until for leg in record.before] == [8]
    run.viewed = None
    whole.workspace.settings.set("seed", 3)
    complete(whole, qtbot)
    drop(whole, tmp_path / "branch.png")
    qtbot.waitUntil(lambda: whole.workspace.settings.before != (), timeout=30_000)
    complete(whole, qtbot)
    assert np.array_equal(run.frame.x, branch.last.x)
    assert run.path.branches == (8,)


def test_another_network_does_not_go_on_with_a_run(quick, qtbot):
    run, _ = parts(quick)
    complete(quick, qtbot)
    quick.models.state.info = dataclasses.replace(quick.models.state.info, sha256="f" * 64)
    run.viewed = 4
    quick.workspace.runner.branch()
    assert run.phase is RunPhase.IDLE
    assert "another network" in quick.notices.problems[-1].title


def test_a_run_that_is_over_is_shown_again_and_gone_on_from(quick, qtbot):
    run, _ = parts(quick)
    complete(quick, qtbot)
    first = run.path
    quick.workspace.settings.set("seed", 5)
    complete(quick, qtbot)
    assert not np.array_equal(run.frame.x, first.last.x)
    run.show(first)
    assert np.array_equal(run.pictures(), first.last.pictures(estimate=run.show_estimate))
    assert run.settings.seed == 0
    assert run.path == first
    run.viewed = 8
    quick.workspace.settings.set("seed", 0)
    quick.workspace.runner.branch()
    idle(quick, qtbot)
    assert np.array_equal(run.frame.x, first.last.x)


def test_the_memory_of_a_path_is_a_preference_and_what_is_left_out_is_said(whole, qtbot):
    run, timeline = parts(whole)
    whole.table["path_memory"].trigger()
    dialog = whole.findChild(QInputDialog)
    assert dialog.intValue() == 256
    dialog.setIntValue(32)
    dialog.accept()
    assert (whole.preferences.path_mib, whole.workspace.runner.path_bytes) == (32, 32 * MIB)
    complete(whole, qtbot)
    assert "kept" not in timeline.caption.text.text()
    whole.workspace.runner.path_bytes = 8 * 4 * 2 * 64 * 4 // 3 + 16  # eight steps of 4 pictures and estimates
    complete(whole, qtbot)
    assert 7 <= len(run.kept.frames) <= 8
    assert "1 step of 32 kept" in timeline.caption.text.text()  # beside the levels' ends
    assert len(run.kept.ends) == 7


def test_pictures_of_another_size_have_room_with_the_axis_below_them(quick, qtbot):
    window = quick
    for shape in ((1, 28, 28), (3, 48, 48), (1, 8, 8)):
        install(window, gaussian(0.5, 0.1, shape))
        complete(window, qtbot)
        view = window.workspace.center.timeline.view
        qtbot.waitUntil(lambda view=view: view.height() == view.sizeHint().height())
