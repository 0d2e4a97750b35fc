"""Runs that visit only the levels that a network of discrete labels knows."""

import math

import pytest

from app.params import Sampler, SampleSettings, Schedule, SettingError
from app.params.schedule import geometric, nearest_native

NATIVE = geometric(50.0, 0.01, 10)


def settings(**changes):
    base = {"sigma_max": 50.0, "sigma_min": 0.01, "levels": 10, "native": NATIVE, "epsilon": 1e-5}
    return SampleSettings(**(base | changes))


def test_a_run_over_the_networks_own_range_visits_exactly_its_levels():
    assert settings().noise_levels == NATIVE
    assert settings(levels=500).noise_levels == NATIVE  # each once, however many are asked for
    assert settings(levels=500, native=()).noise_levels != NATIVE


@pytest.mark.parametrize("levels", [1, 2, 4, 7, 30])
@pytest.mark.parametrize("schedule", list(Schedule))
def test_every_level_is_the_nearest_in_log_sigma_and_none_comes_twice(levels, schedule):
    asked = settings(levels=levels, schedule=schedule, native=(), sigma_max=20.0, sigma_min=0.2).noise_levels
    found = settings(levels=levels, schedule=schedule, sigma_max=20.0, sigma_min=0.2).noise_levels
    expected = [min(NATIVE, key=lambda n: abs(math.log(n / sigma))) for sigma in asked]
    assert list(found) == list(dict.fromkeys(expected))
    assert list(found) == sorted(set(found), reverse=True)


def test_the_evaluations_are_those_of_the_levels_visited():
    for levels in (2, 5, 40):
        for schedule in Schedule:
            asked = settings(levels=levels, schedule=schedule, steps_per_level=3, denoise=False)
            assert asked.plan.total == 3 * len(asked.noise_levels)


def test_beyond_the_ends_the_ends_are_nearest():
    assert nearest_native([1000.0, 1e-5], (5.0, 1.0)) == (5.0, 1.0)
    assert nearest_native([3.0], (5.0,)) == (5.0,)


def test_one_level_is_the_nearest_to_the_smallest_sigma_and_eta_is_its_own():
    one = settings(sampler=Sampler.LANGEVIN, sigma_min=0.012)
    assert one.noise_levels == (0.01,)
    assert one.eta == pytest.approx(1e-5 / 0.01**2)


def test_consistent_sampling_checks_the_steps_between_the_levels_visited():
    many = geometric(1.0, 0.01, 200)
    good = {"sigma_max": 1.0, "sigma_min": 0.01, "sampler": Sampler.CONSISTENT, "epsilon": 1.2e-5}
    SampleSettings(levels=200, native=many, **good)
    with pytest.raises(SettingError, match="consistent"):
        SampleSettings(levels=200, native=many[::20], **good)  # far between


@pytest.mark.parametrize("native", [(1.0, 2.0), (1.0, 1.0), (1.0, 0.0), (1.0, "a"), [1.0, 0.5]])
def test_levels_that_cannot_be_are_refused(native):
    with pytest.raises(SettingError, match="native"):
        settings(native=native)


def test_the_record_keeps_them_and_old_ones_have_none():
    assert SampleSettings.from_dict(settings().to_dict()) == settings()
    assert SampleSettings.from_dict(settings(native=()).to_dict()).native == ()
    assert "native" not in settings(native=()).to_dict()
    with pytest.raises(SettingError, match="native"):
        SampleSettings.from_dict(settings().to_dict() | {"native": 3})
