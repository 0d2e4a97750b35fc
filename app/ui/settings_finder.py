"""The settings of the panels as commands: each brings its panel to the front and puts the keyboard on the setting."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QScrollArea, QToolTip, QWidget

from app.params.plain import untagged
from app.ui.text import tr
from app.ui.widgets.fields import Row


def setting_commands(
    docks: Iterable[QDockWidget], unfold: Callable[[], object], parent: QObject
) -> list[tuple[str, QAction]]:
    """(what is searched, the action) of every setting; ``unfold`` brings hidden panels back."""
    return [
        command
        for dock in docks
        for command in row_commands(dock.widget(), partial(_bring, dock, unfold), tr("Setting"), parent)
    ]


def row_commands(
    panel: QWidget, bring: Callable[[], object], group: str, parent: QObject
) -> list[tuple[str, QAction]]:  # fmt: skip
    """The same for the settings of one panel; ``bring`` brings it to the front, ``group`` stands before their names.

    One that has no effect now is found, too, and says why.
    """
    found = []
    for row in panel.findChildren(Row):
        if row.isVisibleTo(panel):
            label = html.unescape(untagged(row.label.text()))
            name = row.editor.accessibleName()
            text = f"{group}: {label or name}"
            text += "" if name.lower() in text.lower() else f" ({name})"
            text += f". {row.reason}" if row.reason else ""
            action = QAction(text, parent)
            action.triggered.connect(partial(_go_to, row, bring))
            found.append((text, action))
    return found


def _bring(dock: QDockWidget, unfold: Callable[[], object]) -> None:
    unfold()
    dock.show()
    dock.raise_()


def _go_to(row: Row, bring: Callable[[], object], _checked: bool = False) -> None:
    bring()
    place: QWidget = row.slider if row.slider is not None and row.slider.isEnabled() else row.editor
    above = row.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(row)
        above = above.parentWidget()
    place.window().activateWindow()
    place.setFocus()
    if row.reason:
        QToolTip.showText(row.mapToGlobal(row.rect().bottomLeft()), row.toolTip(), row)
