"""Entry fields for numbers, and the row that a setting is edited in."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.ui.icons import make_icon
from app.ui.text import plain, tr
from app.ui.theme import tabular
from app.ui.widgets.boxes import ElidedBox
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import give_role, rich_label
from app.ui.widgets.sliders import ScaleSlider
from app.ui.widgets.windows import keep_room


class NumberEdit(QLineEdit):
    """A number typed by hand. It keeps every digit of the value and shows four; Enter or leaving the field commits.

    Up and Down step: by a tenth of a decade where ``factor`` is set, otherwise by one. Escape brings the value back.
    A ``whole`` number is an int from the key to who is told: a seed has more digits than a float.
    """

    value_picked = Signal(object)

    def __init__(
        self, low: float, high: float, *, whole: bool = False, factor: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._whole, self._factor = low, high, whole, factor
        self._value = low
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._commit)
        self.setMaxLength(24)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not a text to type

    def value(self) -> float:
        """The value with all its digits."""
        return self._value

    @property
    def low(self) -> float:
        """The smallest value that can be typed."""
        return self._low

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        self._value = value
        self.setText(str(int(value)) if self._whole else plain(value))
        self.setCursorPosition(0)
        self.setModified(False)

    @Slot()
    def _commit(self) -> None:
        if not self.isModified():
            return
        value = self._parsed()
        if value is None:
            self.show_value(self._value)
            return
        self.show_value(value)
        self.value_picked.emit(value)

    def _parsed(self) -> float | None:
        text = self.text().strip().replace(",", ".").replace("−", "-").replace("×10^", "e")
        try:
            value = int(text) if self._whole and text.lstrip("-").isdecimal() else float(text)
        except ValueError:
            return None
        if not math.isfinite(value):
            return None
        value = min(self._high, max(self._low, value))
        return round(value) if self._whole else float(value)

    @override
    def event(self, event: QEvent) -> bool:
        """Space means nothing in a number: the window plays and pauses. Escape takes a change back, then it stops.

        Ctrl+Z is the window's unless something was typed that is not entered yet, and Ctrl+E is always.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            own = Qt.Key.Key_E, *(() if self.isModified() else (Qt.Key.Key_Z, Qt.Key.Key_Y))
            if event.key() == Qt.Key.Key_Space or (control and event.key() in own):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape and self.isModified():
                event.accept()
                return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step; Escape restores; Enter commits."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Escape and self.isModified():
            self.show_value(self._value)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step, but only with the focus."""
        if self.hasFocus():
            self._step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def _step(self, direction: int) -> None:
        value = self._parsed() if self.isModified() else self._value
        value = self._value if value is None else value
        new = float(f"{value * 10 ** (direction / 10):.3g}") if self._factor else value + direction
        new = min(self._high, max(self._low, new))
        if new != self._value:
            self.show_value(new)
            self.value_picked.emit(new)
            self.selectAll()


class BlankNumberEdit(NumberEdit):
    """A number that need not be given: nothing stands there then, and None is told."""

    def show_choice(self, value: float | None) -> None:
        """Show a value, or none, without telling anybody."""
        if value is not None:
            self.show_value(value)
        else:
            self.clear()
            self.setModified(False)

    @override
    def _commit(self) -> None:
        if self.isModified() and not self.text().strip():
            self.show_choice(None)
            self.value_picked.emit(None)
        else:
            super()._commit()


class TextEdit(QLineEdit):
    """A text; Enter or leaving the field commits. Where it need not be given, None stands for an empty one."""

    value_picked = Signal(object)

    def __init__(self, *, optional: bool, blank: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optional = optional
        self.setPlaceholderText(blank)
        self.setMaxLength(4096)
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self.editingFinished.connect(self._commit)

    def show_choice(self, value: str | None) -> None:
        """Show a text, or none, without telling anybody."""
        if not self.isModified():
            self.setText(value or "")
            self.setModified(False)

    @Slot()
    def _commit(self) -> None:
        if self.isModified():
            self.setModified(False)
            text = self.text().strip()
            self.value_picked.emit(None if self._optional and not text else text)


class Choice(ElidedBox):
    """A list of choices that leaves the wheel to the panel and the mouse's focus to the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the panel."""
        event.ignore()

    def choose(self, data: object) -> None:
        """Show the entry with this data."""
        index = self.findData(data)
        if index >= 0:
            self.setCurrentIndex(index)


def reset_button(name: str) -> QToolButton:
    """The small button that brings a setting back to its recommended value."""
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(tr("Back to the recommended value"))
    button.setAccessibleName(tr("Reset {0}").format(name))
    button.setFixedSize(24, 24)
    keep_room(button)
    return button


class Row(QWidget):
    """Label, editor and reset button in a line; a slider below where there is one."""

    reset = Signal()

    def __init__(
        self, label: str, name: str, tip: str, editor: QWidget, slider: ScaleSlider | None = None, width: int = 84
    ) -> None:
        super().__init__()
        self.label = rich_label(label)
        self.editor = editor
        self.slider = slider
        self._tip = tip
        self.reason = ""
        """Why the setting does not act; empty if it does."""
        self._reset = reset_button(name)
        self._reset.clicked.connect(self.reset)
        self._reset.setIcon(make_icon("undo", self.palette()))
        if width:
            editor.setFixedWidth(width)
        self.line = line = QHBoxLayout()
        line.setSpacing(4)
        if not label:
            self.label.hide()  # never shown here: without a parent it would be a window for a moment
        line.addWidget(self.label, 1 if width else 0)
        line.addWidget(editor, 0 if width else 1)
        line.addWidget(self._reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        for widget in filter(None, (editor, slider)):
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(tip)
        if slider is not None:
            layout.addWidget(slider)
        self.label.setBuddy(editor)
        self.show_use()
        self.show_changed(False)

    def show_changed(self, changed: bool) -> None:
        """Whether the value differs from the recommended one."""
        self._reset.setVisible(changed)

    def show_use(self, reason: str = "") -> None:
        """Whether the setting acts: if not, ``reason`` says why, and the row is grey."""
        self.reason = reason
        self.setEnabled(not reason)
        self.setToolTip(f"<p>{self._tip}</p>" + (f"<p>{reason}</p>" if reason else ""))

    @property
    def reset_button(self) -> QToolButton:
        """The button behind :attr:`reset`."""
        return self._reset

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_reset"):
            self._reset.setIcon(make_icon("undo", self.palette()))
        super().changeEvent(event)


class FileRow(Row):
    """The name of a file that exists: typed, or chosen in a dialog among those with names like ``files`` (*.png)."""

    def __init__(self, label: str, name: str, tip: str, files: str) -> None:
        self.edit = TextEdit(optional=True)
        self._name, self._files = name, files
        super().__init__(label, name, tip, self.edit, width=0)
        self.browse = tool_button(tr("Browse…"), tr("Choose the file in a dialog"))
        self.browse.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.browse.setAccessibleName(tr("Browse: {0}").format(name))
        self.browse.clicked.connect(self._ask)
        self.line.insertWidget(self.line.indexOf(self.edit) + 1, self.browse)

    @Slot()
    def _ask(self) -> None:
        kinds = f"{self._name} ({self._files});;{tr('All files')} (*)"
        path, _ = QFileDialog.getOpenFileName(self, self._name, self.edit.text(), kinds)
        if path:
            self.edit.setModified(False)
            self.edit.show_choice(path)
            self.edit.value_picked.emit(path)


class NumberRow(Row):
    """A number with a slider."""

    value_picked = Signal(object)

    def __init__(
        self, label: str, name: str, tip: str, limits: tuple[float, float], scale: tuple[float, float] | None = None,
        *, whole: bool = False, linear: bool = False,
    ) -> None:  # fmt: skip
        self.edit = NumberEdit(*limits, whole=whole, factor=not whole and not linear)
        slider = ScaleSlider(*scale, linear=linear, whole=whole) if scale is not None else None
        super().__init__(label, name, tip, self.edit, slider)
        self._whole = whole
        self._sliding = False
        self._allowed = (-math.inf, math.inf)
        self.edit.value_picked.connect(self.value_picked)
        if slider is not None:
            slider.value_picked.connect(self._slid)

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        if self.edit.value() != value or not self.edit.text():
            self.edit.show_value(value)
        if self.slider is not None and not self.slider.isSliderDown() and not self._sliding:
            self.slider.show_value(value)
        self._warn()

    def set_allowed(self, low: float, high: float) -> None:
        """Between which values a run is stable; others look like it, and are hatched on the slider."""
        self._allowed = (low, high)
        if self.slider is not None:
            self.slider.set_allowed(low, high)
        self._warn()

    def _warn(self) -> None:
        give_role(self.edit, "" if self._allowed[0] <= self.edit.value() <= self._allowed[1] else "beyond")

    @Slot(float)
    def _slid(self, value: float) -> None:
        value = max(round(self.edit.low), round(value)) if self._whole else value
        self.edit.show_value(value)
        self._warn()
        self._sliding = True  # it knows where it is
        self.value_picked.emit(value)
        self._sliding = False
