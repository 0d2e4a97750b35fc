"""From a network's data space to the bytes of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

if TYPE_CHECKING:
    from app.core.types import ScoreModel


@torch.inference_mode()
def to_unit(model: ScoreModel, x: Tensor) -> np.ndarray:
    """Pictures as float32 [B, C, H, W] in [0, 1], on the CPU."""
    array: np.ndarray = model.to_pixels(x).to(device="cpu", dtype=torch.float32).numpy()
    return np.ascontiguousarray(array)


@torch.inference_mode()
def to_frames(model: ScoreModel, x: Tensor) -> np.ndarray:
    """Pictures as uint8 [B, H, W, C], rounded to the nearest of 256 levels, a fresh contiguous array."""
    return unit_frames(model.to_pixels(x))


def both_frames(model: ScoreModel, x: Tensor, estimate: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """The same of two batches of one size at once: an operation on so few numbers costs what asking for it does."""
    frames = to_frames(model, torch.cat((x, estimate)))
    return frames[: len(x)], frames[len(x) :]


@torch.inference_mode()
def unit_frames(pixels: Tensor) -> np.ndarray:
    """The same of pictures in [0, 1], [B, C, H, W]."""
    levels = pixels.mul(255).round_().to(torch.uint8)
    return np.ascontiguousarray(levels.permute(0, 2, 3, 1).cpu().numpy())
