"""Many points and lines from numpy arrays to Qt at once: a stream of bytes instead of one object each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QLineF, QPointF
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


def arrow(tail: QPointF, tip: QPointF, head: float = 7.0) -> QPainterPath:
    """A line from ``tail`` to ``tip`` with a head of so many units, at most two fifths of it."""
    result = QPainterPath(tail)
    result.lineTo(tip)
    line = QLineF(tip, tail)
    size = min(head, 0.4 * line.length())
    if size > 0:
        line.setLength(size)
        for angle in (-26.0, 26.0):
            side = QLineF(line)
            side.setAngle(line.angle() + angle)
            result.moveTo(tip)
            result.lineTo(side.p2())
    return result


def polylines(lines: list[NDArray[np.float64]]) -> QPainterPath:
    """Several lines, each [P, 2], as one path."""
    if not lines:
        return QPainterPath()
    starts = np.zeros(sum(len(line) for line in lines), bool)
    starts[np.cumsum([0, *[len(line) for line in lines[:-1]]])] = True
    return path(np.concatenate(lines), starts)
