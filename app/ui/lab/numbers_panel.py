"""The numbers beside the pictures: plots over steps and a table; for a training its loss."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.params.lab.density import SigmaMeaning
from app.params.lab.run import CloudNumbers, TrainingFrame
from app.params.samplers import ROWS as SAMPLERS
from app.params.status import RunPhase
from app.render.axes import Spacing
from app.render.curves import Curve
from app.state.lab.laboratory import Activity, LabState
from app.ui.charts.chart import Across, Chart
from app.ui.charts.row import Charts
from app.ui.lab.bias import BiasSession
from app.ui.lab.colours import PANEL_COLOURS
from app.ui.lab.law_charts import (
    bias_charts,
    energy_charts,
    error_chart,
    marginal_charts,
    motion_charts,
    section_charts,
)
from app.ui.lab.learning_errors import ErrorSession
from app.ui.lab.particle_run import ParticleRunner
from app.ui.lab.profiles import ProfileSession
from app.ui.lab.training_run import TrainingRunner
from app.ui.text import count, number, own_tip, tr
from app.ui.theme import tabular
from app.ui.widgets.labels import PlainLabel
from app.ui.workspace import Context

ROWS = (
    ("share", "largest mode", "The particles' share in the part with the largest weight, beside that weight"),
    ("off", "modes, amiss",
     ("Where no mode is the largest: the part of the particles that would have to go to another mode, ½ Σ |share − "
      "weight|; 0 when all shares are right")),
    ("mean", "mean", "Of the particles' places"),
    ("variance", "variances", "Of x₁ and x₂"),
    ("covariance", "covariance", "Of x₁ with x₂"),
    ("energy", "energy distance",
     ("√(2 E|X − Y| − E|X − X′| − E|Y − Y′|) to fresh exact samples, on 2,000 of each (Székely & Rizzo 2013): of "
      "p at σ_L, the only level of plain and underdamped dynamics; of the data themselves when annealed; at another "
      "temperature than 1 of p^(1/τ)")),
    ("accepted", "accepted", "The part of MALA's proposals that was taken so far: large steps are refused more often"),
    ("kinetic", "kinetic temperature",
     ("m E|v|² / 2, beside what the scheme itself reads in the narrowest mode, τ less h²/(4mσ²) of it, with the "
      "standard error of the mean")),
)  # fmt: skip


EDGE, MARGIN = 12, 2
ROWS_SEEN = 5
"""Numbers for which there is always room, so that no plane shrinks when there is one more."""

ROOM = 200
"""Charts are shown beside the table if they have as many pixels."""


class NumbersPanel(QWidget):
    """Shows the numbers of the present activity; where there is no room for table and charts, the table alone."""

    def __init__(
        self, state: LabState, run: ParticleRunner, training: TrainingRunner, profiles: ProfileSession,
        errors: ErrorSession, bias: BiasSession, context: Context, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._profiles, self._errors, self._bias = profiles, errors, bias
        self._state = state
        self._run = run
        self._training = training
        layout = QHBoxLayout(self)
        layout.setContentsMargins(EDGE, MARGIN, EDGE, MARGIN)
        layout.setSpacing(16)
        self.charts = Charts(tr("Numbers over the steps"), context, self._collect, self._name_step)
        layout.addWidget(self.charts, 1)
        self.table = QWidget()
        grid = QGridLayout(self.table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(1)
        self.cells: dict[tuple[str, int], PlainLabel] = {}
        for k in range(2):
            head = self._label("AB"[k], "heading")
            self.cells["head", k] = head
            grid.addWidget(head, 0, k + 1)
        self.titles: dict[str, PlainLabel] = {}
        for row, (key, title, tip) in enumerate(ROWS, 1):
            name = self._label(tr(title), "quiet", left=True)
            name.setToolTip(own_tip(tr(tip)))
            self.titles[key] = name
            grid.addWidget(name, row, 0)
            for k in range(2):
                cell = self._label("–")
                cell.setAccessibleName(f"{'AB'[k]}: {tr(title)}")
                cell.setToolTip(own_tip(tr(tip)))
                self.cells[key, k] = cell
                grid.addWidget(cell, row, k + 1)
        grid.setRowStretch(len(ROWS) + 1, 1)
        self.table.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # numbers are not cut off
        layout.addWidget(self.table)
        for signal in (
            run.numbers_changed,
            run.session.began,
            run.looked,
            training.session.began,
            training.session.finished,
            state.activity_changed,
            state.look_changed,
            state.section_changed,
            profiles.changed,
            errors.changed,
            bias.changed,
        ):
            signal.connect(self.refresh)
        training.frame_changed.connect(self._learned)
        self.refresh()

    def _label(self, text: str, role: str = "", *, left: bool = False) -> PlainLabel:
        label = PlainLabel(text, role)
        font = tabular(label.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        label.setFont(font)
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        return label

    @Slot()
    def refresh(self) -> None:
        """Show the newest numbers."""
        self.table.setVisible(self._state.activity is not Activity.LEARNING and not self._nothing)
        if self.table.isVisibleTo(self):
            self._show_table()
        self._make_room()
        self.charts.refresh()

    def _make_room(self) -> None:
        table = self.table.sizeHint().width() if self.table.isVisibleTo(self) else 0
        self.charts.setVisible(not table or self.width() >= table + ROOM)

    @override
    def minimumSizeHint(self) -> QSize:
        """The table, or the charts where there is none; never higher than what is always seen."""
        part = self.table if self.table.isVisibleTo(self) else self.charts
        return QSize(part.minimumSizeHint().width() + 2 * EDGE, self._height_of(ROWS_SEEN))

    def _height_of(self, rows: int) -> int:
        return (1 + rows) * (self.titles["mean"].sizeHint().height() + 1) + 2 * MARGIN

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.table.isVisibleTo(self) and event.size().height() != event.oldSize().height():
            self._show_table()
        self._make_room()

    @Slot()
    def _learned(self) -> None:
        if self._training.phase is RunPhase.RUNNING:
            self.charts.later()
        else:
            self.charts.refresh()

    @property
    def _nothing(self) -> bool:
        return self._state.activity is Activity.FIELD and not self._run.numbers

    def _collect(self) -> tuple[Chart, ...]:
        kind, dashed, numbers = self._state.look.charts, self.palette().text().color().name(), self._run.numbers
        if kind == "section":
            there = self._state.section is not None and not self._profiles.error
            return section_charts(self._profiles.profiles if there else (), dashed)
        if kind == "marginals":
            return marginal_charts(self._profiles.profiles, dashed)
        if self._state.activity is not Activity.LEARNING and kind == "motion":
            return motion_charts(numbers, dashed)
        if self._state.activity is not Activity.LEARNING and kind == "energies":
            return energy_charts(numbers, _steps, dashed)
        if self._state.activity is not Activity.LEARNING and kind == "bias":
            return bias_charts(self._bias.points, self._bias.law, self._bias.hint, dashed)
        if self._nothing:
            hint = tr("Particles (Space) and a network's training (Learning) are measured here.")
            return (Chart(tr("no run yet"), empty=hint),)
        if self._state.activity is Activity.LEARNING:
            return self._losses()
        viewed = self._run.viewed
        cursor = None if viewed is None else float(viewed.panels[0].index)
        return tuple(dataclasses.replace(chart, cursor=cursor) for chart in self._particle_charts())

    def _name_step(self, step: float) -> str:
        return tr("step {0}").format(count(round(step)))

    # Particles

    def _particle_charts(self) -> tuple[Chart, ...]:
        numbers = self._run.numbers
        panels = len(numbers[0]) if numbers else 0
        shares, energy, kinetic = [], [], []
        equal = bool(numbers) and _equal(numbers[-1][0])
        for k in range(panels):
            x = np.array([float(row[k].index) for row in numbers])
            colour, label = PANEL_COLOURS[k], "AB"[k] if panels > 1 else ""
            part = _largest(numbers[-1][k])
            parts = [_amiss(row[k]) if equal else row[k].shares[part] for row in numbers]
            shares.append(Curve(x, np.array(parts), colour, label))
            law = self._law(k) if panels > 1 and self._law(0) != self._law(1) else ""
            to = tr("{0}, to {1}").format(label, law) if law else label
            energy.append(Curve(x, np.array([row[k].energy_distance for row in numbers]), colour, to))
            if numbers[-1][k].kinetic_temperature is not None:
                values = [row[k].kinetic_temperature for row in numbers]
                kinetic.append(Curve(x, np.array([np.nan if v is None else v for v in values]), colour, label))
        charts = []
        if not numbers or len(numbers[0][0].weights) > 1:
            if numbers and not equal:
                part = _largest(numbers[-1][0])
                longest = max(range(panels), key=lambda k: shares[k].x[-1])
                true = np.array([row[longest].weights[part] for row in numbers])  # edits change it during a run
                x, y = np.append(0.0, shares[longest].x), np.append(true[0], true)
                shares.append(Curve(x, y, self.palette().text().color().name(), tr("exact"), dashed=True))
            charts.append(
                Chart(
                    tr("particles in the wrong mode") if equal else tr("share of the heaviest mode"), tuple(shares),
                    _steps(shares),
                    limits=(0.0, 1.0) if _few(numbers) else None,
                    empty=tr("How many particles are in it, against its share in their law, p^(1/τ)."),
                )
            )  # fmt: skip
        charts.append(
            Chart(tr("energy distance"), tuple(energy), _steps(energy),
                  empty=tr("How far the particles are from fresh exact samples of their law, p^(1/τ); 0 when equal."))
        )  # fmt: skip
        if kinetic:
            charts.append(Chart(tr("kinetic temperature"), tuple(kinetic), _steps(kinetic)))
        return tuple(charts)

    def _law(self, k: int) -> str:
        """What panel ``k`` is compared with, for its energy distance."""
        experiment = self._run.experiment
        if experiment is None:
            return tr("the data")
        settings = experiment.settings[k]
        if not SAMPLERS[settings.sampler].one_level or settings.denoises:
            return tr("the data")
        own = settings.meaning is SigmaMeaning.TOTAL and settings.sigma_min == experiment.density.width
        sigma = settings.sigma_min
        return tr("the data") if own or sigma == 0 else tr("p at σ = {0}").format(number(sigma))

    def _show_table(self) -> None:
        numbers = self._run.numbers
        latest = numbers[-1] if numbers else ()
        moving = any(n.kinetic_temperature is not None for n in latest)
        several = not latest or len(latest[0].weights) > 1
        equal = bool(latest) and _equal(latest[0])
        for key, title in self.titles.items():
            proposing = any(n.accepted is not None for n in latest)
            shown = {"accepted": proposing, "kinetic": moving, "share": several and not equal, "off": several and equal}
            title.setVisible(shown.get(key, True))
        rows = sum(title.isVisibleTo(self.table) for title in self.titles.values())
        if self.height() < self._height_of(rows):
            self.titles["covariance"].hide()
        for k in range(2):
            n = latest[k] if k < len(latest) else None
            texts = _texts(n)
            for key, _, _ in ROWS:
                cell = self.cells[key, k]
                cell.setText(texts[key] if n is not None else "–")
                cell.setVisible(self.titles[key].isVisibleTo(self.table) and (k == 0 or len(latest) != 1))
            self.cells["head", k].setVisible(len(latest) != 1)
        for widget in (self.table, self):  # a longer number has its room before it is painted
            layout = widget.layout()
            if layout is not None:
                layout.activate()

    # Training

    def _losses(self) -> tuple[Chart, ...]:
        """One plot; two where the training before had other noise, as its loss is of another size then (Figure 1)."""
        frame, before = self._training.frame, self._training.before
        accent, faint = self.palette().highlight().color().name(), self.palette().placeholderText().color().name()
        earlier = None if before is None or not len(before.steps) else before
        hint = tr("The loss over the steps. Where it differs too much in size its axis is logarithmic, in both "
                  "directions from zero.")  # fmt: skip
        if frame is not None and earlier is not None and _noise(frame) is not _noise(earlier):
            return tuple(
                _loss_chart((_loss_curve(f, accent), *self._best(f)), _loss_title(f), _loss_text(f), hint)
                for f in (earlier, frame)
            )
        error = error_chart(self._errors.numbers, accent)
        curves = [] if earlier is None else [_loss_curve(earlier, faint, tr("the training before"), faint=True)]
        if frame is None:
            return (_loss_chart(tuple(curves), tr("loss"), "", hint), error)
        curves += [_loss_curve(frame, accent), *self._best(frame)]
        return (_loss_chart(tuple(curves), _loss_title(frame), _loss_text(frame), hint), error)

    def _best(self, frame: TrainingFrame) -> tuple[Curve, ...]:
        """A line at the loss of the exact score."""
        if frame.optimum is None or not len(frame.steps):
            return ()
        x = np.array([0.0, float(frame.steps[-1])])
        colour = self.palette().text().color().name()
        return (Curve(x, np.full(2, frame.optimum), colour, tr("exact score"), dashed=True),)


def _steps(curves: Sequence[Curve]) -> Across:
    """The axis of steps that all points of the curves lie on."""
    last = max([1.0, *(float(curve.x[-1]) for curve in curves if len(curve.x))])
    return Across(tr("step"), 0.0, last, "0", count(round(last)))


def _noise(frame: TrainingFrame) -> bool:
    return frame.network.settings.noise


def _loss_chart(curves: tuple[Curve, ...], title: str, value: str, hint: str) -> Chart:
    return Chart(title, curves, _steps(curves), value=value, spacing=Spacing.SIGNED, empty=hint)


def _loss_curve(frame: TrainingFrame, colour: str, label: str = "", *, faint: bool = False) -> Curve:
    return Curve(frame.steps, frame.losses, colour, label, faint=faint)


def _loss_text(frame: TrainingFrame) -> str:
    return tr("{0} at step {1}").format(_signed(frame.loss), count(frame.step))


def _loss_title(frame: TrainingFrame) -> str:
    settings = frame.network.settings
    if not settings.noise:
        return tr("loss, data without noise")
    if settings.sigma_min == settings.sigma_max:
        return tr("loss, data with noise of σ = {0}").format(number(settings.sigma_max))
    return tr("loss, σ from {0} to {1}").format(number(settings.sigma_max), number(settings.sigma_min))


def _largest(n: CloudNumbers) -> int:
    return int(np.argmax(n.weights))


def _equal(n: CloudNumbers) -> bool:
    """Whether no part is the largest."""
    return sum(weight > max(n.weights) * (1 - 1e-9) for weight in n.weights) > 1


def _amiss(n: CloudNumbers) -> float:
    """The part of the particles that would have to go elsewhere: the total variation distance of the shares."""
    return sum(abs(share - weight) for share, weight in zip(n.shares, n.weights, strict=True)) / 2


def _few(numbers: list[tuple[CloudNumbers, ...]]) -> bool:
    return bool(numbers) and len(numbers[0][0].weights) <= 4


def _texts(n: CloudNumbers | None) -> dict[str, str]:
    if n is None:
        return {}
    part = _largest(n)
    (xx, xy), (_, yy) = n.covariance
    return {
        "share": tr("{0} ({1})").format(f"{n.shares[part]:.3f}", f"{n.weights[part]:.3f}"),
        "off": f"{_amiss(n):.3f}",
        "mean": f"{_signed(n.mean[0])}, {_signed(n.mean[1])}",
        "variance": f"{number(xx)}, {number(yy)}",
        "covariance": _signed(xy),
        "energy": number(n.energy_distance),
        "accepted": "–" if n.accepted is None else f"{n.accepted:.3f}",
        "kinetic": _kinetic(n),
    }


def _kinetic(n: CloudNumbers) -> str:
    if n.kinetic_temperature is None:
        return "–"
    return tr("{0} ({1} ± {2})").format(*map(number, (n.kinetic_temperature, n.kinetic_expected, n.kinetic_error)))


def _signed(value: float) -> str:
    return number(value).replace("-", "−")
