"""A run as the window shows it: where it is, its newest pictures, which of them are looked at, and its log."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.params import ModelInfo, SampleSettings
from app.params.path import Kept, RunPath, level_of
from app.params.run import FinishReason, Frame, Progress
from app.params.status import RunPhase, RunStatus
from app.params.timeaxis import TimeAxis
from app.state.observable import Observable, Observed

NUMBERS_MS = 250
"""Numbers change at most this often while a run goes on: faster ones cannot be read, and each costs a layout."""

MOST_LINES = 1000
"""Of the log."""

_VIEW = ("sigmas", "show_estimate", "viewed", "focus", "marks", "enlarged")


class Keeper(Protocol):
    """Where the path of a run is kept while it is made."""

    def kept(self) -> Kept:
        """All that is kept by now."""


@dataclass(frozen=True)
class Closed:
    """The path of a run that is over."""

    path: Kept

    def kept(self) -> Kept:
        """All of it."""
        return self.path


@dataclass(frozen=True)
class _Begun:
    """A run that has begun and has not shown anything yet."""

    path: RunPath
    keeper: Keeper
    sigmas: tuple[float, ...] = ()


@dataclass(frozen=True)
class HeldRun:
    """A run as it is shown, to be shown again."""

    path: RunPath | None
    frame: Frame | None
    kept: Kept
    view: dict[str, Any]


class RunState(Observable):
    """The newest run. It stays after its end, until the next one begins or it is reset.

    ``status`` is the session's. ``indices`` are the numbers of the samples shown: position p of the pictures is sample
    ``indices[p]``. ``viewed`` is the step looked at, by the evaluations done after it; None follows the run.
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
    show_estimate = Observed(True, view_changed)
    """Whether Tweedie's estimate is shown instead of x."""
    viewed = Observed[int | None](None, view_changed)
    """The step looked at; None follows the run."""
    enlarged = Observed(False, view_changed)
    """Whether the sample looked at fills the view."""
    focus = Observed(0, focus_changed)
    """The position of the sample looked at."""
    marks = Observed[frozenset[int]](frozenset(), marks_changed)
    """Positions of the marked samples: of this run's pictures, others come back with theirs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None
        """The newest pictures of the run shown."""
        self._path: RunPath | None = None
        """What the run shown is; its ``kept`` is that of the keeper."""
        self._marked: dict[int, frozenset[int]] = {}
        """The marks of the runs shown before, by their numbers."""
        self._keeper: Keeper = Closed(Kept())
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

    @property
    def settings(self) -> SampleSettings | None:
        """The settings of the run shown."""
        return None if self._path is None else self._path.settings

    @property
    def info(self) -> ModelInfo | None:
        """Its network."""
        return None if self._path is None else self._path.info

    @property
    def indices(self) -> tuple[int, ...]:
        """The numbers of its samples."""
        return () if self._path is None else self._path.leg.indices

    @property
    def complete(self) -> bool:
        """Whether the pictures are those of a run that came to its end."""
        return self._path is not None and self._path.reason is FinishReason.COMPLETE

    @property
    def kept(self) -> Kept:
        """What is kept of its path by now."""
        return self._keeper.kept()

    @property
    def path(self) -> RunPath | None:
        """The run shown, with its path as far as it has come: it stays as it is, whatever the run does.

        What was filled is not known here.
        """
        if self._path is None or self.frame is None:
            return None
        kept, leg = self.kept, self._path.leg
        own = tuple((c.evaluation, c.params) for c in kept.changes if c.evaluation >= self._path.begun)
        return dataclasses.replace(self._path, kept=kept, leg=dataclasses.replace(leg, changes=own))

    @property
    def axis(self) -> TimeAxis:
        """The axis of the run shown, from noise to picture; without noise levels that of one."""
        return TimeAxis(self.sigmas or (1.0,)) if self._path is None else self._path.axis(self.sigmas)

    @property
    def branches(self) -> tuple[int, ...]:
        """After how many evaluations the run shown went on from another."""
        return () if self._path is None else self._path.branches

    @property
    def shown_id(self) -> int | None:
        """The number of the run shown, also before its first step; None without one."""
        return None if self._path is None else self._path.run_id

    @property
    def fanned(self) -> int | None:
        """The sample that all samples of the run shown go on from, if they do."""
        before = () if self._path is None else self._path.before
        return before[-1].sample if before else None

    def shown_frame(self) -> Frame | None:
        """The frame to look at: the newest, or that of the viewed step."""
        return self.frame if self.viewed is None else self.kept.at(self.viewed) or self.frame

    @property
    def shown(self) -> Progress | None:
        """The numbers of what is looked at; None until a run that goes on has shown something."""
        if self.viewed is None:
            return self.current if self.phase.active else self.progress
        frame = self.shown_frame()
        return None if frame is None else frame.progress

    @property
    def viewed_level(self) -> int | None:
        """The level of the step looked at; None follows the run. Set: look at the level's last step."""
        frame = None if self.viewed is None else self.shown_frame()
        return None if frame is None else level_of(frame.progress)

    @viewed_level.setter
    def viewed_level(self, level: int | None) -> None:
        frame = None if level is None else self.kept.level(level)
        self.viewed = None if frame is None else frame.progress.done

    def look_beside(self, direction: int, *, level: bool = False) -> None:
        """Look at the step kept before (-1) or after (1), or the end of the level before or after.

        After the newest one the run is followed again.
        """
        frame = self.shown_frame()
        if frame is None:
            return
        if level:
            levels = sorted(f.progress.done for f in self.kept.ends)
            beside = [done for done in levels if (done - frame.progress.done) * direction > 0]
            found = None if not beside else beside[0] if direction > 0 else beside[-1]
        else:
            other = self.kept.beside(frame.progress.done, direction)
            found = None if other is None else other.progress.done
        newest = self.kept.newest
        if found is not None and (newest is None or found != newest.progress.done):
            self.viewed = found
        elif direction > 0:
            self.viewed = None

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

    def begin(self, path: RunPath, keeper: Keeper) -> None:
        """A run begins.

        Pictures of the run before stay until the first frame comes, and with them all that belongs to them: what is
        seen, and exported, is at any time of one run.
        """
        self._begun = _Begun(path, keeper)
        if self.frame is None:
            self._take_over()

    def show(self, path: RunPath) -> None:
        """Look at a run that is over, as it ended."""
        self.frame = path.last
        self._begun = _Begun(path, Closed(path.kept), path.settings.noise_levels)
        self._take_over()
        self.frame_changed.emit()
        self.numbers_changed.emit()

    def _take_over(self) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        others = self.indices != begun.path.leg.indices
        marked, path = self._marked, begun.path
        if self._path is not None:
            marked.pop(self._path.run_id, None)
            if self.marks:
                marked[self._path.run_id] = self.marks
            if path.before and path.before[-1].settings == self._path.settings and not others:
                marked.setdefault(path.run_id, self.marks)  # the same pictures go on
        self._path, self._keeper = begun.path, begun.keeper
        with self.together():
            self.sigmas = begun.sigmas
            self.viewed = None
            if others:
                self.focus = 0
            self.marks = marked.get(path.run_id, frozenset())
        self.began.emit()
        self.view_changed.emit()

    def lower_batch(self, size: int) -> None:
        """Fewer samples at once go through the network than was set: a record of the run says so."""
        if self._begun is not None:
            self._begun = dataclasses.replace(self._begun, path=_lowered(self._begun.path, size))
        elif self._path is not None:
            self._path = _lowered(self._path, size)

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
        if self._begun is None and self._path is not None:
            self._path = dataclasses.replace(self._path, reason=self.reason)
            self._keeper = Closed(self.kept)
        self._begun = None
        self._rest.stop()
        self.ended.emit()

    def clear(self) -> None:
        """Forget the run and its pictures; the log stays."""
        self.frame = self._path = self._begun = None
        self._keeper = Closed(Kept())
        self._numbers_due = False
        with self.together():
            self.sigmas, self.marks = (), frozenset()
            self.viewed, self.focus, self.enlarged = None, 0, False
        self.began.emit()
        self.frame_changed.emit()
        self.numbers_changed.emit()
        self.view_changed.emit()

    def held(self) -> HeldRun:
        """What is shown now, for :meth:`put_back`."""
        view = {name: getattr(self, name) for name in _VIEW}
        return HeldRun(self._path, self.frame, self.kept, view)

    def put_back(self, held: HeldRun) -> None:
        """Show what was held, once the newest run is over and forgotten."""
        self._path, self.frame, self._keeper = held.path, held.frame, Closed(held.kept)
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
        self.log_lines = [*(self.log_lines[:-1] if instead else self.log_lines[1 - MOST_LINES :]), line]
        self.logged.emit(line, instead)


def _lowered(path: RunPath, size: int) -> RunPath:
    settings = dataclasses.replace(path.settings, batch_size=size)
    return dataclasses.replace(path, leg=dataclasses.replace(path.leg, settings=settings))
