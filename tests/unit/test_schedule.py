import numpy as np
import pytest

from app.params import Sampler, SampleSettings, Schedule, SettingError
from app.params.schedule import geometric, uniform


def test_geometric_levels_have_one_ratio_and_exact_ends():
    levels = np.array(geometric(20, 0.01, 57))
    assert (levels[0], levels[-1], len(levels)) == (20, 0.01, 57)
    np.testing.assert_allclose(levels[:-1] / levels[1:], (20 / 0.01) ** (1 / 56), rtol=1e-12)


def test_uniform_levels_have_one_difference_and_exact_ends():
    levels = np.array(uniform(1, 0.1, 10))
    assert (levels[0], levels[-1]) == (1, 0.1)
    np.testing.assert_allclose(np.diff(levels), -0.1, rtol=1e-12)


def test_one_level_is_the_smallest():
    assert geometric(5, 0.1, 1) == uniform(5, 0.1, 1) == (0.1,)


def test_settings_choose_the_levels():
    base = {"sigma_max": 2.0, "sigma_min": 0.5, "levels": 3}
    assert SampleSettings(**base).noise_levels == pytest.approx((2, 1, 0.5))
    assert SampleSettings(**base, schedule=Schedule.UNIFORM).noise_levels == pytest.approx((2, 1.25, 0.5))
    assert SampleSettings(**base, sampler=Sampler.LANGEVIN).noise_levels == (0.5,)


@pytest.mark.parametrize("arguments", [(1, 2, 3), (1, 0, 3), (float("inf"), 1, 3), (1, 0.1, 0), (-1, -2, 3)])
def test_impossible_levels_are_refused(arguments):
    for make in (geometric, uniform):
        with pytest.raises(SettingError):
            make(*arguments)
