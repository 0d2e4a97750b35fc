"""Chapters and their steps, as every layer knows them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum

from app.params.lessons.setup import Setup
from app.params.settings import Option

LONGEST_STEP = 120
"""Words that a reader has before him at once, at most."""


class Language(Option):
    """The languages of the lessons."""

    ENGLISH = "en", "English"
    KOREAN = "ko", "한국어"


class Kind(Enum):
    """What a block of text is."""

    TEXT = "text"
    LIST = "list"
    NUMBERED = "numbered"
    TABLE = "table"
    FORMULA = "formula"


@dataclass(frozen=True)
class Block:
    """A paragraph, the entries of a list, the rows of a table (cells parted by "|"; the first names them), LaTeX."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words it has; a formula has none."""
        return 0 if self.kind is Kind.FORMULA else sum(len(line.replace("|", " ").split()) for line in self.lines)


@dataclass(frozen=True)
class Question:
    """Asked before the answer is shown: ``right`` is the place of the right one among the ``choices``."""

    text: str
    choices: tuple[str, ...]
    right: int
    answer: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Step:
    """What is read at once; ``target`` is the control spoken of, by the names of the widgets that lead to it."""

    title: str
    text: tuple[Block, ...]
    setup: Setup | None = None
    target: str = ""
    question: Question | None = None
    look: tuple[Block, ...] = ()
    try_it: tuple[Block, ...] = ()

    @property
    def formulas(self) -> tuple[str, ...]:
        """The LaTeX of its formulas."""
        blocks = (*self.text, *self.look, *self.try_it, *(self.question.answer if self.question else ()))
        return tuple(" ".join(block.lines) for block in blocks if block.kind is Kind.FORMULA)

    @property
    def words(self) -> int:
        """How many words the reader has before him, the answer to the question left out."""
        count = sum(block.words for block in (*self.text, *self.look, *self.try_it))
        if self.question is not None:
            count += sum(len(text.split()) for text in (self.question.text, *self.question.choices))
        return count


@dataclass(frozen=True)
class Chapter:
    """``key`` is its file's name without ending, which also gives the order; ``own``: it is not the program's."""

    key: str
    title: str
    idea: str
    steps: tuple[Step, ...]
    own: bool = False

    def set_up_as(self, other: Chapter) -> Chapter:
        """With the other's setups and targets where a step has none: a translation need not repeat them."""
        if len(other.steps) != len(self.steps):
            return self
        steps = tuple(
            dataclasses.replace(mine, setup=mine.setup or theirs.setup, target=mine.target or theirs.target)
            for mine, theirs in zip(self.steps, other.steps, strict=True)
        )
        return dataclasses.replace(self, steps=steps)


@dataclass(frozen=True)
class Shelf:
    """All chapters of one language in their order; ``broken`` says of each file that could not be read what is wrong.

    ``folder`` is where the user's own chapters lie, whether it exists or not.
    """

    language: Language
    chapters: tuple[Chapter, ...] = ()
    broken: tuple[str, ...] = ()
    folder: str = ""
