"""Painting where a pixel of the screen is not one of the window's units: the canvas's tests at other ratios.

The scale factor is fixed when the application starts, so each ratio has a process of its own. Mask pixels, undo items,
interpolation, strokes off the canvas, keyboard, zoom and what is seen: the same tests, the same expectations.
"""

import os

import pytest

from tests.warm import Command


@pytest.mark.parametrize("ratio", ["1.25", "2"])
def test_painting_at_other_device_pixel_ratios(ratio):
    words = ["-q", "-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:xdist", "tests/ui/test_inpaint_canvas.py"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio}
    with Command(*words, module="pytest", environment=environment) as process:
        printed, said = process.communicate()
    assert process.returncode == 0, printed[-4000:] + said[-2000:]
    assert " passed" in printed
