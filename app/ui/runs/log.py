"""The log of the runs: what was done, and at which step."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.state.run import MOST_LINES, RunState
from app.ui.text import tr
from app.ui.theme import tabular
from app.ui.widgets.seen import WhenSeen, covered

LAID_OUT = 100
"""After so many lines all are set anew: Qt keeps for good how each line is laid out that came alone, about 7 KiB."""


class RunLog(QWidget):
    """The log, as a panel: behind another tab it takes no lines."""

    def __init__(self, run: RunState) -> None:
        super().__init__()
        self.view = LogView()
        self._run, self._behind = run, False
        self._when_seen = WhenSeen(self, self._fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.addWidget(self.view, 1)
        run.logged.connect(self._add)

    @Slot(str, bool)
    def _add(self, line: str, instead: bool) -> None:
        if self._behind or covered(self):
            self._behind = True
            self._when_seen.do()
        else:
            self.view.add(line, instead)

    def _fill(self) -> None:
        self._behind = False
        self.view.set_lines(self._run.log_lines)


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
        self._laid_out = 0
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._scrolled)

    @Slot(str, bool)
    def add(self, line: str, instead: bool) -> None:
        """A further line, or another last one."""
        if not instead:
            self.appendPlainText(line)
            self._laid_out += 1
            if self._laid_out > LAID_OUT and self._following and not self.textCursor().hasSelection():
                self.set_lines(self.toPlainText().split("\n"))
            return
        cursor = QTextCursor(self.document().lastBlock())
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        after = cursor.selectedText()[:1] == "\u2029"  # the break before the line is selected, too
        cursor.insertText(("\n" if after else "") + line)

    def set_lines(self, lines: list[str]) -> None:
        """Other lines, or the same once more: what is not seen of them is not laid out."""
        value, following = self.verticalScrollBar().value(), self._following
        self.setPlainText("\n".join(lines))
        self._laid_out = 0
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if following else value)

    # Lines wrap anew when the scroll bar appears, and then "at the end" is not where it was: Qt's own following stops.

    @Slot(int, int)
    def _range_changed(self, _low: int, high: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(high)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._following = value >= self.verticalScrollBar().maximum()
