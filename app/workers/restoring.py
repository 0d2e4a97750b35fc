"""Pictures of this program read back: the settings of the run that made them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.params import LiveParams, SampleSettings
from app.params.endings import RECORDED
from app.params.opening import Opening
from app.params.path import Leg, OwnPicture
from app.params.sweep import Sweep
from app.params.threads import recorded_threads


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
    before: tuple[Leg, ...] = ()
    """The runs that its run went on from."""
    beginning: OwnPicture | None = None
    """The picture that it began with, if that was not noise."""
    sweep: Sweep | None = None
    """The sweep that the picture shows, if it shows one."""
    threads: int | None = None
    """Threads of the processor that its run was told to compute with; None: it does not say."""


def read_settings(path: str) -> Restored:
    """The settings inside a picture that this program wrote. Raises ImageError if there are none."""
    from app.io.pictures import read_record
    from app.io.sweeps import sweep_of

    record = read_record(path)
    chosen = record.extra.get("samples", [])
    valid = isinstance(chosen, list) and all(
        isinstance(k, int) and not isinstance(k, bool) and 0 <= k < record.settings.count for k in chosen
    )
    indices = tuple(chosen) if valid else ()
    return Restored(
        path, record.settings, record.changes, record.checkpoint, record.sha256, indices, "inpainting" in record.extra,
        Opening.from_dict(record.opening) if record.opening is not None else None, record.before, record.beginning,
        sweep_of(record, path), recorded_threads(record.extra.get("threads")),
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
    return Path(path).suffix.lower() in RECORDED
