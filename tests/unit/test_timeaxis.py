"""The axis of a run: even in log sigma, whole from the start, and every step of it in its place."""

import dataclasses

import pytest

from app.params.timeaxis import LAST_STEP, TimeAxis, nearest, slots
from tests.ui.test_workers import progress

AXIS = TimeAxis((8.0, 4.0, 2.0, 1.0))


def at(level, step, steps, sigma, **more):
    return dataclasses.replace(progress(levels=4), level=level, step=step, steps=steps, sigma=sigma, **more)


def test_levels_of_one_ratio_lie_evenly_and_the_last_step_has_a_place_of_its_own():
    width = (1 - LAST_STEP) / 4
    assert AXIS.ends == pytest.approx([width, 2 * width, 3 * width, 1 - LAST_STEP, 1])
    assert TimeAxis(AXIS.sigmas, denoise=False).ends == pytest.approx([0.25, 0.5, 0.75, 1])
    uneven = TimeAxis((8.0, 4.0, 1.0), denoise=False)
    assert uneven.ends == pytest.approx([1 / 4, 2 / 4, 1])


def test_the_steps_of_a_level_lie_evenly_within_it():
    places = [AXIS.place(at(1, step, 4, 4.0)) for step in range(4)]
    start, end = AXIS.ends[:2]
    assert places == pytest.approx([start + (k + 1) / 4 * (end - start) for k in range(4)])
    assert AXIS.place(at(3, 0, 1, 1.0, denoising=True)) == 1.0
    assert AXIS.place(at(1, 1, 2, 2.0)) == AXIS.ends[1]  # taken at the next level's sigma
    assert AXIS.place(at(0, 0, 1, 9.0)) == AXIS.ends[0]  # at a larger one


def test_a_step_of_other_levels_lies_where_its_sigma_does():
    other = dataclasses.replace(at(20, 0, 1, 4.0), levels=99)
    assert AXIS.place(other) == pytest.approx(AXIS.ends[1])
    assert AXIS.place(dataclasses.replace(other, sigma=16.0)) == AXIS.ends[0]


def test_the_level_and_sigma_at_a_place():
    assert [AXIS.level_at(p) for p in (0, 0.1, AXIS.ends[0], AXIS.ends[0] + 0.01, 0.99, 1)] == [0, 0, 0, 1, 4, 4]
    assert [AXIS.sigma_at(p) for p in (0, 0.3, 1)] == [8.0, 4.0, 1.0]


def test_levels_that_a_run_leaves_out_have_no_room():
    axis = TimeAxis(AXIS.sigmas, denoise=False, below=4.0)
    assert axis.ends == pytest.approx([0, 0, 0.5, 1])
    assert [axis.level_at(p) for p in (0, 0.3, 0.5, 0.51, 1)] == [2, 2, 2, 3, 3]
    assert [axis.place(at(level, 0, 1, AXIS.sigmas[level])) for level in (2, 3)] == pytest.approx([0.5, 1])
    assert axis.place_of(8.0) == 0
    assert TimeAxis(AXIS.sigmas, below=0.5).first == 3  # something is left


def test_one_level_is_an_axis_too():
    axis = TimeAxis((0.1,))
    assert axis.place(dataclasses.replace(progress(levels=1), step=4, steps=10, sigma=0.1)) == pytest.approx(
        (1 - LAST_STEP) / 2
    )


def test_the_nearest_place_and_of_equal_ones_the_last():
    assert [nearest([0.1, 0.4, 0.4, 0.9], p) for p in (0, 0.24, 0.26, 0.4, 0.7, 2)] == [0, 0, 2, 2, 3, 3]


@pytest.mark.parametrize(("width", "count"), [(640, 12), (980, 15), (1500, 16), (300, 8), (40, 2)])
def test_twelve_to_sixteen_pictures_where_there_is_room(width, count):
    places = slots(width, 32)
    assert len(places) == count
    assert (places[0], places[-1]) == (0.0, 1.0)
