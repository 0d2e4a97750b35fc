"""The log of a run: what nobody sees of it is neither written nor laid out."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.state.run import MOST_LINES, RunState
from app.ui.runs.log import LAID_OUT, LogView
from tests.ui.test_seen import to_front


@pytest.fixture
def view(qtbot):
    shown = LogView()
    qtbot.addWidget(shown)
    shown.resize(300, 120)
    shown.show()
    return shown


def laid_out(view):
    blocks = map(view.document().findBlockByNumber, range(view.blockCount()))
    return sum(block.layout().lineCount() > 0 for block in blocks)


def add(view, numbers):
    for k in numbers:
        view.add(f"line {k}", False)
        QApplication.processEvents()


def test_a_log_behind_another_tab_is_written_when_it_is_seen(window, qtbot):
    run, panel = window.workspace.run, window.workspace.log_panel
    before = panel.view.toPlainText()
    run.log("one")
    run.log("two")
    run.log("three", instead=True)
    assert panel.view.toPlainText() == before
    to_front(window, qtbot, "log")
    qtbot.waitUntil(lambda: panel.view.toPlainText().split("\n") == run.log_lines)
    run.log("four")
    assert panel.view.toPlainText().split("\n") == run.log_lines
    assert run.log_lines[-3:] == ["one", "three", "four"]


def test_only_the_newest_lines_stay_laid_out(view):
    add(view, range(4 * LAID_OUT))
    assert laid_out(view) <= 2 * LAID_OUT
    assert view.toPlainText().split("\n") == [f"line {k}" for k in range(4 * LAID_OUT)]
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0


def test_lines_that_are_read_or_selected_stay_where_they_are(view):
    add(view, range(LAID_OUT))
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    add(view, range(LAID_OUT, 3 * LAID_OUT))
    assert view.textCursor().selectedText() == "line 0"
    view.moveCursor(QTextCursor.MoveOperation.End)
    view.verticalScrollBar().setValue(5)
    taken = []
    view.document().contentsChange.connect(lambda _at, gone, _come: taken.append(gone))
    add(view, range(3 * LAID_OUT, 5 * LAID_OUT))
    assert not any(taken)  # whoever reads further up has the same lines before and after
    assert view.verticalScrollBar().value() == 5
    assert view.blockCount() == 5 * LAID_OUT


def test_the_oldest_lines_go_from_what_is_kept_and_from_what_is_shown(view, qapp):
    run = RunState()
    run.logged.connect(view.add)
    for k in range(MOST_LINES + 3):
        run.log(f"line {k}")
    assert run.log_lines == [f"line {k}" for k in range(3, MOST_LINES + 3)]
    assert view.toPlainText().split("\n") == run.log_lines
