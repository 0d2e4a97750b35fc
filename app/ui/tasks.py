"""Runs one-shot tasks in threads, brings their answers to the main thread, and knows every thread that still runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.params.run import Done, FinishReason, Problem
from app.workers.latest import LatestThread
from app.workers.run import RunThread
from app.workers.tasks import task_thread


class TaskRunner(QObject):
    """Starts tasks; :meth:`adopt` also takes other threads, which must be over before the program ends."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[RunThread[Any, Any]] = []
        self._answers: dict[int, tuple[Callable[[Any], None], Callable[[Problem], None]]] = {}
        self._last = 0
        self.over = False
        """Whether the program ends: no task begins, no question is asked any more."""

    def start(
        self, title: str, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]
    ) -> int:
        """Call ``work()`` in a thread; then ``done(result)`` or ``failed(problem)`` here. Returns the task's number.

        ``title`` says what could not be done if it fails. Nothing begins once all is over.
        """
        self._last += 1
        if self.over:
            return self._last
        self._answers[self._last] = (done, failed)
        thread = task_thread(self._last, title, work)
        thread.told.connect(self._told)
        thread.ended.connect(self._ended)
        self.adopt(thread)
        thread.start()
        return self._last

    def abandon(self, task_id: int) -> None:
        """Drop a task's answer; its thread ends by itself."""
        self._answers.pop(task_id, None)

    def adopt(self, thread: RunThread[Any, Any]) -> None:
        """Keep a thread object until it has ended. Call before it starts; once all is :attr:`over` it ends at once."""
        self._threads.append(thread)
        thread.finished.connect(self._reap)
        if self.over:
            thread.close()

    @property
    def running(self) -> int:
        """The number of threads that have not ended, or whose last words have not arrived here."""
        return len(self._threads)

    def end(self, seconds: float) -> bool:
        """The program ends: have all that wait for a question end, whoever owns them, and :meth:`wait_all`."""
        self.over = True
        for thread in self._threads:
            if isinstance(thread, LatestThread):
                thread.close()
        return self.wait_all(seconds)

    def wait_all(self, seconds: float) -> bool:
        """Wait until all threads have ended; False if some still run after the time given."""
        end = time.monotonic() + seconds
        self._answers.clear()
        for thread in self._threads:
            if not thread.wait(max(1, round(1000 * (end - time.monotonic())))):
                return False
        for thread in [*self._threads]:
            self._forget(thread)
        return True

    @Slot(int, object)
    def _told(self, task_id: int, what: Done) -> None:
        if task_id in self._answers:
            self._answers.pop(task_id)[0](what.result)

    @Slot(int, object, object)
    def _ended(self, task_id: int, _reason: FinishReason, problem: Problem | None) -> None:
        if task_id in self._answers and problem is not None:
            self._answers.pop(task_id)[1](problem)

    @Slot()
    def _reap(self) -> None:
        """The sender alone is over: what another one, finished too, has told may still be on its way."""
        thread = self.sender()
        if isinstance(thread, RunThread) and thread in self._threads:
            self._forget(thread)

    def _forget(self, thread: RunThread[Any, Any]) -> None:
        self._threads.remove(thread)
        thread.wait()
        thread.deleteLater()
