"""The command palette: any command by typing a part of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.text import tr


def score(query: str, text: str) -> float | None:
    """How well ``query`` fits ``text``, smaller is better; None if its letters do not occur in order."""
    query, text = query.lower().strip(), text.lower()
    if query in text:
        at = text.index(query)
        return at / 100 + (0 if at == 0 or not text[at - 1].isalnum() else 0.5)
    place, gaps = -1, 0
    for letter in query.replace(" ", ""):
        found = text.find(letter, place + 1)
        if found < 0:
            return None
        gaps += found - place - 1
        place = found
    return 10.0 + gaps


class CommandPalette(QDialog):
    """A line to type in, the fitting commands under it with their shortcuts; Enter carries the chosen one out."""

    def __init__(self, commands: list[tuple[str, QAction]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Command palette"))
        self._commands = commands
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type a command"))
        self.line.setAccessibleName(tr("Type a command"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._activate)
        self.list.itemClicked.connect(self._activate)
        self._filter("")
        width = min(520, parent.width() - 32)
        self.resize(width, min(420, parent.height() - 96))
        self.move(parent.mapToGlobal(parent.rect().topLeft()).x() + (parent.width() - width) // 2,
                  parent.mapToGlobal(parent.rect().topLeft()).y() + 64)  # fmt: skip
        self.line.setFocus()

    def add(self, commands: list[tuple[str, QAction]]) -> None:
        """Further ones, after those there are."""
        self._commands = [*self._commands, *commands]
        self._filter(self.line.text())

    @Slot(str)
    def _filter(self, query: str) -> None:
        fitting = []
        for order, (text, action) in enumerate(self._commands):
            value = score(query, text)
            if value is not None and action.isEnabled():
                fitting.append((value, order, text, action))
        self.list.clear()
        for _, _, text, action in sorted(fitting, key=lambda entry: entry[:2]):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(f"{text}   ({keys})" if keys else text)
            item.setData(Qt.ItemDataRole.UserRole, action)
            item.setToolTip(action.statusTip())
            self.list.addItem(item)
        if not fitting:
            nothing = QListWidgetItem(tr("No command or setting has such a name"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _activate(self, item: QListWidgetItem) -> None:
        action: QAction = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        action.trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter work from the line."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            key = Qt.Key(event.key())
            if key in moves and self.list.count():
                row = self.list.currentRow() + moves[key]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            item = self.list.currentItem()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                    self._activate(item)
                return True
        return bool(super().eventFilter(watched, event))
