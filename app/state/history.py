"""The history as the window shows it: its runs, newest first, and the whole paths of those that memory has room for."""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_

from PySide6.QtCore import QObject, Signal

from app.params.history import HELD_BYTES, Past
from app.params.path import RunPath
from app.state.observable import Observable, Observed

MOST_REMOVED = 50
"""So many removals can be taken back."""


class HistoryState(Observable):
    """``shown`` is the key of the run that is seen, "" if it is none of these."""

    entries_changed = Signal()
    broken_changed = Signal()
    shown_changed = Signal()

    entries = Observed[tuple[Past, ...]]((), entries_changed, same=is_)
    broken = Observed[tuple[str, ...]]((), broken_changed)
    """What is wrong with the files that could not be read."""
    shown = Observed("", shown_changed)

    def __init__(self, parent: QObject | None = None, room: int = HELD_BYTES) -> None:
        super().__init__(parent)
        self._room = room
        self._paths: dict[str, RunPath] = {}
        """The newest last."""
        self.removed: list[tuple[Past, ...]] = []
        """What was removed, the newest last."""

    def find(self, key: str) -> Past | None:
        """The entry with this key."""
        return next((past for past in self.entries if past.key == key), None)

    def before(self, past: Past) -> Past | None:
        """The entry next older."""
        places = [k for k, other in enumerate(self.entries) if other.key == past.key]
        after = places[0] + 1 if places else len(self.entries)
        return self.entries[after] if after < len(self.entries) else None

    def other_held(self, key: str) -> str:
        """The newest entry but this one whose path is held; "" if there is none."""
        return next((past.key for past in self.entries if past.key != key and self.path(past.key)), "")

    def beside(self, key: str) -> str:
        """The entry next older, else the newest other one; "" if there is none."""
        past = self.find(key)
        older = None if past is None else self.before(past)
        return older.key if older is not None else next((one.key for one in self.entries if one.key != key), "")

    def put(self, entries: Iterable[Past]) -> None:
        """Add entries, each in the place of one with its key."""
        known = {past.key: past for past in (*self.entries, *entries)}
        self.entries = tuple(sorted(known.values(), key=lambda past: (past.when, past.key), reverse=True))

    def drop(self, keys: Iterable[str], *, for_good: bool = False) -> tuple[Past, ...]:
        """Remove entries, so that it can be taken back unless they go ``for_good``; those that were there."""
        wanted = set(keys)
        gone = tuple(past for past in self.entries if past.key in wanted)
        for past in gone if for_good else ():
            self._paths.pop(past.key, None)
        if gone and not for_good:
            self.removed = [*self.removed[1 - MOST_REMOVED :], gone]
        if gone:
            self.entries = tuple(past for past in self.entries if past.key not in wanted)
        return gone

    def path(self, key: str) -> RunPath | None:
        """The whole path of a run, if it is still held."""
        return self._paths.get(key)

    def hold(self, key: str, path: RunPath) -> None:
        """Hold a path; the oldest go where memory does not suffice."""
        self._paths.pop(key, None)
        self._paths[key] = path
        room = self._room
        for held in reversed(list(self._paths)):
            room -= self._paths[held].kept.nbytes
            if room < 0 and held != key:
                del self._paths[held]
