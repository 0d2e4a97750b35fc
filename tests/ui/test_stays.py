"""What stays where it is: panels under the mouse, the keyboard, the marks of pictures."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from app.params.status import RunPhase
from app.state.painting import Target
from tests.models import write_small
from tests.ui.conftest import open_network
from tests.ui.test_opening import quick
from tests.ui.test_pictures import CONTROL, click_sample, complete

LEFT = Qt.MouseButton.LeftButton


def place(widget):
    QApplication.processEvents()
    return widget.mapTo(widget.window(), QPoint(0, 0)), widget.size()


def scroll_bar(widget):
    while not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    return widget.verticalScrollBar()


@pytest.mark.parametrize("size", [(1000, 700), (1280, 800)])
def test_the_paintbox_stays_under_the_mouse_whatever_is_painted_on(make_window, qtbot, size, small):
    window = make_window(size=size, workspace="inpaint")
    open_network(window, qtbot, small)
    workspace = window.workspace
    box, panel = workspace.paintbox, workspace.brush_panel
    watched = [panel, panel.brush_size, panel.percent, *panel.presets.values()]
    before = [place(widget) for widget in watched]
    workspace.canvas.setFocus()
    for target in (Target.PICTURE, Target.MASK):
        qtbot.keyClick(workspace.canvas, Qt.Key.Key_P)
        assert box.target is target
        assert panel.picture.isVisibleTo(panel) is (target is Target.PICTURE)
        assert panel.opacity.isVisibleTo(panel) is (target is Target.MASK)
        assert [place(widget) for widget in watched] == before


@pytest.mark.parametrize("workspace", ["sample", "inpaint", "lab"])
def test_a_message_that_leaves_gives_the_keyboard_back_to_the_pictures(make_window, qtbot, workspace):
    window = make_window(workspace=workspace)
    shown, central = window.workspace, window.workspace.central
    before = place(central)
    window.notices.show_message("Something", "of no great importance")
    assert place(central) == before  # it lies over the pictures
    button = window.notices.shown()[0].close_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.notices.shown() == []
    focus = QApplication.focusWidget()
    assert focus is central or central.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Space)  # plays, or does nothing; once it pressed the button of a workspace
    assert window.workspace is shown


def test_the_laboratory_s_tabs_do_not_scroll_their_panel(make_window, qtbot):
    panel = make_window(workspace="lab").workspace.particle_panel
    tabs, bar = panel.tabs, scroll_bar(panel)
    tab_bar = tabs.tabBar()
    bar.setValue(0)
    for index in (1, 0):
        tabs.currentWidget().findChildren(QLineEdit)[0].setFocus()
        qtbot.mouseClick(tab_bar, LEFT, pos=tab_bar.tabRect(index).center())
        QApplication.processEvents()
        assert (tabs.currentIndex(), bar.value()) == (index, 0)


def test_marks_are_those_of_a_run_s_pictures(desk, qtbot, tmp_path):
    quick(desk, count=4)
    run = complete(desk, qtbot)
    click_sample(desk, qtbot, 2, CONTROL)
    first = run.path
    assert run.marks == {2}
    desk.settings.set("seed", 99)
    complete(desk, qtbot)
    assert run.marks == frozenset()
    click_sample(desk, qtbot, 1, CONTROL)
    desk.runner.show(first)
    assert run.marks == {2}  # they come back with their pictures
    run.look_beside(-1)
    desk.runner.branch()  # and go on with them
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.path.before != (), timeout=30_000)
    assert run.marks == {2}
    open_network(desk, qtbot, str(write_small(tmp_path / "other.safetensors", height=12, width=12)))
    quick(desk, count=4)
    complete(desk, qtbot)
    assert run.marks == frozenset()
