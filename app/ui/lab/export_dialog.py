"""What of the laboratory to export, and where to."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.text import tr


class What(Enum):
    """What is written."""

    VIEW = "view"
    FILM = "film"
    PARTICLES_A = "particles of A"
    PARTICLES_B = "particles of B"
    FIELD = "field"


ENDINGS = {What.VIEW: ".png", What.FILM: ".gif"}
NOTES = {
    What.VIEW: "As it is seen, at twice the size, with the settings inside.",
    What.FILM: "The run is done again, with all changes made on the way, and drawn in a hundred frames.",
    What.PARTICLES_A: "The array “particles”, float32 [N, 2], as the command score-explorer particles writes it.",
    What.PARTICLES_B: "The array “particles”, float32 [N, 2], as the command score-explorer particles writes it.",
    What.FIELD: "x, y, log_density, arrow_x, arrow_y and score, as the command score-explorer field writes them.",
}


class LabExportDialog(QDialog):
    """Asks, then tells by ``chosen``."""

    chosen = Signal(object, str)
    """What, and the path."""

    def __init__(self, choices: list[tuple[What, str]], stem: str, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(460)
        self._stem = stem
        self._folder = folder
        self._typed = False
        self.what = QComboBox()
        for what, text in choices:
            self.what.addItem(text, what)
        self.what.setAccessibleName(tr("What to write"))
        self.path = QLineEdit()
        self.path.setAccessibleName(tr("File"))
        self.path.textEdited.connect(self._path_typed)
        browse = QPushButton(tr("&Browse…"))
        browse.clicked.connect(self._browse)
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.addRow(tr("&Write"), self.what)
        form.addRow(tr("&To"), place)
        label = form.labelForField(place)
        if isinstance(label, QLabel):
            label.setBuddy(self.path)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.what.currentIndexChanged.connect(self._what_changed)
        self._what_changed()

    def _ending(self) -> str:
        return ENDINGS.get(What(self.what.currentData()), ".npz")

    @Slot()
    def _what_changed(self) -> None:
        self.note.setText(tr(NOTES[What(self.what.currentData())]))
        if not self._typed:
            path, number = Path(self._folder) / f"{self._stem}{self._ending()}", 2
            while path.exists():
                path = Path(self._folder) / f"{self._stem}-{number}{self._ending()}"
                number += 1
            self.path.setText(str(path))

    @Slot(str)
    def _path_typed(self, _text: str) -> None:
        self._typed = True

    @Slot()
    def _browse(self) -> None:
        ending = self._ending()
        path, _ = QFileDialog.getSaveFileName(self, tr("Export"), self.path.text(), f"*{ending}")
        if path:
            self._typed = True
            self.path.setText(path)

    @Slot()
    def _accept(self) -> None:
        text = self.path.text().strip()
        if not text:
            self.note.setText(tr("Type the name of the file, or browse."))
            return
        path = Path(text).expanduser()
        if path.suffix.lower() != self._ending():
            path = path.with_name(path.name + self._ending())
        self.chosen.emit(What(self.what.currentData()), str(path))
        self.accept()
