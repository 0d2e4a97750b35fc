"""What the window of trainings costs while it trains, and how quickly it answers: pictures of 28x28, one thread.

make bench    or    pytest tests/bench/bench_training_window.py -s

* how late the event loop is (goal: no gap above 100 ms), in the time that passes, and in the main thread's own
  processor time between two beats, which other programs of the machine do not lengthen;
* the main thread's share of a core (goal: below 10 %), and that of all other threads;
* how soon "Pause" is acknowledged.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QElapsedTimer, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.params.status import RunPhase
from app.state.preferences import Preferences
from app.ui.main_window import MainWindow
from app.ui.theme import apply_theme

BEAT_MS = 4
SECONDS = 30


@pytest.fixture
def training(qtbot, tmp_path):
    apply_theme(QApplication.instance(), "light")
    preferences = Preferences(QSettings(str(tmp_path / "bench.ini"), QSettings.Format.IniFormat))
    pictures = np.random.default_rng(1).integers(0, 256, (2000, 28, 28), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)
    preferences.keep_document(
        "training",
        {
            "data": str(tmp_path / "data.npz"), "out": str(tmp_path / "net.safetensors"),
            "given": {"epochs": 1000, "batch_size": 32}, "sizes": {"features": 16, "coarse_features": 32},
            "watch": {"sample_minutes": 0.2, "sample_every": 0, "keep_mib": 20, "save_every": 0.2, "threads": 1},
        },
    )  # fmt: skip
    window = MainWindow(preferences, {})
    window.resize(1280, 800)
    window.show()
    window.trainings.show()
    qtbot.waitUntil(lambda: window.trainings.window is not None, timeout=60_000)
    qtbot.waitUntil(window.trainings.window.start.isEnabled, timeout=60_000)
    yield window.trainings.window
    window.trainings.window.session.stop()
    qtbot.waitUntil(lambda: not window.trainings.busy, timeout=60_000)
    window.close()
    window.deleteLater()


def test_event_loop_while_it_trains(training, qtbot):
    """From a while after the start: samples, savings, charts and what is kept are in it."""
    qtbot.mouseClick(training.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: training.runner.frame is not None and training.runner.frame.done > 5, timeout=240_000)
    clock, walls, owns = QElapsedTimer(), [], []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(lambda: (walls.append(clock.nsecsElapsed() / 1e6), owns.append(1e3 * time.thread_time())))
    clock.start()
    own, whole, done = time.thread_time(), time.process_time(), training.runner.frame.done
    timer.start()
    loop = QEventLoop()
    QTimer.singleShot(1000 * SECONDS, loop.quit)
    loop.exec()
    timer.stop()
    own, whole, wall = time.thread_time() - own, time.process_time() - whole, clock.nsecsElapsed() / 1e9
    done = training.runner.frame.done - done
    print(f"\nevent loop while training for {wall:.0f} s, {done / wall:.1f} steps/s, {len(training.runner.kept)} grids")
    for title, values in (("lateness", np.diff(walls) - BEAT_MS), ("own work in one turn", np.diff(owns))):
        low, high, worst = np.percentile(values, (50, 99, 100))
        print(f"  {title:21} median {low:6.2f} ms, 99th percentile {high:6.2f} ms, worst {worst:6.2f} ms")
    print(
        f"  main thread {100 * own / wall:.1f} % of a core, {100 * own / whole:.1f} % of the program's processor time"
    )
    begun = time.perf_counter()
    qtbot.mouseClick(training.start, Qt.MouseButton.LeftButton)
    assert training.session.status.phase is RunPhase.PAUSING
    print(f"  pause acknowledged after {1e3 * (time.perf_counter() - begun):.2f} ms")
