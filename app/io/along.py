"""Networks and grids that are kept along a training's way, in a folder that is thinned to the room it may take."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from app.io.atomic import make_folder, remove
from app.io.door import is_file
from app.io.errors import WriteError
from app.io.pictures import compose_grid, save_png
from app.params.training_run import KeptStep

NEAREST = "nearest.png"
"""The ending of a grid's companion."""

_NAME = re.compile(r"step-(\d{9})\.(safetensors|png|nearest\.png)")
"""Only files of such names are ever removed."""


def network_path(folder: Path, step: int) -> Path:
    """Where the network of a step is kept."""
    return folder / f"step-{step:09d}.safetensors"


def keep_grid(folder: Path, step: int, frames: np.ndarray, nearest: np.ndarray) -> None:
    """Keep samples uint8 [N, H, W, C] of a step as a grid, unenlarged, and as another what is nearest to each.

    Raises WriteError.
    """
    make_folder(folder)
    for ending, pictures in ((NEAREST, nearest), ("png", frames)):
        path = network_path(folder, step).with_suffix(f".{ending}")
        save_png(path, np.ascontiguousarray(compose_grid(pictures)))


def kept_steps(folder: Path) -> tuple[KeptStep, ...]:
    """What is kept in a folder, which need not be there; the oldest first."""
    found = _files(folder)
    return tuple(
        KeptStep(step, *(str(files.get(ending, "")) for ending in ("safetensors", "png", NEAREST)))
        for step, files in found.items()
    )


def thin(folder: Path, budget: int, after: int | None = None) -> None:
    """Remove what is kept until it takes at most ``budget`` bytes, so that what stays covers the whole way evenly.

    The first and the newest stay as long as any. ``after``: what is of later steps goes, too. Raises WriteError.
    """
    found = _files(folder)
    for step in [step for step in found if after is not None and step > after]:
        _drop(found.pop(step))
    while found and sum(_size(path) for files in found.values() for path in files.values()) > budget:
        steps = list(found)
        # The one whose absence leaves the smallest gap.
        inner = min(range(1, len(steps) - 1), key=lambda i: steps[i + 1] - steps[i - 1], default=0)
        _drop(found.pop(steps[inner]))


def _files(folder: Path) -> dict[int, dict[str, Path]]:
    """Step -> ending -> the path of what is kept, in order of the steps."""
    found: dict[int, dict[str, Path]] = {}
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (OSError, ValueError):
        return {}
    for name in names:
        match = _NAME.fullmatch(name)
        if match is not None and is_file(folder / name):
            found.setdefault(int(match[1]), {})[match[2]] = folder / name
    return found


def _drop(files: dict[str, Path]) -> None:
    for path in files.values():
        remove(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise WriteError(path, "cannot be looked at", "Keep nothing along the way") from error
