"""The settings of the panels as commands: each brings its panel to the front and puts the keyboard on the setting."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QScrollArea, QWidget

from app.ui.text import tr
from app.ui.widgets.fields import Row

_TAG = re.compile(r"<[^>]+>")


def setting_commands(
    docks: Iterable[QDockWidget], unfold: Callable[[], object], parent: QObject
) -> list[tuple[str, QAction]]:
    """(what is searched, the action) of every setting that is in use; ``unfold`` brings hidden panels back."""
    found = []
    for dock in docks:
        for row in dock.findChildren(Row):
            if row.isEnabled() and row.isVisibleTo(dock.widget()):
                label = html.unescape(_TAG.sub("", row.label.text()))
                name = row.editor.accessibleName()
                text = f"{tr('Setting')}: {label or name}"
                text += "" if name.lower() in text.lower() else f" ({name})"
                action = QAction(text, parent)
                action.triggered.connect(partial(_go_to, dock, row, unfold))
                found.append((text, action))
    return found


def _go_to(dock: QDockWidget, row: Row, unfold: Callable[[], object], _checked: bool = False) -> None:
    unfold()
    dock.show()
    dock.raise_()
    place: QWidget = row.slider if row.slider is not None and row.slider.isEnabled() else row.editor
    area = dock.widget()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(row)
    place.window().activateWindow()
    place.setFocus()
