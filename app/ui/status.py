"""The status bar: what goes on at the left, the network and its device at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.ui.model_session import ModelSession
from app.ui.text import tr


class StatusBar(QStatusBar):
    """Also shows that a file is being opened, with a button to give that up."""

    def __init__(self, models: ModelSession) -> None:
        super().__init__()
        self._models = models
        self.setSizeGripEnabled(False)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.addWidget(self.text, 1)
        self.loading = QWidget()
        row = QHBoxLayout(self.loading)
        row.setContentsMargins(0, 0, 0, 0)
        self._loading_text = QLabel()
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
        self.device = QLabel()
        self.device.setAccessibleName(tr("Device"))
        self.device.setToolTip(tr("Where the network computes, and the memory in use there"))
        self.addPermanentWidget(self.device)
        models.state.loading_changed.connect(self._show_loading)
        models.state.device_changed.connect(self._show_device)

    @Slot(str)
    def show_text(self, text: str) -> None:
        """What goes on."""
        self.text.setText(text)

    @Slot()
    def _show_loading(self) -> None:
        name = self._models.state.loading
        self._loading_text.setText(tr("Opening {0}…").format(name))
        self.loading.setVisible(bool(name))

    @Slot()
    def _show_device(self) -> None:
        state = self._models.state
        self.device.setText(" · ".join(filter(None, (state.device_label, state.memory))))
