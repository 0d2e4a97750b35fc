"""Opening a checkpoint with all that a person chose: what is said about it, and how it is to compute."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from app.io.checkpoint import CheckpointFile
from app.io.kernels import compile_model
from app.networks.cuda import accelerate
from app.networks.kernels.choice import NotCompiledError
from app.networks.spaces import SpaceModel
from app.params.opening import Opening


@dataclasses.dataclass(frozen=True)
class Opened:
    """``model``, the ``file`` that it was made of, and ``remarks``: about what was not possible, or took long."""

    model: SpaceModel
    file: CheckpointFile
    remarks: tuple[str, ...]


def open_network(
    file: str | Path | CheckpointFile,
    opening: Opening,
    device: torch.device | str = "cpu",
    *,
    sha256: str = "",
) -> Opened:
    """Open a checkpoint by path, by a bundled name, or opened before, and make its network as fast as was asked for.

    What cannot be made faster computes as it is, with a remark, and ``describe().opening`` says what was done. Raises
    CheckpointError and SettingError.
    """
    if not isinstance(file, CheckpointFile):
        file = CheckpointFile(file, sha256=sha256)
    model = file.model(opening, device)
    remarks = []
    if opening.compiled:
        try:
            seconds = compile_model(model)
            if seconds > 0:
                remarks.append(f"The compiled kernels took {seconds:.0f} s to build; the next time they are there")
        except NotCompiledError as error:
            opening = opening.replaced(compiled=False)
            remarks.append(f"The network is not compiled: {error}")
    if model.device.type == "cuda" or opening.precision != "float32" or opening.graphs:
        done = accelerate(model, opening.precision, graphs=opening.graphs)
        opening = opening.replaced(precision=done.precision, graphs=done.graphs)
        remarks += done.remarks
    model.info = dataclasses.replace(model.info, opening=opening.to_dict())
    return Opened(model, file, tuple(remarks))
