"""Where the picture comes from: samples, files, a data set, the clipboard, or the own hand; and its crop."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.params.tone import AS_IT_IS, CONTRASTS, Tone
from app.state.source import SourceState
from app.ui.action_table import ActionTable
from app.ui.inpaint.crop_view import CropView
from app.ui.inpaint.panel_button import PanelButton
from app.ui.inpaint.sources import Sources
from app.ui.text import tr
from app.ui.widgets.fields import NumberRow
from app.ui.widgets.labels import ElidedLabel, PlainLabel

BUTTONS = (
    ("open_picture", "Open…"), ("open_folder", "Folder…"), ("paste_picture", "Paste"), ("empty_canvas", "Empty canvas"),
)  # fmt: skip


class SourcePanel(QWidget):
    """Shows :class:`Sources` and asks them for another picture."""

    samples_wanted = Signal()
    room_wanted = Signal()
    """There is more to show."""

    def __init__(
        self, source: SourceState, sources: Sources, actions: ActionTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source, self._sources = source, sources
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(4)
        self.name = ElidedLabel("")
        self.name.setAccessibleName(tr("Picture"))
        layout.addWidget(self.name)
        grid = QGridLayout()
        grid.setSpacing(4)
        self.samples = PanelButton(tr("From samples"), tr("Take the sample in focus of the workspace Sample"))
        self.samples.clicked.connect(self.samples_wanted)
        self.completion = PanelButton(tr("From completion"), tr("Take the completion in focus as the next picture (I)"))
        self.completion.follow(actions["inpaint_this"])
        buttons = [self.samples, self.completion] + [self._button(actions, *entry) for entry in BUTTONS]
        for place, button in enumerate(buttons):
            grid.addWidget(button, place // 2, place % 2)
        layout.addLayout(grid)
        self.gallery = QWidget()
        row = QHBoxLayout(self.gallery)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.gallery_name = ElidedLabel("")
        self.gallery_name.setProperty("role", "quiet")
        self.index = QSpinBox()
        self.index.setAccessibleName(tr("Number of the picture in the data set"))
        self.index.setToolTip(tr("Which picture of the data set, from 0"))
        self.index.setKeyboardTracking(False)
        self.index.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.index.valueChanged.connect(sources.pick)
        self.count = PlainLabel(role="quiet")
        row.addWidget(self.gallery_name, 1)
        row.addWidget(self.index)
        row.addWidget(self.count)
        layout.addWidget(self.gallery)
        self.crop = CropView()
        self.crop.crop_changed.connect(sources.crop)
        layout.addWidget(self.crop)
        layout.addWidget(self._make_tone())
        layout.addStretch(1)
        sources.changed.connect(self._show)
        sources.tuned.connect(self._show_tone)
        for signal in (source.changed, source.reshaped):
            signal.connect(self._show_name)
        self._show()

    def _button(self, actions: ActionTable, action_id: str, text: str) -> PanelButton:
        action = actions[action_id]
        button = PanelButton(tr(text), action.toolTip(), actions.plain_text(actions.specs[action_id]))
        button.follow(action)
        return button

    def _make_tone(self) -> QWidget:
        self.tone = QWidget()
        layout = QVBoxLayout(self.tone)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.invert = QCheckBox(tr("Invert"))
        self.invert.setAccessibleName(tr("Invert the picture"))
        self.invert.setToolTip(
            tr("Dark and light change places: black ink on white paper becomes white on black, as digits are")
        )
        self.invert.clicked.connect(self._inverted)
        self.contrast = NumberRow(
            tr("Contrast"), tr("Contrast of the picture"),
            tr("So many times as far from middle grey: grey paper and pale ink become black and white"),
            CONTRASTS, CONTRASTS,
        )  # fmt: skip
        self.contrast.value_picked.connect(self._contrast_picked)
        self.contrast.reset.connect(self._contrast_reset)
        layout.addWidget(self.invert)
        layout.addWidget(self.contrast)
        return self.tone

    @Slot(bool)
    def _inverted(self, checked: bool) -> None:
        self._tune(inverted=checked)

    @Slot(object)
    def _contrast_picked(self, contrast: float) -> None:
        self._tune(contrast=contrast)

    @Slot()
    def _contrast_reset(self) -> None:
        self._tune(contrast=AS_IT_IS.contrast)

    def _tune(self, **changes: Any) -> None:
        self._sources.tune(dataclasses.replace(self._sources.asked[1], **changes))

    @Slot()
    def _show_tone(self) -> None:
        tone = self._sources.asked[1]
        self.invert.setChecked(tone.inverted)
        self.contrast.show_value(tone.contrast)
        self.contrast.show_changed(tone.contrast != AS_IT_IS.contrast)
        self.crop.show_preview(self._toned(tone))

    def _toned(self, tone: Tone) -> np.ndarray:
        """The small copy in its tone."""
        opened = self._sources.opened
        if opened is None:
            return np.zeros((1, 1, 1), np.uint8)
        greys = tone.of(opened.preview.transpose(2, 0, 1).astype(np.float32) / 255)
        return np.ascontiguousarray(np.rint(greys.transpose(1, 2, 0) * 255).astype(np.uint8))

    @Slot()
    def _show_name(self) -> None:
        height, width = self._source.shape
        text = f"{self._source.name or tr('drawn by hand')} ({width} × {height})"
        if self.name.text() != text:
            self.name.setText(text)

    @Slot()
    def _show(self) -> None:
        self._show_name()
        gallery, opened = self._sources.gallery, self._sources.opened
        if gallery is not None:
            self.index.blockSignals(True)
            self.index.setRange(0, gallery.count - 1)
            self.index.setValue(self._sources.index)
            self.index.blockSignals(False)
            self.gallery_name.setText(gallery.name)
            self.count.setText(tr("of {0}").format(gallery.count))
        larger = opened is not None and opened.picture.shape[:2] != self._source.shape
        more = (gallery is not None and self.gallery.isHidden()) or (larger and self.crop.isHidden())
        more = more or (opened is not None and self.tone.isHidden())
        self.gallery.setVisible(gallery is not None)
        self.crop.setVisible(larger)
        self.tone.setVisible(opened is not None)
        if more:
            self.room_wanted.emit()
        if opened is not None and larger:
            height, width = opened.picture.shape[:2]
            preview = self._toned(self._sources.tone)
            self.crop.show_picture(preview, (width, height), self._sources.crop_now, self._source.shape)
        self._show_tone()
