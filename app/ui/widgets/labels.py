"""Labels: one that shortens its text instead of being cut off, quiet ones, errors, headings, lines between parts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.text import plain_tip


class ElidedLabel(QLabel):
    """The whole text is in the tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(plain_tip(text))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @override
    def setText(self, text: str) -> None:
        """Another text, in the tooltip too."""
        super().setText(text)
        self.setToolTip(plain_tip(text))

    @override
    def sizeHint(self) -> QSize:
        """One line; the layout gives what is there."""
        return QSize(48, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        """One line, as narrow as need be."""
        return QSize(24, super().minimumSizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, shortened to the width."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), text)


def heading(text: str) -> QLabel:
    """A quiet heading."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def quiet_label() -> QLabel:
    """A label for what need not be seen at first."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label


def error_label() -> QLabel:
    """A label for why something cannot be, hidden until there is something."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "error")
    label.setWordWrap(True)
    label.hide()
    return label


def show_error(label: QLabel, text: str) -> None:
    """Show a reason, or hide the label."""
    label.setText(text[:1].upper() + text[1:])
    label.setVisible(bool(text))


def rule_line() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
