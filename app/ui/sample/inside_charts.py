"""What the noise level changes inside of a network: gains and shifts of its maps, and the factor of its output."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtWidgets import QWidget

from app.params.inside import LevelEffect
from app.render.axes import Spacing
from app.render.curves import Curve
from app.state.inside import InsideState
from app.ui.charts.chart import Across, Chart
from app.ui.charts.row import Charts
from app.ui.runs.colours import LevelColours
from app.ui.sample.inside_session import InsideSession
from app.ui.text import number, plain, tr
from app.ui.workspace import Context


class EffectCharts(Charts):
    """Over the levels, in their colours, the median over the maps; faint lines are 10 and 90 % of them."""

    def __init__(
        self, state: InsideState, session: InsideSession, colours: LevelColours, context: Context,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            tr("What the noise level changes"), context, self._collect_charts, self._name_level, parent=parent
        )
        self._state, self._session, self._colours = state, session, colours
        self.setToolTip(
            tr("What the module that is looked at, or the one around it that is told σ, does to its maps at each σ: "
               "the median over them, and where 10 and 90 % of them lie; and by what the score has the output "
               "multiplied")
        )  # fmt: skip
        for signal in (state.found_changed, colours.changed):
            signal.connect(self.refresh)
        session.changed.connect(self.soon)

    @property
    def effect(self) -> LevelEffect | None:
        """What is shown."""
        return None if self._state.found is None else self._state.found.effect

    def _collect_charts(self) -> tuple[Chart, ...]:
        effect = self.effect
        if effect is None:
            return ()
        sigmas = effect.sigmas
        across = Across("σ", 1.0, max(2.0, float(len(sigmas))), plain(sigmas[0]), plain(sigmas[-1]))
        cursor = self._cursor(sigmas)
        none = tr("No map of it is multiplied by anything that depends on σ.")
        charts = [
            self._chart(tr("gain"), effect.gain, across, cursor, none),
            self._chart(tr("shift"), effect.shift, across, cursor, tr("Nothing that depends on σ is added to a map.")),
        ]
        x = np.arange(1, len(sigmas) + 1, dtype=float)
        dots = [self._colours.of_sigma(sigma) for sigma in sigmas]
        value = "" if cursor is None else number(float(effect.output[round(cursor) - 1]))
        charts.append(
            Chart(
                tr("output ×"), (Curve(x, effect.output, dots=dots),), across, value=value, spacing=Spacing.LOG,
                cursor=cursor,
            )
        )  # fmt: skip
        return tuple(charts)

    def _chart(self, title: str, values: np.ndarray | None, across: Across, cursor: float | None, none: str) -> Chart:
        if values is None or self.effect is None:
            return Chart(title, across=across, empty=none)
        sigmas = self.effect.sigmas
        x = np.arange(1, len(sigmas) + 1, dtype=float)
        quiet = self.palette().placeholderText().color().name()
        dots = [self._colours.of_sigma(sigma) for sigma in sigmas]
        curves = (
            Curve(x, values[0], quiet, faint=True), Curve(x, values[2], quiet, faint=True),
            Curve(x, values[1], dots=dots),
        )  # fmt: skip
        value = "" if cursor is None else number(float(values[1, round(cursor) - 1])).replace("-", "−")
        return Chart(title, curves, across, value=value, cursor=cursor)

    def _cursor(self, sigmas: tuple[float, ...]) -> float | None:
        """The place of the level nearest to the one that is looked at."""
        sigma = self._session.sigma
        if sigma is None or sigma <= 0:
            return None
        return 1.0 + min(range(len(sigmas)), key=lambda i: abs(math.log(sigmas[i]) - math.log(sigma)))

    def _name_level(self, place: float) -> str:
        effect = self.effect
        if effect is None:
            return ""
        k = min(len(effect.sigmas), max(1, round(place)))
        return f"σ = {number(effect.sigmas[k - 1])}"
