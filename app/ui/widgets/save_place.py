"""Where to write: a path to type or to browse for, with a suggestion that is not taken yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton

from app.ui.file_names import file_stem, is_folder, is_there
from app.ui.text import tr


class SavePlace(QHBoxLayout):
    """A line for the path and a button to browse. ``ask`` opens a dialog at a path; its answer may be empty."""

    changed = Signal()
    """The user has typed or chosen another path."""

    def __init__(self, name: str, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask
        self._typed = False
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.textEdited.connect(self._edited)
        self.browse = QPushButton(tr("&Browse…"))
        self.browse.setAccessibleName(tr("Browse: {0}").format(name))
        self.browse.setToolTip(tr("Choose the place in a dialog"))
        self.browse.clicked.connect(self._browse)
        self.addWidget(self.edit, 1)
        self.addWidget(self.browse)

    def add_to(self, form: QFormLayout, label: str) -> None:
        """A row of ``form`` whose label leads to the line."""
        form.addRow(label, self)
        found = form.labelForField(self)
        if isinstance(found, QLabel):
            found.setBuddy(self.edit)
            # Qt measures "To" as set closer than it paints it: the o would be cut, also at a margin's edge.
            found.setMinimumWidth(found.sizeHint().width() + 2)

    @property
    def text(self) -> str:
        """What stands there."""
        return self.edit.text().strip()

    def choose(self, path: str) -> None:
        """Name this one, as if the user had."""
        self.edit.setText(path)
        self._edited()

    def show(self, path: str) -> None:
        """Name this one until another is suggested."""
        self.edit.setText(path)
        self.changed.emit()

    def suggest(self, folder: str, stem: str, suffix: str) -> None:
        """A name that is not taken yet, unless the user has named one."""
        if self._typed:
            return
        stem = file_stem(stem)
        path, number = Path(folder) / f"{stem}{suffix}", 2
        while is_there(path):
            path = Path(folder) / f"{stem}-{number}{suffix}"
            number += 1
        self.edit.setText(str(path))

    @Slot()
    def _edited(self) -> None:
        self._typed = True
        self.changed.emit()

    @Slot()
    def _browse(self) -> None:
        path = self._ask(self.edit.text())
        if path:
            self.choose(path)


def usual_folder(last: str) -> str:
    """The folder that was used last; else that for pictures; else the home."""
    places = (last, QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
    return next((place for place in places if place and is_folder(Path(place))), str(Path.home()))
