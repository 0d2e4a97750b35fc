"""What takes long to make is made in pieces, so that the window never waits for all of it at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

Pieces: TypeAlias = Iterator[None]
"""Makes one more piece at each step."""

TURN_S = 0.02
"""So much of the main thread's time one turn takes at least, where there are pieces enough; the last begun is ended."""


class Making(QObject):
    """Makes ``pieces``: one by one in turns of the event loop after :meth:`begin`, or the rest at once.

    A piece that fails ends it, and ``done`` never comes: what was to be made is not there.
    """

    done = Signal()
    """The last piece is made."""

    def __init__(self, pieces: Pieces, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Pieces | None = pieces
        self.begun = False
        """Whether the first piece was asked for."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.turn)

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self._pieces is None

    @Slot()
    def begin(self) -> None:
        """From now on, a turn after the other."""
        if not self.over:
            self._timer.start(0)

    def stop(self) -> None:
        """Leave it as it is."""
        self._pieces = None
        self._timer.stop()

    @Slot()
    def turn(self) -> None:
        """Some pieces."""
        end = time.thread_time() + TURN_S
        while self._piece() and time.thread_time() < end:
            pass

    @Slot()
    def finish(self) -> None:
        """All that is left, at once."""
        while self._piece():
            pass

    def _piece(self) -> bool:
        """One more; whether there may be others."""
        pieces, self._pieces = self._pieces, None  # one that raises is the last
        if pieces is None:
            return False
        self.begun = True
        try:
            next(pieces)
            self._pieces = pieces
        except StopIteration:
            self.done.emit()
        finally:
            if self._pieces is None:
                self._timer.stop()
        return self._pieces is not None


def dressed(widget: QWidget) -> Pieces:
    """Give each widget inside its style before it is first shown, where all would get it at once; the inmost first."""
    for inside in reversed(widget.findChildren(QWidget)):
        inside.ensurePolished()
        yield
    widget.ensurePolished()
    yield
