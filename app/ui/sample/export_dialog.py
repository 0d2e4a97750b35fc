"""What to export, and how it is to look."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.state.run import RunState
from app.ui.text import tr
from app.ui.widgets.save_place import SavePlace


class What(Enum):
    """What is written."""

    GRID = "grid"
    LEVELS = "levels"
    SAMPLES = "samples"


@dataclass(frozen=True)
class ExportChoice:
    """The dialog's answer; ``path`` is a file, or a folder for :attr:`What.SAMPLES`."""

    what: What
    path: str
    estimate: bool
    only_marked: bool
    columns: int
    padding: int
    scale: int
    caption: bool
    rows: int = 0

    def with_columns_for(self, count: int) -> ExportChoice:
        """The same with as many columns as ``count`` samples need in the rows asked for, if only these were."""
        return (
            dataclasses.replace(self, columns=math.ceil(count / self.rows)) if self.rows and not self.columns else self
        )


class ExportDialog(QDialog):
    """Asks, then tells by ``chosen``."""

    chosen = Signal(object)

    def __init__(self, run: RunState, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export pictures"))
        self.setMinimumWidth(460)
        self._run = run
        self._folder = folder
        self.what = QComboBox()
        for text, what in (
            (tr("The grid, one PNG"), What.GRID),
            (tr("The noise levels, one PNG: a row a sample"), What.LEVELS),
            (tr("Each sample as a PNG of its own"), What.SAMPLES),
        ):
            self.what.addItem(text, what)
        self.shows = QComboBox()
        self.shows.addItem(tr("x, as the sampler has it"), False)
        self.shows.addItem(tr("the denoised estimate x + σ² s(x, σ)"), True)
        self.shows.setCurrentIndex(int(run.show_estimate))
        self.only_marked = QCheckBox(tr("only the {0} marked of {1} samples").format(len(run.marks), run.count))
        self.only_marked.setEnabled(bool(run.marks))
        self.only_marked.setChecked(bool(run.marks))
        self.columns = self._spin(0, 1000, 0, tr("as square as possible"), tr("Pictures in a row"))
        self.rows = self._spin(0, 1000, 0, tr("as many as needed"), tr("Rows; samples that do not fit are left out"))
        self.padding = self._spin(0, 100, 1, "", tr("Pixels between the pictures"))
        self.padding.setSuffix(tr(" px"))
        self.scale = self._spin(0, 64, 0, tr("to about 800 px"), tr("Each pixel is repeated so many times, unsmoothed"))
        self.scale.setPrefix("× ")
        self.caption = QCheckBox(tr("the settings in small letters below"))
        self.place = SavePlace(tr("File or folder"), self._browse)
        self.place.changed.connect(self._show_note)
        self.path = self.place.edit
        self.note = QLabel()
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(16)
        for label, field in (
            (tr("&Write"), self.what), (tr("&Showing"), self.shows), (tr("&Which"), self.only_marked),
            (tr("&Columns"), self.columns), (tr("&Rows"), self.rows), (tr("&Gap"), self.padding),
            (tr("&Enlarge"), self.scale), (tr("Ca&ption"), self.caption),
        ):  # fmt: skip
            self.form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        self.place.add_to(self.form, tr("&To"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(self.form)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.what.currentIndexChanged.connect(self._what_changed)
        self._what_changed()

    @staticmethod
    def _spin(low: int, high: int, value: int, zero: str, tip: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(low, high)
        box.setValue(value)
        box.setSpecialValueText(zero)
        box.setToolTip(tip)
        box.setMinimumHeight(26)
        return box

    def choice(self) -> ExportChoice:
        """What is set now."""
        return ExportChoice(
            What(self.what.currentData()),
            self._path(),
            bool(self.shows.currentData()),
            self.only_marked.isChecked(),
            self.columns.value(),
            self.padding.value(),
            self.scale.value(),
            self.caption.isChecked(),
            self.rows.value(),
        )

    def _path(self) -> str:
        text = self.place.text
        file = self.what.currentData() is not What.SAMPLES
        if file and not text.lower().endswith(".png") and not text.endswith(("/", "\\")):
            text += ".png"
        return str(Path(text).expanduser())

    @Slot()
    def _what_changed(self) -> None:
        what = What(self.what.currentData())
        for field, used in (
            (self.columns, what is What.GRID),
            (self.rows, what is What.GRID),
            (self.padding, what is not What.SAMPLES),
            (self.scale, what is not What.SAMPLES),
            (self.caption, what is not What.SAMPLES),
        ):
            field.setEnabled(used)
            label = self.form.labelForField(field)
            if label is not None:
                label.setEnabled(used)
        settings, info = self._run.settings, self._run.info
        stem = f"{info.name if info is not None else 'samples'}-seed{settings.seed if settings is not None else 0}"
        stem += {What.GRID: "", What.LEVELS: "-levels", What.SAMPLES: "-samples"}[what]
        self.place.suggest(self._folder, stem, "" if what is What.SAMPLES else ".png")
        self._show_note()

    @Slot()
    def _show_note(self) -> None:
        path = Path(self._path())
        named = bool(self.place.text) and not (self.what.currentData() is not What.SAMPLES and path.is_dir())
        if not named:
            note = tr("Name a file.")
        elif self.what.currentData() is What.SAMPLES and next(path.glob("sample-*.png"), None) is not None:
            note = tr("{0} holds samples already; those with the same numbers will be replaced.").format(path.name)
        elif self.what.currentData() is What.SAMPLES:
            note = tr("One file a sample, sample-0000.png and so on; each carries all settings.")
        elif path.exists():
            note = tr("{0} is there already and will be replaced.").format(path.name)
        else:
            note = tr("The PNG carries all settings: drop it on the window to bring them back.")
        self.note.setText(note)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(named)

    def _browse(self, path: str) -> str:
        if self.what.currentData() is What.SAMPLES:
            return QFileDialog.getExistingDirectory(self, tr("Folder for the samples"), self._folder)
        return QFileDialog.getSaveFileName(self, tr("Export to"), path, tr("PNG") + " (*.png)")[0]

    @Slot()
    def _accept(self) -> None:
        self.chosen.emit(self.choice())
        self.accept()
