"""How the window behaves over a long day: places, panels, log, notices, drops, wheels, restarts."""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDockWidget

from app.params import Convention, Sampler
from app.params.run import FinishReason, ParamsChange, Problem
from app.params.status import RunPhase
from app.ui import notices
from app.ui.application import Starter
from app.ui.runs.export_dialog import ExportDialog
from app.ui.runs.log import LogView
from app.ui.runs.log_lines import Drag
from app.ui.text import number
from app.ui.theme import apply_theme
from app.ui.widgets.sliders import ScaleSlider
from tests.ui.conftest import click
from tests.ui.test_seen import to_front
from tests.ui.test_workers import PARAMS


def complete(window, qtbot, **settings):
    for name, value in settings.items():
        window.workspace.settings.set(name, value)
    with qtbot.waitSignal(window.workspace.run.ended, timeout=30_000):
        window.workspace.session.play_pause()
    return window.workspace.run


def dock(window, name):
    return next(d for d in window.findChildren(QDockWidget) if d.objectName() == name)


@pytest.mark.usefixtures("dressed")
@pytest.mark.usefixtures("usual_font")
def test_no_workspace_pushes_another_s_panels_off_a_small_screen(make_window, qtbot):
    window = make_window(size=(1272, 768))
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    for pair in itertools.permutations(keys, 2):
        for key in pair:
            qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
            QApplication.processEvents()
            assert window.width() == 1272
            docks = [d for d in window.findChildren(QDockWidget) if not d.visibleRegion().isEmpty()]
            assert len(docks) >= 2
            assert all(window.rect().contains(d.geometry()) for d in docks)


def test_the_menu_of_panels_has_those_of_this_workspace_only(make_window, qtbot):
    window = make_window()
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    menu = window.createPopupMenu()
    assert [a.text() for a in menu.actions()] == ["Run", "Sampler", "Network", "Plots", "Log", "Quality", "History"]


def test_panels_closed_one_by_one_come_back_with_one_key(window, qtbot):
    docks = [d for d in window.findChildren(QDockWidget) if d.isVisible()]
    for each in docks:
        each.close()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert all(d.isVisible() for d in docks)


def test_a_floating_panel_is_raised_after_a_restart(window, qtbot, make_window, monkeypatch):
    dock(window, "sample-run").setFloating(True)
    window.close()
    raised = []
    monkeypatch.setattr(QDockWidget, "raise_", lambda self: raised.append(self.objectName()))
    again = make_window()
    qtbot.waitUntil(lambda: raised == ["sample-run"])
    assert dock(again, "sample-run").isFloating()


def test_convention_and_device_come_back(window, qtbot, make_window, small):
    panel = window.workspace.sampler_panel
    panel.convention.setFocus()
    qtbot.keyClick(panel.convention, Qt.Key.Key_Down)
    assert window.workspace.settings.convention is Convention.CODE
    with qtbot.waitSignal(window.models.opened, timeout=30_000):
        window.models.set_device("cpu")
    window.close()
    again = make_window()
    assert again.workspace.settings.convention is Convention.CODE
    assert again.workspace.sampler_panel.convention.currentData() == Convention.CODE
    assert again.models.state.device_choice == "cpu"


def test_the_check_mark_of_full_screen_is_the_window_s_state(window, qtbot):
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    qtbot.waitUntil(lambda: window.table["full_screen"].isChecked())
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.table["full_screen"].isChecked())


@pytest.mark.usefixtures("dressed")
def test_the_log_ends_at_its_newest_line_unless_the_user_reads_an_older_one(window, qtbot):
    run, log = window.workspace.run, window.workspace.log_panel.findChild(LogView)
    bar = log.verticalScrollBar()
    to_front(window, qtbot, "log")
    for _ in range(60):
        run.log("ab cd " * 8)  # fits, until the scroll bar takes a part of the width
        QApplication.processEvents()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    bar.setValue(3)
    run.log("one more")
    QApplication.processEvents()
    assert bar.value() == 3
    bar.setValue(bar.maximum())
    run.log("and one")
    QApplication.processEvents()
    assert bar.value() == bar.maximum()


def test_a_dragged_slider_leaves_one_line(window, qtbot, monkeypatch):
    monkeypatch.setattr(Drag, "SECONDS", math.inf)  # however long the steps take here
    run, settings = window.workspace.run, window.workspace.settings
    window.workspace.session.step()
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED)
    start = settings.value("epsilon")
    for n in (2, 3, 4):
        settings.set("epsilon", n * start)
        window.workspace.session.step()
        qtbot.waitUntil(lambda n=n: run.phase is RunPhase.PAUSED and run.progress.done == n)
    lines = [line for line in run.log_lines if "ε" in line and "→" in line]
    assert len(lines) == 1
    assert lines[0].endswith("(3 changes)")
    assert len(window.workspace.runner.changes()) == 3  # the record has each of them
    log = window.workspace.log_panel
    to_front(window, qtbot, "log")
    qtbot.waitUntil(lambda: log.view.toPlainText().split("\n") == run.log_lines)
    window.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE)


def test_changes_of_other_settings_or_after_a_rest_are_lines_of_their_own(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("app.ui.runs.pictures.time.monotonic", lambda: clock[0])
    small, large, slow = PARAMS, _params(epsilon=1.0), _params(epsilon=1.0, steps_per_level=9)
    drag = Drag()
    assert not drag.goes_on(ParamsChange(1, 1.0, large, small))
    assert drag.goes_on(ParamsChange(2, 1.5, small, large))
    assert (drag.whole().previous, drag.whole().params, drag.count) == (small, small, 2)
    assert not drag.goes_on(ParamsChange(3, 2.0, slow, large))
    clock[0] = 5.0
    assert not drag.goes_on(ParamsChange(4, 2.0, large, slow))


def _params(**changes):
    return dataclasses.replace(PARAMS, **changes)


def test_consistent_sampling_s_limits_follow_the_noise_levels(window, qtbot):
    settings, panel = window.workspace.settings, window.workspace.sampler_panel
    for name, value in (("sigma_max", 1.0), ("sigma_min", 0.01), ("levels", 3), ("sampler", Sampler.CONSISTENT)):
        settings.set(name, value)
    for name, value in (("levels", 5), ("sigma_max", 16.0)):
        settings.set(name, value)
        ratio = settings.value("sigma_max") / settings.value("sigma_min")
        gamma = ratio ** (-1 / (settings.value("levels") - 1))
        low, high = panel.epsilon.slider._allowed
        assert (low, high) == pytest.approx((2 * (1 - gamma) * 1e-4, 2 * (1 + gamma) * 1e-4))
    settings.set("epsilon", 2e-4)  # eta = 2 is always inside
    assert panel.eta.text() == f"η = 2.00; valid between {number(low)} and {number(high)}"


def test_a_message_leaves_by_itself_and_a_problem_stays(window, qtbot, monkeypatch):
    monkeypatch.setattr(notices, "MESSAGE_MS", 20)
    window.notices.show_problem(Problem("A problem", "stays"))
    window.notices.show_message("Saved one")
    window.notices.show_message("Saved two")
    assert [n.problem.title for n in window.notices.shown()] == ["Saved two", "A problem"]
    qtbot.waitUntil(lambda: [n.problem.title for n in window.notices.shown()] == ["A problem"])


@pytest.mark.usefixtures("dressed")
def test_a_notice_s_icon_follows_the_theme(window, qtbot):
    window.notices.show_problem(Problem("A problem", "stays"))
    button = window.notices.shown()[0].close_button
    before = button.icon().pixmap(24).toImage()
    apply_theme(QApplication.instance(), "dark")
    QApplication.processEvents()
    assert button.icon().pixmap(24).toImage() != before


def test_a_file_dropped_on_a_number_is_opened_not_typed(window, qtbot, tmp_path):
    edit = window.workspace.sampler_panel.epsilon.edit
    text = edit.text()
    path = tmp_path / "no.safetensors"
    path.write_bytes(b"nothing")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    mime.setText(str(path))
    entering = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(edit, entering)  # Qt asks the widgets above until one accepts; that one is given the drop
    assert entering.isAccepted()
    dropped = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(edit, dropped)
    assert edit.text() == text
    qtbot.waitUntil(lambda: any("no.safetensors" in p.title for p in window.notices.problems), timeout=30_000)


def wheel(view, delta):
    place = QPointF(view.rect().center())
    event = QWheelEvent(
        place, view.mapToGlobal(place), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_touchpad_zooms_by_the_way_not_by_the_number_of_events(window, qtbot):
    complete(window, qtbot, levels=2)
    grid = window.workspace.center.grid
    before = grid.layout_shown.scale
    for _ in range(14):
        wheel(grid, -8)
    assert grid.layout_shown.scale == before
    wheel(grid, -8)
    step = before - grid.layout_shown.scale
    assert step == max(1, before // 8)
    wheel(grid, 120)
    assert grid.layout_shown.scale > before - step


def test_an_arrow_key_moves_a_whole_number_by_one_at_least(window, qtbot):
    settings = window.workspace.settings
    settings.set("steps_per_level", 1)
    slider = window.workspace.sampler_panel.rows["steps_per_level"].slider
    slider.setFocus()
    for expected in (2, 3, 4):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert settings.value("steps_per_level") == expected
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert settings.value("steps_per_level") == 3


@pytest.mark.parametrize("way", ["drag", "key"])
def test_a_slider_is_not_told_the_value_that_it_has_sent(window, qtbot, monkeypatch, way):
    panel, settings = window.workspace.sampler_panel, window.workspace.settings
    slider, told = panel.rows["epsilon"].slider, []
    slider.setFocus()
    before = settings.value("epsilon")
    show_value = ScaleSlider.show_value
    monkeypatch.setattr(ScaleSlider, "show_value", lambda self, value: told.append(self) or show_value(self, value))
    if way == "key":
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    else:
        place = QPoint(slider.width() // 3, slider.height() // 2)
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseMove(slider, place + QPoint(5, 0))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place + QPoint(5, 0))
    assert settings.value("epsilon") != before
    assert slider not in told
    told.clear()
    settings.set("epsilon", before)  # from elsewhere it is told
    assert slider in told


def test_page_keys_on_a_slider_are_the_slider_s(window, qtbot):
    run = complete(window, qtbot, levels=5)
    slider = window.workspace.sampler_panel.epsilon.slider
    slider.setFocus()
    before = window.workspace.settings.value("epsilon")
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert run.viewed_level is None
    assert window.workspace.settings.value("epsilon") > before


def test_exporting_samples_says_what_will_be_replaced(window, qtbot, tmp_path):
    complete(window, qtbot, levels=2)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "sample-0001.png").write_bytes(b"mine")
    window.workspace.exporter.ask()
    dialog = window.findChild(ExportDialog)
    dialog.what.setCurrentIndex(dialog.what.findData("samples"))
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(tmp_path / "full"))
    assert "replaced" in dialog.note.text()
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(tmp_path / "new"))
    assert "replaced" not in dialog.note.text()
    dialog.reject()


def test_divergence_advice_names_both_conventions(window, qtbot):
    run = complete(window, qtbot, levels=400, epsilon=1e6, sigma_min=0.01)
    assert run.reason is FinishReason.DIVERGED
    text = window.notices.problems[-1].text
    assert "must stay below 0.0004 (step_lr 0.0002) here" in text
    assert "epsilon" not in text
    assert "sigma" not in text


def test_a_file_that_cannot_be_opened_at_the_start_leaves_the_bundled_network(make_window, qtbot, small, tmp_path):
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"no checkpoint")
    window = make_window({"mnist": small})
    starter = Starter(window, str(bad))
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        starter.begin()
    assert any("bad.safetensors" in problem.title for problem in window.notices.problems)
    assert window.models.state.info.path == small


def test_stop_and_reset_with_the_real_buttons_and_the_digits(digits, qtbot):
    run, buttons = digits.workspace.run, digits.workspace.run_panel.buttons
    digits.workspace.settings.set("levels", 1000)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.progress is not None, timeout=30_000)
    click(qtbot, buttons["stop"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    assert run.reason is FinishReason.STOPPED
    assert np.ptp(run.frame.x) > 0
    click(qtbot, buttons["reset"])
    assert run.frame is None
    assert digits.workspace.center.empty.isVisible()


def test_dragging_epsilon_while_the_digits_run(digits, qtbot):
    run, buttons = digits.workspace.run, digits.workspace.run_panel.buttons
    digits.workspace.settings.set("levels", 1000)
    slider = digits.workspace.sampler_panel.epsilon.slider
    before = digits.workspace.settings.value("epsilon")
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.progress is not None and run.progress.done >= 3, timeout=30_000)
    start = QPoint(slider.width() // 3, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for dx in (4, 8, 12):
        qtbot.mouseMove(slider, start + QPoint(dx, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=start + QPoint(12, 0))
    chosen = digits.workspace.settings.value("epsilon")
    qtbot.waitUntil(lambda: run.progress.params.epsilon == chosen, timeout=30_000)
    assert chosen != before
    assert digits.workspace.runner.changes()[-1][1].epsilon == chosen
    click(qtbot, buttons["stop"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)


def test_closing_while_the_digits_run(digits, qtbot):
    digits.workspace.settings.set("levels", 1000)
    click(qtbot, digits.workspace.run_panel.buttons["play"])
    qtbot.waitUntil(lambda: digits.workspace.run.progress is not None, timeout=30_000)
    digits.close()
    assert not digits.isVisible()
    assert digits.finished
    assert digits.tasks.running == 0


def test_a_damaged_file_during_a_run_of_the_digits_changes_nothing(digits, qtbot, tmp_path):
    run = digits.workspace.run
    digits.workspace.settings.set("levels", 1000)
    click(qtbot, digits.workspace.run_panel.buttons["play"])
    qtbot.waitUntil(lambda: run.progress is not None, timeout=30_000)
    path = tmp_path / "damaged.safetensors"
    path.write_bytes(b"\x10\x00\x00\x00\x00\x00\x00\x00{broken")
    epsilon, info = digits.workspace.settings.value("epsilon"), digits.models.state.info
    digits.open_path(str(path))
    qtbot.waitUntil(lambda: any("damaged" in p.title for p in digits.notices.problems), timeout=30_000)
    assert run.phase is RunPhase.RUNNING
    assert digits.models.state.info is info
    assert digits.workspace.settings.value("epsilon") == epsilon
    digits.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
