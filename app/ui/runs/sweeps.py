"""The window of sweeps, made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.params.sweep import Sweep
from app.state.settings import SettingsState
from app.ui.widgets.windows import bring_to_front
from app.ui.workspace import Context

if TYPE_CHECKING:
    from app.ui.runs.sweep_runner import Fills
    from app.ui.runs.sweep_window import Home, SweepWindow


class Sweeps(QObject):
    """Opens the window of sweeps of a workspace when it is first wanted."""

    def __init__(
        self, context: Context, settings: SettingsState, home: Home, widget: QWidget, fills: Fills | None = None,
    ) -> None:  # fmt: skip
        super().__init__(widget)
        self._made = (context, settings, home, fills)
        self._widget = widget
        self.window: SweepWindow | None = None

    @Slot()
    def show(self) -> None:
        """Open the window, or bring it to the front."""
        if self.window is None:
            from app.ui.runs.sweep_window import SweepWindow  # when the program has long been there

            self.window = SweepWindow(*self._made, self._widget.window())
        bring_to_front(self.window)

    def show_sweep(self, sweep: Sweep) -> None:
        """The same with these axes."""
        self.show()
        if self.window is not None:
            self.window.show_sweep(sweep)

    def close(self) -> None:
        """The program ends."""
        if self.window is not None:
            self.window.end()
