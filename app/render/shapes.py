"""Many points and lines from numpy arrays to Qt at once: a stream of bytes instead of one object each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QPolygonF

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE, _LINE = 0, 1


def polygon(points: NDArray[np.float64]) -> QPolygonF:
    """The points [N, 2] as a QPolygonF."""
    data = np.array([len(points)], ">u4").tobytes() + np.ascontiguousarray(points, ">f8").tobytes()
    result = QPolygonF()
    QDataStream(QByteArray(data)) >> result
    return result


def path(points: NDArray[np.float64], starts: NDArray[np.bool_]) -> QPainterPath:
    """Lines through the points [N, 2]; a new line begins wherever ``starts`` [N] is true (at the first it must be)."""
    result = QPainterPath()
    if len(points) == 0:
        return result
    elements = np.empty(len(points), _ELEMENT)
    elements["kind"] = np.where(starts, _MOVE, _LINE)
    elements["x"], elements["y"] = points[:, 0], points[:, 1]
    # Count, elements, where the last line begins, fill rule (odd-even).
    last = int(np.flatnonzero(starts)[-1])
    data = np.array([len(points)], ">i4").tobytes() + elements.tobytes() + np.array([last, 0], ">i4").tobytes()
    QDataStream(QByteArray(data)) >> result
    return result


def polylines(lines: list[NDArray[np.float64]]) -> QPainterPath:
    """Several lines, each [P, 2], as one path."""
    if not lines:
        return QPainterPath()
    starts = np.zeros(sum(len(line) for line in lines), bool)
    starts[np.cumsum([0, *[len(line) for line in lines[:-1]]])] = True
    return path(np.concatenate(lines), starts)
