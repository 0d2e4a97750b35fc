"""Draw the README's pictures with the running program: the real window, the bundled network, real keys.

    python -m tests.pictures.make_pictures [FOLDER]          the README's pictures (default: resources/readme)
    python -m tests.pictures.make_pictures FOLDER --all      every scene at every size, ratio and theme, to look at

Without a screen it uses Qt's offscreen platform. Each scene starts from fresh settings.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((1280, 800), (1920, 1080))
README = (
    ("sample", "light"),
    ("sample", "dark"),
    ("large", "light"),
    ("levels", "dark"),
    ("learn", "light"),
    ("history", "dark"),
    ("heroes", "light"),
    ("head", "light"),
)


def main() -> int:
    """Start one process a picture, because the pixel ratio is fixed when Qt starts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(ROOT / "resources" / "readme"))
    parser.add_argument("--all", action="store_true", help="every scene at every size, pixel ratio and theme")
    parser.add_argument("--one", nargs=4, metavar=("SCENE", "THEME", "WIDTHxHEIGHT", "RATIO"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        scene, theme, size, _ = args.one
        width, height = size.split("x")
        draw(scene, theme, (int(width), int(height)), Path(args.folder) / picture_name(*args.one))
        return 0
    jobs = [(scene, theme, "1280x800", "1") for scene, theme in README]
    if args.all:
        jobs = [(s, t, f"{w}x{h}", r) for s in SCENES for t in ("light", "dark") for w, h in SIZES for r in ("1", "2")]
    Path(args.folder).mkdir(parents=True, exist_ok=True)
    for job in jobs:
        with tempfile.TemporaryDirectory() as home:
            own = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "QT_SCALE_FACTOR": job[3]}
            environment = os.environ | own | ({} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"})
            command = [sys.executable, "-m", "tests.pictures.make_pictures", args.folder, "--one", *job]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
        sys.stdout.write(f"{Path(args.folder) / picture_name(*job)}\n")
    return 0


def picture_name(scene: str, theme: str, size: str, ratio: str) -> str:
    """The README's pictures have short names."""
    return f"{scene}-{theme}.png" if (size, ratio) == ("1280x800", "1") else f"{scene}-{theme}-{size}-{ratio}x.png"


def draw(scene: str, theme: str, size: tuple[int, int], path: Path) -> None:
    """Start the program, play the scene, save the window's picture."""
    from app.io.places import bundled_checkpoints, icons_folder
    from app.state.preferences import Preferences
    from app.ui.application import Starter, Themer, make_application
    from app.ui.main_window import MainWindow

    application = make_application(str(icons_folder()))
    preferences = Preferences()
    preferences.theme = theme
    themer = Themer(application, preferences)
    window = MainWindow(preferences, {name: str(path) for name, path in bundled_checkpoints().items()})
    starter = Starter(window, None)
    window.first_painted.connect(starter.begin)
    window.resize(*size)
    window.show()
    until(lambda: window.models.model is not None)
    picture = SCENES[scene](window)
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    (picture or window).grab().save(str(path), "PNG", 0)  # 0: the smallest file
    window.close()
    del themer


def until(condition: Callable[[], bool]) -> None:
    """Let the program run until ``condition()``."""
    while not condition():
        wait(5)


def settle() -> None:
    """Let everything be laid out and painted; the plots wait half a second."""
    wait(700)


def wait(milliseconds: int) -> None:
    """Let the program run. QTest.qWait() would keep the interpreter's lock, and the sampler would stand still."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def press(window, key, modifier=None):
    """Press a key in the pictures."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    window.activateWindow()
    wait(50)
    target = window.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def start(window):
    """The first thing that is seen."""
    del window


def complete(window):
    """A whole run, begun with Space."""
    from PySide6.QtCore import Qt

    press(window, Qt.Key.Key_Space)
    until(lambda: window.workspace.run.reason is not None)


def sample(window):
    """In the middle of a run whose epsilon was changed, showing the estimate."""
    from PySide6.QtCore import Qt

    run = window.workspace.run
    press(window, Qt.Key.Key_Space)
    until(lambda: run.progress is not None and run.progress.level >= run.progress.levels // 3)
    window.workspace.settings.set("epsilon", 1.4 * window.workspace.settings.value("epsilon"))
    until(lambda: run.progress.level >= run.progress.levels * 3 // 5)
    press(window, Qt.Key.Key_Space)
    until(lambda: run.phase.value == "paused")


def done(window):
    """All sixteen digits."""
    complete(window)


def large(window):
    """One sample with its history."""
    from PySide6.QtCore import Qt

    complete(window)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)


def levels(window):
    """Looking back at a level; two samples are marked."""
    complete(window)
    window.workspace.run.toggle_mark(1)
    window.workspace.run.toggle_mark(6)
    window.workspace.run.viewed_level = window.workspace.run.progress.levels * 5 // 8


def many(window):
    """A hundred samples."""
    window.workspace.settings.set("count", 100)
    complete(window)


def diverged(window):
    """A step size beyond the limit."""
    window.workspace.settings.set("epsilon", 1.0)
    complete(window)


def export(window):
    """The export dialog."""
    from PySide6.QtCore import Qt

    from app.ui.runs.export_dialog import ExportDialog

    complete(window)
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    return window.findChild(ExportDialog)


def shortcuts(window):
    """The sheet of shortcuts."""
    from PySide6.QtCore import Qt

    from app.ui.shortcuts import ShortcutSheet

    press(window, Qt.Key.Key_F1)
    return window.findChild(ShortcutSheet)


def learn(window):
    """A lesson beside what it set up: the weights of separate modes, with particles on their way."""
    from PySide6.QtCore import Qt

    press(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    learn = window.learn
    until(lambda: learn.lessons.shelf is not None)
    learn.lessons.go("08-weights", 2)
    learn.panel.view.button.click()
    until(lambda: window.docks.current == "lab")  # it is built in pieces
    lab = window.workspace
    until(lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 600)
    press(window, Qt.Key.Key_Space)


def history(window):
    """Two runs in the history, one with another sampler."""
    from PySide6.QtCore import Qt

    from app.params.recipes import Recipe

    complete(window)
    window.workspace.settings.follow(Recipe.FAST)
    complete(window)
    press(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def colour(window):
    """The network of heroes is open, with the quick recipe."""
    from app.params.recipes import Recipe

    path = window.models.bundled["heroes"]
    window.models.open(path)
    until(lambda: window.models.state.info is not None and window.models.state.info.path == path)
    window.workspace.settings.follow(Recipe.FAST)


def heroes(window):
    """Sixteen figures in colour."""
    colour(window)
    complete(window)


def head(window):
    """Another head for a figure, many times."""
    from PySide6.QtCore import Qt

    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    until(lambda: window.docks.current == "inpaint")  # it is built in pieces
    colour(window)
    until(lambda: window.workspace.mask.count > 0 and window.workspace.source.shape == (48, 48))
    complete(window)


SCENES = {
    "start": start, "sample": sample, "done": done, "large": large, "levels": levels, "many": many,
    "diverged": diverged, "export": export, "shortcuts": shortcuts, "learn": learn, "history": history,
    "heroes": heroes, "head": head,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
