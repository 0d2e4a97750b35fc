"""Leaving work for what nobody sees until somebody does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.later import later


def covered(widget: QWidget) -> bool:
    """Whether nothing of a widget can be seen in a window that is there: it lies behind another tab, or is folded away.

    Qt moves the panel of a tab behind others out of the window, and goes on calling it visible. (Its visible region is
    no help: what children fill is left out of that.)
    """
    if not widget.window().isVisible():
        return False
    part, inside = widget.rect(), widget
    while part.isValid() and not inside.isWindow() and (around := inside.parentWidget()) is not None:
        part, inside = part.translated(inside.pos()) & around.rect(), around
    return not (widget.isVisible() and part.isValid())


class WhenSeen(QObject):
    """Calls ``act`` at once, or, while the ``widget`` is :func:`covered`, once when it comes into sight."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._act = widget, act
        self._due = False
        self._turn = later(self, self.do)

    @Slot()
    def do(self) -> None:
        """Act, or wait for the widget to be seen."""
        if not covered(self._widget):
            self._leave_off()
            self._act()
        elif not self._due:
            self._due = True
            self._widget.installEventFilter(self)

    def _leave_off(self) -> None:
        if self._due:
            self._due = False
            self._widget.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is about to be painted: what it shows must not change meanwhile, but right after."""
        if event.type() is QEvent.Type.Paint and self._due:
            self._leave_off()
            self._turn.start()
        return bool(super().eventFilter(watched, event))
