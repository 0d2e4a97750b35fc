"""Pictures side by side in one array."""

import numpy as np
import pytest

from app.params.tiles import tiled


@pytest.mark.parametrize(("gap", "columns"), [(0, 2), (1, 2), (3, 3), (0, 5)])
def test_each_picture_stands_in_its_place_and_background_everywhere_else(gap, columns):
    frames = np.random.default_rng(0).integers(1, 255, (5, 3, 4, 2), dtype=np.uint8)
    grid = tiled(frames, columns, gap=gap, background=0)
    rows = -(-5 // columns)
    assert grid.shape == (rows * (3 + gap) - gap, columns * (4 + gap) - gap, 2)
    left = grid.copy()
    for k, frame in enumerate(frames):
        top, side = k // columns * (3 + gap), k % columns * (4 + gap)
        np.testing.assert_array_equal(grid[top : top + 3, side : side + 4], frame)
        left[top : top + 3, side : side + 4] = 0
    assert not left.any()
