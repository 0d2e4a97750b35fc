"""What the sampler's thread and the window share, without a window."""

import dataclasses
import math
import threading

import numpy as np
import pytest

import app.jobs.pictures as jobs_pictures
from app.params import LiveParams, SampleSettings
from app.params.path import Kept, Point
from app.params.run import Frame, MemoryUse, ParamsChange, Progress
from app.workers import pictures
from app.workers.control import Cancelled, Mode, RunControl
from app.workers.exchange import POINTS_SHARE, Mailbox, PathStore
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
    return Frame(1, progress(**{"done": level + 1, "level": level, **more}), half, half, 0.0)


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


def path_of(steps, store):
    """A run of levels with so many steps each, kept in ``store``."""
    done = 0
    for level, count in enumerate(steps):
        for step in range(count):
            done += 1
            store.put(frame(level, done=done, step=step, steps=count, levels=len(steps)))
            yield store.kept()


def test_all_steps_are_kept_and_those_inside_of_levels_go_first():
    store = PathStore(budget=math.ceil(1600 / (1 - POINTS_SHARE)))
    for kept in path_of([6] * 10, store):
        done = [f.progress.done for f in kept.frames]
        assert done == sorted(set(done))
        assert done[-1] == store._newest
        assert len(done) * 100 <= 1600
        if done[-1] <= 16:
            assert done == list(range(1, done[-1] + 1))  # all of them
            assert (kept.every, kept.every_level) == (1, 1)
    assert [f.progress.done for f in kept.ends] == [6 * (k + 1) for k in range(10)]  # every level still
    assert kept.every > 1
    inside = [d for d in done if d % 6]
    assert all((d - 1) % kept.every == 0 for d in inside)


def test_levels_are_thinned_evenly_when_nothing_else_is_left():
    store = PathStore(budget=math.ceil(800 / (1 - POINTS_SHARE)))
    for kept in path_of([1] * 20, store):
        levels = list(kept.levels)
        assert levels[0] == 0
        assert levels[-1] == store._newest - 1
        assert len(levels) * 100 <= 800
    assert list(kept.levels) == [0, 4, 8, 12, 16, 19]
    assert kept.every_level == 4
    assert kept.level(5).progress.level == 4
    assert kept.at(7).progress.done in (5, 9)
    assert Kept().level(5) is None


def test_neighbours_and_ends_of_a_path():
    *_, kept = path_of([2, 2, 2], PathStore())
    assert [kept.beside(3, d).progress.done for d in (-1, 1)] == [2, 4]
    assert kept.beside(1, -1) is None
    assert kept.beside(6, 1) is None
    assert [f.progress.done for f in kept.up_to(4).frames] == [1, 2, 3, 4]
    assert kept.newest.progress.done == 6


def test_what_is_handed_out_stays_as_it_is():
    store = PathStore()
    first = next(path_of([2], store))
    store.add(progress(5))
    assert len(first.frames) == 1
    assert first.steps == ()
    assert store.kept() is store.kept()


def test_a_path_begins_with_that_of_the_run_before():
    store = PathStore()
    *_, kept = path_of([2, 2], store)
    store.add_point(Point(2, "state", 10))
    store.add_change(ParamsChange(1, 1.5, PARAMS, PARAMS))
    branch = PathStore(earlier=store.kept().up_to(3))
    branch.put(frame(1, done=4, step=1, steps=2, levels=2))
    now = branch.kept()
    assert [f.progress.done for f in now.frames] == [1, 2, 3, 4]
    assert [point.done for point in now.points] == [2]
    assert len(now.changes) == 1
    assert now.frames[0] is kept.frames[0]


def test_points_take_no_more_than_their_part_and_the_newest_is_there():
    store = PathStore(budget=400)
    for done in range(1, 30):
        store.add_point(Point(done, None, 10))
        points = store.kept().points
        assert sum(point.size for point in points) <= 400 * POINTS_SHARE
        assert points[-1].done == done
    assert points[0].done == 1
    assert store.kept().point(points[1].done + 1) is points[1]
    store.add_point(Point(31, None, 1000))  # larger than all the room: none is better than too many
    assert [point.done for point in store.kept().points] in ([31], [])


def test_a_level_seen_again_replaces_its_picture_and_the_result_has_its_own_place():
    store = PathStore(most=4)
    for done in (1, 2, 3):
        newer = frame(9, done=done)
        store.put(newer)
    store.put(frame(9, done=4, denoising=True))
    kept = store.kept()
    assert kept.levels[9] is newer
    assert list(kept.levels) == [9, 10]


def test_numbers_of_steps_are_bounded_and_end_with_the_latest():
    store = PathStore(most=64)
    for done in range(1, 1001):
        store.add(progress(done))
    steps = [p.done for p in store.kept().steps]
    assert len(steps) <= 66
    assert steps[0] == 1
    assert steps[-1] == 1000
    assert len(set(np.diff(steps[:-1]))) == 1  # evenly thinned
    change = ParamsChange(3, 1.5, PARAMS, PARAMS)
    store.add_change(change)
    assert store.kept().changes == (change,)


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


def test_pictures_are_converted_once_a_step_and_once_more_at_the_end(qapp, monkeypatch):
    link, converted, _ = ran(monkeypatch, [])
    kept = link.path.kept()
    assert list(kept.levels) == [0, 1, 2, 3]
    assert [frame.progress.done for frame in kept.frames] == list(range(1, EVALUATIONS + 1))
    assert [point.done for point in kept.points] == [4, 8, 12, 13]  # the ends of the levels
    assert converted == [4] * (EVALUATIONS + 1)  # x and the estimate together


def test_parameters_are_read_once_an_evaluation(qapp, monkeypatch):
    _, _, read = ran(monkeypatch, [])
    assert read == list(range(EVALUATIONS + 1))  # the last time to find that there is nothing more to do


def test_the_device_s_memory_is_told_now_and_then_and_is_in_no_frame(qapp, monkeypatch):
    monkeypatch.setattr(jobs_pictures, "MEMORY_SECONDS", math.inf)
    told = []
    ran(monkeypatch, told)
    assert sum(isinstance(what, MemoryUse) for what in told) == 1
    assert {field.name for field in dataclasses.fields(Frame)} == {"run_id", "progress", "x", "estimate", "made_at"}
