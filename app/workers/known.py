"""Known pixels on their way from the window to a run, and the run that fills them."""

from __future__ import annotations

from threading import Lock

from app.params.repaint import HISTORY_BYTES, Known, Player, Recorder, Repainted


class KnownLink:
    """Picture and mask of a run: set from the window at any time, read by the thread once an evaluation.

    ``replay`` is what a recorded run was given, acting again evaluation by evaluation, until someone paints.
    """

    def __init__(self, known: Known, replay: Repainted | None = None, budget: int = HISTORY_BYTES) -> None:
        self._lock = Lock()
        self._known = known
        self._replay = Player(replay) if replay is not None else None
        self._recorder = Recorder(budget)

    def set(self, known: Known) -> None:
        """Fill this from the next evaluation on. The arrays are kept: nobody may write into them any more."""
        with self._lock:
            self._known, self._replay = known, None

    def known_at(self, evaluation: int) -> tuple[Known, bool, bool]:
        """What the evaluation after ``evaluation`` others is given, and whether (source, mask) are new.

        Called by the thread.
        """
        with self._lock:
            if self._replay is not None:
                self._known = self._replay.known_at(evaluation)
            return self._known, *self._recorder.note(evaluation, self._known)

    @property
    def complete(self) -> bool:
        """Whether all that was painted so far can be recorded."""
        with self._lock:
            return self._recorder.complete

    def repainted(self) -> Repainted:
        """All that took effect."""
        with self._lock:
            return self._recorder.repainted() or Repainted.still(self._known)

    def last(self) -> Known:
        """What took effect last."""
        with self._lock:
            return self._recorder.last or self._known
