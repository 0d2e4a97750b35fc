"""The plots against the noise level, small, and a window with them large."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.runs.plot_window import PlotWindow
from app.ui.runs.plots import LevelPlots
from app.ui.text import tr
from app.ui.widgets.windows import bring_to_front
from app.ui.workspace import Context


class LevelsPanel(QWidget):
    """How the numbers went."""

    save_wanted = Signal(QWidget)
    """From this window plots or numbers are to be saved."""

    def __init__(self, run: RunState, colours: LevelColours, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run, self._colours, self._context = run, colours, context
        self.plots = LevelPlots(run, colours, context)
        self.large: PlotWindow | None = None
        self.enlarge = QToolButton()
        self.enlarge.setDefaultAction(context.actions["plots"])
        self.enlarge.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.enlarge.setAutoRaise(True)
        self.enlarge.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.enlarge.setAccessibleName(tr("Plots large"))
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.plots, 1)
        below.addWidget(self.enlarge, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(below, 1)

    def enlarge_plots(self) -> None:
        """Open the plots in a window of their own."""
        if self.large is None:
            self.large = PlotWindow(self._context, self._run, self._colours, self.window())
            self.large.wanted.connect(self._save)
        bring_to_front(self.large)

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit(self.large)
