"""The classes of pictures that lie in folders, one folder a class, as data sets of classes are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MOST_CLASSES = 100_000


@dataclass(frozen=True, eq=False)
class Labels:
    """The class of each picture: ``classes`` are the folders' names, ``of`` int64 [N] says which one it lies in."""

    classes: tuple[str, ...]
    of: np.ndarray

    def as_numbers(self, total: int) -> np.ndarray | None:
        """The classes as the numbers 0 to ``total`` - 1 that the folders are called by: int64 [N]; None if not so."""
        numbers = [int(name) if name.isascii() and name.isdecimal() and len(name) < 10 else -1 for name in self.classes]
        if not all(0 <= number < total for number in numbers) or len(set(numbers)) < len(numbers):
            return None
        found: np.ndarray = np.array(numbers, np.int64)[self.of]
        return found


def labels_of(names: Sequence[str]) -> Labels | None:
    """The classes of pictures by their names, of parts between slashes; None where they do not lie in several folders.

    Folders that all of them lie in do not count (``train/3/a.png`` beside ``train/5/b.png``: 3 and 5); what lies in
    folders within a class belongs to it.
    """
    folders = [name.split("/")[:-1] for name in names]
    depth = 0
    while folders and all(len(parts) > depth for parts in folders):
        found = sorted({parts[depth] for parts in folders})
        if len(found) > MOST_CLASSES:
            return None
        if len(found) > 1:
            place = {name: index for index, name in enumerate(found)}
            return Labels(tuple(found), np.array([place[parts[depth]] for parts in folders], np.int64))
        depth += 1
    return None
