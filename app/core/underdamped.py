"""Underdamped Langevin dynamics: particles with a velocity, by the BAOAB splitting.

dx = v dt, m dv = s dt - gamma m v dt + sqrt(2 gamma m tau) dW has the law p^(1/tau) for x and N(0, tau/m I) for v.
BAOAB (Leimkuhler & Matthews 2013, "Rational construction of stochastic numerical methods for molecular sampling")
splits a step of length h into half a kick, half a drift, the exact Ornstein-Uhlenbeck step, half a drift, half a kick.
On a Gaussian the variance of x is exact for every stable h, while v reads colder by 1 - h^2 / (4 m sigma^2).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor


def baoab_step(
    score: Callable[[Tensor], Tensor],
    x: Tensor,
    v: Tensor,
    s: Tensor,
    z: Tensor,
    *,
    h: float,
    mass: float = 1.0,
    friction: float = 1.0,
    temperature: float = 1.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """One step of length h: the new (x, v, s), all [B, ...]; ``s`` is the score at x, ``z`` standard normal.

    The score is evaluated once, at the new x; hand it in as the next step's ``s``. ``friction`` gamma is a rate. For
    gamma -> infinity x takes overdamped steps of alpha = h^2 / m with the noise averaged over two steps.
    """
    keep = math.exp(-friction * h)
    v = v.add(s, alpha=h / (2 * mass))
    x = x.add(v, alpha=h / 2)
    v = v.mul_(keep).add_(z, alpha=math.sqrt(temperature * (1 - keep * keep) / mass))
    x.add_(v, alpha=h / 2)
    s = score(x)
    return x, v.add_(s, alpha=h / (2 * mass)), s


def largest_stable_time_step(mass: float, variance: float) -> float:
    """The h above which BAOAB diverges on a Gaussian of that variance: h^2 < 4 m sigma^2."""
    return 2 * math.sqrt(mass * variance)


def kinetic_temperature(v: Tensor, mass: float) -> float:
    """The mean of m v_j^2 over all samples and coordinates, tau in equilibrium (up to BAOAB's known bias)."""
    return mass * float(torch.mean(v.double().square()))
