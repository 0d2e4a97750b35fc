"""Painting where a pixel of the screen is not one of the window's units: the canvas's tests at other ratios.

The scale factor is fixed when the application starts, so each ratio has a process of its own. Mask pixels, undo items,
interpolation, strokes off the canvas, keyboard, zoom and what is seen: the same tests, the same expectations.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("ratio", ["1.25", "2"])
def test_painting_at_other_device_pixel_ratios(ratio):
    plugins = ["-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, "tests/ui/test_inpaint_canvas.py"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
