"""The net below everything: an error that nothing caught is written to a file and shown, and the program goes on.

What ended the program before its time is told by the next window, as far as it can be known.
"""

from __future__ import annotations

import datetime
import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from app.params.run import Problem
from app.ui.notices import versions
from app.ui.text import tr
from app.workers.last_end import begin_window

MAX_REPORTS = 20

_log = logging.getLogger(__name__)


def data_folder() -> Path:
    """Where the program keeps reports: the user's data folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place or ".") / "score-explorer"


class CrashHandler(QObject):
    """Takes over ``sys.excepthook`` and ``threading.excepthook``; ``caught`` brings each error to the main thread."""

    caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._fatal: TextIO | None = None
        self._path: Path | None = None

    def install(self) -> list[Problem]:
        """From now on errors come here; a fatal signal leaves its stack in a file for the next window.

        What ended windows before this one, as far as that is known.
        """
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        try:
            data_folder().mkdir(parents=True, exist_ok=True)
            self._path, ends = begin_window(data_folder())
            self._fatal = self._path.open("a")
            faulthandler.enable(self._fatal)
        except OSError as error:
            _log.warning("no crash reports can be written: %s", error)
            return []
        return [_ended(end.stack, end.starved) for end in ends if end.stack or end.starved]

    @Slot()
    def remove(self) -> None:
        """Put the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        where = write_report(details)
        text = tr("{0}: {1}. The program goes on; save your pictures and start it again if it behaves oddly.").format(
            kind.__name__, error
        )
        if where is not None:
            text += " " + tr("A report was written to {0}.").format(where)
        self.caught.emit(Problem(tr("Something went wrong inside the program"), text, details))


def _ended(stack: str, starved: int) -> Problem:
    """What is known of a window that was not closed."""
    if stack:
        text = tr(
            "An error in the machine code of the program, or of a library, ended it. Its runs are in the history."
        )
    elif starved == 1:
        text = tr("The system ended a program for want of memory meanwhile; it was probably this one.")
    else:
        text = tr("The system ended {0} programs for want of memory meanwhile; this was probably one of them.").format(
            starved
        )
    if not stack:
        text += " " + tr("Choose fewer samples at once, or close other programs.")
    return Problem(tr("The program was ended before its time"), text, stack)


def write_report(details: str) -> Path | None:
    """Write a crash report; its path, or None if that failed. Only the newest reports are kept."""
    now = datetime.datetime.now().astimezone()
    try:
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(f"{now.isoformat()}\n{versions()}\n\n{details}", encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-MAX_REPORTS]:
            old.unlink()
    except OSError as error:
        _log.warning("the crash report could not be written: %s", error)
        return None
    return path
