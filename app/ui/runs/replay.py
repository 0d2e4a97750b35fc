"""Playing what is kept of a run, forwards and backwards, while the run itself may go on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.state.run import RunState

FRAME_MS = 40
WHOLE_SECONDS = 8.0
"""The time that the whole axis takes at speed 1."""

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)


class Replay(QObject):
    """Moves the step looked at along the axis of the run. ``places`` gives that of each kept frame, in their order."""

    changed = Signal()
    """It plays another way, or not at all."""

    def __init__(self, run: RunState, places: Callable[[], list[float]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run, self._places = run, places
        self.direction = 0
        """1 forwards, -1 backwards, 0: at rest."""
        self.speed = 1.0
        self._place = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        run.began.connect(self.stop)

    def play(self, direction: int) -> None:
        """Play that way from what is looked at, or from the other end; once more: stop."""
        places = self._places()
        if self.direction == direction or len(places) < 2:
            self.stop()
            return
        frame = self._run.shown_frame()
        now = self._run.kept.index(frame.progress.done) if frame is not None else 0
        last = len(places) - 1
        if direction > 0 and now >= last:
            now = 0
        elif direction < 0 and now <= 0:
            now = last
        self.direction, self._place = direction, places[min(now, last)]
        self._clock.start()
        self._timer.start()
        self._look(now)
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stay where it is."""
        if self.direction:
            self._timer.stop()
            self.direction = 0
            self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        self.advance(self._clock.restart() / 1000)

    def advance(self, seconds: float) -> None:
        """Go on as far as in so many seconds; at the end of what there is it stops, and follows the run again."""
        places = self._places()
        if not self.direction or not places:
            self.stop()
            return
        self._place += self.direction * self.speed * seconds / WHOLE_SECONDS
        if self.direction > 0 and self._place >= places[-1]:
            self.stop()
            self._run.viewed = None
            return
        if self.direction < 0 and self._place <= places[0]:
            self._look(0)
            self.stop()
            return
        self._look(max(0, min(bisect_left(places, self._place), len(places) - 1)))

    def _look(self, index: int) -> None:
        frames = self._run.kept.frames
        if index < len(frames):
            self._run.viewed = frames[index].progress.done
