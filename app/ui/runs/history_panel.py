"""The list of the runs that were: looked at again, starred, named, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params.history import MOST_BYTES, MOST_ENTRIES, Past
from app.params.words import told
from app.render.images import to_qimage
from app.ui.runs.compare_window import CompareWindow
from app.ui.runs.controls import RunButtons
from app.ui.runs.history import History
from app.ui.runs.history_words import lines_of, title_of
from app.ui.text import tip, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import quiet_label
from app.ui.widgets.save_place import usual_folder
from app.ui.widgets.seen import WhenSeen
from app.ui.widgets.windows import bring_to_front
from app.ui.workspace import Context

SIDE = 56
ENDING = ".zip"
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_S, Qt.Key.Key_C)


class RunList(QListWidget):
    """Click or Enter: look at a run. C: compare, S: star, F2: name, Delete: remove; the right button has all of it."""

    chosen = Signal(str)
    compared = Signal(str)
    starred = Signal(str)
    renamed = Signal(str)
    removed = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(QSize(SIDE, SIDE))
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight(round(1.6 * SIDE))
        self.setAccessibleName(tr("Runs, the newest first"))

    @override
    def sizeHint(self) -> QSize:
        """No more than a few; the layout gives what is there."""
        return QSize(240, round(1.6 * SIDE))

    @property
    def key(self) -> str:
        """The entry that the keyboard is at."""
        item = self.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    @override
    def event(self, event: QEvent) -> bool:
        """Its keys are its own, whatever they do elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in KEYS:
                event.accept()
                return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See :class:`RunList`."""
        acts = self.chosen, self.chosen, self.removed, self.renamed, self.starred, self.compared
        signals = dict(zip(KEYS, acts, strict=True))
        key = Qt.Key(event.key())
        if key in signals and self.key and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            signals[key].emit(self.key)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click looks at the run."""
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and item is not None and item is self.currentItem():
            self.chosen.emit(self.key)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Where the mouse is, or beside the entry that the keyboard is at."""
        item = self.itemAt(event.pos()) if event.reason() is QContextMenuEvent.Reason.Mouse else self.currentItem()
        if item is not None:
            self.setCurrentItem(item)
            self.menu_wanted.emit(self.key, self.viewport().mapToGlobal(self.visualItemRect(item).center()))


class HistoryPanel(QWidget):
    """Shows a :class:`History`."""

    def __init__(self, history: History, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._state, self._context = history, history.state, context
        self._icons: dict[str, tuple[object, QIcon]] = {}
        self._followed = ""
        """The run that was shown when the list was made last: another one comes into sight."""
        self.menu: QMenu | None = None
        self.comparison: CompareWindow | None = None
        self.controls = RunButtons(context.actions)
        self.list = RunList()
        self.empty = quiet_label(
            tr("Every run is kept here, also after the program has ended: look at it again, give it a star or a name.")
        )
        self.about = quiet_label()
        self.star = tool_button(tr("Star"), tr("Keep this run longer than those without a star; again: no star (S)"))
        self.rename = tool_button(tr("Name…"), tr("Call this run by a name of your own (F2)"))
        self.remove = tool_button(tr("Remove"), tr("Take this run out of the history and off the disk (Delete)"))
        self.compare = tool_button(tr("Compare"), tr("See this run beside the one that is shown (C)"))
        self.save = tool_button(tr("Save…"), tr("Write the whole history to one file, to keep or to share"))
        self.open = tool_button(tr("Open…"), tr("Add the runs of such a file"))
        all_of_them = self.compare, self.star, self.rename, self.remove, self.save, self.open
        buttons = QGridLayout()
        buttons.setSpacing(4)
        for place, button in enumerate(all_of_them):
            button.setProperty("role", "option")
            buttons.addWidget(button, *divmod(place, 3))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.controls)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.about)
        self.list.chosen.connect(history.look)
        self.list.starred.connect(history.star)
        self.list.compared.connect(history.compare)
        self.list.removed.connect(history.remove)
        self.list.renamed.connect(self.ask_name)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.currentItemChanged.connect(self._enable)
        for button, act in (
            (self.star, history.star), (self.rename, self.ask_name), (self.remove, history.remove),
            (self.compare, history.compare),
        ):  # fmt: skip
            button.clicked.connect(partial(self._with_current, act))
        self.save.clicked.connect(self._ask_where)
        self.open.clicked.connect(self._ask_which)
        self._when_seen = WhenSeen(self, self._show)
        state = self._state
        for signal in (state.entries_changed, state.broken_changed, state.shown_changed, history.going_changed):
            signal.connect(self._when_seen.do)
        history.compared.connect(self._show_both)
        self._show()

    def compare_chosen(self) -> None:
        """The run chosen in the list beside the one that is shown; those are the same until another one is chosen."""
        key = self.list.key or self._state.shown
        if key:
            self._history.compare(key)
        else:
            text = tr("Space makes one. Every run is kept in the history.")
            self._context.notices.show_message(tr("There is no run to compare yet"), text)

    def _with_current(self, act: Callable[[str], None], _checked: bool = False) -> None:
        if self.list.key:
            act(self.list.key)

    # What is shown

    def _show(self) -> None:
        state, at = self._state, self.list.key
        row, scrolled = self.list.currentRow(), self.list.verticalScrollBar().value()
        self.list.blockSignals(True)
        self.list.clear()
        for past, older in zip(state.entries, (*state.entries[1:], None), strict=False):
            self.list.addItem(self._item(past, older))
        keys = [past.key for past in state.entries]
        self.list.setCurrentRow(keys.index(at) if at in keys else min(max(row, 0), len(keys) - 1))
        self.list.blockSignals(False)
        if state.shown != self._followed and state.shown in keys:
            self.list.scrollToItem(self.list.item(keys.index(state.shown)))
        elif at in keys:
            self.list.verticalScrollBar().setValue(scrolled)
        self._followed = state.shown
        self._icons = {key: icon for key, icon in self._icons.items() if key in keys}
        self.list.setVisible(bool(keys))
        self.empty.setVisible(not keys)
        self.about.setText(self._about())
        self.about.setToolTip(tip(told("\n".join(state.broken))) if state.broken else "")
        self._enable()

    def _item(self, past: Past, older: Past | None) -> QListWidgetItem:
        lines = lines_of(past, older, going=past.key == self._history.going)
        item = QListWidgetItem(self._icon(past), "\n".join(lines))
        item.setData(Qt.ItemDataRole.UserRole, past.key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(lines))
        item.setToolTip(tip("\n".join(lines)))
        if past.key == self._state.shown:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _icon(self, past: Past) -> QIcon:
        known = self._icons.get(past.key)
        if known is not None and known[0] is past.picture:
            return known[1]
        pixmap = QPixmap(SIDE, SIDE)
        pixmap.fill(Qt.GlobalColor.transparent)
        if past.picture is not None:
            pixmap = QPixmap.fromImage(to_qimage(past.picture)).scaled(
                QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        self._icons[past.key] = past.picture, icon
        return icon

    def _about(self) -> str:
        entries = self._state.entries
        text = tr("{0} of {1} runs, {2} of {3} MiB; beyond that the oldest without a star goes.").format(
            len(entries), MOST_ENTRIES, f"{sum(past.size for past in entries) / 2**20:.1f}", MOST_BYTES // 2**20
        )
        broken = len(self._state.broken)
        return text + (
            " " + tr("{0} files could not be read: {1}").format(broken, told(self._state.broken[0])) if broken else ""
        )

    @Slot()
    def _enable(self) -> None:
        there = bool(self.list.key)
        for button in (self.compare, self.star, self.rename):
            button.setEnabled(there)
        self.remove.setEnabled(there and self.list.key != self._history.going)
        self.save.setEnabled(bool(self._state.entries))

    @Slot(str, str)
    def _show_both(self, left: str, right: str) -> None:
        if self.comparison is None:
            self.comparison = CompareWindow(self._state, self._context, self.window())
        self.comparison.show_runs(left, right)
        bring_to_front(self.comparison)
        self.comparison.view.setFocus()

    def end(self) -> None:
        """The program ends."""
        if self.comparison is not None:
            self.comparison.judging.close()

    # What is asked

    @Slot(str, QPoint)
    def _show_menu(self, key: str, place: QPoint) -> None:
        past = self._state.find(key)
        if past is None:
            return
        menu = self.menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._forget_menu)
        for text, keys, act in (
            (tr("&Look at it"), "Enter", self._history.look),
            (tr("&Compare with the one shown"), "C", self._history.compare),
            (tr("Take its &settings over"), "", self._history.take_settings),
            (tr("&No star") if past.starred else tr("S&tar"), "S", self._history.star),
            (tr("Na&me…"), "F2", self.ask_name),
            (tr("&Remove"), "Del", self._history.remove),
        ):
            action = menu.addAction(f"{text}\t{keys}" if keys else text)
            action.triggered.connect(partial(self._do, act, key))
        menu.popup(place)

    @Slot()
    def _forget_menu(self) -> None:
        self.menu = None

    @staticmethod
    def _do(act: Callable[[str], None], key: str, _checked: bool = False) -> None:
        act(key)

    def ask_name(self, key: str) -> None:
        """Ask for a run's name."""
        past = self._state.find(key)
        if past is None:
            return
        dialog = QInputDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Name of the run"))
        dialog.setLabelText(tr("Name (empty: its network and sampler):"))
        dialog.setTextValue(past.name or title_of(past))
        dialog.textValueSelected.connect(partial(self._history.rename, key))
        dialog.open()

    @Slot()
    def _ask_where(self) -> None:
        self._ask(tr("Save the history"), QFileDialog.AcceptMode.AcceptSave, self._history.save)

    @Slot()
    def _ask_which(self) -> None:
        self._ask(tr("Open a history"), QFileDialog.AcceptMode.AcceptOpen, self._history.open)

    def _ask(self, title: str, mode: QFileDialog.AcceptMode, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self.window(), title, usual_folder(self._context.preferences.export_folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([f"{tr('Histories')} (*{ENDING})"])
        dialog.setDefaultSuffix(ENDING[1:])
        if mode is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.selectFile(str(Path(usual_folder(self._context.preferences.export_folder)) / f"history{ENDING}"))
        dialog.fileSelected.connect(then)
        dialog.open()
