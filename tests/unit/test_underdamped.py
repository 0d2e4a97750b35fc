"""BAOAB against what is known about it on a Gaussian, by linear algebra instead of sampling."""

import math

import pytest
import torch

from app.core.samplers.underdamped import kinetic_temperature
from app.params.samplers import stable_time_step
from tests.walks import baoab_step


def linear_map(h, mass, friction, temperature, variance):
    """BAOAB on N(0, variance) is (x, v) <- A (x, v) + b z: A [2, 2] and b [2], read off from the step itself."""

    def score(x):
        return -x / variance

    x = torch.tensor([1.0, 0.0, 0.0], dtype=torch.float64)
    v = torch.tensor([0.0, 1.0, 0.0], dtype=torch.float64)
    z = torch.tensor([0.0, 0.0, 1.0], dtype=torch.float64)
    x, v, s = baoab_step(score, x, v, score(x), z, h=h, mass=mass, friction=friction, temperature=temperature)
    torch.testing.assert_close(s, score(x))
    both = torch.stack([x, v])
    return both[:, :2], both[:, 2:]


def stationary(a, b):
    """The covariance C = A C A^T + b b^T, by vectorising the equation."""
    solution = torch.linalg.solve(torch.eye(4, dtype=a.dtype) - torch.kron(a, a), (b @ b.T).flatten())
    return solution.view(2, 2)


CASES = [(0.1, 1.0, 1.0, 1.0, 1.0), (1.2, 2.0, 0.3, 0.5, 0.7), (0.9, 0.5, 5.0, 2.0, 3.0), (0.2, 1.0, 50.0, 1.0, 0.02)]


@pytest.mark.parametrize(("h", "mass", "friction", "temperature", "variance"), CASES)
def test_places_are_exact_and_velocities_read_colder(h, mass, friction, temperature, variance):
    c = stationary(*linear_map(h, mass, friction, temperature, variance))
    assert float(c[0, 0]) == pytest.approx(temperature * variance, rel=1e-9)
    colder = 1 - h**2 / (4 * mass * variance)
    assert mass * float(c[1, 1]) == pytest.approx(temperature * colder, rel=1e-9)
    assert float(c[0, 1]) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("factor", "stable"), [(0.999, True), (1.001, False)])
def test_the_stability_limit_is_the_scheme_s(factor, stable):
    h = factor * stable_time_step(2.0, 0.3)
    assert h == pytest.approx(factor * math.sqrt(4 * 2 * 0.3))
    a, _ = linear_map(h, 2.0, 0.7, 1.0, 0.3)
    assert bool(torch.linalg.eigvals(a).abs().max() < 1) is stable


def test_infinite_friction_takes_overdamped_steps_with_averaged_noise():
    h, mass, tau = 0.4, 2.0, 0.7
    alpha = h**2 / mass
    generator = torch.Generator().manual_seed(0)
    z = [torch.randn(5, 2, generator=generator, dtype=torch.float64) for _ in range(3)]

    def score(x):
        return -(x**3)

    x = torch.linspace(-1, 1, 10, dtype=torch.float64).view(5, 2)
    v, s, places = torch.zeros_like(x), score(x), []
    for noise in z:
        x, v, s = baoab_step(score, x, v, s, noise, h=h, mass=mass, friction=1e9, temperature=tau)
        places.append(x)
    for k in (1, 2):
        noise = math.sqrt(tau * alpha) * (z[k - 1] + z[k]) / 2
        torch.testing.assert_close(places[k], places[k - 1] + alpha / 2 * score(places[k - 1]) + noise)


def test_without_friction_energy_is_kept():
    x, v = torch.tensor([1.0], dtype=torch.float64), torch.tensor([0.0], dtype=torch.float64)
    s, energies = -x, []
    for _ in range(500):
        x, v, s = baoab_step(lambda x: -x, x, v, s, torch.ones(1), h=0.05, friction=0.0)
        energies.append(float(x**2 + v**2) / 2)
    assert max(energies) - min(energies) < 1e-3


def test_a_step_changes_none_of_its_arguments():
    x, v, s, z = (torch.ones(3, 2) for _ in range(4))
    baoab_step(lambda x: -x, x, v, s, z, h=0.1)
    assert all(torch.equal(t, torch.ones(3, 2)) for t in (x, v, s, z))


def test_the_kinetic_temperature_is_the_mean_of_m_v_squared():
    assert kinetic_temperature(torch.tensor([[1.0, 2.0], [3.0, 0.0]]), 2.0) == pytest.approx(2 * 14 / 4)
