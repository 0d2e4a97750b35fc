"""What the runs of the laboratory have in common: phases, buttons, and the thread's signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.params.run import FinishReason, Problem
from app.state.run import RunPhase
from app.ui.tasks import TaskRunner
from app.workers.control import Mode, RunControl
from app.workers.lab.run import LabThread


class LabRun(QObject):
    """At most one thread at a time. Subclasses make the thread, take its frames and forget them."""

    phase_changed = Signal()
    frame_changed = Signal()
    began = Signal()
    finished = Signal()
    problem = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phase = RunPhase.IDLE
        self.reason: FinishReason | None = None
        self.run_id = 0
        self.control: RunControl | None = None
        self._tasks = tasks
        self._restart = False
        self._clear = False

    # What subclasses know

    def make(self, run_id: int, mode: Mode) -> LabThread | None:
        """A thread for the present settings, or None after telling why not."""
        raise NotImplementedError

    def take(self) -> bool:
        """Take the newest frame from the mailbox; whether there was one."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget the run's frames."""
        raise NotImplementedError

    def refuse(self, what: object) -> None:
        """Live parameters could not be used."""

    # What the user can ask for

    @Slot()
    def play_pause(self) -> None:
        """Start, pause, or go on."""
        if self.phase is RunPhase.IDLE:
            self.start(Mode.RUN)
        elif self.phase is RunPhase.RUNNING and self.control is not None:
            self._set_phase(RunPhase.PAUSING)
            self.control.pause()
        elif self.phase in (RunPhase.PAUSED, RunPhase.PAUSING):
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
        if self.phase.active and self.control is not None:
            self._set_phase(RunPhase.STOPPING)
            self.control.stop()

    @Slot()
    def reset(self) -> None:
        """End the run and forget what it made."""
        self._restart = False
        if self.phase.active:
            self._clear = True
            self.stop()
        else:
            self._forget()

    @Slot()
    def restart(self) -> None:
        """Begin anew with the present settings, whatever is going on."""
        if self.phase.active:
            self._restart = True
            self.stop()
        else:
            self.start(Mode.RUN)

    def start(self, mode: Mode) -> None:
        """Begin."""
        thread = self.make(self.run_id + 1, mode)
        if thread is None:
            return
        self.run_id += 1
        self.control = thread.control
        self.reason = None
        thread.frame_ready.connect(self._frame_ready)
        thread.paused.connect(self._paused)
        thread.refused.connect(self._refused)
        thread.ended.connect(self._ended)
        self._tasks.adopt(thread)
        self.began.emit()
        self._set_phase(RunPhase.RUNNING)
        thread.start()

    def _advance(self, mode: Mode) -> None:
        if self.phase is RunPhase.IDLE:
            self.start(mode)
        elif self.phase is RunPhase.PAUSED:
            self._go_on(mode)

    def _go_on(self, mode: Mode) -> None:
        if self.control is not None:
            self._set_phase(RunPhase.RUNNING)
            {Mode.RUN: self.control.resume, Mode.STEP: self.control.step, Mode.LEVEL: self.control.level}[mode]()

    def _set_phase(self, phase: RunPhase) -> None:
        if self.phase is not phase:
            self.phase = phase
            self.phase_changed.emit()

    def _forget(self) -> None:
        self.reason = None
        self.forget()
        self.frame_changed.emit()
        self.phase_changed.emit()

    # What the thread tells

    @Slot(int)
    def _frame_ready(self, run_id: int) -> None:
        if run_id == self.run_id and self.take():
            self.frame_changed.emit()

    @Slot(int)
    def _paused(self, run_id: int) -> None:
        # The user may have gone on in the meantime.
        if run_id == self.run_id and self.control is not None and self.control.paused:
            self._frame_ready(run_id)
            if self.phase is not RunPhase.STOPPING:
                self._set_phase(RunPhase.PAUSED)

    @Slot(int, object)
    def _refused(self, run_id: int, what: object) -> None:
        if run_id == self.run_id:
            self.refuse(what)

    @Slot(int, object, object)
    def _ended(self, run_id: int, reason: FinishReason, problem: Problem | None) -> None:
        if run_id != self.run_id:
            return
        self._frame_ready(run_id)
        restart, clear = self._restart, self._clear
        self._restart = self._clear = False
        self.reason = reason
        self._set_phase(RunPhase.IDLE)
        self.finished.emit()
        if problem is not None:
            self.problem.emit(problem)
        if clear:
            self._forget()
        if restart:
            self.start(Mode.RUN)
