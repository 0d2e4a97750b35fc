"""Opening a checkpoint as it was opened before: what does not fit its file any more is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch

from app.core.device import available_devices, device_label, resolve_device
from app.core.types import ScoreModel
from app.io.checkpoint import CheckpointFile
from app.io.errors import CheckpointError, UnconfiguredError
from app.io.formats.presets import PRESETS
from app.io.opening import Opened, open_network
from app.jobs.memory import memory_text
from app.networks.kernels.choice import can_compile
from app.params import ModelInfo, SettingError
from app.params.data import LICENCE
from app.params.opening import Opening, Unconfigured, Wish


def licences(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, licence of its data) of each network whose file says one. Raises CheckpointError."""
    files = [CheckpointFile(path) for path in paths]
    return tuple((file.path.stem, file.facts[LICENCE]) for file in files if file.facts.get(LICENCE))


@dataclass(frozen=True)
class Loaded:
    """An opened network: ``model`` and ``file`` (to open it again) are for threads, the rest is plain values.

    ``known``: whether its file had been told about before. ``compilable``: why it cannot be compiled, or empty.
    ``presets``: the published configurations of score_sde.
    """

    model: ScoreModel
    info: ModelInfo
    device: str
    device_label: str
    devices: tuple[str, ...]
    memory: str
    file: CheckpointFile
    remarks: tuple[str, ...] = ()
    known: bool = False
    compilable: str = ""
    presets: tuple[str, ...] = ()


def open_yielding(
    file: CheckpointFile, opening: Opening, plain: Opening | None, device: torch.device
) -> tuple[Opened, str]:
    """Open a checkpoint; where ``opening`` does not fit its file, as ``plain`` says, and why the rest was left out.

    Without another ``plain`` there is nothing to fall back to. Raises CheckpointError and SettingError.
    """
    try:
        return open_network(file, opening, device), ""
    except (CheckpointError, SettingError) as error:
        if plain is None or plain == opening or isinstance(error, UnconfiguredError):
            raise
        return open_network(file, plain, device), str(error).rstrip(".")


def load(wish: Wish) -> Loaded | Unconfigured:
    """Open what is wished for, with all that the window wants to know. Raises CheckpointError or SettingError."""
    device = resolve_device(wish.device)
    file = wish.file
    if not isinstance(file, CheckpointFile) or not file.unchanged():
        file = CheckpointFile(wish.path, keep=True)
    opening, dropped = wish.opening, ""
    yields = wish.recorded or opening is None
    if opening is None:
        opening = Opening()
        try:
            opening = Opening.from_dict(wish.remembered.get(file.sha256, {}))
        except SettingError as error:
            dropped = str(error).rstrip(".")
    try:
        opened, left_out = open_yielding(file, opening, Opening() if yields else None, device)
    except UnconfiguredError as error:
        return Unconfigured(wish.path, str(error), tuple(PRESETS))
    remarks = opened.remarks
    if dropped or left_out:
        text = "What was said about the file before does not fit any more, so it was left out: "
        remarks = (text + (dropped or left_out), *remarks)
    info = opened.model.describe()
    return Loaded(
        opened.model, info, str(device), device_label(device), tuple(available_devices()), memory_text(device), file,
        remarks, file.sha256 in wish.remembered, can_compile(info.architecture, str(device)), tuple(PRESETS),
    )  # fmt: skip
