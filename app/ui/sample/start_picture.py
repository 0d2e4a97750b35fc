"""A run that begins with a picture of one's own: which picture, and with the noise of which level."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from app.params.endings import PICTURES, patterns
from app.params.path import OwnPicture
from app.params.run import Problem
from app.ui.runs.departures import FromPicture
from app.ui.runs.pictures import PictureRunner
from app.ui.text import number, one_line, tr
from app.ui.workspace import Context
from app.workers.inpaint_tasks import Opened, open_picture


class StartPicture(QObject):
    """Asks for the picture, then for the level, and begins; no dialog blocks the window."""

    def __init__(self, context: Context, runner: PictureRunner, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._runner, self._widget = context, runner, window

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does."""
        return {"start_from": self.ask}

    def ask(self) -> None:
        """Which picture."""
        if self._context.models.state.info is None:
            problem = Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
            self._context.notices.show_problem(problem)
            return
        dialog = QFileDialog(self._widget.window(), tr("Start from a picture"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures") + f" ({patterns(PICTURES)})", tr("All files") + " (*)"])
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def open(self, path: str) -> None:
        """Read it, in the background."""
        info = self._context.models.state.info
        if info is not None:
            self._context.tasks.start(
                tr("{0} could not be opened").format(Path(path).name), partial(open_picture, path, info.shape),
                self._opened, self._context.notices.show_problem,
            )  # fmt: skip

    def _opened(self, found: Opened) -> None:
        """At which level: that looked at, unless another is said."""
        levels = self._runner.planned_levels()
        if not levels:
            return
        viewed = self._runner.run.viewed_level
        first = len(levels) // 2 if viewed is None else min(viewed, len(levels) - 1)
        dialog = QInputDialog(self._widget.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Start from {0}").format(one_line(found.name, 80)))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(1, len(levels))

        def show(level: int) -> None:
            text = tr("With the noise of level (σ = {0}; small σ keeps the picture, large σ forgets it):")
            dialog.setLabelText(text.format(number(levels[level - 1])))

        dialog.intValueChanged.connect(show)
        dialog.setIntValue(first + 1)
        show(first + 1)
        dialog.intValueSelected.connect(partial(self.begin, found))
        dialog.open()

    def begin(self, found: Opened, level: int) -> None:
        """Begin at ``level``, from 1."""
        levels = np.rint(found.fitted * 255).astype(np.uint8)  # as a record of the run holds it
        picture = levels / np.float32(255)
        self._runner.begin_from(FromPicture(OwnPicture(picture, level - 1)))
