"""What is done a little later: once, in a turn of the event loop to come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, act: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """A timer that calls ``act`` once, so long after each ``start()``; several of them before that are one.

    It ends with its ``owner``. ``QTimer.singleShot`` keeps what it was to call for ever if its receiver ends before its
    turn comes, and with a method all that its object refers to: the window, say.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
