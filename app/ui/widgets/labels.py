"""Labels. What they are given may come from a file: only :func:`rich_label` takes tags, and only of our own texts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from app.params.words import typeset
from app.ui.text import breakable, one_line, some_lines, tip


class PlainLabel(QLabel):
    """Plain text of any length in few lines; wrapped, or else meant for short texts of our own."""

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = False, characters: int = 1000, lines: int = 12
    ) -> None:
        super().__init__()
        self._most = (characters, lines)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Another text; what is left out of a long one is marked by an ellipsis."""
        super().setText(breakable(some_lines(text, *self._most)))


class LineLabel(QLabel):
    """One line in whatever room it is given: where it says something else, nothing is laid out anew.

    So a number that changes during a run costs the painting of its few pixels, not a pass through the window.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._named = "", False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    @override
    def text(self) -> str:
        """What it says: Qt's own text stays empty."""
        return self._line

    @override
    def setText(self, text: str) -> None:
        """Another text."""
        line = one_line(text)
        if line != self._line:
            self._line = line
            self._tell()
            self.update()

    @override
    def setAccessibleName(self, name: str) -> None:
        """Without a name of its own it has that of its text."""
        self._named = bool(name)
        super().setAccessibleName(name)
        self._tell()

    def _tell(self) -> None:
        if self._named:
            self.setAccessibleDescription(self._line)
        else:
            super().setAccessibleName(self._line)

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
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.fitting(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment()), text)

    def fitting(self) -> str:
        """What is painted, if there is room for it."""
        return self._line


class ElidedLabel(LineLabel):
    """The whole text is in the tooltip. It would like ``wants`` pixels at most, if that is more than a few."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wants: int = 48) -> None:
        self._wants = wants
        super().__init__(text, parent)

    @override
    def setText(self, text: str) -> None:
        """Another text, in the tooltip too."""
        before = self.text()
        super().setText(text)
        self.setToolTip(tip(text))
        if self._wants > 48 and self.text() != before:
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """As wide as the text, if it is to be."""
        hint = super().sizeHint()
        if self._wants <= hint.width():
            return hint
        wide = QLabel.sizeHint(self).width() + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(wide, self._wants), hint.height())


class FittingLabel(ElidedLabel):
    """One line, in fewer words where there is not room for all of them; the whole text is in the tooltip."""

    _forms: tuple[tuple[str, str], ...] = ()

    def set_forms(self, *forms: tuple[str, str]) -> None:
        """Texts from the longest to the shortest, each with itself as wide as its numbers may make it."""
        self._forms = forms
        self.setText(forms[0][0])
        self.update()

    @override
    def fitting(self) -> str:
        metrics = self.fontMetrics()
        room = self.contentsRect().width()
        fit = (text for text, widest in self._forms if metrics.horizontalAdvance(widest) <= room)
        return next(fit, self._forms[-1][0] if self._forms else self.text())


def rich_label(text: str = "") -> QLabel:
    """A label of our own text with tags, such as <sub>; what is put into it must be escaped."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def heading(text: str) -> PlainLabel:
    """A quiet heading."""
    return PlainLabel(text, "heading")


def quiet_label(text: str = "") -> PlainLabel:
    """A wrapped label for what need not be seen at first."""
    return PlainLabel(text, "quiet", wrap=True)


def error_label(told: SignalInstance | None = None) -> PlainLabel:
    """A wrapped label for why something cannot be, hidden until there is something; ``told`` is heard for it."""
    label = PlainLabel(role="error", wrap=True)
    label.hide()
    if told is not None:
        told.connect(partial(show_error, label))
    return label


def give_role(widget: QWidget, role: str) -> None:
    """Let a widget look as another role of the style sheet has it."""
    if (widget.property("role") or "") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_error(label: QLabel, text: str) -> None:
    """Show a reason in the user's language, or hide the label."""
    text = typeset(text)
    label.setText(text[:1].upper() + text[1:])
    label.setVisible(bool(text))


def rule_line() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
