"""Settings as a window edits them: one value after another, and only together need they be valid."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.params import SettingError
from app.params.settings import Settings, fields_of
from app.state.observable import Observable, Observed

S = TypeVar("S", bound=Settings)


class Valued(Protocol):
    """A draft, or a state that has one."""

    def value(self, key: str, /) -> Any:
        """The value of a setting."""
        ...


Along = Callable[[dict[str, Any], str], None]


class Draft(QObject, Generic[S]):
    """Values that were set, and for the others those that are recommended with them.

    ``make`` makes the settings in which some values were set, and raises SettingError where they do not fit together.
    One that can be used with no others, as a sampler of the plane among pictures, is not taken at all.
    ``along(values, key)`` may change other values when one is set. ``deciding`` are the settings on which it depends
    what is recommended for the others.
    """

    changed = Signal(str)
    """A setting has another value: its key, and with it what depends on it may have changed. Empty: any may have."""
    error_changed = Signal(str)
    """Why the values do not fit together; empty when all is well."""

    def __init__(
        self, make: Callable[[Mapping[str, Any]], S], *, along: Along | None = None, deciding: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._make, self._along, self._deciding = make, along, deciding
        self.values: dict[str, Any] = {}
        """What was set, by its key."""
        self.error = ""
        self._first = self.recommended = self._newest = make({})

    @property
    def valid(self) -> S | None:
        """The settings, or None while they do not fit together."""
        return None if self.error else self._newest

    def value(self, key: str) -> Any:
        """The value of a setting, fitting or not."""
        return self.values.get(key, getattr(self._newest, key))

    def usual(self, key: str) -> Any:
        """What is recommended for a setting."""
        return getattr(self._first if key in self._deciding else self.recommended, key)

    def set(self, key: str, value: Any, **others: Any) -> None:
        """Another value of a setting, and of ``others`` that go with it.

        Raises SettingError for a value that can be used with no others.
        """
        fields = fields_of(type(self._newest))
        for name, given in {key: value, **others}.items():
            if name in fields:
                fields[name].check(given)
        if any(self.value(k) != v for k, v in {key: value, **others}.items()):
            self.values |= {key: value, **others}
            self._settle(key)

    def reset(self, key: str) -> None:
        """Back to what is recommended."""
        if key in self.values:
            del self.values[key]
            self._settle(key)

    def replace(self, settings: S) -> None:
        """Take over a whole set of settings."""
        self.restore(settings.values())

    def restore(self, values: Mapping[str, Any]) -> None:
        """Exactly these values were set."""
        self.values = dict(values)
        self._recommend()
        self._check()
        self.changed.emit("")

    def renew(self, *, forget: Collection[str] = ()) -> None:
        """Something else is recommended now; ``forget`` are values that are not set any more. The owner tells of it."""
        self.values = {key: value for key, value in self.values.items() if key not in forget}
        self._first = self._make({})
        self._recommend()
        self._check()

    def _recommend(self) -> None:
        self.recommended = self._make({key: self.values[key] for key in self._deciding if key in self.values})

    def _check(self) -> None:
        try:
            self._newest, error = self._make(self.values), ""
        except SettingError as problem:
            self._newest, error = self.recommended, str(problem)
        if error != self.error:
            self.error = error
            self.error_changed.emit(error)

    def _settle(self, key: str) -> None:
        if self._along is not None:
            self._along(self.values, key)
        if key in self._deciding:
            self._recommend()
        self._check()
        self.changed.emit(key)


class Drafted:
    """A draft's values, fitting or not, as attributes: what limits of stability are worked out from."""

    sigma_max: float
    sigma_min: float
    levels: int

    def __init__(self, draft: Valued) -> None:
        self._draft = draft

    def __getattr__(self, key: str) -> Any:
        return self._draft.value(key)


class Held(Generic[S]):
    """Settings that a state holds in a declared field, valid at every moment, with the interface of a draft."""

    def __init__(self, state: Observable, field: Observed[S]) -> None:
        self._state, self._field = state, field

    def value(self, key: str) -> Any:
        """The value of a setting."""
        return getattr(self._field.of(self._state), key)

    def usual(self, key: str) -> Any:
        """Its default."""
        return getattr(self._field.default, key)

    def set(self, key: str, value: Any) -> None:
        """Another value of a setting. Raises SettingError."""
        self._field.set(self._state, dataclasses.replace(self._field.of(self._state), **{key: value}))

    def reset(self, key: str) -> None:
        """Back to its default. Raises SettingError."""
        self.set(key, self.usual(key))
