"""A long stay in the window: openings, runs, switches of workspace and exports, and what they leave in memory.

``python -m tests.attack.soak SECONDS FOLDER [ROUNDS]`` runs it in this process and prints what came of it as JSON.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.params.export import EXPORTS, ExportChoice
from app.params.history import HELD_BYTES
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity
from app.workers.latest import LatestThread
from tests.attack.children import Start, start
from tests.attack.heart import NOTED_S, Gap, Heart
from tests.attack.window import (
    PATIENCE_S,
    Errors,
    application,
    close,
    handles,
    make_files,
    memory,
    open_window,
    own_places,
    settle,
    threads,
    until,
)

WARM_S = 300
"""What the first minutes take is not counted as drift; of a short stay, the first third."""
MOST = 20 * 2**20
EVERY = 5
"""Rounds between two readings; if only so many rounds are asked for, each is read."""


Reading = tuple[float, int, int, int, int, int]
"""(seconds, bytes, handles, threads, widgets, bytes of earlier runs)."""


class Stay:
    """One window that is used on and on."""

    def __init__(self, folder: Path) -> None:
        self.errors = Errors()
        make_files(folder / "files")
        self.files = folder / "files"
        self.out = folder / "out"
        self.out.mkdir()
        self.window = open_window(folder)
        self.window.preferences.export_folder = str(self.out)
        self.rounds = self.runs = self.exports = 0
        settle()
        self.heart = Heart()
        self.readings: list[Reading] = []

    def work(self, seconds: float, rounds: int) -> None:
        """Round after round, until the time is over, or so many."""
        began = time.monotonic()
        while self.rounds < rounds if rounds else time.monotonic() - began < seconds or len(self.readings) < 4:
            self.round()
            self.rounds += 1
            if rounds or self.rounds % EVERY == 0:
                self.heart.hold()
                settle()
                now = time.monotonic() - began
                widgets = len(QApplication.allWidgets())
                self.readings.append((now, memory(), handles(), len(threads()), widgets, self.held()))
                self.heart.go_on()

    def held(self) -> int:
        """Bytes of the paths of earlier runs, which the history keeps on purpose, and not without bounds."""
        histories = [work.history.state for work in self.window.workshop.ready.values() if hasattr(work, "history")]
        return sum(path.kept.nbytes for history in histories for path in history._paths.values())

    def round(self) -> None:
        """Two networks, a run of each kind, exports of each, bad files between."""
        self.sample(("small", "wide")[self.rounds % 2])
        self.fill()
        self.plane()
        for name in ("damaged.safetensors", "damaged.png", "empty.npz"):
            self.open(name)
        self.window.notices.clear()

    def go(self, key: str) -> None:
        """To a workspace, as its action goes there."""
        self.heart.doing = f"going to {key}"
        self.window.visit(key)
        if not until(lambda: not self.window.workshop.wanted, PATIENCE_S):
            raise RuntimeError(f"{key} was not made")

    def idle(self, what: str) -> None:
        """All threads have ended but those that wait for the next question."""
        tasks = self.window.tasks
        if not until(lambda: all(isinstance(thread, LatestThread) for thread in tasks._threads), PATIENCE_S):
            raise RuntimeError(f"the threads of {what} did not end:\n{_stacks()}")

    def open(self, name: str) -> None:
        """A file, and wait until it is there."""
        self.heart.doing = f"opening {name}"
        self.window.open_path(str(self.files / name))
        self.idle(f"opening {name}")

    def sample(self, network: str) -> None:
        """Pictures out of noise."""
        self.go("sample")
        self.open(f"{network}.safetensors")
        self.window.workspace.settings.set("count", 4)
        self.run(self.window.workspace)
        self.export("grid", "samples", "levels", "steps")
        self.press(Qt.Key.Key_Return, Qt.Key.Key_PageUp, Qt.Key.Key_D, Qt.Key.Key_Return)
        self.open(("photo.png", "grid-0.png")[self.rounds > 0])

    def fill(self) -> None:
        """A picture with a hole."""
        self.go("inpaint")
        self.open("photo.png")
        work = self.window.workspace
        canvas = work.center.canvas
        for _ in range(3):
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
            QTest.mouseMove(canvas, canvas.rect().center() + QPoint(40, 30))
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
        self.press(Qt.Key.Key_W, Qt.Key.Key_W)
        self.run(work)
        self.export("mask", "grid")

    def plane(self) -> None:
        """Particles, and their numbers."""
        self.go("lab")
        lab = self.window.workspace
        lab.center.activities[Activity.PARTICLES].click()
        for draft in lab.particles.panels:
            draft.set("count", 200)
            draft.set("steps_per_level", 1)
        self.open("points.csv")
        lab.center.activities[Activity.PARTICLES].click()
        self.run(lab)
        self.export("view", "particles_a", "field", "film")

    def press(self, *keys: Qt.Key) -> None:
        """Keys for the workspace."""
        for key in keys:
            QTest.keyClick(self.window.workspace.central, key)
            QApplication.processEvents()

    def run(self, work) -> None:
        """A run to its end."""
        self.heart.doing = "a run"
        work.handlers["restart"]()
        run = work.run
        if not until(lambda: run.phase is RunPhase.IDLE, PATIENCE_S):
            raise RuntimeError(f"a run did not end: {run.phase}\n{_stacks()}")
        self.runs += 1

    def export(self, *keys: str) -> None:
        """To files, of which one is replaced, one is new."""
        for key in keys:
            self.heart.doing = f"the export {key}"
            row = EXPORTS[key]
            name = f"{key}-{self.rounds % 2}" if row.folder else f"{key}-{self.rounds % 2}{row.ending}"
            self.window.workspace.exporter.export(ExportChoice(row, str(self.out / name)))
            self.idle(f"the export {key}")
            self.exports += 1


def _stacks() -> str:
    """Where all threads are."""
    return "\n".join("".join(traceback.format_stack(frame)[-4:]) for frame in sys._current_frames().values())


@dataclass
class Soak:
    """What came of a stay."""

    seconds: float = 0.0
    rounds: int = 0
    runs: int = 0
    exports: int = 0
    errors: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    late_ms: float = 0.0
    """By how much 99 of 100 beats of the event loop were late at most."""
    gaps: list[Gap] = field(default_factory=list)

    @property
    def settled(self) -> list[Reading]:
        """The readings that count."""
        warm = min(WARM_S, self.seconds / 3)
        return [reading for reading in self.readings if reading[0] >= warm]

    def drift(self, place: int) -> int:
        """How much more there is at the end of what stands at this place of the readings."""
        return self.settled[-1][place] - self.settled[0][place] if len(self.settled) > 1 else 0

    @property
    def grown(self) -> int:
        """Bytes by which memory grew, but for the earlier runs that are kept on purpose."""
        return self.drift(1) - self.drift(5)

    @property
    def good(self) -> bool:
        """Whether nothing went wrong, nothing grew too much."""
        grown = self.grown > MOST or self.drift(2) > 0 or self.drift(3) > 0
        return not (self.errors or self.left or grown)

    @property
    def text(self) -> str:
        """The figures."""
        drift, kept = self.grown / 2**20, self.drift(5) / 2**20
        grown = (
            f"after the first {min(WARM_S, self.seconds / 3):.0f} s: {drift:+.1f} MiB of memory and {kept:+.1f} "
            f"MiB of earlier runs, which the history keeps within {HELD_BYTES >> 20} MiB, "
            f"{self.drift(2):+d} handles, {self.drift(3):+d} threads, {self.drift(4):+d} widgets"
        )
        own = sorted((gap for gap in self.gaps if gap.own > NOTED_S and not gap.torch), key=lambda gap: -gap.own)
        late = (
            f"the event loop was {self.late_ms:.0f} ms late at most in 99 of 100 turns; {len(self.gaps)} gaps over "
            f"{1000 * NOTED_S:.0f} ms, {len(own)} of the program's own"
        )
        lines = [
            f"{self.seconds:.0f} s in the window, {self.rounds} rounds, {self.runs} runs, {self.exports} exports",
            grown,
            late,
            *(f"  {gap.text}" for gap in own[:8]),
            *(f"  {s:6.0f} s: {m / 2**20:7.1f} MiB, {k / 2**20:.1f} of runs, {h} handles, {t} threads, {w} widgets"
              for s, m, h, t, w, k in self.readings[:: max(1, len(self.readings) // 12)]),
        ]  # fmt: skip
        return "\n".join([*lines, *self.errors[:10], *self.left[:10]])


def run(seconds: float, rounds: int = 0, start: Start = start) -> Soak:
    """A stay in a process of its own, so long, or of so many rounds."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.txt"
        code = start(["soak", str(seconds), folder, str(rounds)], said, 2 * seconds + 4 * PATIENCE_S)
        text = said.read_text(errors="replace")
    last = text.splitlines()[-1:] or [""]
    if code != 0 or not last[0].startswith("{"):
        return Soak(errors=[f"exit {code}: {text[-3000:]}"])
    found = json.loads(last[0])
    readings, gaps = [tuple(reading) for reading in found["readings"]], [Gap(*gap) for gap in found["gaps"]]
    return Soak(**found | {"readings": readings, "gaps": gaps})


def main(length: str, place: str, count: str = "0") -> None:
    """In this process, in the folder ``place``: so many seconds, or rounds."""
    seconds, folder, rounds = float(length), Path(place).resolve(), int(count)
    faulthandler.enable()
    import torch

    torch.set_num_threads(1)
    own_places(folder)
    (folder / "files").mkdir()
    os.chdir(folder)
    app = application()
    began = time.monotonic()
    stay = Stay(folder)
    try:
        stay.work(seconds, rounds)
    except Exception:
        stay.errors.found.append(traceback.format_exc())
    stay.heart.stop()
    left = close(stay.window)
    del app
    found = {
        "seconds": time.monotonic() - began, "rounds": stay.rounds, "runs": stay.runs, "exports": stay.exports,
        "errors": stay.errors.found, "left": left, "readings": stay.readings, "late_ms": stay.heart.lateness(99),
        "gaps": stay.heart.gaps,
    }  # fmt: skip
    sys.stdout.write("\n" + json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
