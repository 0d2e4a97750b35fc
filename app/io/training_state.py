"""The state of a training run on disk, to take it up again: an unfinished one, or a finished one that is to go on."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from app.io.atomic import write_bytes
from app.io.errors import CheckpointError
from app.io.formats.pickles import read_pickle
from app.io.formats.stored import Stored
from app.io.source import Source
from app.params import SettingError
from app.params.checks import real, whole

FORMAT = "score-explorer training state"
VERSION = 1
MAX_BYTES = 2**34

_ADVICE = "Remove it to start the training anew"
_DEPTH, _VISITS = 12, 200_000


@dataclass(frozen=True)
class TrainingState:
    """``state`` is a trainer's, ``setup`` what it was set up with; ``seconds`` and the mean ``loss`` are those so far.

    ``step`` steps are done; ``epochs`` is how many were wanted (0: an older file does not say), and ``complete``
    whether they are done.
    """

    state: dict[str, Any]
    setup: dict[str, Any]
    step: int
    seconds: float
    loss: float
    epochs: int
    complete: bool


def save_training_state(path: str | Path, state: dict[str, Any], setup: dict[str, Any]) -> None:
    """Write a trainer's state and what it was set up with, atomically. Raises WriteError."""
    buffer = io.BytesIO()  # torch's own writer of files ends the process when the disk is full
    torch.save({"format": FORMAT, "version": VERSION, "setup": setup, "state": state}, buffer)
    write_bytes(path, buffer.getvalue())


def load_training_state(path: str | Path) -> TrainingState:
    """What :func:`save_training_state` wrote. Raises CheckpointError."""
    source = Source(Path(path), CheckpointError, MAX_BYTES)
    with source.session():
        data = read_pickle(source)
        try:
            if data["format"] != FORMAT or data["version"] != VERSION:
                raise ValueError("another format")
            state, setup = _Filler(source.size).filled(data["state"]), data["setup"]
            if not isinstance(setup, dict):
                raise TypeError("no setup")
            return TrainingState(
                state, setup, whole("step", state["step"], 0, 10**12), real("seconds", state["seconds"], 0),
                real("loss", state["loss"]), whole("epochs", state.get("epochs", 0), 0, 10**9),
                state.get("complete", False) is True,
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError, SettingError) as error:
            problem = "this is not the state of a training run, or it is damaged"
            raise CheckpointError(path, problem, _ADVICE) from error


class _Filler:
    """Reads the tensors in plain containers, which may contain each other: no more than the file can mean."""

    def __init__(self, size: int) -> None:
        self._bytes, self._visits = size, _VISITS

    def filled(self, value: Any, depth: int = _DEPTH) -> Any:
        """The containers with each tensor read. Raises ValueError."""
        self._visits -= 1
        if isinstance(value, Stored):
            self._bytes -= value.nbytes
            if self._bytes < 0:
                raise ValueError("its tensors claim more than the file holds")
            return value.load()
        if depth == 0 or self._visits < 0:
            raise ValueError("too many containers in each other")
        if isinstance(value, dict):
            return {key: self.filled(inner, depth - 1) for key, inner in value.items()}
        return [self.filled(inner, depth - 1) for inner in value] if isinstance(value, (list, tuple)) else value
