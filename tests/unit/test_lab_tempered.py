"""The law at another temperature: shares and samples of p^(1/tau) against closed forms."""

import math

import pytest
import torch

from app.lab.densities import build, counted
from app.lab.statistics import Reference, energy_distance
from app.lab.tempered import Tempered, weights_at
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import Sampler

TWO = DensitySettings()


@pytest.mark.parametrize("tau", [0.5, 2.0, 3.0])
def test_equal_modes_far_apart_weigh_as_the_power_of_their_weights(tau):
    heavy, light = 0.8 ** (1 / tau), 0.2 ** (1 / tau)
    law = counted(build(TWO), SigmaMeaning.TOTAL)
    assert weights_at(law, 1.0, tau)[0] == pytest.approx(heavy / (heavy + light), abs=0.002)


def test_at_three_the_heavier_of_the_two_gaussians_has_0_6135():
    assert weights_at(counted(build(TWO), SigmaMeaning.TOTAL), 1.0, 3.0)[0] == pytest.approx(0.6135, abs=5e-4)


def test_modes_of_other_widths_weigh_more_when_it_is_hot():
    wide, narrow = Mode(-20, 0, 2.0, 0.5), Mode(20, 0, 1.0, 0.5)
    density = build(DensitySettings(DensityName.TWO_GAUSSIANS, (wide, narrow)))
    tau = 2.0
    masses = [(0.5 / s**2) ** (1 / tau) * s**2 for s in (2.0, 1.0)]  # the integral of (w N(0, s^2))^(1/tau)
    assert weights_at(density, 0.0, tau)[0] == pytest.approx(masses[0] / sum(masses), abs=0.01)


@pytest.mark.parametrize("tau", [0.1, 0.5, 4.0])
def test_the_variance_of_a_gaussian_is_tau_times_as_large(tau):
    density = build(DensitySettings(DensityName.TWO_GAUSSIANS, (Mode(3, -2, 1.5),)))
    x = Tempered(density, 0.0, tau).sample(40_000, torch.Generator().manual_seed(1))
    assert x.mean(dim=0).tolist() == pytest.approx([3, -2], abs=0.05)
    assert x.var(dim=0).tolist() == pytest.approx([tau * 2.25] * 2, rel=0.03)


def test_at_temperature_one_nothing_is_computed():
    density = build(TWO)
    assert weights_at(density, 0.0, 1.0) == density.part_weights
    assert weights_at(build(DensitySettings(DensityName.SEGMENT)), 0.1, 7.0) == (1.0,)


def test_numbers_are_those_of_the_temperature():
    settings = ParticleSettings.for_density(TWO, Sampler.LANGEVIN, temperature=3.0)
    density = build(TWO)
    reference = Reference.for_run(density, settings)
    right = Tempered(counted(density, settings.meaning), 1.0, 3.0).sample(2000, torch.Generator().manual_seed(9))
    cold = density.sample(2000, torch.Generator().manual_seed(9))
    assert reference.numbers(right).weights[0] == pytest.approx(0.6135, abs=5e-4)
    assert reference.numbers(right).energy_distance < 0.35 < reference.numbers(cold).energy_distance
    assert energy_distance(right, reference.samples) < 0.35


def test_the_coldest_law_is_the_deepest_well():
    weights = weights_at(counted(build(TWO), SigmaMeaning.TOTAL), 1.0, 0.0)
    assert weights[0] == pytest.approx(1.0, abs=1e-6)
    assert math.isfinite(sum(weights))
