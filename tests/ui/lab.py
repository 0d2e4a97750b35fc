"""Steps that the tests of the laboratory's window share."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.params.lab.particles import FASTEST
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity
from tests.ui.conftest import click

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_lab(make_window, qtbot, activity=Activity.FIELD, size=(1280, 800)):
    """A window that shows the laboratory."""
    window = make_window(size=size, workspace="lab")
    return window, enter(qtbot, window.workspace, activity)


def enter(qtbot, lab, activity=Activity.FIELD):
    """The laboratory, of a window or on a desk, with its planes seen, and particles as fast as they can."""
    lab.center.canvas.mouse._random = np.random.default_rng(0)  # the brush scatters its dots
    lab.particles.set_shown(speed=FASTEST)
    if activity is not lab.state.activity:
        click(qtbot, lab.center.activities[activity])
    settled(qtbot, lab)
    return lab


def wait_until(qtbot, condition):
    """Long enough for a machine that has other things to do."""
    qtbot.waitUntil(condition, timeout=60_000)


def settled(qtbot, lab):
    """Wait until the field shows what the state asks for, and nothing in the window moves any more.

    On a slow machine the layout may still be on its way when the field has come; a place of the plane is another pixel
    then before and after.
    """
    seen = []

    def still():
        seen.append((lab.fields.idle, lab.center.canvas.size(), lab.center.canvas.plane_geometry.plots))
        return len(seen) > 2 and seen[-1][0] and seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(still, timeout=60_000)


def at(lab, x, y, panel=0):
    """A place of the plane as a point of the canvas."""
    return lab.center.canvas.plane_geometry.to_screen(x, y, panel).toPoint()


def drag(qtbot, lab, start, end, button=LEFT, panel=0, steps=4):
    canvas = lab.center.canvas
    first, last = at(lab, *start, panel), at(lab, *end, panel)
    qtbot.mousePress(canvas, button, pos=first)
    for i in range(1, steps + 1):
        qtbot.mouseMove(canvas, first + (last - first) * i / steps)
    qtbot.mouseRelease(canvas, button, pos=last)


def wheel(lab, x, y, notches, modifiers=Qt.KeyboardModifier.NoModifier, panel=0):
    canvas = lab.center.canvas
    point = QPointF(at(lab, x, y, panel))
    event = QWheelEvent(
        point, canvas.mapToGlobal(point), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def type_in(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def step(qtbot, lab, panel=0):
    """One step of particles, to its end: a run that rests sends the step once more, with the shares of now."""
    kept = lab.run.memory.frames
    before = kept[-1].panels[panel].index if kept else 0
    click(qtbot, lab.run_panel.buttons["step"])
    wait_until(qtbot, lambda: lab.run.phase is RunPhase.PAUSED and kept[-1].panels[panel].index == before + 1)


def ended(qtbot, run):
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)


def choose(combo, data):
    """What a user does with the list: the entry becomes current and is activated."""
    index = combo.findData(data)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
