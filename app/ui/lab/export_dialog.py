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
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.ui.text import tr
from app.ui.widgets.save_place import SavePlace


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
        self.what = QComboBox()
        for what, text in choices:
            self.what.addItem(text, what)
        self.what.setAccessibleName(tr("What to write"))
        self.place = SavePlace(tr("File"), self._ask)
        self.place.changed.connect(self._show_note)
        self.path, self.browse = self.place.edit, self.place.browse
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.addRow(tr("&Write"), self.what)
        self.place.add_to(form, tr("&To"))
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

    def _file(self) -> Path | None:
        """The file that will be written, with its ending; None while there is no name."""
        if not self.place.text or self.place.text.endswith(("/", "\\")):
            return None
        path = Path(self.place.text).expanduser()
        return path if path.suffix.lower() == self._ending() else path.with_name(path.name + self._ending())

    @Slot()
    def _what_changed(self) -> None:
        self.place.suggest(self._folder, self._stem, self._ending())
        self._show_note()

    @Slot()
    def _show_note(self) -> None:
        path = self._file()
        note = tr(NOTES[What(self.what.currentData())])
        if path is None:
            note = tr("Name a file.")
        elif path.exists():
            note = tr("{0} is there already and will be replaced.").format(path.name)
        self.note.setText(note)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(path is not None)

    def _ask(self, path: str) -> str:
        return QFileDialog.getSaveFileName(self, tr("Export"), path, f"*{self._ending()}")[0]

    @Slot()
    def _accept(self) -> None:
        path = self._file()
        if path is not None:
            self.chosen.emit(What(self.what.currentData()), str(path))
            self.accept()
