"""What an exported picture of samples is made of, and how it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.params.model import ModelInfo
from app.params.samplers import LiveParams
from app.params.sampling import SampleSettings


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
