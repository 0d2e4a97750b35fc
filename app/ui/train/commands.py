"""What can be done in the window of trainings, for the command palette: its buttons and its settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from app.ui.settings_finder import row_commands
from app.ui.text import tr, without_mnemonic
from app.ui.widgets.windows import bring_to_front

if TYPE_CHECKING:
    from app.ui.train.window import TrainingWindow


def training_commands(window: TrainingWindow, parent: QObject) -> list[tuple[str, QAction]]:
    """(what is searched, the action) of every button that can be pressed now, and of every setting that is in use."""
    form = window.form
    buttons = [window.start, window.stop, window.view.open, window.copy]
    if form.isEnabled():
        buttons += [form.file, form.folder, form.resume, form.place.browse]
    found = []
    for button in buttons:
        if button.isEnabled() and button.isVisibleTo(window):
            name = button.accessibleName() or button.text()
            text = f"{tr('Training')}: {without_mnemonic(name)}"
            action = QAction(text, parent)
            action.setStatusTip(button.toolTip())
            action.triggered.connect(partial(_press, window, button))
            found.append((text, action))
    if form.isEnabled():
        found += row_commands(form, partial(bring_to_front, window), tr("Training"), parent)
    return found


def _press(window: TrainingWindow, button: QAbstractButton, _checked: bool = False) -> None:
    bring_to_front(window)
    button.click()
