"""The sampler's settings: what acts at the next step first, then what waits for the next run."""

from __future__ import annotations

import secrets
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from app.params import ETA_LIMIT, Convention, Sampler, Schedule, Start, epsilon_from, epsilon_to
from app.params.samplers import choices
from app.params.sampling import DICE_MAX
from app.state.settings import SettingsState
from app.ui.icons import make_icon
from app.ui.runs.colours import LevelColours
from app.ui.text import number, tr
from app.ui.widgets.fields import Choice, NumberRow, Row

ETA_SCALE = (1e-3, 10.0)
"""The slider of epsilon covers these values of eta = epsilon / sigma_L^2."""


class SamplerPanel(QWidget):
    """Edits a :class:`SettingsState`. Each row resets to the recommended value."""

    entered = Signal()
    """A number was entered with Enter: the keyboard may go back to the pictures."""

    def __init__(self, settings: SettingsState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._colours = colours
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 12)
        self._layout.setSpacing(4)
        self.rows: dict[str, Row] = {}
        self._make_algorithm()
        self._heading(tr("At the next step"))
        self._make_live()
        self._heading(tr("With the next run: noise levels"))
        self._make_levels()
        self._heading(tr("With the next run: samples"))
        self._make_samples()
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self._layout.addWidget(self.error)
        self._layout.addStretch(1)
        settings.changed.connect(self._show)
        settings.recommended_changed.connect(self._show_all)
        settings.error_changed.connect(self._show_error)
        settings.replay_changed.connect(self._show_replay)
        colours.changed.connect(self._show_all)
        self._show_all()

    # Building

    def _heading(self, text: str) -> None:
        self._layout.addSpacing(8)
        rule = QFrame()
        rule.setProperty("role", "rule")
        rule.setFixedHeight(1)
        label = QLabel(text)
        label.setProperty("role", "heading")
        self._layout.addWidget(rule)
        self._layout.addWidget(label)

    def _add(self, name: str, row: Row) -> None:
        self.rows[name] = row
        row.reset.connect(partial(self._reset, name))
        self._layout.addWidget(row)

    def _number(
        self, name: str, label: str, title: str, tip: str, limits: tuple[float, float],
        scale: tuple[float, float] | None, *, whole: bool = False, linear: bool = False,
    ) -> NumberRow:  # fmt: skip
        row = NumberRow(label, title, tip, limits, scale, whole=whole, linear=linear)
        row.value_picked.connect(partial(self._picked, name, whole))
        row.edit.returnPressed.connect(self.entered)
        self._add(name, row)
        return row

    def _choice(self, name: str, label: str, title: str, tip: str, entries: list[tuple[str, object, str]]) -> Choice:
        box = Choice()
        for text, data, hint in entries:
            box.addItem(text, data)
            box.setItemData(box.count() - 1, hint, Qt.ItemDataRole.ToolTipRole)
        self._add(name, Row(label, title, tip, box, width=0))
        return box

    def _make_algorithm(self) -> None:
        entries: list[tuple[str, object, str]] = [(tr(a), s, tr(b)) for s, a, b in choices(pictures=True)]
        self.sampler = self._choice(
            "sampler", "", tr("Algorithm"), tr("The algorithm that turns noise into pictures"), entries
        )
        self.sampler.activated.connect(self._sampler_chosen)

    def _make_live(self) -> None:
        self.epsilon = self._number(
            "epsilon", tr("Step size ε"), tr("Step size epsilon"),
            tr("The step size at the smallest level (Algorithm 1, line 4: α<sub>i</sub> = ε σ<sub>i</sub>² / "
               "σ<sub>L</sub>²). The hatched part is unstable: η = ε / σ<sub>L</sub>² above 4."),
            (1e-12, 1e6), (1e-7, 1e-3),
        )  # fmt: skip
        self.eta = QLabel()
        self.eta.setProperty("role", "quiet")
        self._layout.addWidget(self.eta)
        self.convention = self._choice(
            "convention", tr("Written as"), tr("Convention of the step size"),
            tr("The paper writes x + (α/2) s + √α z, the official code x + α s + √(2α) z: its step_lr is ε/2."),
            [
                (tr("ε of the paper"), Convention.PAPER, tr("Song & Ermon 2019, Algorithm 1")),
                (tr("step_lr of the code"), Convention.CODE, tr("the published image code; half of ε")),
            ],
        )  # fmt: skip
        self.convention.activated.connect(self._convention_chosen)
        self.steps = self._number(
            "steps_per_level", tr("Steps per level T"), tr("Steps per level T"),
            tr("Langevin steps at each noise level (Algorithm 1, line 5)"), (1, 100_000), (1, 200), whole=True,
        )  # fmt: skip
        self.temperature = self._number(
            "temperature", tr("Temperature τ"), tr("Temperature tau"),
            tr("The noise is √(τ α) z, so p<sub>σ</sub><sup>1/τ</sup> is sampled; 1 is the paper's, smaller values "
               "prefer what is likely"),
            (0, 1000), (0, 2), linear=True,
        )  # fmt: skip

    def _make_levels(self) -> None:
        for name, label, title, tip in (
            ("sigma_max", tr("Largest σ₁"), tr("Largest noise level sigma 1"),
             tr("The first noise level σ<sub>1</sub>: large enough to reach all of the data from anywhere")),
            ("sigma_min", tr("Smallest σ<sub>L</sub>"), tr("Smallest noise level sigma L"),
             tr("The last noise level σ<sub>L</sub>: small enough not to be seen (a pixel is 0 to 1)")),
        ):  # fmt: skip
            self._number(name, label, title, tip, (1e-6, 1e6), (0.01, 20))
        self._number(
            "levels", tr("Levels L"), tr("Number of noise levels L"),
            tr("How many noise levels σ₁ > … > σ<sub>L</sub> there are"), (1, 10_000), (1, 1_000), whole=True,
        )  # fmt: skip
        self.schedule = self._choice(
            "schedule", tr("Spacing"), tr("Schedule of the noise levels"),
            tr("How the levels lie between σ₁ and σ_L; the paper's is geometric (section 3.1)"),
            [
                (tr("geometric"), Schedule.GEOMETRIC, tr("a constant ratio")),
                (tr("uniform"), Schedule.UNIFORM, tr("a constant difference")),
            ],
        )  # fmt: skip
        self.schedule.activated.connect(self._schedule_chosen)

    def _make_samples(self) -> None:
        self._number(
            "count", tr("Samples"), tr("Number of samples"),
            tr("How many pictures; all go through the network at once. Each keeps its noise whatever their number."),
            (1, 4096), (1, 256), whole=True,
        )  # fmt: skip
        seed = self._number(
            "seed", tr("Seed"), tr("Seed"), tr("The same seed and settings give the same pictures"),
            (0, float(2**53)), None, whole=True,
        )  # fmt: skip
        self.dice = QToolButton()
        self.dice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dice.setToolTip(tr("Another seed at random (N)"))
        self.dice.setAccessibleName(tr("Another seed at random"))
        self.dice.clicked.connect(self.throw_dice)
        seed.line.insertWidget(1, self.dice)
        self.start = self._choice(
            "start", tr("Start"), tr("Law of the first x"), tr("The law that the first x is drawn from"),
            [
                (tr("uniform on [0, 1]"), Start.UNIFORM, tr("as in ncsn and ncsnv2")),
                (tr("normal, σ₁ z"), Start.NORMAL, tr("as in score_sde")),
            ],
        )  # fmt: skip
        self.start.activated.connect(self._start_chosen)
        self.denoise = QCheckBox(tr("end with x + σ² s(x, σ)"))
        self.denoise.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.denoise.toggled.connect(partial(self._settings.set, "denoise"))
        self._add(
            "denoise",
            Row(tr("Denoise"), tr("Denoise at the end"),
                tr("A last step without noise at σ<sub>L</sub>, Tweedie's estimate (Jolicoeur-Martineau et al. 2020)"),
                self.denoise, width=0),
        )  # fmt: skip
        self._make_icons()

    def _make_icons(self) -> None:
        self.dice.setIcon(make_icon("dice", self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """The icons follow the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "dice"):
            self._make_icons()
        super().changeEvent(event)

    # From the widgets to the state

    def _picked(self, name: str, whole: bool, value: float) -> None:
        if name == "epsilon":
            value = epsilon_from(value, self._settings.convention)
        self._settings.set(name, round(value) if whole else value)

    @Slot(int)
    def _sampler_chosen(self, _index: int) -> None:
        self._settings.set("sampler", Sampler(self.sampler.currentData()))

    @Slot(int)
    def _schedule_chosen(self, _index: int) -> None:
        self._settings.set("schedule", Schedule(self.schedule.currentData()))

    @Slot(int)
    def _start_chosen(self, _index: int) -> None:
        self._settings.set("start", Start(self.start.currentData()))

    @Slot(int)
    def _convention_chosen(self, _index: int) -> None:
        self._settings.set_convention(Convention(self.convention.currentData()))

    @Slot()
    def throw_dice(self) -> None:
        """Another seed."""
        self._settings.set("seed", secrets.randbelow(DICE_MAX) + 1)

    def _reset(self, name: str) -> None:
        if name == "convention":
            self._settings.set_convention(Convention.PAPER)
        else:
            self._settings.set(name, getattr(self._settings.recommended, name))

    @Slot()
    def reset_all(self) -> None:
        """Everything to the recommended values."""
        self._settings.set_replay((), ())
        self._settings.replace(self._settings.recommended)
        self._settings.set_convention(Convention.PAPER)

    # From the state to the widgets

    @Slot()
    def _show_all(self) -> None:
        for name in self.rows:
            self._show(name)

    @Slot(str)
    def _show(self, name: str) -> None:
        row = self.rows.get(name)
        if row is None:
            return
        settings = self._settings
        if name in ("epsilon", "convention", "sigma_min", "sampler", "sigma_max", "levels"):
            self._show_epsilon()
        if name == "convention":
            self.convention.choose(settings.convention)
            row.show_changed(settings.convention is not Convention.PAPER)
            return
        value = settings.value(name)
        row.show_changed(value != getattr(settings.recommended, name))
        if isinstance(row, NumberRow):
            if name in ("sigma_max", "sigma_min"):
                self._show_sigma_scale(row)
            if name != "epsilon":
                row.show_value(value)
            if row.slider is not None and name != "epsilon":
                row.slider.set_recommended(getattr(settings.recommended, name))
        elif isinstance(row.editor, Choice):
            row.editor.choose(value)
        elif isinstance(row.editor, QCheckBox):
            row.editor.setChecked(bool(value))
        if name == "sampler":
            self._show_use(value)

    def _show_use(self, sampler: Sampler) -> None:
        """What the algorithm does not use is greyed."""
        many = sampler is not Sampler.LANGEVIN
        for name, used in (
            ("steps_per_level", sampler is not Sampler.CONSISTENT),
            ("sigma_max", many),
            ("levels", many),
            ("schedule", many and sampler is not Sampler.CONSISTENT),
        ):
            self.rows[name].setEnabled(used)
        self.sampler.setToolTip(tr(sampler.tip))

    def _show_sigma_scale(self, row: NumberRow) -> None:
        recommended = self._settings.recommended
        if row.slider is not None:
            row.slider.set_scale(min(0.005, recommended.sigma_min / 2), max(2.0, 4 * recommended.sigma_max))
            row.slider.set_colours(self._colours.of_sigma)

    def _show_epsilon(self) -> None:
        settings, slider = self._settings, self.epsilon.slider
        convention, sigma = settings.convention, settings.value("sigma_min")
        epsilon = settings.value("epsilon")
        low, high = (epsilon_to(eta * sigma**2, convention) for eta in ETA_SCALE)
        limits = (0.0, ETA_LIMIT)
        if settings.value("sampler") is Sampler.CONSISTENT and settings.value("levels") > 1:
            gamma = (sigma / settings.value("sigma_max")) ** (1 / (settings.value("levels") - 1))
            limits = (2 * (1 - gamma), 2 * (1 + gamma))
        if slider is not None:
            slider.set_scale(low, high)
            slider.set_allowed(*(epsilon_to(max(eta, 1e-9) * sigma**2, convention) for eta in limits))
            slider.set_recommended(epsilon_to(settings.recommended.epsilon, convention))
        self.epsilon.show_value(epsilon_to(epsilon, convention))
        paper = convention is Convention.PAPER
        self.epsilon.label.setText(tr("Step size ε") if paper else tr("Step size step_lr"))
        eta = epsilon / sigma**2
        below, above = (number(epsilon_to(limit * sigma**2, convention)) for limit in limits)
        if limits[0] <= eta < limits[1] and limits[0] > 0:
            self.eta.setText(tr("η = {0}; valid between {1} and {2}").format(number(eta), below, above))
        elif limits[0] <= eta < limits[1]:
            self.eta.setText(tr("η = {0}; stable below {1}").format(number(eta), above))
        else:
            self.eta.setText(tr("η = {0}: outside of {1} … {2}").format(number(eta), *map(number, limits)))

    @Slot(str)
    def _show_error(self, error: str) -> None:
        self._show_replay()
        self.error.setText(error)
        self.error.setVisible(bool(error))

    @Slot()
    def _show_replay(self) -> None:
        settings = self._settings
        if settings.error:
            return
        parts = []
        if settings.indices:
            parts.append(
                tr("The next runs sample {0} of {1} samples.").format(len(settings.indices), settings.value("count"))
            )
        if settings.replay:
            parts.append(tr("They repeat {0} changes made during the restored run.").format(len(settings.replay)))
        self.error.setText(" ".join(parts))
        self.error.setVisible(bool(parts))
