"""A choice of a question: its text is broken where the panel ends, which Qt's own button does not do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle
from typing_extensions import override


class Choice(QRadioButton):
    """Takes the width there is, and as many lines as its ``words`` need there."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.words = words
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style, metric = self.style(), QStyle.PixelMetric
        mark = style.pixelMetric(metric.PM_ExclusiveIndicatorWidth, None, self)
        mark += style.pixelMetric(metric.PM_RadioButtonLabelSpacing, None, self)
        self.setText(broken(self.words, self.fontMetrics(), self.width() - mark - 2).replace("&", "&&"))


def broken(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text in lines of at most ``width`` pixels, a longer word in a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)
