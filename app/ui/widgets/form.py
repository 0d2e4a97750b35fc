"""Forms made from the descriptions of settings: a row each, with label, limits, slider, tooltip and reset button."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.params import SettingError
from app.params.samplers import ROWS, Limits, SamplerRow
from app.params.sampling import DICE_MAX
from app.params.settings import Field, Settings, fields_of
from app.ui.text import own_tip, tr
from app.ui.widgets.fields import BlankNumberEdit, Choice, FileRow, NumberEdit, NumberRow, Row, TextEdit
from app.ui.widgets.labels import PlainLabel, heading, rule_line

SMALLEST = 1e-5
"""What must be above zero is typed down to this part of its slider's lower end."""


ENABLED_ROLE = Qt.ItemDataRole.UserRole - 1
NOT_TO_BE_CHOSEN = 0
"""Under this role a list keeps the flags of its entries."""


class Edited(Protocol):
    """What a form edits: a draft, or a state that holds settings."""

    def value(self, key: str, /) -> Any:
        """The value of a setting."""
        ...

    def usual(self, key: str, /) -> Any:
        """What it is reset to."""
        ...

    def set(self, key: str, value: Any, /) -> None:
        """The user sets it. May raise SettingError."""
        ...

    def reset(self, key: str, /) -> None:
        """The user resets it. May raise SettingError."""
        ...


@dataclass(frozen=True)
class Unit:
    """How a number is written in a form: ``shown`` from the state's value, ``meant`` from what was typed."""

    shown: Callable[[float], float]
    meant: Callable[[float], float]


class Form(QWidget):
    """Rows by the keys of their settings. Whoever makes it connects what changes to :meth:`show_values`."""

    entered = Signal()
    """A number was entered with Enter: the keyboard may go back to the pictures."""
    refused = Signal(str)
    """Why a value was not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        self.boxes: dict[str, QCheckBox] = {}
        """Check boxes that are no rows: their owner places them."""
        self._sources: dict[str, tuple[Edited, Field]] = {}
        self._units: dict[str, Unit] = {}
        self._unused: frozenset[str] = frozenset()
        self._sometimes: dict[str, bool] = {}
        """Whether there is a sampler that does not use a setting."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    # Building

    def add_heading(self, text: str) -> PlainLabel:
        """A quiet heading under a line."""
        label = heading(text)
        self.column.addSpacing(8)
        self.column.addWidget(rule_line())
        self.column.addWidget(label)
        return label

    def add(self, source: Edited, cls: type[Settings], *keys: str, **changes: Any) -> None:
        """Rows for settings of ``cls``, which ``source`` holds; ``changes`` are made to their descriptions."""
        for key in keys:
            field = fields_of(cls)[key]
            self._add(source, replace(field, about=replace(field.about, **changes)) if changes else field)

    def add_rest(self, source: Edited, cls: type[Settings], *, live: bool, but: Collection[str] = ()) -> None:
        """Rows for those settings that have none yet: of those that act at the next step, or of the others."""
        for key, field in fields_of(cls).items():
            if field.about.row and field.about.live is live and key not in self.rows and key not in but:
                self._add(source, field)

    def add_box(self, source: Edited, cls: type[Settings], key: str) -> QCheckBox:
        """A check box of its own, to be placed by the owner."""
        field = fields_of(cls)[key]
        box = self.boxes[key] = make_box(field)
        box.setObjectName(key)
        self._sources[key] = source, field
        box.toggled.connect(partial(self._picked, key))
        return box

    def add_widget(self, widget: QWidget) -> None:
        """Something of the form's owner, below the rows there are."""
        self.column.addWidget(widget)

    def set_unit(self, key: str, unit: Unit) -> None:
        """Write a number otherwise than the state holds it."""
        self._units[key] = unit

    def number(self, key: str) -> NumberRow:
        """The row of a number."""
        row = self.rows[key]
        assert isinstance(row, NumberRow)  # noqa: S101 - whoever asks knows
        return row

    def _add(self, source: Edited, field: Field) -> None:
        row = make_row(field)
        row.setObjectName(field.key)
        self.rows[field.key], self._sources[field.key] = row, (source, field)
        row.reset.connect(partial(self._reset, field.key))
        if isinstance(row, NumberRow):
            row.value_picked.connect(partial(self._picked, field.key))
            row.edit.returnPressed.connect(self.entered)
        elif isinstance(row.editor, Choice):
            # Qt's copy of a text enumeration is a plain text, so the entries' own data are handed on.
            row.editor.activated.connect(lambda index: self._picked(field.key, field.choices[index][0]))
        elif isinstance(row.editor, QCheckBox):
            row.editor.toggled.connect(partial(self._picked, field.key))
        elif isinstance(row.editor, (BlankNumberEdit, TextEdit)):
            row.editor.value_picked.connect(partial(self._picked, field.key))
        self.column.addWidget(row)

    # From the widgets to the state, and back

    def _picked(self, key: str, value: Any) -> None:
        source, field = self._sources[key]
        if key in self._units:
            value = self._units[key].meant(value)
        self._ask(partial(source.set, key, field.typed(value)))

    def _reset(self, key: str) -> None:
        self._ask(partial(self._sources[key][0].reset, key))

    def _ask(self, change: Callable[[], None]) -> None:
        try:
            change()
        except SettingError as error:
            self.refused.emit(str(error))
            self.show_values()

    def show_values(self) -> None:
        """Show all values, and which differ from the usual ones."""
        for key, row in self.rows.items():
            source, field = self._sources[key]
            value, usual = source.value(key), source.usual(key)
            row.show_changed(value != usual)
            if isinstance(row, NumberRow):
                shown = self._units[key].shown if key in self._units else lambda number: number
                row.show_value(shown(value))
                if row.slider is not None:
                    row.slider.set_recommended(shown(usual))
            elif isinstance(row.editor, Choice):
                row.editor.choose(value)
                if not field.about.title:  # there is no label to say more about the choice
                    row.editor.setToolTip(
                        own_tip(tr(next((tip for data, _, tip in field.choices if data == value), "")))
                    )
            elif isinstance(row.editor, QCheckBox):
                _check(row.editor, value)
            elif isinstance(row.editor, (BlankNumberEdit, TextEdit)):
                row.editor.show_choice(value)
        for key, box in self.boxes.items():
            _check(box, self._sources[key][0].value(key))

    def show_use(
        self, sampler: SamplerRow, *, hide: bool = False, unused: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Grey, with the reason, what a sampler ignores, or ``hide`` it; what it does not even have is hidden.

        ``unused``: what has no effect for other reasons, each with its own.
        """
        reasons = {**unused, **sampler.ignores}
        for key, row in self.rows.items():
            if key not in self._sometimes:
                self._sometimes[key] = not all(other.uses(key) for other in ROWS.values())
            sometimes = self._sometimes[key]
            if sometimes:
                row.setVisible(not sampler.lacks(key) and (sampler.uses(key) or not hide))
            if sometimes or key in unused or key in self._unused:
                row.show_use(tr(reasons.get(key, "")))
        self._unused = frozenset(unused)

    def show_impossible(self, key: str, values: Mapping[Any, str]) -> None:
        """Grey those entries of a list that cannot be chosen now, each with its reason."""
        editor, (_, field) = self.rows[key].editor, self._sources[key]
        if isinstance(editor, Choice):
            for index, (value, _, tip) in enumerate(field.choices):
                reason = values.get(value, "")
                editor.setItemData(index, own_tip(tr(reason or tip)), Qt.ItemDataRole.ToolTipRole)
                editor.setItemData(index, NOT_TO_BE_CHOSEN if reason else None, ENABLED_ROLE)

    def show_limits(self, limits: Limits) -> None:
        """Mark where a run is not stable."""
        row, unit = self.number(limits.setting), self._units.get(limits.setting)
        ends = (limits.low, limits.high)
        row.set_allowed(*(map(unit.shown, ends) if unit is not None else ends))


def make_row(field: Field) -> Row:
    """The row of a setting: a number with its slider, a list of choices, or a check box."""
    about = field.about
    label, name, tip = tr(about.title), tr(about.name or about.title or about.box), make_tip(field)
    label += f" ({tr(about.unit)})" if about.unit else ""
    if field.optional and field.number and field.about.scale is None:
        low, high = typed_limits(field)
        return Row(label, name, tip, BlankNumberEdit(low, high, whole=field.whole))
    if field.number:
        return NumberRow(label, name, tip, typed_limits(field), about.scale, whole=field.whole, linear=about.linear)
    if field.choices:
        return Row(label, name, tip, make_choice(field), width=0)
    if about.files:
        return FileRow(label, name, tip, about.files)
    if field.kind is str:
        return Row(
            label,
            name,
            tip,
            TextEdit(optional=field.optional, blank="" if about.metavar.isalpha() else about.metavar),
            width=0,
        )
    return Row(label, name, tip, make_box(field), width=0)


def make_box(field: Field) -> QCheckBox:
    """The check box of a setting that is on or off."""
    box = QCheckBox(tr(field.about.box))
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    box.setToolTip(make_tip(field))
    box.setAccessibleDescription(make_tip(field))
    return box


def _check(box: QCheckBox, value: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(value)


def make_tip(field: Field) -> str:
    """The tooltip of a setting, with its symbol where its title has none."""
    about = field.about
    title = re.sub("<sub>(.*?)</sub>", r"_\1", about.title)
    return tr(about.tip) if about.symbol in title else f"{about.symbol}: {tr(about.tip)}"


def make_choice(field: Field) -> Choice:
    """The list of a setting's choices, each with its tooltip."""
    box = Choice()
    for value, label, tip in field.choices:
        box.addItem(tr(label), value)
        box.setItemData(box.count() - 1, own_tip(tr(tip)), Qt.ItemDataRole.ToolTipRole)
    return box


def typed_limits(field: Field) -> tuple[float, float]:
    """What can be typed for a number."""
    about = field.about
    if not about.open_low:
        return about.low, about.high
    return max(about.low, SMALLEST * (about.scale or (0.1, 1))[0]), about.high


def make_edit(field: Field) -> NumberEdit:
    """The entry of a number alone."""
    return NumberEdit(*typed_limits(field), whole=field.whole, factor=not field.whole and not field.about.linear)


def throw_dice() -> int:
    """A seed at random."""
    return secrets.randbelow(DICE_MAX) + 1
