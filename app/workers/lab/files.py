"""The laboratory's files, read and written in threads."""

from __future__ import annotations

from typing import Any

from app.params.lab.density import PointSet
from app.params.lab.run import LearnedScore


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


def read_experiment(path: str) -> Any:
    """What a picture of the laboratory carries. Raises ImageError."""
    from app.io.lab import read_experiment as read

    return read(path)
