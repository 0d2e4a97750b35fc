"""Pictures of particles: where they are, whence they came, and their share in each mode beside the exact one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from app.params.lab.density import Extent
from app.params.words import say
from app.render.colours import seen_on
from app.render.lab.dots import MANY
from app.render.lab.fields import HEADING, MARGIN, paint_heading
from app.render.lab.panel import Panel, Points, Theme, font, paint_panel, panel_height

Array = NDArray[np.float64]

SHARES_HEIGHT = 86.0
MAX_SHARES = 32
"""Above this many parts their bars would be too thin to read, and are left out."""


COLD = 0.02
"""The lowest temperature whose law is shaded: colder ones would be points."""


def shade_of(log_density: Array, temperature: float = 1.0) -> Array:
    """The Boltzmann law p^(1/tau) that particles of temperature tau sample, as parts of its largest value: [H, W]."""
    shade: Array = np.exp((log_density - log_density.max()) / max(temperature, COLD))
    return shade


@dataclass(frozen=True, eq=False)
class ParticlePicture:
    """One frame of a particle run.

    ``places`` [N, 2]; ``colour`` #rrggbb, the noise level's; ``trails`` lines [P, 2]; ``density`` [H, W] of the target
    behind (see :func:`shade_of`); ``shares`` and ``weights`` of the parts (modes, arms, ...).
    """

    extent: Extent
    places: Array
    colour: str
    title: str = ""
    density: Array | None = None
    contours: tuple[Array, ...] = ()
    trails: tuple[Array, ...] = ()
    shares: Sequence[float] = ()
    weights: Sequence[float] = ()


def particle_panel(picture: ParticlePicture, theme: Theme) -> Panel:
    """The panel of one frame: the target density faintly behind, particles in the noise level's colour."""
    n = len(picture.places)
    size, opacity = (4.0, 0.9) if n <= 2000 else (3.0, 0.9) if n <= MANY else (2.0, 1.0)
    return Panel(
        picture.extent,
        picture.title,
        shade=None if picture.density is None else picture.density / max(float(picture.density.max()), 1e-300),
        contours=picture.contours,
        contour_colour=theme.muted + "88",
        trails=picture.trails,
        points=(Points(picture.places, picture.colour, size, opacity, outline=True),),
    )


def render_particles(
    pictures: Sequence[ParticlePicture], theme: Theme, *, heading: str = "", note: str = "",
    panel_width: float = 480, scale: float = 1.0,
) -> QImage:  # fmt: skip
    """Runs side by side, as a picture of its own."""
    panels = [particle_panel(p, theme) for p in pictures]
    bars = any(1 < len(p.weights) <= MAX_SHARES for p in pictures)
    top = MARGIN + (HEADING if heading else 0)
    height = max(panel_height(p, panel_width) for p in panels)
    width = MARGIN * (len(panels) + 1) + panel_width * len(panels)
    total = top + height + (SHARES_HEIGHT if bars else MARGIN / 2)
    image = QImage(round(width * scale), round(total * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.background))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    if heading:
        paint_heading(painter, QRectF(MARGIN, MARGIN, width - 2 * MARGIN, HEADING - 8), heading, note, theme)
    for k, (panel, picture) in enumerate(zip(panels, pictures, strict=True)):
        where = QRectF(MARGIN + k * (panel_width + MARGIN), top, panel_width, height)
        plot = paint_panel(painter, where, panel, theme)
        if 1 < len(picture.weights) <= MAX_SHARES:
            area = QRectF(plot.left(), where.bottom() + 4, plot.width(), SHARES_HEIGHT - 20)
            paint_shares(painter, area, picture.shares, picture.weights, picture.colour, theme)
    painter.end()
    return image


def paint_shares(
    painter: QPainter, where: QRectF, shares: Sequence[float], weights: Sequence[float], colour: str, theme: Theme
) -> None:
    """A bar for the particles' share in each part, and a line across it at its share in the law that they sample.

    Without ``shares`` there are no particles yet, and the line alone is drawn.
    """
    small = font(12)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    long, short = say("share of the particles (line: exact)"), say("share (line: exact)")
    label = _that_fits(metrics, where.width(), long, short, say("share"))
    painter.drawText(QPointF(where.left(), where.top() + metrics.ascent()), label)
    plot = where.adjusted(0, metrics.height() + 6, 0, 0)
    top = max(*shares, *weights, 1e-9)
    found: Sequence[float | None] = shares or [None] * len(weights)
    slot = plot.width() / len(weights)
    few = len(weights) <= 4
    for k, (share, weight) in enumerate(zip(found, weights, strict=True)):
        room = QRectF(plot.left() + k * slot, plot.top(), slot - (16 if few else min(6.0, slot / 4)), plot.height())
        if few:
            _paint_long_bar(painter, room, share, weight, colour, theme)
            continue
        tall = room.height() * (share or 0.0) / top
        _fill(painter, QRectF(room.left(), room.bottom() - tall, room.width(), tall), colour, theme)
        y = room.bottom() - room.height() * weight / top
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawLine(QPointF(room.left() - 1, y), QPointF(room.right() + 1, y))
    if not few:
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())


def _fill(painter: QPainter, bar: QRectF, colour: str, theme: Theme) -> None:
    """A bar with an edge that is seen whatever its colour."""
    painter.fillRect(bar, seen_on(QColor(colour), QColor(theme.background), QColor(theme.text)))
    inner = bar.adjusted(1, 1, -1, -1)
    if inner.isValid():
        painter.fillRect(inner, QColor(colour))


def _paint_long_bar(
    painter: QPainter, where: QRectF, share: float | None, weight: float, colour: str, theme: Theme
) -> None:
    """A horizontal bar from 0 to 1 with the two numbers above it."""
    painter.setPen(QColor(theme.text))
    exact = say("(exact: {0})").format(f"{weight:.3f}")
    numbers = (
        ("–   " + exact, f"– ({weight:.3f})", f"({weight:.2f})")
        if share is None
        else (f"{share:.3f}   {exact}", f"{share:.3f} ({weight:.3f})", f"{share:.2f}")
    )
    text = _that_fits(QFontMetricsF(painter.font()), where.width(), *numbers)
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
    bar = QRectF(where.left(), where.top() + 20, where.width(), 10)
    painter.fillRect(bar, QColor(theme.line))
    filled = QRectF(bar.left(), bar.top(), bar.width() * min(1.0, share or 0.0), bar.height())
    _fill(painter, filled, colour, theme)
    x = bar.left() + bar.width() * weight
    painter.setPen(QPen(QColor(theme.text), 2))
    painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))


def _that_fits(metrics: QFontMetricsF, width: float, *texts: str) -> str:
    """The first text that is not too wide, or the last."""
    return next((text for text in texts if metrics.horizontalAdvance(text) <= width), texts[-1])
