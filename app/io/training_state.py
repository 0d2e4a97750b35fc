"""The state of an unfinished training run on disk, to take it up again."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any

import torch

from app.io.atomic import atomic_path
from app.io.errors import CheckpointError, why

FORMAT = "score-explorer training state"
VERSION = 1


def resume_path(out: str | Path) -> Path:
    """Where the state of the run that writes ``out`` lies: beside it, as ``NAME.resume.pt``."""
    return Path(out).with_suffix(".resume.pt")


def save_training_state(path: str | Path, state: dict[str, Any], setup: dict[str, Any]) -> None:
    """Write a trainer's state and what it was set up with, atomically. Raises WriteError."""
    with atomic_path(path) as temporary:
        try:
            torch.save({"format": FORMAT, "version": VERSION, "setup": setup, "state": state}, temporary)
        except RuntimeError as error:  # torch's zip writer reports a full disk so
            raise OSError(28, str(error)) from error


def load_training_state(path: str | Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(state, setup) from :func:`save_training_state`. Raises CheckpointError."""
    advice = "Remove it to start the training anew"
    try:
        data = torch.load(path, map_location="cpu", weights_only=True)
        if data["format"] != FORMAT or data["version"] != VERSION:
            raise ValueError("another format")
        return data["state"], data["setup"]
    except OSError as error:
        raise CheckpointError(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error
    except (
        KeyError,
        TypeError,
        ValueError,
        RuntimeError,
        EOFError,
        pickle.UnpicklingError,
        zipfile.BadZipFile,
    ) as error:
        raise CheckpointError(path, "this is not the state of a training run, or it is damaged", advice) from error
