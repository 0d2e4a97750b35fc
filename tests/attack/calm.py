"""A user without haste: each action once in each workspace, networks, runs, and time after each of them.

``python -m tests.attack.calm`` prints how late the event loop was; on a machine that does nothing else.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from app.params.status import RunPhase
from app.ui.actions import ACTIONS
from app.ui.workspace import WORKSPACES
from tests.attack.heart import NOTED_S, Heart
from tests.attack.monkey import QUIT
from tests.attack.window import PATIENCE_S, application, make_files, open_window, own_places, settle, until

REST_S = 0.5
"""After each thing that is done."""

FILES = ("small.safetensors", "photo.png", "points.csv", "plane.safetensors", "wide.safetensors", "set.npz")


class Calm:
    """One window, and all that can be chosen in it."""

    def __init__(self, folder: Path) -> None:
        self.window, self.files = open_window(folder), folder / "files"
        for name in ("getOpenFileName", "getSaveFileName"):  # they wait for an answer
            setattr(QFileDialog, name, staticmethod(lambda *_: ("", "")))
        settle()
        until(lambda: "torch" in sys.modules and "lab" in self.window.workshop.ready, PATIENCE_S)
        self.heart = Heart()
        self.done = 0

    def do(self, what: str, act: Callable[[], object]) -> None:
        """Something, in a turn of the event loop, and a rest; what it has opened is closed."""
        self.heart.doing = what
        QTimer.singleShot(0, act)
        until(lambda: False, REST_S)
        for top in QApplication.topLevelWidgets():
            if top is not self.window and top.isVisible():
                top.reject() if isinstance(top, QDialog) else top.close()
        self.done += 1

    def work(self) -> None:
        """Everything."""
        for name in FILES:
            self.do(f"opening {name}", lambda name=name: self.window.open_path(str(self.files / name)))
        for place in WORKSPACES:
            self.do(f"going to {place.key}", lambda place=place: self.window.visit(place.key))
            self.do("a run", self.window.table["restart"].trigger)
            until(lambda: all(run.phase is RunPhase.IDLE for run in self.window.context.runs.values()), PATIENCE_S)
            for spec in ACTIONS:
                if spec.id != QUIT and self.window.table[spec.id].isEnabled():
                    self.do(f"{spec.id} in {place.key}", self.window.table[spec.id].trigger)
                    self.window.visit(place.key)


def main() -> int:
    """All of it, in this process."""
    import torch

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        own_places(folder)
        (folder / "files").mkdir()
        made = application()
        make_files(folder / "files")
        calm = Calm(folder)
        calm.work()
        heart = calm.heart
        heart.stop()
        own = sorted((gap for gap in heart.gaps if gap.own > NOTED_S and not gap.torch), key=lambda gap: -gap.own)
        print(
            f"{calm.done} things done: in 99 of 100 turns the event loop was {heart.lateness(99):.0f} ms late at most; "
            f"{len(heart.gaps)} gaps over {1000 * NOTED_S:.0f} ms, {len(own)} of the program's own"
        )
        for gap in own:
            print(f"  {gap.text}")
        sys.stdout.flush()
        del made
        os._exit(1 if own else 0)


if __name__ == "__main__":
    sys.exit(main())
