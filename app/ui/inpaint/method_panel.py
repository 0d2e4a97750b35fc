"""How the known pixels are held: the two methods of the field, and resampling."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.params.inpainting import MAX_RESAMPLE, InpaintSettings, Paste
from app.state.inpainting import InpaintState
from app.ui.text import tr
from app.ui.widgets.fields import Choice, NumberRow, Row


class MethodPanel(QWidget):
    """Edits an :class:`InpaintState`; what is set acts with the next run."""

    def __init__(self, state: InpaintState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 0)
        layout.setSpacing(4)
        self.paste = Choice()
        for paste, text, tip in (
            (Paste.STEP, tr("copy each step"), tr("as in ncsnv2: pasted before every step")),
            (Paste.LEVEL, tr("copy each level"),
             tr("as in ncsn, and the inpainting algorithm in the appendix of Song & Ermon 2019: "
                "pasted after every step")),
        ):  # fmt: skip
            self.paste.addItem(text, paste)
            self.paste.setItemData(self.paste.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.paste_row = Row(
            tr("Known pixels"), tr("How known pixels are held"),
            tr("Where the mask is black, x is replaced by the picture plus noise σ<sub>i</sub> z of the present level, "
               "so that the network sees one picture of one noise level. The noise z is fresh at each step, "
               "or one for all steps of a level"),
            self.paste, width=0,
        )  # fmt: skip
        self.resample = NumberRow(
            tr("Passes per level r"), tr("Passes per level"),
            tr("Each level is run r times; between two passes noise takes x back up to the level above: "
               "x + √(σ<sub>i−1</sub>² − σ<sub>i</sub>²) z (after Lugmayr et al. 2022). The halves join better; "
               "the run takes r times as long"),
            (1, MAX_RESAMPLE), (1, 20), whole=True,
        )  # fmt: skip
        layout.addWidget(self.paste_row)
        layout.addWidget(self.resample)
        self.paste.activated.connect(self._paste_chosen)
        self.paste_row.reset.connect(self._reset_paste)
        self.resample.value_picked.connect(self._resample_picked)
        self.resample.reset.connect(self._reset_resample)
        state.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        settings, usual = self._state.settings, InpaintSettings()
        self.paste.choose(settings.paste)
        self.paste_row.show_changed(settings.paste is not usual.paste)
        self.resample.show_value(float(settings.resample))
        self.resample.show_changed(settings.resample != usual.resample)

    @Slot(int)
    def _paste_chosen(self, _index: int) -> None:
        self._state.set(paste=Paste(self.paste.currentData()))

    @Slot(float)
    def _resample_picked(self, value: float) -> None:
        self._state.set(resample=round(value))

    @Slot()
    def _reset_paste(self) -> None:
        self._state.set(paste=InpaintSettings().paste)

    @Slot()
    def _reset_resample(self) -> None:
        self._state.set(resample=InpaintSettings().resample)
