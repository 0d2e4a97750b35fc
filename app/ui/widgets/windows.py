"""Windows beside the main one."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget


def keep_room(widget: QWidget) -> None:
    """Its room stays while it is hidden: nothing moves when it comes and goes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def bring_to_front(window: QWidget) -> None:
    """Show it, above all others, with the keyboard."""
    window.show()
    window.raise_()
    window.activateWindow()


def stand_beside(window: QWidget) -> None:
    """Its owner may cover it, as it may cover its owner; both are reached from the task bar. Before it is shown."""
    window.setWindowFlags(Qt.WindowType.Window)
    window.winId()  # only now is there something that has an owner
    window.windowHandle().setTransientParent(cast(QWindow, None))  # none is allowed; the stubs do not know


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Make it so large, or as large as its screen has room for."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 16), min(height, room.height() - 48))  # the frame needs some room, too
