"""What is done a little later is done once, and keeps nothing in memory whose end comes first."""

import ast
import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.help.tour import Tour
from app.ui.later import later
from app.ui.learn.pointing import Pointer
from app.ui.widgets.seen import WhenSeen
from tests.conftest import ROOT


class Doer(QObject):
    """Does something later."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.done = 0
        self.later = later(self, self.do)

    @Slot()
    def do(self):
        self.done += 1


def test_it_is_done_once_however_often_it_was_asked_for(qtbot):
    doer = Doer()
    doer.later.start()
    doer.later.start()
    assert doer.done == 0, "not at once"
    qtbot.waitUntil(lambda: doer.done)
    QCoreApplication.processEvents()
    assert doer.done == 1
    doer.later.start()
    qtbot.waitUntil(lambda: doer.done == 2)


def doing(parent):
    doer = Doer(parent)
    doer.later.start()
    return doer


def waiting_to_be_seen(widget):
    waiting = WhenSeen(widget, list)
    waiting._turn.start()
    return waiting


def pointing(widget):
    target = QWidget(widget, objectName="target")
    pointer = Pointer(target.window())
    assert pointer.point("target")
    return pointer


def touring(window):
    tour = Tour(None, window, str, str, str, window)
    tour.eventFilter(window, QResizeEvent(QSize(2, 2), QSize(1, 1)))
    return tour


@pytest.mark.parametrize("begin", [doing, waiting_to_be_seen, pointing, touring])
def test_what_ends_before_its_turn_is_not_kept_nor_what_it_refers_to(qtbot, begin):
    window = QWidget()
    begun = [weakref.ref(begin(window)), weakref.ref(window)]
    assert begun[0]() is not None
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    assert [reference() for reference in begun] == [None, None]


def test_no_module_of_the_window_lets_qt_keep_what_it_is_to_call():
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(Path(ROOT, "app").rglob("*.py"))
        if "singleShot" in (source := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "singleShot"
    ]
    assert not bare, "app.ui.later.later does it"


ITEMS = ("itemAt", "takeAt", "itemAtPosition", "takeRow")


def test_no_module_of_the_window_takes_an_item_of_a_layout_into_its_hands():
    # Python's garbage collection deletes what a layout has deleted before: the program ends in a segmentation fault.
    taken = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(Path(ROOT, "app").rglob("*.py"))
        if any(name in (source := path.read_text(encoding="utf-8")) for name in ITEMS)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in ITEMS
        and ast.unparse(node.value).lower().endswith(("layout", "layout()", "form", "row", "column", "grid", "columns"))
    ]
    assert not taken, "keep a list of the widgets"
