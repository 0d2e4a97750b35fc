"""What is to be swept: two settings by their titles, and their values as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from app.params import SettingError
from app.params.axes import SWEPT, Axis, example, parse_values, suggestion, title_of
from app.params.samplers import ROWS
from app.params.sampling import MAX_LEVELS
from app.ui.text import tr, without_mnemonic
from app.ui.widgets.labels import PlainLabel

HOW = (
    "Values separated by commas, or a range LOW:HIGH:COUNT. A range is spaced as the setting's slider is; :log or :lin "
    "at its end says otherwise. 'all' are all choices."
)

MOST_SAMPLES = 64
"""In a cell."""

Usual = Callable[[str], Any]
"""The value that a setting has now."""


FIRST_AXES = ("epsilon", "steps_per_level", "churn", "levels", "sigma_max")
"""What is on the axes at first: those two of these, from the front, that act in the sampler that is set."""


class AxisEntry:
    """The list of settings and the line for the values of an axis, which its owner places."""

    def __init__(self, label: str, keys: Collection[str], *, optional: bool) -> None:
        self.label = PlainLabel(label)
        self.setting = QComboBox()
        self.setting.setAccessibleName(without_mnemonic(label))
        self.setting.setMinimumContentsLength(14)
        self.setting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label.setBuddy(self.setting)
        if optional:
            self.setting.addItem(tr("nothing"), "")
        for key in keys:
            self.setting.addItem(title_of(SWEPT[key], tr), key)
            self.setting.setItemData(self.setting.count() - 1, f"<p>{tr(SWEPT[key].about.tip)}</p>",
                                     Qt.ItemDataRole.ToolTipRole)  # fmt: skip
        self.values = QLineEdit()
        self.values.setAccessibleName(tr("Values"))
        self.values.setToolTip(f"<p>{tr(HOW)}</p>")
        self.values.setAccessibleDescription(tr(HOW))
        self.values.setMaxLength(2000)
        self.values.setAcceptDrops(False)

    @property
    def key(self) -> str:
        """The setting's key; empty for none."""
        return str(self.setting.currentData() or "")

    def axis(self) -> Axis | None:
        """What is set; None for nothing. Raises SettingError."""
        return None if not self.key else Axis(self.key, parse_values(SWEPT[self.key], self.values.text()))

    def suggest(self, usual: Usual) -> None:
        """Values around the present one."""
        field = SWEPT.get(self.key)
        self.values.setEnabled(field is not None)
        self.values.setPlaceholderText("" if field is None else example(field))
        self.values.setText("" if field is None else suggestion(field, usual(field.key)))
        self.values.setCursorPosition(0)
        self.setting.setToolTip("" if field is None else f"<p>{tr(field.about.tip)}</p>")

    def show_axis(self, axis: Axis | None) -> None:
        """Show an axis as it would be typed."""
        at = self.setting.findData("" if axis is None else axis.key)
        if at < 0:
            return
        self.setting.setCurrentIndex(at)
        if axis is not None:
            texts = axis.texts if axis.field.number or axis.field.kind is bool else map(str, axis.values)
            self.values.setText(", ".join(texts))
            self.values.setCursorPosition(0)


class SweepForm(QWidget):
    """Two axes, the number of samples in a cell, and the level at which the settings begin to act."""

    changed = Signal()

    def __init__(self, usual: Usual, *, filling: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        keys = [key for key, field in SWEPT.items() if field.about.row and (filling or key not in FILLING)]
        self.across = AxisEntry(tr("&Across"), keys, optional=False)
        self.down = AxisEntry(tr("&Down"), keys, optional=True)
        self.count = _spin(tr("Sa&mples a cell"), 1, MOST_SAMPLES, 4)
        self.count.setToolTip(tr("How many pictures each cell shows, from the seed that is set"))
        self.begins = _spin(tr("A&ct from level"), 1, MAX_LEVELS, 1)
        self.begins.setToolTip(
            tr("What is swept acts from this level on; up to there all cells are one run, computed once")
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row, (entry, box, words) in enumerate(
            ((self.across, self.count, tr("Sa&mples a cell")), (self.down, self.begins, tr("A&ct from level")))
        ):
            label = PlainLabel(words)
            label.setBuddy(box)
            for column, widget in enumerate((entry.label, entry.setting, entry.values, label, box)):
                grid.addWidget(widget, row, column)
            entry.setting.currentIndexChanged.connect(self._setting_chosen)
            entry.values.textEdited.connect(self.changed)
            box.valueChanged.connect(self.changed)
        grid.setColumnStretch(2, 1)
        sampler = ROWS[usual("sampler")]
        acting = [key for key in FIRST_AXES if sampler.uses(key)]
        for entry, key in ((self.across, acting[0]), (self.down, acting[1])):
            entry.setting.setCurrentIndex(entry.setting.findData(key))

    @Slot()
    def _setting_chosen(self) -> None:
        entry = self.across if self.sender() is self.across.setting else self.down
        entry.suggest(self._usual)
        self.changed.emit()

    def axes(self) -> tuple[Axis, Axis | None]:
        """What is set. Raises SettingError."""
        x = self.across.axis()
        if x is None:
            raise SettingError("choose a setting that goes across")
        return x, self.down.axis()

    def show_sweep(self, x: Axis, y: Axis | None, count: int, begins: int) -> None:
        """Show these."""
        blockers = [
            QSignalBlocker(widget) for widget in (self.across.setting, self.down.setting, self.count, self.begins)
        ]
        for entry, axis in ((self.across, x), (self.down, y)):
            entry.show_axis(axis)
            entry.values.setEnabled(bool(entry.key))
        self.count.setValue(count)
        self.begins.setValue(begins)
        del blockers
        self.changed.emit()


FILLING = ("paste", "resample")
"""Settings of runs that fill a picture."""


def _spin(name: str, low: int, high: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setAccessibleName(without_mnemonic(name))
    box.setMinimumHeight(26)
    return box
