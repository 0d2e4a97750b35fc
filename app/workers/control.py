"""How the window steers a running sampler.

States of a run, seen from its thread::

    RUN ---pause()---> PAUSED ---resume()---> RUN
    PAUSED ---step()---> STEP ---one evaluation---> PAUSED
    PAUSED ---level()---> LEVEL ---the level's last evaluation---> PAUSED
    any ---stop()---> checkpoint() raises Cancelled
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from threading import Condition
from typing import Generic, TypeVar

P = TypeVar("P")


class Cancelled(Exception):  # noqa: N818 - not an error
    """The run was told to stop."""


class Mode(Enum):
    """What the thread is to do next."""

    RUN = "run"
    STEP = "step"
    LEVEL = "level"
    PAUSED = "paused"


class RunControl(Generic[P]):
    """Pause, single steps, stop, and the parameters in force: set from any thread, obeyed before the next evaluation.

    ``params`` is one frozen value, whatever the job reads before its steps. A worker object moved to a thread would
    never see queued slots while its loop runs; a lock and a condition work.
    ``replay`` holds parameters that take effect after so many evaluations, until someone sets others.
    """

    def __init__(self, params: P, mode: Mode = Mode.RUN, replay: Mapping[int, P] | None = None) -> None:
        self._condition = Condition()
        self._replay = dict(replay or {})
        self._params = params
        self._mode = mode
        self._cancelled = False

    @property
    def params(self) -> P:
        """The parameters for the next evaluation."""
        with self._condition:
            return self._params

    @params.setter
    def params(self, value: P) -> None:
        with self._condition:
            self._params = value
            self._replay.clear()

    def change(self, change: Callable[[P], P]) -> None:
        """Replace the parameters by what ``change`` makes of them, in one piece."""
        with self._condition:
            self._params = change(self._params)
            self._replay.clear()

    def params_at(self, evaluation: int) -> P:
        """The parameters for the evaluation that follows ``evaluation`` others; called by the thread."""
        with self._condition:
            self._params = self._replay.get(evaluation, self._params)
            return self._params

    @property
    def paused(self) -> bool:
        """Whether the thread is to wait, or already waits."""
        with self._condition:
            return self._mode is Mode.PAUSED

    def resume(self) -> None:
        """Run on."""
        self._set(Mode.RUN)

    def pause(self) -> None:
        """Wait before the next evaluation."""
        self._set(Mode.PAUSED)

    def step(self) -> None:
        """One evaluation, then wait."""
        self._set(Mode.STEP)

    def level(self) -> None:
        """On to the end of the noise level, then wait."""
        self._set(Mode.LEVEL)

    def stop(self) -> None:
        """End the run before the next evaluation."""
        with self._condition:
            self._cancelled = True
            self._condition.notify_all()

    def _set(self, mode: Mode) -> None:
        with self._condition:
            self._mode = mode
            self._condition.notify_all()

    def checkpoint(self, settle: Callable[[], None] = lambda: None) -> None:
        """Called by the thread before each evaluation: waits while paused; ``settle`` is called before waiting.

        Raises Cancelled after :meth:`stop`.
        """
        with self._condition:
            wait = self._mode is Mode.PAUSED and not self._cancelled
        if wait:
            settle()
        with self._condition:
            self._condition.wait_for(lambda: self._cancelled or self._mode is not Mode.PAUSED)
            if self._cancelled:
                raise Cancelled

    def check(self) -> None:
        """Called by the thread within a long evaluation. Raises Cancelled after :meth:`stop`."""
        with self._condition:
            if self._cancelled:
                raise Cancelled

    def completed(self, *, last_of_level: bool) -> None:
        """Called by the thread after each evaluation, which may have been the last one asked for."""
        with self._condition:
            if self._mode is Mode.STEP or (self._mode is Mode.LEVEL and last_of_level):
                self._mode = Mode.PAUSED
