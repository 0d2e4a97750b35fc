"""Who takes part in a race, and what all of them have in common: the row above the lanes."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QSpinBox, QToolButton, QWidget

from app.params.history import Past
from app.params.model import ModelInfo
from app.params.quality import FEWEST
from app.params.race import MOST_SAMPLES, RECIPES
from app.params.recipes import Recipe, impossible, recipe
from app.params.sampling import SEED_MAX
from app.state.history import HistoryState
from app.state.model import ModelState
from app.state.race import RaceState
from app.state.settings import SettingsState
from app.ui.icons import make_icon
from app.ui.runs.history_words import title_of
from app.ui.text import note_text, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.fields import NumberEdit
from app.ui.widgets.form import throw_dice
from app.ui.widgets.labels import PlainLabel

MOST_LISTED = 12
"""Runs of the history that are offered."""


class RaceEntry(QWidget):
    """Edits a :class:`RaceState`: recipes, the ``settings`` of Sample and runs of the history can take part."""

    started = Signal()
    """The recipes take part, and are to race, at once or when there is a network to wait for."""

    def __init__(
        self, state: RaceState, model: ModelState, settings: SettingsState, history: HistoryState,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.state, self._model, self._settings, self._history = state, model, settings, history
        self.waiting = False
        """Whether the recipes are to race once a network is open."""
        self._make_contestants()
        self._make_ground()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.classic)
        row.addWidget(self.add)
        row.addStretch(1)
        for text, box in ((tr("Sa&mples"), self.count), (tr("See&d"), self.seed)):
            label = PlainLabel(text)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(self.dice)
        row.addWidget(self.same_start)
        self.classic.clicked.connect(self.take_recipes)
        self.count.valueChanged.connect(self._ground_edited)
        self.seed.value_picked.connect(self._ground_edited)
        self.same_start.toggled.connect(self._ground_edited)
        self.dice.clicked.connect(self._throw_dice)
        state.ground_changed.connect(self._show_ground)
        self._take_ground()

    def allow(self, allowed: bool) -> None:
        """Whether anything can be changed now."""
        for widget in (self.classic, self.count, self.seed, self.dice, self.same_start):
            widget.setEnabled(allowed)
        self.add.setEnabled(allowed and not self.state.full)

    # Building

    def _make_contestants(self) -> None:
        names = " | ".join(tr(name.label) for name in RECIPES)
        self.classic = tool_button(names, tr("Let these recipes of the network race, at once"))
        self.classic.setObjectName("primary")
        self.add = QToolButton()
        self.add.setText(tr("Add") + " ▾")
        self.add.setAccessibleName(tr("Add"))
        self.add.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setToolTip(tr("Another contestant: a recipe, the settings of Sample, or a run of the history"))
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add.setMenu(self.menu)
        for box in (self.classic, self.add):
            box.setMinimumHeight(26)

    def _make_ground(self) -> None:
        self.count = QSpinBox()
        self.count.setRange(1, MOST_SAMPLES)
        self.count.setMinimumHeight(26)
        self.count.setKeyboardTracking(False)
        self.count.setAccessibleName(tr("Samples of each"))
        self.count.setToolTip(
            tr("How many pictures each makes; distances to real pictures say something from {0} on").format(FEWEST)
        )
        self.seed = NumberEdit(0, SEED_MAX, whole=True)
        self.seed.setAccessibleName(tr("Seed of all"))
        self.seed.setToolTip(tr("The noise of all contestants: sample k has the same start and the same draws in each"))
        self.seed.setFixedWidth(110)
        self.dice = QToolButton()
        self.dice.setIcon(make_icon("dice", self.palette()))
        self.dice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dice.setToolTip(tr("Another seed at random"))
        self.dice.setAccessibleName(tr("Another seed at random"))
        self.same_start = QCheckBox(tr("Same sta&rt"))
        self.same_start.setToolTip(
            tr("All begin with σ₁ z, with the same z. Off: each begins as its own settings say, some in U[0, 1]")
        )

    # Who takes part

    @property
    def info(self) -> ModelInfo | None:
        """The network that is open."""
        return self._model.info

    @Slot()
    def take_recipes(self) -> None:
        """The recipes take part and begin, as soon as the network is there that is being opened."""
        info = self.info
        self.waiting = self._model.loading != ""
        if info is not None and not self.waiting:
            with self.state.together():
                self.state.clear()
                for name in RECIPES:
                    if impossible(info, name) is None:
                        self.state.add(tr(name.label), recipe(info, name), recipe=name)
        self.started.emit()

    @Slot()
    def _fill_menu(self) -> None:
        menu, info = self.menu, self.info
        menu.clear()
        for name in Recipe:
            action = menu.addAction(tr(name.label))
            reason = None if info is None else impossible(info, name)
            action.setEnabled(info is not None and reason is None)
            action.setToolTip(tr(name.tip) if reason is None else note_text(reason))
            action.triggered.connect(partial(self._add_recipe, name))
        menu.addSeparator()
        own = menu.addAction(tr("The &settings of Sample"))
        own.setEnabled(self._settings.valid is not None and info is not None)
        own.triggered.connect(self._add_own)
        past = menu.addMenu(tr("A run of the &history"))
        for entry in [entry for entry in self._history.entries if self._suits(entry)][:MOST_LISTED]:
            past.addAction(title_of(entry).replace("&", "&&")).triggered.connect(partial(self._add_past, entry.key))
        past.setEnabled(not past.isEmpty())

    def _suits(self, past: Past) -> bool:
        """Whether it began with noise, with the network that is open."""
        info = self.info
        return info is not None and past.sha256 == info.sha256 and not past.before and past.beginning is None

    def _add_recipe(self, name: Recipe, _checked: bool = False) -> None:
        if self.info is not None:
            self.state.add(tr(name.label), recipe(self.info, name), recipe=name)

    @Slot()
    def _add_own(self) -> None:
        settings = self._settings.valid
        if settings is not None:
            followed = self._settings.recipe
            name = tr(settings.sampler.label) if followed is None else tr(followed.label)
            self.state.add(name, settings, self._settings.replay, followed)

    def _add_past(self, key: str, _checked: bool = False) -> None:
        past = self._history.find(key)
        if past is not None:
            self.state.add(title_of(past), past.settings, past.changes)

    # What they have in common

    def _take_ground(self) -> None:
        """At first what is set in Sample."""
        count, seed = self._settings.value("count"), self._settings.value("seed")
        self.state.ground = dataclasses.replace(self.state.ground, count=count, seed=seed)
        self._show_ground()

    @Slot()
    def _ground_edited(self) -> None:
        seed = int(self.seed.value())
        ground = dataclasses.replace(
            self.state.ground, count=self.count.value(), seed=seed, same_start=self.same_start.isChecked()
        )
        self.state.ground = ground

    @Slot()
    def _throw_dice(self) -> None:
        self.state.ground = dataclasses.replace(self.state.ground, seed=throw_dice())

    @Slot()
    def _show_ground(self) -> None:
        ground = self.state.ground
        with QSignalBlocker(self.count), QSignalBlocker(self.same_start):
            self.count.setValue(ground.count)
            self.same_start.setChecked(ground.same_start)
        self.seed.show_value(ground.seed)
