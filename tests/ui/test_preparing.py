"""What is prepared in the pauses after the start, and that the window's own thread reads no file."""

import gc
import sys

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer

from app.params.status import RunPhase
from app.ui import preparing
from app.ui.preparing import Preparation
from app.workers.latest import LatestThread

READING = ("/torch/", "/PIL/", "/safetensors/", "/zipfile", "/numpy/lib/", "/csv.py", "/yaml/", "/gzip.py")
"""Parts of the paths of code that reads files."""


def test_all_workspaces_are_imported_and_the_large_one_is_built(window, qtbot):
    preparation = Preparation(window)
    frozen = gc.get_freeze_count()
    with qtbot.waitSignal(preparation.finished, timeout=60_000):
        preparation.begin()
    names = {f"app.ui.{name}.workspace" for name in ("sample", "inpaint", "lab")}
    assert names <= set(sys.modules)
    assert set(window.workshop.ready) == {"sample", "lab"}
    built = window.workshop.ready["lab"]
    assert window.tasks.running == 0  # and computes nothing before it is shown
    window.show_workspace("lab")
    assert window.workspace is built
    assert gc.get_freeze_count() > frozen  # the garbage collector need not look through it


def test_each_piece_has_a_turn_of_its_own(window, qtbot, monkeypatch):
    done = []

    def piece(name):
        done.append(name)
        QTimer.singleShot(0, window, lambda: done.append("others"))

    monkeypatch.setattr(preparing, "_pieces", lambda _window: iter([lambda: piece("a"), lambda: piece("b")]))
    preparation = Preparation(window)
    with qtbot.waitSignal(preparation.finished, timeout=60_000):
        preparation.begin()
    assert done == ["a", "others", "b", "others"]


def test_it_waits_for_runs_openings_and_a_window_that_is_seen(window, gated, qtbot):
    (workspace, gate), models = gated, window.models.state
    preparation, run = Preparation(window), workspace.run
    assert not preparation.waits
    models.loading = "a file"
    assert preparation.waits
    models.loading = ""
    workspace.handlers["restart"]()
    assert run.phase is RunPhase.RUNNING
    assert preparation.waits
    gate.open.set()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    assert not preparation.waits
    window.hide()
    assert preparation.waits


@pytest.fixture
def files(tmp_path, small):
    """One of each kind: how it is opened, and what shows that it is there."""
    numbers = np.random.default_rng(0).integers(0, 256, (12, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "set.npz", images=numbers)
    np.save(tmp_path / "points.npy", np.random.default_rng(1).normal(0, 2, (50, 2)))
    (tmp_path / "points.csv").write_text("x,y\n" + "0.5,1.25\n" * 20)
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).save(tmp_path / "photo.png")
    return {"network": small} | {
        name: str(tmp_path / name) for name in ("set.npz", "points.npy", "points.csv", "photo.png")
    }


def test_the_windows_own_thread_reads_no_file(files, make_window, qtbot, small, subtests):
    window = make_window({"mnist": small})
    window.models.open(small)
    qtbot.waitUntil(lambda: window.models.model is not None, timeout=60_000)
    for key in ("inpaint", "lab"):
        window.show_workspace(key)
    for name, path in files.items():
        with subtests.test(name):
            window.show_workspace("inpaint" if name in ("set.npz", "photo.png") else "lab")
            reads_no_file(window, qtbot, path)


def reads_no_file(window, qtbot, path):
    """Open a file, and watch what the window's thread does meanwhile."""

    def idle():
        return all(isinstance(thread, LatestThread) for thread in window.tasks._threads)

    qtbot.waitUntil(idle, timeout=60_000)
    done, read = [], set()
    window.models.opened.connect(lambda: done.append("network"))
    window.workspace.actions_changed.connect(lambda: done.append("changed"))

    def called(frame, event, _argument):
        code = frame.f_code
        if event == "call" and any(part in code.co_filename for part in READING):
            read.add(f"{code.co_filename}: {code.co_qualname}")

    sys.setprofile(called)
    try:
        window.open_path(path)
        qtbot.waitUntil(lambda: idle() and bool(done), timeout=60_000)
    finally:
        sys.setprofile(None)
    assert window.notices.problems == []
    assert read == set()
