"""What the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.notices import versions
from app.ui.text import tr


def show_about(parent: QWidget) -> None:
    """Open the box that says it, with the versions in use."""
    text = tr(
        "See and touch score-based generative models: annealed Langevin dynamics (Song & Ermon, 2019), live.\n\n{0}"
    ).format(versions())
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("About score-explorer"), text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
