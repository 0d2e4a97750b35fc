"""How the known pixels are held: the two methods of the field, and resampling."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.params.inpainting import InpaintSettings
from app.state.draft import Held
from app.state.inpainting import InpaintState
from app.ui.text import tr
from app.ui.widgets.form import Form
from app.ui.widgets.labels import heading


class MethodPanel(QWidget):
    """Edits an :class:`InpaintState`; what is set acts with the next run."""

    def __init__(self, state: InpaintState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form()
        self.form.add_rest(Held(state, InpaintState.settings), InpaintSettings, live=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 0)
        title = heading(tr("How the known pixels are held"))
        title.setToolTip(tr("This and the settings below are Inpaint's own: those of Sample stay as they are"))
        layout.addWidget(title)
        layout.addWidget(self.form)
        state.changed.connect(self.form.show_values)
        self.form.show_values()
