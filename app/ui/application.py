"""Starting the program's window: it appears first, everything heavy comes after its first paint."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSocketNotifier, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from app.params.endings import PICTURES
from app.params.run import Problem
from app.state.preferences import Preferences
from app.ui.crash import CrashHandler
from app.ui.icons import program_icon, use_icons
from app.ui.language import FONT, install_language, lacks_letters
from app.ui.main_window import MainWindow
from app.ui.making import Making
from app.ui.preparing import Preparation
from app.ui.theme import new_theme
from app.workers.heap import share_one_heap
from app.workers.turns import take_short_turns

PIXMAP_KIB = 2048
"""For pictures of icons and buttons. Qt keeps those of a dialog after its end; they would be a megabyte a minute."""

FIRST = "mnist"
"""The bundled checkpoint that opens at the start."""

_log = logging.getLogger("score-explorer")


def run_window(
    file: str | None,
    bundled: dict[str, str],
    translations: str,
    icons: str,
    speak: Callable[[str], None],
    language: str | None = None,
) -> int:
    """Open the window, with ``file`` if given, and run until it closes; the exit code.

    ``bundled``: name -> path of the checkpoints that come with the program; ``translations``: the folder of languages;
    ``icons``: that of the icons; ``speak`` lets the layers below speak a language; ``language``: instead of the one
    chosen or the system's.
    """
    application = make_application(icons)
    preferences = Preferences()
    chosen = language or preferences.language
    if chosen:
        QLocale.setDefault(QLocale(chosen))  # the lessons follow it
    installed = install_language(application, translations, QLocale(chosen) if chosen else None)
    speak(installed[-1].language() if installed else "en")
    crash = CrashHandler(application)
    ended = crash.install()
    window = MainWindow(preferences, bundled)
    theme = Themer(application, preferences)  # once for all of it, instead of for each widget as it is added
    crash.caught.connect(window.notices.show_problem)
    for problem in ended:
        window.notices.show_problem(problem)
    if installed and lacks_letters(QLocale()):
        window.notices.show_problem(Problem(*FONT))
    starter = Starter(window, file)
    window.first_painted.connect(starter.begin)
    Preparation(window)
    interrupt = Interrupt(window)
    window.show()
    if file is None:
        window.guide.welcome()
    code = application.exec()
    window.close()
    crash.remove()
    interrupt.close()
    del theme
    if not window.finished:
        # An evaluation that does not end must not keep a closed program alive; nothing of it needs saving.
        sys.stderr.flush()
        os._exit(code)
    return code


def make_application(icons: str) -> QApplication:
    """The QApplication with the program's name and style, and its icons from the folder ``icons``."""
    share_one_heap()
    take_short_turns()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qInstallMessageHandler(_qt_message)
    application.setApplicationName("score-explorer")
    application.setApplicationDisplayName("score-explorer")
    application.setDesktopFileName("score-explorer")
    application.setStyle("Fusion")
    use_icons(icons)
    QPixmapCache.setCacheLimit(PIXMAP_KIB)
    application.setWindowIcon(program_icon())
    return application


class Themer(QObject):
    """Keeps the theme as chosen, or as the system has it."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        self._making: Making | None = None
        preferences.theme_changed.connect(self.apply)
        application.styleHints().colorSchemeChanged.connect(self.apply)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """What is seen follows at once, the rest in turns of its own."""
        if self._making is not None:
            self._making.deleteLater()
        self._making = Making(new_theme(self._application, self._preferences.theme), self)
        self._making.turn()
        self._making.begin()


class Starter(QObject):
    """Opens the first network once the window has been seen."""

    def __init__(self, window: MainWindow, file: str | None) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        bundled = window.models.bundled
        self._first = bundled.get(FIRST) or next(iter(bundled.values()), None)

    @Slot()
    def begin(self) -> None:
        """Open the file asked for, or the bundled network."""
        picture = self._file is not None and Path(self._file).suffix.lower() in PICTURES
        if self._first is not None and (self._file is None or picture):
            self._window.models.open(self._first)
        if self._file is not None:
            self._window.models.problem.connect(self._failed)
            self._window.open_path(self._file)

    @Slot(object)
    def _failed(self, _problem: object) -> None:
        """The file asked for is no checkpoint: there is the bundled one to go on with."""
        self._window.models.problem.disconnect(self._failed)
        if self._first is not None and self._window.models.model is None and not self._window.models.state.loading:
            self._window.models.open(self._first)


class Interrupt(QObject):
    """Ctrl-C in the terminal closes the window properly; Python alone would not notice while Qt waits."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._fd = signal.set_wakeup_fd(self._theirs.fileno())
        self._before = signal.signal(signal.SIGINT, self._interrupted)

    @Slot()
    def _wake(self) -> None:
        with suppress(BlockingIOError):
            self._ours.recv(64)  # Python's own handler runs now that its code runs

    def _interrupted(self, *_args: object) -> None:
        self._window.close()

    def close(self) -> None:
        """Put the handlers back."""
        self._notifier.setEnabled(False)
        signal.signal(signal.SIGINT, self._before)
        signal.set_wakeup_fd(self._fd)
        self._ours.close()
        self._theirs.close()


def _qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
    _log.log(levels.get(kind, logging.WARNING), "Qt: %s", message)
