"""The laboratory's settings panels: rows of label, editor and reset button under quiet headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.widgets.fields import Choice, NumberRow, Row
from app.ui.widgets.labels import heading, rule_line

Setter = Callable[[str, Any], None]
_Row = TypeVar("_Row", bound=Row)


class Form(QWidget):
    """Rows by name. ``set_value`` is told what the user picks, ``reset`` which row is to go back."""

    def __init__(self, set_value: Setter, reset: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        self._set_value = set_value
        self._reset_value = reset
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def add_heading(self, text: str, *, rule: bool = True) -> QLabel:
        """A quiet heading under a line."""
        if rule:
            self.column.addSpacing(6)
            self.column.addWidget(rule_line())
        label = heading(text)
        self.column.addWidget(label)
        return label

    def add_number(
        self, name: str, label: str, title: str, tip: str, limits: tuple[float, float],
        scale: tuple[float, float] | None = None, *, whole: bool = False, linear: bool = False,
    ) -> NumberRow:  # fmt: skip
        """A number, with a slider where there is a scale."""
        row = NumberRow(label, title, tip, limits, scale, whole=whole, linear=linear)
        row.value_picked.connect(lambda value: self._set_value(name, round(value) if whole else value))
        return self._add(name, row)

    def add_choice(
        self, name: str, label: str, title: str, tip: str, entries: Sequence[tuple[str, object, str]]
    ) -> Choice:
        """One of several."""
        box = Choice()
        for text, data, hint in entries:
            box.addItem(text, data)
            box.setItemData(box.count() - 1, hint, Qt.ItemDataRole.ToolTipRole)
        # Qt's copy of a text enumeration is a plain text, so the entries' own data are handed on.
        box.activated.connect(lambda index: self._set_value(name, entries[index][1]))
        self._add(name, Row(label, title, tip, box, width=0))
        return box

    def _add(self, name: str, row: _Row) -> _Row:
        self.rows[name] = row
        row.reset.connect(partial(self._reset_value, name))
        self.column.addWidget(row)
        return row

    def show_value(self, name: str, value: Any, recommended: Any) -> None:
        """Show a value, and whether it differs from the recommended one."""
        row = self.rows[name]
        row.show_changed(value != recommended)
        if isinstance(row, NumberRow):
            row.show_value(value)
            if row.slider is not None:
                row.slider.set_recommended(recommended)
        elif isinstance(row.editor, Choice):
            row.editor.choose(value)


def error_label() -> QLabel:
    """A label for why something cannot be, hidden until there is something."""
    label = QLabel()
    label.setProperty("role", "error")
    label.setWordWrap(True)
    label.hide()
    return label


def show_error(label: QLabel, text: str) -> None:
    """Show a reason, or hide the label."""
    label.setText(text[:1].upper() + text[1:])
    label.setVisible(bool(text))


def tool_button(text: str, tip: str, *, checkable: bool = False) -> QToolButton:
    """A small labelled button that leaves the keyboard to the pictures."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text.replace("&", ""))
    button.setAccessibleDescription(tip)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
