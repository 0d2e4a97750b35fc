"""The history's files, changed one after the other in the order in which that was asked for."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock

from app.params.history import Past


@dataclass(frozen=True)
class Found:
    """Entries that were read, newest first, and what is wrong with those that could not be."""

    entries: tuple[Past, ...]
    broken: tuple[str, ...]


class HistoryFiles:
    """What is to be done to the folder; any thread may do it (:meth:`work`), and it is done once and in order."""

    def __init__(self, folder: str = "history") -> None:
        self._folder = folder
        self._wanted: deque[Past | str] = deque()
        self._lock = Lock()

    def write(self, past: Past) -> None:
        """An entry is to be written."""
        self._wanted.append(past)

    def remove(self, key: str) -> None:
        """An entry is to be removed."""
        self._wanted.append(key)

    def work(self) -> dict[str, int]:
        """Do all of it; the sizes of the files written, by key. Raises WriteError; what comes after stays wanted."""
        from app.io.history import history_folder, remove_entry, write_entry

        sizes: dict[str, int] = {}
        with self._lock:
            folder = history_folder(self._folder)
            while self._wanted:
                what = self._wanted.popleft()
                if isinstance(what, str):
                    remove_entry(folder, what)
                    sizes.pop(what, None)
                else:
                    sizes[what.key] = write_entry(folder, what)
        return sizes

    def read(self) -> Found:
        """All entries."""
        from app.io.history import history_folder, read_folder

        with self._lock:
            return _found(read_folder(history_folder(self._folder)))

    def save(self, path: str, keys: tuple[str, ...]) -> int:
        """Write these entries to one file; how many. Raises WriteError or ImageError."""
        from app.io.history import history_folder, save_history

        self.work()
        with self._lock:
            return save_history(path, history_folder(self._folder), keys)


def open_history(path: str) -> Found:
    """The entries of such a file. Raises ImageError."""
    from app.io import history

    return _found(history.open_history(path))


def _found(read: tuple[list[Past], list[str]]) -> Found:
    return Found(tuple(read[0]), tuple(read[1]))
