"""What the path that is kept of a run costs, and how quickly one scrubs in it.

make bench    or    pytest tests/bench/bench_timeline.py -s

* ms per evaluation of the bare network, and of the window's sampler with the timeline live (goal: within 12 %);
* the same in processor time, which other programs do not lengthen: the sampler's thread, and the window's for each
  evaluation, with one thread for the network;
* what the path takes of its memory, also where it has to be thinned (goal: within the budget);
* the time to see another level: grid, timeline and numbers painted (goal: 16 ms).
"""

import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import torch
from PySide6.QtWidgets import QApplication

from app.jobs.threads import threads_here
from app.params.path import PATH_BYTES
from app.params.run import FinishReason
from app.workers.run import RunThread
from tests.bench.bench_window import COUNT, STEPS, bare, in_thread, run_once, window  # noqa: F401 - a fixture

ROUNDS = 7
MIB = 2**20


@pytest.mark.parametrize(("steps", "rounds"), [(STEPS, ROUNDS), (450, 3)])
def test_cost(window, qtbot, steps, rounds):  # noqa: F811
    """A short run has the costs of its beginning besides, which is written down; a usual one hardly."""
    model = window.models.model
    run_once(window, qtbot), in_thread(bare, model)  # warms up
    window.workspace.settings.set("levels", steps // 2)
    pairs = [(in_thread(bare, model), run_once(window, qtbot)) for _ in range(rounds)]
    base, live = (statistics.median(values) for values in zip(*pairs, strict=True))
    print(f"\nms per evaluation, 16 pictures, {torch.get_num_threads()} threads, medians of {rounds} runs of {steps}")
    print(f"  bare network         {base:7.2f} ms")
    ratios = statistics.median(b / a for a, b in pairs)
    print(f"  with the timeline    {live:7.2f} ms  {100 * (ratios - 1):+6.1f} % (median of the rounds' ratios)")


@torch.inference_mode()
def bare_alone(model):
    """Milliseconds of the processor that an evaluation takes with one thread."""
    with threads_here(1):
        x, sigma = torch.rand(COUNT, *model.shape), torch.full((1,), 1.0)
        model.network(x, sigma)
        begun = time.thread_time()
        for _ in range(STEPS):
            model.network(x, sigma)
        return 1000 * (time.thread_time() - begun) / STEPS


def test_processor_time(window, qtbot, monkeypatch):  # noqa: F811
    spent, work = [], RunThread._work

    def measured(thread):
        begun = time.thread_time()
        work(thread)
        spent.append(1000 * (time.thread_time() - begun) / STEPS)

    monkeypatch.setattr(RunThread, "_work", measured)
    window.models.state.threads = 1
    run_once(window, qtbot), in_thread(bare_alone, window.models.model)
    network, sampler, shown = [], [], []
    for _ in range(ROUNDS):
        network.append(in_thread(bare_alone, window.models.model))
        spent.clear()
        begun = time.thread_time()
        run_once(window, qtbot)
        shown.append(1000 * (time.thread_time() - begun) / STEPS)
        qtbot.waitUntil(lambda: max(spent, default=0) > network[-1] / 2)  # the sampler's thread among all that worked
        sampler.append(max(spent))
    base, own, window_own = (statistics.median(values) for values in (network, sampler, shown))
    print(f"\nms of the processor per evaluation, {COUNT} pictures, 1 thread, medians of {ROUNDS} runs of {STEPS}")
    print(f"  the network         {base:7.2f} ms")
    print(f"  the sampler beyond  {own - base:7.2f} ms  {100 * (own / base - 1):+6.1f} %")
    print(f"  the window          {window_own:7.2f} ms  {100 * window_own / base:+6.1f} %")


def test_memory_and_scrubbing(window, qtbot):  # noqa: F811
    run, settings = window.workspace.run, window.workspace.settings
    for name, value in (("count", 64), ("levels", 225), ("steps_per_level", 1)):
        settings.set(name, value)
    run_once(window, qtbot)
    assert run.reason is FinishReason.COMPLETE
    kept = run.kept
    print(f"\n64 pictures, {len(kept.ends)} levels: {len(kept.frames)} steps and {len(kept.points)} points kept,")
    print(f"  {kept.nbytes / MIB:.1f} MiB of {PATH_BYTES / MIB:.0f}")
    times = []
    for k in range(200):
        done = kept.frames[(37 * k) % len(kept.frames)].progress.done
        begun = time.perf_counter()
        run.viewed = done
        for widget in (window.workspace.center, window.workspace.run_panel):
            widget.repaint()
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - begun))
    print(f"scrubbing: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
    window.workspace.runner.path_bytes = 8 * MIB
    run_once(window, qtbot)
    kept = run.kept
    print(f"with 8 MiB: {len(kept.frames)} steps, every {kept.every_level}th level, {kept.nbytes / MIB:.1f} MiB")
