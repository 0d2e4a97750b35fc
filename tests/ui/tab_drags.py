"""Drags tabs of panels at random and switches workspaces, in a process of its own: test_docks.py runs it.

usage: python tests/ui/tab_drags.py DRAGS SEED...

The mouse presses on a tab, moves, and nine times in ten is released; the keyboard meanwhile hides panels, switches the
workspace, closes and floats panels and resets the layout; after each seed the layout is saved and read again.
"""

import faulthandler
import os
import random
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
faulthandler.enable()
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar

from app.state.preferences import Preferences
from app.ui.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


def send(widget, kind, at, button, buttons):
    if shiboken6.isValid(widget):
        place = QPointF(widget.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), place, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def settle(rng):
    for _ in range(rng.randrange(4)):
        QApplication.processEvents()


def drag_a_tab(window, rng):
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    if not bars:
        return
    bar = rng.choice(bars)
    width, height = bar.width() + 60, max(1, bar.height())
    places = [QPoint(rng.randrange(width), rng.randrange(height)) for _ in range(rng.randrange(3, 9))]
    send(bar, PRESS, places[0], LEFT, LEFT)
    for place in places[1:]:
        send(bar, MOVE, place, NONE, LEFT)
        if rng.random() < 0.2:
            settle(rng)
    if rng.random() < 0.9:
        send(bar, RELEASE, places[-1], LEFT, NONE)


def drag_a_panel(window, rng):
    docks = [dock for dock in window.docks.currentWidget().findChildren(QDockWidget) if dock.isVisible()]
    if not docks:
        return
    dock = rng.choice(docks)
    send(dock, PRESS, QPoint(dock.width() // 3, 8), LEFT, LEFT)
    for _ in range(rng.randrange(3, 9)):
        place = window.mapToGlobal(QPoint(rng.randrange(window.width()), rng.randrange(window.height())))
        send(dock, MOVE, dock.mapFromGlobal(place), NONE, LEFT)
        settle(rng)
    send(dock, RELEASE, dock.mapFromGlobal(place), LEFT, NONE)


def do_something_else(window, rng):
    docks = window.docks.currentWidget().findChildren(QDockWidget)
    rng.choice(
        [
            lambda: window.show_workspace(rng.choice(["sample", "inpaint", "lab"])),
            lambda: rng.choice(docks).setFloating(True),
            lambda: [dock.setFloating(False) for dock in docks],
            lambda: rng.choice(docks).close(),
            lambda: [dock.show() for dock in docks],
            window.docks.toggle_all,
            window.docks.reset,
        ]
    )()


def main(drags, seeds):
    application = QApplication([])
    folder = tempfile.TemporaryDirectory()
    settings = QSettings(folder.name + "/layout.ini", QSettings.Format.IniFormat)
    for seed in seeds:
        rng = random.Random(seed)
        window = MainWindow(Preferences(settings), {})
        window.resize(1280, 800)
        window.show()
        window.show_workspace("inpaint")
        application.processEvents()
        for _ in range(drags):
            drag_a_tab(window, rng)
            settle(rng)
            if rng.random() < 0.2:
                drag_a_panel(window, rng)
            if rng.random() < 0.2:
                do_something_else(window, rng)
            settle(rng)
        window.close()
        application.processEvents()
    print("survived")


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(seed) for seed in sys.argv[2:]])
