"""The QActions of the table, shown as they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette

from app.ui.actions import ActionSpec
from app.ui.button_actions import ButtonActions
from app.ui.icons import make_icon
from app.ui.situation import Situation
from app.ui.text import tr, without_mnemonic


class ActionTable(QObject):
    """The actions by their ids, and how each is carried out."""

    def __init__(self, specs: Iterable[ActionSpec], palette: QPalette, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons = ButtonActions(self)
        self.specs = {spec.id: spec for spec in specs}
        self.actions = {spec.id: self._make(spec) for spec in self.specs.values()}
        self._icons = {spec.id: spec.icon for spec in self.specs.values()}
        self.set_palette(palette)

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(tr(spec.text), self)
        action.setObjectName(spec.id)
        action.setIconText(tr(spec.short) or without_mnemonic(action.text()))
        action.setShortcuts([QKeySequence.fromString(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(spec.repeat)
        action.setCheckable(spec.checked is not None)
        self._show_tip(action, tr(spec.tip) or self.plain_text(spec))
        self._buttons.watch(action)
        return action

    @staticmethod
    def _show_tip(action: QAction, tip: str) -> None:
        if action.statusTip() != tip:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.setStatusTip(tip)

    @staticmethod
    def plain_text(spec: ActionSpec) -> str:
        """The action's name without its mnemonic."""
        return without_mnemonic(tr(spec.text))

    def set_palette(self, palette: QPalette) -> None:
        """Draw the icons in these colours."""
        self._palette = palette
        for action_id, name in self._icons.items():
            if name:
                self.actions[action_id].setIcon(make_icon(name, palette))

    def bind(self, action_id: str, handler: Callable[[], None]) -> None:
        """Carry an action out by ``handler``."""
        self.actions[action_id].triggered.connect(lambda _checked=False: handler())

    def show(self, now: Situation, known: Collection[str]) -> None:
        """Enable, check and name all as they stand; of the workspaces' actions only those ``known`` are enabled."""
        for spec in self.specs.values():
            action = self.actions[spec.id]
            action.setEnabled(spec.enabled(now) and (spec.id in known or not spec.workspace))
            if spec.checked is not None:
                action.setChecked(spec.checked(now))
            text, icon = spec.face(now) if spec.face is not None else ("", "")
            if action.text() != (text or tr(spec.text)):
                action.setText(text or tr(spec.text))
                action.setIconText(tr(spec.short) or without_mnemonic(action.text()))
            self._show_tip(action, tr(spec.tips.get(now.subject, spec.tip)) or self.plain_text(spec))
            if (icon or spec.icon) != self._icons[spec.id]:
                self._icons[spec.id] = icon or spec.icon
                action.setIcon(make_icon(self._icons[spec.id], self._palette))
