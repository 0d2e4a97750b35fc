"""What the sampler's thread and the window share, without a window."""

import threading

import numpy as np
import pytest

from app.params import LiveParams
from app.params.run import Frame, ParamsChange, Progress
from app.workers.control import Cancelled, Mode, RunControl
from app.workers.exchange import LevelStore, Mailbox, Trace

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
