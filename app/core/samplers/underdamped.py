"""Underdamped Langevin dynamics: particles with a velocity, by the BAOAB splitting.

dx = v dt, m dv = s dt - gamma m v dt + sqrt(2 gamma m tau) dW has the law p^(1/tau) for x and N(0, tau/m I) for v.
BAOAB (Leimkuhler & Matthews 2013, "Rational construction of stochastic numerical methods for molecular sampling")
splits a step of length h into half a kick, half a drift, the exact Ornstein-Uhlenbeck step, half a drift, half a kick.
On a Gaussian the variance of x is exact for every stable h, while v reads colder by 1 - h^2 / (4 m sigma^2).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from app.core.samplers.base import At, Draw, Kernel, State
from app.params.lab.particles import ParticleParams
from app.params.samplers import ROWS, Sampler


class Inertia(NamedTuple):
    """What particles with a velocity remember: ``v`` [B, ...], and the score ``s`` [B, ...] where they were last."""

    v: Tensor
    s: Tensor


def move(state: State, z: Tensor, params: ParticleParams, _at: At) -> State:
    """B A O A: half a kick by the score at the old places, half a drift, the random step of v, half a drift."""
    v, s = state.memory
    h, mass = params.time_step, params.mass
    v = v.add(s, alpha=h / (2 * mass))
    x = state.x.add(v, alpha=h / 2)
    v = v.mul_(kept_velocity(params)).add_(z, alpha=noise_deviation(params))
    return State(x.add_(v, alpha=h / 2), h**2 / mass, Inertia(v, s))


def kept_velocity(params: ParticleParams) -> float:
    """The part of its velocity that friction leaves a particle in a step."""
    return math.exp(-params.friction * params.time_step) if params.drag else 1.0


def noise_deviation(params: ParticleParams) -> float:
    """The standard deviation of the random kick that each component of a velocity gets in a step.

    Where the drag is switched off the kicks keep their strength: they heat the particles without bound.
    """
    keep = kept_velocity(params)
    if not params.drag:
        return math.sqrt(2 * params.friction * params.temperature * params.time_step / params.mass)
    return math.sqrt(params.temperature * (1 - keep * keep) / params.mass)


def step(state: State, score: Tensor, _z: Tensor | None, params: ParticleParams, _at: At) -> State:
    """B: the second half of the kick, by the score at the new places."""
    v = state.memory.v.add(score, alpha=params.time_step / (2 * params.mass))
    return State(state.x, state.alpha, Inertia(v, score), primed=True)


def prime(state: State, score: Tensor, _z: Tensor | None, _params: ParticleParams, _at: At) -> State:
    """The score where the particles are; they start at rest."""
    v = torch.zeros_like(state.x) if state.memory is None else state.memory.v
    return State(state.x, state.alpha, Inertia(v, score), primed=True)


def draws(_at: At) -> Draw:
    """Noise for every move."""
    return Draw.BEFORE


def velocity(state: State) -> Tensor | None:
    """The particles' velocities, if they have any."""
    return state.memory.v if isinstance(state.memory, Inertia) else None


def kinetic_temperature(v: Tensor, mass: float) -> float:
    """The mean of m v_j^2 over all samples and coordinates, tau in equilibrium (up to BAOAB's known bias)."""
    return mass * float(torch.mean(v.double().square()))


UNDERDAMPED = Kernel(ROWS[Sampler.UNDERDAMPED], step, draws, move, prime)
