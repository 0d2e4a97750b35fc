"""Painting where a pixel of the screen is not one of the window's units."""

import subprocess
import sys
from pathlib import Path

import pytest

# The scale factor is fixed when the application starts, so each ratio has a process of its own.

SCRIPT = """
import sys, warnings
warnings.simplefilter("error")
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.render.images import to_array
from app.state.compare import CompareState
from app.state.mask import MaskState
from app.state.painting import Paintbox
from app.state.source import SourceState
from app.ui.inpaint.canvas import Canvas

app = QApplication([])
undo = QUndoStack()
mask, source, box = MaskState((20, 30), undo), SourceState((1, 20, 30), undo), Paintbox()
box.set(size=1.0, opacity=1.0)
canvas = Canvas(source, mask, box, CompareState())
canvas.resize(401, 307)
canvas.show()
QTest.qWaitForWindowExposed(canvas)
canvas.grab()
ratio = canvas.devicePixelRatioF()
left = Qt.MouseButton.LeftButton
wanted = np.zeros((20, 30), bool)
for steps in (0, 2, -3):
    for _ in range(abs(steps)):
        canvas.zoom_in() if steps > 0 else canvas.zoom_out()
    for x, y in ((15, 10), (13, 8), (17, 11)):
        at = canvas.view.to_view((x + 0.5, y + 0.5)) / ratio
        mask.begin(); mask.put(mask.whole, np.zeros((20, 30), bool)); mask.abort()
        wanted[:] = False
        wanted[y, x:x + 3] = True
        QTest.mousePress(canvas, left, pos=at.toPoint())
        end = canvas.view.to_view((x + 2.5, y + 0.5)) / ratio
        QTest.mouseMove(canvas, end.toPoint())
        QTest.mouseRelease(canvas, left, pos=end.toPoint())
        assert (mask.pixels == wanted).all(), (steps, x, y, np.argwhere(mask.pixels))
        canvas._pointer = None
        shown = to_array(canvas.grab().toImage())
        rect = canvas.view.rect
        teal = (shown == (21, 170, 191)).all(axis=2)
        scale, (height, width) = canvas.view.scale, teal.shape
        rows, columns = (np.arange(height) - rect.top()) // scale, (np.arange(width) - rect.left()) // scale
        inside = ((rows >= 0) & (rows < 20))[:, None] & ((columns >= 0) & (columns < 30))[None, :]
        expected = inside & wanted[rows.clip(0, 19)][:, columns.clip(0, 29)]
        assert (teal == expected).all(), (steps, scale)
print("ratio", ratio)
"""


@pytest.mark.parametrize("ratio", ["1.25", "1.5", "2"])
def test_painting_at_other_device_pixel_ratios(ratio):
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, timeout=120,
        env={"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio, "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"ratio {float(ratio)}"
