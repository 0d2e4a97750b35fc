"""The laboratory's files, read and written in threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.params.lab.density import DensitySettings, PointSet
from app.params.lab.fields import FieldSettings
from app.params.lab.run import LearnedScore

Pixels = NDArray[np.uint8]


def read_points(path: str) -> PointSet:
    """Raises DataError for anything but points."""
    from app.io.points import load_points

    return load_points(path)


def write_points(path: str, points: PointSet) -> str:
    """The path written. Raises WriteError."""
    from app.io.points import save_points

    save_points(path, points)
    return path


def read_network(path: str) -> LearnedScore:
    """Raises CheckpointError for anything but a network of the laboratory."""
    from app.jobs.lab.files import read_network as read

    return read(path)


def write_network(path: str, learned: LearnedScore) -> str:
    """The path written. Raises WriteError."""
    from app.jobs.lab.files import write_network as write

    write(path, learned)
    return path


def write_png(path: str, draw: Callable[[], Pixels], document: dict[str, Any]) -> str:
    """Draw and write a picture, uint8 [H, W, 3], with its settings inside; the path written. Raises WriteError."""
    from app.io.lab import save_laboratory_png

    save_laboratory_png(path, draw(), document)
    return path


def write_particles(path: str, places: NDArray[np.float64], density: DensitySettings, document: dict[str, Any]) -> str:
    """``particles`` float32 [N, 2], as the command ``particles`` writes them. Raises WriteError."""
    from app.io.lab import save_arrays

    settings = {"density": density.to_dict(), **document}
    save_arrays(path, settings, particles=places.astype(np.float32))
    return path


def write_field(path: str, density: DensitySettings, settings: FieldSettings, network: LearnedScore | None) -> str:
    """The arrays that the command ``field`` writes. Raises WriteError, and SettingError for a sigma that cannot be."""
    from app.jobs.lab.files import write_field as write

    write(path, density, settings, network)
    return path
