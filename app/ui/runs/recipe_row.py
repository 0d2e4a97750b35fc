"""Settings by name: a button for each recipe, and what the settings as they are cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.params import SampleSettings
from app.params.recipes import Offer, Recipe
from app.state.settings import SettingsState
from app.ui.text import count, note_text, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import quiet_label


def _plain_run(settings: SampleSettings) -> int:
    return settings.plan.total


class RecipeRow(QWidget):
    """The button of the recipe that the settings follow is pressed; one that the network cannot follow is grey."""

    def __init__(self, settings: SettingsState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._evaluations: Callable[[SampleSettings], int] = _plain_run
        self.buttons = {name: tool_button(tr(name.label), tr(name.tip), checkable=True) for name in Recipe}
        self.cost = quiet_label()
        self.cost.setWordWrap(False)
        self.cost.setAccessibleName(tr("What a run costs"))
        line = QHBoxLayout()
        line.setSpacing(2)
        for name, button in self.buttons.items():
            button.setProperty("role", "option")
            button.clicked.connect(partial(self._follow, name))
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.cost)

    def count_by(self, evaluations: Callable[[SampleSettings], int]) -> None:
        """Count the evaluations of a run otherwise than for a plain one."""
        self._evaluations = evaluations
        self.refresh()

    def _follow(self, name: Recipe, _checked: bool = False) -> None:
        self._settings.follow(name)
        self.refresh()  # the click has pressed the button, whatever came of it

    @Slot()
    def refresh(self) -> None:
        """Show which recipe is followed, which can be, and what the settings cost."""
        active, settings = self._settings.recipe, self._settings.valid
        for name, button in self.buttons.items():
            offer = self._settings.offers.get(name, Offer(None))
            button.setEnabled(offer.settings is not None)
            button.setChecked(name is active)
            tip = self._tip(name, offer)
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleDescription(tip)
        if settings is None:
            self.cost.clear()
        elif active is not None:
            self.cost.setText(self._cost(settings))
        else:  # few words: what one sets must not widen the panel
            cost = tr("{0} evaluations").format(count(self._evaluations(settings)))
            self.cost.setText(tr("Own settings: {0}").format(cost))

    def _tip(self, name: Recipe, offer: Offer) -> str:
        if offer.settings is None:
            return tr(name.tip) + ("" if offer.reason is None else f". {note_text(offer.reason)}")
        return f"{tr(name.tip)}. {tr(offer.settings.sampler.label)}: {self._cost(offer.settings)}"

    def _cost(self, settings: SampleSettings) -> str:
        return tr("{0} evaluations of the network").format(count(self._evaluations(settings)))
