"""The history: every run is entered, found by the next start, looked at with the same bits, removed and undone."""

import dataclasses
import os
import pickle
import tracemalloc

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QLineEdit

from app.io.history import ENTRY_BYTES, history_folder, open_history, read_folder, write_entry
from app.io.pictures import read_record
from app.params import Sampler, SampleSettings
from app.params.history import Past, some_of, surplus
from app.params.run import FinishReason
from app.params.status import RunPhase
from app.state.history import HistoryState
from app.ui.runs.history_words import differences_text, differing
from tests.models import gaussian, write_small
from tests.ui.conftest import install, open_network

LEFT = Qt.MouseButton.LeftButton
QUICK = {"levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 3}
TOTAL = 7


@pytest.fixture
def quick(desk, qtbot):
    """A small network, settings for a short run, and the history."""
    settle(desk, qtbot)
    return prepare(desk)


@pytest.fixture
def whole(window, qtbot):
    """The same in a window, with the history in front."""
    settle(window, qtbot)
    prepare(window)
    window.table["history"].trigger()
    return window


def prepare(window):
    for name, value in QUICK.items():
        window.workspace.settings.set(name, value)
    assert window.workspace.history_panel.isEnabled()
    return window


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=60_000)


def complete(window, qtbot, **settings):
    for name, value in settings.items():
        window.workspace.settings.set(name, value)
    run = window.workspace.run
    window.workspace.session.restart()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    settle(window, qtbot)
    return run


def state_of(window):
    return window.workspace.history.state


def listed(window):
    runs = window.workspace.history_panel.list
    return [runs.item(row).text().split("\n") for row in range(runs.count())]


def click(window, qtbot, row, button=LEFT):
    runs = window.workspace.history_panel.list
    runs.scrollToItem(runs.item(row))
    qtbot.mouseClick(runs.viewport(), button, pos=runs.visualItemRect(runs.item(row)).center())


def bits(run):
    return [(frame.progress.done, frame.x, frame.estimate) for frame in run.kept.frames]


def same(one, other):
    return len(one) == len(other) and all(
        a[0] == b[0] and np.array_equal(a[1], b[1]) and np.array_equal(a[2], b[2])
        for a, b in zip(one, other, strict=True)
    )


def test_every_run_is_entered_and_a_click_shows_it_again_from_memory(whole, qtbot):
    run = complete(whole, qtbot)
    first = bits(run)
    complete(whole, qtbot, seed=7, steps_per_level=3)
    second = bits(run)
    lines = listed(whole)
    assert [line[1] for line in lines[:1]] == ["T = 3, Seed = 7"]
    assert "7 evals" in lines[1][-1]
    assert not same(first, second)
    click(whole, qtbot, 1)
    assert run.run_id == 2  # nothing was computed
    assert same(bits(run), first)
    said = {label.text() for label in whole.workspace.run_panel.findChildren(QLabel)}
    assert f"Complete: step {TOTAL} of {TOTAL}" in said
    assert "Space starts the next run" in whole.status.text.text()
    assert state_of(whole).shown == state_of(whole).entries[1].key
    click(whole, qtbot, 0)
    assert same(bits(run), second)


def test_the_run_that_is_shown_comes_into_sight_and_then_the_list_stays(quick, qtbot):
    quick.history_panel.resize(284, 400)
    runs = quick.workspace.history_panel.list
    for seed in range(8):
        complete(quick, qtbot, seed=seed)
        assert runs.viewport().rect().contains(runs.visualItemRect(runs.item(0)).center())  # the newest
    assert runs.verticalScrollBar().maximum() > 0
    click(quick, qtbot, 7)  # the first one, at the end of the list
    complete(quick, qtbot, seed=8)
    assert runs.currentRow() == 8
    assert runs.viewport().rect().contains(runs.visualItemRect(runs.item(0)).center())
    runs.verticalScrollBar().setValue(20)
    state_of(quick).entries_changed.emit()
    assert runs.verticalScrollBar().value() == 20


@pytest.mark.usefixtures("dressed")
def test_nothing_in_the_panel_moves_when_the_first_run_comes(whole, qtbot):
    panel = whole.workspace.history_panel

    def places():
        panel.layout().activate()
        return [(w.x(), w.y()) for w in (panel.controls, panel.compare, panel.open, panel.about)]

    before = places()
    assert panel.empty.isVisible()
    complete(whole, qtbot)
    qtbot.waitUntil(panel.list.isVisible)
    assert places() == before


def test_what_is_no_longer_in_memory_is_made_again_with_the_same_bits(quick, qtbot):
    settings = quick.workspace.settings
    run = complete(quick, qtbot)
    first = bits(run)
    complete(quick, qtbot, seed=7)
    state_of(quick)._paths.clear()
    click(quick, qtbot, 1)
    qtbot.waitUntil(lambda: run.run_id == 3 and run.phase is RunPhase.IDLE, timeout=60_000)
    assert same(bits(run), first)
    assert settings.value("seed") == 7  # looking changes nothing
    assert len(state_of(quick).entries) == 2  # it is the same run
    run_id = run.run_id
    click(quick, qtbot, 1)
    assert run.run_id == run_id  # it is held again


def test_the_next_start_finds_the_history_and_shows_it_with_the_same_bits(quick, qtbot, make_desk, small):
    complete(quick, qtbot)
    first = bits(complete(quick, qtbot, seed=5))
    before = listed(quick)
    quick.close()
    again = make_desk()
    open_network(again, qtbot, small)
    prepare(again)
    settle(again, qtbot)
    assert listed(again) == before
    click(again, qtbot, 0)
    run = again.workspace.run
    qtbot.waitUntil(lambda: run.run_id == 1 and run.phase is RunPhase.IDLE, timeout=60_000)
    assert same(bits(run), first)


def test_a_run_is_written_down_when_it_begins_and_survives_being_killed(whole, qtbot, gates):
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(whole, gate.model)
    prepare(whole)
    run = whole.workspace.run
    whole.workspace.session.play_pause()
    gate.let(2)
    qtbot.waitUntil(lambda: len(run.kept.frames) == 2 and run.frame is not None, timeout=30_000)
    qtbot.waitUntil(lambda: len(list(history_folder().glob("*.png"))) == 1, timeout=30_000)
    (found,), broken = read_folder(history_folder())  # what a start after a kill would find
    assert (found.reason, found.settings.steps_per_level, found.picture, broken) == (None, 2, None, [])
    assert "goes on" in listed(whole)[0][-1]
    assert not whole.workspace.history_panel.remove.isEnabled()
    gate.open.set()
    whole.close()  # and quitting enters what there is
    (found,), _ = read_folder(history_folder())
    assert found.reason is not None
    assert found.evaluations >= 2
    assert found.picture is not None


def test_reset_new_seed_and_another_network_destroy_nothing(quick, qtbot, tmp_path):
    assert quick.sampler_panel.isVisible()  # whose action is the new seed
    run = complete(quick, qtbot)
    first = bits(run)
    quick.table["reset"].trigger()
    assert state_of(quick).shown == ""
    quick.table["new_seed"].trigger()
    assert quick.settings.value("seed") != 0
    open_network(quick, qtbot, str(write_small(tmp_path / "another.safetensors", seed=3)))
    click(quick, qtbot, 0)
    assert same(bits(run), first)


def test_a_missing_network_is_named(quick, qtbot, tmp_path):
    complete(quick, qtbot)
    past = state_of(quick).entries[0]
    quick.preferences.clear_recent()
    state_of(quick)._paths.clear()
    open_network(quick, qtbot, str(write_small(tmp_path / "another.safetensors", seed=3)))
    quick.preferences.clear_recent()
    click(quick, qtbot, 0)
    problem = quick.notices.problems[-1]
    assert "network" in problem.title
    assert past.sha256[:12] in problem.text
    assert past.checkpoint in problem.text


def test_a_network_that_is_known_is_opened_for_its_run(quick, qtbot, tmp_path):
    run = complete(quick, qtbot)
    first = bits(run)
    state_of(quick)._paths.clear()
    open_network(quick, qtbot, str(write_small(tmp_path / "another.safetensors", seed=3)))
    click(quick, qtbot, 0)
    qtbot.waitUntil(lambda: run.run_id == 2 and run.phase is RunPhase.IDLE, timeout=60_000)
    assert same(bits(run), first)


def test_keys_remove_undo_star_and_name(whole, qtbot):
    complete(whole, qtbot)
    complete(whole, qtbot, seed=7)
    runs = whole.workspace.history_panel.list
    click(whole, qtbot, 1)
    key = runs.key
    qtbot.keyClick(runs, Qt.Key.Key_Delete)
    settle(whole, qtbot)
    assert [past.key for past in read_folder(history_folder())[0]] == [state_of(whole).entries[0].key]
    assert whole.table["undo"].isEnabled()
    qtbot.keyClick(runs, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(whole, qtbot)
    assert not whole.table["undo"].isEnabled()
    assert [past.key for past in read_folder(history_folder())[0]] == [past.key for past in state_of(whole).entries]
    qtbot.keyClick(runs, Qt.Key.Key_Down)
    assert runs.key == key
    qtbot.keyClick(runs, Qt.Key.Key_S)
    qtbot.keyClick(runs, Qt.Key.Key_F2)
    dialog = next(d for d in whole.findChildren(QInputDialog) if d.isVisible())
    field = dialog.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "The first")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(whole, qtbot)
    assert listed(whole)[1][0] == "★ The first"
    found = read_folder(history_folder())[0][1]
    assert (found.key, found.name, found.starred) == (key, "The first", True)
    run_id = whole.workspace.run.run_id
    qtbot.keyClick(runs, Qt.Key.Key_Return)
    assert whole.workspace.run.run_id == run_id
    assert state_of(whole).shown == key
    assert not whole.workspace.run.enlarged  # the key did not do what it does elsewhere


def test_the_right_button_has_all_of_it(quick, qtbot):
    complete(quick, qtbot)
    panel = quick.workspace.history_panel
    panel.list.menu_wanted.emit(panel.list.key, QPoint(10, 10))
    texts = [action.text().split("\t")[0].replace("&", "") for action in panel.menu.actions()]
    assert texts == [
        "Look at it", "Compare with the one shown", "Take its settings over", "Star", "Name…", "Remove",
    ]  # fmt: skip
    panel.menu.actions()[3].trigger()
    assert state_of(quick).entries[0].starred
    panel.menu.close()


def test_a_run_that_goes_on_is_not_ended_by_a_click(quick, qtbot, gates):
    complete(quick, qtbot)
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(quick, gate.model)
    prepare(quick)
    quick.workspace.session.play_pause()
    gate.let(1)
    run = quick.workspace.run
    qtbot.waitUntil(lambda: len(run.kept.frames) == 1 and run.run_id == 2, timeout=30_000)
    click(quick, qtbot, 1)
    assert run.phase is RunPhase.RUNNING
    assert "goes on" in quick.notices.problems[-1].title
    gate.open.set()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    settle(quick, qtbot)
    assert len(state_of(quick).entries) == 2


def test_runs_of_lessons_are_not_entered(whole, qtbot):
    complete(whole, qtbot)
    back = whole.workspace.lend()
    complete(whole, qtbot, seed=9)
    assert len(state_of(whole).entries) == 1
    back()
    complete(whole, qtbot, seed=10)
    assert len(state_of(whole).entries) == 2


def test_the_whole_history_goes_through_one_file(quick, qtbot, tmp_path):
    complete(quick, qtbot)
    complete(quick, qtbot, seed=7)
    before = listed(quick)
    history = quick.workspace.history
    history.save(str(tmp_path / "all.zip"))
    settle(quick, qtbot)
    history.remove(*[past.key for past in state_of(quick).entries])
    settle(quick, qtbot)
    assert list(history_folder().glob("*.png")) == []
    history.open(str(tmp_path / "all.zip"))
    settle(quick, qtbot)
    assert listed(quick) == before
    assert len(list(history_folder().glob("*.png"))) == 2


def test_settings_are_taken_over_and_an_entry_is_a_picture_of_this_program(whole, qtbot):
    complete(whole, qtbot, seed=12)
    complete(whole, qtbot, seed=7)
    past = state_of(whole).entries[1]
    whole.workspace.history_panel.list.setCurrentRow(1)
    panel = whole.workspace.history_panel
    panel.list.menu_wanted.emit(panel.list.key, QPoint(10, 10))
    panel.menu.actions()[2].trigger()
    panel.menu.close()
    assert whole.workspace.settings.value("seed") == 12
    path = history_folder() / f"{past.key}.png"
    assert read_record(path).settings == past.settings
    whole.workspace.settings.set("seed", 1)
    whole.open_path(str(path))
    qtbot.waitUntil(lambda: whole.workspace.settings.value("seed") == 12, timeout=10_000)


# Without a window


def entry(key, when=0.0, **more):
    return Past(key, when, SampleSettings(count=2), "net", "0" * 64, (0, 1), **more)


def test_broken_files_are_passed_over_and_named(tmp_path):
    write_entry(tmp_path, entry("good", picture=np.zeros((4, 4, 1), np.uint8), reason=FinishReason.COMPLETE))
    whole = (tmp_path / "good.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[:200])
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "Strange name.png").write_bytes(whole)
    (tmp_path / "large.png").write_bytes(b"\0" * (ENTRY_BYTES + 1))
    os.mkfifo(tmp_path / "pipe.png")
    found, broken = read_folder(tmp_path)
    assert [past.key for past in found] == ["good"]
    assert len(broken) == 5
    for name in ("cut", "empty", "Strange", "large", "pipe"):
        assert any(name in text for text in broken)


def test_an_entry_comes_back_as_it_was(tmp_path):
    picture = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    past = entry("a-1", 12.5, picture=picture, name="Ünïcode <b>", starred=True, seconds=1.5, evaluations=9)
    past = dataclasses.replace(past, size=write_entry(tmp_path, past))
    (found,), _ = read_folder(tmp_path)
    assert np.array_equal(found.picture, picture)
    assert dataclasses.asdict(dataclasses.replace(found, picture=None)) == dataclasses.asdict(
        dataclasses.replace(past, picture=None)
    )


def test_a_file_that_is_no_history_is_refused(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"PK nothing")
    with pytest.raises(Exception, match=r"no\.zip"):
        open_history(tmp_path / "no.zip")


def test_the_oldest_without_a_star_goes_first_and_never_the_newest():
    entries = [entry(str(k), float(9 - k), starred=k in (7, 8), size=10) for k in range(9)]
    assert [past.key for past in surplus(entries, most=6, room=1000)] == ["6", "5", "4"]
    assert [past.key for past in surplus(entries, most=100, room=15)] == ["6", "5", "4", "3", "2", "1", "8", "7"]
    assert surplus(entries, most=100, room=90) == []
    assert [past.key for past in surplus(entries[:1], most=0, room=0)] == []


@pytest.mark.parametrize(("count", "side"), [(1, 8), (3, 8), (200, 28), (5, 256), (2, 1200)])
def test_the_small_picture_shows_the_first_samples(count, side):
    batch = np.random.default_rng(0).integers(0, 256, (count, side, side, 3), np.uint8)
    grid = some_of(batch)
    assert max(grid.shape[:2]) <= max(513, side if side <= 512 else 0)
    thin = 1 if side <= 512 else 3
    shown = batch[0, ::thin, ::thin]
    assert np.array_equal(grid[: shown.shape[0], : shown.shape[1]], shown)


def test_memory_holds_the_newest_paths(quick, qtbot):
    run = complete(quick, qtbot)
    path = quick.workspace.runner.path
    state = HistoryState(room=2 * path.kept.nbytes + 1)
    for key in "abc":
        state.hold(key, path)
    assert [state.path(key) is not None for key in "abc"] == [False, True, True]
    assert run.path is not None


def test_a_path_weighs_what_python_holds_of_it(quick, qtbot):
    """Of small pictures the objects around the pixels are most: counted by the pixels, thousands of runs would fit."""
    complete(quick, qtbot)
    kept = dataclasses.replace(quick.workspace.runner.path.kept, points=())
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        copy = pickle.loads(pickle.dumps((kept.frames, kept.steps)))
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(copy[0]) > 1
    assert 0.6 * held < kept.nbytes < 1.6 * held


def test_memory_lets_go_of_paths_whose_entries_are_gone_for_good(quick, qtbot):
    complete(quick, qtbot)
    path = quick.workspace.runner.path
    state = HistoryState()
    state.put([entry("a", 1.0), entry("b", 2.0)])
    for key in "ab":
        state.hold(key, path)
    state.drop("a")  # can be taken back
    state.drop("b", for_good=True)
    assert [state.path(key) is not None for key in "ab"] == [True, False]


def test_the_first_run_of_all_is_the_one_shown(quick, qtbot):
    complete(quick, qtbot)
    (only,) = state_of(quick).entries
    assert state_of(quick).shown == only.key
    assert quick.workspace.history_panel.list.item(0).font().bold()


def test_only_what_acts_in_a_run_is_named_and_the_sampler_first(quick, qtbot):
    complete(quick, qtbot, epsilon=1e-4)
    settings = quick.workspace.settings
    settings.set("epsilon", 2e-4)  # Heun has no such step, annealed Langevin dynamics no such noise
    complete(quick, qtbot, sampler=Sampler.HEUN, churn=10.0, levels=4)
    newest, first = state_of(quick).entries
    said = differences_text(newest, first)
    assert said == "Algorithm = Heun (EDM), Churn = 10, L = 4"
    assert [line[0] for line in differing(newest, first)][:2] == ["Algorithm", "ε"]  # beside each other both count
    settings.set("churn", 0.0)
    complete(quick, qtbot, sampler=Sampler.ANNEALED)
    third = state_of(quick).entries[0]
    assert differing(third, first) == [("ε", "Step size ε", "2e-4"), ("L", "Levels L", "4")]
