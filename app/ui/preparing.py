"""What will be seen later is prepared in the pauses after the start, so that showing it does not hold up the window."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.params.status import RunPhase
from app.ui.main_window import MainWindow
from app.ui.workshop import modules
from app.ui.workspace import WORKSPACES

PAUSE_MS = 60
"""Between two pieces: whatever the user does comes first."""


class Preparation(QObject):
    """Imports the workspaces' modules and builds what is built ahead, each piece in a turn of its own.

    At last all that is there for good is taken from the garbage collector: it would look through hundreds of thousands
    of objects, libraries' most of them, a quarter of a second each time.
    """

    finished = Signal()
    """Nothing is left to do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pieces = _pieces(window)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)
        window.first_painted.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Begin with the next pause."""
        self._timer.start()

    @property
    def waits(self) -> bool:
        """Whether something goes on that must not be held up, or there is no window any more."""
        window = self._window
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        runs = any(run.phase is not RunPhase.IDLE for run in window.context.runs.values())
        return pressed or runs or bool(window.models.state.loading) or not window.isVisible()

    @Slot()
    def _step(self) -> None:
        if self.waits:
            return
        piece = next(self._pieces, None)
        if piece is not None:
            piece()
            return
        self._timer.stop()
        gc.freeze()
        self.finished.emit()


def _pieces(window: MainWindow) -> Iterator[Callable[[], object]]:
    for spec in WORKSPACES:
        for name in modules(spec):
            yield partial(importlib.import_module, name)
        making = window.workshop.making(spec) if spec.ahead else None
        while making is not None and not making.over:
            yield making.turn
