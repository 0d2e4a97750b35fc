"""A monkey in the window: it does everything that can be done there, at random, again and again.

``python -m tests.attack.monkey SEED ACTIONS FOLDER`` runs it in this process and prints what came of it as JSON;
:mod:`tests.attack.romp` starts such processes.
"""

from __future__ import annotations

import faulthandler
import json
import mmap
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QFileDialog, QLineEdit, QWidget

from app.ui.actions import ACTIONS
from app.ui.workspace import WORKSPACES
from tests.attack.heart import Heart
from tests.attack.window import (
    Errors,
    again_and_again,
    application,
    close,
    describe,
    make_files,
    open_window,
    own_places,
    settle,
    until,
)

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
PLAIN, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
KEYS = [
    *(getattr(Qt.Key, f"Key_{name}") for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), Qt.Key.Key_Space,
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_BracketLeft,
    Qt.Key.Key_BracketRight, Qt.Key.Key_F1, Qt.Key.Key_F8, Qt.Key.Key_F11, Qt.Key.Key_Menu, Qt.Key.Key_Comma,
]  # fmt: skip
WORDS = (
    "1", "0", "-1", "3", "12", "1e400", "1e-320", "nan", "inf", "9" * 400, "0.5", "1e-5", "abc", "", "<b>x</b>",
    "\u202e", "x" * 3000, "1,5", "１", " 7 ", "out", "2", "4",
)  # fmt: skip
QUIT = "quit"
JOURNAL = 8 * 2**20


class _Journal:
    """A file in memory: what was written is there however the process ends, and nothing waits for a disk."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(JOURNAL))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), JOURNAL)

    def write(self, line: bytes) -> None:
        """One more line; from the beginning again when the file is full."""
        if self._map.tell() + len(line) > JOURNAL:
            self._map.seek(0)
        self._map.write(line)


class Monkey:
    """Does one thing at each tick of a timer, so also while something is modal."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.rng = random.Random(seed)
        self.folder = folder
        self.files = make_files(folder / "files")
        self.journal = _Journal(folder / "journal.txt")
        self.errors = Errors()
        self.left: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.done = 0
        self.window = open_window(folder)
        for name in ("getOpenFileName", "getSaveFileName"):
            setattr(QFileDialog, name, staticmethod(lambda *_, **__: (self.file(), "")))
        QFileDialog.getExistingDirectory = staticmethod(lambda *_, **__: str(folder / "files"))
        settle()
        self.heart = Heart()
        self.ways: list[tuple[int, Callable[[], None]]] = [
            (24, self.action), (14, self.key), (16, self.click), (14, self.drag), (6, self.wheel), (5, self.type),
            (4, self.drop), (4, self.open), (3, self.workspace), (2, self.dock), (2, self.resize), (1, self.paste),
            (1, self.reopen), (4, self.rest),
        ]  # fmt: skip

    def run(self, actions: int) -> None:
        """So many actions, then the end."""
        again_and_again(self.act, lambda: self.done >= actions)
        self.dismiss(always=True)
        self.heart.stop()
        self.left += close(self.window)

    def act(self) -> None:
        """One action."""
        self.done += 1
        weights, ways = zip(*self.ways, strict=True)
        way = self.rng.choices(ways, weights)[0]
        if self.dismiss():
            way = self.dismissed
        self.kinds[way.__name__] += 1
        self.note(way.__name__)
        way()

    def note(self, what: str) -> None:
        """Say what is done, for whoever looks at the end of the journal."""
        self.heart.doing = f"{self.heart.doing}; {what}"[-200:]
        self.journal.write(f"{self.done} {what}\n".encode("utf-8", "backslashreplace"))

    # What is in the way

    def dismiss(self, *, always: bool = False) -> bool:
        """Close menus and dialogs now and then; a dialog for files is answered, since it could remove some."""
        for dialog in self._of(QFileDialog):
            self.note("answers the file dialog")
            if self.rng.random() < 0.6:
                dialog.fileSelected.emit(self.file())
            dialog.reject()
            return True
        box = QApplication.activePopupWidget()
        modal = QApplication.activeModalWidget()
        if box is not None and (always or self.rng.random() < 0.4):
            box.close()
            return True
        if modal is not None and (always or self.rng.random() < 0.12):
            modal.close()
            return True
        if always or self.rng.random() < 0.02:
            for dialog in self._of(QDialog):
                dialog.close()
        return False

    def dismissed(self) -> None:
        """Something was in the way, and is no more."""

    def _of(self, kind: type) -> list:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    # What can be done

    def file(self) -> str:
        """A file, good or bad."""
        return str(self.rng.choice(self.files))

    def action(self) -> None:
        """One of the table's, as the menus would trigger it."""
        spec = self.rng.choice(ACTIONS)
        if spec.id == QUIT:
            return
        self.note(spec.id)
        self.window.table[spec.id].trigger()

    def key(self) -> None:
        """To whatever has the keyboard."""
        target = QApplication.focusWidget() or QApplication.activeWindow() or self.window
        key, more = self.rng.choice(KEYS), self.rng.choice((PLAIN, PLAIN, PLAIN, CONTROL, SHIFT, CONTROL | SHIFT, ALT))
        if more & (CONTROL | ALT) and key in (Qt.Key.Key_Q, Qt.Key.Key_F4):
            return
        self.note(f"{key} {more} to {describe(target)}")
        QTest.keyClick(target, key, more)

    def _place(self) -> tuple[QWidget, QPoint]:
        """A widget, and a point in it; more often one of those that are small."""
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, QFileDialog)]
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        top = front or (self.rng.choice(tops) if tops else self.window)
        if self.rng.random() < 0.5:
            at = QPoint(self.rng.randrange(max(1, top.width())), self.rng.randrange(max(1, top.height())))
            found = top.childAt(at) or top
            return found, found.mapFrom(top, at)
        inside = [w for w in top.findChildren(QWidget) if w.isVisible()] or [top]
        found = self.rng.choice(inside)
        at = QPoint(self.rng.randrange(max(1, found.width())), self.rng.randrange(max(1, found.height())))
        return found, at

    def click(self) -> None:
        """Somewhere."""
        widget, at = self._place()
        button, more = self.rng.choice((LEFT,) * 4 + (RIGHT, MIDDLE)), self.rng.choice((PLAIN, SHIFT, CONTROL))
        self.note(f"{button} {more} on {describe(widget)} at {at.toTuple()}")
        if not shiboken6.isValid(widget):
            return
        if self.rng.random() < 0.15:
            QTest.mouseDClick(widget, button, more, at)
        else:
            QTest.mouseClick(widget, button, more, at)

    def drag(self) -> None:
        """From somewhere to somewhere; now and then the button is not released."""
        widget, at = self._place()
        button, more = self.rng.choice((LEFT, LEFT, LEFT, RIGHT, MIDDLE)), self.rng.choice((PLAIN, PLAIN, SHIFT, ALT))
        self.note(f"drags {button} {more} on {describe(widget)} from {at.toTuple()}")
        self._mouse(widget, QMouseEvent.Type.MouseButtonPress, at, button, button, more)
        for _ in range(self.rng.randrange(1, 9)):
            at += QPoint(self.rng.randrange(-90, 91), self.rng.randrange(-60, 61))
            self._mouse(widget, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, more)
            if self.rng.random() < 0.3:
                QApplication.processEvents()
        if self.rng.random() < 0.95:
            self._mouse(widget, QMouseEvent.Type.MouseButtonRelease, at, button, Qt.MouseButton.NoButton, more)

    def _mouse(self, widget, kind, at, button, buttons, more) -> None:
        if shiboken6.isValid(widget):
            event = QMouseEvent(kind, QPointF(at), QPointF(widget.mapToGlobal(at)), button, buttons, more)
            QApplication.sendEvent(widget, event)

    def wheel(self) -> None:
        """Somewhere."""
        widget, at = self._place()
        turned = QPoint(0, self.rng.choice((-960, -120, -1, 1, 120, 240)))
        more = self.rng.choice((PLAIN, PLAIN, CONTROL, SHIFT))
        self.note(f"wheel {turned.y()} {more} on {describe(widget)}")
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        if shiboken6.isValid(widget):
            place = QPointF(at), QPointF(widget.mapToGlobal(at))
            QApplication.sendEvent(widget, QWheelEvent(*place, QPoint(), turned, none, more, phase, False))

    def type(self) -> None:
        """Into a field: something absurd."""
        fields = [w for top in QApplication.topLevelWidgets() for w in top.findChildren(QLineEdit) if w.isVisible()]
        fields = [w for w in fields if not isinstance(w.window(), QFileDialog) and w.isEnabled()]
        if fields:
            edit, word = self.rng.choice(fields), self.rng.choice(WORDS)
            self.note(f"types {word[:20]!r} into {edit.accessibleName() or describe(edit)}")
            edit.setFocus()
            edit.selectAll()
            edit.insert(word)
            edit.textEdited.emit(edit.text())
            QTest.keyClick(edit, self.rng.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))

    def drop(self) -> None:
        """Files onto the window."""
        data = QMimeData()
        paths = [self.file() for _ in range(self.rng.choice((1, 1, 1, 3)))]
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        self.note(f"drops {[Path(p).name[:20] for p in paths]}")
        at, copy = QPointF(self.window.rect().center()), Qt.DropAction.CopyAction
        QApplication.sendEvent(self.window, QDragEnterEvent(at.toPoint(), copy, data, LEFT, PLAIN))
        QApplication.sendEvent(self.window, QDropEvent(at, copy, data, LEFT, PLAIN))

    def open(self) -> None:
        """A file, as from the command line or the list of recent ones."""
        path = self.file()
        self.note(f"opens {Path(path).name[:30]}")
        self.window.open_path(path)

    def workspace(self) -> None:
        """Another workspace."""
        self.window.visit(self.rng.choice(WORKSPACES).key)

    def dock(self) -> None:
        """A panel floats, is closed, comes back."""
        docks = self.window.findChildren(QDockWidget)
        if docks:
            panel = self.rng.choice(docks)
            self.note(describe(panel))
            self.rng.choice([panel.close, panel.show, lambda: panel.setFloating(not panel.isFloating())])()

    def resize(self) -> None:
        """The window."""
        self.window.resize(self.rng.randrange(200, 1900), self.rng.randrange(150, 1200))

    def paste(self) -> None:
        """Something new on the clipboard."""
        image = QImage(self.rng.randrange(1, 300), self.rng.randrange(1, 300), QImage.Format.Format_RGB32)
        image.fill(self.rng.randrange(2**24))
        QGuiApplication.clipboard().setImage(image)

    def rest(self) -> None:
        """Let the threads work a little."""
        until(lambda: False, self.rng.uniform(0.01, 0.1))

    def reopen(self) -> None:
        """Close the window, and open another one with the same settings."""
        if QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.rng.random() < 0.5:
            return
        for dialog in self._of(QDialog):
            dialog.close()
        self.heart.hold()
        self.left += close(self.window)
        self.window = open_window(self.folder)
        settle()
        self.heart.go_on()


def main(seed: str, actions: str, place: str) -> None:
    """In this process, in the folder ``place``."""
    folder = Path(place).resolve()
    faulthandler.enable()
    import torch

    torch.set_num_threads(1)
    own_places(folder)
    (folder / "files").mkdir()
    os.chdir(folder / "files")
    app = application()
    monkey = Monkey(int(seed), folder)
    monkey.run(int(actions))
    settle()
    del app
    found = {
        "actions": monkey.done, "errors": monkey.errors.found, "left": monkey.left, "gaps": monkey.heart.gaps,
        "kinds": monkey.kinds,
    }  # fmt: skip
    sys.stdout.write("\n" + json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what the interpreter does at its end is not the window's


if __name__ == "__main__":
    main(*sys.argv[1:])
