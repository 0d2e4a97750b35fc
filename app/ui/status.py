"""The status bar: what goes on at the left, the network and its device at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from app.params.words import told
from app.ui.model_session import ModelSession, Question
from app.ui.opening_form import OpeningForm
from app.ui.text import one_line, tip, tr
from app.ui.widgets.labels import ElidedLabel

WIDEST = 320
"""The most room, in pixels, for a text at the right."""


class StatusBar(QStatusBar):
    """Also shows that a file is being opened, with a button to give that up, and the form about what it cannot tell."""

    def __init__(self, models: ModelSession) -> None:
        super().__init__()
        self._models = models
        self.setSizeGripEnabled(False)
        self.form: OpeningForm | None = None
        self.text = ElidedLabel()
        self.text.setContentsMargins(2, 0, 0, 0)  # in line with what stands above it
        self.addPermanentWidget(self.text, 1)  # any other would leave for a tip, and the device move over its place
        self._said = ""
        self.messageChanged.connect(self._show_tip)
        self.loading = QWidget()
        row = QHBoxLayout(self.loading)
        row.setContentsMargins(0, 0, 0, 0)
        self._loading_text = ElidedLabel(wants=WIDEST)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedSize(96, 8)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Opening a file"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setFlat(True)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(models.cancel)
        for widget in (self._loading_text, bar, self.cancel):
            row.addWidget(widget)
        self.addPermanentWidget(self.loading)
        self.loading.hide()
        self.device = ElidedLabel(wants=WIDEST)
        self.device.setAccessibleName(tr("Device"))
        self.addPermanentWidget(self.device)
        models.state.loading_changed.connect(self._show_loading)
        models.state.device_changed.connect(self._show_device)
        models.asked.connect(self._ask)

    @Slot(str)
    def show_text(self, text: str) -> None:
        """What goes on."""
        self._said = text
        self._show_tip(self.currentMessage())

    @Slot(str)
    def _show_tip(self, tip: str) -> None:
        """What the menu entry or button under the mouse does stands there meanwhile."""
        self.text.setText(tip or self._said)

    @Slot()
    def _show_loading(self) -> None:
        name = self._models.state.loading
        text = tr("Compiling {0}…") if self._models.state.compiling else tr("Opening {0}…")
        self._loading_text.setText(text.format(one_line(name)))
        self.loading.setVisible(bool(name))

    @Slot(object)
    def _ask(self, question: Question) -> None:
        if self.form is not None:
            self.form.close()
        self.form = OpeningForm(self._models, question, self.window())
        self.form.destroyed.connect(self._form_gone)
        self.form.show()  # beside the window: nothing waits for the answer

    @Slot()
    def _form_gone(self) -> None:
        self.form = None

    @Slot()
    def _show_device(self) -> None:
        state = self._models.state
        text = " · ".join(told(part) for part in (state.where, state.memory) if part)
        self.device.setText(text)
        what = tr("Where the network computes, and the memory in use there")
        self.device.setToolTip(tip(f"{what}: {text}" if text else what))
