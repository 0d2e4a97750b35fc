"""The bias against the step size: of one Gaussian in closed form for Langevin dynamics, none for MALA."""

import dataclasses
import math

import numpy as np
import pytest

from app.jobs.lab.bias import BiasWork
from app.params import SettingError
from app.params.lab.bias import BIAS_PARTICLES, STEP_SIZES, BiasRequest, gaussian_bias
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning

ERROR = math.sqrt(2 / BIAS_PARTICLES)
"""Of the difference of two means of V/kT, an exponential variable for a Gaussian in the plane."""


def request(std=0.5, **changes):
    density = DensitySettings(DensityName.RING, (Mode(1.0, -2.0, std),))
    return dataclasses.replace(BiasRequest(density, std, SigmaMeaning.TOTAL, 1.0, 0), **changes)


def test_the_closed_form_is_the_excess_of_the_stationary_variance():
    assert [gaussian_bias(eta) for eta in (0, 1, 2, 3)] == pytest.approx([0, 1 / 3, 1, 3])


@pytest.mark.parametrize("tau", [0.5, 1.0])
@pytest.mark.parametrize("meaning", SigmaMeaning)
def test_langevin_s_bias_is_the_closed_form_and_mala_has_none(tau, meaning):
    work = BiasWork()
    variance = 0.25 if meaning is SigmaMeaning.TOTAL else 0.25 + 1.0
    asked = request(temperature=tau, meaning=meaning, sigma=0.5 if meaning is SigmaMeaning.TOTAL else 1.0)
    taken = []
    for eta in STEP_SIZES:
        point = work(dataclasses.replace(asked, eta=eta))
        assert point.epsilon == pytest.approx(eta * variance)
        expected = gaussian_bias(eta)
        assert point.langevin == pytest.approx(expected, abs=4 * ERROR * (1 + expected))
        assert point.mala == pytest.approx(0, abs=4 * ERROR)
        taken.append(point.accepted)
    assert taken == sorted(taken, reverse=True)
    assert 0 < taken[-1] < 0.6 < 0.95 < taken[0] < 1


def test_the_same_seed_gives_the_same_points_in_any_order():
    first, second = BiasWork(), BiasWork()
    first(request(eta=0.5))
    assert first(request(eta=2.0)) == second(request(eta=2.0)) != second(request(eta=2.0, seed=1))


def test_a_set_of_points_and_a_law_that_is_none():
    points = DensitySettings.of_points(np.random.default_rng(0).normal(size=(3000, 2)))
    asked = BiasRequest(points, 0.5, SigmaMeaning.ADDED, 1.0, 0, 1.0)
    assert abs(BiasWork()(asked).mala) < 0.5
    with pytest.raises(SettingError, match="sigma must be at least"):
        BiasWork()(dataclasses.replace(asked, sigma=0.0))
