"""Races: begun by one click, live side by side by sigma, the same bits as each run alone, cancelled, kept, judged."""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel

from app.params import Sampler
from app.params.quality import FEWEST
from app.params.race import RECIPES, Contestant, Ground, next_of, place_of, start_of
from app.params.recipes import Recipe, recipe
from app.params.run import FinishReason
from app.params.sampling import SampleSettings, Start
from app.params.status import RunPhase
from app.ui.runs.race_edit import RaceEdit
from tests.models import ExactModel, gaussian
from tests.ui.conftest import click, install
from tests.ui.test_quality_panel import DONE, Digitlike, pictures

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
QUICK = {"sampler": Sampler.ANNEALED, "levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1,
         "epsilon": 1e-3}  # fmt: skip


def open_race(window, qtbot):
    """By the shortcut, as a user does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.workspace.central, Qt.Key.Key_R, CONTROL)
    race = window.workspace.races.window
    qtbot.waitUntil(race.isActiveWindow)
    return race


def finish(qtbot, race):
    qtbot.waitUntil(lambda: race.session.status.phase is RunPhase.IDLE, timeout=60_000)


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=60_000)


def type_count(qtbot, race, count):
    race.entry.count.selectAll()
    qtbot.keyClicks(race.entry.count, str(count))
    qtbot.keyClick(race.entry.count, Qt.Key.Key_Return)


def from_menu(race, *path):
    """The entry of the menu of those who can take part."""
    menu = race.entry.menu
    menu.aboutToShow.emit()
    for text in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text().replace("&", "") == text)
    return next(a for a in menu.actions() if a.text().replace("&", "").startswith(path[-1]))


def own(window, **changes):
    """These are the settings of Sample."""
    for name, value in {**QUICK, **changes}.items():
        window.workspace.settings.set(name, value)


def names(race):
    return [lane.name.text() for lane in race.lanes]


def rans(race):
    return [race.runner.ran(lane.contestant) for lane in race.lanes]


def one_at_a_time(window, gates):
    """A network of one evaluation at a time."""
    gate = gates(ExactModel(lambda x, sigma: (0.5 - x) / (0.1 + sigma**2), (1, 2, 2), (1.0, 0.1)))
    install(window, gate.model)
    return gate


@pytest.fixture
def gated(bare_desk, gates):
    return bare_desk, one_at_a_time(bare_desk, gates)


def two(window, qtbot, count=2):
    """A race of the settings of Sample, and of the same with more steps."""
    own(window)
    race = open_race(window, qtbot)
    type_count(qtbot, race, count)
    from_menu(race, "The settings of Sample").trigger()
    own(window, steps_per_level=3, levels=4)
    from_menu(race, "The settings of Sample").trigger()
    return race


def test_one_click_lets_the_recipes_race_and_each_has_the_bits_of_its_run_alone(desk, qtbot):
    race = open_race(desk, qtbot)
    assert race.hint.isVisible()
    type_count(qtbot, race, 3)
    click(qtbot, race.entry.classic)
    assert race.session.status.phase is RunPhase.RUNNING
    assert names(race) == ["Algorithm 1", "Fast", "Best"]
    finish(qtbot, race)
    found = rans(race)
    assert [ran.reason for ran in found] == [FinishReason.COMPLETE] * 3
    assert {ran.settings.seed for ran in found} == {0}
    for lane, ran in zip(race.lanes, found, strict=True):
        desk.settings.replace(ran.settings)
        desk.session.restart()
        run = desk.run
        qtbot.waitUntil(lambda: desk.run.phase is RunPhase.IDLE, timeout=60_000)
        np.testing.assert_array_equal(ran.lane.frame.x, run.frame.x)
        alone = [(f.progress.done, f.progress.sigma) for f in run.kept.frames]
        assert [(f.progress.done, f.progress.sigma) for f in ran.store.kept().frames] == alone
        assert ran.evaluations == (run.frame.progress.done, run.frame.progress.done)
        assert lane.values.values["evaluations"].text() == f"{ran.evaluations[0]} of {ran.evaluations[0]}"
    settle(desk, qtbot)


def test_the_one_click_waits_for_the_network_that_is_being_opened(bare_desk, qtbot, small):
    desk = bare_desk
    race = open_race(desk, qtbot)
    click(qtbot, race.entry.classic)
    assert "no network" in race.error.text()
    desk.open_path(small)
    click(qtbot, race.entry.classic)
    assert race.status.text() == "Starts as soon as the network is open"
    qtbot.waitUntil(lambda: race.session.status.run_id == 1, timeout=60_000)
    assert names(race) == ["Algorithm 1", "Fast", "Best"]
    assert not race.error.isVisible()
    click(qtbot, race.stop)
    finish(qtbot, race)
    settle(desk, qtbot)


def test_all_begin_with_the_same_noise_times_their_own_sigma(desk, qtbot):
    race = two(desk, qtbot)
    own(desk, sampler=Sampler.HEUN, levels=3, churn=0.0)
    from_menu(race, "The settings of Sample").trigger()
    settings = [race.state.ground.settings(one, race.info) for one in race.state.contestants]
    assert [s.start for s in settings] == [Start.NORMAL] * 3
    assert len({(s.seed, s.count, s.batch_size) for s in settings}) == 1
    click(qtbot, race.entry.same_start)
    free = [race.state.ground.settings(one, race.info).start for one in race.state.contestants]
    assert free == [one.settings.start for one in race.state.contestants]
    assert Start.UNIFORM in free


def test_they_go_down_through_sigma_together(gated, qtbot):
    desk, gate = gated
    race = two(desk, qtbot)
    gate.open.set()
    click(qtbot, race.start)
    finish(qtbot, race)
    settle(desk, qtbot)
    logs = [math.log(float(sigma)) for _, sigma in gate.model.calls]
    assert len(logs) == (3 * 2 + 1) + (4 * 3 + 1)
    rises = [after - before for before, after in itertools.pairwise(logs)]
    assert 0 < max(rises) < math.log(10) / 2  # who is behind comes first, and is behind by less than a level


def test_it_pauses_goes_on_and_is_live_in_all_lanes(gated, qtbot):
    desk, gate = gated
    race = two(desk, qtbot)
    click(qtbot, race.start)
    gate.let(6)
    qtbot.waitUntil(lambda: gate.entered == 7)
    assert race.start.text() == "&Pause"
    assert not race.entry.classic.isEnabled()
    assert not race.lanes[0].edit.isEnabled()
    click(qtbot, race.start)
    gate.let(1)
    qtbot.waitUntil(lambda: race.session.status.phase is RunPhase.PAUSED)
    done = [ran.evaluations[0] for ran in rans(race)]
    assert sum(done) == 7
    assert min(done) >= 2
    assert all(lane.picture.batch is not None for lane in race.lanes)
    click(qtbot, race.start)
    gate.open.set()
    finish(qtbot, race)
    assert race.status.text() == "Complete"
    settle(desk, qtbot)


def test_stopped_it_keeps_what_it_has_and_runs_again(gated, qtbot):
    desk, gate = gated
    race = two(desk, qtbot)
    click(qtbot, race.start)
    gate.let(4)
    qtbot.waitUntil(lambda: gate.entered == 5)
    QApplication.processEvents()
    places = [widget.geometry() for widget in (race.board, race.level, race.about, race.stop)]
    click(qtbot, race.stop)
    assert not race.start.isEnabled()
    gate.let(1)
    finish(qtbot, race)
    QApplication.processEvents()
    assert [widget.geometry() for widget in (race.board, race.level, race.about, race.stop)] == places
    assert race.status.text() == "Stopped"
    assert [ran.reason for ran in rans(race)] == [FinishReason.STOPPED] * 2
    assert all(lane.picture.batch is not None for lane in race.lanes)
    assert race.start.text() == "&Again"
    gate.open.set()
    click(qtbot, race.start)
    finish(qtbot, race)
    assert [ran.evaluations for ran in rans(race)] == [(7, 7), (13, 13)]
    settle(desk, qtbot)


def test_closing_the_window_ends_the_race(gated, qtbot):
    desk, gate = gated
    race = two(desk, qtbot)
    click(qtbot, race.start)
    gate.let(2)
    qtbot.waitUntil(lambda: gate.entered == 3)
    qtbot.keyClick(race, Qt.Key.Key_Escape)
    assert not race.isVisible()
    gate.let(1)
    finish(qtbot, race)
    assert race.session.status.reason is FinishReason.STOPPED
    assert gate.entered == 3
    gate.open.set()
    settle(desk, qtbot)


def test_the_program_ends_in_the_midst_of_a_race(window, qtbot, gates):
    gate = one_at_a_time(window, gates)
    race = two(window, qtbot)
    click(qtbot, race.start)
    qtbot.waitUntil(lambda: gate.entered == 1)
    gate.open.set()
    window.close()
    assert window.finished


def test_no_two_letters_of_the_window_are_the_same(gated, qtbot):
    desk, gate = gated
    race = two(desk, qtbot)
    texts = [button.text() for button in race.findChildren(QAbstractButton)]
    texts += [label.text() for label in race.findChildren(QLabel) if label.buddy() is not None]
    for start in ("&Start", "&Again", "&Pause", "&Go on"):
        keys = [
            QKeySequence.mnemonic(text).toString() for text in [*(t for t in texts if t != race.start.text()), start]
        ]
        keys = [key for key in keys if key]
        assert len(keys) == len(set(keys)), start
    click(qtbot, race.start)
    qtbot.waitUntil(lambda: gate.entered == 1)
    qtbot.keyClick(race, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: race.session.status.phase is RunPhase.STOPPING)
    gate.open.set()
    finish(qtbot, race)
    settle(desk, qtbot)


def test_one_that_diverges_ends_alone_and_says_why(desk, qtbot):
    install(desk, gaussian(0.5, 0.0, (1, 2, 2)))
    race = two(desk, qtbot)
    own(desk, epsilon=1.0, steps_per_level=200)
    from_menu(race, "The settings of Sample").trigger()
    click(qtbot, race.start)
    finish(qtbot, race)
    assert [ran.reason for ran in rans(race)] == [FinishReason.COMPLETE, FinishReason.COMPLETE, FinishReason.DIVERGED]
    assert "diverged" in race.lanes[2].error.text()
    assert not race.lanes[0].error.isVisible()
    settle(desk, qtbot)


def test_who_takes_part_is_added_edited_and_removed(desk, qtbot):
    own(desk)
    race = open_race(desk, qtbot)
    assert not race.start.isEnabled()
    for name in ("Fast", "Fast", "Algorithm 1", "Best"):
        from_menu(race, name).trigger()
    assert names(race) == ["Fast", "Fast (2)", "Algorithm 1", "Best"]
    assert not race.entry.add.isEnabled()  # there is room for four
    click(qtbot, race.lanes[1].remove)
    assert names(race) == ["Fast", "Algorithm 1", "Best"]
    click(qtbot, race.lanes[0].edit)
    dialog = race.findChild(RaceEdit)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.panel.rows["seed"].isHidden()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Quick")
    edit = dialog.panel.form.number("levels").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "5")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))
    assert names(race) == ["Quick", "Algorithm 1", "Best"]
    quick = race.state.contestants[0]
    assert (quick.settings.levels, quick.settings.sampler, quick.recipe) == (5, Sampler.HEUN, None)
    assert "5 levels" in race.lanes[0].about.text()
    assert race.start.isEnabled()


def test_a_name_alone_leaves_what_has_run(desk, qtbot):
    race = two(desk, qtbot)
    click(qtbot, race.start)
    finish(qtbot, race)
    settle(desk, qtbot)
    before = race.runner.ran(race.state.contestants[0])
    click(qtbot, race.lanes[0].edit)
    dialog = race.findChild(RaceEdit)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Mine")
    click(qtbot, dialog.ok)
    assert names(race)[0] == "Mine"
    assert race.runner.ran(race.state.contestants[0]) is before
    assert race.lanes[0].picture.batch is not None


def test_a_run_of_the_history_takes_part_with_its_changes(desk, qtbot):
    own(desk, count=3)
    workspace = desk
    assert workspace.history.state.entries == ()
    workspace.session.restart()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=60_000)
    settle(desk, qtbot)
    past = workspace.history.state.entries[0]
    workspace.history.rename(past.key, "The first")
    changed = dataclasses.replace(past.settings.live, temperature=0.25)
    changed_past = dataclasses.replace(workspace.history.state.find(past.key), changes=((3, changed),))
    workspace.history.state.put([changed_past])
    race = open_race(desk, qtbot)
    from_menu(race, "A run of the history", "The first").trigger()
    from_menu(race, "Fast").trigger()
    type_count(qtbot, race, 3)
    click(qtbot, race.entry.same_start)
    click(qtbot, race.start)
    finish(qtbot, race)
    kept = rans(race)[0].store.kept()
    assert [(c.evaluation, c.params.temperature) for c in kept.changes] == [(3, 0.25)]
    assert np.array_equal(kept.frames[2].x, workspace.run.kept.frames[2].x)
    assert not np.array_equal(kept.newest.x, workspace.run.kept.newest.x)
    settle(desk, qtbot)


def test_what_ran_is_kept_in_the_history_and_compared_there(desk, qtbot):
    history, panel = desk.history, desk.history_panel
    race = two(desk, qtbot)
    assert not race.keep.isEnabled()
    click(qtbot, race.start)
    finish(qtbot, race)
    settle(desk, qtbot)
    click(qtbot, race.keep)
    settle(desk, qtbot)
    assert not race.keep.isEnabled()
    assert {past.name for past in history.state.entries} == set(names(race))
    past = history.state.find(rans(race)[1].entry)
    assert (past.reason, past.evaluations) == (FinishReason.COMPLETE, 13)
    history.look(past.key)
    run = desk.run
    assert np.array_equal(run.frame.x, rans(race)[1].lane.frame.x)
    assert history.state.shown == past.key
    history.compare(rans(race)[0].entry)
    comparison = panel.comparison
    assert {comparison.left.currentData(), comparison.right.currentData()} == {ran.entry for ran in rans(race)}
    comparison.close()
    history.state._paths.clear()
    history.look(past.key)  # and it is made again with the same bits
    qtbot.waitUntil(lambda: run.run_id == 1 and run.phase is RunPhase.IDLE, timeout=60_000)
    assert np.array_equal(run.frame.x, rans(race)[1].lane.frame.x)
    settle(desk, qtbot)
    history.remove(past.key)
    assert race.keep.isEnabled()
    settle(desk, qtbot)


def test_all_are_looked_at_at_the_same_sigma_and_one_sample(desk, qtbot):
    race = two(desk, qtbot)
    click(qtbot, race.start)
    finish(qtbot, race)
    race.level.setFocus()
    qtbot.keyClick(race.level, Qt.Key.Key_Home)
    first = [ran.store.kept().ends[0] for ran in rans(race)]
    for lane, frame in zip(race.lanes, first, strict=True):
        assert np.array_equal(lane.picture.batch, frame.estimate)
    qtbot.mouseClick(race.estimate, LEFT, pos=race.estimate.rect().center() - race.estimate.rect().center() * 0.9)
    assert not race.state.show_estimate
    assert np.array_equal(race.lanes[0].picture.batch, first[0].x)
    picture = race.lanes[1].picture
    qtbot.mouseClick(picture, LEFT, pos=picture.center_of(1))
    assert race.state.focus == 1
    assert [len(lane.picture.batch) for lane in race.lanes] == [1, 1]
    qtbot.keyClick(picture, Qt.Key.Key_Left)
    assert race.state.focus == 0
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert race.state.focus is None
    race.level.setFocus()
    qtbot.keyClick(race.level, Qt.Key.Key_End)
    assert race.state.sigma is None
    settle(desk, qtbot)


def test_another_network_brings_its_own_recipes(desk, qtbot):
    race = open_race(desk, qtbot)
    from_menu(race, "Fast").trigger()
    own(desk)
    from_menu(race, "The settings of Sample").trigger()
    before = race.state.contestants
    model = gaussian(0.5, 0.1, (1, 2, 2))
    install(desk, model)
    now = race.state.contestants
    assert now[0].settings == recipe(model.describe(), Recipe.FAST) != before[0].settings
    assert now[1] == before[1]
    assert not race.lanes[1].judged
    install(desk, Digitlike())
    assert race.lanes[1].judged  # the same contestant, whose pictures have classes now
    assert len(race.lanes) == race.row.count() == 2


def test_digits_have_classes_and_too_few_have_no_distances(bare_desk, qtbot, tmp_path):
    desk = bare_desk
    install(desk, Digitlike())
    race = two(desk, qtbot, count=4)
    click(qtbot, race.start)
    finish(qtbot, race)
    settle(desk, qtbot)
    assert "4 samples are too few" in race.about.text()
    assert all(len(lane.picture.labels) == 4 for lane in race.lanes)
    assert all(lane.bars.accessibleDescription().startswith("0: ") for lane in race.lanes)
    assert 0 < float(race.lanes[0].values.values["top"].text()) <= 1
    assert not race.lanes[0].distances.isVisible()
    real = tmp_path / "real.npz"
    np.savez(real, images=pictures(230, seed=8))
    type_count(qtbot, race, FEWEST)
    click(qtbot, race.start)
    finish(qtbot, race)
    settle(desk, qtbot)
    assert "name a file of real pictures" in race.about.text()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.quality.choose(str(real))  # in the panel Quality
    race.activateWindow()
    qtbot.waitUntil(race.isActiveWindow)
    settle(desk, qtbot)
    assert race.about.text() == ""
    for lane in race.lanes:
        assert lane.distances.isVisible()
        assert float(lane.far.values["frechet"].text()) > 0


def test_pictures_of_another_size_have_no_classes(desk, qtbot):
    race = two(desk, qtbot)
    click(qtbot, race.start)
    finish(qtbot, race)
    assert "28 × 28 only" in race.about.text()
    assert not race.lanes[0].bars.isVisible()
    assert "top" not in race.lanes[0].values.values
    settle(desk, qtbot)


# Without a window


def test_whose_turn_it_is():
    sigmas = (1.0, 0.1, 0.01)
    assert start_of(sigmas) == (0.0, 0.0)
    assert next_of({0: (0.0, 0.5), 1: (-1.0, 0.0)}) == 0  # the larger sigma
    assert next_of({0: (-1.0, 0.5), 1: (-1.0, 0.25)}) == 1  # who has done less
    assert next_of({1: (-1.0, 0.5), 2: (-1.0, 0.5)}) == 1
    ground = Ground(2, 7)
    assert ground.settings(Contestant(0, "x", SampleSettings()), gaussian().describe()).seed == 7
    assert len(RECIPES) == 3


@pytest.mark.parametrize(
    ("level", "step", "expected"), [(0, 0, -math.log(10) / 4), (0, 3, -math.log(10)), (1, 1, -1.5 * math.log(10)),
                                    (2, 3, -2 * math.log(10))],
)  # fmt: skip
def test_within_a_level_the_way_leads_evenly_to_the_next(level, step, expected):
    progress = dataclasses.replace(DONE, level=level, step=step, levels=3, steps=4, denoising=False)
    assert place_of(progress, (1.0, 0.1, 0.01))[0] == pytest.approx(expected)
