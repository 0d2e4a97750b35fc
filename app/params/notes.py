"""Sentences with numbers in them, said by the window in its own language and by the commands in English."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from typing_extensions import override


@dataclass(frozen=True)
class Note:
    """``text`` is to be translated; it has a place {0}, {1} ... for each of the ``numbers``."""

    text: str
    numbers: tuple[float, ...] = ()

    def of(self, *numbers: float) -> Note:
        """The same sentence with these numbers."""
        return dataclasses.replace(self, numbers=numbers)

    @override
    def __str__(self) -> str:
        return self.text.format(*(f"{number:.3g}" for number in self.numbers))
