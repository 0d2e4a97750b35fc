"""Judging pictures in the background that stand beside each other: one after another, the newest of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.params.model import ModelInfo
from app.params.quality import FEATURES, FEWEST, REAL_PICTURES, Compared, Judged, Wish
from app.params.run import FinishReason, Problem
from app.params.words import told
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.quality import JudgeHolder, judging_thread
from app.workers.run import RunThread


@dataclass
class _Asked:
    """What was asked for under a name, and what is known by now: of older pictures while newer ones wait."""

    wish: Wish
    judged: Judged | None = None
    compared: Compared | None = None
    over: bool = False


class Judging(QObject):
    """What pictures are, by the names under which they were asked for (:meth:`ask`).

    Distances to the real pictures that are named for a network are found where there are enough samples.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._preferences = context.tasks, context.preferences
        self._holder = JudgeHolder()
        self._asked: dict[object, _Asked] = {}
        self._now: tuple[object, Wish] | None = None
        self._thread: RunThread[Any, Any] | None = None
        self._number = 0
        self._closed = False
        self.problem: Problem | None = None
        """Why the newest of them could not be judged."""

    @staticmethod
    def possible(info: ModelInfo | None) -> bool:
        """Whether there is a feature network for such pictures."""
        return info is not None and info.shape in FEATURES

    def real(self, info: ModelInfo) -> str:
        """The path of the real pictures for a network; empty: none are named."""
        return str(self._preferences.document(REAL_PICTURES).get(info.sha256, ""))

    def missing(self, info: ModelInfo, count: int, *, going: bool) -> str:
        """Why there are no classes, or no distances, of ``count`` samples of a network; empty if they are there."""
        if not self.possible(info):
            return tr("The program brings a classifier of grey pictures of 28 × 28 only: no classes and no distances.")
        if count < FEWEST:
            text = tr("{0} samples are too few for distances to real pictures: from {1} on they say something.")
            return text.format(count, FEWEST)
        if not self.real(info):
            return tr("For distances name a file of real pictures in the panel Quality.")
        if self.problem is not None:
            return told(f"{self.problem.title}. {self.problem.text}")
        if going:
            return tr("Distances to the real pictures are found when all have ended.")
        return tr("Looking at the real pictures…") if self.busy else ""

    @property
    def busy(self) -> bool:
        """Whether something is being found out."""
        return self._now is not None

    def judged(self, name: object) -> Judged | None:
        """The classes found last under a name."""
        asked = self._asked.get(name)
        return None if asked is None else asked.judged

    def compared(self, name: object) -> Compared | None:
        """The distances of the pictures asked for last under a name."""
        asked = self._asked.get(name)
        return None if asked is None else asked.compared

    def ask(self, name: object, info: ModelInfo, pictures: np.ndarray, *, distances: bool) -> None:
        """Judge uint8 [N, H, W, C], made by the network described, with ``distances`` if there are enough."""
        if not self.possible(info) or self._closed:
            return
        data = self.real(info) if distances and len(pictures) >= FEWEST else ""
        wish = Wish(pictures, FEATURES[info.shape], data, focus=len(pictures))  # no neighbours of any one
        before = self._asked.get(name)
        if before is not None and before.wish.pictures is pictures and before.wish.data == data:
            return
        self._asked[name] = _Asked(wish, None if before is None else before.judged)
        if self._now is not None and self._now[0] == name and self._now[1].data and self._thread is not None:
            self._thread.link.control.stop()  # what it looks at is not wanted any more
        self._begin()

    def forget(self, *keep: object) -> None:
        """Forget all but these."""
        self._asked = {name: asked for name, asked in self._asked.items() if name in keep}
        if self._now is not None and self._now[0] not in self._asked and self._thread is not None:
            self._thread.link.control.stop()

    def close(self) -> None:
        """Nobody looks any more."""
        self._closed = True
        self.forget()

    def _begin(self) -> None:
        if self._now is not None:
            return
        name = next((name for name, asked in self._asked.items() if not asked.over), None)
        if name is None:
            return
        wish = self._asked[name].wish
        self._now, self.problem = (name, wish), None
        self._number += 1
        title = tr("The real pictures cannot be used") if wish.data else tr("The samples cannot be judged")
        self._thread = judging_thread(self._number, self._holder, wish, title)
        self._thread.told.connect(self._told)
        self._thread.ended.connect(self._ended)
        self._tasks.adopt(self._thread)
        self._thread.start()

    @Slot(int, object)
    def _told(self, number: int, what: object) -> None:
        if number != self._number or self._now is None:
            return
        asked = self._asked.get(self._now[0])
        if asked is None:
            return
        if isinstance(what, Judged):
            asked.judged = what
        elif isinstance(what, Compared) and asked.wish is self._now[1]:
            asked.compared = what
        else:
            return
        self.changed.emit()

    @Slot(int, object, object)
    def _ended(self, number: int, _reason: FinishReason, problem: Problem | None) -> None:
        if number != self._number or self._now is None:
            return
        name, wish = self._now
        self._now = self._thread = None
        asked = self._asked.pop(name, None)
        if asked is not None:
            asked.over = asked.wish is wish
            self._asked[name] = asked  # the others come first
        self.problem = problem
        self._begin()
        self.changed.emit()
