"""Planes side by side on any painter: the canvas shows them, the export writes them."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from app.params.lab.density import Extent
from app.params.lab.run import Forces
from app.render.colours import seen_on
from app.render.lab.panel import (
    BAR,
    BAR_GAP,
    BAR_LABELS,
    BOTTOM,
    LEFT,
    TITLE_HEIGHT,
    Panel,
    Theme,
    font,
    paint_frame,
    paint_plane,
    place,
    thin_pen,
)
from app.render.lab.particles import MAX_SHARES, ParticlePicture, paint_shares, particle_panel
from app.render.shapes import arrow, polylines
from app.ui.text import number, tr

Array = NDArray[np.float64]

GAP = 8.0
PLACES = "x₂"
"""The vertical axis of a plane of places, beside x₁."""
SHARES = 66.0
CAPTION = 17.0
"""The height of a line of the caption."""
INDENT = 12.0
"""Pixels before a caption, and before each of its further lines."""
PARTS = re.compile(".+?[;:,] {2,}|.+")
"""What a caption says one after the other."""
MAGNIFIER = 96.0
"""The side of the square in which a particle's step is magnified, at most."""
ROOMY = 400.0
"""Pixels across a plane from which on its dots have their full size."""
NARROW = 12.0
"""Room left of a plane whose vertical axis is its left neighbour's, as all show the same part of the plane."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """Particles of one panel in their noise level's colour; ``shares`` of the parts beside the true ``weights``.

    ``forces``: one particle's newest step, to be magnified.
    """

    places: Array
    colour: str
    trails: Array | None = None
    shares: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    forces: Forces | None = None


@dataclass(frozen=True)
class Plane:
    """One panel. ``still`` is drawn once and kept; its extent may lag behind the view while a new one is computed."""

    title: str
    notes: tuple[str, ...] = ()
    """What may stand at the right of the title: the first that there is room for."""
    still: Panel | None = None
    crowd: Crowd | None = None
    shares: bool = False
    """Whether there is room below for the particles' share in each part."""
    weights: tuple[float, ...] = ()
    """Their exact share in each part, where that is known before there are particles."""
    vertical: str = PLACES
    """The name of the vertical axis."""
    idea: str = ""
    """What it is about; the first plane's stands below all of them."""
    caption: str = ""
    """What exactly it shows: which score, which law, the step in numbers."""
    widest: str = ""
    """The caption with numbers as long as they may become, so that its room does not change with them."""

    @property
    def has_bar(self) -> bool:
        """Whether a colour bar stands at the right."""
        return self.still is not None and self.still.heat is not None and bool(self.still.heat.label)


def lay_out(planes: tuple[Plane, ...], room: QRectF) -> list[QRectF]:
    """Where each plane with its axes lies: the squares of all are equally large, and in the middle."""
    if not planes:
        return []
    right = [BAR_GAP + BAR + BAR_LABELS if p.has_bar else 12.0 for p in planes]
    below = BOTTOM + (SHARES if any(p.shares for p in planes) else 0.0)
    below += CAPTION * sum(len(broken(widest, room.width() - 2 * INDENT)) for _, widest in captions(planes))
    before = [LEFT if upright(planes, k) else NARROW for k in range(len(planes))]
    across = room.width() - sum(right) - sum(before) - GAP * len(right)
    side = max(40.0, min(across / len(right), room.height() - TITLE_HEIGHT - below - GAP))
    used = sum(right) + sum(before) + side * len(right) + GAP * (len(right) - 1)
    left = room.left() + (room.width() - used) / 2
    top = room.top() + max(0.0, (room.height() - TITLE_HEIGHT - side - below) / 2)
    found = []
    for lead, margin in zip(before, right, strict=True):
        found.append(QRectF(left, top, lead + side + margin, TITLE_HEIGHT + side + BOTTOM))
        left += lead + side + margin + GAP
    return found


def upright(planes: tuple[Plane, ...], k: int) -> bool:
    """Whether the plane ``k`` from the left has a vertical axis of its own: its left neighbour has none, or another."""
    return k == 0 or planes[k].vertical != planes[k - 1].vertical


def plot_in(frame: QRectF, *, own: bool) -> QRectF:
    """The square itself, of a plane with or without a vertical axis of its ``own``."""
    side = frame.height() - TITLE_HEIGHT - BOTTOM
    return QRectF(frame.left() + (LEFT if own else NARROW), frame.top() + TITLE_HEIGHT, side, side)


def paint_still(
    painter: QPainter, plane: Plane, frame: QRectF, view: Extent, theme: Theme, *, own: bool = True
) -> None:
    """What does not move: axes, title, colour bar, field."""
    plot = plot_in(frame, own=own)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(plot, QColor(theme.plot))
    painter.setClipRect(plot)
    still = plane.still
    if still is not None:
        e = still.extent
        corners = place(view, plot)(np.array([[e.x_min, e.y_max], [e.x_max, e.y_min]]))
        (left, top), (right, bottom) = corners.tolist()
        paint_plane(painter, QRectF(left, top, right - left, bottom - top), still, theme)
    painter.restore()
    heat, arrows = (still.heat, still.arrows) if still is not None else (None, None)
    around = Panel(view, plane.title, heat, arrows=arrows, vertical=plane.vertical)
    paint_frame(painter, frame, around, theme, plot=plot, upright=own)


def paint_live(painter: QPainter, plane: Plane, frame: QRectF, view: Extent, theme: Theme, *, own: bool = True) -> None:
    """What moves: particles with trails, the step's number, the shares below."""
    plot, crowd = plot_in(frame, own=own), plane.crowd
    if plane.notes and not plane.has_bar:
        small = font(12)
        room = plot.width() - QFontMetricsF(font(14, bold=True)).horizontalAdvance(plane.title) - 12
        note = next((n for n in plane.notes if QFontMetricsF(small).horizontalAdvance(n) <= room), "")
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        title = QRectF(plot.left(), frame.top(), plot.width(), TITLE_HEIGHT - 6)
        painter.drawText(title, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
    area = QRectF(plot.left(), frame.bottom() + 2, plot.width(), SHARES - 10)
    if crowd is None:
        if plane.shares and plane.weights:
            painter.save()
            paint_shares(painter, area, (), plane.weights, theme.line, theme)
            painter.restore()
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(plot)
    if crowd.trails is not None:
        lines = place(view, plot)(crowd.trails.reshape(-1, 2)).reshape(crowd.trails.shape)
        colour = seen_on(QColor(crowd.colour), QColor(theme.plot), QColor(theme.text))
        colour.setAlphaF(0.3)
        painter.strokePath(polylines(list(lines)), thin_pen(painter, colour))
    dots = particle_panel(ParticlePicture(view, crowd.places, crowd.colour), theme).points
    shrunk = min(max(plot.width() / ROOMY, 0.6), 1.0)
    points = tuple(dataclasses.replace(p, size=p.size * shrunk) for p in dots)
    paint_plane(painter, plot, Panel(view, points=points), theme)
    if crowd.forces is not None:
        _paint_forces(painter, plot, view, crowd.forces, theme)
    painter.restore()
    if plane.shares and 1 < len(crowd.weights) <= MAX_SHARES:
        painter.save()
        paint_shares(painter, area, crowd.shares, crowd.weights, crowd.colour, theme)
        painter.restore()


def captions(planes: tuple[Plane, ...]) -> tuple[tuple[str, str], ...]:
    """What stands below all planes: the idea, then what each of them shows; and each as wide as it may become."""
    texts = (*((p.idea, p.idea) for p in planes[:1]), *((p.caption, p.widest or p.caption) for p in planes))
    return tuple(text for text in texts if text[0])


@functools.lru_cache(maxsize=200)
def broken(text: str, width: float) -> tuple[str, ...]:
    """A caption in lines of at most ``width`` pixels, those after the first indented.

    Broken between its parts if they fit into a line, else between words; a longer word is alone in one.
    """
    metrics, lines = QFontMetricsF(font(12)), [""]

    def fits(line: str) -> bool:
        return metrics.horizontalAdvance(line.rstrip(" ")) <= width - (INDENT if len(lines) > 1 else 0.0)

    for part in PARTS.findall(text):
        whole = metrics.horizontalAdvance(part.rstrip(" ")) <= width - INDENT
        for piece in [part] if whole else re.findall("[^ ]+ *", part):
            if fits(lines[-1] + piece) or not lines[-1]:
                lines[-1] += piece
            else:
                lines.append(piece)
    return tuple(line.rstrip(" ") for line in lines)


def broken_as(text: str, widest: str, width: float) -> tuple[str, ...]:
    """The same at the places at which ``widest`` is broken, so that no part changes its line with the numbers."""
    parts, room = PARTS.findall(text), PARTS.findall(widest)
    wide = {part.rstrip(" ") for part in room}
    lines, left = [], iter(parts)
    for line in broken(widest, width):
        held = [part.rstrip(" ") for part in PARTS.findall(line)]
        if not wide.issuperset(held):  # it is broken within a part
            return broken(text, width)
        lines.append("".join(itertools.islice(left, len(held))).rstrip(" "))
    return tuple(line for line in lines if line) if next(left, None) is None else broken(text, width)


def paint_caption(painter: QPainter, planes: tuple[Plane, ...], room: QRectF, theme: Theme) -> None:
    """The lines at the bottom of ``room``, the room of :func:`lay_out`; what is too long for it is cut off."""
    small = font(12)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    where = room.adjusted(INDENT, 0, -INDENT, 0)
    wide = where.width()
    shown = [(broken_as(text, widest, wide), broken(widest, wide)) for text, widest in captions(planes)]
    y = where.bottom() - 7 - CAPTION * (sum(len(most) for _, most in shown) - 1)
    for k, (lines, most) in enumerate(shown):
        painter.setPen(QColor(theme.text if k == 0 and planes[0].idea else theme.muted))
        fitting = (*lines[: len(most) - 1], " ".join(lines[len(most) - 1 :]))
        for n, line in enumerate(fitting):
            left = where.left() + (INDENT if n else 0.0)
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, where.right() - left)
            painter.drawText(QPointF(left, y + n * CAPTION), text)
        y += len(most) * CAPTION


def _paint_forces(painter: QPainter, plot: QRectF, view: Extent, forces: Forces, theme: Theme) -> None:
    """A ring around the particle, and its step in a corner away from it: the drift, then the kick from its tip."""
    (x, y), drift, kick = forces.place, np.array(forces.drift), np.array(forces.kick)
    at = QPointF(*place(view, plot)(np.array([[x, y]]))[0].tolist())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 1.6))
    painter.drawEllipse(at, 7, 7)
    side = min(MAGNIFIER, 0.36 * plot.width())
    room = QRectF(0, 0, side, side + 34)
    right = at.x() < plot.center().x()
    room.moveLeft(plot.right() - room.width() - 4 if right else plot.left() + 4)
    room.moveTop(plot.top() + 4)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.plot))
    painter.drawRoundedRect(room, 4, 4)
    ends = np.array([np.zeros(2), drift, drift + kick])
    low, high = ends.min(axis=0), ends.max(axis=0)
    scale = (side - 20) / max(float((high - low).max()), 1e-300)
    middle = np.array([room.left() + side / 2, room.top() + side / 2])
    places = middle + (ends - (low + high) / 2) * scale * (1, -1)
    tail, bend, tip = (QPointF(*p) for p in places.tolist())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    small = font(11)
    painter.setFont(small)
    rows = ((tail, bend, theme.mark, tr("drift"), drift), (bend, tip, theme.text, tr("kick"), kick))
    for k, (start, end, colour, name, vector) in enumerate(rows):
        painter.strokePath(arrow(start, end), QPen(QColor(colour), 1.8))
        painter.setPen(QColor(colour))
        text = f"{name} {number(float(np.linalg.norm(vector)))}"
        painter.drawText(QPointF(room.left() + 8, room.top() + side + 12 + 15 * k), text)


def render_planes(
    planes: tuple[Plane, ...], view: Extent, theme: Theme, width: float, height: float, scale: float = 2.0
) -> QImage:
    """Planes as a picture of their own; may be called in any thread."""
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.background))
    painter = QPainter(image)
    painter.scale(scale, scale)
    frames = lay_out(planes, QRectF(GAP, GAP, width - 2 * GAP, height - 2 * GAP))
    for k, (plane, frame) in enumerate(zip(planes, frames, strict=True)):
        own = upright(planes, k)
        paint_still(painter, plane, frame, view, theme, own=own)
        paint_live(painter, plane, frame, view, theme, own=own)
    paint_caption(painter, planes, QRectF(GAP, GAP, width - 2 * GAP, height - 2 * GAP), theme)
    painter.end()
    return image
