"""Each action stands as its row says, in every situation; the window shows it so."""

import dataclasses

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette

from app.params.status import RunPhase
from app.ui.action_table import ActionTable
from app.ui.actions import ACTIONS
from app.ui.situation import Situation, Subject
from app.ui.workspace import WORKSPACES
from tests.ui.test_pictures import complete

ALL = {spec.id for spec in ACTIONS}
RUNNING = Situation(phase=RunPhase.RUNNING, has_result=True, exportable=True, pictures=True)


@pytest.fixture
def table(qapp):
    owner = QObject()
    yield ActionTable(ACTIONS, QPalette(), owner)
    owner.deleteLater()


def enabled(table, now, known=ALL):
    table.show(now, known)
    return {spec.id for spec in ACTIONS if table[spec.id].isEnabled()}


@pytest.mark.parametrize(
    ("now", "on", "off"),
    [
        (Situation(), {"play", "step", "level"}, {"stop", "reset", "export", "mark", "undo", "zoom_in", "live"}),
        (Situation(waiting=True), {"play", "stop"}, {"reset"}),
        (RUNNING, {"play", "stop", "reset", "export", "mark"}, {"step", "level", "mark_none", "keep_all"}),
        (dataclasses.replace(RUNNING, phase=RunPhase.PAUSED), {"play", "step", "level", "stop"}, set()),
        (dataclasses.replace(RUNNING, phase=RunPhase.STOPPING), {"reset"}, {"play", "step", "level", "stop"}),
        (dataclasses.replace(RUNNING, looking_back=True, at_first=True), {"live", "next_level"}, {"previous_level"}),
        (dataclasses.replace(RUNNING, marks=True), {"mark_none", "keep_marked"}, {"keep_all"}),
        (Situation(has_levels=False), {"step"}, {"level"}),
        (Situation(undo="stroke"), {"undo"}, {"redo"}),
        (Situation(zoomable=True), {"zoom_in", "zoom_out", "zoom_fit"}, set()),
    ],
)
def test_what_can_be_done_when(table, now, on, off):
    found = enabled(table, now)
    assert on <= found
    assert not off & found


def test_what_a_workspace_does_not_know_is_disabled_and_the_window_s_own_is_not(table):
    assert enabled(table, RUNNING, ()) == {spec.id for spec in ACTIONS if not spec.workspace}
    assert "stop" in enabled(table, RUNNING, {"stop"})


def test_marks_are_those_of_the_situation(table):
    now = Situation(tool="lasso", estimate=True, panels_hidden=True, theme="dark", wiping=True)
    table.show(now, ALL)
    checked = {action_id for action_id, action in table.actions.items() if action.isChecked()}
    assert checked == {"lasso", "estimate", "panels", "theme_dark", "wipe"}
    table.show(Situation(), ALL)
    assert {action_id for action_id, action in table.actions.items() if action.isChecked()} == {"theme_system"}


def test_names_icons_and_tips_follow_the_situation(table):
    names = []
    for now in (Situation(), RUNNING, dataclasses.replace(RUNNING, phase=RunPhase.PAUSING), Situation(waiting=True)):
        table.show(now, ALL)
        names.append(table["play"].text())
    assert names == ["&Play", "&Pause", "Go &on", "Do not start"]
    table.show(Situation(subject=Subject.NETWORK, undo="stroke"), ALL)
    assert (table["play"].text(), table["undo"].text()) == ("&Train", "&Undo stroke")
    assert table["stop"].toolTip() == "End the training; the network stays (Esc)"
    table.show(Situation(subject=Subject.FILLINGS), ALL)
    assert (table["play"].text(), table["undo"].text()) == ("&Fill", "&Undo")
    assert table["inpaint_this"].text() == "Fill this one &next"


def test_a_handler_stands_behind_each_action_and_a_row_before_each_handler(make_window):
    window = make_window()
    known = set()
    for row in WORKSPACES:
        window.show_workspace(row.key)
        known |= set(window.workspace.handlers)
        assert set(window.workspace.handlers) <= ALL
    assert known == {spec.id for spec in ACTIONS if spec.workspace}


def test_an_action_of_the_window_stands_as_the_window_does(make_window, qtbot):
    window = make_window()
    assert window.table["theme_system"].isChecked()
    window.table["theme_dark"].trigger()
    window.table["theme_dark"].trigger()  # a check mark is no switch here
    assert window.table["theme_dark"].isChecked()
    assert not window.table["theme_system"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.table["panels"].isChecked()
    window.table["reset_layout"].trigger()
    assert not window.table["panels"].isChecked()


def test_an_action_does_not_keep_the_name_it_had_elsewhere(window, qtbot):
    complete(window, qtbot)
    window.show_workspace("inpaint")
    assert window.table["inpaint_this"].text() == "Fill this one &next"
    window.show_workspace("lab")
    assert window.table["inpaint_this"].text() == "&Inpaint this"
    assert not window.table["inpaint_this"].isEnabled()
    window.show_workspace("sample")
    assert window.table["inpaint_this"].isEnabled()
