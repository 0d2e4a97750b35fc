"""The Metropolis-adjusted Langevin algorithm: a Langevin step is a proposal that is taken or not.

Roberts & Tweedie 1996, "Exponential convergence of Langevin distributions and their discrete approximations". The step
x' = x + (alpha/2) s(x) + sqrt(tau alpha) z is accepted with probability min(1, r), r the ratio of p^(1/tau) times the
proposal's density the other way round. The law of x is then p^(1/tau) itself, whatever alpha: Langevin dynamics has the
variance sigma^2 / (1 - eta/4) on a Gaussian. It takes log p, which a score network does not know.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol, cast

import torch
from torch import Tensor

from app.core.samplers.base import At, Draw, Kernel, State
from app.core.samplers.langevin import langevin_step
from app.params import LiveParams
from app.params.samplers import ROWS, Sampler


class KnowsDensity(Protocol):
    """The scale of the plane, where this sampler runs."""

    def log_prob(self, x: Tensor, sigma: float) -> Tensor:
        """The values of log p_sigma, [B, ...] -> [B] float64."""
        ...


class Stand(NamedTuple):
    """Where x [B, ...] stands while a proposal is tried: the score ``s`` and ``log_p`` [B] there.

    ``accepted`` is the part of the proposals that was taken in the newest step; None before the first.
    """

    x: Tensor
    s: Tensor
    log_p: Tensor
    accepted: float | None = None


def prime(state: State, score: Tensor, _z: Tensor | None, _params: LiveParams, at: At) -> State:
    """Score and log p where x is."""
    accepted = state.memory.accepted if isinstance(state.memory, Stand) else None
    return State(state.x, state.alpha, Stand(state.x, score, _log_prob(at, state.x), accepted), primed=True)


def move(state: State, z: Tensor, params: LiveParams, at: At) -> State:
    """The proposal: a Langevin step."""
    alpha, memory = at.alpha(params.epsilon), state.memory
    return State(langevin_step(memory.x, memory.s, alpha, z, params.temperature), alpha, memory)


def step(state: State, score: Tensor, z: Tensor | None, params: LiveParams, at: At) -> State:
    """Take the proposal or stay, with ``score`` at the proposal; -|z|^2 / 2 is the logarithm of a uniform number.

    Without noise, tau = 0, nothing is to be put right: the proposal is taken.
    """
    assert z is not None  # noqa: S101 - drawn for every step
    alpha, stand, tau = at.alpha(params.epsilon), state.memory, params.temperature
    log_p = _log_prob(at, state.x)
    if tau == 0:
        return State(state.x, alpha, Stand(state.x, score, log_p, 1.0), primed=True)
    forward = (state.x - stand.x - alpha / 2 * stand.s).double().square().flatten(1).sum(dim=1)
    backward = (stand.x - state.x - alpha / 2 * score).double().square().flatten(1).sum(dim=1)
    log_ratio = (log_p - stand.log_p + (forward - backward) / (2 * alpha)) / tau
    taken = -z.double().square()[:, :2].sum(dim=1) / 2 < log_ratio
    chosen = taken[:, None]
    x, s = torch.where(chosen, state.x, stand.x), torch.where(chosen, score, stand.s)
    accepted = float(taken.double().mean())
    return State(x, alpha, Stand(x, s, torch.where(taken, log_p, stand.log_p), accepted), primed=True)


def accepted(state: State) -> float | None:
    """The part of the proposals that was taken in the newest step."""
    return state.memory.accepted if isinstance(state.memory, Stand) else None


def draws(_at: At) -> Draw:
    """Noise for the proposal, and for whether it is taken."""
    return Draw.BOTH


def _log_prob(at: At, x: Tensor) -> Tensor:
    return cast(KnowsDensity, at.scale).log_prob(x, at.sigma)


MALA = Kernel(ROWS[Sampler.MALA], step, draws, move, prime)
