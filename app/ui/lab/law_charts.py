"""Charts of laws and of motion: the potential along a line, marginals, displacement, energies and bias."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from app.params.lab.bias import STEP_SIZES, BiasPoint, BiasRequest, gaussian_bias
from app.params.lab.run import CloudNumbers, ErrorNumbers, Histogram, PanelProfile
from app.render.axes import Axis, Spacing, Tick, round_values, tick_texts
from app.render.curves import Curve
from app.ui.charts.chart import Across, Chart
from app.ui.lab.colours import PANEL_COLOURS
from app.ui.text import number, tr

Array = NDArray[np.float64]
Rows = Sequence[tuple[CloudNumbers, ...]]


@dataclass(frozen=True)
class Measured(Across):
    """A horizontal axis of real numbers: lengths or times."""

    @override
    def ticks(self, low: float, high: float, most: int) -> list[Tick]:
        low, high = max(low, self.low), min(high, self.high)
        if low >= high:
            return []
        values = round_values(low, high, max(1, most - 1))
        return list(zip(values, tick_texts(values), strict=True))


@dataclass(frozen=True)
class Decades(Across):
    """A horizontal axis of decimal logarithms, with the numbers themselves written beside it."""

    @override
    def ticks(self, low: float, high: float, most: int) -> list[Tick]:
        low, high = max(low, self.low), min(high, self.high)
        if low >= high:
            return []
        found = Axis(10**low, 10**high, Spacing.LOG).ticks(most)
        return [(math.log10(value), text) for value, text in found]


def error_chart(n: ErrorNumbers | None, colour: str) -> Chart:
    """The relative error of the learned score over sigma; by region as text."""
    title = tr("relative error over σ")
    if n is None:
        return Chart(title, empty=tr("√(E|learned − s|² / E|s|²) at each noise level, and by how many data there are."))
    regions = tr("many data {0}, few {1}, none {2}").format(*map(number, n.regions))
    if len(n.sigmas) < 2:
        return Chart(tr("relative error {0}").format(number(float(n.errors[0]))), empty=regions)
    x = np.log10(n.sigmas[::-1])
    low, high = float(x[0]), float(x[-1])
    ends = number(float(n.sigmas[-1])), number(float(n.sigmas[0]))
    curve = Curve(x, n.errors[::-1], colour)
    return Chart(title, (curve,), Decades("σ", low, high, *ends), value=regions, spacing=Spacing.LOG)


def measured(name: str, low: float, high: float) -> Measured:
    """Such an axis with its ends written."""
    return Measured(name, low, max(high, low + 1e-9), number(low).replace("-", "−"), number(high).replace("-", "−"))


def section_charts(profiles: Sequence[PanelProfile], dashed: str) -> tuple[Chart, ...]:
    """V along the line; and for each panel the particles near it beside exp(-V/kT)."""
    sections = [profile.section for profile in profiles if profile.section is not None]
    if not sections:
        hint = tr("Draw a line in the plane with Probe: V = −log p along it is shown here.")
        return (Chart(tr("V along a line"), empty=hint),)
    same = all(np.array_equal(s.potential, sections[0].potential) for s in sections)
    names = [""] if same else "AB"
    potentials = [Curve(s.along, s.potential, PANEL_COLOURS[k], names[k])
                  for k, s in enumerate(sections[: len(names)])]  # fmt: skip
    across = measured(tr("along the line"), 0.0, float(sections[0].along[-1]))
    barriers = tr("barrier {0}, {1} k T₀")
    value = barriers.format(*map(number, sections[0].barriers)) if sections[0].barriers else ""
    charts = [Chart(tr("V along the line"), tuple(potentials), across, value=value)]
    for k, s in enumerate(sections):
        title = tr("{0}: particles near it").format("AB"[k]) if len(sections) > 1 else tr("particles near it")
        charts.append(_histogram(title, s.histogram, across, PANEL_COLOURS[k], dashed, tr("exp(−V/kT)")))
    return tuple(charts)


def marginal_charts(profiles: Sequence[PanelProfile], dashed: str) -> tuple[Chart, ...]:
    """The laws of x1, of x2 and, where particles have velocities, of v1; and the particles' histograms."""
    if not profiles:
        return (Chart(tr("x₁ and x₂ alone"), empty=tr("Marginal laws, beside histograms of the particles.")),)
    charts = []
    for axis, name in enumerate(("x₁", "x₂")):
        for k, profile in enumerate(profiles):
            h = profile.marginals[axis]
            title = f"{'AB'[k]}: {name}" if len(profiles) > 1 else name
            across = measured(name, float(h.edges[0]), float(h.edges[-1]))
            charts.append(_histogram(title, h, across, PANEL_COLOURS[k], dashed, tr("exact")))
    for k, profile in enumerate(profiles):
        v = profile.velocities
        if v is not None:
            title = f"{'AB'[k]}: v₁" if len(profiles) > 1 else "v₁"
            across = measured("v₁", float(v.edges[0]), float(v.edges[-1]))
            charts.append(_histogram(title, v, across, PANEL_COLOURS[k], dashed, "N(0, τ/m)"))
    return tuple(charts)


def _histogram(title: str, h: Histogram, across: Across, colour: str, dashed: str, expected: str) -> Chart:
    middles = (h.edges[1:] + h.edges[:-1]) / 2
    curves = [] if h.found is None else [Curve(np.repeat(h.edges, 2)[1:-1], np.repeat(h.found, 2), colour)]
    curves.append(Curve(middles, h.expected, dashed, expected, dashed=True))
    return Chart(title, tuple(curves), across)


def motion_charts(numbers: Rows, dashed: str) -> tuple[Chart, ...]:
    """Mean squared displacement over time beside 2 d D t; what the scheme itself makes of free particles is faint."""
    title = tr("mean squared displacement")
    curves, values = [], []
    panels = len(numbers[-1]) if numbers else 0
    for k in range(panels):
        time = _over(numbers, k, lambda n: n.time)
        if not time.any() and numbers[-1][k].index:
            continue  # steps through noise levels take no time
        label = "AB"[k] if panels > 1 else ""
        curves.append(Curve(time, _over(numbers, k, lambda n: n.displacement), PANEL_COLOURS[k], label))
        curves.append(Curve(time, _over(numbers, k, lambda n: n.free), PANEL_COLOURS[k], faint=True))
        last = numbers[-1][k]
        if last.time > 0 and np.isfinite(last.einstein):
            curves.append(
                Curve(time, _over(numbers, k, lambda n: n.einstein), dashed, "2 d D t" if k == 0 else "", dashed=True)
            )
            values.append((last.displacement / (4 * last.time), last.einstein / (4 * last.time)))
    if not curves:
        hint = tr("How far particles come from where they began. With the force off (At the next step: Force) it grows "
                  "as 2 d D t, with k T = γ D.")  # fmt: skip
        return (Chart(title, empty=hint),)
    last_time = max(float(curve.x[-1]) for curve in curves)
    return (Chart(title, tuple(curves), measured(tr("time"), 0.0, last_time), value=_diffusion(values)),)


def _diffusion(values: Sequence[tuple[float, float]]) -> str:
    """D as measured in each panel, and in brackets Einstein's; once, if it is the same for all."""
    if not values:
        return ""
    found, exact = ([number(pair[k]) for pair in values] for k in range(2))
    return f"D = {', '.join(found)} ({', '.join(dict.fromkeys(exact))})"


def energy_charts(numbers: Rows, across: Callable[[Sequence[Curve]], Across], dashed: str) -> tuple[Chart, ...]:
    """Kinetic energy per degree of freedom beside kT/2, and the mean of V beside that of exact samples."""
    kinetic, potential = [], []
    panels = len(numbers[-1]) if numbers else 0
    for k in range(panels):
        x = _over(numbers, k, lambda n: n.index)
        label = "AB"[k] if panels > 1 else ""
        potential.append(Curve(x, _over(numbers, k, lambda n: n.potential), PANEL_COLOURS[k], label))
        exact = _over(numbers, k, lambda n: n.potential_exact)
        potential.append(Curve(x, exact, dashed, tr("exact") if k == 0 else "", dashed=True))
        if numbers[-1][k].kinetic_temperature is not None:
            kinetic.append(
                Curve(x, _over(numbers, k, lambda n: (n.kinetic_temperature or 0) / 2), PANEL_COLOURS[k], label)
            )
            expected = _over(numbers, k, lambda n: (n.kinetic_expected or 0) / 2)
            kinetic.append(Curve(x, expected, dashed, tr("kT/2"), dashed=True))
    charts = [
        Chart(
            tr("mean of V"),
            tuple(potential),
            across(potential),
            empty=tr("V = −log p, in the mean over the particles."),
        )
    ]
    if kinetic or not numbers:
        hint = tr("m v²/2 a coordinate, of particles with velocities (Underdamped Langevin), beside kT/2.")
        charts.insert(0, Chart(tr("m v²/2"), tuple(kinetic), across(kinetic), empty=hint))
    return tuple(charts)


def bias_charts(points: Sequence[BiasPoint], law: BiasRequest | None, hint: str, dashed: str) -> tuple[Chart, ...]:
    """By how much the mean of V is too large over the step size, in Langevin dynamics and MALA; the closed form."""
    title = tr("bias of V in kT")
    if not points or law is None:
        return (Chart(title, empty=hint),)
    x = np.array([point.epsilon for point in points])
    curves = [
        Curve(x, np.array([point.langevin for point in points]), PANEL_COLOURS[0], tr("Langevin")),
        Curve(x, np.array([point.mala for point in points]), PANEL_COLOURS[1], tr("MALA")),
    ]
    largest = x[0] * STEP_SIZES[-1] / STEP_SIZES[0]
    if law.gaussian:
        etas = np.linspace(0, STEP_SIZES[-1], 61)
        exact = np.array([gaussian_bias(float(eta)) for eta in etas])
        curves.append(Curve(largest * etas / etas[-1], exact, dashed, tr("exact"), dashed=True))
    taken = tr("MALA takes {0} … {1}").format(*(number(point.accepted) for point in (points[0], points[-1])))
    return (Chart(title, tuple(curves), measured(tr("step size ε"), 0.0, float(largest)), value=taken),)


def _over(numbers: Rows, k: int, value: Callable[[CloudNumbers], float]) -> Array:
    return np.array([float(value(row[k])) for row in numbers])
