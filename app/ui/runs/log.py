"""The log of the runs: what was done, and at which step."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.state.run import RunState
from app.ui.text import tr
from app.ui.theme import tabular

MOST_LINES = 1000
"""Qt keeps how each is laid out, about 2 KiB."""


class RunLog(QWidget):
    """The log, as a panel."""

    def __init__(self, run: RunState) -> None:
        super().__init__()
        self.view = LogView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.addWidget(self.view, 1)
        run.logged.connect(self.view.add)


class LogView(QPlainTextEdit):
    """Shows the newest line, until the user scrolls up; again, once they are back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setMaximumBlockCount(MOST_LINES)
        self.setAccessibleName(tr("Log of the runs"))
        self.setPlaceholderText(tr("What was done, and at which step. A saved picture carries all of it."))
        small = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self.setFont(tabular(small))
        self.setMinimumHeight(72)
        self._following = True
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._scrolled)

    @Slot(str, bool)
    def add(self, line: str, instead: bool) -> None:
        """A further line, or another last one."""
        if not instead:
            self.appendPlainText(line)
            return
        cursor = QTextCursor(self.document().lastBlock())
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        after = cursor.selectedText()[:1] == "\u2029"  # the break before the line is selected, too
        cursor.insertText(("\n" if after else "") + line)

    # Lines wrap anew when the scroll bar appears, and then "at the end" is not where it was: Qt's own following stops.

    @Slot(int, int)
    def _range_changed(self, _low: int, high: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(high)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._following = value >= self.verticalScrollBar().maximum()
