"""Live plots of sigma, alpha, the score's norm and the signal-to-noise ratio against the noise level."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.params.run import Progress
from app.params.status import RunPhase
from app.render.plots import PlotColours, Series, paint_plot
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.text import number, tr
from app.ui.theme import tabular

REFRESH_MS = 500
GAP = 12

QUANTITIES: tuple[tuple[str, str, Callable[[Progress], float]], ...] = (
    ("σᵢ", "the noise level (in units of the data, where a pixel is 0 to 1)", lambda p: p.sigma),
    ("αᵢ", "the step size α = η σ² (in squared units of the data)", lambda p: math.nan if p.alpha is None else p.alpha),
    ("‖s‖", "the norm of the score, mean over the samples (1 / units of the data)", lambda p: p.score_norm),
    (
        "SNR",
        "the signal-to-noise ratio √α ‖s‖ / (2 ‖z‖) of a step (no unit)",
        lambda p: math.nan if p.snr is None else p.snr,
    ),
)


T = TypeVar("T")

MOST_POINTS = 400
"""A plot is not drawn with more points: it has fewer pixels."""


def thinned(steps: list[T], most: int = MOST_POINTS) -> list[T]:
    """At most ``most`` of them, evenly, with the first and the last one."""
    if len(steps) <= most:
        return steps
    return [steps[i] for i in np.linspace(0, len(steps) - 1, most).round().astype(int)]


def plotted_steps(run: RunState) -> list[Progress]:
    """The Langevin steps of a run that its plots show."""
    return thinned([p for p in run.steps.steps() if not p.denoising]) if run.steps is not None else []


class LevelPlots(QWidget):
    """Four plots in a row. They are drawn anew at most twice a second; changes of a setting are dashed lines."""

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._colours = colours
        self._steps: list[Progress] = []
        self._marks: list[float] = []
        self._areas: list[QRectF] = []
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 84)
        self.setAccessibleName(tr("Plots against the noise level"))
        self.setAccessibleDescription("; ".join(f"{title}: {tr(text)}" for title, text, _ in QUANTITIES))
        run.began.connect(self.refresh)
        run.ended.connect(self.refresh)
        run.status_changed.connect(self._phase_changed)
        run.view_changed.connect(self.update)
        run.numbers_changed.connect(self._later)
        colours.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Four small plots."""
        return QSize(640, 100)

    def marks(self) -> list[float]:
        """Where the changes of parameters are drawn, on the axis of levels."""
        return list(self._marks)

    @Slot()
    def _later(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _phase_changed(self) -> None:
        if self._run.phase is RunPhase.PAUSED:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Take over the numbers as they are now."""
        steps = self._run.steps
        self._steps = plotted_steps(self._run)
        self._marks = [change.position for change in steps.changes()] if steps is not None else []
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The four plots, or what will be there."""
        painter = QPainter(self)
        palette = self.palette()
        role = QPalette.ColorRole
        colours = PlotColours(
            palette.color(role.Text), palette.color(role.PlaceholderText), palette.color(role.Mid),
            palette.color(role.Highlight),
        )  # fmt: skip
        font = tabular(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() * 0.8))
        width = (self.width() - 3 * GAP) / 4
        x = np.array([p.position for p in self._steps])
        shades = [self._colours.of_sigma(p.sigma) for p in self._steps]
        viewed = self._run.viewed_level
        cursor = viewed + 2.0 if viewed is not None and viewed < len(self._run.sigmas) else None
        self._areas = []
        if not self._steps:
            self._paint_meaning(painter, font, colours, width)
            return
        for i, (title, _, read) in enumerate(QUANTITIES):
            y = np.array([read(p) for p in self._steps])
            value = number(float(y[-1])) if len(y) else ""
            series = Series(tr(title), value, x, y, shades)
            area = QRectF(i * (width + GAP), 0, width, self.height())
            levels = max(1, len(self._run.sigmas))
            self._areas.append(paint_plot(painter, area, series, levels, self._marks, cursor, colours, font))

    def _paint_meaning(self, painter: QPainter, font: QFont, colours: PlotColours, width: float) -> None:
        """Nothing to plot yet: say what will be."""
        painter.setFont(font)
        for i, (title, text, _) in enumerate(QUANTITIES):
            area = QRectF(i * (width + GAP), 4, width, self.height() - 4)
            painter.setPen(colours.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft, title)
            painter.setPen(colours.quiet)
            below = area.adjusted(0, painter.fontMetrics().height() + 2, 0, 0)
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignLeft), tr(text))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the values under the pointer."""
        found = self._step_at(event.position())
        if found is None:
            self.setToolTip("\n".join(f"{title}: {tr(text)}" for title, text, _ in QUANTITIES))
            return
        lines = [tr("level {0}, step {1}").format(found.level + 1, found.step + 1)]
        lines += [f"{title} = {number(read(found))}" for title, _, read in QUANTITIES]
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join(lines), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Look at the level under the pointer."""
        found = self._step_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._run.viewed_level = found.level

    def _step_at(self, point: QPointF) -> Progress | None:
        for area in self._areas:
            if area.contains(point) and self._steps:
                position = 1 + (point.x() - area.left()) / area.width() * max(1, len(self._run.sigmas))
                nearest = min(self._steps, key=lambda p: abs(p.position - position))
                return nearest if abs(nearest.position - position) < 1.5 else None
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        self.update()
