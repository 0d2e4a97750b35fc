"""What a chart shows, apart from how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.render.axes import Axis, Spacing, Tick, fit_axis, round_values
from app.render.curves import Curve
from app.ui.text import count, number

REACH = 0.05
"""How far from the pointer a value is still read off, in parts of the horizontal axis."""


@dataclass(frozen=True)
class Across:
    """The horizontal axis, of whole numbers: steps, or levels. ``first`` and ``last`` are written at its ends."""

    name: str
    low: float
    high: float
    first: str
    last: str

    def ticks(self, low: float, high: float, most: int) -> list[Tick]:
        """At most ``most`` round numbers in the part of the axis between two places."""
        low, high = max(low, self.low), min(high, self.high)
        if low >= high:
            return []
        found = round_values(low, high, max(1, min(most - 1, int(high - low))))
        return [(value, count(round(value))) for value in found if value == round(value)]


STEPS = Across("", 0, 1, "", "")


@dataclass(frozen=True)
class Chart:
    """One chart. ``unit`` follows the title, ``value`` stands at the right; ``empty`` explains it, in the plot's place
    while there is no curve.

    ``limits`` fix the vertical axis. At ``marks`` parameters changed; ``cursor`` is the place that is looked at.
    """

    title: str
    curves: tuple[Curve, ...] = ()
    across: Across = STEPS
    unit: str = ""
    value: str = ""
    spacing: Spacing = Spacing.LINEAR
    limits: tuple[float, float] | None = None
    marks: tuple[float, ...] = ()
    cursor: float | None = None
    empty: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(np.isfinite(curve.y).any() for curve in self.curves)

    def axis(self) -> Axis:
        """The vertical axis."""
        if self.limits is not None:
            return Axis(*self.limits)
        return fit_axis(np.concatenate([curve.y for curve in self.curves]), self.spacing)

    def nearest(self, x: float) -> float | None:
        """The point nearest to a place on the horizontal axis, if one is near."""
        found = [float(curve.x[i]) for curve in self.curves if (i := self._index(curve, x)) is not None]
        return min(found, key=lambda place: abs(place - x), default=None)

    def reading(self, x: float) -> list[str]:
        """The values of the curves that have a point near ``x``, at the nearest."""
        texts = []
        for curve in self.curves:
            i = self._index(curve, x)
            if i is not None:
                name = f"{self.title} ({curve.label})" if curve.label else self.title
                texts.append(f"{name} = {number(float(curve.y[i])).replace('-', '−')}")
        return texts

    def _index(self, curve: Curve, x: float) -> int | None:
        if not len(curve.x):
            return None
        i = int(np.abs(curve.x - x).argmin())
        return i if abs(curve.x[i] - x) <= max(REACH * (self.across.high - self.across.low), 1.0) else None
