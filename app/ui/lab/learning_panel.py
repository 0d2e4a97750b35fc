"""The settings of the score network and of its training."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.params.lab.training import LabTrainSettings
from app.state.lab.laboratory import LabState
from app.state.lab.training import TrainingDraft
from app.ui.lab.colours import colour_levels
from app.ui.lab.scene import data_name
from app.ui.text import count, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.form import Form
from app.ui.widgets.labels import error_label, quiet_label, show_error


class LearningPanel(QWidget):
    """Edits a :class:`TrainingDraft`."""

    save_network = Signal()
    load_network = Signal()

    def __init__(self, state: LabState, draft: TrainingDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._draft = draft
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.form = Form()
        layout.addWidget(self.form)
        self._make_rows()
        files = QHBoxLayout()
        self.load = tool_button(tr("Load network…"), tr("A .safetensors file saved here; it may also be dropped"))
        self.save = tool_button(tr("Save network…"), tr("Write the network with its settings as .safetensors"))
        self.load.clicked.connect(self.load_network)
        self.save.clicked.connect(self.save_network)
        for button in (self.load, self.save):
            files.addWidget(button)
        layout.addLayout(files)
        self.note = quiet_label()
        layout.addWidget(self.note)
        self.stale = error_label()
        layout.addWidget(self.stale)
        self.error = error_label(draft.error_changed)
        layout.addWidget(self.error)
        layout.addStretch(1)
        draft.changed.connect(self.show_state)
        state.network_changed.connect(self.show_state)
        state.density_changed.connect(self.show_state)
        self.show_state()

    def _make_rows(self) -> None:
        form, draft = self.form, self._draft
        form.add(draft, LabTrainSettings, "objective", "noise")
        form.add_heading(tr("At the next step"))
        form.add_rest(draft, LabTrainSettings, live=True)
        form.add_heading(tr("With the next training"))
        form.add_rest(draft, LabTrainSettings, live=False)
        colour_levels(form)

    @Slot()
    def show_state(self) -> None:
        """Show the draft."""
        draft, form = self._draft, self.form
        form.show_values()
        for name in ("sigma_max", "sigma_min", "levels"):
            form.rows[name].setVisible(draft.value("noise"))
        network = self._state.network
        other = network is not None and network.learned_from not in (None, self._state.density)
        text = tr("The learned score is that of another density than the one shown: it was trained before that was "
                  "changed. Start anew (Ctrl+Enter) to learn this one.")  # fmt: skip
        if other and network is not None and network.source:
            text = tr("The network from the file has learned from another density than the one shown.")
        show_error(self.stale, text if other else "")
        self.save.setEnabled(network is not None)
        if network is None:
            self.note.setText("")
        elif network.source:
            text = tr("Loaded: {0}, trained {1} steps on {2}")
            self.note.setText(text.format(network.source, count(network.steps), data_name(network)))
        else:
            text = tr("The network has seen {0} steps on {1}")
            self.note.setText(text.format(count(network.steps), data_name(network)))
