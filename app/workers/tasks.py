"""One-shot tasks in a thread of their own: opening a checkpoint, writing pictures, reading a picture's settings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from app.params import LiveParams, ModelInfo, SampleSettings, SettingError
from app.params.opening import Opening
from app.workers.problems import explain_task


class TaskThread(QThread):
    """Calls ``work()`` once. Signals carry the task's number, so that the answer of an abandoned task can be dropped.

    ``title`` says what could not be done if it fails.
    """

    succeeded = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self, task_id: int, title: str, work: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.task_id = task_id
        self._title = title
        self._work = work

    def run(self) -> None:
        """The thread."""
        try:
            result = self._work()
        except BaseException as error:  # whatever happens in a thread must be reported
            self.failed.emit(self.task_id, explain_task(error, self._title))
        else:
            self.succeeded.emit(self.task_id, result)


@dataclass(frozen=True)
class Wish:
    """What is to be opened, and how: ``opening``, or if that is None what ``remembered`` (SHA-256 -> answers) has.

    What comes from ``remembered``, or from a picture's record (``recorded``), gives way where it does not fit any more.
    """

    path: str
    device: str
    opening: Opening | None = None
    remembered: Mapping[str, Any] = field(default_factory=dict)
    recorded: bool = False


@dataclass(frozen=True)
class Loaded:
    """An opened network: ``model``, a ScoreModel, is for the sampler's thread only; the rest is plain values.

    ``known``: whether its file had been told about before. ``compilable``: why it cannot be compiled, or empty.
    ``presets``: the published configurations of score_sde.
    """

    model: Any
    info: ModelInfo
    device: str
    device_label: str
    devices: tuple[str, ...]
    memory: str
    remarks: tuple[str, ...] = ()
    known: bool = False
    compilable: str = ""
    presets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unconfigured:
    """A checkpoint that needs a configuration: ``problem`` says so, ``presets`` are the published ones."""

    path: str
    problem: str
    presets: tuple[str, ...]


def load_model(wish: Wish) -> Loaded | Unconfigured:
    """Open a checkpoint on a device ("auto" or a name). Raises CheckpointError or SettingError."""
    from app.core.device import available_devices, device_label, resolve_device
    from app.io.checkpoint import file_hash
    from app.io.errors import UnconfiguredError
    from app.io.formats.presets import PRESETS
    from app.io.places import resolve_checkpoint
    from app.networks.kernels.choice import can_compile
    from app.workers.memory import memory_text

    chosen = resolve_device(wish.device)
    sha256 = file_hash(resolve_checkpoint(wish.path))
    known = sha256 in wish.remembered
    try:
        opened = _open(wish, sha256, chosen)
    except UnconfiguredError as error:
        return Unconfigured(wish.path, str(error), tuple(PRESETS))
    info = opened.model.describe()
    return Loaded(
        opened.model, info, str(chosen), device_label(chosen), tuple(available_devices()), memory_text(chosen),
        opened.remarks, known, can_compile(info.architecture, str(chosen)), tuple(PRESETS),
    )  # fmt: skip


def stop_compiling() -> None:
    """Stop the compiler that an opening given up has started, so that nothing waits for it."""
    module = sys.modules.get("app.io.kernels")  # not imported: nothing has been compiled
    if module is not None:
        module.stop_building()


def _open(wish: Wish, sha256: str, device: Any) -> Any:
    """What is asked for; where remembered answers do not fit any more, the file as it is, with a remark."""
    import dataclasses

    from app.io.errors import CheckpointError
    from app.io.opening import open_network

    opening, yields = wish.opening, wish.recorded
    remark = ""
    if opening is None:
        opening, yields = Opening(), True
        try:
            opening = Opening.from_dict(wish.remembered.get(sha256, {}))
        except SettingError as error:
            remark = str(error)
    try:
        opened = open_network(wish.path, opening, device, sha256=sha256)
    except (CheckpointError, SettingError) as error:
        if not yields or opening == Opening():
            raise
        remark = str(error)
        opened = open_network(wish.path, Opening(), device, sha256=sha256)
    if not remark:
        return opened
    text = f"What was said about the file before does not fit any more, so it was left out: {remark.rstrip('.')}"
    return dataclasses.replace(opened, remarks=(text, *opened.remarks))


@dataclass(frozen=True)
class Picture:
    """What made the frames of an export: the network, the settings, the changes, which samples."""

    info: ModelInfo
    settings: SampleSettings
    changes: tuple[tuple[int, LiveParams], ...]
    extra: dict[str, Any]


@dataclass(frozen=True)
class GridLook:
    """How an exported grid looks: ``columns`` 0 means as square as possible, ``scale`` 0 to about 800 pixels.

    ``caption`` draws a text of the given width: uint8 [rows, width, 3], put below the grid.
    """

    columns: int = 0
    padding: int = 1
    scale: int = 0
    caption: Callable[[int], np.ndarray] | None = None


def export_grid(path: str, frames: np.ndarray, look: GridLook, picture: Picture) -> list[str]:
    """Write frames uint8 [N, H, W, C] as one PNG with the run's record inside; the paths written. Raises WriteError."""
    from app.io.pictures import compose_grid, grid_columns, grid_scale, save_png

    columns = min(look.columns or grid_columns(len(frames)), len(frames))
    scale = look.scale or grid_scale(frames.shape[1], frames.shape[2], len(frames), columns)
    image = compose_grid(frames, columns, look.padding, scale)
    if look.caption is not None:
        text = look.caption(image.shape[1])
        colour = image if image.shape[2] >= 3 else np.repeat(image, 3, axis=2)
        image = np.concatenate([colour[:, :, :3], text])
    save_png(path, image, _record(picture))
    return [path]


def export_samples(folder: str, frames: np.ndarray, indices: list[int], picture: Picture) -> list[str]:
    """Write each frame to its own PNG in ``folder``; the paths written. Raises WriteError."""
    from app.io.pictures import save_samples

    return [str(path) for path in save_samples(folder, frames, _record(picture), indices)]


def _record(picture: Picture) -> Any:
    from app.io.records import RunRecord

    return RunRecord.of(picture.info, picture.settings, changes=picture.changes, extra=picture.extra)


@dataclass(frozen=True)
class Restored:
    """The settings found in a picture; ``checkpoint`` and ``sha256`` name the network that made it."""

    path: str
    settings: SampleSettings
    changes: tuple[tuple[int, LiveParams], ...]
    checkpoint: str
    sha256: str
    indices: tuple[int, ...]
    filled: bool = False
    """Whether the picture was made by inpainting."""
    opening: Opening | None = None
    """How the checkpoint was opened, if the picture says so."""


def read_settings(path: str) -> Restored:
    """The settings inside a picture that this program wrote. Raises ImageError if there are none."""
    from app.io.pictures import read_record

    record = read_record(path)
    chosen = record.extra.get("samples", [])
    valid = isinstance(chosen, list) and all(
        isinstance(k, int) and not isinstance(k, bool) and 0 <= k < record.settings.count for k in chosen
    )
    indices = tuple(chosen) if valid else ()
    return Restored(
        path, record.settings, record.changes, record.checkpoint, record.sha256, indices, "inpainting" in record.extra,
        Opening.from_dict(record.opening) if record.opening is not None else None,
    )  # fmt: skip


def find_settings(path: str) -> Restored | None:
    """As :func:`read_settings`; None if the picture was not made by this program."""
    from app.io.errors import NoRecordError

    try:
        return read_settings(path)
    except NoRecordError:
        return None


def may_hold_settings(path: str) -> bool:
    """Whether a file may be a picture of this program, with its settings inside, rather than a checkpoint."""
    return Path(path).suffix.lower() == ".png"
