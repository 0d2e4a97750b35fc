"""What painting costs, and what it takes from a run.

make bench    or    pytest tests/bench/bench_inpaint.py -s

* a dab of the largest brush on a mask of 256x256, in four parts: the mask's pixels, with the undo item, the overlay's
  image, and one mouse event with everything it causes, drawn on the screen (goal: 2 ms for pixels and overlay);
* the time of an inpainting run (16 completions of 28x28) alone, and with somebody painting all the while, 120 mouse
  events a second (goal: less than 15 % slower).
"""

import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QUndoStack
from PySide6.QtWidgets import QApplication

from app.io.places import bundled_checkpoints
from app.params.masks import Preset
from app.params.status import RunPhase
from app.render.masks import masked_image
from app.state.mask import MaskState
from app.state.preferences import Preferences
from app.ui.main_window import MainWindow
from app.ui.theme import apply_theme
from tests.bench.timing import in_turns
from tests.ui.easel import Easel

SIDE = 256
ROUNDS = 7
EVENT_MS = 8


def test_a_dab_of_the_largest_brush(qtbot):
    undo = QUndoStack()
    mask = MaskState((SIDE, SIDE), undo)
    values = {"state": True}

    def dab():
        values["state"] = not values["state"]
        mask.stroke((SIDE / 2 + 0.3, SIDE / 2 + 0.7), (SIDE / 2 + 0.3, SIDE / 2 + 0.7), SIDE, values["state"])

    def line():
        values["state"] = not values["state"]
        mask.stroke((SIDE / 3, SIDE / 2), (2 * SIDE / 3, SIDE / 2 + 9), SIDE, values["state"])

    def undoable():
        mask.begin()
        dab()
        mask.commit("brush")

    mask.begin()
    frame = np.zeros((SIDE, SIDE, 1), np.uint8)
    times = in_turns({"dab": dab, "line": line, "overlay": lambda: masked_image(frame, mask.pixels, 0.6)}, 200)
    times |= in_turns({"undoable": undoable}, 200)
    easel = Easel(qtbot, SIDE, SIDE)
    undo.setParent(easel.canvas)  # collected as garbage, it would end its commands once more
    easel.canvas.resize(800, 800)
    easel.box.size = SIDE
    easel.press(SIDE / 2, SIDE / 2)
    turn = {"x": 0.0}

    def event():
        turn["x"] = 40.0 - turn["x"]
        easel.move(SIDE / 2 + turn["x"], SIDE / 2 + turn["x"])
        easel.canvas.repaint()

    times |= in_turns({"event": event}, 100)
    easel.release(SIDE / 2, SIDE / 2)
    print(
        f"\nbrush of {SIDE} pixels on {SIDE}x{SIDE}: dab {times['dab']:.2f} ms, overlay {times['overlay']:.2f} ms, "
        f"together {times['dab'] + times['overlay']:.2f} ms; line {times['line']:.2f} ms, whole stroke with its undo "
        f"item {times['undoable']:.2f} ms; a mouse event with repainting 800x800 {times['event']:.2f} ms"
    )


@pytest.fixture
def workspace(qtbot, tmp_path):
    apply_theme(QApplication.instance(), "light")
    preferences = Preferences(QSettings(str(tmp_path / "bench.ini"), QSettings.Format.IniFormat))
    window = MainWindow(preferences, {})
    window.resize(1280, 800)
    window.show()
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        window.open_path(str(bundled_checkpoints()["mnist"]))
    window.show_workspace("inpaint")
    workspace = window.workspace
    workspace.source.replace(np.tile(np.linspace(0, 1, 28, dtype=np.float32), (1, 28, 1)), "ramp")
    workspace.brush_panel.presets[Preset.LOWER].click()
    for name, value in (("count", 16), ("levels", 30), ("steps_per_level", 2)):
        workspace.settings.set(name, value)
    yield workspace
    window.close()
    window.deleteLater()


def run_seconds(workspace, qtbot):
    begun = time.perf_counter()
    workspace.session.play_pause()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=120_000)
    return time.perf_counter() - begun


class Painter:
    """Moves the brush in circles, mouse event by mouse event, and begins a new stroke now and then."""

    def __init__(self, canvas):
        self.canvas, self.events = canvas, 0
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._move)

    def _move(self):
        angle = self.events / 9
        place = self.canvas.view.to_view((14 + 9 * np.cos(angle), 14 + 9 * np.sin(angle)))
        place /= self.canvas.devicePixelRatioF()
        left, right, none = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
        now, before = (left, right) if self.events // 60 % 2 == 0 else (right, left)  # paints, then erases
        kinds = [(QEvent.Type.MouseMove, none, now)]
        if self.events % 60 == 0:
            kinds = [(QEvent.Type.MouseButtonRelease, before, none), (QEvent.Type.MouseButtonPress, now, now)]
        for kind, button, buttons in kinds:
            event = QMouseEvent(
                kind, place, self.canvas.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(self.canvas, event)
        self.events += 1


def test_sampling_while_somebody_paints(workspace, qtbot):
    painter = Painter(workspace.canvas)
    times = {"alone": [], "painting": []}
    events = 0
    run_seconds(workspace, qtbot)
    for _ in range(ROUNDS):
        times["alone"].append(run_seconds(workspace, qtbot))
        painter.events = 0
        painter.timer.start(EVENT_MS)
        times["painting"].append(run_seconds(workspace, qtbot))
        painter.timer.stop()
        workspace.canvas.commit()
        events += painter.events
    alone, painting = (statistics.median(times[name]) for name in ("alone", "painting"))
    ratios = sorted(p / a for a, p in zip(times["alone"], times["painting"], strict=True))
    steps = workspace.run.progress.done
    print(
        f"\n{steps} evaluations of 16 completions: alone {1000 * alone / steps:.1f} ms each, while painting "
        f"{1000 * painting / steps:.1f} ms each ({100 * (painting / alone - 1):+.1f} %; median of the pairs "
        f"{100 * (statistics.median(ratios) - 1):+.1f} %), {events / sum(times['painting']):.0f} mouse "
        f"events a second, {workspace.filling.given.link.repainted().changes + 1} masks used in the last run"
    )
