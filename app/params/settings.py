"""Settings that describe themselves: a field of a frozen dataclass carries all that is to be known about it.

Its check, its form in JSON, its option on the command line, its row in a form, its words in a log, a caption and a
table of numbers are made from that description, so a new setting is one field and the place that uses it.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from app.params.checks import SettingError, finite, real, whole
from app.params.plain import shown

_KEY = "about"


class Option(StrEnum):
    """A choice of a setting: its value in files and on the command line, its label in a form, and what it means."""

    label: str
    tip: str

    def __new__(cls, value: str, label: str = "", tip: str = "") -> Self:
        """One of the choices."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.tip = label or value, tip
        return member


@dataclass(frozen=True)
class About:
    """What is to be known about a setting; all texts are to be translated, ``tip`` may hold <sub> and the like.

    ``title`` labels its row in a form, ``name`` is the same for a screen reader, ``called`` what errors call it.
    ``symbol`` stands in the log, captions and formulas. Numbers go from ``low`` (excluded if ``open_low``) to ``high``,
    the slider of a form over ``scale``, logarithmically unless ``linear``. ``live``: acts at the next step of a run.
    ``flags`` are the options of the command line (none: it has no option), ``metavar`` and ``help`` their words;
    ``off`` and ``off_help`` those of the option that says no.
    ``choices``: the entries (value, label, tip) of a setting that is no :class:`Option`. ``recorded``: it is written
    down always, not only where it differs from its default. ``of_data``: its value suits the data that it was chosen
    for, and no others. ``box``: what stands beside its check box. ``row``: it has a row in a form. ``files``: it is a
    file that exists, with such a name (as in *.png).
    """

    title: str = ""
    name: str = ""
    tip: str = ""
    symbol: str = ""
    unit: str = ""
    called: str = ""
    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    scale: tuple[float, float] | None = None
    linear: bool = False
    live: bool = False
    flags: tuple[str, ...] = ()
    metavar: str = ""
    help: str = ""
    off: str = ""
    off_help: str = ""
    choices: tuple[tuple[Any, str, str], ...] = ()
    recorded: bool = True
    of_data: bool = False
    box: str = ""
    row: bool = True
    files: str = ""


@dataclass(frozen=True)
class Field:
    """A setting of a class: its ``key`` there, its type, its default, and its description."""

    key: str
    kind: type
    optional: bool
    default: Any
    about: About

    @property
    def called(self) -> str:
        """What errors call it."""
        return self.about.called or self.key

    @functools.cached_property
    def choices(self) -> tuple[tuple[Any, str, str], ...]:
        """The entries (value, label, tip) to choose from; none for a number."""
        if issubclass(self.kind, Option) and not self.about.choices:
            return tuple((choice, choice.label, choice.tip) for choice in self.kind)
        return self.about.choices

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return self.kind is int

    @property
    def number(self) -> bool:
        """Whether it is a number at all."""
        return self.kind in (int, float)

    def check(self, value: Any, called: str = "") -> None:
        """Raise SettingError unless the value can be used; the message may call the setting otherwise."""
        called, about = called or self.called, self.about
        if value is None and self.optional:
            return
        if self.kind is int:
            whole(called, value, int(about.low), int(about.high))
        elif self.kind is float:
            (real if about.low >= 0 else finite)(called, value, about.low, about.high, open_low=about.open_low)
        elif self.kind is bool and not isinstance(value, bool):
            raise SettingError(f"{called} must be true or false, not {shown(value)}")
        elif self.kind is str and not isinstance(value, str):
            raise SettingError(f"{called} must be a text, not {shown(value)}")
        elif self.kind is not bool and self.choices and value not in [choice for choice, *_ in self.choices]:
            allowed = ", ".join(str(choice) for choice, *_ in self.choices)
            raise SettingError(f"{called} must be one of {allowed}, not {shown(value)}")

    def typed(self, value: Any, called: str = "") -> Any:
        """A value from JSON or an option as the field's own type, where it can be one; :meth:`check` says more.

        Raises SettingError for a whole number that no float can hold.
        """
        called = called or self.called
        if issubclass(self.kind, StrEnum):
            return self.kind(value) if value in list(self.kind) else value
        if self.kind is float and _is_whole(value):
            return finite(called, value)
        if self.kind is tuple and isinstance(value, (list, tuple)):
            return tuple(finite(called, v) if _is_whole(v) else v for v in value)
        return value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def setting(default: Any, title: str = "", **about: Any) -> Any:
    """A field of a :class:`Settings` class with its description; the keywords are those of :class:`About`."""
    return dataclasses.field(default=default, metadata={_KEY: About(title=title, **about)})


def again(cls: type[Settings], key: str, default: Any, **changes: Any) -> Any:
    """The field ``key`` of another class once more: with another default, and whatever else differs."""
    about = dataclasses.replace(fields_of(cls)[key].about, **changes)
    return dataclasses.field(default=default, metadata={_KEY: about})


def fields_of(cls: type[Settings]) -> dict[str, Field]:
    """The described fields of a class by their keys, in their order."""
    if cls not in _FIELDS:
        _FIELDS[cls] = _read_fields(cls)
    return _FIELDS[cls]


_FIELDS: dict[type[Settings], dict[str, Field]] = {}


def _read_fields(cls: type[Settings]) -> dict[str, Field]:
    hints = typing.get_type_hints(cls)
    found = {}
    for field in dataclasses.fields(cls):
        about = field.metadata.get(_KEY)
        if about is None:
            continue
        kind, optional = hints[field.name], False
        if isinstance(kind, types.UnionType):
            kind, optional = next(a for a in typing.get_args(kind) if a is not types.NoneType), True
        found[field.name] = Field(field.name, typing.get_origin(kind) or kind, optional, field.default, about)
    return found


@dataclass(frozen=True)
class Settings:
    """A frozen dataclass whose fields, made by :func:`setting`, are checked when it is made."""

    def __post_init__(self) -> None:
        """Raise SettingError for the first field with a value that cannot be used."""
        for field in fields_of(type(self)).values():
            field.check(getattr(self, field.key))

    def to_dict(self, *, whole: bool = False) -> dict[str, Any]:
        """Plain numbers and texts, for JSON; ``whole``: defaults too that are not recorded otherwise."""
        values = {}
        for key, field in fields_of(type(self)).items():
            value = getattr(self, key)
            if whole or field.about.recorded or value != field.default:
                values[key] = plain(value)
        return values

    @classmethod
    def from_dict(cls, data: dict[str, Any], base: Self | None = None) -> Self:
        """Settings from :meth:`to_dict`'s form; what is missing comes from ``base``, unknown names are ignored.

        Raises SettingError for values that cannot be used.
        """
        if not isinstance(data, dict):
            raise SettingError(f"settings must be a mapping, not {shown(data)}")
        return dataclasses.replace(base or cls(), **known_values(cls, data))

    @classmethod
    def part_of(cls, other: Any) -> Self:
        """Those fields of other settings that this class has."""
        return cls(**{field.name: getattr(other, field.name) for field in dataclasses.fields(cls)})

    def values(self) -> dict[str, Any]:
        """The fields' values by their keys, as they are."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    def differences(self, other: Self) -> Iterator[tuple[Field, Any, Any]]:
        """The described fields in which another one differs: (field, own value, the other's)."""
        for key, field in fields_of(type(self)).items():
            mine, theirs = getattr(self, key), getattr(other, key)
            if mine != theirs:
                yield field, mine, theirs


def known_values(cls: type[Settings], data: dict[str, Any]) -> dict[str, Any]:
    """Those entries of ``data`` that are settings of ``cls``, as their own types. Raises SettingError."""
    return {key: field.typed(data[key]) for key, field in fields_of(cls).items() if key in data}


def live_keys(cls: type[Settings]) -> tuple[str, ...]:
    """The settings of a class that act at the next step of a run; the others wait for the next run."""
    return tuple(key for key, field in fields_of(cls).items() if field.about.live)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value.value if isinstance(value, StrEnum) else value
