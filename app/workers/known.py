"""Known pixels on their way from the window to a run, and the run that fills them."""

from __future__ import annotations

from threading import Lock

import numpy as np

from app.params.repaint import HISTORY_BYTES, Known, Player, Recorder, Repainted


class KnownLink:
    """Picture and mask of a run: set from the window at any time, read by the thread once an evaluation.

    ``replay`` is what a recorded run was given, acting again evaluation by evaluation, until someone paints. In a run
    that goes on from another after ``begun`` evaluations it acts for those, whatever is painted, and then ``known``
    does, unless it ``goes_on``.
    """

    def __init__(
        self, known: Known, replay: Repainted | None = None, budget: int = HISTORY_BYTES, *, begun: int = 0,
        goes_on: bool = True,
    ) -> None:  # fmt: skip
        self._lock = Lock()
        self._given = Repainted.still(known) if replay is None else replay
        self._known = known
        self._replay = Player(replay) if replay is not None else None
        self._begun, self._painted = begun, begun > 0 and not goes_on
        self._recorder = Recorder(budget)

    def set(self, known: Known) -> None:
        """Fill this from the next evaluation on. The arrays are kept: nobody may write into them any more."""
        with self._lock:
            self._known, self._painted = known, True

    def known_at(self, evaluation: int) -> tuple[Known, bool, bool]:
        """What the evaluation after ``evaluation`` others is given, and whether (source, mask) are new.

        Called by the thread.
        """
        with self._lock:
            known = self._known
            if self._replay is not None and (evaluation < self._begun or not self._painted):
                for missed in (0, *self._replay.missed(evaluation)):  # a run that is taken up on its way
                    if missed < evaluation:
                        self._recorder.note(missed, self._replay.known_at(missed))
                known = self._replay.known_at(evaluation)
                if evaluation >= self._begun:
                    self._known = known
            elif self._recorder.last is not None:
                known = self._known = _unless_equal(known, self._recorder.last)
            return known, *self._recorder.note(evaluation, known)

    @property
    def complete(self) -> bool:
        """Whether all that was painted so far can be recorded."""
        with self._lock:
            return self._recorder.complete

    def repainted(self) -> Repainted:
        """All that took effect; before anything did, what is to."""
        with self._lock:
            return self._recorder.repainted() or self._given

    def last(self) -> Known:
        """What took effect last."""
        with self._lock:
            return self._recorder.last or self._known


def _unless_equal(known: Known, before: Known) -> Known:
    """``known``, or ``before`` where nothing differs: a sampler remembers what it did with the same object."""
    if known is before:
        return before
    source = before.source if np.array_equal(known.source, before.source) else known.source
    mask = before.mask if np.array_equal(known.mask, before.mask) else known.mask
    return before if source is before.source and mask is before.mask else Known(source, mask)
