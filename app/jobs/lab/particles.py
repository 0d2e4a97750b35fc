"""Runs of particles: all panels step by step together, so that they can be compared."""

from __future__ import annotations

import dataclasses
import math
import time
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np

from app.core.samplers.underdamped import noise_deviation
from app.core.types import Phase, Step
from app.jobs.lab.learned import score_of
from app.jobs.lab.numbers import Cloud, NumbersRequest
from app.lab.densities import build
from app.lab.motion import FreeMotion
from app.lab.particles import ParticleRun
from app.lab.statistics import shares
from app.params import SettingError
from app.params.lab.density import DensitySettings
from app.params.lab.particles import LONGEST_TRAIL, TRAILS, ParticleParams, ParticleSettings
from app.params.lab.run import (
    Array,
    Forces,
    PanelFrame,
    PanelJob,
    ParticleChange,
    ParticleFrame,
    ParticleOrders,
    Refusal,
    StepSizes,
)
from app.params.run import Moment, Occasion, Tell
from app.params.samplers import ROWS, Sampler

SHARES_SECONDS = 0.1
MEAN_LENGTH = math.sqrt(math.pi / 2)
"""The mean of |z| in the plane."""
NUMBERS_SECONDS = 0.5


class Panel:
    """One panel of a run: its particles, its trails, and the parameters in force."""

    def __init__(self, job: PanelJob, run: ParticleRun) -> None:
        self.job, self.run = job, run
        self.used = job.settings.live
        self.step: Step | None = None
        self.over = False
        self.start = run.x
        self.motion = FreeMotion()
        self.shares: tuple[float, ...] = ()
        self._trail: deque[Array] = deque(maxlen=LONGEST_TRAIL)
        self.note_trail()

    @property
    def present(self) -> ParticleSettings:
        """The settings in force: for the density, and at the temperature, as they are now."""
        return dataclasses.replace(self.run.present, temperature=self.used.temperature)

    def take(self, params: ParticleParams) -> None:
        """One step, if there is one left."""
        self.used = params
        step = self.run.step(params)
        if step is not None:
            self.step = step
            self._move(step)
            self.over = self.run.finished(step)
        else:
            self.over = True

    def _move(self, step: Step) -> None:
        """What free particles would have come to by this step."""
        if step.phase is Phase.DENOISE or ROWS[self.run.settings.sampler].one_step:
            return  # no motion in time: an estimate, or a way through the noise levels
        if self.run.v is not None and isinstance(step.params, ParticleParams):
            self.motion.underdamped(step.params)
        elif step.alpha is not None:
            self.motion.overdamped(step.alpha, self.run.temperature(step.params))

    def note_trail(self) -> None:
        """Remember where the first particles are."""
        self._trail.append(self.run.x[:TRAILS].double().numpy())

    def frame(self, trail: int) -> PanelFrame:
        """What is shown of it."""
        run, step, params = self.run, self.step, self.used
        length = min(trail, len(self._trail) - 1)
        trails = np.stack(list(self._trail)[-length - 1 :], axis=1) if length > 0 else None
        level, t = (step.level, step.step) if step is not None else (0, -1)
        return PanelFrame(
            index=run.index, total=max(run.index, run.steps_with(params)), level=level,
            levels=len(run.sigmas), step=t, steps=params.steps_per_level if step is None else step.steps,
            sigma=run.sigmas[level],
            alpha=None if step is None else step.alpha, eta=None if step is None else step.eta, params=params,
            places=run.x.double().numpy(), trails=trails, shares=self.shares, weights=run.weights(params),
            over=self.over, velocities=None if run.v is None else run.v.double().numpy(),
            sizes=None if step is None else step_sizes(step, run), forces=forces_of(step, run),
        )  # fmt: skip


class Particles:
    """Runs the panels in turns. ``ask`` is asked for numbers at most twice a second, and when a run rests.

    ``read`` gives the orders before every step; those that would diverge are taken back through ``keep``.
    Raises SettingError, naming the panel, for settings with which a run cannot begin.
    """

    def __init__(
        self, run_id: int, jobs: tuple[PanelJob, ...], read: Callable[[], ParticleOrders],
        keep: Callable[[int, ParticleParams, ParticleParams], None], ask: Callable[[NumbersRequest], None], tell: Tell,
    ) -> None:  # fmt: skip
        self._run_id = run_id
        self._read, self._keep, self._ask, self._tell = read, keep, ask, tell
        self._density = self._refused = read().density
        self._built = build(self._density)
        self._panels = [self._begin(k, job, several=len(jobs) > 1) for k, job in enumerate(jobs)]
        self._shared_at = self._counted_at = -float("inf")
        self._rates: deque[float] = deque(maxlen=30)

    def _begin(self, k: int, job: PanelJob, *, several: bool) -> Panel:
        try:
            run = ParticleRun(self._built, job.settings, score_of(job.network))
            run.check_stable(job.settings.live)
        except SettingError as error:
            raise SettingError(f"{'AB'[k]}: {error}" if several else str(error)) from error
        return Panel(job, run)

    def moments(self) -> Iterator[Moment[ParticleFrame]]:
        """The start, then one after each step of all panels."""
        yield Moment(self._frame)
        while not all(panel.over for panel in self._panels):
            orders = self._read()
            self._step(orders)
            now = time.perf_counter()
            if now - self._counted_at >= NUMBERS_SECONDS:
                self._count(now, last=False)
            self._rates.append(now)
            yield Moment(self._frame, last_of_level=self._level_ended(), pace=orders.pace)

    def _step(self, orders: ParticleOrders) -> None:
        if orders.density is self._density:
            self._refused = orders.density
        elif orders.density is not self._refused:
            self._follow(orders.density, orders.params)
        for k, panel in enumerate(self._panels):
            if not panel.over:
                panel.take(self._allowed(k, panel, orders.params[k]))
        for panel in self._panels:
            panel.note_trail()

    def _follow(self, density: DensitySettings, params: tuple[ParticleParams, ...]) -> None:
        """From the next step on the edited density, unless a panel cannot: then all stay with the one before."""
        built = build(density)
        k = 0
        try:
            for k, panel in enumerate(self._panels):
                panel.run.follow(built, score_of(panel.job.network))
                panel.run.check_stable(params[k])
        except SettingError as error:
            for panel in self._panels:
                panel.run.follow(self._built, score_of(panel.job.network))
            if self._refused is self._density:  # a drag makes many; one is enough to tell
                self._tell(Refusal(k, str(error), None))
            self._refused = density
            return
        self._density = self._refused = density
        self._built = built
        for k, panel in enumerate(self._panels):
            if not panel.over:
                self._tell(ParticleChange(k, panel.run.index, density))

    def _allowed(self, k: int, panel: Panel, wanted: ParticleParams) -> ParticleParams:
        """The parameters to use: ``wanted``, or the ones before where those would diverge."""
        if wanted == panel.used:
            return wanted
        try:
            panel.run.check_stable(wanted)
        except SettingError as error:
            self._keep(k, wanted, panel.used)
            self._tell(Refusal(k, str(error), panel.used))
            return panel.used
        self._tell(ParticleChange(k, panel.run.index, wanted))
        return wanted

    def _level_ended(self) -> bool:
        """Whether a panel with several levels has just finished one; without such a panel whether one is over."""
        annealed = [p.step for p in self._panels if p.step is not None and len(p.run.sigmas) > 1]
        return any(s.last_of_level for s in annealed) if annealed else any(p.over for p in self._panels)

    def _frame(self, occasion: Occasion) -> ParticleFrame:
        now = time.perf_counter()
        resting = occasion is not Occasion.RUNNING
        if now - self._shared_at >= SHARES_SECONDS or resting:
            self._shared_at = now
            for panel in self._panels:
                panel.shares = shares(self._built, panel.run.x)
        if resting:
            self._count(now, last=True)
        trail = self._read().trail
        rate = (len(self._rates) - 1) / max(self._rates[-1] - self._rates[0], 1e-9) if len(self._rates) > 1 else 0.0
        return ParticleFrame(self._run_id, tuple(panel.frame(trail) for panel in self._panels), rate, now)

    def _count(self, now: float, *, last: bool) -> None:
        self._counted_at = now
        clouds = tuple(
            Cloud(
                p.run.index, p.run.x, p.run.v, p.used.mass, p.present, p.start, dataclasses.replace(p.motion),
                p.run.kinetic_temperature(p.used), p.run.accepted,
            )
            for p in self._panels
        )  # fmt: skip
        self._ask(NumbersRequest(self._run_id, self._density, clouds, last))


def step_sizes(step: Step, run: ParticleRun) -> StepSizes:
    """How large the parts of a step were."""
    if run.settings.sampler is Sampler.CONSISTENT:
        return _consistent_sizes(step)
    if run.v is None:
        drift = None if step.alpha is None else step.alpha / 2 * step.score_norm
        tau = 0.0 if step.phase is Phase.DENOISE else run.temperature(step.params)
        noise = None if step.alpha is None else math.sqrt(tau * step.alpha) * MEAN_LENGTH
        return StepSizes(step.score_norm, drift, noise, step.snr if noise else None)
    params = step.params
    assert isinstance(params, ParticleParams)  # noqa: S101 - velocities have only particles
    kick = params.time_step / params.mass * step.score_norm
    spread = noise_deviation(params) * MEAN_LENGTH
    return StepSizes(step.score_norm, kick, spread, kick / spread if spread > 0 else None)


def _consistent_sizes(step: Step) -> StepSizes:
    """Of a step whose noise is made for the next level, not by alpha: as measured; there is none after the last."""
    assert step.alpha is not None  # noqa: S101 - such a step always has a size
    drift = step.alpha / 2 * step.score_norm
    if step.level + 1 >= step.levels or step.phase is Phase.DENOISE:
        return StepSizes(step.score_norm, drift, 0.0, None)
    moved = step.x - step.x_in - step.alpha / 2 * step.score
    noise = float(moved.double().norm(dim=1).mean())
    return StepSizes(step.score_norm, drift, noise, drift / noise if noise > 1e-5 * drift else None)


def forces_of(step: Step | None, run: ParticleRun) -> Forces | None:
    """The first particle's newest step, if it was a Langevin step of the paper's form."""
    if step is None or step.alpha is None or step.phase is Phase.DENOISE or ROWS[run.settings.sampler].primes:
        return None
    place, drift = step.x_in[0].double(), step.alpha / 2 * step.score[0].double()
    kick = step.x[0].double() - place - drift
    (x, y), (dx, dy), (kx, ky) = place.tolist(), drift.tolist(), kick.tolist()
    return Forces((x, y), (dx, dy), (kx, ky))


def kept(orders: ParticleOrders, k: int, wanted: ParticleParams, good: ParticleParams) -> ParticleOrders:
    """Orders with panel ``k``'s refused parameters taken back, unless others were asked for since."""
    if orders.params[k] != wanted:
        return orders
    return dataclasses.replace(orders, params=(*orders.params[:k], good, *orders.params[k + 1 :]))
