"""Fields of a state that are declared once: a value, a guard against equal ones, a signal and, if asked, persistence.

    class Lamp(Observable):
        lit_changed = Signal(bool)
        lit = Observed(False, lit_changed, kept=Kept("lamp/lit", read=lambda text: text == "True"))

``lamp.lit = True`` emits ``lit_changed(True)`` unless it was lit; ``Lamp.lit`` is the declaration, for whoever needs a
callable (``partial(Lamp.lit.set, lamp, True)``).
"""

from __future__ import annotations

import logging
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar, overload

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
_State = TypeVar("_State")

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a stored text may raise: no start fails for it."""

_log = logging.getLogger(__name__)


class Store(Protocol):
    """Where texts are kept from one start to the next."""

    def stored(self, key: str) -> str | None:
        """The text under a key; None if there is none."""

    def store(self, key: str, text: str) -> None:
        """Keep a text under a key."""


@dataclass(frozen=True)
class Kept(Generic[T]):
    """How a field is kept: the key, and the way to text and back.

    ``read`` raises for a text that it cannot use (:data:`UNREADABLE`). A text that comes to mean something else takes
    another key, so that settings of an earlier version are never misread.
    """

    key: str
    read: Callable[[str], T]
    write: Callable[[T], str] = str


class Observed(Generic[T]):
    """The declaration of a field of an :class:`Observable`.

    ``default`` is shared by all instances and must not be mutable. ``signal`` is one of the class; a ``Signal()`` tells
    only that something has changed and may serve several fields, a ``Signal(type)`` brings the value and belongs to one
    field. ``same`` says which values are equal.
    """

    def __init__(
        self, default: T, signal: Signal, *, same: Callable[[T, T], bool] = operator.eq, kept: Kept[T] | None = None
    ) -> None:
        self.default, self.signal, self.same, self.kept = default, signal, same, kept
        self.name = ""
        self._brings_value = False
        self._check: Callable[[Any, T], T] | None = None
        self._then: Callable[[Any], None] | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._brings_value = not str(self.signal).endswith("()")  # all that PySide says of a signal's types

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Observable, owner: type) -> T: ...
    def __get__(self, instance: Observable | None, owner: type) -> Self | T:
        return self if instance is None else self.of(instance)

    def __set__(self, instance: Observable, value: T) -> None:
        self.set(instance, value)

    def of(self, instance: Observable) -> T:
        """The value that an instance holds."""
        value: T = vars(instance).get(self.name, self.default)
        return value

    def set(self, instance: Observable, value: T) -> None:
        """What ``instance.field = value`` does. Raises what the check raises; nothing has changed then."""
        if self._check is not None:
            value = self._check(instance, value)
        if not self.same(self.of(instance), value):
            with instance.together():
                instance.note(self)
                vars(instance)[self.name] = value
                if self._then is not None:
                    self._then(instance)

    def tell(self, instance: Observable) -> None:
        """Emit the signal."""
        signal = self.signal.__get__(instance, type(instance))
        signal.emit(*(self.of(instance),) if self._brings_value else ())

    def check(self, method: Callable[[_State, T], T]) -> Callable[[_State, T], T]:
        """A method that passes each value before it is set: it may put it right or refuse it."""
        self._check = method
        return method

    def then(self, method: Callable[[_State], None]) -> Callable[[_State], None]:
        """A method that sets other fields along with this one, before anybody is told."""
        self._then = method
        return method


class Observable(QObject):
    """A QObject with declared fields."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._before: dict[Observed[Any], Any] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several fields change as one: each signal is sent once, when all have their values.

        An error inside puts all of them back.
        """
        if self._before is not None:
            yield
            return
        before: dict[Observed[Any], Any] = {}
        self._before = before
        try:
            yield
        except BaseException:
            vars(self).update({field.name: value for field, value in before.items()})
            raise
        finally:
            self._before = None
        changed = [field for field, value in before.items() if not field.same(value, field.of(self))]
        for field in changed:
            if self._store is not None and field.kept is not None:
                self._store.store(field.kept.key, field.kept.write(field.of(self)))
        for field in {field.signal: field for field in changed}.values():
            field.tell(self)

    def note(self, field: Observed[Any]) -> None:
        """A field is about to change, inside of :meth:`together`."""
        if self._before is not None:
            self._before.setdefault(field, field.of(self))

    def keep_in(self, store: Store) -> None:
        """Take up what an earlier start has kept, and keep every change from now on.

        What cannot be read or is refused is dropped with a warning in the log.
        """
        for field in declared(type(self)):
            text = store.stored(field.kept.key) if field.kept is not None else None
            if field.kept is not None and text is not None:
                try:
                    field.set(self, field.kept.read(text))
                except UNREADABLE as error:
                    _log.warning("the stored setting %s is dropped: %s", field.kept.key, error)
        self._store = store


def declared(state: type[Observable]) -> list[Observed[Any]]:
    """All fields that a class declares or inherits, in their order."""
    return [field for base in reversed(state.__mro__) for field in vars(base).values() if isinstance(field, Observed)]
