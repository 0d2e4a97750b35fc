"""The losses of a training: at each noise level beside the smallest there is, and over its steps."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Slot
from typing_extensions import override

from app.params.status import RunPhase
from app.render.axes import Spacing
from app.render.colours import sigma_colour
from app.render.curves import Curve
from app.ui.charts.chart import Across, Chart
from app.ui.charts.row import Charts
from app.ui.text import count, number, tr
from app.ui.train.session import TrainingRunner
from app.ui.workspace import Context

MOST_POINTS = 400


class _Followed(Charts):
    """One chart that follows a :class:`TrainingRunner`."""

    def __init__(self, name: str, runner: TrainingRunner, context: Context) -> None:
        super().__init__(name, context, lambda: (self.chart(),), self.name_place)
        self._runner = runner
        runner.changed.connect(self.later)
        runner.session.changed.connect(self._phase_changed)

    @Slot()
    def _phase_changed(self) -> None:
        if self._runner.phase in (RunPhase.PAUSED, RunPhase.IDLE):
            self.refresh()

    def chart(self) -> Chart:
        """What is shown."""
        raise NotImplementedError

    def name_place(self, x: float) -> str:
        """A place on the horizontal axis in words."""
        raise NotImplementedError


class LevelLosses(_Followed):
    """The loss at each noise level, in its colour, over the smallest that there is."""

    def __init__(self, runner: TrainingRunner, context: Context) -> None:
        super().__init__(tr("Loss by noise level"), runner, context)

    @override
    def chart(self) -> Chart:
        runner, begun = self._runner, self._runner.begun_with
        levels = () if begun is None else begun.levels
        x = np.arange(1, len(levels) + 1, dtype=float)
        losses = np.full(len(levels), math.nan) if runner.frame is None else runner.frame.losses
        accent, quiet = (
            brush.color().name() for brush in (self.palette().highlight(), self.palette().placeholderText())
        )
        curves = [Curve(x, losses, quiet, tr("now"), dots=[sigma_colour(s, levels[0], levels[-1]) for s in levels])]
        if levels and len(runner.best) == len(levels):
            curves.append(Curve(x, np.array(runner.best), accent, tr("by heart"), dashed=True))
        ends = (number(levels[0]), number(levels[-1])) if levels else ("", "")
        return Chart(
            tr("Loss by noise level"), tuple(curves) if len(levels) == len(losses) else (),
            Across("σ", 1.0, float(max(2, len(levels))), *ends), spacing=Spacing.LOG if _positive(curves) else
            Spacing.LINEAR,
            empty=tr("How far the network is from the truth at each noise level, 1 for one that knows nothing. The "
                     "dashed line is the smallest loss there is: that of a network which knows every picture by "
                     "heart."),
        )  # fmt: skip

    @override
    def name_place(self, x: float) -> str:
        begun, index = self._runner.begun_with, round(x) - 1
        known = begun is not None and 0 <= index < len(begun.levels)
        return f"σ = {number(begun.levels[index])}" if begun is not None and known else ""


class StepLosses(_Followed):
    """The learning curve."""

    def __init__(self, runner: TrainingRunner, context: Context) -> None:
        super().__init__(tr("Loss over the steps"), runner, context)

    @override
    def chart(self) -> Chart:
        frame = self._runner.frame
        steps, losses = (np.array([]), np.array([])) if frame is None else frame.trace
        part = max(1, math.ceil(len(steps) / MOST_POINTS))
        whole = len(steps) // part * part
        means = losses[:whole].reshape(-1, part).mean(1) if whole else losses
        places = steps[:whole].reshape(-1, part)[:, -1] if whole else steps
        accent = self.palette().highlight().color().name()
        curves = (Curve(places, means, accent),)
        return Chart(
            tr("Loss over the steps"), curves,
            Across(tr("step"), 0.0, float(max(2, 0 if frame is None else frame.done)), "0",
                   "" if frame is None else count(frame.done)),
            value="" if frame is None else number(frame.loss),
            spacing=Spacing.LOG if _positive(curves) else Spacing.LINEAR,
            empty=tr("The mean loss of the steps: it should fall, quickly at first, then more and more slowly."),
        )  # fmt: skip

    @override
    def name_place(self, x: float) -> str:
        return tr("step {0}").format(count(round(x)))


def _positive(curves: list[Curve] | tuple[Curve, ...]) -> bool:
    """Whether all that is to be seen can stand on a logarithmic axis."""
    return all(bool((curve.y[np.isfinite(curve.y)] > 0).all()) for curve in curves)
