"""The plots against the noise level in a window of their own: zoomed, panned, read off, and saved as numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.render.axes import Spacing
from app.state.run import RunState
from app.ui.notices import NoticesOver
from app.ui.runs.colours import LevelColours
from app.ui.runs.plots import LevelPlots
from app.ui.text import tr, without_mnemonic
from app.ui.theme import tabular
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.windows import resize_within_screen
from app.ui.workspace import Context

LEAST = 160
"""Pixels: plots, or a message, have room."""


class PlotWindow(QDialog):
    """Four linked plots that follow the run, at most twice a second, as long as they are open."""

    wanted = Signal()
    """Plots or numbers are to be saved."""

    def __init__(self, context: Context, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setWindowTitle(tr("Plots against the noise level"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, 1000, 680)
        self.plots = LevelPlots(run, colours, context, large=True)
        self.plots.setMinimumHeight(LEAST)
        self.reading = PlainLabel()
        self.reading.setFont(tabular(self.reading.font()))
        self.reading.setAccessibleName(tr("Values under the pointer"))
        self.log = QCheckBox(tr("Lo&garithmic"))
        self.log.setChecked(True)
        self.log.setToolTip(tr("Powers of ten on the vertical axes: levels form a geometric sequence in the paper"))
        self.fit = QPushButton(tr("Show &all"))
        self.fit.setToolTip(tr("Undo zooming and panning. Wheel: zoom; drag: pan; right button and drag: stretch."))
        self.save = QPushButton(tr("&Save…"))
        self.save.setToolTip(
            tr("The plots as SVG or PNG, or every step's σ, α, η, ‖s‖, SNR, ε, T and τ as comma-separated values (CSV)")
        )
        self.shut = QPushButton(tr("&Close"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.log)
        row.addSpacing(8)
        row.addWidget(self.reading, 1)
        for button in (self.fit, self.save, self.shut):
            button.setAutoDefault(False)
            button.setAccessibleName(without_mnemonic(button.text()))
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.plots, 1)
        layout.addLayout(row)
        self.notices = NoticesOver(self.plots, self)
        self.log.toggled.connect(self._set_log)
        self.fit.clicked.connect(self.plots.show_all)
        self.save.clicked.connect(self.wanted)
        self.shut.clicked.connect(self.close)
        self.plots.pointed.connect(self._read)
        for signal in (run.began, run.sigmas_changed):
            signal.connect(self.plots.show_all)
        for signal in (run.began, run.ended, run.numbers_changed):
            signal.connect(self._enable)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self.save.setEnabled(self._run.frame is not None)

    @Slot(bool)
    def _set_log(self, log: bool) -> None:
        self.plots.set_spacing(Spacing.LOG if log else Spacing.LINEAR)

    @Slot(float)
    def _read(self, place: float) -> None:
        self.reading.setText("   ".join(self.plots.reading(place)))
