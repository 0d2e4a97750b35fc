"""The settings of one contestant of a race, as the workspace's own panel shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.params.history import LONGEST_NAME
from app.params.model import ModelInfo
from app.params.plain import plain
from app.params.race import Contestant
from app.params.recipes import for_network
from app.state.settings import SettingsState
from app.ui.runs.colours import LevelColours
from app.ui.runs.sampler_panel import SamplerPanel
from app.ui.text import tr
from app.ui.widgets.labels import PlainLabel

OF_THE_RACE = ("count", "seed")
"""What all contestants have in common."""


class RaceEdit(QDialog):
    """Edits a contestant; ``done_with`` tells its key, its name and its settings when that is accepted."""

    done_with = Signal(int, str, object)

    def __init__(self, contestant: Contestant, info: ModelInfo, colours: LevelColours, parent: QWidget) -> None:
        super().__init__(parent)
        self._contestant = contestant
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings of {0}").format(contestant.name))
        self.name = QLineEdit(contestant.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAcceptDrops(False)
        label = PlainLabel(tr("&Name"))
        label.setBuddy(self.name)
        self.settings = SettingsState(self)
        self.settings.set_network(info, info.settings, lambda settings: settings)
        self.settings.replace(contestant.settings)
        self._first = self.settings.valid
        """What is shown at first: in one batch, whatever the contestant has."""
        self.panel = SamplerPanel(self.settings, colours)
        for key in OF_THE_RACE:
            self.panel.rows[key].hide()
        area = QScrollArea()
        area.setWidget(self.panel)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(area, 1)
        layout.addWidget(self.buttons)
        self.settings.error_changed.connect(self._show_error)
        self.resize(360, 560)

    @Slot()
    def _show_error(self) -> None:
        self.ok.setEnabled(self.settings.valid is not None)

    @Slot()
    def _accept(self) -> None:
        settings, info = self.settings.valid, self.settings.network
        if settings is None or info is None:
            return
        before = self._contestant.settings
        name = plain(self.name.text().strip(), LONGEST_NAME) or self._contestant.name
        self.done_with.emit(
            self._contestant.key, name, before if settings == self._first else for_network(settings, info)
        )
        self.accept()
