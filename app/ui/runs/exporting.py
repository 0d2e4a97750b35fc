"""Exporting: what is asked, the thread that writes it, and what is said when it has been written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.params.export import EXPORTS, Export, ExportChoice, ExportOptions, ExportRow, Need
from app.params.run import Done, FilmProgress, FinishReason, Problem
from app.ui.notices import Deed, Notices
from app.ui.runs.export_dialog import ExportDialog, Offer
from app.ui.text import one_line, tr
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.save_place import usual_folder
from app.ui.workspace import Context
from app.workers.exports import export_thread
from app.workers.run import RunThread


class Exports(Protocol):
    """What a workspace has to export."""

    def offer(self) -> Offer | None:
        """What there is now; None if it is nothing at all."""
        ...

    def make(self, row: ExportRow, options: ExportOptions) -> Export | None:
        """What is to be written; None if it is not there any more."""
        ...


def rows_for(workspace: str, there: set[Need]) -> list[ExportRow]:
    """The rows of a workspace in which so much is there."""
    return [row for row in EXPORTS.values() if workspace in row.workspaces and row.needs in there | {Need.NOTHING}]


def open_folder(folder: str) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


class Exporter(QObject):
    """Asks what is to be written where, has it written in a thread, and says what came of it."""

    def __init__(self, context: Context, exports: Exports, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.progress: QProgressDialog | None = None
        """Shown while something slow is written, of which there is one at a time."""
        self._context, self._exports, self._widget = context, exports, widget
        self._asked: QWidget | None = None
        self._slow: RunThread[None, None] | None = None
        self._last = 0

    @Slot()
    def ask(self) -> None:
        """Open the dialog."""
        self.ask_for("", self._widget.window())

    def ask_for(self, key: str, window: QWidget) -> None:
        """Open the dialog over a window, at the row ``key`` or the first one."""
        offer = self._exports.offer()
        if offer is None:
            return
        folder = usual_folder(self._context.preferences.export_folder)
        self._asked = window
        dialog = ExportDialog(offer, folder, window, key)
        dialog.chosen.connect(self.export)
        dialog.open()

    @Slot(object)
    def export(self, choice: ExportChoice) -> None:
        """Write in the background; then say what was written where."""
        row, path = choice.row, choice.path
        what = None if row.slow and self._slow is not None else self._exports.make(row, choice.options)
        if what is None:
            return
        name = Path(path).name
        self._context.preferences.export_folder = str(Path(path).absolute().parent)
        self._last += 1
        thread = export_thread(self._last, row, path, what, tr("{0} could not be written").format(name))
        thread.told.connect(self._told)
        thread.ended.connect(self._ended)
        if row.slow:
            self._slow = thread
            self.progress = self._show_progress(name, thread)
        self._context.tasks.adopt(thread)
        thread.start()

    def _show_progress(self, name: str, thread: RunThread[None, None]) -> QProgressDialog:
        dialog = QProgressDialog("", tr("Cancel"), 0, 100, self._widget.window())
        dialog.setLabel(PlainLabel(tr("Writing {0}…").format(one_line(name, 80)), wrap=True))
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setMinimumDuration(0)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setValue(0)
        dialog.canceled.connect(thread.link.control.stop)
        return dialog

    @Slot(int, object)
    def _told(self, _number: int, what: object) -> None:
        if isinstance(what, Done) and isinstance(what.result, list):
            self._saved(what.result)
        elif isinstance(what, FilmProgress) and self.progress is not None:
            self.progress.setMaximum(what.total + 1)  # putting the frames together is the last piece
            self.progress.setValue(what.done)

    @Slot(int, object, object)
    def _ended(self, number: int, _reason: FinishReason, problem: Problem | None) -> None:
        if self._slow is not None and self._slow.run_id == number:
            self._slow = None
            if self.progress is not None:
                self.progress.close()
                self.progress.deleteLater()
                self.progress = None
        if problem is not None:
            self._notices().show_problem(problem)

    def _saved(self, paths: list[str]) -> None:
        first = Path(paths[0])
        title = tr("Saved {0}").format(first.name) if len(paths) == 1 else tr("Saved {0} pictures").format(len(paths))
        folder = str(first.absolute().parent)
        deed = Deed(tr("Open folder"), tr("Show {0} in the file manager").format(folder), partial(open_folder, folder))
        self._notices().show_message(title, folder, deed)

    def _notices(self) -> Notices:
        """Those of the window from which it was asked, while that is open: what lies behind it is not seen."""
        found = self._asked.findChildren(Notices) if self._asked is not None and self._asked.isVisible() else []
        return next((notices for notices in found if notices.window() is self._asked), self._context.notices)

    def close(self) -> None:
        """The program ends: what takes long is given up."""
        if self._slow is not None:
            self._slow.link.control.stop()
