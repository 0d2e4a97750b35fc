"""What the attacks on the window share: a window in this process, files to open, gaps of the loop, what is left."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSettings, QStandardPaths, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.io.lab import save_plane_network
from app.io.places import icons_folder
from app.networks.plane import PlaneNetConfig, PlaneScoreNet
from app.params.lab.training import LabTrainSettings
from app.state.preferences import Preferences
from app.ui.application import Themer, make_application
from app.ui.main_window import MainWindow
from app.ui.preparing import Preparation
from tests.attack.heart import WATCHER
from tests.models import write_ncsn, write_small

PATIENCE_S = 600
"""What takes longer does not end: a busy machine may take minutes for what takes a second."""


def make_files(folder: Path) -> list[Path]:
    """Good and bad files of all kinds that the window opens."""
    numbers = np.random.default_rng(0).integers(0, 256, (12, 8, 8), dtype=np.uint8)
    write_small(folder / "small.safetensors")
    write_small(folder / "wide.safetensors", seed=1, height=16, width=16)
    write_ncsn(folder / "old.pth", features=8, levels=3)
    plane = PlaneScoreNet(PlaneNetConfig(8, 2, (0.0, 0.0), 1.0, 0.1, 5.0))
    save_plane_network(folder / "plane.safetensors", plane, "x", LabTrainSettings(), 1)
    for name, size in (("photo.png", (8, 8)), ("large.jpg", (300, 200)), ("mask.png", (8, 8)), ("odd.png", (5, 9))):
        Image.effect_noise(size, 90).save(folder / name)
    np.savez(folder / "set.npz", images=numbers)
    np.save(folder / "points.npy", np.random.default_rng(1).normal(0, 2, (50, 2)))
    (folder / "points.csv").write_text("x,y\n" + "0.5,1.25\n" * 20)
    (folder / "damaged.safetensors").write_bytes((folder / "small.safetensors").read_bytes()[:900])
    (folder / "damaged.png").write_bytes((folder / "large.jpg").read_bytes()[:500])
    (folder / "<img src=x> & <b>.pth").write_bytes(b"<b>" * 5000)
    (folder / "empty.npz").write_bytes(b"")
    (folder / ("w" * 240 + ".png")).write_bytes(b"\x89PNG\r\n\x1a\n")
    os.mkfifo(folder / "pipe.png")
    (folder / "line\nbreak \u202e.csv").write_text("nonsense")
    (folder / "folder").mkdir()
    return [*sorted(folder.iterdir()), folder / "nowhere.pth", folder / ("x" * 300)]


def own_places(folder: Path) -> None:
    """Nothing is read from the user's places or written there."""
    QStandardPaths.setTestModeEnabled(True)
    os.environ["HOME"] = str(folder)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder / name.lower())
    tempfile.tempdir = str(folder)


def application() -> QApplication:
    """The application, as the program makes it."""
    made = make_application(str(icons_folder()))
    made.setQuitOnLastWindowClosed(False)
    return made


def open_window(folder: Path) -> MainWindow:
    """A window whose settings lie in ``folder``, with all that the program gives to its own.

    It follows the theme, and what is prepared after the start is prepared here, too.
    """
    window = MainWindow(Preferences(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)), {})
    Themer(QApplication.instance(), window.preferences).setParent(window)
    Preparation(window)
    window.resize(1280, 800)
    window.show()
    return window


def until(reached: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Let the event loop run until something is reached; False if it was not in time."""
    loop, timer, end = QEventLoop(), QTimer(), time.monotonic() + seconds
    timer.timeout.connect(lambda: (reached() or time.monotonic() > end) and loop.quit())
    timer.start(10)
    if not reached():
        loop.exec()
    timer.stop()
    return reached()


def again_and_again(act: Callable[[], object], over: Callable[[], bool]) -> None:
    """Call ``act`` in turns of the event loop until it is ``over``.

    What waits in a loop of its own until a menu is closed, as a click on a button with one does, does not wait for
    ever: the menu is closed. That takes a timer of its own, since Qt lets none interrupt itself.
    """
    loop, timer, rescue = QEventLoop(), QTimer(), QTimer()
    busy = False

    def tick() -> None:
        nonlocal busy
        if over():
            loop.quit()
            return
        busy = True
        try:
            act()
        finally:
            busy = False

    def close_menu() -> None:
        menu = QApplication.activePopupWidget()
        if busy and menu is not None:
            menu.close()

    timer.timeout.connect(tick)
    rescue.timeout.connect(close_menu)
    timer.start(0)
    rescue.start(20)
    loop.exec()
    timer.stop()
    rescue.stop()


def settle() -> None:
    """Deliver what is on its way, and delete what is to be deleted."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


class Errors:
    """Errors that nothing caught, as they would reach the user; said at once, since the process may hang after them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        sys.excepthook = self._note
        threading.excepthook = lambda told: self._note(told.exc_type, told.exc_value, told.exc_traceback)

    def _note(self, kind: type[BaseException], error: BaseException | None, trace: object) -> None:
        self.found.append("".join(traceback.format_exception(kind, error, trace))[-1500:])
        sys.stderr.write(self.found[-1] + "\n")
        sys.stderr.flush()


def leave(window: MainWindow) -> list[str]:
    """Close a window as a user would, who has its training stopped; what was wrong with that."""
    window.close()
    if window.trainings.question is not None:
        window.trainings.stop_button.click()
        until(window.isHidden, PATIENCE_S)
    if window.finished:
        return []
    return ["threads did not end in time" if window.isHidden() else "the window did not close"]


def close(window: MainWindow) -> list[str]:
    """Close and destroy a window; what it leaves behind."""
    left = leave(window)
    if not until(lambda: window.tasks.running == 0, PATIENCE_S):
        # Threads that are destroyed while they run end the process.
        return [*left, f"{window.tasks.running} threads of tasks"]
    window.deleteLater()
    gc.unfreeze()  # the program ends here; this process goes on
    settle()
    widgets = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) or w.isVisible()]
    left += [f"window {describe(w)}" for w in widgets]
    running = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread) and _runs(thing)]
    left += [f"thread {thread!r}" for thread in running]
    gc.freeze()
    until(lambda: not left_threads(), 10)  # a thread that has done its work is gone a moment later
    return left + left_threads()


def left_threads() -> list[str]:
    """The threads known to Python that run, but for the main one."""
    return [f"thread {thread.name}" for thread in threading.enumerate() if _lives(thread)]


def _lives(thread: threading.Thread) -> bool:
    """Whether a thread of the window's still runs.

    Python keeps an object "Dummy-N" for each thread of others that ever asked who it was (logging does), long after
    the thread has ended: the system knows which of them there are.
    """
    if thread is threading.main_thread() or thread.name == WATCHER:
        return False
    return thread.native_id is None or Path(f"/proc/self/task/{thread.native_id}").exists()


def describe(widget: QWidget) -> str:
    """A widget in few words."""
    if not isValid(widget):  # it ended meanwhile, with its window
        return f"{type(widget).__name__}, gone"
    return f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()}"[:100]


def _runs(thread: QThread) -> bool:
    try:
        return thread.isRunning() and thread != QThread.currentThread()
    except RuntimeError:
        return False


def memory() -> int:
    """Bytes of memory of this process that are in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def handles() -> int:
    """Open files of this process."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def threads() -> list[str]:
    """The names of this process's threads, as the system knows them."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found.append((task / "comm").read_text().strip())
        except OSError:
            continue
    return sorted(found)
