"""What the path that is kept of a run costs, and how quickly one scrubs in it.

make bench    or    pytest tests/bench/bench_timeline.py -s -n 0

* the time of an evaluation by the window's sampler with the timeline live, over that of the bare network (goal: within
  12 %), within long runs and of short ones from their start;
* the same in processor time, which other programs hardly lengthen: of the sampler's thread, and of the window's;
* what the path takes of its memory, also where it has to be thinned (goal: within the budget);
* the time to see another level: grid, timeline and numbers painted (goal: 16 ms).

A machine's speed drifts by more than what is measured. So live and bare evaluations take turns in short slices, in one
thread, each live one is divided by the mean of the bare ones before and after it, and pairs are added until the
median of these ratios is known well enough, or for four minutes.
"""

import math
import os
import statistics
import threading
import time
from dataclasses import dataclass, field

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import torch
from PySide6.QtWidgets import QApplication

from app.params.path import PATH_BYTES
from app.params.run import FinishReason
from app.state.run import NUMBERS_MS
from app.workers.run import RunThread
from tests.bench.bench_window import COUNT, STEPS, bare, in_thread, run_once, window  # noqa: F401 - a fixture

MIB = 2**20
SLICE = 30
"""Evaluations in a slice."""

WARM = 6
"""Evaluations before each slice that are not counted: those that bring the window, and the caches, up to speed."""

FEWEST, MOST = 9, 60
"""Pairs of slices."""

LONGEST = 240.0
"""Seconds after which no pair is added: on a machine that does other things no median is known well."""

KNOWN = 0.01
"""The interval of 95 % around a median is to reach no further than this on either side."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds an evaluation, by the clock, and of the processor: by this thread, by the window's, by all."""

    clock: float
    own: float
    window: float
    all: float

    @classmethod
    def now(cls):
        clock = time.pthread_getcpuclockid(threading.main_thread().ident)
        return cls(time.perf_counter(), time.thread_time(), time.clock_gettime(clock), time.process_time())

    def since(self, before, evaluations):
        def each(name):
            return 1000 * (getattr(self, name) - getattr(before, name)) / evaluations

        return Cost(each("clock"), each("own"), each("window"), each("all"))


def median_within(values):
    """The median, and an interval that holds that of all such values with 95 % (by the order of the values)."""
    values, n = sorted(values), len(values)
    reach = 0.98 * math.sqrt(n)
    low, high = max(0, math.floor(n / 2 - reach)), min(n - 1, math.ceil(n / 2 + reach) - 1)
    return statistics.median(values), values[low], values[high]


def known(values):
    """Whether there are enough."""
    middle, low, high = median_within(values)
    return len(values) >= FEWEST and max(high - middle, middle - low) <= KNOWN


@dataclass
class Slices:
    """Measures in the sampler's thread, between its steps: a slice of the run, then one of the bare network."""

    model: object
    live: list = field(default_factory=list)
    bare: list = field(default_factory=list)
    _until: float = field(default_factory=lambda: time.monotonic() + LONGEST)
    _steps: int = 0
    _begun: Cost | None = None

    @property
    def ratios(self):
        around = zip(self.bare, self.bare[1:], strict=False)
        return [cost.clock / (0.5 * (a.clock + b.clock)) for cost, (a, b) in zip(self.live, around, strict=False)]

    @property
    def enough(self):
        late = time.monotonic() > self._until and len(self.ratios) > 1
        return late or len(self.live) >= MOST or (len(self.ratios) >= FEWEST and known(self.ratios))

    def stepped(self):
        """The run has made a step."""
        if self.enough:
            return
        if not self.bare:
            self._measure_bare()
        self._steps += 1
        if self._steps == WARM:
            self._begun = Cost.now()
        elif self._steps == WARM + SLICE:
            self.live.append(Cost.now().since(self._begun, SLICE))
            self._steps = 0
            self._measure_bare()

    @torch.inference_mode()
    def _measure_bare(self):
        time.sleep(NUMBERS_MS / 1000 + 0.05)  # until the window has nothing left to do
        x, sigma = torch.rand(COUNT, *self.model.shape), torch.full((1,), 1.0)
        for n in range(WARM + SLICE):
            if n == WARM:
                begun = Cost.now()
            self.model.network(x, sigma)
        self.bare.append(Cost.now().since(begun, SLICE))

    def tell(self, threads):
        ratio, low, high = (100 * (value - 1) for value in median_within(self.ratios))
        print(f"\nan evaluation of {COUNT} pictures, {threads} threads, medians of {len(self.live)} slices of {SLICE}")
        for title, costs in (("bare network", self.bare), ("with the timeline", self.live)):
            each = {
                name: statistics.median(getattr(c, name) for c in costs) for name in ("clock", "own", "window", "all")
            }
            print(
                f"  {title:18} {each['clock']:7.2f} ms; of the processor {each['own']:6.2f} ms in the sampler's thread,"
                f" {each['window']:.2f} in the window's, {each['all']:.2f} in all"
            )
        print(f"  by the clock       {ratio:+7.1f} %  (median of the ratios; 95 %: {low:+.1f} to {high:+.1f} %)")
        base = statistics.median(c.all for c in self.bare)
        own = statistics.median(c.own for c in self.live) - statistics.median(c.own for c in self.bare)
        shown = statistics.median(c.window for c in self.live)
        text = f"the sampler {100 * own / base:+.1f} %, the window {100 * shown / base:+.1f} %"
        print(f"  of the processor   {text}")
        quarter = max(1, len(self.ratios) // 4)
        parts = (self.ratios[:quarter], self.ratios[-quarter:])
        first, last = (100 * (statistics.median(part) - 1) for part in parts)
        print(f"  along the run      {first:+7.1f} % in its first quarter, {last:+.1f} % in its last")


@pytest.mark.parametrize("threads", [0, 1], ids=["all cores", "one thread"])
def test_cost_of_a_long_run(window, qtbot, monkeypatch, threads):  # noqa: F811
    slices, take = Slices(window.models.model), RunThread._take

    def taken(thread, moment):
        take(thread, moment)
        slices.stepped()
        if slices.enough:
            thread.link.control.stop()

    monkeypatch.setattr(RunThread, "_take", taken)
    window.models.state.threads = threads
    window.workspace.settings.set("levels", (MOST + 1) * (SLICE + WARM) // 2)
    with qtbot.waitSignal(window.workspace.run.ended, timeout=900_000):  # nothing is polled meanwhile
        window.workspace.session.play_pause()
    slices.tell(threads or torch.get_num_threads())


def test_cost_of_short_runs(window, qtbot):  # noqa: F811
    """They have the costs of their beginning besides, which is written down."""
    model, lives = window.models.model, []
    run_once(window, qtbot), in_thread(bare, model)  # warms up
    bares = [in_thread(bare, model)]
    ratios, until = [], time.monotonic() + LONGEST
    while len(ratios) < MOST and not (ratios and (known(ratios) or time.monotonic() > until)):
        lives.append(run_once(window, qtbot))
        bares.append(in_thread(bare, model))
        ratios.append(lives[-1] / (0.5 * (bares[-2] + bares[-1])))
    ratio, low, high = (100 * (value - 1) for value in median_within(ratios))
    print(f"\nms per evaluation, {COUNT} pictures, {torch.get_num_threads()} threads, {len(lives)} runs of {STEPS}")
    print(f"  bare network         {statistics.median(bares):7.2f} ms")
    print(f"  with the timeline    {statistics.median(lives):7.2f} ms")
    print(f"  by the clock         {ratio:+7.1f} %  (median of the ratios; 95 %: {low:+.1f} to {high:+.1f} %)")


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
