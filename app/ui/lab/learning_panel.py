"""The settings of the score network and of its training."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.params.lab.density import MAX_POINTS
from app.params.lab.training import Objective
from app.state.lab.laboratory import LabState
from app.state.lab.training import TrainingDraft
from app.ui.lab.colours import level_colour
from app.ui.lab.form import Form, error_label, show_error, tool_button
from app.ui.text import count, tr

OBJECTIVES = {
    Objective.DENOISING: ("Denoising score matching", "Equation 2 (Vincent 2011): learns from the noise it adds"),
    Objective.SLICED: ("Sliced score matching", "Equation 3 (Song et al. 2019), variance reduced"),
    Objective.IMPLICIT: ("Implicit score matching", "Equation 1 (Hyvärinen 2005), with the exact trace"),
}


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
        self.form = Form(self._picked, draft.reset)
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
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        self.stale = error_label()
        layout.addWidget(self.stale)
        self.error = error_label()
        layout.addWidget(self.error)
        layout.addStretch(1)
        draft.changed.connect(self.show_state)
        draft.error_changed.connect(self._show_error)
        state.network_changed.connect(self.show_state)
        state.density_changed.connect(self.show_state)
        self.show_state()

    def _make_rows(self) -> None:
        form = self.form
        form.add_choice(
            "objective", "", tr("Objective"), tr("What the network minimises"),
            [(tr(text), objective, tr(tip)) for objective, (text, tip) in OBJECTIVES.items()],
        )  # fmt: skip
        form.add_choice(
            "noise", tr("Data"), tr("Noise added to the data"),
            tr("Without noise only sliced and implicit score matching can learn; on thin data their loss has no lower "
               "bound (section 3.2.1, Figure 1)"),
            [
                (tr("with noise"), True, tr("s(x, σ) for the noise levels set below")),
                (tr("without noise"), False, tr("s(x) of the data themselves")),
            ],
        )  # fmt: skip
        form.add_heading(tr("At the next step"))
        form.add_number("learning_rate", tr("Learning rate"), tr("Learning rate"),
                        tr("Adam's; a short warm-up, then falling as 1/√step"), (1e-7, 10), (1e-4, 0.1))  # fmt: skip
        form.add_number("batch_size", tr("Batch"), tr("Batch size"), tr("Fresh samples of the data in each step"),
                        (2, MAX_POINTS), (16, 8192), whole=True)  # fmt: skip
        form.add_heading(tr("With the next training"))
        form.add_number("width", tr("Width"), tr("Width of the network"), tr("Units in each hidden layer"), (1, 4096),
                        (8, 512), whole=True)  # fmt: skip
        form.add_number("depth", tr("Depth"), tr("Depth of the network"), tr("Hidden layers"), (1, 32), (1, 8),
                        whole=True, linear=True)  # fmt: skip
        for name, label, title in (
            ("sigma_max", tr("Largest σ₁"), tr("Largest noise level of the training")),
            ("sigma_min", tr("Smallest σ<sub>L</sub>"), tr("Smallest noise level of the training")),
        ):
            row = form.add_number(name, label, title, tr("The network learns the levels between the two"),
                                  (1e-3, 1e6), (0.01, 40))  # fmt: skip
            if row.slider is not None:
                row.slider.set_colours(level_colour)
        form.add_number("levels", tr("Levels"), tr("Number of noise levels"),
                        tr("A geometric sequence; 0: all values between the two ends"), (0, 10_000),
                        whole=True)  # fmt: skip
        form.add_number("seed", tr("Seed"), tr("Seed of the training"), tr("Of the first weights and of the samples"),
                        (0, float(2**53)), whole=True)  # fmt: skip
        form.add_number("steps", tr("Steps"), tr("Training steps"), tr("Where training ends by itself"),
                        (1, 100_000_000), (100, 100_000), whole=True)  # fmt: skip
        form.add_number("limit", tr("Limit of |loss|"), tr("Limit of the loss"),
                        tr("Training stops with an explanation when the loss goes beyond"), (1, 1e30),
                        (10, 1e6))  # fmt: skip

    def _picked(self, name: str, value: Any) -> None:
        self._draft.set(name, Objective(value) if name == "objective" else value)

    @Slot()
    def show_state(self) -> None:
        """Show the draft."""
        draft, form = self._draft, self.form
        for name in form.rows:
            form.show_value(name, draft.value(name), draft.recommended(name))
        for name in ("sigma_max", "sigma_min", "levels"):
            form.rows[name].setVisible(draft.value("noise"))
        network = self._state.network
        other = network is not None and network.learned_from not in (None, self._state.density)
        show_error(
            self.stale,
            tr("The learned score is that of another density than the one shown: it was trained before that was "
               "changed. Start anew (Ctrl+Enter) to learn this one.") if other else "",
        )  # fmt: skip
        self.save.setEnabled(network is not None)
        if network is None:
            self.note.setText("")
        elif network.source:
            self.note.setText(
                tr("Loaded: {0}, trained {1} steps on {2}").format(
                    network.source, count(network.steps), network.density
                )
            )
        else:
            self.note.setText(tr("The network has seen {0} steps on {1}").format(count(network.steps), network.density))

    @Slot(str)
    def _show_error(self, text: str) -> None:
        show_error(self.error, text)
