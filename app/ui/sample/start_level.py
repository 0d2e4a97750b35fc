"""With the noise of which level a run begins that begins with a picture of one's own, and how the picture is taken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.params.tone import Tone
from app.ui.text import count, number, one_line, tr, without_mnemonic
from app.ui.widgets.batch_view import BatchView
from app.ui.widgets.labels import PlainLabel, quiet_label
from app.workers.inpaint_tasks import Opened

SIDE = 140
"""Pixels that the picture has room for."""


class StartLevel(QDialog):
    """Asks for the level; ``sigmas`` are those of the levels, ``level`` is the one suggested, from 0."""

    chosen = Signal(object, int)
    """The picture as the run takes it, float32 [C, H, W] in [0, 1], and the level from 0."""

    def __init__(self, found: Opened, sigmas: Sequence[float], level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Start from {0}").format(one_line(found.name, 80)))
        self._found, self._sigmas = found, sigmas
        self.picture = BatchView(tr("The picture as the run begins with it"))
        self.picture.setFixedSize(SIDE, SIDE)
        label = PlainLabel(tr("With the noise of &level"))
        self.level = QSpinBox()
        self.level.setRange(1, len(sigmas))
        self.level.setValue(level + 1)
        self.level.setAccessibleName(without_mnemonic(label.text()))
        self.level.setMinimumHeight(26)
        label.setBuddy(self.level)
        self.said = PlainLabel()
        self.hint = quiet_label(tr("Large σ forgets the picture, small σ keeps it."))
        self.invert = QCheckBox(tr("&Invert"))
        self.invert.setToolTip(
            tr("Dark and light change places: black ink on white paper becomes white on black, as digits are")
        )
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("&Start"))
        self._lay_out(label)
        self.level.valueChanged.connect(self._show_level)
        self.invert.toggled.connect(self._show_picture)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._show_level()
        self._show_picture()

    def _lay_out(self, label: PlainLabel) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.level)
        line.addWidget(self.said, 1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addLayout(line)
        words.addWidget(self.hint)
        words.addStretch(1)
        words.addWidget(self.invert)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.picture)
        both.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(both)
        layout.addWidget(self.buttons)

    def taken(self) -> np.ndarray:
        """The picture as the run begins with it, each pixel one of 256 greys, as a record of the run holds it."""
        fitted = Tone(inverted=self.invert.isChecked()).of(self._found.fitted)
        levels: np.ndarray = np.rint(fitted * 255).astype(np.uint8) / np.float32(255)
        return levels

    @Slot()
    def _show_level(self) -> None:
        text = tr("of {0}: σ = {1}")
        self.said.setText(text.format(count(len(self._sigmas)), number(self._sigmas[self.level.value() - 1])))

    @Slot()
    def _show_picture(self) -> None:
        pixels = np.rint(self.taken().transpose(1, 2, 0) * 255).astype(np.uint8)
        self.picture.show_pictures(np.ascontiguousarray(pixels)[None])

    @Slot()
    def _accept(self) -> None:
        self.chosen.emit(self.taken(), self.level.value() - 1)
        self.accept()
