"""A run that begins with a picture of one's own: which picture, and with the noise of which level."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.params.endings import PICTURES, patterns
from app.params.path import OwnPicture
from app.params.run import Problem
from app.ui.runs.departures import FromPicture
from app.ui.runs.pictures import PictureRunner
from app.ui.sample.start_level import StartLevel
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.inpaint_tasks import Opened, open_picture


class StartPicture(QObject):
    """Asks for the picture, then for the level, and begins; no dialog blocks the window."""

    def __init__(self, context: Context, runner: PictureRunner, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._runner, self._widget = context, runner, window
        self._folder = ""

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id -> what it does."""
        return {"start_from": self.ask}

    def ask(self) -> None:
        """Which picture."""
        if self._context.models.state.info is None:
            problem = Problem(tr("There is no network to sample from"), tr("Open a checkpoint first (Ctrl+O)."))
            self._context.notices.show_problem(problem)
            return
        dialog = QFileDialog(self._widget.window(), tr("Start from a picture"), self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures") + f" ({patterns(PICTURES)})", tr("All files") + " (*)"])
        dialog.fileSelected.connect(self.open)
        dialog.open()

    def open(self, path: str) -> None:
        """Read it, in the background."""
        info = self._context.models.state.info
        self._folder = str(Path(path).parent)
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
        dialog = StartLevel(found, levels, first, self._widget.window())
        dialog.chosen.connect(self._begin)
        dialog.open()

    @Slot(object, int)
    def _begin(self, picture: np.ndarray, level: int) -> None:
        self._runner.begin_from(FromPicture(OwnPicture(picture, level)))
