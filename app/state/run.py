"""A run as the window shows it: where it is, its newest pictures, which of them are looked at, and its log."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.params import ModelInfo, SampleSettings
from app.params.run import FinishReason, Frame, ParamsChange, Progress
from app.params.status import RunPhase, RunStatus
from app.state.observable import Observable, Observed

NUMBERS_MS = 250
"""Numbers change at most this often while a run goes on: faster ones cannot be read, and each costs a layout."""


_VIEW = ("sigmas", "show_estimate", "viewed_level", "focus", "marks", "enlarged")


class Levels(Protocol):
    """The pictures of a run's noise levels."""

    def get(self, level: int) -> Frame | None:
        """The frame of a level, if it is kept."""

    def nearest(self, level: int) -> Frame | None:
        """The kept frame whose level lies nearest."""

    def frames(self) -> list[tuple[int, Frame]]:
        """All kept frames with their levels."""

    def newer(self, done: int) -> list[tuple[int, Frame]]:
        """The kept frames made after ``done`` evaluations, with their levels."""


class Steps(Protocol):
    """The numbers of a run's steps."""

    def steps(self) -> list[Progress]:
        """The steps kept, in order."""

    def changes(self) -> list[ParamsChange]:
        """The changes of parameters, in order."""


@dataclass(frozen=True)
class _Begun:
    """A run that has begun and has not shown anything yet."""

    settings: SampleSettings
    info: ModelInfo
    indices: tuple[int, ...]
    levels: Levels
    steps: Steps
    sigmas: tuple[float, ...] = ()


@dataclass(frozen=True)
class HeldRun:
    """A run as it is shown, to be shown again."""

    settings: SampleSettings | None
    info: ModelInfo | None
    indices: tuple[int, ...]
    frame: Frame | None
    levels: Levels | None
    steps: Steps | None
    complete: bool
    view: dict[str, Any]


class RunState(Observable):
    """The newest run. It stays after its end, until the next one begins or it is reset.

    ``status`` is the session's. ``indices`` are the numbers of the samples shown: position p of the pictures is sample
    ``indices[p]``.
    """

    status_changed = Signal()
    began = Signal()
    sigmas_changed = Signal()
    ended = Signal()
    frame_changed = Signal()
    """A newer frame is there: pictures are painted anew."""
    numbers_changed = Signal()
    """What is written about the newest frame is out of date: rarer than frames during a run, at once otherwise."""
    view_changed = Signal()
    """Other pictures of the same run are to be shown: a level, x or the estimate."""
    focus_changed = Signal()
    marks_changed = Signal()
    logged = Signal(str, bool)
    """A line of the log, and whether it takes the place of the last one."""

    status = Observed(RunStatus(), status_changed)
    sigmas = Observed[tuple[float, ...]]((), sigmas_changed)
    """The noise levels of the pictures shown, descending."""
    show_estimate = Observed(False, view_changed)
    """Whether Tweedie's estimate is shown instead of x."""
    viewed_level = Observed[int | None](None, view_changed)
    """The level looked at; None follows the run."""
    enlarged = Observed(False, view_changed)
    """Whether the sample looked at fills the view."""
    focus = Observed(0, focus_changed)
    """The position of the sample looked at."""
    marks = Observed[frozenset[int]](frozenset(), marks_changed)
    """Positions of the marked samples."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings: SampleSettings | None = None
        self.info: ModelInfo | None = None
        self.indices: tuple[int, ...] = ()
        self.frame: Frame | None = None
        self.levels: Levels | None = None
        self.steps: Steps | None = None
        self.complete = False
        """Whether the pictures are those of a run that came to its end."""
        self._begun: _Begun | None = None
        self.log_lines: list[str] = []
        self._numbers_due = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(NUMBERS_MS)
        self._rest.timeout.connect(self._rested)

    @property
    def run_id(self) -> int:
        """The number of the newest run."""
        return self.status.run_id

    @property
    def phase(self) -> RunPhase:
        """What the run does."""
        return self.status.phase

    @property
    def reason(self) -> FinishReason | None:
        """Why the newest run ended; None while it goes on."""
        return self.status.reason

    @property
    def progress(self) -> Progress | None:
        """Where the run was whose pictures are shown."""
        return self.frame.progress if self.frame is not None else None

    @property
    def current(self) -> Progress | None:
        """Where the newest run is; None until its first step is over, whatever pictures are shown meanwhile."""
        newest = self.frame is not None and self.frame.run_id == self.run_id
        return self.progress if newest and (self.phase.active or self.reason is not None) else None

    @property
    def count(self) -> int:
        """The number of samples shown."""
        return len(self.frame.x) if self.frame is not None else 0

    def shown_frame(self) -> Frame | None:
        """The frame to look at: the newest, or that of the viewed level."""
        if self.viewed_level is None or self.levels is None:
            return self.frame
        return self.levels.nearest(self.viewed_level) or self.frame

    def pictures(self) -> np.ndarray | None:
        """The pictures to look at, uint8 [B, H, W, C]: x or the estimate of the frame shown."""
        frame = self.shown_frame()
        return None if frame is None else frame.pictures(estimate=self.show_estimate)

    @status.then
    def _tell_numbers(self) -> None:
        if self._numbers_due:
            self._numbers_due = False
            self.numbers_changed.emit()

    @enlarged.check
    def _check_enlarged(self, enlarged: bool) -> bool:
        return enlarged and self.frame is not None

    @focus.check
    def _check_focus(self, position: int) -> int:
        return max(0, min(position, max(self.count, len(self.indices)) - 1))

    def begin(
        self, settings: SampleSettings, info: ModelInfo, indices: tuple[int, ...], levels: Levels, steps: Steps
    ) -> None:
        """A run begins.

        Pictures of the run before stay until the first frame comes, and with them all that belongs to them: what is
        seen, and exported, is at any time of one run.
        """
        self._begun = _Begun(settings, info, indices, levels, steps)
        if self.frame is None:
            self._take_over()

    def _take_over(self) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        self.settings, self.info, self.levels, self.steps = begun.settings, begun.info, begun.levels, begun.steps
        self.complete = False
        others = self.indices != begun.indices
        self.indices = begun.indices
        with self.together():
            self.sigmas = begun.sigmas
            self.viewed_level = None
            if others:
                self.marks, self.focus = frozenset(), 0
        self.began.emit()
        self.view_changed.emit()

    def lower_batch(self, size: int) -> None:
        """Fewer samples at once go through the network than was set: a record of the run says so."""
        if self._begun is not None:
            self._begun = dataclasses.replace(
                self._begun, settings=dataclasses.replace(self._begun.settings, batch_size=size)
            )
        elif self.settings is not None:
            self.settings = dataclasses.replace(self.settings, batch_size=size)

    def set_sigmas(self, sigmas: tuple[float, ...]) -> None:
        """The noise levels of the run that has begun, descending."""
        if self._begun is not None:
            self._begun = dataclasses.replace(self._begun, sigmas=sigmas)
        else:
            self.sigmas = sigmas

    def set_frame(self, frame: Frame) -> None:
        """A newer frame of this run."""
        self.frame = frame
        self._take_over()
        self.frame_changed.emit()
        self._numbers_due = True
        if self.phase is not RunPhase.RUNNING:
            self._tell_numbers()
        elif not self._rest.isActive():
            self._tell_numbers()
            self._rest.start()

    @Slot()
    def _rested(self) -> None:
        if self._numbers_due:
            self._rest.start()
            self._tell_numbers()

    def finish(self) -> None:
        """The run is over, for the reason that its status names."""
        if self._begun is None:
            self.complete = self.reason is FinishReason.COMPLETE
        self._begun = None
        self._rest.stop()
        self.ended.emit()

    def clear(self) -> None:
        """Forget the run and its pictures; the log stays."""
        self.settings = self.info = self.frame = self.levels = self.steps = self._begun = None
        self.complete = self._numbers_due = False
        self.indices = ()
        with self.together():
            self.sigmas, self.marks = (), frozenset()
            self.viewed_level, self.focus, self.enlarged = None, 0, False
        self.began.emit()
        self.frame_changed.emit()
        self.numbers_changed.emit()
        self.view_changed.emit()

    def held(self) -> HeldRun:
        """What is shown now, for :meth:`put_back`."""
        view = {name: getattr(self, name) for name in _VIEW}
        return HeldRun(self.settings, self.info, self.indices, self.frame, self.levels, self.steps, self.complete, view)

    def put_back(self, held: HeldRun) -> None:
        """Show what was held, once the newest run is over and forgotten."""
        self.settings, self.info, self.indices, self.frame = held.settings, held.info, held.indices, held.frame
        self.levels, self.steps, self.complete = held.levels, held.steps, held.complete
        with self.together():
            for name, value in held.view.items():
                setattr(self, name, value)
        self.began.emit()
        self.frame_changed.emit()
        self.numbers_changed.emit()
        self.view_changed.emit()

    def toggle_mark(self, position: int) -> None:
        """Mark a sample, or remove its mark."""
        if 0 <= position < self.count:
            self.marks ^= {position}

    def log(self, line: str, *, instead: bool = False) -> None:
        """Add a line to the log, or put it in the place of the last one."""
        instead = instead and bool(self.log_lines)
        self.log_lines = [*(self.log_lines[:-1] if instead else self.log_lines[-1999:]), line]
        self.logged.emit(line, instead)
