"""What to export, how it is to look, and where to: the one dialog of all workspaces, made from the rows of exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.params.export import EXPORTS, ONE_STEP, ExportChoice, ExportOptions, ExportRow, Which
from app.params.settings import Field, fields_of
from app.ui.file_names import holds, is_there, typed_path
from app.ui.text import one_line, tr, without_mnemonic
from app.ui.widgets.labels import quiet_label
from app.ui.widgets.save_place import SavePlace

HIGH = 26
"""Pixels: all rows are equally high."""


@dataclass(frozen=True)
class Offer:
    """What a workspace has to export: under which title, its rows, and how names of files are to begin.

    ``options`` are the ones shown at first; ``samples``: how many are marked, how many there are, and the one in focus,
    counted from 1. ``seen`` says which step pictures of one step are of, where that is not the last one.
    """

    title: str
    rows: Sequence[ExportRow]
    stem: str
    options: ExportOptions = field(default_factory=ExportOptions)
    samples: tuple[int, int, int] = (0, 0, 0)
    seen: str = ""


class ExportDialog(QDialog):
    """Asks, then tells by ``chosen``. At first it shows the row ``key``, or the first one."""

    chosen = Signal(object)
    """An :class:`ExportChoice`."""

    def __init__(self, offer: Offer, folder: str, parent: QWidget | None = None, key: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(offer.title)
        self.setMinimumWidth(460)
        self._offer, self._folder = offer, folder
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(16)
        self.what = QComboBox()
        for row in offer.rows:
            self.what.addItem(tr(row.title), row.key)
        self.what.setCurrentIndex(max(0, self.what.findData(key)))
        self.what.setAccessibleName(tr("What to write"))
        self.what.setMinimumHeight(HIGH)
        self.form.addRow(tr("&Write"), self.what)
        self.fields: dict[str, QWidget] = {}
        for key, option in fields_of(ExportOptions).items():
            if any(key in row.options for row in offer.rows):
                self._add_field(option)
        self.place = SavePlace(tr("File or folder"), self._browse)
        self.place.changed.connect(self._show_note)
        self.path, self.browse = self.place.edit, self.place.browse
        self.place.add_to(self.form, tr("&To"))
        for widget in (self.path, self.browse):
            widget.setMinimumHeight(HIGH)
        self.note = quiet_label()
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

    @property
    def row(self) -> ExportRow:
        """What is to be written."""
        return EXPORTS[self.what.currentData()]

    def _add_field(self, option: Field) -> None:
        about, value = option.about, getattr(self._offer.options, option.key)
        widget = _spin(option, value) if option.whole else self._list(option, value) if option.choices else QCheckBox()
        if isinstance(widget, QCheckBox):
            widget.setMinimumHeight(HIGH)
            widget.setText(tr(about.tip))
            widget.setChecked(value)
        widget.setAccessibleName(without_mnemonic(tr(about.title)))
        self.form.addRow(tr(about.title), widget)
        self.fields[option.key] = widget

    def _list(self, option: Field, value: object) -> QComboBox:
        """The choices; none of them about marked samples where there are none."""
        box, (marked, *_) = QComboBox(), self._offer.samples
        for choice, name, _ in option.choices:
            if choice is not Which.MARKED or marked:
                box.addItem(tr(name).format(*self._offer.samples), choice)
        box.setCurrentIndex(box.findData(value))
        box.setMinimumHeight(HIGH)
        return box

    def choice(self) -> ExportChoice | None:
        """What is set now; None while no file is named."""
        path = self._file()
        values = {key: _value(widget) for key, widget in self.fields.items()}
        return None if path is None else ExportChoice(self.row, str(path), ExportOptions.from_dict(values))

    def _file(self) -> Path | None:
        """What will be written, a file with its ending or a folder; None while there is no name."""
        text, row = self.place.text, self.row
        if not text or (text.endswith(("/", "\\")) and not row.folder):
            return None
        path = typed_path(text)
        if not path.name and not row.folder:
            return None
        ended = row.folder or path.suffix.lower() == row.ending
        return path if ended else path.with_name(path.name + row.ending)

    @Slot()
    def _what_changed(self) -> None:
        row = self.row
        for key, widget in self.fields.items():
            self.form.setRowVisible(widget, key in row.options)
        self.place.suggest(self._folder, self._offer.stem + row.stem, "" if row.folder else row.ending)
        self._show_note()
        layout = self.layout()
        if layout is not None and self.isVisible():  # as high as what is asked for now
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    @Slot()
    def _show_note(self) -> None:
        path, row = self._file(), self.row
        note, name = tr(row.note), one_line(path.name, 80) if path is not None else ""
        missing = row.missing
        if missing:
            note = tr("This needs a library that is not installed: pip install '{0}'").format(missing)
        elif path is None:
            note = tr("Name a file.")
        elif row.folder and holds(path, f"sample-*{row.ending}"):
            note = tr("{0} holds samples already; those with the same numbers will be replaced.").format(name)
        elif not row.folder and is_there(path):
            note = tr("{0} is there already and will be replaced.").format(name)
        elif self._offer.seen and row.content in ONE_STEP:
            note = f"{self._offer.seen} {note}"
        self.note.setText(note)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(path is not None and not missing)

    def _browse(self, path: str) -> str:
        row = self.row
        if row.folder:
            return QFileDialog.getExistingDirectory(self, tr("Folder for the samples"), self._folder)
        kind = f"{row.ending.removeprefix('.').upper()} (*{row.ending})"
        return QFileDialog.getSaveFileName(self, tr("Export to"), path, kind)[0]

    @Slot()
    def _accept(self) -> None:
        choice = self.choice()
        if choice is not None:
            self.chosen.emit(choice)
            self.accept()


def _spin(option: Field, value: int) -> QSpinBox:
    """A number; its lowest value has a name if it means something of its own."""
    about, box = option.about, QSpinBox()
    box.setRange(int(about.low), int(about.high))
    box.setValue(value)
    box.setSpecialValueText("".join(tr(name) for _, name, _ in about.choices))
    box.setPrefix(f"{about.symbol} " if about.symbol else "")
    box.setSuffix(f" {about.unit}" if about.unit else "")
    box.setToolTip(tr(about.tip))
    box.setMinimumHeight(HIGH)
    return box


def _value(widget: QWidget) -> Any:
    if isinstance(widget, QSpinBox):
        return widget.value()
    if isinstance(widget, QComboBox):
        return widget.currentData()
    return isinstance(widget, QCheckBox) and widget.isChecked()
