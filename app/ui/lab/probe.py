"""The probe: what holds at a place of the plane, read off in a thread and written beside it."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from app.params.lab.density import SigmaMeaning
from app.params.lab.run import LearnedScore, ProbeNumbers, ProbeRequest
from app.render.lab.panel import Theme, font
from app.render.shapes import arrow
from app.state.lab.laboratory import Activity, LabState, PlaneTool
from app.state.lab.particles import ParticlesState
from app.state.lab.plane import PlaneGeometry
from app.ui.lab.field_session import FieldSession
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.plane_session import PlaneSession
from app.ui.tasks import TaskRunner
from app.ui.text import number, tr
from app.workers.lab.threads import probe_thread

MANY = 4
"""Shares of more parts than this are told of the largest alone."""
ARROW = 44.0
"""Pixels that the arrow of the score is long: it shows a direction, its length stands beside it."""

Lines = tuple[tuple[str, str], ...]


class ProbeSession(PlaneSession[ProbeRequest, ProbeNumbers]):
    """Keeps :attr:`numbers` up to date with the spot of a :class:`LabState`."""

    def __init__(
        self, state: LabState, particles: ParticlesState, run: ParticleRunner, fields: FieldSession, tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        causes = (
            state.spot_changed, state.density_changed, state.look_changed, state.activity_changed,
            state.network_changed, state.tool_changed, particles.shown_changed, run.frame_changed,
        )  # fmt: skip
        super().__init__(probe_thread, tr("The place could not be read off"), tasks, causes, parent)
        self._state, self._run, self._fields = state, run, fields

    @property
    def numbers(self) -> ProbeNumbers | None:
        """What holds at the spot."""
        return self.result

    @override
    def wanted(self) -> ProbeRequest | None:
        """What holds at the spot, while one probes."""
        state, spot = self._state, self._state.spot
        if spot is None or state.tool is not PlaneTool.PROBE:
            return None
        sigma, meaning = self._fields.seen(spot.panel)
        return ProbeRequest(state.density, (spot.x, spot.y), sigma, meaning, self._network(spot.panel))

    def _network(self, k: int) -> LearnedScore | None:
        """The learned score that is beside the exact one, or that the particles of panel ``k`` follow."""
        learned: LearnedScore | None = self._state.network
        if self._state.activity is Activity.LEARNING:
            return learned
        running = self._run.experiment
        if self._state.activity is Activity.PARTICLES and running is not None and k < len(running.jobs):
            return running.jobs[k].network
        return None

    def lines(self) -> Lines:
        """What is written beside the spot: names and values."""
        request, n = self.request, self.numbers
        if request is None or n is None:
            return ()
        whole = request.meaning is SigmaMeaning.TOTAL
        sigma = tr("{0}, whole width") if whole else tr("{0} added") if self._state.mixture else "{0}"
        lines = [
            ("x", _pair(request.place)),
            ("σ", sigma.format(number(request.sigma))),
            ("log p", _signed(n.log_density)),
            ("V = −log p", _signed(-n.log_density)),
            ("s", f"{_pair(n.score)}   |s| {number(math.hypot(*n.score))}"),
        ]
        if n.learned is not None:
            lines.append((tr("s learned"), f"{_pair(n.learned)}   |s| {number(math.hypot(*n.learned))}"))
        if 1 < len(n.shares) <= MANY:
            lines.append((tr("shares"), "  ".join(f"{share:.3f}" for share in n.shares)))
        elif len(n.shares) > MANY:
            k = max(range(len(n.shares)), key=n.shares.__getitem__)
            lines.append((tr("shares"), tr("of part {0}: {1}").format(k + 1, f"{n.shares[k]:.3f}")))
        return tuple(lines)

    def paint(self, painter: QPainter, k: int, geometry: PlaneGeometry, theme: Theme) -> None:
        """Mark the spot in panel ``k``, and write beside it what holds there; the other panels mark the same place."""
        spot, n = self._state.spot, self.numbers
        if spot is None or self._state.tool is not PlaneTool.PROBE:
            return
        at, plot = geometry.to_screen(spot.x, spot.y, k), geometry.plots[k]
        for width, colour in ((3.0, QColor(0, 0, 0, 130)), (1.2, QColor("#ffffff"))):
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 4, 4)
        if k != spot.panel or n is None or self.request is None:
            return
        for score, colour in ((n.learned, QColor(theme.muted)), (n.score, QColor("#ffffff"))):
            size = 0.0 if score is None else math.hypot(*score)
            if score is not None and 0 < size < math.inf:
                tip = at + QPointF(score[0], -score[1]) * (ARROW / size)
                for width, pen in ((3.4, QColor(0, 0, 0, 130)), (1.6, colour)):
                    painter.strokePath(arrow(at, tip), QPen(pen, width))
        _paint_box(painter, plot, at, self.lines(), theme)


def _paint_box(painter: QPainter, plot: QRectF, at: QPointF, lines: Lines, theme: Theme) -> None:
    """The lines in that corner of the plot which is farthest from the spot."""
    small = font(12)
    metrics = QFontMetricsF(small)
    names = max(metrics.horizontalAdvance(name) for name, _ in lines)
    width = names + 10 + max(metrics.horizontalAdvance(value) for _, value in lines)
    height = metrics.height() + 2
    room = QRectF(0, 0, min(width + 16, plot.width() - 8), height * len(lines) + 10)
    right, low = at.x() < plot.center().x(), at.y() < plot.center().y()
    room.moveLeft(plot.right() - 4 - room.width() if right else plot.left() + 4)
    room.moveTop(plot.bottom() - 4 - room.height() if low else plot.top() + 4)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.plot))
    painter.drawRoundedRect(room, 4, 4)
    painter.setFont(small)
    for k, (name, value) in enumerate(lines):
        base = room.top() + 5 + k * height + metrics.ascent()
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(room.left() + 8, base), name)
        painter.setPen(QColor(theme.text))
        fitting = metrics.elidedText(value, Qt.TextElideMode.ElideRight, room.width() - names - 24)
        painter.drawText(QPointF(room.left() + 18 + names, base), fitting)


def _pair(values: tuple[float, float]) -> str:
    return ", ".join(_signed(value) for value in values)


def _signed(value: float) -> str:
    return number(value).replace("-", "−")
