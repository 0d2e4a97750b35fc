"""The controls of every run: its buttons, its progress, its numbers under their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.action_table import ActionTable
from app.ui.text import tr, without_mnemonic
from app.ui.theme import tabular
from app.ui.widgets.labels import LineLabel, PlainLabel, give_role, rule_line
from app.ui.widgets.level_bar import LevelBar

BUTTONS = ("play", "step", "level", "stop", "reset")
"""The actions that steer a run; the first is the large one."""


class RunButtons(QWidget):
    """The buttons that steer the run: of its panel, and of the panels that can stand in front of that."""

    def __init__(self, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {action_id: _button(actions, action_id) for action_id in BUTTONS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, button in enumerate(self.buttons.values()):
            row.addWidget(button, int(place == 0))


class RunPanel(QWidget):
    """The buttons of the run, and below them the ``parts``: what there is to be seen of it and to be set.

    A rule is drawn above each part but the first; the last one takes the room that is left.
    """

    def __init__(self, actions: ActionTable, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = RunButtons(actions)
        self.buttons = row.buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(row)
        for place, part in enumerate(parts):
            if place:
                layout.addWidget(rule_line())
            layout.addWidget(part, int(place == len(parts) - 1))


class FirstButton(QToolButton):
    """Its icon gives way to the text where there is no room for both: no text widens the column of panels."""

    @override
    def minimumSizeHint(self) -> QSize:
        """Room for the text."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - self.iconSize().width() - 4, hint.height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        if self.width() < self.sizeHint().width():
            option.toolButtonStyle = Qt.ToolButtonStyle.ToolButtonTextOnly
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def _button(actions: ActionTable, action_id: str) -> QToolButton:
    button = FirstButton() if action_id == BUTTONS[0] else QToolButton()
    button.setDefaultAction(actions[action_id])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(without_mnemonic(actions[action_id].text()))
    if action_id == BUTTONS[0]:
        button.setObjectName("primary")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(36)
    else:
        button.setObjectName(action_id)
        button.setProperty("role", "tool")  # the narrower these are, the longer the first one's text may be
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button


class ProgressLine(QWidget):
    """How far a run is: a bar of its levels' colours, and a line of words."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = LevelBar()
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.bar.setToolTip(tr("Done so far; each noise level in its colour"))
        self.state = LineLabel()
        self.state.setFont(tabular(self.state.font()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.state)

    def show_place(self, text: str, position: float = 0.0, colours: Sequence[QColor] | None = None) -> None:
        """Say where the run is: ``position`` in levels, whose ``colours`` stay as they are unless given."""
        if colours is not None:
            self.bar.set_colours(list(colours))
        self.bar.set_position(position)
        self.state.setText(text)


class ValueGrid(QGridLayout):
    """Numbers under their names. ``rows`` are (key, title, tip); ``across`` of them stand side by side."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], across: int = 1) -> None:
        super().__init__()
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(4)
        self.names: dict[str, PlainLabel] = {}
        self.values: dict[str, LineLabel] = {}
        for place, (key, title, tip) in enumerate(rows):
            name, value = PlainLabel(title, "quiet"), LineLabel()
            value.setFont(tabular(value.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setAccessibleName(title)
            for label in (name, value):
                label.setToolTip(tip)
            row, column = divmod(place, across)
            self.addWidget(name, row, 2 * column)
            self.addWidget(value, row, 2 * column + 1)
            self.names[key], self.values[key] = name, value
        for column in range(across):
            self.setColumnStretch(2 * column + 1, 1)

    def show_values(self, texts: Mapping[str, str], beyond: Collection[str] = ()) -> None:
        """Show the texts by their keys, and a dash where there is none; those ``beyond`` their limits look like it."""
        for key, label in self.values.items():
            label.setText(texts.get(key, "–"))
            give_role(label, "error" if key in beyond else "")
