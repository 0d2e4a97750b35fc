"""The one loop: a sampler's steps through the noise levels, of pictures and of particles, with or without known pixels.

A walk is stepped from outside, once an evaluation of the score, and knows nothing of threads. Its whole state can be
saved as a branch point and taken up again: a run that goes on from there makes the same bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor

from app.core.diagnostics import SamplingDivergedError, sample_norms
from app.core.noise import NoiseSource
from app.core.samplers import At, Draw, Kernel, Scale, State
from app.core.types import Phase, ReadParams, Step
from app.params import LiveParams
from app.params.samplers import stable_epsilon
from app.params.schedule import Plan

ScoreFunction = Callable[[Tensor, float], Tensor]

DrawNormal = Callable[[], Tensor]
"""The next standard normal tensor of the size of x."""


class PictureScale:
    """Step sizes and variances of pictures: eta = epsilon / sigma_L^2 at every level, variance sigma^2."""

    together = False

    def alpha(self, epsilon: float, sigmas: Sequence[float], level: int) -> float:
        """Eta sigma_i^2."""
        return epsilon / sigmas[-1] ** 2 * sigmas[level] ** 2

    def variance(self, sigma: float) -> float:
        """Of a level on its own: the noise's."""
        return sigma**2

    def noise(self, sigma: float) -> float:
        """Sigma itself."""
        return sigma


class Held(Protocol):
    """What holds a part of x while a sampler runs: the known pixels of a filling."""

    def before(self, x: Tensor, sigma: float, draw: DrawNormal) -> Tensor:
        """What the network is to see at ``sigma``; called once before every evaluation."""
        ...

    def after(self, x: Tensor, sigma: float, draw: DrawNormal) -> Tensor:
        """What a step led to, x with noise of ``sigma``."""
        ...

    @property
    def edited(self) -> bool:
        """Whether what is held is another since the evaluation before."""
        ...

    def clean(self, x: Tensor) -> Tensor:
        """The held part itself where there is no noise any more."""
        ...

    def save(self) -> object:
        """What is needed to go on from here, for :meth:`restore`."""
        ...

    def restore(self, saved: object) -> None:
        """Go on from what :meth:`save` gave."""
        ...


@dataclass(frozen=True)
class Position:
    """The next step of a walk: ``level``, pass ``repeat`` of it, ``step`` there, ``index`` in the run; all from 0."""

    level: int = 0
    repeat: int = 0
    step: int = 0
    index: int = 0
    denoised: bool = False


@dataclass(frozen=True, eq=False)
class BranchPoint:
    """Everything that a walk goes on from: a run that was saved here and taken up makes the same bits.

    ``draws`` is how many normal tensors were drawn since the start: they are drawn again, since that is cheaper than
    keeping the generators' states. ``pending`` and ``second`` were drawn for a step that was not taken.
    """

    position: Position
    state: State
    draws: int
    held: object
    pending: Tensor | None = None
    second: Tensor | None = None


class Walk:
    """A run of one batch, step by step.

    x [B, ...] is the start, ``sigmas`` descend. ``passes`` runs each level so often where there is a level above to
    jump back to. ``denoise`` ends with the step without noise. ``held`` keeps known pixels.
    """

    def __init__(
        self, score: ScoreFunction, x: Tensor, sigmas: Sequence[float], kernel: Kernel, noise: NoiseSource, *,
        scale: Scale | None = None, passes: int = 1, denoise: bool = False, held: Held | None = None,
    ) -> None:  # fmt: skip
        self.state = State(x)
        self.position = Position()
        self._kernel = kernel
        self._noise = noise
        self._passes = passes
        self._denoise = denoise
        self._held = held
        self._pending: Tensor | None = None
        self._second: Tensor | None = None
        self._draws = 0
        self.follow(score, sigmas, scale or PictureScale())

    def follow(self, score: ScoreFunction, sigmas: Sequence[float], scale: Scale) -> None:
        """Go on with another score from the next step on, from wherever x is."""
        self.score, self.sigmas, self.scale = score, tuple(sigmas), scale
        row = self._kernel.row
        self.plan = Plan.through(len(self.sigmas), row, 1, passes=self._passes, denoise=self._denoise)
        self.forget()

    def forget(self) -> None:
        """The memory no longer belongs to x: the next step is one of the first order."""
        memory = None if self._kernel.prime is None else self.state.memory
        self.state = replace(self.state, memory=memory, primed=False)

    def steps(self, read_params: ReadParams) -> Iterator[Step]:
        """Step to the end, reading the parameters once before every step. Raises as :meth:`step` does."""
        while (step := self.step(read_params())) is not None:
            yield step

    @torch.inference_mode()
    def step(self, params: LiveParams) -> Step | None:
        """The next step, or None after the last.

        Raises SamplingDivergedError when x or the score is not finite, and SettingError when the parameters are of no
        use. The state is then that of before, and without known pixels another call goes on from there.
        """
        position = self._next(params)
        if position.level >= len(self.sigmas):
            return self._final(params, position)
        at = At(position.level, self.sigmas, self.scale, position.step)
        state, draw = self.state, self._kernel.draws(at)
        if self._kernel.prime is not None and not state.primed:
            state = self._kernel.prime(state, self.score(state.x, at.sigma), None, params, at)
        if self._kernel.move is not None and draw in (Draw.BEFORE, Draw.BOTH):
            state = self._kernel.move(state, self._draw_once(), params, at)
        sigma = at.sigma if state.sigma is None else state.sigma
        if self._held is not None:
            state = state.at(self._held.before(state.x, sigma, self._draw))
            if self._held.edited:  # what the sampler remembers belongs to another picture
                state = replace(state, memory=None)
        score = self.score(state.x, sigma)
        z = self._draw_once() if draw is Draw.AFTER else self._draw_second() if draw is Draw.BOTH else None
        new = self._kernel.step(state, score, z, params, at)
        step = self._made(Phase.SAMPLE, position, at, sigma, params, state.x, score, new, z)
        if self._held is not None:
            new = new.at(self._held.after(new.x, self._sigma_after(position.level), self._draw))
            step = replace(step, state=new)
        self._pending = self._second = None
        self.state = new
        self.position = replace(position, step=position.step + 1, index=position.index + 1)
        return step

    def _next(self, params: LiveParams) -> Position:
        """Where the next step is taken: a level ends as soon as T steps were taken there, whatever T is by then."""
        now = self.position
        while now.level < len(self.sigmas) and now.step >= self._steps(params, now.level):
            if now.repeat + 1 < self.plan.passes_at(now.level):
                before, after = self._sigma_before(now.level), self._sigma_after(now.level)
                self.state = self.state.at(jump_back(self.state.x, self._draw(), before, after))
                self.forget()
                now = replace(now, repeat=now.repeat + 1, step=0)
            else:
                now = replace(now, level=now.level + 1, repeat=0, step=0)
            self.position = now
        return now

    def _final(self, params: LiveParams, position: Position) -> Step | None:
        """The last step, without noise: x + sigma_L^2 s(x, sigma_L), Tweedie's estimate of the clean picture.

        Jolicoeur-Martineau et al. 2020 (arXiv 2009.05475), section 2.3; Song & Ermon 2020, footnote on denoising.
        """
        if not self._denoise or position.denoised:
            return None
        at = At(len(self.sigmas) - 1, self.sigmas, self.scale)
        state = self.state
        if self._kernel.row.leads_on and self._kernel.move is not None:
            state = self._kernel.move(state, self._draw_once(), params, at)
        sigma = at.sigma if state.sigma is None else state.sigma
        x = state.x if self._held is None else self._held.before(state.x, sigma, self._draw)
        score = self.score(x, sigma)
        added = at.scale.noise(sigma) ** 2
        new = State(x.add(score, alpha=added), None if self._kernel.row.leads_on else 2 * added)
        position = replace(position, level=at.level, repeat=0, step=0)
        step = self._made(Phase.DENOISE, position, at, sigma, params, x, score, new, None)
        if self._held is not None:
            new = new.at(self._held.clean(new.x))
            step = replace(step, state=new)
        self._pending = None
        self.state = new
        self.position = replace(position, level=len(self.sigmas), index=position.index + 1, denoised=True)
        return step

    def _made(
        self, phase: Phase, position: Position, at: At, sigma: float, params: LiveParams, x_in: Tensor, score: Tensor,
        new: State, z: Tensor | None,
    ) -> Step:  # fmt: skip
        """The Step with its norms, after the finite check: one small transfer to the CPU a step."""
        score_norms, x_norms = sample_norms(score), sample_norms(new.x)
        ratio = torch.zeros_like(score_norms) if z is None else score_norms / sample_norms(z)
        sizes = new.alpha if isinstance(new.alpha, Tensor) else None
        if sizes is not None:
            ratio = ratio * sizes.sqrt()
        means = [score_norms.mean(), ratio.mean(), x_norms.sum(), *([] if sizes is None else [sizes.mean()])]
        mean_score, mean_ratio, total, *mean_size = torch.stack(means).tolist()
        alpha = mean_size[0] if mean_size else None if isinstance(new.alpha, Tensor) else new.alpha
        variance = at.scale.variance(at.sigma)
        eta = None if alpha is None else alpha / variance if variance > 0 else 0.0
        if not math.isfinite(mean_score + total):
            raise SamplingDivergedError(
                level=at.level, step=position.step, sigma=sigma, eta=eta, epsilon=params.epsilon,
                stable_epsilon=stable_epsilon(self.sigmas, at.scale.variance),
            )  # fmt: skip
        snr = self._signal(mean_ratio if mean_size else math.sqrt(alpha or 0.0) * mean_ratio, params)
        snr = None if alpha is None else snr
        steps = 1 if phase is Phase.DENOISE else self._steps(params, at.level)
        return Step(
            phase=phase, index=position.index + 1, level=at.level, levels=len(self.sigmas), repeat=position.repeat,
            step=position.step, steps=steps, sigma=sigma, alpha=alpha, eta=eta, params=params, x_in=x_in, score=score,
            state=new, score_norm=mean_score, snr=snr,
        )  # fmt: skip

    def _signal(self, ratio: float, params: LiveParams) -> float | None:
        """The drift over the noise from the mean of sqrt(alpha) |s| / |z|; None where there is no noise."""
        tau = params.temperature if self._kernel.row.uses("temperature") else 1.0
        return ratio / (2 * math.sqrt(tau)) if tau > 0 else None

    def _steps(self, params: LiveParams, level: int) -> int:
        return self._kernel.steps(params, level, len(self.sigmas))

    def _draw(self) -> Tensor:
        self._draws += 1
        return self._noise.normal()

    def _draw_once(self) -> Tensor:
        """Noise for the present step; the same again if that step could not be taken."""
        if self._pending is None:
            self._pending = self._draw()
        return self._pending

    def _draw_second(self) -> Tensor:
        """The other noise of a step that needs two; the same again, too."""
        if self._second is None:
            self._second = self._draw()
        return self._second

    def _sigma_after(self, level: int) -> float:
        """Standard deviation of the noise in x after a step at ``level``."""
        return self.sigmas[min(level + 1, len(self.sigmas) - 1) if self._kernel.row.one_step else level]

    def _sigma_before(self, level: int) -> float:
        """Standard deviation of the noise in x before the first step at ``level`` (but for the first level's start)."""
        return self.sigmas[level if self._kernel.row.one_step else max(0, level - 1)]

    def save(self) -> BranchPoint:
        """Where the walk is now."""
        held = None if self._held is None else self._held.save()
        return BranchPoint(self.position, self.state, self._draws, held, self._pending, self._second)

    def restore(self, point: BranchPoint) -> None:
        """Go on from ``point``, of a walk with the same start; the noise drawn by then is drawn again."""
        if point.draws < self._draws:
            raise ValueError("a walk cannot go back: make a new one, and restore that")
        while self._draws < point.draws:
            self._draw()
        self.resume(point)

    def resume(self, point: BranchPoint) -> None:
        """Go on from ``point`` with the noise as it comes now."""
        if self._held is not None:
            self._held.restore(point.held)
        self._draws = point.draws
        self.position, self.state = point.position, point.state
        self._pending, self._second = point.pending, point.second

    @property
    def noise(self) -> NoiseSource:
        """Where it draws from."""
        return self._noise


@torch.inference_mode()
def jump_back(x: Tensor, z: Tensor, sigma_before: float, sigma_after: float) -> Tensor:
    """From noise of ``sigma_after`` back to ``sigma_before``: x + sqrt(sigma_before^2 - sigma_after^2) z."""
    return torch.add(x, z, alpha=math.sqrt(sigma_before**2 - sigma_after**2))
