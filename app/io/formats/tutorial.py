"""Checkpoints of the score-SDE tutorial notebook: a flat ``state_dict``, keys ``module.``, usually saved on CUDA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from app.io.errors import CheckpointError
from app.io.formats.configs import Config
from app.io.formats.recommend import ve_settings
from app.io.formats.weights import Found, shape_of
from app.io.formats.wrappings import Weights
from app.networks import sde
from app.networks.sde import SUB_VP, VE, VP, sigma_of
from app.networks.spaces import UNIT
from app.networks.tutorial import base_of, std_of, time_of
from app.params.opening import Opening

BASE = 25.0
"""The notebook's ``sigma``: the base s of its SDE dx = s^t dw."""
MAX_SIGMA = 1000.0
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
    kind, base, assumed = _sde(path, options)
    first = FIRST_TIME if options.sigma_min is None else _first_time(path, options.sigma_min, kind, base)
    times = [1 + (first - 1) * k / (TIMES - 1) for k in range(TIMES)]
    sigmas = tuple(_std(t, kind, base) for t in times)
    words = f"dx = {base:g}^t dw" if kind == VE else {VP: "variance preserving", SUB_VP: "sub-VP"}[kind]
    unknown = assumed if options.image_size else {"image_size": size} | assumed
    return Found(
        format="score-SDE tutorial checkpoint", architecture="tutorial",
        arguments={"channels": channels, "widths": widths, "embed": 2 * half, "concatenate": concatenate,
                   "base": base, "sde": kind},
        tensors=tensors, shape=(channels, size, size), sigmas=sigmas, continuous=True,
        recommended=ve_settings(sigmas[0], sigmas[-1]), data_space=UNIT,
        facts={"Skips": "concatenated" if concatenate else "added",
               "SDE": f"{words}, assumed: the file does not say it" if assumed else words},
        assumed=unknown,
        answers=("image_size", "sde", *(("base",) if kind == VE else ())),
        accepted=("sigma_max", "sigma_min"),
    )  # fmt: skip


def _sde(path: Path, options: Opening) -> tuple[str, float, dict[str, Any]]:
    """The SDE of the training, its base, and what of both had to be assumed: other SDEs leave files of the same shape.

    The largest sigma, if it is given, is that of a base.
    """
    if options.sigma_max is not None and (options.base is not None or options.sde not in (None, VE)):
        raise CheckpointError(path, "its largest noise level follows from the SDE that was given", "Leave one out")
    if options.sigma_max is not None and not 1.01 <= options.sigma_max <= MAX_SIGMA:
        raise CheckpointError(
            path, f"no base of its SDE leads to a largest noise level of {options.sigma_max:g}",
            f"Give one from 1.01 to {MAX_SIGMA:g}",
        )  # fmt: skip
    if options.base is not None and options.sde not in (None, VE):
        raise CheckpointError(path, f"--sde {options.sde} has no base (--sde-base)", "Leave one out")
    base = options.base if options.sigma_max is None else base_of(options.sigma_max)
    kind = options.sde or VE
    assumed: dict[str, Any] = {} if options.sde is not None or base is not None else {"sde": kind}
    if base is None and kind == VE:
        assumed["base"] = BASE
    return kind, BASE if base is None else base, assumed


def _std(time: float, kind: str, base: float) -> float:
    return std_of(time, base) if kind == VE else sigma_of(time, kind)


def _first_time(path: Path, sigma_min: float, kind: str, base: float) -> float:
    """The time of the smallest noise level that was given."""
    sigma = torch.tensor(sigma_min, dtype=torch.float64)
    time = float(time_of(sigma, base) if kind == VE else sde.time_of(sde.integral_of(sigma, kind)))
    if not 0 < time < 1:
        raise CheckpointError(
            path, f"its smallest noise level cannot be {sigma_min:g}: the largest is {_std(1.0, kind, base):g}",
            "Give a smaller one",
        )  # fmt: skip
    return time
