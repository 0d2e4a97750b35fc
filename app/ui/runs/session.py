"""Starting, steering and ending runs: between the user and the thread, the same in every workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.params.run import FinishReason, Problem
from app.params.status import RunPhase, RunStatus
from app.ui.tasks import TaskRunner
from app.workers.control import Mode
from app.workers.run import RunLink, RunThread


class Runner(Protocol):
    """What a workspace runs: it makes the thread for the present settings, and takes what comes of it."""

    def make(self, run_id: int, mode: Mode) -> RunThread[Any, Any] | None:
        """A thread that begins in this mode, or None after telling why not."""
        ...

    def begun(self, run_id: int) -> None:
        """The thread is about to start."""
        ...

    def take(self, frame: Any) -> None:
        """A newer frame."""
        ...

    def told(self, what: object) -> None:
        """Something took effect in the thread."""
        ...

    def ended(self, reason: FinishReason) -> None:
        """The run is over, its last frame taken."""
        ...

    def forget(self) -> None:
        """Forget the run and what it made."""
        ...


class RunSession(QObject):
    """At most one run at a time.

    ::

        IDLE ---start---> RUNNING ---pause---> PAUSING ---the thread waits---> PAUSED
        PAUSED ---go on, one step, one level---> RUNNING       PAUSING ---go on---> RUNNING
        RUNNING, PAUSING, PAUSED ---stop---> STOPPING
        any but IDLE ---the thread has ended---> IDLE, with the reason
        IDLE ---start, while something is awaited---> IDLE, waiting ---start_waiting---> RUNNING

    Restarting stops the run first, resetting forgets it at its end. What a thread of an older run tells is dropped.
    """

    changed = Signal()
    """The status is another one."""
    problem = Signal(object)
    starting = Signal()
    """A run is about to begin: what was said about the one before is out of date."""
    began = Signal()
    finished = Signal()
    """A run is over, and all that comes of it is known."""

    def __init__(self, runner: Runner, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.status = RunStatus()
        self.link: RunLink[Any, Any] | None = None
        self._runner = runner
        self._tasks = tasks
        self._waits_for: Mode | None = None
        self._restart: Mode | None = None
        self._clear = False

    # What the user can ask for

    @Slot()
    def play_pause(self) -> None:
        """Start, pause, or go on; give up waiting."""
        phase = self.status.phase
        if phase is RunPhase.IDLE:
            self.start(Mode.RUN) if not self.status.waiting else self.wait_for(None)
        elif phase is RunPhase.RUNNING and self.link is not None:
            self._set(phase=RunPhase.PAUSING)
            self.link.control.pause()
        elif phase.resting:
            self._go_on(Mode.RUN)

    @Slot()
    def step(self) -> None:
        """One step; starts a run if there is none."""
        self._advance(Mode.STEP)

    @Slot()
    def level(self) -> None:
        """To the end of the noise level; starts a run if there is none."""
        self._advance(Mode.LEVEL)

    @Slot()
    def stop(self) -> None:
        """End the run; what it made stays."""
        self.wait_for(None)
        if self.status.phase.active and self.link is not None:
            self._set(phase=RunPhase.STOPPING)
            self.link.control.stop()

    @Slot()
    def reset(self) -> None:
        """End the run and forget what it made."""
        self._restart = None
        if self.status.phase.active:
            self._clear = True
            self.stop()
        else:
            self.wait_for(None)
            self.forget()

    @Slot()
    def restart(self) -> None:
        """Begin anew with the present settings, whatever is going on."""
        self.begin_anew(Mode.RUN)

    def begin_anew(self, mode: Mode) -> None:
        """The same in this mode."""
        if self.status.phase.active:
            self._restart = mode
            self.stop()
        else:
            self.start(mode)

    def close(self) -> None:
        """The program ends."""
        self._restart = None
        self.stop()

    def start(self, mode: Mode) -> None:
        """Begin a run."""
        run_id = self.status.run_id + 1
        thread = self._runner.make(run_id, mode)
        if thread is None:
            return
        self.link = thread.link
        thread.told.connect(self._told)
        thread.frame_ready.connect(self._frame_ready)
        thread.paused.connect(self._paused)
        thread.ended.connect(self._ended)
        self._tasks.adopt(thread)
        self.starting.emit()
        self.status = replace(self.status, run_id=run_id, phase=RunPhase.RUNNING, reason=None)
        self._runner.begun(run_id)
        self.began.emit()
        self.changed.emit()
        thread.start()

    def wait_for(self, mode: Mode | None) -> None:
        """Begin in this mode at :meth:`start_waiting`; None: do not."""
        self._waits_for = mode
        self._set(waiting=mode is not None)

    @Slot()
    def start_waiting(self) -> None:
        """What was awaited is there."""
        mode = self._waits_for
        self.wait_for(None)
        if mode is not None and not self.status.phase.active:
            self.start(mode)

    def order(self, change: Callable[[Any], Any]) -> None:
        """Change what a run that goes on is given before its next step."""
        if self.status.phase.active and self.link is not None:
            self.link.control.change(change)

    def forget(self) -> None:
        """There is no run any more."""
        self._runner.forget()
        self._set(reason=None)

    def clear_reason(self) -> None:
        """What is shown comes from elsewhere: how the newest run ended says nothing about it."""
        self._set(reason=None)

    def _advance(self, mode: Mode) -> None:
        if self.status.phase is RunPhase.IDLE:
            self.start(mode)
        elif self.status.phase is RunPhase.PAUSED:
            self._go_on(mode)

    def _go_on(self, mode: Mode) -> None:
        if self.link is not None:
            self._set(phase=RunPhase.RUNNING)
            control = self.link.control
            {Mode.RUN: control.resume, Mode.STEP: control.step, Mode.LEVEL: control.level}[mode]()

    def _set(self, **changes: Any) -> None:
        status = replace(self.status, **changes)
        if status != self.status:
            self.status = status
            self.changed.emit()

    # What the thread tells

    @Slot(int, object)
    def _told(self, run_id: int, what: object) -> None:
        if run_id == self.status.run_id:
            self._runner.told(what)

    @Slot(int)
    def _frame_ready(self, run_id: int) -> None:
        if run_id == self.status.run_id and self.link is not None:
            frame = self.link.mailbox.take()
            if frame is not None:
                self._runner.take(frame)

    @Slot(int)
    def _paused(self, run_id: int) -> None:
        # The user may have gone on in the meantime.
        if run_id == self.status.run_id and self.link is not None and self.link.control.paused:
            self._frame_ready(run_id)
            if self.status.phase is not RunPhase.STOPPING:
                self._set(phase=RunPhase.PAUSED)

    @Slot(int, object, object)
    def _ended(self, run_id: int, reason: FinishReason, problem: Problem | None) -> None:
        if run_id != self.status.run_id:
            return
        self._frame_ready(run_id)
        restart, clear = self._restart, self._clear
        self._restart, self._clear = None, False
        self.status = replace(self.status, phase=RunPhase.IDLE, reason=reason)
        self._runner.ended(reason)
        self.changed.emit()
        self.finished.emit()
        if problem is not None:
            self.problem.emit(problem)
        if clear:
            self.forget()
        if restart is not None:
            self.start(restart)
