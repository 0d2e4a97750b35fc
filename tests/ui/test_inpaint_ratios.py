"""Painting where a pixel of the screen is not one of the window's units: the canvas's tests at other ratios.

The scale factor is fixed when the application starts, so each ratio has a process of its own. Mask pixels, undo items,
interpolation, strokes off the canvas, keyboard, zoom and what is seen: the same tests, the same expectations.
"""

import os

import pytest

from tests.processes import python


@pytest.mark.parametrize("ratio", ["1.25", "2"])
def test_painting_at_other_device_pixel_ratios(ratio):
    plugins = ["-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:xdist"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio}
    done = python("-m", "pytest", "-q", *plugins, "tests/ui/test_inpaint_canvas.py", env=environment)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
