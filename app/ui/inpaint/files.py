"""Asking for files: pictures, data sets and masks to open, masks to save."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.params.endings import DATA_SETS, PICTURES, patterns
from app.state.mask import MaskState
from app.ui.inpaint.sources import Sources
from app.ui.text import one_line, tr
from app.ui.workspace import Context
from app.workers.inpaint_tasks import MaskFile, write_mask


class FileDialogs(QObject):
    """The dialogs of the workspace; none of them blocks."""

    def __init__(self, context: Context, sources: Sources, mask: MaskState, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._sources, self._mask, self._widget = context, sources, mask, window
        self._folder = ""
        sources.mask_misfit.connect(self._ask_scale)

    def _dialog(self, title: str, kinds: list[str]) -> QFileDialog:
        dialog = QFileDialog(self._widget.window(), title, self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kinds:
            dialog.setNameFilters(kinds)
        dialog.fileSelected.connect(self._remember)
        return dialog

    @Slot(str)
    def _remember(self, path: str) -> None:
        self._folder = str(Path(path).parent)

    @Slot()
    def ask_picture(self) -> None:
        """Which picture or data set to open."""
        kinds = [
            tr("Pictures and data sets") + f" ({patterns(PICTURES + DATA_SETS)})",
            tr("All files") + " (*)",
        ]
        dialog = self._dialog(tr("Open a picture or a data set"), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._sources.open_picture)
        dialog.open()

    @Slot()
    def ask_folder(self) -> None:
        """Which folder of pictures to open as a data set."""
        dialog = self._dialog(tr("Open a folder of pictures"), [])
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._sources.open_picture)
        dialog.open()

    @Slot()
    def ask_mask(self) -> None:
        """Which mask to import."""
        kinds = [tr("Pictures") + f" ({patterns(PICTURES)})"]
        dialog = self._dialog(tr("Import a mask: white = regenerate"), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._open_mask)
        dialog.open()

    @Slot(str)
    def _open_mask(self, path: str) -> None:
        self._sources.open_mask(path)

    @Slot()
    def ask_save_mask(self) -> None:
        """Where to export the mask."""
        dialog = self._dialog(tr("Export the mask: white = regenerate"), [tr("PNG") + " (*.png)"])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile("mask.png")
        dialog.fileSelected.connect(self.save_mask)
        dialog.open()

    @Slot(str)
    def save_mask(self, path: str) -> None:
        """Write the mask in the background."""
        title = tr("{0} could not be written").format(Path(path).name)
        work = partial(write_mask, path, self._mask.pixels.copy())
        self._context.tasks.start(title, work, self._saved, self._context.notices.show_problem)

    def _saved(self, path: str) -> None:
        text = tr("White pixels are those to be regenerated.")
        self._context.notices.show_message(tr("Saved {0}").format(Path(path).name), text)

    @Slot(object)
    def _ask_scale(self, found: MaskFile) -> None:
        height, width = self._mask.shape
        box = QMessageBox(self._widget.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("A mask of another size"))
        box.setText(
            tr("{0} is {1} × {2}, the network's pictures are {3} × {4}.").format(
                one_line(Path(found.path).name, 80), *found.size, width, height
            )
        )
        box.setInformativeText(tr("Scale the mask (nearest neighbour)?"))
        scale = box.addButton(tr("&Scale"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        scale.clicked.connect(partial(self._scale, found.path))
        box.open()

    def _scale(self, path: str, _checked: bool = False) -> None:
        self._sources.open_mask(path, scale=True)
