"""What the program is, and whose pictures its networks learnt from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.notices import versions
from app.ui.text import one_line, tr
from app.ui.workspace import Context
from app.workers.opening import licences


class AboutBox(QMessageBox):
    """Says it, with the versions in use; what the files of the networks say follows when they have been read."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        text = tr(
            "See and touch score-based generative models: annealed Langevin dynamics (Song & Ermon, 2019), live.\n\n{0}"
        ).format(versions())
        super().__init__(QMessageBox.Icon.NoIcon, tr("About score-explorer"), text, parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paths = tuple(context.models.bundled.values())
        title = tr("The licences of the networks could not be read")
        self._tasks = context.tasks
        self._reading = self._tasks.start(title, partial(licences, paths), self._show, context.notices.show_problem)
        self.finished.connect(self._closed)

    def _show(self, found: tuple[tuple[str, str], ...]) -> None:
        lines = [tr("{0} learnt from {1}").format(one_line(name, 80), one_line(text, 200)) for name, text in found]
        self.setInformativeText("\n".join(lines))

    @Slot()
    def _closed(self) -> None:
        self._tasks.abandon(self._reading)


def show_about(context: Context, parent: QWidget) -> None:
    """Open the box."""
    AboutBox(context, parent).open()
