"""The history: every run that ended or was replaced, with all that makes it again and a small picture of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.params.inpainting import InpaintSettings
from app.params.path import Leg, OwnPicture, RunPath
from app.params.repaint import Repainted
from app.params.run import FinishReason
from app.params.samplers import ROWS, LiveParams
from app.params.sampling import SampleSettings
from app.params.settings import Field
from app.params.tiles import tiled

MOST_ENTRIES = 200
MOST_BYTES = 64 * 2**20
"""On the disk. Beyond either limit the oldest run without a star goes, and the oldest of all if each has one."""

HELD_BYTES = 256 * 2**20
"""Memory for whole paths of earlier runs, the newest first; the others are made again from their records."""

LONGEST_NAME = 120

THUMBNAIL = 512
"""The longest side of the small picture, where one sample is not larger by itself."""

MOST_PICTURES = 64


@dataclass(frozen=True, eq=False)
class Past:
    """A run of the history.

    ``key`` names its file. ``when`` it began, in seconds since 1970. ``checkpoint``, ``sha256`` and ``opening`` say
    which network it used, ``indices`` are its samples; ``changes``, ``before``, ``beginning``, ``filled`` and
    ``threads`` as in :class:`app.params.path.RunPath`. ``reason`` is why it ended; None: the program ended before it.
    ``seconds`` it ran, without pauses. ``picture`` uint8 [H, W, C] shows some of its samples; None before its end.
    ``size`` is that of its file.
    """

    key: str
    when: float
    settings: SampleSettings
    checkpoint: str
    sha256: str
    indices: tuple[int, ...]
    changes: tuple[tuple[int, LiveParams], ...] = ()
    opening: dict[str, Any] | None = None
    before: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None
    reason: FinishReason | None = None
    evaluations: int = 0
    seconds: float = 0.0
    picture: np.ndarray | None = None
    name: str = ""
    starred: bool = False
    size: int = 0
    filled: tuple[InpaintSettings, Repainted] | None = None
    threads: int | None = None

    @classmethod
    def of(cls, key: str, path: RunPath, seconds: float = 0.0) -> Past:
        """The entry of a run, with as much of it as there is."""
        last, leg, info = path.last, path.leg, path.info
        return cls(
            key, path.begun_at, leg.settings, info.name, info.sha256, leg.indices, leg.changes, info.opening,
            path.before, path.beginning, path.reason, last.progress.done if last is not None else 0, seconds,
            None if last is None else some_of(last.estimate), filled=path.filled, threads=path.threads,
        )  # fmt: skip


def some_of(batch: np.ndarray) -> np.ndarray:
    """As many pictures of uint8 [B, H, W, C] as a small one has room for, in a grid uint8 [rows, cols, C]."""
    thin = math.ceil(max(batch.shape[1:3]) / THUMBNAIL)
    batch = batch[:, ::thin, ::thin]
    _, height, width, _ = batch.shape
    room = (THUMBNAIL + 1) // (width + 1) or 1, (THUMBNAIL + 1) // (height + 1) or 1
    count = min(len(batch), MOST_PICTURES, room[0] * room[1])
    columns = min(room[0], math.ceil(math.sqrt(count)))
    columns = max(columns, math.ceil(count / room[1]))
    return tiled(batch[:count], columns, gap=1, background=128)


def surplus(entries: Sequence[Past], most: int = MOST_ENTRIES, room: int = MOST_BYTES) -> list[Past]:
    """Which of the entries, newest first, have to go: the oldest without a star, then the oldest; never the newest."""
    count, size = len(entries), sum(past.size for past in entries)
    gone = []
    for past in sorted(entries[1:], key=lambda past: (past.starred, past.when)):
        if count <= most and size <= room:
            break
        gone.append(past)
        count, size = count - 1, size - past.size
    return gone


def differences(past: Past, other: Past) -> list[tuple[Field, Any]]:
    """The settings that an entry has otherwise than another, as a form shows them, each with its value.

    The sampler comes first; those that neither of the two uses differ in nothing.
    """
    rows = ROWS[past.settings.sampler], ROWS[other.settings.sampler]
    found = [
        (field, value, before)
        for field, value, before in past.settings.differences(other.settings)
        if any(row.uses(field.key) for row in rows)
    ]
    found.sort(key=lambda one: one[0].key != "sampler")  # it says most
    if past.filled is not None and other.filled is not None:
        found += past.filled[0].differences(other.filled[0])
    return [(field, value) for field, value, _ in found if field.about.row]
