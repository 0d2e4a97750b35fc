"""Pictures of score fields: exact, learned and their difference side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.params.lab.density import Extent
from app.params.words import say
from app.render.axes import round_number
from app.render.lab.panel import Arrows, Heat, Panel, Points, Theme, font, paint_panel, panel_height

Array = NDArray[np.float64]

MARGIN = 16.0
HEADING = 34.0
FAR = 1e4
"""Where |log p| is larger than this everywhere, it is counted from its largest value."""
DEPTH = 12.0
"""How many nats of log p below the largest value the heat map shows."""


LONGEST = 1.4
"""The longest arrow, in cells: longer ones are cut off."""


class ArrowLength(StrEnum):
    """What an arrow's length means."""

    LINEAR = "linear"
    """Proportional to |s|; the largest ones are cut so that they do not cover each other."""
    LOG = "logarithmic"
    """Growing with log(1 + |s| / median)."""
    NORMALISED = "normalised"
    """All the same: directions only."""


class HeatKind(StrEnum):
    """What the heat map under the arrows shows."""

    LOG_DENSITY = "log-density"
    POTENTIAL = "potential"


@dataclass(frozen=True, eq=False)
class FieldPicture:
    """The arrays that a picture of a field is made of; row 0 is the lowest.

    ``log_density`` [H, W] over ``extent``; ``score`` and, if there is one, ``learned`` [h, w, 2] at ``arrow_x`` [w],
    ``arrow_y`` [h]; ``difference`` [H', W'] the error's size; ``contours`` lines [P, 2]; ``data`` [N, 2].
    """

    extent: Extent
    log_density: Array
    arrow_x: Array
    arrow_y: Array
    score: Array
    contours: tuple[Array, ...] = ()
    learned: Array | None = None
    difference: Array | None = None
    data: Array | None = None


def arrow_vectors(score: Array, length: ArrowLength, reference: Array | None = None) -> Array:
    """Scores [h, w, 2] as arrows in cells. ``reference`` sets the scale, so that two fields can be compared."""
    size = np.linalg.norm(score, axis=-1, keepdims=True)
    base = np.linalg.norm(score if reference is None else reference, axis=-1)
    unit = score / np.maximum(size, 1e-300)
    if length is ArrowLength.NORMALISED:
        return np.asarray(0.8 * unit)
    if length is ArrowLength.LOG:
        middle = max(float(np.median(base)), 1e-300)
        top = np.log1p(float(np.quantile(base, 0.98)) / middle)
        return np.asarray(unit * np.minimum(np.log1p(size / middle) / top, LONGEST))
    return np.asarray(unit * np.minimum(1.1 * size / max(float(np.quantile(base, 0.98)), 1e-300), LONGEST))


def arrow_key(score: Array, length: ArrowLength) -> tuple[float, float] | None:
    """A round |s| and the length in cells of the arrow that stands for it; None where lengths mean nothing."""
    base = np.linalg.norm(score, axis=-1)
    top, middle = (max(float(np.quantile(base, q)), 1e-300) for q in (0.98, 0.5))
    if length is ArrowLength.NORMALISED or not 1e-200 < top < 1e200:
        return None
    value = round_number(LONGEST / 1.1 * top, up=False)
    if length is ArrowLength.LOG:
        return value, min(math.log1p(value / middle) / math.log1p(top / middle), LONGEST)
    return value, min(1.1 * value / top, LONGEST)


def field_arrows(
    x: Array, y: Array, score: Array, length: ArrowLength, colour: str = "#ffffff", reference: Array | None = None
) -> Arrows:
    """The arrows of a score [h, w, 2], with their scale."""
    base = score if reference is None else reference
    return Arrows(x, y, arrow_vectors(score, length, base), colour, arrow_key(base, length))


def heat_of(log_density: Array, kind: HeatKind, depth: float = DEPTH) -> Heat:
    """The heat map of log p, or of V = -log p, over its most likely ``depth`` nats."""
    top = float(log_density.max())
    low = max(float(log_density.min()), top - depth)
    low = low if low < top else top - 1
    if abs(top) >= FAR:  # numbers so long would not fit beside the bar, and differ in their last digits only
        log_density, low, top, from_top = log_density - top, low - top, 0.0, True
    else:
        from_top = False
    if kind is HeatKind.POTENTIAL:
        # Turned round: the wells glow, and the arrows outside stay visible on the dark.
        return Heat(-log_density, -top, -low, "magma_r", "V − min V" if from_top else "V = −log p")
    return Heat(log_density, low, top, "viridis", "log p − max log p" if from_top else "log p")


def field_panels(
    picture: FieldPicture, *, heat: HeatKind = HeatKind.LOG_DENSITY, length: ArrowLength = ArrowLength.LINEAR,
    exact_title: str = "", learned_title: str = "", error_title: str = "",
) -> list[Panel]:  # fmt: skip
    """One panel for the exact field; with a learned one also its field and the error."""
    background = heat_of(picture.log_density, heat)
    data = () if picture.data is None else (Points(picture.data, "#ffffff", 2.5, 0.9, outline=True),)

    def panel(title: str, score: Array) -> Panel:
        arrows = field_arrows(picture.arrow_x, picture.arrow_y, score, length, reference=picture.score)
        return Panel(picture.extent, title, background, contours=picture.contours, arrows=arrows, points=data)

    panels = [panel(exact_title or say("Exact score"), picture.score)]
    if picture.learned is not None:
        panels.append(panel(learned_title or say("Learned score"), picture.learned))
    if picture.difference is not None:
        top = float(np.quantile(picture.difference, 0.98)) or 1.0
        error = Heat(picture.difference, 0.0, top, "magma", say("|learned − exact|"))
        panels.append(Panel(picture.extent, error_title or say("Error"), error, contours=picture.contours, points=data))
    return panels


def render_panels(
    panels: Sequence[Panel], theme: Theme, *, heading: str = "", note: str = "", panel_width: float = 560,
    scale: float = 2.0,
) -> QImage:  # fmt: skip
    """Panels side by side under a heading (bold) and a note (quiet), as a picture of its own."""
    top = MARGIN + (HEADING if heading else 0)
    height = max(panel_height(p, panel_width) for p in panels)
    width = MARGIN * (len(panels) + 1) + panel_width * len(panels)
    image = QImage(round(width * scale), round((top + height + MARGIN / 2) * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.background))
    painter = QPainter(image)
    painter.scale(scale, scale)
    if heading:
        paint_heading(painter, QRectF(MARGIN, MARGIN, width - 2 * MARGIN, HEADING - 8), heading, note, theme)
    for k, panel in enumerate(panels):
        where = QRectF(MARGIN + k * (panel_width + MARGIN), top, panel_width, height)
        paint_panel(painter, where, panel, theme)
    painter.end()
    return image


def paint_heading(painter: QPainter, where: QRectF, heading: str, note: str, theme: Theme) -> None:
    """A bold heading at the left and a quiet note at the right of one line."""
    painter.setFont(font(17, bold=True))
    painter.setPen(QColor(theme.text))
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
    painter.setFont(font(13))
    painter.setPen(QColor(theme.muted))
    painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
