"""What a sampler is: a pure step from one state to the next, called once an evaluation of the score.

The walk (:mod:`app.core.walk`) evaluates, draws noise, keeps the levels and saves states; a sampler's file holds its
arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Protocol

from torch import Tensor

from app.params import LiveParams
from app.params.samplers import SamplerRow


@dataclass(frozen=True, eq=False)
class State:
    """Where a sampler is: ``x`` [B, ...], and whatever it remembers from one evaluation to the next.

    ``alpha`` is the size of the Langevin step that led here, in the paper's form, for all samples or of each [B]; None
    where there was none. ``memory`` is the sampler's own; None makes its next step one of the first order. ``primed``:
    the memory holds the score at x. ``sigma`` is where the score is wanted next, if that is not the level's own.
    """

    x: Tensor
    alpha: float | Tensor | None = None
    memory: Any = None
    primed: bool = False
    sigma: float | None = None

    def at(self, x: Tensor) -> State:
        """The same with other places: known pixels were put in, or noise was added."""
        return replace(self, x=x)


class Scale(Protocol):
    """What a step size and a variance are at a noise level; pictures and the plane have their own."""

    def alpha(self, epsilon: float, sigmas: Sequence[float], level: int) -> float:
        """The step size alpha_i of Algorithm 1, line 4."""
        ...

    def variance(self, sigma: float) -> float:
        """The smallest variance of the law at ``sigma``."""
        ...

    def noise(self, sigma: float) -> float:
        """The standard deviation of the noise added to the data at ``sigma``."""
        ...

    @property
    def together(self) -> bool:
        """Whether all of x is one sample: particles in the plane are, pictures are not."""
        ...


@dataclass(frozen=True)
class At:
    """Where in the schedule a step is taken: the ``step``-th (from 0) at ``level`` of the descending ``sigmas``."""

    level: int
    sigmas: Sequence[float]
    scale: Scale
    step: int = 0

    @property
    def sigma(self) -> float:
        """The noise level."""
        return self.sigmas[self.level]

    @property
    def following(self) -> float | None:
        """The next noise level, None at the last."""
        return self.sigmas[self.level + 1] if self.level + 1 < len(self.sigmas) else None

    @property
    def after(self) -> float:
        """The next noise level, of which there must be one."""
        return self.sigmas[self.level + 1]

    def alpha(self, epsilon: float) -> float:
        """The step size here."""
        return self.scale.alpha(epsilon, self.sigmas, self.level)


class Draw(Enum):
    """When an evaluation needs a standard normal z of the size of x."""

    BEFORE = "before"
    """Before the score: the move that leads to where it is evaluated is random."""
    AFTER = "after"
    """After the score was asked for: on a GPU the CPU fills it in while the network runs."""
    BOTH = "both"
    """A z before, and another after."""
    NONE = "none"


class StepFunction(Protocol):
    """One step."""

    def __call__(self, state: State, score: Tensor, z: Tensor | None, params: Any, at: At, /) -> State:
        """The state after the score [B, ...] was taken at ``state.x``; ``z`` as :class:`Draw` has it."""
        ...


class MoveFunction(Protocol):
    """What happens before the score is evaluated."""

    def __call__(self, state: State, z: Tensor, params: Any, at: At, /) -> State:
        """The state at whose x the score is wanted."""
        ...


def draw_after(_at: At) -> Draw:
    """Noise for every step."""
    return Draw.AFTER


class DrawFunction(Protocol):
    """Which noise an evaluation needs."""

    def __call__(self, at: At, /) -> Draw:
        """At this place of the schedule."""
        ...


@dataclass(frozen=True)
class Kernel:
    """A sampler: its row, its step, and, where it has one, the move before the score is evaluated.

    ``prime`` takes the score at a state that is not primed, before the move (rows with ``primes``).
    """

    row: SamplerRow
    step: StepFunction
    draws: DrawFunction = draw_after
    move: MoveFunction | None = None
    prime: StepFunction | None = None

    def steps(self, params: LiveParams, level: int, levels: int) -> int:
        """How many evaluations are made at one of so many levels."""
        return 0 if self.row.leads_on and level + 1 == levels else self.row.steps(params)
