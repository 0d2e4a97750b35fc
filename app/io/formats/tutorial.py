"""Checkpoints of the score-SDE tutorial notebook: a flat ``state_dict``, keys ``module.``, usually saved on CUDA."""

from __future__ import annotations

from pathlib import Path

from app.io.errors import CheckpointError
from app.io.formats.configs import Config
from app.io.formats.recommend import ve_settings
from app.io.formats.weights import Found, shape_of
from app.io.formats.wrappings import Weights
from app.networks.spaces import UNIT
from app.networks.tutorial import std_of
from app.params.opening import Opening

BASE = 25.0
"""The notebook's ``sigma``: the base s of its SDE dx = s^t dw."""
FIRST_TIME, TIMES = 1e-3, 500
"""The notebook's smallest time and number of sampling steps: its native levels are std(t) at these times."""
SIDE = 28
RENAMED = "time_embed."
"""What some descendants of the notebook call ``embed.``."""


def is_tutorial(tensors: Weights) -> bool:
    """Whether these are the weights of the tutorial's ScoreNet."""
    return ("embed.0.W" in tensors or f"{RENAMED}0.W" in tensors) and "tconv1.weight" in tensors


def renamed(tensors: Weights) -> Weights:
    """The weights by the notebook's own names."""
    return {name.replace(RENAMED, "embed."): tensor for name, tensor in tensors.items()}


def read_tutorial(path: Path, tensors: Weights, _config: Config, options: Opening) -> Found:
    """Make out the tutorial's ScoreNet from its weights, under the notebook's own names."""
    widths = [shape_of(path, tensors, f"conv{i}.weight", 4)[0] for i in (1, 2, 3, 4)]
    channels = shape_of(path, tensors, "conv1.weight", 4)[1]
    (half,) = shape_of(path, tensors, "embed.0.W", 1)
    concatenate = shape_of(path, tensors, "tconv3.weight", 4)[0] == 2 * widths[2]
    size = options.image_size or SIDE
    if size < 16 or size % 8 != 4:  # 28 -> 26 -> 12 -> 5 -> 2 must come back as 5, 12, 26, 28
        raise CheckpointError(
            path, f"its network cannot take pictures of {size}x{size} pixels", "Leave the image size at 28"
        )
    times = [1 + (FIRST_TIME - 1) * k / (TIMES - 1) for k in range(TIMES)]
    sigmas = tuple(std_of(t, BASE) for t in times)
    return Found(
        format="score-SDE tutorial checkpoint", architecture="tutorial",
        arguments={"channels": channels, "widths": widths, "embed": 2 * half, "concatenate": concatenate,
                   "base": BASE},
        tensors=tensors, shape=(channels, size, size), sigmas=sigmas, continuous=True,
        recommended=ve_settings(sigmas[0], sigmas[-1]), data_space=UNIT,
        facts={"Skips": "concatenated" if concatenate else "added",
               "SDE": f"dx = {BASE:g}^t dw, assumed: the file does not say the base"},
        assumed={} if options.image_size else {"image_size": size}, answers=("image_size",),
    )  # fmt: skip
