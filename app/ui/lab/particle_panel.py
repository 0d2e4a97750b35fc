"""The particles' settings: what both panels share, and each panel's own sampler."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.params.lab.density import SigmaMeaning
from app.params.lab.particles import LONGEST_TRAIL, MAX_PARTICLES, ParticleStart
from app.params.samplers import Sampler
from app.params.sampling import DICE_MAX
from app.state.lab.laboratory import LabState, PlaneTool
from app.state.lab.particles import FASTEST, ParticleDraft, ParticlesState
from app.ui.lab.colours import level_colour
from app.ui.lab.form import Form, error_label, show_error, tool_button
from app.ui.text import number, tr


class ParticlePanel(QWidget):
    """Edits a :class:`ParticlesState`."""

    def __init__(self, state: LabState, particles: ParticlesState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._particles = particles
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.both = QCheckBox(tr("two settings side by side"))
        self.both.setToolTip(tr("Both panels start at the same places and get the same random numbers"))
        self.both.toggled.connect(lambda checked: particles.set_shown(both=checked))
        layout.addWidget(self.both)
        self.exact = QCheckBox(tr("exact samples beside them"))
        self.exact.setToolTip(
            tr("As many independent samples of the law at the last level: what the particles should look like (in "
               "Figure 3 the picture on the left)")
        )  # fmt: skip
        self.exact.toggled.connect(lambda checked: particles.set_shown(exact=checked))
        layout.addWidget(self.exact)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.tabBar().setAccessibleName(tr("Panel to set"))
        self.tabs.tabBar().setToolTip(tr("Which panel's sampler is set below"))
        self.samplers = tuple(SamplerForm(state, d, name) for d, name in zip(particles.panels, "AB", strict=True))
        for form, title in zip(self.samplers, (tr("A: left"), tr("B: right")), strict=True):
            self.tabs.addTab(form, title)
        layout.addWidget(self.tabs)
        self.form = Form(self._picked, self._reset)
        self._make_shared()
        layout.addWidget(self.form)
        layout.addStretch(1)
        for draft in particles.panels:
            draft.changed.connect(self.show_state)
        particles.shown_changed.connect(self.show_state)
        self.show_state()

    def _make_shared(self) -> None:
        form = self.form
        form.add_heading(tr("Both panels: how it is shown"))
        form.add_number(
            "speed", tr("Steps a second"), tr("Steps a second"), tr("How fast the run goes; 1000: without waiting"),
            (1, FASTEST), (1, FASTEST), whole=True,
        )  # fmt: skip
        form.add_number(
            "trail", tr("Trails"), tr("Length of the trails"), tr("How many steps a trail goes back; 0: none"),
            (0, LONGEST_TRAIL), (0, LONGEST_TRAIL), whole=True, linear=True,
        )  # fmt: skip
        form.add_heading(tr("Both panels: with the next run"))
        form.add_number(
            "count", tr("Particles"), tr("Number of particles"), tr("How many particles in each panel"),
            (1, MAX_PARTICLES), (10, MAX_PARTICLES), whole=True,
        )  # fmt: skip
        seed = form.add_number(
            "seed", tr("Seed"), tr("Seed"), tr("The same seed and settings give the same run"),
            (0, float(2**53)), whole=True,
        )  # fmt: skip
        self.dice = tool_button(tr("Roll"), tr("Another seed at random (N)"))
        self.dice.clicked.connect(self.throw_dice)
        seed.line.insertWidget(1, self.dice)
        self.start = form.add_choice(
            "start", tr("Start"), tr("Where the particles start"), tr("The law of the first x"),
            [
                (tr("in a box"), ParticleStart.BOX, tr("Uniform; the paper's is from −8 to 8")),
                (tr("Gaussian"), ParticleStart.GAUSSIAN, tr("Normal around the centre")),
                (tr("where I click"), ParticleStart.POINTS, tr("At the places clicked, in turn")),
            ],
        )  # fmt: skip
        self.clear = tool_button(tr("Forget the places clicked"), tr("Start choosing places anew"))
        self.clear.clicked.connect(self._clear_places)
        form.column.addWidget(self.clear)
        form.add_number(
            "spread", tr("Half width"), tr("Spread of the start"),
            tr("The box's half width, or the Gaussian's standard deviation"), (0, 1e6), (0.1, 40),
        )  # fmt: skip
        for name in "xy":
            form.add_number(name, tr("Centre x₁") if name == "x" else tr("Centre x₂"),
                            tr("Centre of the start, {0}").format(name), tr("In units of the plane"), (-1e6, 1e6),
                            linear=True)  # fmt: skip

    def _picked(self, name: str, value: Any) -> None:
        if name == "speed":
            self._particles.set_shown(speed=float(value))
        elif name == "trail":
            self._particles.set_shown(trail=round(value))
        elif name == "start":
            start = ParticleStart(value)
            if start is ParticleStart.POINTS:
                self._state.tool = PlaneTool.START
                if self._particles.panels[0].value("points") is None:
                    self.show_state()  # it becomes that with the first click
            else:
                self._particles.set_start(start)
                if self._state.tool is PlaneTool.START:
                    self._state.tool = PlaneTool.MOVE
        else:
            self._particles.set_shared(name, value)

    def _reset(self, name: str) -> None:
        if name in ("speed", "trail"):
            self._particles.set_shown(**{name: {"speed": 60.0, "trail": 12}[name]})
        elif name == "start":
            self._particles.set_start(ParticleStart.BOX)
        else:
            self._particles.reset_shared(name)

    @Slot()
    def throw_dice(self) -> None:
        """Another seed."""
        self._particles.set_shared("seed", secrets.randbelow(DICE_MAX) + 1)

    @Slot()
    def _clear_places(self) -> None:
        self._particles.set_start(ParticleStart.BOX)
        self._state.tool = PlaneTool.START

    @Slot()
    def show_state(self) -> None:
        """Show the shared settings."""
        particles, form = self._particles, self.form
        draft = particles.panels[0]
        self.both.setChecked(particles.both)
        self.exact.setChecked(particles.exact)
        self.tabs.setTabVisible(1, particles.both)
        form.show_value("speed", particles.speed, 60.0)
        form.show_value("trail", particles.trail, 12)
        for name in ("count", "seed", "start", "spread", "x", "y"):
            form.show_value(name, draft.value(name), draft.recommended(name))
        start, places = draft.value("start"), draft.value("points")
        for name in ("spread", "x", "y"):
            form.rows[name].setVisible(start is not ParticleStart.POINTS)
        form.rows["spread"].label.setText(tr("Half width") if start is ParticleStart.BOX else tr("Deviation"))
        self.clear.setVisible(places is not None)


class SamplerForm(QWidget):
    """One panel's sampler."""

    def __init__(self, state: LabState, draft: ParticleDraft, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._draft = draft
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self.form = Form(draft.set, draft.reset)
        layout.addWidget(self.form)
        self._make_sampler()
        self._make_live()
        self._make_levels()
        for row in self.form.rows.values():  # both panels have the same rows
            for widget in filter(None, (row.editor, row.slider, row.reset_button)):
                widget.setAccessibleName(f"{name}: {widget.accessibleName()}")
        self.error = error_label()
        layout.addWidget(self.error)
        layout.addStretch(1)
        draft.changed.connect(self.show_state)
        draft.error_changed.connect(partial(show_error, self.error))
        state.density_changed.connect(self.show_state)
        state.network_changed.connect(self.show_state)
        self.show_state()

    def _make_sampler(self) -> None:
        self.sampler = self.form.add_choice(
            "sampler", "", tr("Sampler"), tr("The dynamics by which the particles follow the score"),
            [
                (tr("Langevin"), Sampler.LANGEVIN,
                 tr("At σ_L alone (equation 4): x + (α/2) s + √(τα) z")),
                (tr("Annealed Langevin"), Sampler.ANNEALED,
                 tr("Through L noise levels (Algorithm 1)")),
                (tr("Underdamped Langevin"), Sampler.UNDERDAMPED,
                 tr("With velocities, at σ_L alone, by BAOAB (Leimkuhler & Matthews 2013)")),
            ],
        )  # fmt: skip
        self.form.add_choice(
            "learned", tr("Score"), tr("Score that is followed"), tr("The exact score, or the one that was learned"),
            [
                (tr("exact"), False, tr("The density's own")),
                (tr("learned"), True, tr("The network's, as it is when the run begins")),
            ],
        )  # fmt: skip

    def _make_live(self) -> None:
        form = self.form
        form.add_heading(tr("At the next step"))
        form.add_number(
            "epsilon", tr("Step size ε"), tr("Step size epsilon"),
            tr("The step size at the smallest level (Algorithm 1: α<sub>i</sub> = ε σ<sub>i</sub>² / σ<sub>L</sub>²). "
               "The hatched part is unstable."),
            (1e-9, 1e6), (1e-4, 10),
        )  # fmt: skip
        form.add_number(
            "time_step", tr("Time step h"), tr("Time step h"), tr("Stable for h² < 4 m σ²; α = h²/m without memory"),
            (1e-9, 1e6), (1e-3, 10),
        )  # fmt: skip
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        form.column.addWidget(self.note)
        form.add_number(
            "friction", tr("Friction γ"), tr("Friction gamma"),
            tr("Velocities forget as exp(−γt); large: the overdamped limit"), (0, 1e9), (0.01, 100),
        )  # fmt: skip
        form.add_number("mass", tr("Mass m"), tr("Mass m"), tr("Heavier particles turn more slowly"), (1e-6, 1e9),
                        (0.01, 100))  # fmt: skip
        form.add_number(
            "temperature", tr("Temperature τ"), tr("Temperature tau"),
            tr("The noise is √(τα) z, so the law is p<sup>1/τ</sup> (Boltzmann), which is shaded behind the particles; "
               "1 is the paper's"), (0, 1000), (0, 3),
            linear=True,
        )  # fmt: skip
        form.add_number("steps_per_level", tr("Steps per level T"), tr("Steps per level T"),
                        tr("Steps at each noise level (Algorithm 1, line 5)"), (1, 100_000), (1, 5000),
                        whole=True)  # fmt: skip

    def _make_levels(self) -> None:
        form = self.form
        form.add_heading(tr("With the next run: noise levels"))
        for name, label, title, tip in (
            ("levels", tr("Levels L"), tr("Number of noise levels L"), tr("A geometric sequence from σ₁ to σ_L")),
            ("sigma_max", tr("Largest σ₁"), tr("Largest noise level sigma 1"), tr("Large enough to join all modes")),
            ("sigma_min", tr("Smallest σ<sub>L</sub>"), tr("Smallest noise level sigma L"),
             tr("The last noise level; without annealing the only one")),
        ):  # fmt: skip
            if name == "levels":
                form.add_number(name, label, title, tip, (1, 10_000), (1, 50), whole=True)
            else:
                row = form.add_number(name, label, title, tip, (0, 1e6), (0.01, 40))
                if row.slider is not None:
                    row.slider.set_colours(level_colour)
        form.add_choice(
            "meaning", tr("σ is"), tr("Meaning of sigma"),
            tr("The paper's toy code counts σ as the modes' whole standard deviation"),
            [
                (tr("the narrowest mode's width"), SigmaMeaning.TOTAL, tr("At σ_L the particles follow the data")),
                (tr("noise added to the data"), SigmaMeaning.ADDED, tr("The law at σ_L is wider than the data")),
            ],
        )  # fmt: skip

    @Slot()
    def show_state(self) -> None:
        """Show the draft; what the sampler does not use is hidden."""
        draft, form = self._draft, self.form
        sampler = draft.value("sampler")
        for name in form.rows:
            form.show_value(name, draft.value(name), draft.recommended(name))
        inert = sampler is Sampler.UNDERDAMPED
        for names, seen in (
            (("epsilon",), not inert), (("time_step", "friction", "mass"), inert),
            (("levels", "sigma_max"), sampler is Sampler.ANNEALED), (("meaning",), self._state.mixture),
        ):  # fmt: skip
            for name in names:
                form.rows[name].setVisible(seen)
        annealed = sampler is Sampler.ANNEALED
        form.rows["sigma_min"].label.setText(
            tr("Smallest σ<sub>L</sub>") if annealed else tr("Only level σ<sub>L</sub>")
        )
        self._show_limit(sampler)

    def _show_limit(self, sampler: Sampler) -> None:
        draft = self._draft
        sigma, width = draft.value("sigma_min"), self._state.density.width
        total = draft.value("meaning") is SigmaMeaning.TOTAL
        variance = sigma**2 + (0.0 if total else width**2)
        row = self.form.rows["time_step" if sampler is Sampler.UNDERDAMPED else "epsilon"]
        if sampler is Sampler.UNDERDAMPED:
            h, mass = draft.value("time_step"), draft.value("mass")
            limit = 2 * (mass * variance) ** 0.5
            self.note.setText(
                tr("h < {0} is stable; without memory like α = h²/m = {1}").format(number(limit), number(h**2 / mass))
            )
        else:
            limit = 4 * variance
            if sampler is Sampler.ANNEALED and draft.value("levels") > 1 and not total and sigma > 0:
                limit = 4 * (width**2 + draft.value("sigma_max") ** 2) * (sigma / draft.value("sigma_max")) ** 2
                limit = min(limit, 4 * variance)
            eta = draft.value("epsilon") / variance if variance else 0.0
            self.note.setText(tr("η = {0}; stable below ε = {1}").format(number(eta), number(limit)))
        slider = getattr(row, "slider", None)
        if slider is not None and limit > 0:
            slider.set_scale(limit / 1e4, limit * 3)
            slider.set_allowed(limit / 1e4, limit)
            slider.show_value(draft.value("time_step" if sampler is Sampler.UNDERDAMPED else "epsilon"))
