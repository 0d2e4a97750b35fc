"""Keys after typing in a field, Space on a check box, and what the mouse leaves behind."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from app.params.status import RunPhase
from app.ui.runs.export_dialog import ExportDialog
from app.ui.widgets.fields import NumberEdit
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.easel import Easel

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(make_window):
    window = make_window()
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    for name, value in {"levels": 2, "steps_per_level": 1, "count": 3}.items():
        window.workspace.settings.set(name, value)
    return window


def edits(workspace):
    found = [edit for dock in workspace.docks for edit in dock.widget.findChildren(NumberEdit)]
    return [edit for edit in found if edit.isEnabled() and not edit.isHidden() and edit.parent().isVisibleTo(None)]


def enter(qtbot, edit):
    edit.setFocus()
    edit.selectAll()
    text = edit.text()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key, CONTROL)


@pytest.mark.usefixtures("usual_font")
def test_undo_acts_on_the_picture_after_a_number_was_entered(made, qtbot):
    made.show_workspace("inpaint")
    workspace = made.workspace
    found = [edit for edit in edits(workspace) if not edit.visibleRegion().isEmpty()]
    assert found
    for edit in found:
        made.table["fill_mask"].trigger()
        assert workspace.mask.count == 64
        enter(qtbot, edit)
        press(qtbot, Qt.Key.Key_Z)
        assert workspace.mask.count == 0, edit.accessibleName()
        made.table["fill_mask"].trigger()
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_5)  # not entered: what is typed is undone
        qtbot.keyClick(edit, Qt.Key.Key_Z, CONTROL)
        assert workspace.mask.count == 64
        made.table["clear_mask"].trigger()


def test_export_opens_after_a_number_was_entered(made, qtbot):
    workspace = made.workspace
    workspace.session.play_pause()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE and workspace.run.frame is not None, timeout=30_000)
    for key in ("epsilon", "seed"):
        enter(qtbot, workspace.sampler_panel.form.number(key).edit)
        press(qtbot, Qt.Key.Key_E)
        dialog = made.findChild(ExportDialog)
        assert dialog is not None, key
        dialog.reject()
        dialog.deleteLater()
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def test_space_on_a_check_box_toggles_it_and_starts_nothing(made, qtbot):
    workspace = made.workspace
    box = workspace.sampler_panel.rows["denoise"].editor
    assert isinstance(box, QCheckBox)
    before = workspace.settings.value("denoise")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert workspace.settings.value("denoise") is not before
    assert workspace.run.run_id == 0
    assert workspace.run.phase is RunPhase.IDLE


def test_the_brush_s_outline_leaves_with_the_mouse_and_comes_with_the_keyboard(qtbot):
    easel = Easel(qtbot)
    canvas = easel.canvas
    easel.box.size = 8

    def seen():
        image = canvas.grab().toImage()
        return np.frombuffer(image.constBits(), np.uint8).copy()

    bare = seen()
    said = []
    canvas.told.connect(said.append)
    easel.move(10.5, 10.5, buttons=Qt.MouseButton.NoButton)
    assert (seen() != bare).any()
    assert said[-1].startswith("row 11, col 11")
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert said[-1] == ""  # nor is anything said of the place that it has left
    assert canvas.hasFocus()
    np.testing.assert_array_equal(seen(), bare)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert (seen() != bare).any()
