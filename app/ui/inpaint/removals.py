"""Removals from the history among the strokes: what was done last is taken back first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.ui.runs.history import History
from app.ui.text import tr


class Removal(QUndoCommand):
    """Entries that were removed, before it was pushed."""

    def __init__(self, removals: Removals, keys: tuple[str, ...]) -> None:
        super().__init__(tr("the removal from the history"))
        self._removals, self._keys = removals, keys

    @override
    def redo(self) -> None:
        """Remove them once more; when it is pushed they are gone already."""
        self._removals.remove(self._keys)

    @override
    def undo(self) -> None:
        """They are back."""
        self._removals.take_back()


class Removals(QObject):
    """Puts each removal on the undo stack of the painting."""

    def __init__(self, history: History, undo: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._undo = history, undo
        self._again = False
        history.removed.connect(self._removed)

    @Slot(object)
    def _removed(self, keys: tuple[str, ...]) -> None:
        if not self._again:
            self._undo.push(Removal(self, keys))

    def remove(self, keys: tuple[str, ...]) -> None:
        """Remove entries without another command for it."""
        self._again = True
        self._history.remove(*keys)
        self._again = False

    def take_back(self) -> None:
        """Take the last removal back."""
        self._history.undo()
