"""Finding out in the background how good the pictures are that are seen: one wish at a time, the newest next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from app.params.quality import FEATURES, REAL_PICTURES, Compared, Judged, Looking, Neighbours, Wish
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.state.preferences import Preferences
from app.state.quality import QualityState
from app.state.run import RunState
from app.ui.model_session import ModelSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.quality import JudgeHolder, judging_thread
from app.workers.run import RunThread

AT_REST = (RunPhase.IDLE, RunPhase.PAUSED)
"""When a run leaves the processor to others."""

MAX_REMEMBERED = 20


class QualitySession(QObject):
    """Keeps a :class:`QualityState` up to date, while anybody looks at it (:meth:`watch`) or the grid shows classes.

    While a run goes on only classes are found, from time to time. At rest also what depends on real pictures; that is
    stopped as soon as other pictures are seen. What comes of pictures that are not seen any more is dropped.
    """

    def __init__(
        self, state: QualityState, run: RunState, models: ModelSession, tasks: TaskRunner, preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.state = state
        self._run, self._models, self._tasks, self._preferences = run, models, tasks, preferences
        self._holder = JudgeHolder()
        self._watched = False
        self._closed = False
        self._number = 0
        self._stopped = False
        """Whether the thread was told to stop: what it still tells is not listened to."""
        self._thread: RunThread[Any, Any] | None = None
        self._now: Wish | None = None
        """What is being found out."""
        self._next: Wish | None = None
        self._done: Wish | None = None
        """What has been found out last, or could not be, or was given up."""
        self._given_up: Wish | None = None
        state.keep_in(preferences)
        for signal in (run.numbers_changed, run.view_changed, run.focus_changed, run.status_changed, run.ended):
            signal.connect(self.look)
        state.labels_changed.connect(self.look)
        models.opened.connect(self._opened)
        self._opened()

    @Slot()
    def _opened(self) -> None:
        info = self._models.state.info
        if info is not None:
            with self.state.together():
                self.state.features = FEATURES.get(info.shape, "")
                self.state.data = str(self._preferences.document(REAL_PICTURES).get(info.sha256, ""))
        self.look()

    @property
    def busy(self) -> bool:
        """Whether something is being found out, or waits for that."""
        return self._now is not None or self._next is not None

    @Slot(bool)
    def watch(self, watched: bool) -> None:
        """Whether somebody looks at what is found out."""
        self._watched = watched
        self.look()

    def choose(self, path: str) -> None:
        """Compare with the real pictures in this file; empty: with none. Remembered for the network."""
        info = self._models.state.info
        if info is not None:
            known = {k: v for k, v in self._preferences.document(REAL_PICTURES).items() if k != info.sha256}
            known |= {info.sha256: path} if path else {}
            self._preferences.keep_document(REAL_PICTURES, dict(list(known.items())[-MAX_REMEMBERED:]))
        with self.state.together():
            self.state.data, self.state.compared, self.state.neighbours = path, None, None
        self._done = None
        self.look()

    @Slot()
    def cancel(self) -> None:
        """Stop the work; what was found stays. Another picture, or another file, begins it anew."""
        self._next, self._given_up = None, self._now
        self._stop()

    def close(self) -> None:
        """The program ends."""
        self._closed, self._next = True, None
        self._stop()

    # From what is seen to a wish

    def _wish(self) -> Wish | None:
        run, state = self._run, self.state
        pictures = run.pictures()
        if pictures is None or self._closed or not (self._watched or (state.labels and state.features)):
            return None
        info = run.info
        if info is None or self._models.state.info is None or info.shape != self._models.state.info.shape:
            return None  # the pictures are of a network that is no longer open
        if run.phase in AT_REST and self._watched:
            return Wish(pictures, state.features, state.data, run.focus)
        return Wish(pictures, state.features) if state.features else None

    @Slot()
    def look(self) -> None:
        """See whether something else is to be found out."""
        self._drop()
        wish = self._wish()
        if _same(wish, self._now):
            self._next = None
            return
        self._next = None if wish is None or (self._now is None and _same(wish, self._done)) else wish
        if self._now is None:
            self._begin()
        elif wish is None or self._now.data:
            self._stop()  # what it looks at is not seen any more

    def _drop(self) -> None:
        """What is not about the pictures seen is not shown. During a run classes may be a few steps old."""
        run, state = self._run, self.state
        pictures = run.pictures()
        going_on = run.phase not in AT_REST and run.viewed is None
        judged = state.judged
        if judged is not None and judged.pictures is not pictures:
            going_on = going_on and pictures is not None and len(judged.pictures) == len(pictures)
            state.judged = judged if going_on else None
        if state.compared is not None and state.compared.pictures is not pictures:
            state.compared = None
        near = state.neighbours
        if near is not None and (near.pictures is not pictures or near.focus != run.focus):
            state.neighbours = None

    # The thread

    def _begin(self) -> None:
        wish, self._next = self._next, None
        if wish is None:
            return
        self._now, self._stopped = wish, False
        self._number += 1
        title = tr("The real pictures cannot be used") if wish.data else tr("The samples cannot be judged")
        thread = judging_thread(self._number, self._holder, wish, title)
        self._thread = thread
        thread.told.connect(self._told)
        thread.ended.connect(self._ended)
        self._tasks.adopt(thread)
        with self.state.together():
            self.state.busy, self.state.looking, self.state.problem = bool(wish.data), None, None
        thread.start()

    def _stop(self) -> None:
        if self._thread is not None:
            self._stopped = True
            self._thread.link.control.stop()

    @Slot(int, object)
    def _told(self, number: int, what: object) -> None:
        if number != self._number or self._stopped:
            return
        state = self.state
        if isinstance(what, Judged):
            state.judged = what
        elif isinstance(what, Compared):
            state.compared = what
        elif isinstance(what, Neighbours):
            state.neighbours = what
        elif isinstance(what, Looking):
            state.looking = what
        self._drop()

    @Slot(int, object, object)
    def _ended(self, number: int, reason: FinishReason, problem: Problem | None) -> None:
        if number != self._number:
            return
        over = reason is not FinishReason.STOPPED or self._now is self._given_up
        self._done, self._now, self._thread = self._now if over else None, None, None
        with self.state.together():
            self.state.busy, self.state.looking, self.state.problem = False, None, problem
        self.look()


def _same(a: Wish | None, b: Wish | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.pictures is b.pictures and (a.features, a.data, a.focus) == (b.features, b.data, b.focus)
