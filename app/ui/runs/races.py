"""The window of races, made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.state.settings import SettingsState
from app.ui.runs.colours import LevelColours
from app.ui.runs.history import History
from app.ui.widgets.windows import bring_to_front
from app.ui.workspace import Context

if TYPE_CHECKING:
    from app.ui.runs.race_window import RaceWindow


class Races(QObject):
    """Opens the window of races when it is first wanted."""

    def __init__(
        self, context: Context, settings: SettingsState, colours: LevelColours, history: History, widget: QWidget
    ) -> None:
        super().__init__(widget)
        self._made = (context, settings, colours, history)
        self._widget = widget
        self.window: RaceWindow | None = None

    @Slot()
    def show(self) -> None:
        """Open the window, or bring it to the front."""
        if self.window is None:
            from app.ui.runs.race_window import RaceWindow  # when the program has long been there

            self.window = RaceWindow(*self._made, self._widget.window())
        bring_to_front(self.window)

    def close(self) -> None:
        """The program ends."""
        if self.window is not None:
            self.window.end()
