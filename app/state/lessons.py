"""The lessons as the window shows them: which chapter and step, what was read, what was answered."""

from __future__ import annotations

import json
from operator import is_

from PySide6.QtCore import Signal

from app.params.documents import parse_json
from app.params.lessons.chapter import Chapter, Language, Shelf, Step
from app.state.observable import Kept, Observable, Observed

Place = tuple[str, int]
"""A chapter's key and the number of a step in it, from 0."""

MOST = 2000
"""Places that are kept."""


def _read_places(text: str) -> frozenset[Place]:
    return frozenset((str(key), int(number)) for key, number in parse_json(text)[:MOST])


def _write_places(places: frozenset[Place]) -> str:
    return json.dumps(sorted(places)[:MOST])


class LessonState(Observable):
    """``shelf`` is None until the chapters have been read; ``chapter`` is empty while the list of them is shown."""

    shelf_changed = Signal()
    language_changed = Signal()
    place_changed = Signal()
    progress_changed = Signal()

    shelf = Observed[Shelf | None](None, shelf_changed, same=is_)
    language = Observed[Language | None](
        None, language_changed, kept=Kept("lessons/language", Language, lambda language: str(language or ""))
    )
    """None: that of the system, if the lessons are there in it."""
    chapter = Observed("", place_changed, kept=Kept("lessons/chapter", str))
    number = Observed(0, place_changed, kept=Kept("lessons/step", int))
    """The step of the chapter, from 0."""
    read = Observed[frozenset[Place]](
        frozenset(), progress_changed, kept=Kept("lessons/read", _read_places, _write_places)
    )
    """The steps that were shown."""
    answered = Observed[frozenset[tuple[Place, int]]](frozenset(), progress_changed)
    """What was chosen at which question, in this session."""

    @number.check
    def _from_zero(self, number: int) -> int:
        return max(0, number)

    @property
    def open_chapter(self) -> Chapter | None:
        """The chapter that is shown, if there is one."""
        chapters = self.shelf.chapters if self.shelf is not None else ()
        return next((chapter for chapter in chapters if chapter.key == self.chapter), None)

    @property
    def place(self) -> Place | None:
        """Where the reader is."""
        chapter = self.open_chapter
        return None if chapter is None else (chapter.key, min(self.number, len(chapter.steps) - 1))

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        chapter, place = self.open_chapter, self.place
        return None if chapter is None or place is None else chapter.steps[place[1]]

    @property
    def choice(self) -> int | None:
        """What was answered at this step."""
        return next((choice for place, choice in self.answered if place == self.place), None)

    def answer(self, choice: int) -> None:
        """Answer the question of this step; the first answer stands."""
        place = self.place
        if place is not None and self.choice is None:
            self.answered |= {(place, choice)}

    def go(self, chapter: str, number: int = 0) -> None:
        """Show a step; an empty chapter is the list."""
        with self.together():
            self.chapter, self.number = chapter, number
        place = self.place
        if place is not None and place not in self.read:
            self.read |= {place}

    def following(self) -> Place | None:
        """The next step, in the next chapter after the last of this one; None at the very end."""
        return self._beside(1)

    def previous(self) -> Place | None:
        """The step before; None at the very beginning."""
        return self._beside(-1)

    def _beside(self, way: int) -> Place | None:
        places = [(c.key, k) for c in (self.shelf.chapters if self.shelf else ()) for k in range(len(c.steps))]
        here = self.place
        at = places.index(here) + way if here in places else -1
        return places[at] if 0 <= at < len(places) else None

    def done(self, chapter: Chapter) -> int:
        """How many steps of a chapter were read."""
        return sum((chapter.key, k) in self.read for k in range(len(chapter.steps)))
