"""What the sampler's thread and the window share, without a window."""

import dataclasses
import math
import threading

import numpy as np
import pytest

import app.jobs.pictures as jobs_pictures
from app.params import LiveParams, SampleSettings
from app.params.run import Frame, MemoryUse, ParamsChange, Progress
from app.workers import pictures
from app.workers.control import Cancelled, Mode, RunControl
from app.workers.exchange import LevelStore, Mailbox, Trace
from app.workers.run import RunLink
from tests.models import gaussian

PARAMS = LiveParams()


def progress(done=1, level=0, levels=10, **more):
    values = {
        "done": done, "total": 100, "level": level, "levels": levels, "step": 0, "steps": 1, "denoising": False,
        "sigma": 1.0, "alpha": 0.5, "eta": 0.5, "params": PARAMS, "score_norm": 4.0, "snr": 1.0, "dimension": 9,
    }  # fmt: skip
    return Progress(**{**values, **more})


def frame(level=0, nbytes=100, **more):
    half = np.zeros((1, 1, nbytes // 2, 1), np.uint8)
    return Frame(1, progress(done=level + 1, level=level, **more), half, half, 0.0)


def test_progress_in_closed_form():
    p = progress(params=LiveParams(temperature=4.0), rate=10.0, done=20)
    assert p.drift_norm == 1.0  # alpha/2 |s|
    assert p.noise_norm == pytest.approx((4 * 0.5 * 9) ** 0.5)  # sqrt(tau alpha d)
    assert p.seconds_left == 8.0
    assert progress(step=0, steps=4, level=2).position == 3.25
    assert progress(denoising=True).noise_norm == 0


def test_the_mailbox_keeps_the_newest_and_tells_once():
    box = Mailbox()
    assert [box.put(1), box.put(2), box.put(3)] == [True, False, False]
    assert box.take() == 3
    assert box.take() is None
    assert box.put(4)


def test_pause_step_level_and_stop():
    control = RunControl(PARAMS)
    control.checkpoint()
    control.completed(last_of_level=True)
    assert not control.paused
    control.step()
    control.completed(last_of_level=False)
    assert control.paused
    control.level()
    control.completed(last_of_level=False)
    assert not control.paused
    control.completed(last_of_level=True)
    assert control.paused
    control.stop()
    with pytest.raises(Cancelled):
        control.checkpoint()


def test_a_paused_thread_settles_then_waits_until_it_may_go_on():
    control = RunControl(PARAMS, Mode.PAUSED)
    waiting, through = threading.Event(), threading.Event()

    def work():
        control.checkpoint(waiting.set)
        through.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert waiting.wait(10)
    assert not through.is_set()
    control.resume()
    assert through.wait(10)
    thread.join()


def test_replayed_changes_act_until_someone_sets_others():
    first, second, own = (LiveParams(epsilon=e) for e in (1e-3, 2e-3, 3e-3))
    control = RunControl(PARAMS, replay={2: first, 5: second})
    assert [control.params_at(n) for n in (0, 1, 2, 3)] == [PARAMS, PARAMS, first, first]
    control.params = own
    assert [control.params_at(n) for n in (4, 5, 6)] == [own, own, own]


def test_the_level_store_thins_evenly_and_keeps_first_and_newest():
    store = LevelStore(budget=800)
    for level in range(20):
        store.put(frame(level, levels=20))
        kept = [k for k, _ in store.frames()]
        assert kept[0] == 0
        assert kept[-1] == level
        assert len(kept) * 100 <= 800
    assert [k for k, _ in store.frames()] == [0, 4, 8, 12, 16, 19]
    assert store.get(5) is None
    assert store.nearest(5).progress.level == 4
    assert [k for k, _ in store.newer(8)] == [8, 12, 16, 19]  # level k was made by evaluation k + 1
    assert store.newer(20) == []


def test_a_level_seen_again_replaces_its_picture_and_the_result_has_its_own_place():
    store = LevelStore()
    store.put(frame(9))
    newer = frame(9)
    store.put(newer)
    store.put(frame(9, denoising=True))
    assert store.get(9) is newer
    assert [k for k, _ in store.frames()] == [9, 10]


def test_the_trace_is_bounded_and_ends_with_the_latest():
    trace = Trace(points=64)
    for done in range(1, 1001):
        trace.add(progress(done))
    steps = [p.done for p in trace.steps()]
    assert len(steps) <= 66
    assert steps[0] == 1
    assert steps[-1] == 1000
    assert len(set(np.diff(steps[:-1]))) == 1  # evenly thinned
    change = ParamsChange(3, 1.5, PARAMS, PARAMS)
    trace.add_change(change)
    assert trace.changes() == [change]


# What a step costs beside the network. The thread's own function is called, so that all of it happens here.

EVALUATIONS = 13
"""Of three levels with four steps each, and the denoising step."""


def ran(monkeypatch, told):
    """A run of which only one frame is due by time; the model, and when its parameters were read."""
    monkeypatch.setattr(pictures, "FRAME_SECONDS", 3600.0)
    model, read, converted = gaussian(0.5, 0.1, (1, 4, 4)), [], []
    to_pixels = model.to_pixels
    model.to_pixels = lambda x: converted.append(len(x)) or to_pixels(x)
    settings = SampleSettings(count=2, levels=3, steps_per_level=4, sigma_max=1.0, sigma_min=0.1, epsilon=1e-3)
    link = RunLink(RunControl(settings.live))
    params_at = link.control.params_at
    link.control.params_at = lambda evaluation: read.append(evaluation) or params_at(evaluation)
    thread = pictures.picture_thread(1, model, settings, (0, 1), link)
    thread.told.connect(lambda _, what: told.append(what))
    thread.run()
    assert len(model.calls) == EVALUATIONS
    return link, converted, read


def test_pictures_are_converted_only_where_one_is_shown_or_kept(qapp, monkeypatch):
    link, converted, _ = ran(monkeypatch, [])
    assert [level for level, _ in link.levels.frames()] == [0, 1, 2, 3]
    # The first step is shown, the last of each level and the denoised one are kept, the end is shown: x and estimate.
    assert converted == [2] * 2 * (1 + 3 + 1 + 1)


def test_parameters_are_read_once_an_evaluation(qapp, monkeypatch):
    _, _, read = ran(monkeypatch, [])
    assert read == list(range(EVALUATIONS + 1))  # the last time to find that there is nothing more to do


def test_the_device_s_memory_is_told_now_and_then_and_is_in_no_frame(qapp, monkeypatch):
    monkeypatch.setattr(jobs_pictures, "MEMORY_SECONDS", math.inf)
    told = []
    ran(monkeypatch, told)
    assert sum(isinstance(what, MemoryUse) for what in told) == 1
    assert {field.name for field in dataclasses.fields(Frame)} == {"run_id", "progress", "x", "estimate", "made_at"}
