"""The picture that is shown goes to the clipboard, and the right button shows what can be done with it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from app.params.status import RunPhase
from app.render.images import to_array
from tests.models import gaussian
from tests.ui.conftest import install


@pytest.fixture
def sampled(make_window, qtbot):
    """A window with five small samples."""
    window = make_window()
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = window.workspace
    values = {"levels": 2, "steps_per_level": 1, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 5}
    for name, value in values.items():
        workspace.settings.set(name, value)
    workspace.session.play_pause()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE and workspace.run.frame is not None, timeout=30_000)
    return window


def copied():
    return to_array(QGuiApplication.clipboard().image())[:, :, 0]


def test_ctrl_c_copies_the_grid_and_the_sample_enlarged(sampled, qtbot):
    center, run = sampled.workspace.center, sampled.workspace.run
    center.give_focus()
    qtbot.keyClick(center.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    found, layout = copied(), center.grid.layout_shown
    assert found.shape == layout.size[::-1]
    assert sampled.status.text.text() == "Copied: all samples, {} × {} pixels".format(*layout.size)
    for k, picture in enumerate(run.pictures()):
        rect = layout.rect(k)
        part = found[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]
        np.testing.assert_array_equal(part, np.kron(picture[:, :, 0], np.ones((layout.scale,) * 2, np.uint8)))
    run.focus = 3
    qtbot.keyClick(center.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: center.sample.isVisible())
    center.sample.grab()  # it has been drawn
    qtbot.keyClick(center.sample, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    found = copied()
    scale = found.shape[0] // 8
    assert scale > 1
    assert sampled.status.text.text() == f"Copied: sample 4, {8 * scale} × {8 * scale} pixels"
    np.testing.assert_array_equal(found, np.kron(run.pictures()[3][:, :, 0], np.ones((scale, scale), np.uint8)))


def right_click(widget, point):
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point)))


def menu_of(center):
    return next(menu for menu in center.findChildren(QMenu) if menu.isVisible())


def test_the_right_button_acts_on_the_sample_under_it(sampled, qtbot):
    center, run = sampled.workspace.center, sampled.workspace.run
    right_click(center.grid, center.grid.sample_center(2))
    menu = menu_of(center)
    assert run.focus == 2
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == ["copy", "export", "mark", "enlarge", "estimate", "play", "start_from", "inpaint_this", "inside"]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(sampled.table["mark"]).center())
    assert run.marks == {2}
    assert not any(m.isVisible() for m in center.findChildren(QMenu))
    run.viewed_level = 0
    right_click(center.grid, QPoint(1, 1))  # beside the samples: the focus stays
    menu = menu_of(center)
    assert run.focus == 2
    assert {"play", "fan_out"} <= {action.objectName() for action in menu.actions()}
    assert sampled.table["play"].text() == "&Branch here"
    menu.close()


def test_there_is_no_menu_before_the_first_pictures(make_window):
    center = make_window().workspace.center
    right_click(center.empty, QPoint(5, 5))
    assert [menu for menu in center.findChildren(QMenu) if menu.isVisible()] == []
