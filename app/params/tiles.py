"""Pictures side by side in one array."""

from __future__ import annotations

import math

import numpy as np


def tiled(frames: np.ndarray, columns: int, *, gap: int = 0, background: int = 0) -> np.ndarray:
    """Pictures uint8 [N, H, W, C] row by row: uint8 [rows, cols, C], ``gap`` pixels of ``background`` between them."""
    count, height, width, channels = frames.shape
    rows, tall, wide = math.ceil(count / columns), height + gap, width + gap
    grid = np.full((rows * tall - gap, columns * wide - gap, channels), background, np.uint8)
    for place, frame in enumerate(frames):
        top, left = place // columns * tall, place % columns * wide
        grid[top : top + height, left : left + width] = frame
    return grid
