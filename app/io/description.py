"""The description of an opened checkpoint, the same whatever wrote the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from torch import nn

from app.params import ModelInfo

FOUND = (
    "format", "architecture", "arguments", "shape", "sigmas", "continuous", "weights", "recommended", "facts",
    "data_space", "has_ema", "has_live", "assumed", "answers", "recipes",
)  # fmt: skip
"""The fields of :class:`ModelInfo` that a format's reader finds out."""


def model_info(path: Path, sha256: str, network: nn.Module, found: Any) -> ModelInfo:
    """The description of the checkpoint ``path``; ``found``, the reader's result, has each of FOUND."""
    parameters = sum(p.numel() for p in network.parameters())
    known = {name: getattr(found, name) for name in FOUND}
    name = path.name if path.is_dir() else path.stem
    return ModelInfo(name=name, path=str(path), sha256=sha256, parameters=parameters, **known)
