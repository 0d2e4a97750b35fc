"""The sweep inside a labelled table that this program wrote."""

from __future__ import annotations

from pathlib import Path

from app.io.errors import ImageError
from app.io.records import RunRecord
from app.params import SettingError
from app.params.sweep import Sweep


def sweep_of(record: RunRecord, path: str | Path) -> Sweep | None:
    """The sweep that a record in the file ``path`` tells of; None if there is none. Raises ImageError."""
    if "sweep" not in record.extra:
        return None
    try:
        return Sweep.from_dict(record.extra["sweep"], record.settings, record.checkpoint, None)
    except SettingError as error:
        raise ImageError(path, f"its sweep is damaged ({error})", "Use another picture") from error
