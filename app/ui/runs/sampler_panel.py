"""The sampler's settings: what acts at the next step first, then what waits for the next run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.params import Convention, ModelInfo, SampleSettings, Schedule, epsilon_from, epsilon_to
from app.params.samplers import ROWS, Limits
from app.params.sampling import StepSize
from app.params.settings import fields_of
from app.params.words import typeset
from app.state.draft import Drafted
from app.state.settings import SettingsState
from app.ui.icons import make_icon
from app.ui.runs.colours import LevelColours
from app.ui.runs.recipe_row import RecipeRow
from app.ui.text import note_text, number, one_line, plain, tr
from app.ui.widgets.form import Form, Unit, throw_dice
from app.ui.widgets.labels import error_label, give_role, quiet_label, show_error

ETA_SCALE = (1e-3, 10.0)
"""The slider of epsilon covers these values of eta = epsilon / sigma_L^2."""

MOST_SAMPLES = 4096
"""More pictures are not to be looked at; the command line makes them."""


CHOSEN = (
    "Chosen anew for these levels and steps, for the next run (Song & Ermon 2020, technique 4). Type an ε to keep it."
)
"""Said where the step size is not the recommended one, and nobody gave it."""


class SamplerPanel(QWidget):
    """Edits a :class:`SettingsState`. Each row resets to the recommended value."""

    entered = Signal()
    """A number was entered with Enter: the keyboard may go back to the pictures."""

    def __init__(self, settings: SettingsState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._colours = colours
        self.form = form = Form()
        self.rows = form.rows
        self.whose = quiet_label()
        self.whose.hide()
        self.recipes = RecipeRow(settings)
        self._make_rows()
        self.error = error_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(4)
        layout.addWidget(self.whose)
        layout.addWidget(self.recipes)
        layout.addWidget(form)
        layout.addWidget(self.error)
        layout.addStretch(1)
        form.entered.connect(self.entered)
        settings.settled.connect(self._show)
        settings.error_changed.connect(self._show_error)
        settings.replay_changed.connect(self._show_error)
        colours.changed.connect(self._show_colours)
        self._show()
        self._show_error()
        self._show_colours()

    def _make_rows(self) -> None:
        form, settings = self.form, self._settings
        form.add(settings, SampleSettings, "sampler")
        self.warning = error_label()
        form.add_widget(self.warning)
        self.live = form.add_heading(tr("At the next step"))
        form.add(settings, SampleSettings, "epsilon")
        form.set_unit("epsilon", Unit(self._epsilon_shown, self._epsilon_meant))
        self.epsilon = form.number("epsilon")
        self.eta = quiet_label()
        self.eta.setWordWrap(False)
        form.add_widget(self.eta)
        self.chosen = quiet_label()
        self.chosen.setText(tr(CHOSEN))
        form.add_widget(self.chosen)
        form.add(settings, StepSize, "convention")
        self.convention = form.rows["convention"].editor
        form.add_rest(settings, SampleSettings, live=True)
        form.add_heading(tr("With the next run: noise levels"))
        form.add(settings, SampleSettings, "sigma_max", "sigma_min", "levels", "schedule", "rho")
        form.add_heading(tr("With the next run: samples"))
        form.add(settings, SampleSettings, "count", high=MOST_SAMPLES)
        form.add(settings, SampleSettings, "seed", "start", "denoise")
        form.add_rest(settings, SampleSettings, live=False)
        self.dice = QToolButton()
        self.dice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dice.setToolTip(tr("Another seed at random (N)"))
        self.dice.setAccessibleName(tr("Another seed at random"))
        self.dice.setIcon(make_icon("dice", self.palette()))
        self.dice.clicked.connect(self.throw_dice)
        self.rows["seed"].line.insertWidget(1, self.dice)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "dice"):
            self.dice.setIcon(make_icon("dice", self.palette()))
        super().changeEvent(event)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does to the settings."""
        return {"new_seed": self.throw_dice, "recommended": self.reset_all}

    @Slot()
    def throw_dice(self) -> None:
        """Another seed."""
        self._settings.set("seed", throw_dice())

    @Slot()
    def reset_all(self) -> None:
        """Everything to the recommended values but the seed, which is no matter of better or worse."""
        self._settings.set_replay((), ())
        self._settings.replace(replace(self._settings.recommended, seed=self._settings.value("seed")))
        self._settings.set_convention(Convention.PAPER)

    def said(self, key: str, value: float) -> tuple[str, str]:
        """A setting's symbol and a value of it, as they are written here."""
        if key == "epsilon":
            symbol = "ε" if self._settings.convention is Convention.PAPER else "step_lr"
            return symbol, plain(self._epsilon_shown(value))
        about = fields_of(SampleSettings)[key].about
        return about.symbol or tr(about.title), plain(value)

    def _epsilon_shown(self, epsilon: float) -> float:
        return epsilon_to(epsilon, self._settings.convention)

    def _epsilon_meant(self, value: float) -> float:
        return epsilon_from(value, self._settings.convention)

    # From the state to the widgets

    @Slot()
    def _show(self) -> None:
        self._show_scales()
        self.form.show_values()
        settings, unused = self._settings, self._settings.unused
        sampler = ROWS[settings.value("sampler")]
        self.form.show_use(sampler, unused=unused)
        self.rows["convention"].show_use(tr(sampler.ignores.get("epsilon", "")))
        reason = unused.get("rho", "")
        self.rows["rho"].setVisible(bool(reason) or settings.value("schedule") is Schedule.RHO)
        self.form.show_impossible("schedule", {Schedule.RHO: reason} if reason else {})
        self.chosen.setVisible(sampler.uses("epsilon") and settings.suited("epsilon"))
        show_error(self.warning, "\n".join(map(note_text, settings.warnings)))
        self.recipes.refresh()

    def show_whose(self, running: ModelInfo | None) -> None:
        """The settings are those of the open network; that of the run that goes on, if it is another: it keeps its own.

        So nothing that is set here acts on what is seen.
        """
        network = self._settings.network
        there = running is not None and network is not None
        if running is not None and network is not None:
            text = tr("Of {0}, for the next run: the one that goes on, of {1}, keeps its own settings.")
            self.whose.setText(text.format(one_line(network.name, 60), one_line(running.name, 60)))
        self.whose.setVisible(there)
        self.live.setText(tr("With the next run") if there else tr("At the next step"))

    @Slot()
    def _show_colours(self) -> None:
        for name in ("sigma_max", "sigma_min"):
            slider = self.form.number(name).slider
            if slider is not None:
                slider.set_colours(self._colours.of_sigma)

    def _show_scales(self) -> None:
        """The sliders cover what the network knows, and steps that are worth trying at the smallest noise level."""
        settings, recommended = self._settings, self._settings.recommended
        for name in ("sigma_max", "sigma_min"):
            slider = self.form.number(name).slider
            if slider is not None:
                slider.set_scale(min(0.005, recommended.sigma_min / 2), max(2.0, 4 * recommended.sigma_max))
        sigma = settings.value("sigma_min")
        if self.epsilon.slider is not None:
            self.epsilon.slider.set_scale(*(self._epsilon_shown(eta * sigma**2) for eta in ETA_SCALE))
        paper = settings.convention is Convention.PAPER
        title = fields_of(SampleSettings)["epsilon"].about.title
        self.epsilon.label.setText(tr(title) if paper else tr("Step size step_lr"))
        sampler = ROWS[settings.value("sampler")]
        limits = sampler.limits(Drafted(settings), lambda sigma: sigma**2)
        self.form.show_limits(limits)
        self.eta.setVisible(sampler.uses("epsilon") and limits.setting == "epsilon")
        self.eta.setText(self._eta_text(settings.value("epsilon"), limits, sigma**2))
        give_role(self.eta, "quiet" if limits.allow(settings.value("epsilon")) else "error")

    def _eta_text(self, epsilon: float, limits: Limits, variance: float) -> str:
        eta, below, above = number(epsilon / variance), *map(self._epsilon_shown, (limits.low, limits.high))
        if not limits.allow(epsilon):
            low, high = limits.low / variance, limits.high / variance
            return tr("η = {0}: outside of {1} … {2}").format(eta, number(low), number(high))
        if limits.high == math.inf:
            return tr("η = {0}").format(eta)
        if limits.low > 0:
            return tr("η = {0}; valid between {1} and {2}").format(eta, number(below), number(above))
        return tr("η = {0}; stable below {1}").format(eta, number(above))

    @Slot()
    def _show_error(self) -> None:
        """Why no run can begin; otherwise what the next runs do besides what is set."""
        settings = self._settings
        parts = [typeset(settings.error)] if settings.error else []
        if settings.indices and not settings.error:
            text = tr("The next runs sample {0} of {1} samples.")
            parts.append(text.format(len(settings.indices), settings.value("count")))
        if settings.replay and not settings.error:
            parts.append(tr("They repeat {0} changes made during the restored run.").format(len(settings.replay)))
        self.error.setText(" ".join(parts))
        self.error.setVisible(bool(parts))
