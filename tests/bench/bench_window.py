"""What the window costs and how quickly it answers, in one run.

make bench    or    pytest tests/bench/bench_window.py -s

* ms per evaluation (16 pictures of 28x28): the bare network, the headless sampler, the window's sampler (goal: within
  15 % of the bare network);
* how soon a pause is acknowledged and reached, and a slider's value acts;
* how late the event loop is while sampling (goal: 99th percentile 16 ms);
* the time from the process's start to the window's first paint (goal 1 s on two cores), and the longest gap of the
  event loop after it, which is torch's import.
"""

import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
import torch
from PySide6.QtCore import QElapsedTimer, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.core.noise import SampleNoise
from app.io.places import bundled_checkpoints
from app.params import SampleSettings
from app.params.status import RunPhase
from app.state.preferences import Preferences
from app.ui.main_window import MainWindow
from app.ui.theme import apply_theme
from tests.walks import run_batch

COUNT = 16
ROUNDS = 5
STEPS = 60
BEAT_MS = 4
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot, tmp_path):
    apply_theme(QApplication.instance(), "light")
    preferences = Preferences(QSettings(str(tmp_path / "bench.ini"), QSettings.Format.IniFormat))
    window = MainWindow(preferences, {})
    window.resize(1280, 800)
    window.show()
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        window.open_path(str(bundled_checkpoints()["mnist"]))
    settings = window.workspace.settings
    for name, value in (("count", COUNT), ("levels", STEPS // 2), ("steps_per_level", 2), ("denoise", False)):
        settings.set(name, value)
    yield window
    window.close()
    window.deleteLater()


def run_once(window, qtbot):
    """Milliseconds per evaluation of one run in the window, from its first evaluation to its last."""
    run = window.workspace.run
    begun = time.perf_counter()
    with qtbot.waitSignal(run.ended, timeout=120_000):  # nothing is polled meanwhile
        window.workspace.session.play_pause()
    return 1000 * (run.frame.made_at - begun) / run.progress.done


def in_thread(function, model):
    """Its result. In a thread of its own, as the window's sampler: OpenMP makes every barrier slower once threads
    that wait (those of the main thread would, after its first evaluation) outnumber the cores."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(function, model).result()


def headless(model):
    settings = SampleSettings(sigma_max=5.0, levels=STEPS // 2, steps_per_level=2, denoise=False, count=COUNT)
    noise = SampleNoise(0, model.shape, COUNT)
    begun = time.perf_counter()
    done = sum(1 for _ in run_batch(model, settings, lambda: settings.live, noise))
    return 1000 * (time.perf_counter() - begun) / done


@torch.inference_mode()
def bare(model):
    x, sigma = torch.rand(COUNT, *model.shape), torch.full((1,), 1.0)
    begun = time.perf_counter()
    for _ in range(STEPS):
        model.network(x, sigma)
    return 1000 * (time.perf_counter() - begun) / STEPS


def test_speed(window, qtbot):
    model = window.models.model
    times = {"bare network": [], "headless sampler": [], "window's sampler": []}
    for n in range(ROUNDS + 1):
        one = (in_thread(bare, model), in_thread(headless, model), run_once(window, qtbot))
        if n:  # the first round warms up
            for values, value in zip(times.values(), one, strict=True):
                values.append(value)
    base = statistics.median(times["bare network"])
    print(f"\nms per evaluation, {COUNT} pictures, {torch.get_num_threads()} threads, medians of {ROUNDS} rounds")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"  {name:18} {middle:7.2f} ms  {100 * (middle / base - 1):+6.1f} %")


def wait_for(signal, reached):
    """Wait in the event loop, as the program does: asking again and again would take a core from the network."""
    loop = QEventLoop()
    connection = signal.connect(loop.quit)
    while not reached():
        loop.exec()
    signal.disconnect(connection)


def test_latencies(window, qtbot):
    run, session = window.workspace.run, window.workspace.session
    window.workspace.settings.set("levels", 5000)
    session.play_pause()
    qtbot.waitUntil(lambda: run.progress is not None and run.progress.done > 20, timeout=60_000)
    acknowledged, reached, acted = [], [], []
    for n in range(20):
        begun = time.perf_counter()
        qtbot.mouseClick(window.workspace.run_panel.buttons["play"], Qt.MouseButton.LeftButton)
        assert run.phase is RunPhase.PAUSING
        acknowledged.append(time.perf_counter() - begun)
        wait_for(run.status_changed, lambda: run.phase is RunPhase.PAUSED)
        reached.append(time.perf_counter() - begun)
        session.play_pause()
        changes = len(run.kept.changes)
        begun = time.perf_counter()
        window.workspace.settings.set("epsilon", 4e-5 * (1 + n / 100) + 1e-6)
        wait_for(run.logged, lambda changes=changes: len(run.kept.changes) > changes)
        acted.append(time.perf_counter() - begun)
    rate = run.progress.rate
    session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
    print(f"\nlatencies, medians and worst of 20 (an evaluation takes {1000 / rate:.1f} ms)")
    for name, values in (("pause seen", acknowledged), ("pause reached", reached), ("slider acts", acted)):
        print(f"  {name:18} {1000 * statistics.median(values):7.2f} ms  {1000 * max(values):7.2f} ms")


@pytest.mark.parametrize("plots", [False, True], ids=["", "with the large plots"])
def test_event_loop(window, qtbot, plots):
    run = window.workspace.run
    if plots:
        panel = window.workspace.levels_panel
        panel.enlarge_plots()
        qtbot.waitUntil(lambda: panel.large is not None and panel.large.isVisible(), timeout=30_000)
    clock, beats = QElapsedTimer(), []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(lambda: beats.append(clock.nsecsElapsed() / 1e6))
    window.workspace.settings.set("levels", 300)
    busy = time.thread_time()
    clock.start()
    window.workspace.session.play_pause()
    timer.start()
    with qtbot.waitSignal(run.ended, timeout=120_000):
        pass
    timer.stop()
    busy, wall = time.thread_time() - busy, clock.nsecsElapsed() / 1e9
    late = np.diff(beats) - BEAT_MS
    shown = ", the large plots open" * plots
    print(f"\nevent loop while sampling for {wall:.1f} s{shown}: lateness of a timer of {BEAT_MS} ms")
    for name, value in (("median", 50), ("99th percentile", 99), ("worst", 100)):
        print(f"  {name:18} {np.percentile(late, value):7.2f} ms")
    print(f"  main thread busy   {100 * busy / wall:7.1f} % of a core")
    if plots:
        panel.large.close()


START = """
import sys, time
begun = float(sys.argv[1])
import app.commands.gui as gui
gui.display_problem = lambda: None
from app.ui.application import Starter
from PySide6.QtCore import QElapsedTimer, QTimer
begin, beats = Starter.begin, []
def begin_and_tell(self):
    print("shown", time.time() - begun, "torch" in sys.modules, flush=True)
    self.clock, self.timer = QElapsedTimer(), QTimer(self)
    self.clock.start()
    self.timer.timeout.connect(lambda: beats.append(self.clock.nsecsElapsed() / 1e6))
    self.timer.start(4)
    begin(self)
    self._window.models.opened.connect(self._window.close)
Starter.begin = begin_and_tell
from app.cli import main
main([])
print("gap", max(b - a for a, b in zip(beats, beats[1:])), flush=True)
"""


def test_start(tmp_path):
    shown, gaps = [], []
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program's modules are compiled
    for _ in range(6):
        done = subprocess.run(
            [sys.executable, "-c", START, repr(time.time())], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        lines = dict(line.split(" ", 1) for line in done.stdout.splitlines())
        seconds, torch_there = lines["shown"].split()
        assert torch_there == "False"
        shown.append(float(seconds))
        gaps.append(float(lines["gap"]))
    print("\nstart, medians and worst of 5 after one to warm the disk")
    print(f"  window shown after {statistics.median(shown[1:]):7.2f} s   {max(shown[1:]):7.2f} s")
    print(f"  longest gap then   {statistics.median(gaps[1:]):7.0f} ms  {max(gaps[1:]):7.0f} ms (torch's import)")
