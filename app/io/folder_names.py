"""How a folder of diffusers is recognised, by the names of its files alone: for whoever must not import torch."""

from __future__ import annotations

from pathlib import Path

from app.io.door import is_file
from app.io.errors import expanded

INDEX, CONFIG, SCHEDULER = "model_index.json", "config.json", "scheduler_config.json"
NETWORKS = ("unet", "model")
"""What the network's folder is called; in old folders it lies at the root."""
AVERAGED = "_ema"
"""What some trainings add to that name for the folder of the averaged weights."""

STEMS = ("diffusion_pytorch_model", "diffusion_model", "pytorch_model", "model")


def folder_of(path: str | Path) -> Path | None:
    """The folder that a person means by ``path``: itself, or the one that a file in it belongs to. None: it is none."""
    place = expanded(path)
    try:
        folder = place.is_dir()
    except (OSError, ValueError):
        return None
    if not folder and not (place.name in (INDEX, CONFIG) or place.name.startswith(STEMS[:2])):
        return None
    if not folder and not is_file(place):
        return None
    inner = place.absolute() if folder else place.parent
    outer = inner.parent
    if inner.name.removesuffix(AVERAGED) in NETWORKS and is_file(inner / CONFIG) and is_folder(outer):
        return outer
    return (place if folder else inner) if is_folder(inner) else None


def is_folder(place: Path) -> bool:
    """Whether a folder looks like one of diffusers; never raises."""
    inside = (place / INDEX, place / CONFIG, *(place / name / CONFIG for name in NETWORKS))
    return any(is_file(file) for file in inside)
