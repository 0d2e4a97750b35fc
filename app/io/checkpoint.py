"""The one way to open a network, whatever wrote the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch

from app.core.types import ScoreModel
from app.io.errors import CheckpointError, why
from app.io.native import load_native
from app.io.places import resolve_checkpoint


def load_checkpoint(
    path: str | Path, *, config: str | Path | None = None, device: torch.device | str = "cpu", use_ema: bool = True
) -> ScoreModel:
    """Open a checkpoint by path or by a bundled name.

    ``config`` is a configuration file beside it, for formats that need one; ``use_ema`` chooses the averaged weights
    where the file has both. Raises CheckpointError, which names the file and what to do.
    """
    del config, use_ema  # our own format carries its configuration and the weights to use
    file = resolve_checkpoint(path)
    return load_native(file, file_hash(file), device)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises CheckpointError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem, advice = why(error)
        raise CheckpointError(path, f"cannot be read: {problem}", advice) from error
