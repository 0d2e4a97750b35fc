"""Live plots of sigma, alpha, the score's norm and the signal-to-noise ratio against the noise level."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.params.run import Progress
from app.params.status import RunPhase
from app.render.axes import Spacing
from app.render.curves import Curve
from app.state.run import RunState
from app.ui.charts.chart import Across, Chart
from app.ui.charts.row import Charts
from app.ui.runs.colours import LevelColours
from app.ui.text import number, tr
from app.ui.workspace import Context

QUANTITIES: tuple[tuple[str, str, str, Callable[[Progress], float | None]], ...] = (
    ("σᵢ", "units of the data", "the noise level (in units of the data, where a pixel is 0 to 1)", lambda p: p.sigma),
    ("αᵢ", "units²", "the step size α = η σ² (in squared units of the data)", lambda p: p.alpha),
    ("‖s‖", "1 / units", "the norm of the score, mean over the samples (1 / units of the data)",
     lambda p: p.score_norm),
    ("SNR", "", "the signal-to-noise ratio √α ‖s‖ / (2 √τ ‖z‖) of a step (no unit)", lambda p: p.snr),
)  # fmt: skip
"""Title, unit, meaning, value."""

OF_EVERY_STEP = ("σᵢ", "‖s‖")
"""Those of a step of any kind."""

FEW, MANY = 200, 1600
"""Small and large plots are not drawn with more points: they have fewer pixels."""


def thinned(steps: list[Progress], most: int) -> list[Progress]:
    """At most so many of the steps, evenly, with the first and the last one."""
    if len(steps) <= most:
        return steps
    return [steps[i] for i in np.linspace(0, len(steps) - 1, most).round().astype(int)]


class LevelPlots(Charts):
    """Four plots: values in the colours of their noise levels, dashed lines where a setting has changed.

    A click looks at the level under the pointer. ``large`` ones stand two by two, and are zoomed.
    """

    def __init__(
        self, run: RunState, colours: LevelColours, context: Context, *, large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            tr("Plots against the noise level"), context, self._collect_charts, self._name_step, zoom=large,
            columns=2, parent=parent,
        )  # fmt: skip
        self._run, self._colours = run, colours
        self._most = MANY if large else FEW
        self.spacing = Spacing.LOG
        self.steps: list[Progress] = []
        """The Langevin steps that are drawn."""
        self.picked.connect(self._look_at)
        for signal in (run.began, run.ended, colours.changed):
            signal.connect(self.refresh)
        run.view_changed.connect(self.soon)
        run.status_changed.connect(self._phase_changed)
        run.numbers_changed.connect(self.later)

    def set_spacing(self, spacing: Spacing) -> None:
        """Another kind of vertical axis."""
        self.spacing = spacing
        self.refresh()
        self.show_all()

    def step_at(self, position: float) -> Progress | None:
        """The step nearest to a place on the axis of levels."""
        return min(self.steps, key=lambda p: abs(p.position - position), default=None)

    def _collect_charts(self) -> tuple[Chart, ...]:
        run = self._run
        kept = run.kept
        steps = thinned([p for p in kept.steps if not p.denoising], self._most)
        self.steps = steps
        levels, shown = max(1, len(run.sigmas)), run.shown
        across = Across(tr("level i"), 1.0, levels + 1.0, "1", str(levels))
        marks = tuple(change.position for change in kept.turns)
        looked = run.viewed is not None and shown is not None and not shown.denoising
        cursor = shown.position if looked and shown is not None else None
        x, dots = np.array([p.position for p in steps]), [self._colours.of_sigma(p.sigma) for p in steps]
        charts = []
        for title, unit, meaning, read in QUANTITIES:
            y = np.array([read(p) for p in steps], float)  # no value: not a number
            langevin = shown is not None and not shown.denoising  # the last step has no α and no SNR
            value = read(shown) if shown is not None and (langevin or title in OF_EVERY_STEP) else None
            charts.append(
                Chart(
                    title, (Curve(x, y, dots=dots),), across, unit=tr(unit) if unit else "",
                    value=number(value) if value is not None else "", spacing=self.spacing, marks=marks, cursor=cursor,
                    empty=tr("This sampler has none.") if steps else tr(meaning),
                )
            )  # fmt: skip
        return tuple(charts)

    def _name_step(self, position: float) -> str:
        found = self.step_at(position)
        return tr("level {0}, step {1}").format(found.level + 1, found.step + 1) if found is not None else ""

    @Slot()
    def _phase_changed(self) -> None:
        if self._run.phase is RunPhase.PAUSED:
            self.refresh()

    @Slot(float)
    def _look_at(self, position: float) -> None:
        found = self.step_at(position)
        if found is not None:
            self._run.viewed = found.done
            self.refresh()
