"""The numbers beside the pictures against closed forms."""

import math

import pytest
import torch

from app.lab.densities import build
from app.lab.statistics import Reference, energy_distance
from app.params.lab.density import DensitySettings


def test_the_energy_distance_of_two_places_is_the_root_of_twice_their_distance():
    x = torch.zeros(3, 2, dtype=torch.float64)
    y = torch.tensor([[3.0, 4.0]], dtype=torch.float64)
    assert energy_distance(x, y) == pytest.approx(math.sqrt(10))


def test_the_energy_distance_of_a_sample_to_itself_is_zero():
    x = torch.randn(200, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    assert energy_distance(x, x[torch.randperm(200)]) == pytest.approx(0, abs=1e-6)


def test_the_energy_distance_of_shifted_lines_is_the_cramer_distance():
    # In one dimension it is sqrt(2 int (F - G)^2): for U[0, 1] and U[a, 1 + a] that is sqrt(2 (a^2 - a^3 / 3)).
    n, a = 1500, 0.3
    u = (torch.arange(n, dtype=torch.float64) + 0.5) / n
    x = torch.stack([u, torch.zeros(n)], dim=1)
    assert energy_distance(x, x + torch.tensor([a, 0.0])) == pytest.approx(math.sqrt(2 * (a**2 - a**3 / 3)), rel=1e-3)


def test_exact_samples_agree_with_their_density():
    density = build(DensitySettings())
    x = density.sample(20_000, torch.Generator().manual_seed(9))
    numbers = Reference(density).numbers(x)
    assert numbers.weights == pytest.approx((0.8, 0.2))
    assert numbers.shares == pytest.approx((0.8, 0.2), abs=0.015)
    assert numbers.mean == pytest.approx((3, 3), abs=0.15)
    assert numbers.covariance[0] == pytest.approx((17, 16), abs=0.5)
    assert numbers.covariance[1] == pytest.approx((16, 17), abs=0.5)
    # The root of twice the mean distance of two samples over n, as for any two samples of one law.
    assert numbers.energy_distance < 2 * math.sqrt(2 * 7 / 2000)
    assert numbers.kinetic_temperature is None


def test_wrong_weights_show_in_the_energy_distance():
    density = build(DensitySettings())
    even = build(DensitySettings().reweight(0, 0.2)).sample(2000, torch.Generator().manual_seed(9))
    numbers = Reference(density).numbers(even, velocities=torch.full((2000, 2), 2.0), mass=0.5)
    assert numbers.shares == pytest.approx((0.5, 0.5), abs=0.04)
    # For far modes at distance d it is |w - w'| sqrt(2 d); d = 10 sqrt(2).
    assert numbers.energy_distance == pytest.approx(0.3 * math.sqrt(2 * 10 * math.sqrt(2)), rel=0.15)
    assert numbers.kinetic_temperature == pytest.approx(2)


def test_one_particle_is_enough_for_numbers():
    numbers = Reference(build(DensitySettings())).numbers(torch.tensor([[5.0, 5.0]]))
    assert numbers.shares == (1, 0)
    assert numbers.covariance == ((0, 0), (0, 0))
