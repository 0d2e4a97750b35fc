"""The particles' settings: what both panels share, and each panel's own sampler."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.params.lab.density import SigmaMeaning
from app.params.lab.particles import Followed, ParticleSettings, ParticleStart, Shown
from app.params.samplers import ROWS, Limits
from app.params.schedule import Schedule
from app.params.settings import fields_of
from app.state.draft import Drafted, Held
from app.state.lab.laboratory import LabState, PlaneTool
from app.state.lab.particles import ParticleDraft, ParticlesState
from app.ui.lab.colours import colour_levels
from app.ui.text import number, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.form import Form, throw_dice
from app.ui.widgets.labels import error_label, quiet_label

SHARED = ("count", "seed", "start", "spread", "x", "y")
"""Settings that both panels have in common, so that they start at the same places with the same noise."""


class ParticlePanel(QWidget):
    """Edits a :class:`ParticlesState`; ``samplers`` are the forms of the two panels."""

    def __init__(
        self, state: LabState, particles: ParticlesState, samplers: Sequence[SamplerForm],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._state = state
        self._particles = particles
        self.form = form = Form()
        shown = Held(particles, ParticlesState.shown)
        boxes = [form.add_box(shown, Shown, key) for key in ("both", "exact", "forces", "phase")]
        self.both, self.exact, self.forces, self.phase = boxes
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.tabBar().setAccessibleName(tr("Panel to set"))
        self.tabs.tabBarClicked.connect(self._take_keyboard)
        self.tabs.tabBar().setToolTip(tr("Which panel's sampler is set below"))
        self.samplers = tuple(samplers)
        for sampler, title in zip(self.samplers, (tr("A: left"), tr("B: right")), strict=True):
            self.tabs.addTab(sampler, title)
        form.add_heading(tr("Both panels: how it is shown"))
        form.add(shown, Shown, "speed", "trail")
        form.add_heading(tr("Both panels: with the next run"))
        self._make_shared()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (*boxes, self.tabs, form):
            layout.addWidget(widget)
        layout.addStretch(1)
        for draft in particles.panels:
            draft.changed.connect(self.show_state)
        particles.shown_changed.connect(self.show_state)
        self.show_state()

    def _make_shared(self) -> None:
        form, start = self.form, _Start(self._state, self._particles, self.show_state)
        form.add(self._particles, ParticleSettings, "count", "seed")
        self.dice = tool_button(tr("Roll"), tr("Another seed at random (N)"))
        self.dice.clicked.connect(self.throw_dice)
        form.rows["seed"].line.insertWidget(1, self.dice)
        form.add(start, ParticleSettings, "start")
        self.start = form.rows["start"].editor
        self.clear = tool_button(tr("Forget the places clicked"), tr("Start choosing places anew"))
        self.clear.clicked.connect(self._clear_places)
        form.add_widget(self.clear)
        form.add(self._particles, ParticleSettings, "spread", "x", "y")

    @Slot()
    def _take_keyboard(self) -> None:
        """Before the page leaves: else its field hands the keyboard to the next one, and the panel scrolls there."""
        self.tabs.tabBar().setFocus()

    @Slot()
    def throw_dice(self) -> None:
        """Another seed."""
        self._particles.set("seed", throw_dice())

    @Slot()
    def _clear_places(self) -> None:
        self._particles.set_start(ParticleStart.BOX)
        self._state.tool = PlaneTool.START

    @Slot()
    def show_state(self) -> None:
        """Show the shared settings."""
        particles, rows = self._particles, self.form.rows
        self.form.show_values()
        self.tabs.setTabVisible(1, particles.shown.both)
        moving = [ROWS[draft.value("sampler")].primes for draft in particles.used]
        self.phase.setVisible(any(moving))
        start = particles.value("start")
        for name in ("spread", "x", "y"):
            rows[name].setVisible(start is not ParticleStart.POINTS)
        gaussian = start is ParticleStart.GAUSSIAN
        rows["spread"].label.setText(tr("Deviation") if gaussian else tr(_title("spread")))
        self.clear.setVisible(particles.value("points") is not None)


class _Start:
    """Where the particles start, as the form sets it: places to start from are clicked in the plane."""

    def __init__(self, state: LabState, particles: ParticlesState, show: Any) -> None:
        self._state, self._particles, self._show = state, particles, show
        self.value, self.usual = particles.value, particles.usual

    def set(self, _key: str, start: ParticleStart) -> None:
        if start is ParticleStart.POINTS:
            self._state.tool = PlaneTool.START
            if self._particles.value("points") is None:
                self._show()  # it becomes that with the first click
        else:
            self._particles.set_start(start)
            if self._state.tool is PlaneTool.START:
                self._state.tool = PlaneTool.MOVE

    def reset(self, _key: str) -> None:
        self._particles.set_start(ParticleStart.BOX)


class SamplerForm(QWidget):
    """One panel's sampler."""

    def __init__(self, state: LabState, draft: ParticleDraft, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._state = state
        self._draft = draft
        self.form = form = Form()
        self._make_rows()
        for row in form.rows.values():  # both panels have the same rows
            for widget in filter(None, (row.editor, row.slider, row.reset_button)):
                widget.setAccessibleName(f"{name}: {widget.accessibleName()}")
        self.error = error_label(draft.error_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(form)
        layout.addWidget(self.error)
        layout.addStretch(1)
        draft.changed.connect(self.show_state)
        state.density_changed.connect(self.show_state)
        state.network_changed.connect(self.show_state)
        self.show_state()

    def _make_rows(self) -> None:
        form, draft = self.form, self._draft
        form.add(draft, ParticleSettings, "sampler")
        self.sampler = form.rows["sampler"].editor
        form.add(draft, Followed, "learned")
        form.add_heading(tr("At the next step"))
        form.add(draft, ParticleSettings, "epsilon", "time_step")
        self.note = quiet_label()
        form.add_widget(self.note)
        form.add(draft, ParticleSettings, "friction", "mass", "temperature", "steps_per_level")
        form.add_rest(draft, ParticleSettings, live=True)
        form.add_heading(tr("With the next run: noise levels"))
        form.add(draft, ParticleSettings, "levels", "sigma_max", "sigma_min", "meaning")
        form.add_rest(draft, ParticleSettings, live=False, but=SHARED)
        colour_levels(form)

    @Slot()
    def show_state(self) -> None:
        """Show the draft; what the sampler does not use is hidden."""
        draft, form = self._draft, self.form
        sampler = ROWS[draft.value("sampler")]
        limits = sampler.limits(Drafted(draft), self._variance)
        slider = form.number(limits.setting).slider
        if slider is not None and 0 < limits.high < math.inf:
            slider.set_scale(limits.high / 1e4, limits.high * 3)
            form.show_limits(limits)
        form.show_values()
        form.show_use(sampler, hide=True)
        form.rows["meaning"].setVisible(self._state.mixture)
        form.rows["denoise"].setVisible(sampler.uses("denoise") and not sampler.leads_on)  # these always end so
        form.rows["rho"].setVisible(sampler.uses("schedule") and draft.value("schedule") is Schedule.RHO)
        only = sampler.one_level
        form.rows["sigma_min"].label.setText(tr("Only level σ<sub>L</sub>") if only else tr(_title("sigma_min")))
        self._show_note(limits)

    def _variance(self, sigma: float) -> float:
        """The smallest of the law at ``sigma``; the noise's alone for what works in added noise."""
        width, meaning = self._state.density.width, SigmaMeaning(self._draft.value("meaning"))
        if ROWS[self._draft.value("sampler")].added:
            return meaning.added(sigma, width) ** 2
        return sigma**2 + (0.0 if meaning is SigmaMeaning.TOTAL else width**2)

    def _show_note(self, limits: Limits) -> None:
        draft = self._draft
        if limits.setting == "time_step":
            h, mass = draft.value("time_step"), draft.value("mass")
            coefficient = mass * draft.value("friction")
            text = tr("h < {0} is stable; without memory like α = h²/m = {1}. Friction coefficient mγ = {2}, so "
                      "D = τ/(mγ) = {3}")  # fmt: skip
            diffusion = draft.value("temperature") / coefficient if coefficient else math.inf
            self.note.setText(text.format(*map(number, (limits.high, h**2 / mass, coefficient, diffusion))))
        elif limits.low > 0:
            self.note.setText(tr("valid between ε = {0} and {1}").format(number(limits.low), number(limits.high)))
        else:
            variance = self._variance(draft.value("sigma_min"))
            eta = draft.value("epsilon") / variance if variance else 0.0
            self.note.setText(tr("η = {0}; stable below ε = {1}").format(number(eta), number(limits.high)))
        self.note.setVisible(ROWS[draft.value("sampler")].uses(limits.setting))


def _title(key: str) -> str:
    return fields_of(ParticleSettings)[key].about.title
